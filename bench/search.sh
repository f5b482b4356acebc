#!/bin/sh
# Search in 100,000 articles on SQLite, and on PostgreSQL where DINH_TEST_PG
# names a server.
#   ARTICLES=100000 QUERIES=2000 make bench ONLY=search
ROOT=${ROOT:-$(cd "$(dirname "$0")/.." && pwd)}
. "$ROOT/bench/lib.sh"
articles=${ARTICLES:-100000} queries=${QUERIES:-2000}
folder=$(mktemp -d "${TMPDIR:-/tmp}/dinh-bench-XXXXXX")
schema=dinh_bench_$$
server=
clean() {
    rm -rf "$folder"
    [ -z "$server" ] || PGOPTIONS="-c client_min_messages=warning" \
        psql -q "$server" -c "DROP SCHEMA $schema CASCADE"
}
trap clean EXIT

# The lines of bench/search.c (what, engine, figure, unit) as rows;
# queries of two words have bars.
rows() {
    tab=$(printf '\t')
    while IFS="$tab" read -r what engine figure unit; do
        case $what in
        *"2 words"*p50) row "$what ($engine)" "$figure" "$unit" "<=" 10 ;;
        *"2 words"*p99) row "$what ($engine)" "$figure" "$unit" "<=" 50 ;;
        *) told "$what ($engine)" "$figure" "$unit" ;;
        esac
    done
}

"$ROOT/build/bench/search" "sqlite:$folder/bench.db" "$articles" "$queries" | rows
if [ -n "${DINH_TEST_PG:-}" ]; then
    server=${DINH_TEST_PG#postgres:}
    psql -q "$server" -c "CREATE SCHEMA $schema"
    "$ROOT/build/bench/search" "$DINH_TEST_PG options='-c search_path=$schema'" "$articles" \
        "$queries" | rows
fi
