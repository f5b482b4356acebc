#!/bin/sh
# What runs the test programs: one that hangs is ended and said to be, one that leaves
# a file behind has failed, and nothing of the runner outlives it. Ends with
# "N passed, N failed".
set -u
cd "$(dirname "$0")/.." || exit 1
scratch=$(mktemp -d) || exit 1
trap 'rm -rf "$scratch"' EXIT

passed=0 failed=0
ok()
{
    sentence=$1
    shift
    if "$@"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED $sentence"
        cat "$scratch/said"
    fi
}

# program NAME LINE …: a test program that says one test is good, then does the lines.
program()
{
    printf '#!/bin/sh\necho "[       OK ] one"\n%s\n' "$2" >"$scratch/$1"
    chmod +x "$scratch/$1"
}

# runs LIMIT NAME …: the runner's last line, and all of it in "said".
runs()
{
    limit=$1
    shift
    (cd "$scratch" && DINH_TEST_LIMIT=$limit timeout 60 sh "$OLDPWD/tools/run-tests.sh" "$@") \
        >"$scratch/said" 2>/dev/null
    tail -1 "$scratch/said"
}

said()
{
    grep -q "$1" "$scratch/said"
}

# is_alone SECONDS: no process sleeps for just so long.
is_alone()
{
    ! grep -aqs "^sleep.$1" /proc/[0-9]*/cmdline
}

program good 'true'
program hung 'exec sleep 86423'
# shellcheck disable=SC2016
program untidy 'echo left >"$TMPDIR/behind"'

ok "a good program passes" [ "$(runs 86421 ./good)" = "1 passed, 0 failed" ]
ok "nothing waits for a program that has ended" is_alone 86421
ok "a program that hangs has failed" [ "$(runs 1 ./good ./hung)" = "2 passed, 1 failed" ]
ok "it says so" said "did not end within 1 s"
ok "it is ended" is_alone 86423
ok "a program that leaves a file has failed" [ "$(runs 86422 ./untidy)" = "1 passed, 1 failed" ]
ok "it says which" said "left in its temporary folder: behind"
ok "nothing waits for that one" is_alone 86422

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
