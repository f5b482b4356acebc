#!/bin/sh
# Official papers as PDF, one thread, fonts warm.
. "$(dirname "$0")/lib.sh"
read -r letter page <<END
$("$ROOT/build/bench/papers")
END
row "a letter of one page as PDF" "$letter" "ms" "<=" 15
told "a page of a register of 2,000 rows as PDF" "$page" "ms"
