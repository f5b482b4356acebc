# For test scripts: a scratch folder, build/dinh serving on a port that is free,
# and a schema on PostgreSQL; sourced with the repository as the working
# directory. All go away at the end of the script.

scratch=$(mktemp -d "${TMPDIR:-/tmp}/dinh-serve-XXXXXX")
server=
schema=

stop_serving()
{
    [ -z "$server" ] && return 0
    kill "$server" 2>/dev/null || :
    wait "$server" 2>/dev/null || :
    server=
}

# make_schema NAME: a schema on the server that DINH_TEST_PG names, in place of
# the last; sets $schema and $on_postgres, the address of a database in it.
make_schema()
{
    drop_schema
    schema=$1_$$
    psql -q "${DINH_TEST_PG#postgres:}" -c "CREATE SCHEMA $schema"
    on_postgres="$DINH_TEST_PG options='-c search_path=$schema'"
}

drop_schema()
{
    [ -z "$schema" ] || psql -q "${DINH_TEST_PG#postgres:}" -c "SET client_min_messages = error" \
        -c "DROP SCHEMA IF EXISTS $schema CASCADE"
    schema=
}

clean_up_serving()
{
    stop_serving
    drop_schema
    rm -rf "$scratch"
}
trap clean_up_serving EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# serve DATA: sets $server, $port and $address once the site answers.
serve()
{
    # not by the clock: scripts that start in one second would meet at one port
    for port in $(od -An -v -N40 -w2 -tu2 /dev/urandom | awk '{ print 20000 + $1 % 40000 }'); do
        build/dinh serve --data "$1" --port "$port" >"$scratch/serve.out" 2>"$scratch/serve.log" &
        server=$!
        address=http://127.0.0.1:$port
        for try in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23 24 25; do
            kill -0 "$server" 2>/dev/null || break
            curl -fs --max-time 2 "$address/healthz" >/dev/null 2>&1 && return 0
            sleep 0.2
        done
        stop_serving
    done
    cat "$scratch/serve.log"
    echo "the site does not start."
    return 1
}
