#!/usr/bin/env bash
# train.sh [FOLDER]: the training run of Dockerfile.jvm, while the image is built. It starts the program in FOLDER (/app), sends it
# calls, and stops it; then the JVM writes app.aot. It holds the classes, loaded and linked, and the profiles of the methods that ran (JEP 483, 514, 515).
# REPLACE the calls at the end: a thousand for each kind of endpoint. With more the program starts as fast, but settles later.
set -euo pipefail
app=${1:-/app}
# Stand-ins for what a start in production asks for, recipes included. No call has a token or asks a database: none is reached.
export MP_JWT_VERIFY_PUBLICKEY_LOCATION=http://localhost:1/ MP_JWT_VERIFY_ISSUER=training MP_JWT_VERIFY_AUDIENCES=training
export QUARKUS_DATASOURCE_JDBC_URL=jdbc:postgresql://localhost:1/training QUARKUS_FLYWAY_MIGRATE_AT_START=false
export QUARKUS_OIDC_TENANT_ENABLED=false
export QUARKUS_SHUTDOWN_DELAY=0s
log=$(mktemp)
trap 'kill $(jobs -p) 2>/dev/null || true' EXIT

fail() { tail "$log" >&2; printf 'The training run failed: %s\n' "$1" >&2; exit 1; }

# answers PORT: whether a program answers there
answers() { { printf 'GET /q/health/live HTTP/1.0\r\n\r\n' >&3 && read -r _ <&3; } 3<>"/dev/tcp/127.0.0.1/$1"; }

# start PORT OPTION…: a program, its management port 1000 up; waits until it is ready and sets pid
start() {
  local port=$1; shift
  QUARKUS_HTTP_PORT=$port QUARKUS_MANAGEMENT_PORT=$((port + 1000)) java -XX:+UseSerialGC "$@" -jar "$app/quarkus-run.jar" >>"$log" 2>&1 &
  pid=$!
  until answers $((port + 1000)) 2>/dev/null; do
    kill -0 "$pid" 2>/dev/null || fail "the program does not start; give what it asks for a stand-in in docker/train.sh"
    sleep 0.2
  done
}

# call PORT COUNT PATH JSON: sends one request so many times, over one connection
call() {
  local request answered
  request="POST $3 HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${#4}\r\n"
  exec 3<>"/dev/tcp/127.0.0.1/$1"
  {
    for ((i = 1; i < $2; i++)); do printf '%b\r\n%s' "$request" "$4"; done
    printf '%bConnection: close\r\n\r\n%s' "$request" "$4"
  } >&3 &
  answered=$(while read -r line; do [[ $line != *'HTTP/1.1 200'* ]] || echo; done <&3 | wc -l)
  exec 3>&-
  [ "$answered" = "$2" ] || fail "$answered of $2 calls of $3 were answered with 200"
}

# example:begin
# The peer that a client calls.
start 18281
peer=$pid
export STRINGSVC_PROXY=true QUARKUS_REST_CLIENT_PEERS_URL=http://localhost:18281
# example:end
start 18280 -XX:AOTCacheOutput="$app/app.aot"
# example:begin
call 18280 1000 /uppercase '{"s":"hello"}'
call 18280 1000 /count '{"s":"hello"}'
kill "$peer"
# example:end
kill "$pid"
wait "$pid" || fail "the program ended with code $?"
[ -s "$app/app.aot" ] || fail "the JVM wrote no app.aot"
rm "$log"
