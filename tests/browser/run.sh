#!/bin/sh
# Serves a fresh demo on a free port and runs the browser tests against it.
set -eu
cd "$(dirname "$0")/../.."
. tools/serve.sh

if [ ! -e tests/browser/node_modules/.package-lock.json ] ||
    [ tests/browser/package-lock.json -nt tests/browser/node_modules/.package-lock.json ]; then
    (cd tests/browser && npm ci --ignore-scripts --no-audit --no-fund >"$scratch/npm.log" 2>&1) || {
        cat "$scratch/npm.log"
        echo "the browser tests need playwright-core, axe-core and ical.js, which npm could not get."
        exit 1
    }
    touch tests/browser/node_modules/.package-lock.json
fi

build/dinh demo --data "$scratch/site"
serve "$scratch/site"
passed=0 failed=0
for script in tests/browser/*.mjs; do
    [ "$script" = tests/browser/browser.mjs ] && continue
    node "$script" "$address" >"$scratch/script.log" 2>&1 || {
        echo "$script failed:"
        cat "$scratch/script.log"
    }
    # a script that ends without its line has failed
    line=$(grep -E '^[0-9]+ passed, [0-9]+ failed$' "$scratch/script.log" | tail -1)
    line=${line:-0 passed, 1 failed}
    passed=$((passed + ${line%% passed*}))
    line=${line#*, }
    failed=$((failed + ${line%% failed}))
done
echo "$passed passed, $failed failed"
[ "$failed" = 0 ]
