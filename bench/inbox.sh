#!/bin/sh
# The inbox with 1,000 and with 1,000,000 matters, on SQLite and, where DINH_TEST_PG
# names a server, on PostgreSQL.
#   MATTERS=1000000 make bench ONLY=inbox
ROOT=${ROOT:-$(cd "$(dirname "$0")/.." && pwd)}
. "$ROOT/bench/lib.sh"
many=${MATTERS:-1000000}
folder=$(mktemp -d "${TMPDIR:-/tmp}/dinh-bench-XXXXXX")
server=
schemas=
clean() {
    rm -rf "$folder"
    for schema in $schemas; do
        PGOPTIONS="-c client_min_messages=warning" psql -q "$server" -c "DROP SCHEMA $schema CASCADE"
    done
}
trap clean EXIT

# told_of ENGINE FEW MANY: files of bench/inbox.c's lines as rows
told_of() {
    while IFS="$(printf '\t')" read -r what count few; do
        much=$(awk -F'\t' -v what="$what" '$1 == what { print $3 }' "$3")
        case $what in
        "inbox page")
            told "$what, $count matters, p95 ($1)" "$few" "ms"
            row "$what, $many matters, p95 ($1)" "$much" "ms" "<=" 30
            row "$what, many : few ($1)" "$(ratio "$much" "$few")" "x" "<=" 1.5
            ;;
        *) told "$what, $many matters, p95 ($1)" "$much" "ms" ;;
        esac
    done <"$2"
}

for count in 1000 "$many"; do
    "$ROOT/build/bench/inbox" "sqlite:$folder/$count.db" "$count" 400 >"$folder/sqlite-$count"
done
told_of SQLite "$folder/sqlite-1000" "$folder/sqlite-$many"
rm -f "$folder"/*.db*
if [ -n "${DINH_TEST_PG:-}" ]; then
    server=${DINH_TEST_PG#postgres:}
    for count in 1000 "$many"; do
        schema=dinh_bench_inbox_$$_$count
        schemas="$schemas $schema"
        psql -q "$server" -c "CREATE SCHEMA $schema"
        "$ROOT/build/bench/inbox" "$DINH_TEST_PG options='-c search_path=$schema'" "$count" 400 \
            >"$folder/pg-$count"
    done
    told_of PostgreSQL "$folder/pg-1000" "$folder/pg-$many"
fi
