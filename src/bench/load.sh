#!/usr/bin/env bash
# src/bench/load.sh: the service beside a bare Quarkus REST resource (src/bench/bare), a plain Quarkus service with the same extensions,
# but those for clients, and no kit (src/bench/plain), and Go kit, on loopback, in some ten minutes. Prints for each number of
# connections the median of requests/s, p50 and p99 (ms), the least CPU time per request (µs) of the rounds, memory (MiB), failures, and
# the CPU time as a ratio to that of each of these. Then the first answer and the first ten seconds of load on a JVM, with the cache of
# docker/train.sh (JDK 25) and without. As the image has it:
#   ./mvnw package -DskipTests -Dquarkus.package.jar.type=aot-jar
#   RUNNER=target/…-runner  the native program        GOKIT=…/stringsvc  Go kit's; built from ../shared/bench if that is there
#   ROUNDS=3  SLICE=4 (s)   the rounds of each row     JAVA_HOME
set -euo pipefail
. "$(dirname "$0")/lab.sh"
require_jar
rounds=${ROUNDS:-3} slice=${SLICE:-4}
runner=${RUNNER:-$(ls "$PWD"/target/*-runner 2>/dev/null | head -n 1 || true)}
find_gokit
# Lines are formatted and written, but not to a disk.
output=/dev/null

platform=$(sed -n 's:.*<quarkus.platform.version>\(.*\)</quarkus.platform.version>.*:\1:p' pom.xml)
for other in bare plain; do
  ./mvnw -B -ntp -q -f "src/bench/$other" package -Dquarkus.platform.version="$platform" || fail "src/bench/$other cannot be built"
done

memory() { awk '/VmRSS/ { print int($2 / 1024) }' "/proc/${pids[$1]}/status"; }

# compare ROW CONNECTIONS… -- NAME:PORT…: warms all up, then takes the rounds of each in turn
compare() {
  local row=$1 connections=() name port; shift
  while [ "$1" != -- ]; do connections+=("$1"); shift; done; shift
  for program in "$@"; do warm "${program%:*}" "${program#*:}"; done
  for ((round = 0; round < rounds; round++)); do
    for c in "${connections[@]}"; do
      for program in "$@"; do
        name=${program%:*} port=${program#*:}
        measured "$name" "$port" "$c" "$slice"
        echo "$row $c $name $rate $p50 $p99 $micros $(memory "$name") $failed" >>"$work/rounds"
      done
    done
  done
}

# first NAME PORT COMMAND…: starts a program; notes when it answers, the CPU time per request in five windows of 2 s, and in all of them
first() {
  local name=$1 port=$2 began before windows= sum=0 used; shift 2
  began=$(date +%s%N)
  service "$name" "$port" "$@"
  answers "$name" "$port"
  began=$((($(date +%s%N) - began) / 1000000))
  before=$(ticks "$name")
  for ((window = 0; window < 5; window++)); do
    measured "$name" "$port" 32 2
    windows="$windows $(printf '%7.0f' "$micros")"
    sum=$((sum + requests))
  done
  used=$(per_request $(($(ticks "$name") - before)) "$sum")
  printf '%-14s %9d %s %7.0f\n' "$name" "$began" "$windows" "$used" >>"$work/firsts"
  finish "$name"
}

# 0. The first seconds.
if PATH=${JAVA_HOME:+$JAVA_HOME/bin:}$PATH docker/train.sh target/quarkus-app; then
  for ((round = 0; round < rounds; round++)); do
    first without-cache 18121 "${packaged[@]}"
    first with-cache 18122 "$java" "${options[@]}" -XX:AOTCache=target/quarkus-app/app.aot -jar target/quarkus-app/quarkus-run.jar
  done
fi

# 1. The server row: each makes the upper case itself.
programs=(jvm:18101 bare:18103 plain:18109)
service jvm 18101 "${packaged[@]}"
service bare 18103 "${jvm[@]}" target/bench/bare/quarkus-app/quarkus-run.jar
service plain 18109 "${jvm[@]}" target/bench/plain/quarkus-app/quarkus-run.jar
if [ -x "$runner" ]; then service native 18102 "$runner"; programs+=(native:18102); else echo "without a native program: no target/*-runner"; fi
if [ -n "$gokit" ]; then launch gokit "$gokit" -listen 127.0.0.1:18104 -log discard; programs+=(gokit:18104); fi
for program in "${programs[@]}"; do answers "${program%:*}" "${program#*:}"; done
compare server 1 32 128 1000 -- "${programs[@]}"
for program in "${programs[@]}"; do finish "${program%:*}"; done

# 2. The proxy row: each has the same two peers, copies of the service, do it, which it finds by SRV.
zone strings:18111:10 strings:18112:10
start_dns
service one 18111 "${packaged[@]}"
service two 18112 "${packaged[@]}"
answers one 18111
answers two 18112
programs=(jvm:18105)
front jvm 18105 "${packaged[@]}"
if [ -x "$runner" ]; then front native 18106 "$runner"; programs+=(native:18106); fi
if [ -n "$gokit" ]; then
  launch gokit "$gokit" -listen 127.0.0.1:18108 -log discard -srv _http._tcp.strings.test -dns "$dns" -maxidle 256 -retry-timeout 2s
  programs+=(gokit:18108)
fi
for program in "${programs[@]}"; do answers "${program%:*}" "${program#*:}"; done
compare proxy 1 32 128 -- "${programs[@]}"

# 3. The table.
sort -k1,1r -k2,2n -k3,3 "$work/rounds" | awk '
  function median(values, n,   i, j, swap) {
    for (i = 1; i <= n; i++) for (j = i + 1; j <= n; j++) if (values[j] < values[i]) { swap = values[i]; values[i] = values[j]; values[j] = swap }
    return values[int((n + 1) / 2)]
  }
  function close_line() {
    if (!n) return
    cpu[key, name] = least
    lines[++count] = sprintf("%-7s %4s  %-7s %9.0f %8.2f %8.2f %8.1f %6d %7d", row, c, name, median(rates, n), median(p50s, n), median(p99s, n), least, mib, failed)
    keys[count] = key; names[count] = name
    n = 0; failed = 0
  }
  { if ($1 != row || $2 != c || $3 != name) { close_line(); row = $1; c = $2; name = $3; key = row c; least = $7 + 0 }
    rates[++n] = $4 + 0; p50s[n] = $5 + 0; p99s[n] = $6 + 0; if ($7 + 0 < least) least = $7 + 0; mib = $8; failed += $9 }
  function ratio(key, name, other) { return cpu[key, other] ? sprintf("%.2f", cpu[key, name] / cpu[key, other]) : "-" }
  END {
    close_line()
    printf "\n%-7s %4s  %-7s %9s %8s %8s %8s %6s %7s %7s %8s %9s\n", "row", "conn", "program", "req/s", "p50 ms", "p99 ms", "CPU µs", "MiB", "failed", "÷ bare", "÷ plain", "÷ Go kit"
    for (i = 1; i <= count; i++) print lines[i], sprintf("%7s %8s %9s", ratio(keys[i], names[i], "bare"), ratio(keys[i], names[i], "plain"), ratio(keys[i], names[i], "gokit"))
  }'
if [ -f "$work/firsts" ]; then
  # Settled: the server row with 32 connections.
  settled=$(awk '$1 == "server" && $2 == 32 && $3 == "jvm" && (least == "" || $7 < least) { least = $7 } END { print least }' "$work/rounds")
  printf '\n%-14s %9s  %s\n' "on a JVM" "answer ms" "CPU µs per request, in windows of 2 s from the first answer on; in all five; ÷ settled ($settled)"
  sort "$work/firsts" | awk -v settled="$settled" '{ printf "%s %7.1f\n", $0, $NF / settled }'
fi
