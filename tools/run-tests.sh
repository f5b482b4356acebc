#!/bin/sh
# Runs test programs, as many at once as there are cores, of two to four. A program that
# fails is shown whole. One that does not end is ended, and failed, with where its threads
# stood; so is one that leaves something in its temporary folder. The last line is
# "N passed, N failed" over all of them; non-zero when any failed.

# Seconds for one program: many times what the longest takes on a busy machine.
DINH_TEST_LIMIT=${DINH_TEST_LIMIT:-600}
export DINH_TEST_LIMIT

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
log=$1/$name.log
TMPDIR=$1/$name.place
export TMPDIR
mkdir "$TMPDIR"
CMOCKA_MESSAGE_OUTPUT=STDOUT "$2" >"$log" 2>&1 </dev/null &
test=$!
setsid sh -c '
    sleep "$DINH_TEST_LIMIT"
    echo "did not end within $DINH_TEST_LIMIT s: stopped"
    command -v gdb >/dev/null && timeout 60 gdb -p "$1" -batch -nx \
        -ex "set pagination off" -ex "thread apply all backtrace 24"
    kill -KILL "$1"' watch "$test" >>"$log" 2>/dev/null </dev/null &
watch=$!
wait "$test"
code=$?
left=$(ls -A "$TMPDIR")
if [ "$code" = 0 ] && [ -n "$left" ]; then
    echo "left in its temporary folder:" "$left" >>"$log"
    code=1
fi
echo "$code" >"$1/$name.code"
kill -KILL "-$watch" 2>/dev/null || kill -KILL "$watch"
exit 0
END

most=$(nproc 2>/dev/null || echo 2)
[ "$most" -lt 2 ] && most=2
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
