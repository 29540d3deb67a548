# Sourced by load.sh, faults.sh, scale.sh and instructions.sh: starts programs on loopback, drives them with wrk, and ends what it started.
bench=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cd "$bench/../.."
work=$(mktemp -d)
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
jar=$PWD/target/quarkus-app/quarkus-run.jar
# As docker/Dockerfile.jvm starts it in a container of 512 MiB. The default for a large machine, G1, costs a tenth more CPU here.
options=(-XX:Flags=docker/jvm.flags -XX:+UseSerialGC -Xmx256m)
jvm=("$java" "${options[@]}" -jar)
packaged=("${jvm[@]}" "$jar")
dns=127.0.0.1:5392
declare -A pids=()

end_all() {
  for name in "${!pids[@]}"; do kill -KILL "${pids[$name]}" 2>/dev/null || true; done
  wait 2>/dev/null || true
  rm -rf "$work"
}
trap end_all EXIT

fail() { printf 'FAILED: %s\n' "$1" >&2; tail -n 20 "$work"/*.log >&2; exit 1; }

for tool in wrk named curl; do command -v "$tool" >/dev/null || fail "$tool is missing; apt-get install wrk bind9 curl"; done

require_jar() { [ -f "$jar" ] || fail "$jar is missing; ./mvnw package -DskipTests"; }

# find_gokit: sets gokit to Go kit's program, as GOKIT or SHARED says; empty if there is none
find_gokit() {
  local build=${SHARED:-../shared}/bench/build.sh
  gokit=${GOKIT:-$PWD/target/bench/gokit/stringsvc}
  if [ ! -x "$gokit" ] && [ -x "$build" ]; then
    "$build" "$(dirname "$gokit")" >"$work/gokit-build.log" 2>&1 || echo "Go kit cannot be built: $(tail -n 1 "$work/gokit-build.log")"
  fi
  [ -x "$gokit" ] || { gokit=; echo "without Go kit: no ../shared/bench"; }
}

# launch NAME COMMAND…: starts a program; its output goes to a log, or where output says
launch() {
  local name=$1; shift
  "$@" >"${output:-$work/$name.log}" 2>&1 &
  pids[$name]=$!
}

# finish NAME: kills a program, if it runs, and waits for its end
finish() {
  [ -n "${pids[$1]:-}" ] || return 0
  kill -KILL "${pids[$1]}" 2>/dev/null || true
  wait "${pids[$1]}" 2>/dev/null || true
  unset "pids[$1]"
}

# service NAME PORT COMMAND…: starts a copy of the service; its management port is 1000 up
service() {
  local name=$1 port=$2; shift 2
  launch "$name" env QUARKUS_HTTP_PORT="$port" QUARKUS_MANAGEMENT_PORT=$((port + 1000)) QUARKUS_HTTP_HOST=127.0.0.1 \
    QUARKUS_MANAGEMENT_HOST=127.0.0.1 "$@"
}

# front NAME PORT COMMAND…: starts a copy that has its peers, _http._tcp.strings.test, do the work
front() {
  local name=$1 port=$2; shift 2
  service "$name" "$port" env STRINGSVC_PROXY=true QUARKUS_STORK_PEERS_SERVICE_DISCOVERY_NAME=_http._tcp.strings.test \
    QUARKUS_STORK_PEERS_SERVICE_DISCOVERY_SERVERS="$dns" "$@"
}

call() { [[ $(curl -s -m "${2:-10}" "http://127.0.0.1:$1/uppercase" -H 'content-type: application/json' -d '{"s":"hello"}') == *'"v":"HELLO"'* ]]; }

# answers NAME PORT: waits a minute until a program answers. To wait starts no process: it would take the CPU from the program.
exec {idle}<> <(:)
answers() {
  local end=$((SECONDS + 60))
  while ((SECONDS < end)); do
    if { : 3<>"/dev/tcp/127.0.0.1/$2"; } 2>/dev/null && call "$2"; then return 0; fi
    read -rt 0.01 -u "$idle" || true
  done
  fail "$1 does not answer on port $2"
}

# zone NAME:PORT:PRIORITY[:ADDRESS]…: the SRV records of _http._tcp.NAME.test, for ttl seconds; a running server takes them over
zone() {
  serial=$((${serial:-0} + 1))
  {
    printf '$ORIGIN test.\n$TTL %s\n@ IN SOA ns1 hostmaster %s 60 30 3600 2\n@ IN NS ns1\nns1 IN A 127.0.0.1\n' "${ttl:-5}" "$serial"
    local name port priority address number=0
    for record in "$@"; do
      IFS=: read -r name port priority address <<<"$record"
      number=$((number + 1))
      printf 'peer%d IN A %s\n_http._tcp.%s IN SRV %s 10 %s peer%d\n' \
        "$number" "${address:-127.0.0.1}" "$name" "$priority" "$port" "$number"
    done
  } >"$work/test.zone"
  [ -z "${pids[named]:-}" ] || kill -HUP "${pids[named]}"
}

start_dns() {
  cat >"$work/named.conf" <<C
options { directory "$work"; pid-file none; listen-on port ${dns#*:} { ${dns%:*}; }; listen-on-v6 { none; };
  recursion no; dnssec-validation no; max-records-per-type 0; session-keyfile "$work/session.key"; };
controls { };
zone "test" { type primary; file "test.zone"; };
C
  output='' launch named named -g -n 1 -c "$work/named.conf"
}

# drive PORT CONNECTIONS SECONDS: sets requests, failed, rate (requests/s), p50 and p99 (milliseconds)
drive() {
  wrk -t1 -c"$2" -d"$3s" --timeout 10s --latency -s "$bench/post.lua" "http://127.0.0.1:$1/uppercase" >"$work/wrk.out" 2>&1
  read -r requests failed rate p50 p99 < <(awk '
    function ms(time) { return time * (time ~ /us$/ ? 0.001 : time ~ /ms$/ ? 1 : time ~ /m$/ ? 60000 : 1000) }
    $1 == "50%" { p50 = ms($2) }
    $1 == "99%" { p99 = ms($2) }
    / requests in / { n = $1 }
    /^Requests\/sec/ { rate = $2 }
    /Non-2xx/ || /^Failures sent as 200/ { failed += $NF }
    /Socket errors/ { gsub(",", ""); failed += $4 + $6 + $8 + $10 }
    END { print n + 0, failed + 0, int(rate), p50 + 0, p99 + 0 }' "$work/wrk.out")
}

ticks() { awk '{ print $14 + $15 }' "/proc/${pids[$1]}/stat"; }

# per_request TICKS REQUESTS: prints the CPU time of a request in µs
per_request() { awk -v ticks="$1" -v hz="$(getconf CLK_TCK)" -v n="$2" 'BEGIN { printf "%.1f", ticks / hz * 1e6 / (n + 1e-9) }'; }

# measured NAME PORT CONNECTIONS SECONDS: drives a program and sets micros, its CPU time per request
measured() {
  local before after
  before=$(ticks "$1")
  drive "$2" "$3" "$4"
  after=$(ticks "$1")
  micros=$(per_request $((after - before)) "$requests")
}

# warm NAME PORT: drives a program for 20 s at least and then until its CPU time stays, 60 s at most
warm() {
  local before=0
  for ((second = 0; second < 60; second += 5)); do
    measured "$1" "$2" 32 5
    [ "$second" -lt 15 ] || ! awk -v one="$before" -v two="$micros" 'BEGIN { exit !(two > one * 0.95) }' || break
    before=$micros
  done
}
