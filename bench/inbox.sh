#!/bin/sh
# The inbox and the register with 1,000 and with 1,000,000 matters: the pages as a leader
# of the demo district gets them from the program, and what the inbox asks of the database;
# on SQLite and, where DINH_TEST_PG names a server, on PostgreSQL.
#   MATTERS=1000000 make bench ONLY=inbox
ROOT=${ROOT:-$(cd "$(dirname "$0")/.." && pwd)}
. "$ROOT/bench/lib.sh"
PORT=${PORT:-8395}
many=${MATTERS:-1000000}
folder=$(mktemp -d "${TMPDIR:-/tmp}/dinh-bench-XXXXXX")
WORK=$folder
server=
schemas=
clean() {
    stop
    rm -rf "$folder"
    for schema in $schemas; do
        PGOPTIONS="-c client_min_messages=warning" psql -q "$server" -c "DROP SCHEMA $schema CASCADE"
    done
}
trap clean EXIT

# address PATH: a line for curl
address() {
    printf 'url = "http://127.0.0.1:%s/can-bo%s"\noutput = /dev/null\n' "$PORT" "$1"
}

# inbox: addresses of all views, from the first and from a place within
inbox() {
    for round in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
        for view in cua-toi don-vi qua-han sap-han cho xong cap-duoi ban-giao; do
            day=$(date -d "$((round * 15 - 150)) days" +%F)
            for rest in "" "&sau=$day.$((round * 40))"; do
                address "?xem=$view$rest"
            done
        done
    done
}

# register: its first page and pages within, of all kinds, of one, and of what is open
register() {
    for round in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
        day=$(date -d "$((round * 15 - 200)) days" +%F)
        for kind in "" "loai=kien-nghi" "buoc=0"; do
            for rest in "" "&truoc=$day&sau=$((round * 40))"; do
                address "/so-don?$kind$rest"
            done
        done
    done
}

# p95: of the seconds on standard input, in milliseconds
p95() {
    sort -n | awk '{ v[NR] = $1 } END { if (NR) printf "%.2f", v[int(NR * 0.95)] * 1000 }'
}

# page_time DATA FILE: p95 of the inbox and of the register of the leader of the demo
# district, a line each; the median of five passes, as others use the machine too
page_time() {
    serve "$1" "$PORT" || return 1
    jar=$folder/jar
    rm -f "$jar"
    curl -s -o /dev/null -b "$jar" -c "$jar" "http://127.0.0.1:$PORT/dang-nhap"
    curl -s -o /dev/null -b "$jar" -c "$jar" -H "Origin: http://127.0.0.1:$PORT" \
        -H "Sec-Fetch-Site: same-origin" --data-urlencode "login=lanhdao" \
        --data-urlencode "password=mua-xuan-thanh-ba" "http://127.0.0.1:$PORT/dang-nhap"
    for pages in inbox register; do
        $pages >"$folder/pages"
        curl -s -b "$jar" -K "$folder/pages" # warm, as in an office that is open
        for pass in 1 2 3 4 5; do
            curl -s -b "$jar" -w '%{http_code} %{time_total}\n' -K "$folder/pages" >"$folder/times"
            grep -qv '^200 ' "$folder/times" && note "a page of the $pages was refused"
            awk '{ print $2 }' "$folder/times" | p95
            echo
        done | median
        echo
    done | grep . >"$2"
    stop
}

# pages_of ENGINE FEW MANY: files of page_time as rows
pages_of() {
    at=0
    for pages in inbox register; do
        at=$((at + 1))
        few=$(sed -n ${at}p "$2")
        lot=$(sed -n ${at}p "$3")
        told "$pages page, 1000 matters, p95 ($1)" "$few" "ms"
        row "$pages page, $many matters, p95 ($1)" "$lot" "ms" "<=" 30
        row "$pages page, many : few ($1)" "$(ratio "$lot" "$few")" "x" "<=" 1.5
    done
}

# told_of ENGINE MANY: a file of bench/inbox.c's lines as rows
told_of() {
    while IFS="$(printf '\t')" read -r what count much; do
        told "$what, $count matters, p95 ($1)" "$much" "ms"
    done <"$2"
}

# settle SCHEMA: what the server does by itself in the minutes behind so large a load, so
# that it does not do so while pages are measured
settle() {
    for table in matter matter_clock matter_span matter_word matter_respondent; do
        psql -q "$server" -c "VACUUM (ANALYZE) $1.$table"
    done
    sync
}

for count in 1000 "$many"; do
    "$ROOT/build/dinh" demo --data "$folder/site" >/dev/null 2>&1
    "$ROOT/build/bench/inbox" "sqlite:$folder/site/dinh.db" "$count" fill
    sync
    page_time "$folder/site" "$folder/page-$count"
    rm -rf "$folder/site"
done
pages_of SQLite "$folder/page-1000" "$folder/page-$many"
"$ROOT/build/bench/inbox" "sqlite:$folder/many.db" "$many" 400 >"$folder/queries"
told_of "SQLite, database alone" "$folder/queries"
rm -f "$folder"/*.db*
if [ -n "${DINH_TEST_PG:-}" ]; then
    server=${DINH_TEST_PG#postgres:}
    for count in 1000 "$many"; do
        schema=dinh_bench_inbox_$$_$count
        schemas="$schemas $schema"
        url="$DINH_TEST_PG options='-c search_path=$schema'"
        psql -q "$server" -c "CREATE SCHEMA $schema"
        "$ROOT/build/dinh" init --data "$folder/site" >/dev/null
        sed -i '/^#* *database *=/d' "$folder/site/dinh.conf"
        echo "database = $url" >>"$folder/site/dinh.conf"
        "$ROOT/build/dinh" demo --data "$folder/site" >/dev/null 2>&1
        "$ROOT/build/bench/inbox" "$url" "$count" fill
        settle "$schema"
        page_time "$folder/site" "$folder/pg-page-$count"
        rm -rf "$folder/site"
    done
    pages_of PostgreSQL "$folder/pg-page-1000" "$folder/pg-page-$many"
fi
