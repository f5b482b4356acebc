#!/bin/sh
# kill -9 in the middle of a backup and of a restore. A backup's name stands for a
# whole backup or for nothing; a restore leaves the data folder as it was or whole.
# On SQLite, and on PostgreSQL where DINH_TEST_PG names a server. Ends with
# "N passed, N failed".
set -eu
cd "$(dirname "$0")/../.."
. tools/serve.sh

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
    fi
}

# killed_after SECONDS COMMAND …: the command, killed where it takes longer.
killed_after()
{
    timeout -s KILL "$@" >"$scratch/said" 2>&1 || :
}

is_whole_or_not_there()
{
    [ ! -e "$1" ] || timeout 60 build/dinh backup --verify "$1" >"$scratch/said" 2>&1
}

# An article for each megabyte: enough for a backup to be killed inside.
fill()
{
    mkdir -p "$1/files/aa"
    for number in $(seq 60); do
        head -c 500000 /dev/urandom >"$1/files/aa/$number"
    done
}

is_the_same_site()
{
    timeout 60 build/dinh backup "$scratch/again" --data "$1" >"$scratch/said" 2>&1 || return 1
    rm -rf "$scratch/a" "$scratch/b"
    mkdir -p "$scratch/a" "$scratch/b"
    tar -C "$scratch/a" --zstd -xf "$scratch/whole"
    tar -C "$scratch/b" --zstd -xf "$scratch/again"
    (cd "$scratch/b" && b2sum --quiet -l 256 -c checksums.txt) &&
        diff -rq "$scratch/a/files" "$scratch/b/files" &&
        diff -rq -x backup_made "$scratch/a/tables" "$scratch/b/tables"
}

moments="0.02 0.04 0.06 0.08 0.1 0.12 0.15 0.2 0.25 0.3 0.4 0.5"

kill_restores()
{
    database=$1
    for moment in $moments; do
        rm -rf "$scratch"/to*
        [ -z "$schema" ] || make_schema dinh_kill
        killed_after "$moment" build/dinh restore "$scratch/whole" --data "$scratch/to" \
            --keys "$scratch/keys" --database "$database"
        if [ -e "$scratch/to" ]; then
            ok "a restore killed after $moment s is whole" is_the_same_site "$scratch/to"
        else
            passed=$((passed + 1))
        fi
    done
}

timeout 60 build/dinh demo --data "$scratch/site" >"$scratch/said" 2>&1
fill "$scratch/site"
for moment in $moments; do
    rm -f "$scratch/killed"
    killed_after "$moment" build/dinh backup "$scratch/killed" --data "$scratch/site"
    ok "a backup killed after $moment s is whole or not there" \
        is_whole_or_not_there "$scratch/killed"
done
timeout 60 build/dinh backup "$scratch/whole" --data "$scratch/site" \
    --with-keys "$scratch/keys" >"$scratch/said" 2>&1
kill_restores sqlite:dinh.db
rm -rf "$scratch"/to*
ok "after all that a restore succeeds" timeout 60 build/dinh restore "$scratch/whole" \
    --data "$scratch/to" --keys "$scratch/keys" >"$scratch/said" 2>&1
ok "what was restored is the same" is_the_same_site "$scratch/to"

if [ -n "${DINH_TEST_PG:-}" ]; then
    make_schema dinh_kill
    kill_restores "$on_postgres"
fi

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
