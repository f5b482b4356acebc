#!/bin/sh
# The house rules that no compiler knows. Prints "file:line: sentence" for each
# breach and ends non-zero where there is one.
#
#   tools/lint.sh          this repository
#   tools/lint.sh ROOT     a tree with the same folders: tests/lint.sh
set -u

tools=$(cd "$(dirname "$0")" && pwd)
cd "${1:-$tools/..}" || exit 2
layers=tools/layers.txt
allow=tools/lint-allow.txt
[ -f "$allow" ] || allow=/dev/null
export LC_ALL=C

every_file()
{
    find . \( -name .git -o -name build -o -name node_modules -o -name var \) -prune -o \
        -type f -print | sed 's|^\./||' | sort
}
c_files()
{
    find src tests bench -name '*.[ch]' 2>/dev/null | sort
}
our_c_files()
{
    find src -name '*.[ch]' ! -name '*_test.c' ! -name 'testing*.[ch]' ! -name '*_fixture.h' |
        sort
}

# Passes on what the allow list does not name: allowing RULE
allowing()
{
    awk -v rule="$1" -v allow="$allow" '
        BEGIN { while ((getline < allow) > 0) if ($1 == rule) allowed[$2] = 1 }
        { split($0, parts, ":"); if (!(parts[1] in allowed)) print }'
}

# 1. A floor includes only floors below it.
rule_layers()
{
    find src -name '*.[ch]' | sort | xargs awk -v layers="$layers" '
        BEGIN {
            while ((getline < layers) > 0) {
                if ($0 ~ /^#/ || NF == 0) continue
                if ($1 == "module") { public["modules/" $2 "/" $3] = 1; continue }
                height++
                for (i = 1; i <= NF; i++) floor[$i] = height
            }
        }
        /^#include "/ {
            split($0, quoted, "\""); included = quoted[2]
            split(FILENAME, from, "/"); split(included, to, "/")
            own = from[2]; its = to[1]
            if (own ~ /\.c$/) own = "main"
            if (included ~ /testing(_page)?\.h$/ && FILENAME ~ /(_test\.c|testing[a-z_]*\.[ch])$/) next
            if (!(own in floor)) { bad("the folder " own " is no floor of tools/layers.txt"); next }
            if (!(its in floor)) { bad(included " is on no floor of tools/layers.txt"); next }
            if (floor[its] > floor[own] || (floor[its] == floor[own] && own != its))
                bad(own " may not include " included ", which is not below it")
            if (its == "modules" && !(own == "modules" && from[3] == to[2]) && !(included in public))
                bad(included " is no public header of its module")
        }
        function bad(what) { print FILENAME ":" FNR ": " what "." }'
}

# 2. A third-party header is included in one .c file alone.
rule_third_party()
{
    our_c_files | xargs awk '
        BEGIN {
            count = split("assert ctype dirent errno fcntl float fnmatch ftw glob inttypes limits " \
                "locale math poll pthread pwd sched semaphore setjmp signal spawn stdalign stdarg " \
                "stdatomic stdbool stddef stdint stdio stdlib string strings termios threads time " \
                "unistd wchar", names, " ")
            for (i = 1; i <= count; i++) standard[names[i] ".h"] = 1
        }
        /^#include </ {
            split($0, parts, /[<>]/); name = parts[2]
            if (name in standard || name ~ /^(sys|netinet|arpa|net|linux)\//) next
            library = name; sub(/\/.*/, "", library)
            if (FILENAME ~ /\.h$/)
                print FILENAME ":" FNR ": <" name "> stands in a header; one .c file includes it."
            else if (library in first && first[library] != FILENAME)
                print FILENAME ":" FNR ": <" name "> is included by " first[library] " already."
            else
                first[library] = FILENAME
        }'
}

# 3. clang-format leaves every file as it is.
rule_format()
{
    c_files | xargs -r clang-format-14 --style=file:"$tools/../.clang-format" --dry-run 2>&1 | sed -n \
        's|^\./||; s|^\([^ :]*:[0-9]*\):[0-9]*: .*-Wclang-format.*|\1: run "make format".|p' |
        awk -F: '!seen[$1]++'
}

# 4. Functions of at most 60 lines (100 in tests, whose tables stand in them), files
# of at most about 600.
rule_length()
{
    find src tests -name '*.[ch]' | sort | xargs awk '
        FNR == 1 { inside = 0; most = FILENAME ~ /_test\.c$/ ? 100 : 60 }
        /^\{/ { inside = 1; start = FNR; next }
        /^\}/ {
            if (inside && FNR - start - 1 > most)
                print FILENAME ":" start ": a function of " FNR - start - 1 " lines; " most " are the most."
            inside = 0
        }'
    find src tests -name '*.[ch]' | sort | xargs wc -l | awk '
        $2 != "total" && $1 > 600 { print $2 ":601: a file of " $1 " lines; about 600 are the most." }' |
        allowing file-length
}

# 4b. A function that others see has one name in the whole program: of two in a library
# the linker takes the first without a word.
rule_names()
{
    find src -name '*.c' ! -name '*_test.c' | sort | xargs awk '
        FNR == 1 { name = "" }
        /^[A-Za-z_].*\(/ && !/^(static|typedef|struct [a-z_]+ \{|#|[A-Z_]+\()/ {
            name = $0; sub(/\(.*/, "", name); sub(/.*[ *]/, "", name); line = FNR
        }
        /^(static|typedef)/ || /;$/ { name = "" }
        /^\{/ && name != "" {
            if (name in place && name != "main")
                print FILENAME ":" line ": " name " stands in " place[name] " too."
            place[name] = FILENAME; name = ""
        }'
}

# 5. One dialect of SQL, in stores.
rule_sql()
{
    find src migrations \( -name '*_store.c' -o -name '*.sql' \) ! -name '*.sqlite.sql' \
        ! -name '*.postgres.sql' 2>/dev/null | sort | xargs -r grep -nE \
        '::|ILIKE|string_agg|group_concat|AUTOINCREMENT|SERIAL|NOW\(\)|strftime' /dev/null |
        sed 's|^\([^:]*:[0-9]*\):.*|\1: SQL that only one engine knows.|' | allowing sql-dialect
    find src -name '*.[ch]' ! -name '*_store.c' ! -name '*_test.c' ! -path 'src/db/*' | sort |
        xargs grep -nE '"(SELECT|INSERT INTO|UPDATE [a-z_]+|DELETE FROM|WITH RECURSIVE) ?' /dev/null |
        sed 's|^\([^:]*:[0-9]*\):.*|\1: SQL stands in a *_store.c alone.|' | allowing sql-place
}

# 6. Memory comes from an arena.
rule_malloc()
{
    our_c_files | grep -v '^src/base/' |
        xargs -r grep -nE '(^|[^a-z_])(malloc|calloc|realloc|strdup|asprintf)\(' /dev/null |
        sed 's|^\([^:]*:[0-9]*\):.*|\1: memory comes from an arena.|' | allowing malloc
}

# 7. Text becomes markup in view/ alone.
rule_html()
{
    our_c_files | grep -v '^src/view/' | xargs -r grep -nF '(struct html){' /dev/null |
        sed 's|^\([^:]*:[0-9]*\):.*|\1: struct html is made in view/ alone; use HTML("…").|'
}

# 8. Functions that are never right (base/banned.h), in tests too.
rule_banned()
{
    c_files | grep -vE '^bench/|base/banned.h' | xargs -r grep -nE \
        '(^|[^a-z_>.])(strcpy|strcat|strncpy|strncat|sprintf|vsprintf|gets|strtok|atoi|atol|atof|localtime|gmtime|ctime|asctime|system)\(' \
        /dev/null | sed 's|^\([^:]*:[0-9]*\):.*|\1: this function is banned (base/banned.h).|'
}

# 8b. A wait has an end, by the clock that only goes forward.
rule_waits()
{
    c_files | grep -vE '^src/base/wait\.c$' | xargs -r grep -nE \
        '(^|[^a-z_])(pthread_cond_(timed|clock)?wait|pthread_cond_init)\(|PTHREAD_COND_INIT' /dev/null |
        sed 's|^\([^:]*:[0-9]*\):.*|\1: base/wait.h waits, with an end and by the clock that only goes forward.|'
}

# 8c. A process with threads does not fork: what they had locked stays locked in the child.
rule_fork()
{
    c_files | xargs -r grep -nE '(^|[^a-z_])v?fork\(' /dev/null |
        sed 's|^\([^:]*:[0-9]*\):.*|\1: a fork may hang; posix_spawn, in tests testing_process_start.|' |
        allowing fork
}

# 8d. What tests write goes where the machine wants it, and away again.
rule_tmp()
{
    find src tests -name '*_test.c' -o -name '*_story.h' -o -path '*/journeys/*.h' \
        -o -name '*testing*.[ch]' | sort | grep -v '^src/base/testing\.h$' |
        xargs -r grep -nE '"/tmp' /dev/null |
        sed 's|^\([^:]*:[0-9]*\):.*|\1: testing_folder and testing_file (base/testing.h) find a place.|' |
        allowing tmp
}

# 9. No spaces at the end of a line.
rule_spaces()
{
    every_file | grep -vE '^tests/(fixtures|fuzz/corpus)/|\.(woff2|png|jpg|webp|pdf|xlsx|db)$' |
        tr '\n' '\0' | xargs -0 grep -nIE '[ 	]+$' /dev/null |
        sed 's|^\([^:]*:[0-9]*\):.*|\1: spaces at the end of the line.|'
}

# 10. Every module says in a README what it is for, and stands in layers.txt.
rule_modules()
{
    for folder in src/modules/*/; do
        [ -d "$folder" ] || continue
        name=$(basename "$folder")
        [ -f "$folder/README.md" ] ||
            echo "${folder}README.md:1: the module $name has no README.md."
        header=$(awk -v name="$name" '$1 == "module" && $2 == name { print $3 }' $layers)
        if [ -z "$header" ]; then
            echo "tools/layers.txt:1: the module $name has no line."
        elif [ ! -f "$folder$header" ]; then
            echo "tools/layers.txt:1: $folder$header is not there."
        fi
    done
}

# 11. Both languages say the same things.
rule_locale()
{
    [ -d locale ] || return 0
    for pair in "vi en" "en vi"; do
        # shellcheck disable=SC2086
        set -- $pair
        find "locale/$2" "locale/$1" -name '*.txt' 2>/dev/null | sort | awk -v from="$1" -v to="$2" '
            {
                file = $0; line = 0
                while ((getline text < file) > 0) {
                    line++
                    if (text !~ /^[a-z][a-z0-9_.-]* =/) continue
                    key = text; sub(/ =.*/, "", key)
                    if (index(file, "locale/" to "/") == 1) there[key] = 1
                    else place[key] = file ":" line
                }
                close(file)
            }
            END {
                for (key in place)
                    if (!(key in there)) print place[key] ": locale/" to " lacks " key "."
            }' | sort
    done
}

# 12. The repository speaks of the product alone.
rule_places()
{
    every_file | grep -vE '^tools/lint\.sh$|^tests/lint/|^tests/(fixtures|fuzz/corpus)/' |
        tr '\n' '\0' | xargs -0 grep -nIE \
        '(^|[^a-z.])/(work|home|root)/[a-z]|registry\.npmjs|pypi\.org|deb\.debian\.org|"resolved": *"http' \
        /dev/null | sed 's|^\([^:]*:[0-9]*\):.*|\1: names a place of one machine or a registry.|' |
        allowing places
}

# 13. Pages carry no inline script, style or data: address (the CSP forbids them).
rule_csp()
{
    find ui src/modules -name '*.html' 2>/dev/null | sort | xargs -r grep -nE \
        '<style|<script>|[ "]style="| on[a-z]+="|(src|href)="(data|javascript):' /dev/null |
        sed 's|^\([^:]*:[0-9]*\):.*|\1: inline script, style or data: address.|' |
        allowing csp
}

# 14. Pages and letters say ông/bà to whoever reads them, never bạn beside it.
rule_address()
{
    find locale/vi -name '*.txt' 2>/dev/null | sort | xargs -r grep -nwE '[Bb]ạn' /dev/null |
        sed 's|^\([^:]*:[0-9]*\):.*|\1: people are addressed as ông/bà.|'
}

# 15. The table of files in a module's README names every file there is, and no other. A
# header needs no row of its own, nor has the manifest or a test.
rule_readmes()
{
    for readme in src/modules/*/README.md; do
        [ -f "$readme" ] && grep -q '^| file |' "$readme" || continue
        folder=${readme%/README.md}
        find "$folder" -maxdepth 1 -name '*.[ch]' | sed 's|.*/||' | sort | awk -v readme="$readme" '
            function stem(name) { sub(/\.(\[ch\]|[ch])$/, "", name); return name }
            BEGIN {
                while ((getline text < readme) > 0) {
                    line++
                    if (text !~ /^\|/) in_table = 0
                    if (text ~ /^\| file \|/) in_table = 1
                    if (!in_table) continue
                    split(text, column, "|")
                    for (rest = column[2]; match(rest, /`[^`]+`/); rest = substr(rest, RSTART + RLENGTH)) {
                        name = stem(substr(rest, RSTART + 1, RLENGTH - 2))
                        if (name !~ /^[a-z0-9_*]+$/) continue
                        place[name] = line
                    }
                }
            }
            {
                there[stem($0)] = 1
                if ($0 ~ /\.c$/ && $0 !~ /_(test|module)\.c$/) needed[stem($0)] = 1
            }
            END {
                for (name in place) {
                    pattern = name; gsub(/\*/, ".*", pattern); found = 0
                    for (file in there)
                        if (file ~ ("^" pattern "$")) { found = 1; delete needed[file] }
                    if (!found) print readme ":" place[name] ": there is no " name " here."
                }
                for (file in needed) print readme ":1: its table lacks " file ".c."
            }' | sort
    done
}

# 16. law/applied.txt names every rule of the law that the program asks for by name, and
# no other: the law is refused without them.
rule_applied()
{
    [ -f law/applied.txt ] || return 0
    { ls law/applied.txt law/rules/*.txt; our_c_files | grep -v '^src/law/'; } | xargs awk '
        FILENAME == "law/applied.txt" { if (/^[a-z]+ /) listed[$2] = FNR; next }
        FILENAME ~ /^law\/rules\// { if ($1 == "rule") is_rule[$2] = 1; next }
        {
            count = split($0, quoted, "\"")
            for (i = 2; i <= count; i += 2) {
                words = split(quoted[i], word, " ")
                for (w = 1; w <= words; w++) {
                    if (!(word[w] in is_rule)) continue
                    used[word[w]] = 1
                    if (!(word[w] in listed))
                        print FILENAME ":" FNR ": the rule " word[w] " is not in law/applied.txt."
                }
            }
        }
        END {
            for (name in listed)
                if (!(name in used))
                    print "law/applied.txt:" listed[name] ": the program does not apply " name "."
        }' | sort
}

# 17. The files and functions that ARCHITECTURE.md leads through are there.
rule_architecture()
{
    [ -f ARCHITECTURE.md ] || return 0
    grep -on '`[^`]*`' ARCHITECTURE.md | tr -d '`' | while IFS=: read -r line name; do
        case $name in
        *[!a-z0-9_./]* | */) ;;
        */*.[ch])
            [ -f "src/$name" ] || echo "ARCHITECTURE.md:$line: there is no src/$name."
            ;;
        *[/.]*) ;;
        *_*)
            grep -rqw --include='*.[ch]' "$name" src || echo "ARCHITECTURE.md:$line: there is no $name."
            ;;
        esac
    done
}

found=$(for rule in layers third_party format length names sql malloc html banned waits fork tmp spaces modules locale \
    places csp address readmes applied architecture; do
    "rule_$rule"
done)
[ -z "$found" ] && exit 0
printf '%s\n' "$found"
exit 1
