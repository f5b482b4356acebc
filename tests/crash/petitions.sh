#!/bin/sh
# kill -9 while petitions are being sent: clients answer every question, add a
# paper and send, until the program is killed. After the next start every
# petition whose receipt was shown is there with its paper, and none is half
# there. On SQLite, and on PostgreSQL where DINH_TEST_PG names a server. Ends
# with "N passed, N failed".
set -eu
cd "$(dirname "$0")/../.."
. tools/serve.sh

CLIENTS=2
ENOUGH=6 # receipts before the kill; one address may look up ten at a time
passed=0 failed=0

# say JAR STEP FIELD…: answers a question; fails where the site is gone.
say()
{
    jar=$1 step=$2
    shift 2
    curl -fs --max-time 10 -o /dev/null -b "$jar" -c "$jar" "$address/don-thu/viet/$step" \
        -H "Origin: $address" -H "Sec-Fetch-Site: same-origin" "$@"
}

# What stands behind the name of a fact on the receipt.
fact()
{
    sed 's/<[^>]*>/ /g' "$1" | tr '\n' ' ' | sed -n "s/.*$2 *\([A-Z0-9-]*\).*/\1/p"
}

# One petition: a line "code key" for a receipt that was shown.
send_one()
{
    mine=$scratch/client.$1
    rm -f "$mine.jar"
    say "$mine.jar" loai --data-urlencode kind=kien-nghi &&
        say "$mine.jar" tom-tat --data-urlencode "title=Nước tràn ngõ $1 lần $2" &&
        say "$mine.jar" noi-dung --data-urlencode "content=Mương tắc, nước tràn ra đường ($1.$2)" &&
        say "$mine.jar" cung-don --data-urlencode people= &&
        say "$mine.jar" giay-to -F do=next -F "file=@$scratch/anh.pdf;type=application/pdf" &&
        say "$mine.jar" ho-ten --data-urlencode "name=Nguyễn Thị Thử" \
            --data-urlencode "address=Khu 4, xã Quảng Yên" &&
        say "$mine.jar" lien-he --data-urlencode phone= &&
        say "$mine.jar" kiem-tra --data-urlencode truth=1 &&
        curl -fs --max-time 10 -o "$mine.receipt" -b "$mine.jar" "$address/don-thu/viet/xong" ||
        return 1
    echo "$(fact "$mine.receipt" 'Mã đơn') $(fact "$mine.receipt" 'Khóa tra cứu')" >>"$mine.sent"
}

send_for_ever()
{
    count=0
    while send_one "$1" "$count"; do
        count=$((count + 1))
    done
}

count_acknowledged()
{
    cat "$scratch"/client.*.sent 2>/dev/null | wc -l
}

# Receipts that do not open, or open a petition without its paper.
count_lost()
{
    cat "$scratch"/client.*.sent | while read -r code key; do
        rm -f "$scratch/look.jar"
        curl -fs --max-time 10 -L -o "$scratch/look" -b "$scratch/look.jar" -c "$scratch/look.jar" \
            "$address/don-thu/tra-cuu" -H "Origin: $address" -H "Sec-Fetch-Site: same-origin" \
            --data-urlencode "ma=$code" --data-urlencode "khoa=$key" || :
        paper=$(sed -n 's/.*href="\([^"]*\)"[^>]*>anh\.pdf.*/\1/p' "$scratch/look" | head -n 1)
        if [ -n "$paper" ] && curl -fs --max-time 10 -o "$scratch/back.pdf" \
            -b "$scratch/look.jar" "$address$paper" && cmp -s "$scratch/back.pdf" "$scratch/anh.pdf"; then
            continue
        fi
        echo "$code"
    done | wc -l
}

# Petitions without their paper, their sender or their first event.
HALF="SELECT COUNT(*) FROM matter m WHERE m.title LIKE 'Nước tràn ngõ%'
      AND ((SELECT COUNT(*) FROM matter_file f WHERE f.matter_id = m.id) <> 1
        OR (SELECT COUNT(*) FROM matter_party p WHERE p.matter_id = m.id) <> 1
        OR (SELECT COUNT(*) FROM matter_event e WHERE e.matter_id = m.id) <> 1)"

count_half()
{
    if [ -n "$schema" ]; then
        psql -qAt "${on_postgres#postgres:}" -c "$HALF"
    else
        sqlite3 "$scratch/$1/dinh.db" "$HALF"
    fi
}

crash()
{
    name=$1
    rm -f "$scratch"/client.*
    serve "$scratch/$name"
    clients=
    for client in $(seq $CLIENTS); do
        send_for_ever "$client" 2>/dev/null &
        clients="$clients $!"
    done
    for _ in $(seq 300); do
        [ "$(count_acknowledged)" -lt $ENOUGH ] || break
        sleep 0.2
    done
    kill -9 "$server"
    wait "$server" 2>/dev/null || :
    # shellcheck disable=SC2086
    wait $clients || :
    acknowledged=$(count_acknowledged)
    serve "$scratch/$name"
    lost=$(count_lost)
    half=$(count_half "$name")
    stop_serving
    echo "$name: $acknowledged petitions acknowledged before the kill, $lost lost, $half half there"
    if [ "$acknowledged" -ge $ENOUGH ] && [ "$lost" = 0 ] && [ "$half" = 0 ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
    fi
}

printf '%%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%%%EOF\n' >"$scratch/anh.pdf"
build/dinh demo --data "$scratch/sqlite" >/dev/null
crash sqlite
crash sqlite
if [ -n "${DINH_TEST_PG:-}" ]; then
    make_schema dinh_crash
    mkdir -p "$scratch/postgres"
    echo "database = $on_postgres" >"$scratch/postgres/dinh.conf"
    build/dinh demo --data "$scratch/postgres" >/dev/null
    crash postgres
fi
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
