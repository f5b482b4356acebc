#!/bin/sh
# The news desk: five pictures of 12 megapixels sent with one form, the memory that
# takes, and how soon readers see what was published while other pages stay cached.
. "$(dirname "$0")/lib.sh"
PORT=${PORT:-8391}
url="http://127.0.0.1:$PORT"

# get PATH, send PATH [curl options]: as the editor or approver whose jar is $jar
get() {
    curl -s -b "$jar" -c "$jar" "$url$1"
}
send() {
    path=$1
    shift
    curl -s -b "$jar" -c "$jar" -H "Origin: $url" -H "Sec-Fetch-Site: same-origin" \
        -o "$WORK/answer" -w '%{http_code} %{redirect_url} %{time_total}\n' "$@" "$url$path"
}
# field NAME: its value in the page on standard input
field() {
    sed -n "s/.*name=\"$1\" value=\"\\([^\"]*\\)\".*/\\1/p" | head -1
}
sign_in() {
    jar="$WORK/jar-$1"
    get /dang-nhap >/dev/null
    send /dang-nhap --data-urlencode "login=$1" --data-urlencode "password=mua-xuan-thanh-ba" >&2
}
# memory: megabytes of the program and its workers, the most until $WORK/enough is there
memory() {
    most=0
    until [ -e "$WORK/enough" ]; do
        now=$(grep -lE "^P?Pid:[[:space:]]*$SERVER\$" /proc/[0-9]*/status 2>/dev/null |
            xargs cat 2>/dev/null | awk '/^VmRSS/ { sum += $2 } END { print int(sum / 1024) }')
        [ "${now:-0}" -le "$most" ] || most=$now
        sleep 0.02
    done
    echo "$most" >"$WORK/most"
}

site desk 0
"$ROOT/build/bench/photo" 4000 3000 "$WORK/photo.png"
serve "$WORK/desk" "$PORT"
sign_in duyet
page=$(get /can-bo/tin/moi)
csrf=$(echo "$page" | field csrf)
set -- -F "csrf=$csrf" -F "unit=$(echo "$page" | field unit)" -F "title=Bài có năm ảnh" -F "do=upload" \
    -F "file_alt=Ảnh thử"
for _ in 1 2 3 4 5; do set -- "$@" -F "file=@$WORK/photo.png"; done
rm -f "$WORK/enough"
memory &
sampler=$!
answer=$(send /can-bo/tin/moi "$@")
: >"$WORK/enough"
wait "$sampler"
note "$answer"
row "5 pictures of 12 megapixels kept with an article" "${answer##* }" s "<=" 5
row "memory of it, the program and its workers" "$(cat "$WORK/most")" MB "<=" 400

address=$(echo "$answer" | sed -n "s|.*$url\\(/can-bo/tin/[0-9]*\\).*|\\1|p")
curl -s -o /dev/null "$url/tin-tuc"
other=$(curl -s "$url/tin-tuc" | sed -n 's|.*<h3><a href="\(/tin-tuc/[^"]*\)".*|\1|p' | tail -1)
curl -s -o /dev/null "$url$other"
version=$(get "$address/dang" | field version)
began=$(date +%s%N)
send "$address/dang" -d "csrf=$csrf" -d "version=$version" -d step=publish >&2
tries=0
until curl -s "$url/tin-tuc" | grep -q "Bài có năm ảnh" || [ "$tries" -ge 200 ]; do tries=$((tries + 1)); done
row "published, and seen on the list by another visitor" "$((($(date +%s%N) - began) / 1000000))" ms "<=" 50
stop
