#!/bin/sh
# Petitions: the whole form over HTTP by 64 clients, each answered with code and key only
# when it is durable; and which of very many may be the same.
ROOT=${ROOT:-$(cd "$(dirname "$0")/.." && pwd)}
. "$ROOT/bench/lib.sh"
WORK=${WORK:-$(mktemp -d "${TMPDIR:-/tmp}/dinh-bench-XXXXXX")}
PORT=8927
BASE=http://127.0.0.1:$PORT

"$ROOT/build/dinh" demo --data "$WORK/petitions" >&2
printf '\nposts_per_minute = 0\n' >>"$WORK/petitions/dinh.conf"
serve "$WORK/petitions" $PORT

# The number in the code of one more petition: numbers have no gaps.
number() {
    curl -s "$BASE/don-thu/gui" -H 'Sec-Fetch-Site: same-origin' -d 'csrf=' \
        -d 'title=Mot+kien+nghi+nua&content=Noi+dung+cua+kien+nghi+nay.&name=Nguoi+Mau&address=Khu+5' |
        sed -n 's/.*class="code">[A-Z]*-[0-9]*-0*\([0-9]*\)-[A-Z]<.*/\1/p' | head -1
}
before=$(number)
set -- $(wrk -t2 -c64 -d"${SECONDS_A_RUN:-5}s" -s "$ROOT/bench/petitions.lua" "$BASE" 2>&1 |
    sed -n 's/^petitions //p')
after=$(number)
row "petitions submitted durably, 64 clients (SQLite)" "$2" "/s" ">=" 3000
told "slowest of 100 answers" "$3" "ms"
row "answered with a code and not there" "$(($1 - (after - before - 1)))" "" "<=" 0
stop

read -r count slowest <<END
$("$ROOT/build/bench/duplicates" "$WORK/duplicates" "${PETITIONS:-100000}")
END
row "duplicates among $count petitions, p95" "$slowest" "ms" "<=" 50
