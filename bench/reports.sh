#!/bin/sh
# Statistics of a year with 100,000 cases; on SQLite and, where DINH_TEST_PG names a
# server, on PostgreSQL.
ROOT=${ROOT:-$(cd "$(dirname "$0")/.." && pwd)}
. "$ROOT/bench/lib.sh"
folder=$(mktemp -d "${TMPDIR:-/tmp}/dinh-bench-XXXXXX")
schema=dinh_bench_reports_$$
server=
clean() {
    rm -rf "$folder"
    [ -z "$server" ] || PGOPTIONS="-c client_min_messages=warning" \
        psql -q "$server" -c "DROP SCHEMA $schema CASCADE"
}
trap clean EXIT

read -r slowest all <<END
$("$ROOT/build/bench/reports" "sqlite:$folder/bench.db" 100000)
END
row "a statistical form of a year, 100,000 cases (SQLite)" "$slowest" "ms" "<=" 1000
told "six forms of a year (SQLite)" "$all" "ms"
if [ -n "${DINH_TEST_PG:-}" ]; then
    server=${DINH_TEST_PG#postgres:}
    psql -q "$server" -c "CREATE SCHEMA $schema"
    read -r slowest all <<END
$("$ROOT/build/bench/reports" "$DINH_TEST_PG options='-c search_path=$schema'" 100000)
END
    row "a statistical form of a year, 100,000 cases (PostgreSQL)" "$slowest" "ms" "<=" 1000
    told "six forms of a year (PostgreSQL)" "$all" "ms"
fi
