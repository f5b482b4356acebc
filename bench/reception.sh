#!/bin/sh
# Reception: a crowd before few seats and the month of a whole province, on SQLite and,
# where DINH_TEST_PG names a server, on PostgreSQL; and phones that poll the calendar,
# against nginx serving the same bytes from a file.
. "$(dirname "$0")/lib.sh"
PORT=8925
BASE=http://127.0.0.1:$PORT

# crowd NAME DATA: 100,000 attempts on 500 seats
crowd() {
    read -r attempts got twice lost <<END
$("$ROOT/build/bench/reception" "$2")
END
    row "booking attempts, 64 clients on 500 seats ($1)" "$attempts" "/s" ">=" 3000
    row "seats that two people have ($1)" "$twice" "" "<=" 0
    row "seats taken of 500 ($1)" "$got" "" ">=" 500
    row "attempts lost ($1)" "$lost" "" "<=" 0
}

# month NAME: of a province, made anew each time: the query is never the same
month() {
    month=$(date -d '+35 days' +%Y-%m)
    for i in $(seq 1 100); do
        curl -s -o /dev/null -w '%{time_total}\n' \
            "$BASE/lich-tiep-dan?don-vi=tat-ca&thang=$month&lan=$i"
    done | sort -n | awk '{ v[NR] = $1 } END { print v[int(NR * 0.95)] * 1000 }' >"$WORK/p95"
    row "month of 150 units, uncached, p95 ($1)" "$(cat "$WORK/p95")" "ms" "<=" 20
}

if [ -n "${DINH_TEST_PG:-}" ]; then
    schema=dinh_bench_reception_$$
    psql -q "${DINH_TEST_PG#postgres:}" -c "CREATE SCHEMA $schema" >&2
    "$ROOT/build/dinh" init --data "$WORK/province-pg" >&2
    echo "database = $DINH_TEST_PG options='-c search_path=$schema'" \
        >"$WORK/province-pg/dinh.conf"
    crowd PostgreSQL "$WORK/province-pg"
    serve "$WORK/province-pg" $PORT
    month PostgreSQL
    stop
    psql -q "${DINH_TEST_PG#postgres:}" -c "SET client_min_messages = error" \
        -c "DROP SCHEMA $schema CASCADE" >&2
fi

crowd SQLite "$WORK/province"
serve "$WORK/province" $PORT
month SQLite

# ---- the calendar, polled ----
mkdir -p "$WORK/ics"
curl -s "$BASE/lich-tiep-dan.ics" >"$WORK/ics/lich.ics"
tag=$(curl -sI "$BASE/lich-tiep-dan.ics" | tr -d '\r' | sed -n 's/^ETag: //p')
cat >"$WORK/nginx-ics.conf" <<END
worker_processes 2; pid $WORK/nginx-ics.pid; error_log $WORK/nginx-ics.log; daemon off;
events { worker_connections 1024; }
http { access_log off; sendfile on; tcp_nopush on; keepalive_requests 10000000;
  types { text/calendar ics; }
  server { listen 127.0.0.1:8926; root $WORK/ics; } }
END
nginx -c "$WORK/nginx-ics.conf" -p "$WORK" >/dev/null 2>&1 &
NGINX=$!
until_answers http://127.0.0.1:8926/lich.ics || exit 1
theirs_tag=$(curl -sI http://127.0.0.1:8926/lich.ics | tr -d '\r' | sed -n 's/^ETag: //p')
rate "$BASE/lich-tiep-dan.ics" -H "If-None-Match: $tag" >/dev/null
for i in 1 2 3; do
    rate "$BASE/lich-tiep-dan.ics" -H "If-None-Match: $tag" >>"$WORK/ours-ics"
    rate http://127.0.0.1:8926/lich.ics -H "If-None-Match: $theirs_tag" >>"$WORK/theirs-ics"
done
kill $NGINX
row "unchanged .ics : nginx, both 304" \
    "$(ratio "$(median <"$WORK/ours-ics")" "$(median <"$WORK/theirs-ics")")" "x" ">=" 0.9
stop
