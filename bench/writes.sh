#!/bin/sh
# Durable writes of 64 clients against one transaction an INSERT. The slow disk is
# the same one behind a library that adds two milliseconds to every sync.
. "$(dirname "$0")/lib.sh"
mkdir -p "$WORK/writes-fast" "$WORK/writes-slow"
read -r together alone longest <<END
$("$ROOT/build/bench/writes" "$WORK/writes-fast" 3)
END
told "durable writes, 64 clients, SQLite" "$together" "/s"
told "durable writes, one transaction an INSERT" "$alone" "/s"
row "durable writes together : alone, this disk" "$(ratio "$together" "$alone")" "x" ">=" 5
row "longest wait of a client, this disk" "$longest" "ms" "<=" 50
read -r together alone longest <<END
$(LD_PRELOAD="$ROOT/build/bench/slowsync.so" "$ROOT/build/bench/writes" "$WORK/writes-slow" 3)
END
row "durable writes together : alone, a sync takes 2 ms more" "$(ratio "$together" "$alone")" "x" ">=" 20
row "longest wait of a client, a sync takes 2 ms more" "$longest" "ms" "<=" 50
