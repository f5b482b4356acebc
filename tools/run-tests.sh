#!/bin/sh
# Runs test programs, one more than there are cores and at most four, since they wait
# for a server now and then. A program that fails is shown whole. Ends
# with one line "N passed, N failed" over all of them; non-zero when any failed.
out=$(mktemp -d) || exit 2

# Databases that tests copy are made once in a run: src/db/testing.h.
export DINH_TEST_TEMPLATES="$out/templates"
mkdir "$DINH_TEST_TEMPLATES" || exit 2

clean_up()
{
    for note in "$DINH_TEST_TEMPLATES"/*.database; do
        [ -f "$note" ] || continue
        psql -q "${DINH_TEST_PG#postgres:}" -c "SET client_min_messages = error" \
            -c "DROP DATABASE IF EXISTS $(cat "$note") WITH (FORCE)"
    done
    rm -rf "$out"
}
trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# One program, its output into a file of its own: called by xargs below.
cat >"$out/one" <<'END'
name=$(echo "$2" | tr / _)
CMOCKA_MESSAGE_OUTPUT=STDOUT "$2" >"$1/$name.log" 2>&1
echo $? >"$1/$name.code"
END

most=$(($(nproc 2>/dev/null || echo 1) + 1))
[ "$most" -gt 4 ] && most=4
printf '%s\n' "$@" | xargs -n 1 -P "$most" sh "$out/one" "$out"

passed=0 failed=0
for program in "$@"; do
    log=$out/$(echo "$program" | tr / _)
    code=$(cat "$log.code" 2>/dev/null || echo 1)
    ok=$(grep -ac '^\[       OK \]' "$log.log")
    # cmocka lists a failed test when it fails and once more at the end
    bad=$(grep -a '^\[  FAILED  \] [^0-9]' "$log.log" | sort -u | wc -l)
    [ "$code" -ne 0 ] && [ "$bad" -eq 0 ] && bad=1
    passed=$((passed + ok)) failed=$((failed + bad))
    if [ "$code" -ne 0 ]; then
        echo "FAILED $program (exit $code)"
        cat "$log.log"
    fi
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
