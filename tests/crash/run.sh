#!/bin/sh
# kill -9 under load: eight clients sign in without pause until the program is
# killed; every session it acknowledged must be good after the next start. On
# SQLite, and on PostgreSQL where DINH_TEST_PG names a server. Ends with
# "N passed, N failed".
set -eu
cd "$(dirname "$0")/../.."
. tools/serve.sh

SECONDS_OF_LOAD=3
CLIENTS=8
passed=0 failed=0

# One client: a line for each session that was acknowledged whole.
sign_in_for_ever()
{
    while :; do
        token=$(curl -fs --max-time 10 -o "$scratch/body.$1" -D - "$address/dang-nhap" \
            -H "Origin: $address" -H "Sec-Fetch-Site: same-origin" \
            --data-urlencode login=congdan --data-urlencode password=mua-xuan-thanh-ba |
            sed -n 's/^[Ss]et-[Cc]ookie: dinh_session=\([^;]*\);.*/\1/p') || return 0
        [ -n "$token" ] || return 0
        echo "$token" >>"$scratch/acknowledged.$1"
    done
}

# Sessions that are gone, of those acknowledged.
count_lost()
{
    cat "$scratch"/acknowledged.* | while read -r token; do
        status=$(curl -s --max-time 10 -o /dev/null -w '%{http_code}' "$address/tai-khoan" \
            -b "dinh_session=$token")
        [ "$status" = 200 ] || echo "$token"
    done | wc -l
}

crash()
{
    name=$1
    rm -f "$scratch"/acknowledged.*
    serve "$scratch/$name"
    clients=
    for client in $(seq $CLIENTS); do
        sign_in_for_ever "$client" 2>/dev/null &
        clients="$clients $!"
    done
    sleep $SECONDS_OF_LOAD
    kill -9 "$server"
    wait "$server" 2>/dev/null || :
    # shellcheck disable=SC2086
    wait $clients || :
    acknowledged=$(cat "$scratch"/acknowledged.* 2>/dev/null | wc -l)
    serve "$scratch/$name"
    lost=$(count_lost)
    stop_serving
    echo "$name: $acknowledged sessions acknowledged before the kill, $lost lost"
    if [ "$acknowledged" -ge "$CLIENTS" ] && [ "$lost" = 0 ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
    fi
}

build/dinh demo --data "$scratch/sqlite" >/dev/null
crash sqlite
crash sqlite
if [ -n "${DINH_TEST_PG:-}" ]; then
    make_schema dinh_crash
    mkdir -p "$scratch/postgres"
    echo "database = $on_postgres" >"$scratch/postgres/dinh.conf"
    build/dinh demo --data "$scratch/postgres" >/dev/null
    crash postgres
fi
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
