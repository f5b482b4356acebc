#!/bin/sh
# Trees that must not pass tools/lint.sh, and what it says about each. A case
# of tests/lint/cases.txt is
#     === the name of the case
#     --- path of a file, its lines below
#     +++ a line that lint prints; all of them, in its order
# A case without +++ must pass. Ends with "N passed, N failed".
set -eu
cd "$(dirname "$0")/.."
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
passed=0 failed=0

awk -v scratch="$scratch" '
    /^=== / { number++; path = ""; folder = sprintf("%s/%03d", scratch, number)
              system("mkdir -p " folder "/tree/src " folder "/tree/tests " folder "/tree/tools")
              print substr($0, 5) > (folder "/name"); printf "" > (folder "/expected"); next }
    /^--- / { path = folder "/tree/" substr($0, 5); parent = path; sub(/\/[^\/]*$/, "", parent)
              system("mkdir -p " parent); printf "" > path; next }
    /^\+\+\+ / { print substr($0, 5) > (folder "/expected"); next }
    path != "" { gsub(/~$/, " "); print > path }
' tests/lint/cases.txt

for folder in "$scratch"/*/; do
    [ -f "$folder/tree/tools/layers.txt" ] ||
        printf 'base\ntext\ndb view law\nhttp\ncivic\nmodules\napp\nmain\n' \
            >"$folder/tree/tools/layers.txt"
    code=0
    sh tools/lint.sh "$folder/tree" >"$folder/got" 2>&1 || code=$?
    wanted=0
    [ ! -s "$folder/expected" ] || wanted=1
    if cmp -s "$folder/got" "$folder/expected" && [ "$code" = "$wanted" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED $(cat "$folder/name") (exit $code):"
        diff "$folder/expected" "$folder/got" || :
    fi
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
