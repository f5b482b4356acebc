#!/bin/sh
# make module in a copy of the tree: the new module builds, passes lint and its
# tests, and `dinh check` agrees with its tables. Ends with "N passed, N failed".
set -eu
cd "$(dirname "$0")/.."
copy=$(mktemp -d "${TMPDIR:-/tmp}/dinh-module-XXXXXX")
trap 'rm -rf "$copy"' EXIT
passed=0 failed=0

ok()
{
    sentence=$1
    shift
    if "$@" >"$copy/said" 2>&1; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED $sentence"
        cat "$copy/said"
    fi
}

# with the objects that are built already, as the newcomer has them; -p keeps
# the times that make compares
for part in * .clang-format; do
    case $part in
    var) ;;
    build)
        mkdir -p "$copy/tree/build"
        cp -Rp build/src build/assets.list build/embedded.S build/embedded.o build/libdinh.a \
            "$copy/tree/build/" 2>/dev/null || :
        ;;
    *) cp -Rp "$part" "$copy/tree/" 2>/dev/null || { mkdir -p "$copy/tree"; cp -Rp "$part" "$copy/tree/"; } ;;
    esac
done
cd "$copy/tree"
rm -rf tests/browser/node_modules

ok "a name that C knows is refused" sh -c '! make module NAME=struct'
for taken in bool main grant news session request person; do
    ok "so is $taken" sh -c '! make module NAME="$1" && [ ! -e "src/modules/$1" ]' sh "$taken"
done
ok "no name is refused" sh -c '! make module'
ok "make module makes one" make module NAME=hearing
ok "twice is refused" sh -c '! make module NAME=hearing'
ok "lint passes" make lint
ok "it builds" make build/dinh build/test/modules/hearing/hearing_rules_test \
    build/test/tests/journeys/hearing_test
ok "its rules pass" build/test/modules/hearing/hearing_rules_test
ok "its journey passes on both engines" build/test/tests/journeys/hearing_test
ok "the tables agree" build/dinh check --data "$copy/none"
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
