#!/bin/sh
# A throw-away PostgreSQL cluster for tests, on a Unix socket alone, apart from
# any other on this machine.
#
#   tools/postgres.sh start DIR   makes and starts it; prints the address for DINH_TEST_PG
#   tools/postgres.sh stop DIR    stops it and removes the folder
set -eu

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)
[ -n "$bin" ] || { echo "postgres.sh: PostgreSQL is not installed." >&2; exit 1; }
action=$1 dir=$2

# The server refuses to run as root.
as_owner()
{
    if [ "$(id -u)" = 0 ]; then
        (cd / && runuser -u postgres -- "$@")
    else
        "$@"
    fi
}

case $action in
start)
    mkdir -p "$dir"
    chmod 755 "$dir"
    [ "$(id -u)" != 0 ] || chown postgres "$dir"
    as_owner "$bin/initdb" --pgdata="$dir/data" --username=dinh --auth=trust \
        --encoding=UTF8 --locale=C.UTF-8 --no-sync >"$dir/initdb.log" 2>&1 ||
        { cat "$dir/initdb.log" >&2; exit 1; }
    # fsync off: the tests kill our program, never this server or the machine
    cat >>"$dir/data/postgresql.conf" <<END
listen_addresses = ''
unix_socket_directories = '$dir'
fsync = off
full_page_writes = off
wal_level = minimal
max_wal_senders = 0
max_wal_size = 512MB
checkpoint_timeout = 1d
shared_buffers = 64MB
autovacuum = off
max_connections = 200
dynamic_shared_memory_type = mmap
END
    as_owner "$bin/pg_ctl" --pgdata="$dir/data" --log="$dir/server.log" --wait start >/dev/null ||
        { cat "$dir/server.log" >&2; exit 1; }
    as_owner "$bin/createdb" --host="$dir" --username=dinh dinh_test
    echo "postgres:host=$dir user=dinh dbname=dinh_test"
    ;;
stop)
    as_owner "$bin/pg_ctl" --pgdata="$dir/data" --mode=immediate --wait stop >/dev/null 2>&1 || :
    rm -rf "$dir"
    ;;
esac
