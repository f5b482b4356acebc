#!/bin/sh
# kill -9 while petitions are being sent: clients answer every question, add a
# paper and send, until the program is killed. After the next start every
# petition whose receipt was shown is there with its paper, and none is half
# there. And a button pressed several times at once sends one petition. On SQLite,
# and on PostgreSQL where DINH_TEST_PG names a server. Ends with "N passed, N failed".
set -eu
cd "$(dirname "$0")/../.."
. tools/serve.sh

CLIENTS=2
ENOUGH=6 # receipts before the kill
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

# All of a petition but the button that sends it.
write_one()
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
        say "$mine.jar" lien-he --data-urlencode phone=
}

# One petition: a line "code key" for a receipt that was shown.
send_one()
{
    mine=$scratch/client.$1
    write_one "$1" "$2" &&
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

# Receipts that do not open, or open a petition without its paper. Each is looked up
# from an address of its own, since one address may look up but a few at a time.
count_lost()
{
    visitor=0
    cat "$scratch"/client.*.sent | while read -r code key; do
        visitor=$((visitor + 1)) from=127.0.1.$visitor
        rm -f "$scratch/look.jar"
        curl -fs --max-time 10 --interface "$from" -L -o "$scratch/look" \
            -b "$scratch/look.jar" -c "$scratch/look.jar" \
            "$address/don-thu/tra-cuu" -H "Origin: $address" -H "Sec-Fetch-Site: same-origin" \
            --data-urlencode "ma=$code" --data-urlencode "khoa=$key" || :
        paper=$(sed -n 's/.*href="\([^"]*\)"[^>]*>anh\.pdf.*/\1/p' "$scratch/look" | head -n 1)
        if [ -n "$paper" ] && curl -fs --max-time 10 --interface "$from" -o "$scratch/back.pdf" \
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

# ask NAME SQL
ask()
{
    if [ -n "$schema" ]; then
        psql -qAt "${on_postgres#postgres:}" -c "$2"
    else
        sqlite3 "$scratch/$1/dinh.db" "$2"
    fi
}

# Presses the button of one page several times at once: FIELD… of a form at ADDRESS.
press()
{
    presses=
    for _ in 1 2 3 4; do
        curl -s --max-time 10 -o /dev/null -b "$scratch/client.hai.jar" "$@" \
            -H "Origin: $address" -H "Sec-Fetch-Site: same-origin" &
        presses="$presses $!"
    done
    # shellcheck disable=SC2086
    wait $presses
}

# How many petitions became of two whose buttons were pressed four times each.
count_pressed()
{
    write_one hai tay
    press "$address/don-thu/viet/kiem-tra" --data-urlencode truth=1
    once=$(curl -fs --max-time 10 "$address/don-thu/gui" |
        sed -n 's/.*name="once" value="\([^"]*\)".*/\1/p')
    press "$address/don-thu/gui" -d "once=$once" --data-urlencode "title=Bùn tràn ngõ hai lần trang" \
        --data-urlencode "content=Mương tắc, nước tràn ra đường" \
        --data-urlencode "name=Nguyễn Thị Thử" --data-urlencode "address=Khu 4, xã Quảng Yên"
    ask "$1" "SELECT COUNT(*) FROM matter WHERE title LIKE '% tràn ngõ hai lần %'"
}

crash()
{
    name=$1 round=$2
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
    half=$(ask "$name" "$HALF")
    pressed=$(count_pressed "$name")
    ask "$name" "DELETE FROM petition_draft" >/dev/null
    stop_serving
    echo "$name: $acknowledged petitions acknowledged before the kill, $lost lost, $half half there;" \
        "two whose buttons were pressed at once are $pressed"
    if [ "$acknowledged" -ge $ENOUGH ] && [ "$lost" = 0 ] && [ "$half" = 0 ] &&
        [ "$pressed" = $((2 * round)) ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
    fi
}

printf '%%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%%%EOF\n' >"$scratch/anh.pdf"
build/dinh demo --data "$scratch/sqlite" >/dev/null
crash sqlite 1
crash sqlite 2
if [ -n "${DINH_TEST_PG:-}" ]; then
    make_schema dinh_crash
    mkdir -p "$scratch/postgres"
    echo "database = $on_postgres" >"$scratch/postgres/dinh.conf"
    build/dinh demo --data "$scratch/postgres" >/dev/null
    crash postgres 1
fi
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
