# Shared by the scripts of bench/. A script prints rows of five columns by tabs:
# name, measured, unit, bar, ok or short; everything else goes to standard error.

# row NAME MEASURED UNIT SIGN BAR: SIGN is ">=" or "<="
row() {
    awk -v name="$1" -v got="$2" -v unit="$3" -v sign="$4" -v bar="$5" 'BEGIN {
        good = sign == ">=" ? got + 0 >= bar + 0 : got + 0 <= bar + 0
        if (got == "") good = 0
        printf "%s\t%s\t%s\t%s %s\t%s\n", name, got, unit, sign, bar, good ? "ok" : "short"
    }'
}

# A row that is told and has no bar of its own.
told() {
    printf '%s\t%s\t%s\t-\tok\n' "$1" "$2" "$3"
}

note() {
    printf 'bench: %s\n' "$*" >&2
}

# ratio A B: A / B with three decimals
ratio() {
    awk -v a="$1" -v b="$2" 'BEGIN { printf "%.3f", b ? a / b : 0 }'
}

# median of the numbers on standard input
median() {
    sort -n | awk '{ v[NR] = $1 } END { if (NR) print v[int((NR + 1) / 2)] }'
}

# rate URL [wrk options]: requests a second of one run
rate() {
    url=$1
    shift
    wrk -t2 -c64 -d"${SECONDS_A_RUN:-3}s" "$@" "$url" 2>/dev/null |
        awk '/^Requests\/sec/ { print $2 } /Non-2xx/ { print "bench: bad answers: " $0 > "/dev/stderr" }'
}

# Waits until URL answers; at most ten seconds.
until_answers() {
    tries=0
    until curl -sf -o /dev/null "$1"; do
        tries=$((tries + 1))
        [ "$tries" -lt 1000 ] || { note "$1 does not answer"; return 1; }
        sleep 0.01
    done
}

# serve DATA PORT: starts the program in the background; its number is in SERVER.
serve() {
    "$ROOT/build/dinh" serve --data "$1" --port "$2" >"$WORK/serve.log" 2>&1 &
    SERVER=$!
    until_answers "http://127.0.0.1:$2/healthz"
}

stop() {
    [ -z "${SERVER:-}" ] || { kill "$SERVER" 2>/dev/null; wait "$SERVER" 2>/dev/null; }
    SERVER=
}

# site NAME ARTICLES: a data folder with so many generated articles beside the demo's.
site() {
    [ ! -f "$WORK/$1/dinh.conf" ] || return 0
    "$ROOT/build/dinh" demo --data "$WORK/$1" >&2
    [ "$2" -gt 0 ] || return 0
    "$ROOT/build/bench/articles" "$2" >"$WORK/$1.xml"
    "$ROOT/build/dinh" import news "$WORK/$1.xml" --data "$WORK/$1" >&2
    rm -f "$WORK/$1.xml"
}
