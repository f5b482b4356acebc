#!/bin/sh
# Behind nginx with HTTPS, as docs/operations.md has it: who visits, by what
# protocol, secure cookies, HSTS, the way from http to https; and that a stranger who
# reaches the program itself cannot say who they are. Ends with "N passed, N failed".
set -eu
cd "$(dirname "$0")/.."
. tools/serve.sh

passed=0 failed=0
nginx=

stop_nginx()
{
    [ -z "$nginx" ] || { kill "$nginx" 2>/dev/null; wait "$nginx" 2>/dev/null; } || :
    nginx=
}
trap 'stop_nginx; clean_up_serving' EXIT

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

# has PATTERN FILE: a line of it, case aside.
has()
{
    grep -qi "$1" "$2"
}
has_not()
{
    ! grep -qi "$1" "$2"
}

# The file of docs/ on other ports, with a certificate of its own.
configure_nginx()
{
    {
        echo "pid $scratch/nginx.pid; error_log $scratch/nginx.err warn; daemon off; worker_processes 1;"
        echo "events {} http { access_log $scratch/access.log; client_body_temp_path $scratch/body;"
        echo "proxy_temp_path $scratch/proxy; fastcgi_temp_path $scratch/fastcgi;"
        echo "uwsgi_temp_path $scratch/uwsgi; scgi_temp_path $scratch/scgi;"
        # small buffers of the system: what a slow reader has not taken stays with nginx
        sed -e "s|listen 443 ssl|listen 127.0.0.1:$secure ssl sndbuf=8k|" \
            -e "s|listen 80;|listen 127.0.0.1:$plain;|" \
            -e '/listen \[::\]/d' -e "s|/etc/ssl/dinh/|$scratch/|" \
            -e "s|127.0.0.1:8080|127.0.0.1:$port|" docs/nginx.conf
        echo "}"
    } >"$scratch/nginx.conf"
}

# Until it answers, or has ended.
nginx_answers()
{
    for try in $(seq 100); do
        kill -0 "$nginx" 2>/dev/null || return 1
        curl -fs --max-time 2 -o /dev/null "http://127.0.0.1:$plain/" && return 0
        sleep 0.1
    done
    return 1
}

# On ports below those that the system gives to whoever calls out; others may have one.
start_nginx()
{
    openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=thanhba.example \
        -addext subjectAltName=DNS:thanhba.example \
        -keyout "$scratch/privkey.pem" -out "$scratch/fullchain.pem" 2>/dev/null
    for attempt in 1 2 3 4 5; do
        secure=$((20000 + ($$ + attempt * 1009) % 5000 * 2)) plain=$((secure + 1))
        configure_nginx
        nginx -q -c "$scratch/nginx.conf" 2>"$scratch/nginx.said" &
        nginx=$!
        nginx_answers && return 0
        stop_nginx
    done
    cat "$scratch/nginx.said"
    return 1
}

# ask PATH [OPTION …]: over HTTPS; head and body.
ask()
{
    path=$1
    shift
    curl -s --max-time 10 --cacert "$scratch/fullchain.pem" -D "$scratch/head" -o "$scratch/page" \
        --connect-to "thanhba.example:443:127.0.0.1:$secure" "https://thanhba.example$path" "$@"
}

timeout 60 build/dinh demo --data "$scratch/site" >/dev/null
cat >>"$scratch/site/dinh.conf" <<END
public_address = https://thanhba.example
behind_tls = yes
trusted_proxies = 127.0.0.1
posts_per_minute = 12
END
serve "$scratch/site"
start_nginx
: >"$scratch/nginx.err" # of the ports that another had

ok "a page comes over HTTPS" ask /
ok "it is a whole page" has '</html>' "$scratch/page"
ok "browsers are told to stay with HTTPS" has '^strict-transport-security: max-age=' "$scratch/head"
ok "the canonical address is the public one" has 'href="https://thanhba.example/' "$scratch/page"
ok "nothing says what serves it" has_not '^server: nginx/' "$scratch/head"

ask /dang-nhap -X POST -H 'Origin: https://thanhba.example' -H 'Sec-Fetch-Site: same-origin' \
    --data-urlencode login=congdan --data-urlencode password=mua-xuan-thanh-ba || :
ok "a session's cookie is for HTTPS alone" has '^set-cookie: dinh_session=.*secure' "$scratch/head"
ok "and for this site's own forms" has '^set-cookie: dinh_session=.*samesite=lax' "$scratch/head"
ok "and not for scripts" has '^set-cookie: dinh_session=.*httponly' "$scratch/head"
ask /metrics || :
ok "numbers for the operator stay inside" has '^HTTP/2 403' "$scratch/head"

curl -s -o /dev/null -D "$scratch/head" -H 'Host: thanhba.example' "http://127.0.0.1:$plain/tin-tuc"
ok "who comes without HTTPS is led to it" \
    has '^location: https://thanhba.example/tin-tuc' "$scratch/head"
ok "for good, and with the form that was sent" has '^HTTP/1.1 308' "$scratch/head"

head -c 70000000 /dev/zero >"$scratch/large"
ask /dang-nhap -X POST -H 'Content-Type: application/x-www-form-urlencoded' \
    --data-binary "@$scratch/large" || :
ok "what is too large is refused" has '^HTTP/2 413' "$scratch/head"
ok "before it arrives" has 'client intended to send too large body' "$scratch/nginx.err"
ask /dang-nhap -X POST -H 'X-Forwarded-For: 203.0.113.9' -H 'X-Forwarded-Proto: http' \
    -H 'Origin: https://thanhba.example' -H 'Sec-Fetch-Site: same-origin' \
    --data-urlencode login=congdan --data-urlencode password=mua-xuan-thanh-ba || :
ok "a visitor cannot say that it was not HTTPS" \
    has '^set-cookie: dinh_session=.*secure' "$scratch/head"

# nginx warns where it lays something on the disk
head -c 3000000 /dev/zero >"$scratch/letter"
ask /dang-nhap -X POST -H 'Content-Type: application/x-www-form-urlencoded' \
    --data-binary "@$scratch/letter" || :
# what the program itself thinks of it is not asked here
ok "a form of the size of a few pictures passes" \
    [ "$(grep -c 'client intended to send too large body' "$scratch/nginx.err")" = 1 ]
ask /api/v1/law --http1.1 --limit-rate 20k --max-time 3 || : # a slow line: most of it waits
ask /dat-lai/a-link-that-is-good-once || :
ok "what people send is not laid on the proxy's disk" \
    has_not 'temporary file\|/body/\|/proxy/' "$scratch/nginx.err"
ok "nor are the addresses that they ask for" has_not . "$scratch/access.log"

# Who sends too much is slowed down by address: what nginx says counts, and what a
# visitor adds to it does not.
for n in $(seq 14); do
    ask /dang-nhap -X POST -H "X-Forwarded-For: 203.0.113.$n" \
        -H 'Origin: https://thanhba.example' -H 'Sec-Fetch-Site: same-origin' \
        --data-urlencode "login=khach$n" --data-urlencode "password=mò $n" || :
done
ok "who says to be many is slowed down as one" has '^HTTP/2 429' "$scratch/head"

echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
