#!/bin/sh
# Search in 100,000 articles on SQLite, and on PostgreSQL where DINH_TEST_PG
# names a server. Prints the lines of bench/search.c.
#   ARTICLES=100000 QUERIES=2000 sh bench/search.sh
set -eu
articles=${ARTICLES:-100000} queries=${QUERIES:-2000}
packages="libmicrohttpd sqlite3 libpq libsodium libutf8proc libcmark liboath libxml-2.0 libbrotlienc
          libbrotlicommon zlib jansson icu-i18n icu-uc yaml-0.1 libseccomp"
folder=$(mktemp -d /tmp/dinh-bench-XXXXXX)
schema=dinh_bench_$$
server=
clean() {
    rm -rf "$folder"
    [ -z "$server" ] || psql -q "$server" -c "DROP SCHEMA $schema CASCADE" >/dev/null 2>&1
}
trap clean EXIT
make -s build/libdinh.a
mkdir -p build/bench
# shellcheck disable=SC2046,SC2086
gcc -std=c17 -D_GNU_SOURCE -O2 -g -fPIE -pie -Isrc -o build/bench/search bench/search.c \
    build/libdinh.a $(pkg-config --libs $packages) -lmagic -lpthread -lm
build/bench/search "sqlite:$folder/bench.db" "$articles" "$queries"
if [ -n "${DINH_TEST_PG:-}" ]; then
    server=${DINH_TEST_PG#postgres:}
    psql -q "$server" -c "CREATE SCHEMA $schema"
    build/bench/search "$DINH_TEST_PG options='-c search_path=$schema'" "$articles" "$queries"
fi
