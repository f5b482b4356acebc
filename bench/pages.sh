#!/bin/sh
# Pages: the article against nginx serving the same bytes from a file, the list
# rendered anew against libmicrohttpd by hand, a small site against a large one,
# memory, the first answer, and what a first visit weighs.
. "$(dirname "$0")/lib.sh"
PORT=8921
BASE=http://127.0.0.1:$PORT

slug_of() {
    curl -s "$BASE/tin-tuc" | grep -o '/tin-tuc/[a-z0-9-]*"' | tr -d '"' | sed -n 2p
}

# ---- the article, views counted, against nginx ----
site small 1000
serve "$WORK/small" $PORT
article=$(slug_of)
mkdir -p "$WORK/static"
curl -s "$BASE$article" >"$WORK/static/article.html"
cat >"$WORK/nginx.conf" <<END
worker_processes 2; pid $WORK/nginx.pid; error_log $WORK/nginx.log; daemon off;
events { worker_connections 1024; }
http { access_log off; sendfile on; tcp_nopush on; keepalive_requests 10000000;
  types { text/html html; }
  server { listen 127.0.0.1:8922; root $WORK/static; } }
END
nginx -c "$WORK/nginx.conf" -p "$WORK" >/dev/null 2>&1 &
NGINX=$!
until_answers http://127.0.0.1:8922/article.html || exit 1
agent='User-Agent: Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0'
rate "$BASE$article" -H "$agent" >/dev/null
for i in 1 2 3 4 5; do
    rate "$BASE$article" -H "$agent" >>"$WORK/ours"
    rate http://127.0.0.1:8922/article.html -H "$agent" >>"$WORK/theirs"
done
kill $NGINX
ours=$(median <"$WORK/ours") theirs=$(median <"$WORK/theirs")
told "article page, anonymous, views counted" "$ours" "/s"
told "nginx, the same bytes as a file" "$theirs" "/s"
row "article page : nginx" "$(ratio "$ours" "$theirs")" "x" ">=" 0.9
stop

# ---- the list rendered for every request ----
sed -i 's/^#* *cache_megabytes.*/cache_megabytes = 0/' "$WORK/small/dinh.conf"
serve "$WORK/small" $PORT
curl -s "$BASE/tin-tuc" >"$WORK/list.html"
awk -v head="$WORK/head" -v tail="$WORK/tail" '
    !in_rows && !after { print > head }
    /<ul class="news-list/ { in_rows = 1; next }
    in_rows && /<\/ul>/ { in_rows = 0; after = 1 }
    after { print > tail }' "$WORK/list.html"
rows=$(grep -c '^<li><h3>' "$WORK/list.html")
"$ROOT/build/bench/bare" 8923 "$WORK/small/dinh.db" "$WORK/head" "$WORK/tail" "$rows" &
BARE=$!
until_answers http://127.0.0.1:8923/
rate "$BASE/tin-tuc" >/dev/null
for i in 1 2 3 4 5; do
    rate "$BASE/tin-tuc" >>"$WORK/list-ours"
    rate http://127.0.0.1:8923/ >>"$WORK/list-bare"
done
kill $BARE
ours=$(median <"$WORK/list-ours") bare=$(median <"$WORK/list-bare")
told "list page rendered anew, $rows rows" "$ours" "/s"
told "libmicrohttpd and SQLite by hand, $rows rows" "$bare" "/s"
row "list page rendered anew : by hand" "$(ratio "$ours" "$bare")" "x" ">=" 0.8
stop

# ---- 1,000 and 100,000 articles ----
began=$(date +%s%N)
site large 100000
ended=$(date +%s%N)
row "import of 100,000 articles with index" "$(((ended - began) / 1000000000))" "s" "<=" 120
sed -i 's/^#* *cache_megabytes.*/cache_megabytes = 0/' "$WORK/large/dinh.conf"
serve "$WORK/small" $PORT
SMALL=$SERVER
article_small=$BASE$(slug_of)
BASE=http://127.0.0.1:8924
serve "$WORK/large" 8924
article_large=$BASE$(slug_of)
list_large=$BASE/tin-tuc
BASE=http://127.0.0.1:$PORT
rate "$list_large" >/dev/null
for i in 1 2 3 4 5; do # by turns: the machine is not the same from minute to minute
    ratio "$(rate "$BASE/tin-tuc")" "$(rate "$list_large")" >>"$WORK/lists"
    ratio "$(rate "$article_small")" "$(rate "$article_large")" >>"$WORK/articles"
    echo | tee -a "$WORK/lists" >>"$WORK/articles"
done
row "list page, 1,000 : 100,000 articles" "$(grep . "$WORK/lists" | median)" "x" "<=" 1.3
row "article page rendered anew, 1,000 : 100,000 articles" "$(grep . "$WORK/articles" | median)" "x" "<=" 1.3
stop
SERVER=$SMALL
stop

# ---- memory, first answer ----
sed -i '/^cache_megabytes/d' "$WORK/small/dinh.conf"
began=$(date +%s%N)
serve "$WORK/small" $PORT
ended=$(date +%s%N)
row "start to first answer" "$(awk -v ns=$((ended - began)) 'BEGIN { printf "%.3f", ns / 1e9 }')" "s" "<=" 0.3
served=0
while [ "$served" -lt 1000000 ]; do
    served=$((served + $(wrk -t2 -c64 -d4s "$BASE/tin-tuc" | awk '/requests in/ { print $1 }')))
done
row "memory after a million requests" "$(awk '/VmRSS/ { printf "%.1f", $2 / 1024 }' /proc/$SERVER/status)" "MB" "<=" 64

# ---- the first visit ----
bytes_of() {
    curl -s -H 'Accept-Encoding: br, gzip' -o /dev/null -w '%{size_download}\n' "$BASE$1"
}
page=$(bytes_of /)
rest=0 fonts=0
for file in $(curl -s "$BASE/" | grep -oE '/assets/[^"]+' | sort -u) \
    $(curl -s "$BASE$(curl -s "$BASE/" | grep -oE '/assets/style.css[^"]*' | head -1)" |
        grep -oE '[^(" ]*fonts/[^)" ]+' | sed 's|^[^/]*fonts/|/assets/fonts/|' | sort -u); do
    size=$(bytes_of "$file")
    case $file in *fonts*) fonts=$((fonts + size)) ;; *) rest=$((rest + size)) ;; esac
done
row "home page, first visit, without fonts" "$(ratio $((page + rest)) 1000)" "kB" "<=" 50
row "home page, first visit, all bytes" "$(ratio $((page + rest + fonts)) 1000)" "kB" "<=" 120
stop
