#!/bin/sh
# A second ./run, with everything there: the time to its first answer.
. "$(dirname "$0")/lib.sh"
PORT=8925
site started 0
began=$(date +%s%N)
"$ROOT/run" --data "$WORK/started" --port $PORT >"$WORK/run.log" 2>&1 &
SERVER=$!
until_answers "http://127.0.0.1:$PORT/healthz"
ended=$(date +%s%N)
row "second ./run to its first answer" "$(awk -v ns=$((ended - began)) 'BEGIN { printf "%.3f", ns / 1e9 }')" "s" "<=" 1
stop
