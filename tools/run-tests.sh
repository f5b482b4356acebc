#!/bin/sh
# Runs test programs one after another; each prints cmocka's lines. Ends with
# one line "N passed, N failed" over all of them; non-zero when any failed.
passed=0 failed=0
out=$(mktemp) || exit 2
trap 'rm -f "$out"' EXIT
for program in "$@"; do
    CMOCKA_MESSAGE_OUTPUT=STDOUT "$program" >"$out" 2>&1
    code=$?
    ok=$(grep -c '^\[       OK \]' "$out")
    bad=$(grep -c '^\[  FAILED  \] [^0-9]' "$out")
    # cmocka lists a failed test when it fails and once more at the end
    bad=$(( (bad + 1) / 2 ))
    [ "$code" -ne 0 ] && [ "$bad" -eq 0 ] && bad=1
    passed=$((passed + ok)) failed=$((failed + bad))
    if [ "$code" -ne 0 ]; then
        echo "FAILED $program (exit $code)"
        cat "$out"
    fi
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
