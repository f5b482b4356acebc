#!/bin/sh
# Two servers of one site on a PostgreSQL server of their own, which is ended and begun
# again while people sign in, and stopped in the middle of everything: what one changes
# the other shows, also after its line was cut; who writes is told the truth; nothing that
# was acknowledged is lost. Ends with "N passed, N failed".
set -eu
cd "$(dirname "$0")/../.."
. tools/serve.sh

passed=0 failed=0
cluster=$scratch/pg
bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1)
first= second= clients=

clean_up()
{
    for process in $clients $first $second; do
        kill -9 "$process" 2>/dev/null || :
    done
    wait
    go_on 2>/dev/null || :
    sh tools/postgres.sh stop "$cluster"
    rm -rf "$scratch"
}
trap clean_up EXIT

ok()
{
    sentence=$1
    shift
    if "$@"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "FAILED $sentence"
    fi
}

# The PostgreSQL server refuses to run as root.
control()
{
    if [ "$(id -u)" = 0 ]; then
        (cd / && runuser -u postgres -- "$bin/pg_ctl" -D "$cluster/data" -l "$cluster/server.log" -w "$@")
    else
        "$bin/pg_ctl" -D "$cluster/data" -l "$cluster/server.log" -w "$@"
    fi >/dev/null
}

# All processes of the PostgreSQL server, by their numbers.
its_processes()
{
    main=$(head -1 "$cluster/data/postmaster.pid")
    echo "$main"
    grep -lx "PPid:[[:space:]]*$main" /proc/[0-9]*/status 2>/dev/null | cut -d/ -f3
}
stop_still()
{
    # shellcheck disable=SC2046
    kill -STOP $(its_processes)
}
go_on()
{
    # shellcheck disable=SC2046
    kill -CONT $(its_processes)
}

# ask ADDRESS PATH [OPTION …]: the status; the page is in $scratch/page.
ask()
{
    where=$1$2
    from=$1
    shift 2
    curl -s --max-time 60 -o "$scratch/page" -D "$scratch/head" -w '%{http_code}' "$where" \
        -H "Origin: $from" -H "Sec-Fetch-Site: same-origin" "$@" || :
}
is()
{
    expected=$1
    shift
    [ "$(ask "$@")" = "$expected" ]
}
says()
{
    grep -qE "$1" "$2"
}

# For a while, again and again, until it is so.
comes_to()
{
    for try in $(seq 600); do
        "$@" && return 0
        sleep 0.1
    done
    return 1
}
shows()
{
    is 200 "$1" / && says "$2" "$scratch/page"
}

# An administrator gives the portal another name, at the first server.
name_portal()
{
    [ "$(ask "$one" /quan-tri/giao-dien -b "$scratch/jar")" = 200 ] || return 1
    csrf=$(sed -n 's/.*name="csrf" value="\([^"]*\)".*/\1/p' "$scratch/page" | head -1)
    version=$(sed -n 's/.*name="version" value="\([^"]*\)".*/\1/p' "$scratch/page" | head -1)
    is 303 "$one" /quan-tri/giao-dien -b "$scratch/jar" -F "csrf=$csrf" -F "version=$version" \
        -F "name=$1" -F accent=indigo
}

# Sessions that were acknowledged, a line each, until it is told to end.
sign_in_for_ever()
{
    while [ -e "$scratch/go" ]; do
        curl -s --max-time 60 -o /dev/null -D - "$1/dang-nhap" -H "Origin: $1" \
            -H "Sec-Fetch-Site: same-origin" --data-urlencode login=congdan \
            --data-urlencode password=mua-xuan-thanh-ba |
            sed -n 's/^[Ss]et-[Cc]ookie: dinh_session=\([^;]*\);.*/\1/p' >>"$scratch/acknowledged.$2"
    done
}
count_lost()
{
    cat "$scratch"/acknowledged.* | while read -r token; do
        is 200 "$two" /tai-khoan -b "dinh_session=$token" || echo "$token"
    done | wc -l
}
more_than()
{
    [ "$(cat "$scratch"/acknowledged.* 2>/dev/null | wc -l)" -gt "$1" ]
}
sign_in()
{
    is "$1" "$one" /dang-nhap --data-urlencode login=congdan \
        --data-urlencode password=mua-xuan-thanh-ba
}

chmod 755 "$scratch"
database=$(sh tools/postgres.sh start "$cluster")
mkdir "$scratch/a" "$scratch/b"
echo "database = $database" >"$scratch/a/dinh.conf"
build/dinh demo --data "$scratch/a" >/dev/null
echo "posts_per_minute = 0" >>"$scratch/a/dinh.conf"
cp -a "$scratch/a/." "$scratch/b"
serve "$scratch/a"
first=$server one=$address server=
serve "$scratch/b"
second=$server two=$address server=

ask "$one" /dang-nhap -c "$scratch/jar" --data-urlencode login=quantri \
    --data-urlencode password=mua-xuan-thanh-ba >/dev/null
ok "the other keeps its page" is 200 "$two" /
ok "one changes what it shows" name_portal "Cổng thứ nhất"
ok "and it is seen there" comes_to shows "$two" "Cổng thứ nhất"

psql -q "${database#postgres:}" -c "SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE query LIKE 'DO%LISTEN%'" >/dev/null
ok "after the line of news was cut" name_portal "Cổng thứ hai"
ok "it is seen as well" comes_to shows "$two" "Cổng thứ hai"
ok "the page of the other is kept again" is 200 "$two" /
ok "and a later change" name_portal "Cổng thứ ba"
ok "is heard on the new line" comes_to shows "$two" "Cổng thứ ba"

: >"$scratch/go"
for client in 1 2 3 4; do
    case $client in [12]) at=$one ;; *) at=$two ;; esac
    sign_in_for_ever "$at" "$client" 2>/dev/null &
    clients="$clients $!"
done
ok "people sign in" comes_to more_than 20
control stop -m immediate
ok "without the database a form says that it was not saved" sign_in 503
ok "a page says that it is not there" is 503 "$one" /tim-kiem?q=a
ok "the program lives" is 200 "$one" /healthz
ok "and is not ready" is 503 "$one" /readyz
before=$(cat "$scratch"/acknowledged.* | wc -l)
control start
ok "when it is back people sign in again" comes_to more_than $((before + 10))
ok "both are ready" comes_to is 200 "$one" /readyz
ok "the other too" comes_to is 200 "$two" /readyz
ok "news go on" comes_to name_portal "Cổng thứ tư"
ok "to the other" comes_to shows "$two" "Cổng thứ tư"

stop_still
ok "a database that hangs holds up no sign of life" is 200 "$one" /healthz
ok "nor style and letters" is 200 "$one" /assets/style.css
ok "who writes is told in time" sign_in 503
ok "what is known" says 'Chưa (lưu được|biết)|tạm thời không trả lời|đang bận|nhiều người' "$scratch/page"
ok "it is not ready" is 503 "$one" /readyz
go_on
before=$(cat "$scratch"/acknowledged.* | wc -l)
ok "and goes on by itself" comes_to more_than $((before + 10))
rm "$scratch/go"
# shellcheck disable=SC2086
wait $clients || :
clients=
ok "nothing that was acknowledged is lost" [ "$(count_lost)" = 0 ]
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
