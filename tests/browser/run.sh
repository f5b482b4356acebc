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

# lane NAME SCRIPT …: the scripts one after another, against a site of their own; one
# line "passed failed" each into counts.
lane()
(
    scratch=$scratch/$1
    shift
    mkdir "$scratch"
    cp -R "$site" "$scratch/site"
    server=
    trap stop_serving EXIT
    LD_PRELOAD=$hour serve "$scratch/site" || exit 1
    for script in "$@"; do
        log=$scratch/$(basename "$script").log
        node "$script" "$address" >"$log" 2>&1 || {
            echo "$script failed:"
            cat "$log"
        }
        # a script that ends without its line has failed
        line=$(grep -E '^[0-9]+ passed, [0-9]+ failed$' "$log" | tail -1)
        line=${line:-0 passed, 1 failed}
        echo "$line" | sed 's/ passed,//; s/ failed//' >>"$counts"
    done
)

# It is 8 o'clock of a working day in Viet Nam, today or the next: nobody is late for the
# day's receptions, and it does not end while it is played. Whoever wants another day says
# how many seconds ahead.
hour=$scratch/hour.so
${CC:-gcc} -D_GNU_SOURCE -O2 -fPIC -shared -o "$hour" tests/browser/hour.c
now=$(date +%s)
yesterday=$(date -u -d "@$((now + ${DINH_TEST_SHIFT:-0} + 7 * 3600 - 86400))" +%F)
morning=$(date -d "$(build/dinh law add "$yesterday" 1W) 08:00 +0700" +%s)
DINH_TEST_SHIFT=$((morning - now))
export DINH_TEST_SHIFT

site=$scratch/site counts=$scratch/counts
: >"$counts"
LD_PRELOAD=$hour build/dinh demo --data "$site"
# The officials' pages take as long as everything else; the public pages are seen
# before others change them.
desk=tests/browser/desk.mjs
others=tests/browser/site.mjs
scripts=2
for script in tests/browser/*.mjs; do
    case $script in
    */browser.mjs | "$desk" | */site.mjs) continue ;;
    esac
    others="$others $script"
    scripts=$((scripts + 1))
done

lane desk "$desk" &
# shellcheck disable=SC2086
lane others $others || :
wait

awk -v scripts="$scripts" '
    { passed += $1; failed += $2 }
    END {
        failed += scripts - NR # a lane that ended early
        printf "%d passed, %d failed\n", passed, failed
        exit failed > 0
    }' "$counts"
