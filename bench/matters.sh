#!/bin/sh
# State changes of matters, durable, by 64 officers; on SQLite and, where DINH_TEST_PG
# names a server, on PostgreSQL.
ROOT=${ROOT:-$(cd "$(dirname "$0")/.." && pwd)}
. "$ROOT/bench/lib.sh"
folder=$(mktemp -d "${TMPDIR:-/tmp}/dinh-bench-XXXXXX")
schema=dinh_bench_matters_$$
server=
clean() {
    rm -rf "$folder"
    [ -z "$server" ] || PGOPTIONS="-c client_min_messages=warning" \
        psql -q "$server" -c "DROP SCHEMA $schema CASCADE"
}
trap clean EXIT

read -r changes longest <<END
$("$ROOT/build/bench/matters" "sqlite:$folder/bench.db" 5)
END
row "state changes of matters, 64 officers (SQLite)" "$changes" "/s" ">=" 5000
told "longest wait of an officer (SQLite)" "$longest" "ms"
if [ -n "${DINH_TEST_PG:-}" ]; then
    server=${DINH_TEST_PG#postgres:}
    psql -q "$server" -c "CREATE SCHEMA $schema"
    read -r changes longest <<END
$("$ROOT/build/bench/matters" "$DINH_TEST_PG options='-c search_path=$schema'" 5)
END
    row "state changes of matters, 64 officers (PostgreSQL)" "$changes" "/s" ">=" 5000
    told "longest wait of an officer (PostgreSQL)" "$longest" "ms"
fi
