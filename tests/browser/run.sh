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
node tests/browser/ics.mjs "$address"
node tests/browser/site.mjs "$address"
