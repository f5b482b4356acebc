#!/bin/sh
# A disk that is full, shown by a limit on the size of the server's files: what could not
# be saved is said not to be, pages go on, and once there is room the program goes on by
# itself with everything that it had acknowledged. Ends with "N passed, N failed".
set -eu
cd "$(dirname "$0")/../.."
. tools/serve.sh

passed=0 failed=0
site=$scratch/site

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

# No file of the server grows beyond so many bytes; the log is one of them.
room_for()
{
    prlimit --pid "$server" --fsize="$1":unlimited
}

# The status; the page is in $scratch/page.
ask()
{
    path=$1
    shift
    curl -s --max-time 60 -o "$scratch/page" -D "$scratch/head" -w '%{http_code}' "$address$path" \
        -H "Origin: $address" -H "Sec-Fetch-Site: same-origin" "$@" || :
}

# A session that was acknowledged is noted.
sign_in()
{
    status=$(ask /dang-nhap --data-urlencode login=congdan \
        --data-urlencode password=mua-xuan-thanh-ba)
    [ "$status" != 303 ] || sed -n 's/^[Ss]et-[Cc]ookie: dinh_session=\([^;]*\);.*/\1/p' \
        "$scratch/head" >>"$scratch/acknowledged"
    [ "$status" = "$1" ]
}

# Signs in until that is refused.
sign_in_till_full()
{
    for try in $(seq 200); do
        sign_in 303 || break
    done
    [ "$status" = 503 ]
}

says()
{
    grep -q "$1" "$2"
}

answers()
{
    [ "$(ask "$1")" = 200 ]
}

count_lost()
{
    while read -r token; do
        [ "$(ask /tai-khoan -b "dinh_session=$token")" = 200 ] || echo "$token"
    done <"$scratch/acknowledged" | wc -l
}

build/dinh demo --data "$site" >/dev/null
echo "posts_per_minute = 0" >>"$site/dinh.conf"
serve "$site"
ok "there is room at first" sign_in 303

for more in 0 5000 40000; do
    room_for $(($(stat -c %s "$site/dinh.db-wal") + more))
    ok "the log of the database grows until the disk is full" sign_in_till_full
    ok "and who wrote is told that it was not saved" says 'Chưa lưu được' "$scratch/page"
    ok "again and again" sign_in 503
    ok "pages go on" answers /
    ok "also those that are read for the first time" answers "/tim-kiem?q=$more"
    ok "it says why in the log" says 'level=error.*key=db.not_saved' "$scratch/serve.log"
    room_for unlimited
    ok "with room it goes on by itself" sign_in 303
done

# A petition whose paper finds no room; the questions before it did.
step()
{
    name=$1
    shift
    ask "/don-thu/viet/$name" -b "$scratch/jar" -c "$scratch/jar" "$@"
}
step loai --data-urlencode kind=kien-nghi >/dev/null
step tom-tat --data-urlencode "title=Nước tràn ngõ 3" >/dev/null
step noi-dung --data-urlencode "content=Mương tắc, nước tràn ra đường." >/dev/null
step cung-don --data-urlencode people= >/dev/null
head -c 3000000 /dev/urandom >"$scratch/anh.jpg"
room_for 1000000
ok "a paper that finds no room is not taken" \
    [ "$(step giay-to -F do=next -F "file=@$scratch/anh.jpg")" != 303 ]
ok "and its sender is told why" says 'hết chỗ chứa tệp' "$scratch/page"
room_for unlimited

room_for 10
ok "a log that cannot be written holds up nobody" answers /
ok "not even where something is wrong" sign_in 503
room_for unlimited
ok "with room the next is written" [ "$(ask /chua-co-dong-nay)" = 404 ]
for try in $(seq 50); do
    says chua-co-dong-nay "$scratch/serve.log" && break
    sleep 0.1
done
ok "as before" says '^time=.* event=request .*path=/chua-co-dong-nay status=404' "$scratch/serve.log"

kill -9 "$server"
wait "$server" 2>/dev/null || :
serve "$site"
ok "nothing that was acknowledged is lost" [ "$(count_lost)" = 0 ]
ok "many were" [ "$(wc -l <"$scratch/acknowledged")" -ge 5 ]
stop_serving
ok "the database is whole" [ "$(sqlite3 "$site/dinh.db" 'PRAGMA integrity_check')" = ok ]
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
