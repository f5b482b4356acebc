#!/bin/sh
# make module NAME=hearing: a module that compiles and passes, out of
# tools/module/. docs/module.md takes it from there.
set -eu
cd "$(dirname "$0")/.."
name=${1:-}

refuse()
{
    echo "make module: $*" >&2
    exit 1
}

case $name in
'') refuse "give a name: make module NAME=hearing" ;;
*[!a-z]*) refuse "a name has the letters a to z alone, in English and singular: hearing." ;;
esac
[ ${#name} -ge 3 ] && [ ${#name} -le 20 ] || refuse "a name has 3 to 20 letters."
case " all analyse analyze and any array asc begin between both case cast check collate column commit \
constraint create default deferrable delete desc distinct drop else end escape except exists false \
fetch for foreign from grant group having index initially insert intersect into isnull join lateral \
leading left like limit list localtime long new not nothing notnull null offset only order page \
placing primary references returning right select set short some symmetric system table test then \
trailing transaction true union unique unit update user using values variadic when where window with \
work auto bool break char const continue do double enum errno extern float goto if inline int main \
register restrict return signed sizeof static struct switch typedef unsigned void volatile while " in
*" $name "*) refuse "\"$name\" means something to C, to SQL or to this program; take another word." ;;
esac
folder=src/modules/$name
[ ! -e "$folder" ] && [ ! -e "locale/vi/$name.txt" ] || refuse "$name is there already."
taken()
{
    refuse "\"$name\" is a name of this program already ($1); take another word."
}
first=$(grep -lwE "struct $name|$name(_list|_create|_insert|_rules|_module)|enum $name" -r src --include=*.h | head -1)
[ -z "$first" ] || taken "$first"
first=$(grep -lwE "CREATE TABLE $name" -r migrations | head -1)
[ -z "$first" ] || taken "$first"
first=$(grep -lE "^(nav\.)?$name[. ]" -r locale/vi | head -1)
[ -z "$first" ] || taken "$first"
grep -q "\"/$name\"" src/modules/*/*.c src/app/*.c && refuse "the address /$name is taken."

upper=$(echo "$name" | tr a-z A-Z)
title=$(echo "$name" | cut -c1 | tr a-z A-Z)$(echo "$name" | cut -c2-)
last=$(ls migrations | sed -n 's/^\([0-9]\{4\}\)_.*/\1/p' | sort | tail -1)
number=$(printf '%04d' $(($(echo "$last" | sed 's/^0*//') + 1)))

# put TEMPLATE FILE
put()
{
    mkdir -p "$(dirname "$2")"
    sed -e "s/@name@/$name/g" -e "s/@NAME@/$upper/g" -e "s/@Name@/$title/g" \
        "tools/module/$1" >"$2"
    echo "  made  $2"
}

for part in .h _rules.h _rules.c _rules_test.c _store.h _store.c _service.c _web.h _web.c _module.c; do
    put "name$part" "$folder/$name$part"
done
put README.md "$folder/README.md"
put list.html "$folder/pages/list.html"
put new.html "$folder/pages/new.html"
put vi.txt "locale/vi/$name.txt"
put en.txt "locale/en/$name.txt"
put migration.sql "migrations/${number}_$name.sql"
put journey.c "tests/journeys/${name}_test.c"

# Its line among the modules, and its line in tools/layers.txt.
awk -v name="$name" '
    /^#include "modules\// { in_list = 1 }
    in_list && !done_include && (/^$/ || $0 > "#include \"modules/" name "/") {
        print "#include \"modules/" name "/" name ".h\""; done_include = 1
    }
    /^    NULL,/ { print "    &" name "_module," }
    { print }
' src/app/modules.c >src/app/modules.new
mv src/app/modules.new src/app/modules.c
echo "module $name $name.h" >>tools/layers.txt
echo "  added $name to src/app/modules.c and tools/layers.txt"

if command -v clang-format-14 >/dev/null 2>&1; then
    clang-format-14 -i src/app/modules.c "$folder"/*.[ch] "tests/journeys/${name}_test.c"
    clang-format-14 -i src/app/modules.c "$folder"/*.[ch] "tests/journeys/${name}_test.c"
fi
echo "Now: make test, then docs/module.md."
