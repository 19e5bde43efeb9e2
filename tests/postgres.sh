#!/bin/sh
# One private PostgreSQL cluster, for as long as the standard input of this script stays open.
#
# It prints one line when the server is ready: the folder of its unix socket. It listens on
# nothing else, so two of them never meet. When the other end of standard input closes, for
# whatever reason (the kernel also closes it at kill -9), the server stops and its folder goes.
# Both users hold such a pipe: tests/run, and tests/it/support/postgres.rs without tests/run.
set -eu
cd / # initdb and postgres refuse a working folder that their user can't read

fail() {
    echo "tests/postgres.sh: $*" >&2
    exit 1
}

bin=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
[ -n "$bin" ] || bin=$(pg_config --bindir 2>/dev/null || true)
[ -x "$bin/initdb" ] && [ -x "$bin/postgres" ] ||
    fail "no PostgreSQL server on this machine; tests/run installs it (apt-get install postgresql)"
version=$("$bin/postgres" -V | sed 's/[^0-9]*\([0-9]*\).*/\1/')
[ "$version" -ge 15 ] || fail "PostgreSQL 15 or later is needed, $bin has $version"

dir=$(mktemp -d /tmp/dvpg.XXXXXX) # short: the path of a unix socket ends at about 107 bytes
server=
stop() {
    [ -z "$server" ] || { kill -QUIT "$server" && wait "$server"; } 2>/dev/null || true
    rm -rf "$dir"
}
trap stop EXIT
trap 'exit 1' HUP INT TERM
trap '' PIPE # a reader that has gone is an error of echo below, not the end of this script

# PostgreSQL refuses to run as root.
as=
if [ "$(id -u)" -eq 0 ]; then
    owner=postgres
    id "$owner" >/dev/null 2>&1 || owner=nobody
    chown "$owner" "$dir"
    as="setpriv --reuid=$owner --regid=$(id -g "$owner") --clear-groups"
fi

# C locale: text sorts as SQLite's BINARY does.
$as "$bin/initdb" -D "$dir/data" -U dwarsverband -A trust -E UTF8 --locale=C --no-sync \
    >"$dir/initdb.log" 2>&1 </dev/null || fail "initdb failed: $(cat "$dir/initdb.log")"

# Nothing here has to outlive the machine, so nothing is flushed: without fsync a database is
# copied from its template in some 10 ms.
$as "$bin/postgres" -D "$dir/data" -k "$dir" -c listen_addresses= -c max_connections=200 \
    -c shared_buffers=64MB -F -c full_page_writes=off -c synchronous_commit=off \
    -c wal_level=minimal -c max_wal_senders=0 -c autovacuum=off \
    >"$dir/server.log" 2>&1 </dev/null &
server=$!

tries=0
until [ "$(sed -n '8s/ *$//p' "$dir/data/postmaster.pid" 2>/dev/null)" = ready ]; do
    kill -0 "$server" 2>/dev/null || fail "the server ended: $(cat "$dir/server.log")"
    tries=$((tries + 1))
    [ "$tries" -lt 600 ] || fail "the server is not ready after 30 s: $(cat "$dir/server.log")"
    sleep 0.05
done
echo "$dir"

while read -r _; do :; done
