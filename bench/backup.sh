#!/bin/sh
# The longest write while a database is backed up, on SQLite and, where DINH_TEST_PG
# names a server, on PostgreSQL. MEGABYTES says how large; less than 1000 is for a
# quick look, and the row says so.
. "$(dirname "$0")/lib.sh"
MEGABYTES=${MEGABYTES:-1000}
backup="$ROOT/build/bench/backup"

# beside NAME DATA ADDRESS: rows for one engine
beside() {
    "$backup" fill "$3" "$MEGABYTES" || return 1
    rm -f "$WORK/enough"
    "$backup" write "$3" "$WORK/enough" >"$WORK/written" &
    writers=$!
    sleep 1
    began=$(date +%s%N)
    "$ROOT/build/dinh" backup "$WORK/site.backup" --data "$2" >&2
    took=$((($(date +%s%N) - began) / 1000000))
    : >"$WORK/enough"
    wait "$writers"
    read -r rate longest <"$WORK/written"
    told "backup of $MEGABYTES MB, $1" "$((took / 1000)).$((took % 1000 / 100))" s
    told "writes meanwhile, 8 clients, $1" "$rate" "/s"
    row "longest write during a backup of $MEGABYTES MB, $1" "$longest" ms "<=" 100
    told "the backup's file, $1" "$(($(wc -c <"$WORK/site.backup") / 1000000))" MB
    rm -f "$WORK/site.backup"
}

site backup 0
beside SQLite "$WORK/backup" "sqlite:$WORK/backup/dinh.db"
rm -rf "$WORK/backup"
[ -n "${DINH_TEST_PG:-}" ] || exit 0

schema=dinh_bench_$$
psql -q "${DINH_TEST_PG#postgres:}" -c "CREATE SCHEMA $schema" >&2
"$ROOT/build/dinh" init --data "$WORK/backup-pg" >&2
echo "database = $DINH_TEST_PG options='-c search_path=$schema'" >"$WORK/backup-pg/dinh.conf"
"$ROOT/build/dinh" demo --data "$WORK/backup-pg" >&2
beside PostgreSQL "$WORK/backup-pg" "$DINH_TEST_PG options='-c search_path=$schema'"
psql -q "${DINH_TEST_PG#postgres:}" -c "SET client_min_messages = error" \
    -c "DROP SCHEMA $schema CASCADE" >&2
rm -rf "$WORK/backup-pg"
