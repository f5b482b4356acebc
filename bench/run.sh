#!/bin/sh
# Runs every figure of bench/*.sh on one machine in one run, prints the table and
# writes build/bench.tsv: name, measured, unit, bar, ok or short. `make bench
# ONLY=pages` runs one script.
set -u
ROOT=$(cd "$(dirname "$0")/.." && pwd)
WORK=$(mktemp -d)
chmod 711 "$WORK" # nginx that root starts reads its files as somebody else
export ROOT WORK
trap 'rm -rf "$WORK"' EXIT
for tool in wrk nginx curl; do
    command -v "$tool" >/dev/null || { echo "bench: $tool is missing (see tools/packages)" >&2; exit 1; }
done
out="$ROOT/build/bench.tsv"
: >"$out"
for script in "$ROOT"/bench/*.sh; do
    name=$(basename "$script" .sh)
    case $name in run | lib) continue ;; esac
    [ -z "${ONLY:-}" ] || [ "$ONLY" = "$name" ] || continue
    echo "bench: $name" >&2
    sh "$script" >>"$out" || echo "bench: $name ended early" >&2
done
awk -F'\t' '{ printf "%-58s %12s %-8s %-12s %s\n", $1, $2, $3, $4, $5 }' "$out"
! grep -q '	short$' "$out"
