#!/bin/sh
# ./run and the program from the outside: what a person meets who starts it
# wrongly, twice, or on a machine in trouble. Ends with "N passed, N failed".
set -eu
cd "$(dirname "$0")/.."
. tools/serve.sh
root=$PWD
passed=0 failed=0

# ok SENTENCE COMMAND …: the command must succeed.
ok()
{
    sentence=$1
    shift
    if "$@"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED $sentence"
        cat "$scratch/said" 2>/dev/null || :
    fi
}

# refuses COMMAND …: ends within ten seconds, non-zero, and says one or two lines.
refuses()
{
    code=0
    timeout 10 "$@" >"$scratch/said" 2>&1 || code=$?
    [ "$code" != 0 ] && [ "$code" != 124 ] && [ -s "$scratch/said" ] &&
        [ "$(wc -l <"$scratch/said")" -le 2 ]
}

# A second ./run serves at once: nothing is installed, built or made again. How
# long it takes is measured by bench/start.sh.
serves_at_once()
{
    port=$1
    (cd / && exec "$root/run" --data "$scratch/a site" --port "$port") >"$scratch/said" 2>&1 &
    server=$!
    tries=0
    until curl -fs --max-time 1 "http://127.0.0.1:$port/" >/dev/null 2>&1; do
        kill -0 "$server" 2>/dev/null || return 1
        tries=$((tries + 1))
        [ "$tries" -lt 600 ] || return 1
        sleep 0.05
    done
    stop_serving
    ! grep -qE 'Building|Installing|CC |minh họa\.$' "$scratch/said"
}

build/dinh demo --data "$scratch/a site" >/dev/null
serve "$scratch/a site"
ok "a busy port is said" refuses ./run --data "$scratch/a site" --port "$port"
free_port=$port
curl -s -o "$scratch/page" "$address/khong-co-trang-nay"
number=$(sed -n 's/.*<span class="code">\([0-9a-f]*\)<.*/\1/p' "$scratch/page" | head -1)
line=$(for try in $(seq 50); do
    grep "id=$number " "$scratch/serve.log" && break
    sleep 0.1
done)
ok "the number on an error page leads to its line in the log" \
    test "${line##*method=}" != "$line" -a \
    "${line##*path=/khong-co-trang-nay status=404}" != "$line"
stop_serving
ok "a second start serves at once, from another folder" serves_at_once "$free_port"
ok "a port that is no number is said" refuses ./run --port eighty
ok "a port out of range is said" refuses ./run --port=70000
ok "so is a folder without a name" refuses ./run --data ""
ok "an unknown word is said" refuses build/dinh dance
ok "a word that a command does not know is said" \
    refuses build/dinh demo --data "$scratch/nothing" --small
ok "a wish for help makes nothing" \
    sh -c 'build/dinh demo --data "$1" --help >"$2" && [ ! -e "$1" ]' sh "$scratch/nothing" "$scratch/said"
for command in serve init demo migrate check keys backup restore text law paper api version user \
    index matter report export "import units" "import news" "matter verify" "report rebuild"; do
    ok "dinh $command tells how it is used" sh -c 'build/dinh $1 --help --data "$2" >"$3" 2>&1 &&
        grep -q "dinh $1" "$3" && [ ! -e "$2" ] && [ "$(build/dinh help $1)" = "$(cat "$3")" ]' \
        sh "$command" "$scratch/nothing" "$scratch/said"
done
ok "the beginning of several commands tells them" sh -c '! build/dinh import >"$1" 2>&1 &&
    grep -q "dinh import units" "$1" && grep -q "dinh import news" "$1"' sh "$scratch/said"
ok "a value may be joined to its option" sh -c 'build/dinh check --data="$1" --lang=en >"$2" &&
    ! grep -q "no data" "$2"' sh "$scratch/a site" "$scratch/said"
ok "an option without a value is said" refuses build/dinh serve --data
ok "so is one with an empty value" refuses build/dinh init --data ""
ok "a check of a folder that is none says so" sh -c \
    'build/dinh --lang en check --data "$1" | grep -q "no data in “$1”"' sh "$scratch/nothing"
ok "a folder that is no site is said" refuses build/dinh serve --data "$scratch/nothing"

echo "listen_port = many" >"$scratch/a site/dinh.conf"
ok "a wrong setting is said" refuses build/dinh serve --data "$scratch/a site"
ok "with its line" grep -q 1 "$scratch/said"
: >"$scratch/a site/dinh.conf"

echo "unit = xa-khong-co" >"$scratch/a site/dinh.conf"
ok "a unit that is not there is said" refuses build/dinh serve --data "$scratch/a site"
ok "with its name" grep -q xa-khong-co "$scratch/said"
: >"$scratch/a site/dinh.conf"

(umask 022 && build/dinh init --data "$scratch/new site" >/dev/null)
ok "nobody else on the machine reads what init makes" \
    sh -c '[ -z "$(find "$1" -type f -perm /007)" ]' sh "$scratch/new site"
ok "init says that it kept what is there" sh -c 'build/dinh init --data "$1" >"$2" && grep -q nguyên "$2"' \
    sh "$scratch/new site" "$scratch/said"
build/dinh import units demo/units.csv --data "$scratch/new site" >/dev/null
ok "a role that is none is said" refuses build/dinh user add van.binh --role boss --data "$scratch/new site"
ok "so is a unit" refuses build/dinh user add van.binh --role editor --unit xa-khong-co --data "$scratch/new site"
ok "and the name is still free" \
    sh -c 'build/dinh user add van.binh --role editor --data "$1" >"$2" 2>&1' sh "$scratch/new site" "$scratch/said"

ok "an address that is none is said" refuses build/dinh user add lan.anh --email lan --data "$scratch/new site"
ok "so is a name that is no UTF-8" \
    refuses build/dinh user add lan.anh --name "$(printf 'Lan \377')" --data "$scratch/new site"
ok "a name is kept on one line and composed" sh -c '
    build/dinh user add lan.anh --name "$(printf "Tra\314\202\314\200n\nThi\314\243  Lan")" --data "$1" >"$2" &&
    build/dinh user list --data "$1" | grep -q "^lan.anh	Trần Thị Lan	"' sh "$scratch/new site" "$scratch/said"
ok "a login that is nobody's is said" \
    refuses build/dinh user reset "$(printf 'a\377b')" --data "$scratch/new site"

ok "and a unit" refuses build/dinh user role lan.anh editor --unit "$(printf 'a\377b')" --data "$scratch/new site"
ok "as a word that is no text" grep -q '“a.*b”' "$scratch/said"
ok "a role is given" \
    sh -c 'build/dinh user role lan.anh editor --data "$1" >"$2" 2>&1' sh "$scratch/new site" "$scratch/said"
ok "and taken" \
    sh -c 'build/dinh user role lan.anh editor --remove --data "$1" >"$2" 2>&1' sh "$scratch/new site" "$scratch/said"
ok "once: who does not hold it has none to lose" \
    refuses build/dinh user role lan.anh editor --remove --data "$scratch/new site"
ok "and is not said to have lost it" sh -c '! grep -q "đã thôi" "$1"' sh "$scratch/said"

printf 'code,full_name\r\n96,Tinh Mau\r\n,Tinh Hai\r\n' >"$scratch/wrong.csv"
ok "a mistake in a table of units is said" refuses build/dinh import units "$scratch/wrong.csv" \
    --data "$scratch/new site"
ok "with its file and line" grep -q "wrong.csv: Dòng 3: " "$scratch/said"
printf '\377\376c\000o\000' >"$scratch/wrong.csv"
ok "what is no table is refused" refuses build/dinh import units "$scratch/wrong.csv" \
    --data "$scratch/new site"
ok "and how to save it is said" grep -q "CSV UTF-8" "$scratch/said"

ok "news for a unit that is none is refused" refuses build/dinh import news "$scratch/wrong.csv" \
    --unit xa-khong-co --data "$scratch/new site"
ok "with its name" grep -q "“xa-khong-co”" "$scratch/said"
printf '<rss>\n<channel>\n<item></rss>\n' >"$scratch/cut.xml"
ok "an export that is cut off is refused" refuses build/dinh import news "$scratch/cut.xml" \
    --data "$scratch/new site"
ok "with its file and line" grep -q "cut.xml, dòng 3: " "$scratch/said"

# one item has the name of another, far behind it: stored in turn, each would change the
# other; and the picture of the first stands behind all
awk 'BEGIN {
    printf "<rss version=\"2.0\" xmlns:wp=\"http://wordpress.org/export/1.2/\"><channel>"
    print "<wp:wxr_version>1.2</wp:wxr_version>"
    text = sprintf("%2000s", ""); gsub(/ /, "chữ ", text)
    for (i = 1; i <= 400; i++) {
        printf "<item><title>Bài %d</title><guid>g%d</guid><wp:post_type>post</wp:post_type>",
            i, i == 400 ? 1 : i
        print "<wp:status>publish</wp:status><description>" text "</description>"
        if (i == 1)
            print "<wp:postmeta><wp:meta_key>_thumbnail_id</wp:meta_key><wp:meta_value>999</wp:meta_value></wp:postmeta>"
        print "</item>"
    }
    print "<item><wp:post_id>999</wp:post_id><wp:post_type>attachment</wp:post_type>"
    print "<wp:attachment_url>https://cu.example/a.jpg</wp:attachment_url></item></channel></rss>"
}' >"$scratch/large.xml"
ok "a large export is read in pieces" build/dinh --lang en import news "$scratch/large.xml" \
    --data "$scratch/new site" >"$scratch/said" 2>/dev/null
ok "with what stands in it twice" sh -c 'grep -q "399 added" "$1" && grep -q "One repeated" "$1"' \
    sh "$scratch/said"
ok "and a picture that is far from its article" grep -q "with a link: 1" "$scratch/said"
ok "and changes nothing the second time" sh -c 'build/dinh --lang en import news "$1/large.xml" \
    --data "$1/new site" 2>/dev/null | grep -q " 0 added, 0 changed, 399 unchanged"' sh "$scratch"

# what root may do does not show what others may not
as_other=
[ "$(id -u)" != 0 ] || as_other="setpriv --reuid=65534 --regid=65534 --clear-groups"

# a machine on which the package of SQLite alone is missing
mkdir "$scratch/bin"
cat >"$scratch/bin/dpkg-query" <<'END'
#!/bin/sh
for word in "$@"; do
    case $word in
    -* | libsqlite3-dev) ;;
    *) echo "$word installed" ;;
    esac
done
END
chmod 755 "$scratch" "$scratch/bin" "$scratch/bin/dpkg-query"
ok "who is not root is told what is missing" \
    refuses $as_other env PATH="$scratch/bin:$PATH" ./run --data "$scratch/nothing"
ok "and exactly what to run" \
    grep -q 'apt-get install -y --no-install-recommends libsqlite3-dev$' "$scratch/said"

# keys: of another site, or made anew after they were lost
cp -a "$scratch/new site/keys" "$scratch/keys"
for key in site.key seal.key; do
    head -c 32 /dev/urandom | od -An -v -tx1 | tr -d ' \n' >"$scratch/new site/keys/$key"
    ok "another $key is said" refuses build/dinh serve --data "$scratch/new site"
    ok "with its name" grep -q "keys/$key" "$scratch/said"
    ok "in a backup too" refuses build/dinh backup "$scratch/no.tar.zst" --data "$scratch/new site"
    cp "$scratch/keys/$key" "$scratch/new site/keys/$key"
done
ok "the right keys are taken" build/dinh migrate --data "$scratch/new site" >/dev/null
echo "not a key" >"$scratch/new site/keys/site.key"
ok "a damaged key is said" refuses build/dinh serve --data "$scratch/new site"
ok "as one" grep -q 64 "$scratch/said"
cp "$scratch/keys/site.key" "$scratch/new site/keys/site.key"
chmod 000 "$scratch/new site/keys/site.key"
chmod 755 "$scratch" "$scratch/new site" "$scratch/new site/keys"
chmod 644 "$scratch/new site/dinh.conf"
ok "a key of another user is said" refuses $as_other build/dinh serve --data "$scratch/new site"
ok "with what to do" grep -q chown "$scratch/said"
chmod 600 "$scratch/new site/keys/site.key"
rm "$scratch/new site/keys/seal.key"
ok "init makes no second key beside sealed data" refuses build/dinh init --data "$scratch/new site"
ok "new keys are taken on demand alone" sh -c 'build/dinh keys accept --data "$1" >"$2" &&
    build/dinh migrate --data "$1" >"$2"' sh "$scratch/new site" "$scratch/said"

# at least what OWASP asks of argon2id: 19 MiB, two passes
cheap=$(sqlite3 "$scratch/a site/dinh.db" "SELECT count(*) FROM account
    WHERE password_hash NOT LIKE '\$argon2id\$v=19\$m=19456,t=3,p=1\$%'")
some=$(sqlite3 "$scratch/a site/dinh.db" "SELECT count(password_hash) FROM account")
ok "a password costs what it should" [ "$some/$cheap" = "10/0" ]

sqlite3 "$scratch/a site/dinh.db" "UPDATE schema_migration SET applied_at = applied_at + 3 * 86400000000"
ok "a clock that is behind is said" refuses build/dinh serve --data "$scratch/a site"
ok "with what to do" grep -q timedatectl "$scratch/said"

rm -f "$scratch/a site"/dinh.db-*
pages=$(($(stat -c %s "$scratch/a site/dinh.db") / 4096))
for page in $(seq 20 97 "$pages"); do
    dd if=/dev/zero of="$scratch/a site/dinh.db" bs=4096 count=1 seek="$page" conv=notrunc 2>/dev/null
done
ok "damage in the middle is found by a check" refuses build/dinh check --data "$scratch/a site"
ok "and not copied into a backup" refuses build/dinh backup "$scratch/no.tar.zst" --data "$scratch/a site"
ok "which leaves no file" test ! -e "$scratch/no.tar.zst"
dd if=/dev/zero of="$scratch/a site/dinh.db" bs=4096 count=2 conv=notrunc 2>/dev/null
ok "a damaged database is said" refuses ./run --data "$scratch/a site" --port "$free_port"

# how ./run and ./check show long work: plain lines here, one line on a terminal
shown='. tools/common.sh; with_progress "Building" "$1.log" sh -c "seq 250; exit $2"'
ok "long work is shown in plain lines" sh -c 'sh -c "$1" sh "$2" 0 >"$2" && [ "$(cat "$2")" = \
"Building …
Building … 100 lines, now: 100
Building … 200 lines, now: 200" ]' sh "$shown" "$scratch/said"
ok "work that fails shows all it said" sh -c '! sh -c "$1" sh "$2" 3 >"$2" &&
    grep -qx 17 "$2" && [ "$(tail -1 "$2")" = "Building failed." ]' sh "$shown" "$scratch/said"
ok "on a terminal it is one line" sh -c 'script -qec "sh -c '"'"'$1'"'"' sh $2 0" /dev/null >"$2.seen" &&
    [ "$(wc -l <"$2.seen")" = 1 ] && grep -q "Building: done" "$2.seen" &&
    grep -q "Building … 250" "$2.seen"' sh "$shown" "$scratch/said"

mkdir "$scratch/closed"
chmod 555 "$scratch/closed"
ok "an unwritable folder is said" refuses $as_other build/dinh init --data "$scratch/closed/site"
ok "text is folded" sh -c '[ "$(echo "Đồng Xuân" | build/dinh text slug)" = dong-xuan ]'
ok "a term is counted without a data folder" \
    sh -c '[ "$(build/dinh law add 2026-08-20 7W)" = 2026-08-28 ]'
ok "lines of terms are counted" \
    sh -c '[ "$(echo "2022-02-10 5W" | build/dinh law before)" = 2022-01-27 ]'
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
