#!/usr/bin/env bash
# src/bench/faults.sh: what a sick peer costs the callers, ours and Go kit's: a front with three peers behind BIND, 32 callers,
# one fault after the other, each first here and then there. Prints the table; exits with 1 if an aim is missed. 10 minutes.
#   CALLS=100000  how many each row has at least   LIMIT=45  seconds it may take for them   GOKIT=…/stringsvc   JAVA_HOME
# Go kit's part has no circuit breaker, for Debian's package has none.
set -euo pipefail
. "$(dirname "$0")/lab.sh"
require_jar
wanted=${CALLS:-100000} limit=${LIMIT:-45}
find_gokit
sides=(ours)
[ -z "$gokit" ] || sides+=(gokit)
declare -A ports=([ours]=18200 [gokit]=18300) cells=()
rows=() missed=0
# Failures are logged, calls are not.
export QUARKUS_LOG_LEVEL=WARN COUNT_ERR=1

# peer SIDE NUMBER: starts a peer, on the port after the front's that has its number, and warms it up
peer() {
  local port=$((${ports[$1]} + $2))
  case $1 in
    ours) service "ours$2" "$port" "${packaged[@]}" ;;
    gokit) launch "gokit$2" "$gokit" -listen "127.0.0.1:$port" ;;
  esac
  answers "$1$2" "$port"
  drive "$port" 32 3
}

# sick SIDE MILLISECONDS SHARE: puts a peer that waits and fails in the place of the third
sick() {
  local port=$((${ports[$1]} + 3))
  finish "${1}3"
  launch "${1}3" "$java" "$bench/SickPeer.java" "$port" "$2" "$3"
  for _ in $(seq 100); do ! curl -s -o /dev/null "http://127.0.0.1:$port/uppercase" || return 0; sleep 0.1; done
  fail "the sick peer does not start"
}

report() { curl -s -m 5 "http://127.0.0.1:$((${ports[ours]} + 1000))/q/discovery/peers"; }

# until_report PATTERN COUNT: lets calls pass until our front's report has the pattern so often
until_report() {
  for _ in $(seq 60); do
    drive "${ports[ours]}" 32 1
    [ "$(report | grep -o "$1" | wc -l)" != "$2" ] || return 0
  done
  fail "the front does not see $2 times $1: $(report)"
}

# count SIDE: drives a front until it has had the calls wanted; sets calls, failures, seconds and worst, the highest p99
count() {
  calls=0 failures=0 seconds=0 worst=0
  while [ "$calls" -lt "$wanted" ] && [ "$seconds" -lt "$limit" ]; do
    drive "${ports[$1]}" 32 5
    calls=$((calls + requests)) failures=$((failures + failed)) seconds=$((seconds + 5))
    worst=$(awk -v one="$worst" -v two="$p99" 'BEGIN { print (one > two) ? one : two }')
  done
}

# judge TITLE AIM TEST…: our part of a row is in order if the test says so
judge() {
  local title=$1 aim=$2; shift 2
  rows+=("$title")
  cells[$title,aim]=$aim
  if "$@"; then cells[$title,verdict]=ok; else cells[$title,verdict]=MISSED missed=1; fi
}

none_failed() { [ "$failures" = 0 ] && [ "$calls" -ge "$wanted" ]; }
half_as_fast() { [ "$((2 * calls / seconds))" -ge "$healthy" ]; }

# row TITLE AIM TEST FAULT HEAL: has a fault happen, counts what becomes of the calls, and heals it
row() {
  for side in "${sides[@]}"; do
    [ "$side" = gokit ] || until_report '"state":"available"' 3
    "$4" "$side"
    count "$side"
    "$5" "$side"
    cells[$1,$side]=$(printf '%d of %d, %d/s, %.0f ms' "$failures" "$calls" $((calls / seconds)) "$worst")
    [ "$side" = gokit ] || judge "$1" "$2" "$3"
    echo "$1, $side: ${cells[$1,$side]}"
  done
}

# warm PORT: drives a front for 20 s at least and then until it gets no faster, a minute at most
warm() {
  local before=0
  for _ in 1 2 3 4 5 6; do
    drive "$1" 32 10
    [ "$rate" -gt $((before * 11 / 10)) ] || break
    before=$rate
  done
}

nothing() { :; }
kill_peer() { finish "${1}3"; }
kill_soon() { launch fault bash -c "sleep 2; kill -KILL ${pids[${1}3]}"; }
hang_soon() { launch fault bash -c "sleep 2; kill -STOP ${pids[${1}3]}"; }
be_slow() { sick "$1" 100 0; }
fail_half() { sick "$1" 0 0.5; }
disconnects() { for _ in $(seq 10); do timeout -s KILL 1 wrk -t1 -c32 -d9s -s "$bench/post.lua" "http://127.0.0.1:${ports[$1]}/uppercase" || true; done; }
disconnect() { launch fault disconnects "$1"; }
replace() { finish "${1}3"; peer "$1" 3; }
go_on() { kill -CONT "${pids[${1}3]}"; }
# The twenty calls after the last of the callers has disconnected count with the others.
call_20() {
  wait "${pids[fault]}"
  for _ in $(seq 20); do call "${ports[$1]}" || failures=$((failures + 1)); calls=$((calls + 1)); done
}

zone strings:18201:10 strings:18202:10 strings:18203:10 gokit:18301:10 gokit:18302:10 gokit:18303:10
start_dns
for side in "${sides[@]}"; do for number in 1 2 3; do peer "$side" "$number"; done; done
front ours 18200 "${packaged[@]}"
[ -z "$gokit" ] || launch gokit "$gokit" -listen 127.0.0.1:18300 -srv _http._tcp.gokit.test -dns "$dns" -maxidle 256
for side in "${sides[@]}"; do answers "$side" "${ports[$side]}"; warm "${ports[$side]}"; done

row "all well" "" nothing nothing nothing
healthy=$(sed 's:.*, \([0-9]*\)/s.*:\1:' <<<"${cells[all well,ours]}")
row "1 of 3 dead" "0 failed" none_failed kill_peer replace
row "1 of 3 killed" "0 failed" none_failed kill_soon replace
row "1 of 3 hangs" "0 failed" none_failed hang_soon go_on
row "1 of 3 answers 503 half the time" "0 failed" none_failed fail_half replace
row "all callers disconnect, 10 times" "0 failed" none_failed disconnect call_20
wanted=1
row "1 of 3 slow by 100 ms" "half as fast as well" half_as_fast be_slow replace

# --- Callers that block: the front once more, with a client method that returns a plain value

# blocking ANNOTATION: builds a copy of the example whose uppercase blocks on such a thread; sets program to its jar
blocking() {
  local copy=$work/$1
  mkdir "$copy"
  tar -c --exclude=./target --exclude=./.git . | tar -x -C "$copy"
  program=$copy/target/quarkus-app/quarkus-run.jar
  (
    cd "$copy"
    find src/main/java -name PeerClient.java -exec sed -i 's/Uni<UppercaseResponse> uppercase/UppercaseResponse uppercase/' {} +
    find src/main/java -name UppercaseEndpoint.java \
      -exec sed -i 's/Uni<UppercaseResponse>/UppercaseResponse/; s/Uni.createFrom().item(() -> \(.*\));$/\1;/' {} +
    find src/main/java -name StringResource.java \
      -exec sed -i "s/public Uni<UppercaseResponse>/@io.smallrye.common.annotation.$1 public UppercaseResponse/" {} +
    ./mvnw -B -o -q package -Dmaven.test.skip=true -Dspotless.check.skip=true
  ) >"$work/build.log" 2>&1 || fail "the example that blocks cannot be built"
}

# blocking_rows CALLERS ANNOTATION
blocking_rows() {
  blocking "$2"
  finish ours
  front ours 18200 "${jvm[@]}" "$program"
  answers ours 18200
  warm 18200
  row "$1, 1 of 3 killed" "0 failed" none_failed kill_soon replace
  row "$1, 1 of 3 hangs" "0 failed" none_failed hang_soon go_on
  row "$1, 1 of 3 503 half the time" "0 failed" none_failed fail_half replace
}

every_side=("${sides[@]}") sides=(ours) wanted=10000
blocking_rows "workers" Blocking
release=$("$java" -XshowSettings:properties -version 2>&1 | sed -n 's/.*java.specification.version = //p')
if [ "$release" -ge 21 ]; then
  blocking_rows "virtual threads" RunOnVirtualThread
else
  echo "virtual threads: left out, they need Java 21 and this is $release"
fi
finish ours
front ours 18200 "${packaged[@]}"
answers ours 18200
warm 18200
sides=("${every_side[@]}") wanted=1

# --- What no peer of the example does: ours alone, with peers that are odd in one way each

# odd KIND [COUNT]: puts odd peers in the place of ours, COUNT of them from the third on down
odd() {
  local number
  for number in $(seq $((4 - ${2:-3})) 3); do
    finish "ours$number"
    launch "ours$number" "$java" "$bench/OddPeer.java" "$((18200 + number))" "$1"
    for _ in $(seq 100); do call "$((18200 + number))" 1 || [ "$1" = wrong ] || { sleep 0.1; continue; }; break; done
  done
  sleep 1
}

even() { for number in 1 2 3; do finish "ours$number"; peer ours "$number"; done; until_report '"state":"available"' 3; }

# total FIELD: the sum of a number of all nodes
total() { report | grep -o "\"$1\":[0-9]*" | cut -d: -f2 | awk '{ n += $1 } END { print n + 0 }'; }

# ours_row TITLE AIM TEST: judges what the variables failures, calls and ejections say
ours_row() {
  cells[$1,ours]="$failures of $calls failed, $ejections ejections"
  judge "$1" "$2" "$3"
  echo "$1: ${cells[$1,ours]}"
}

nothing_wrong() { [ "$failures" = 0 ] && [ "$ejections" = 0 ]; }
no_ejection() { [ "$ejections" = 0 ]; }
# A third of the new connections is reset. Three attempts on new ones leave 1 in 27, as without ejection; on kept ones none.
few_failed() { [ $((failures * 27)) -le "$calls" ]; }
all_are_502() { [ "$failures" = 0 ] && [ "$ejections" = 0 ]; }

odd stale
drive 18200 32 5
before=$(total ejected)
failures=0 calls=0
for _ in 1 2 3; do
  sleep 6.5
  for _ in $(seq 20); do call 18200 || failures=$((failures + 1)); calls=$((calls + 1)); done
done
ejections=$(($(total ejected) - before))
ours_row "stale connections" "0 failed, 0 ejections" nothing_wrong

odd wrong 1
before=$(total ejected)
failures=0 calls=0
for _ in $(seq 150); do
  status=$(curl -s -o /dev/null -w '%{http_code}' "http://127.0.0.1:18200/uppercase" -H 'content-type: application/json' -d '{"s":"hello"}')
  [ "$status" = 200 ] || [ "$status" = 502 ] || failures=$((failures + 1))
  calls=$((calls + 1))
done
ejections=$(($(total ejected) - before))
ours_row "wrong answers: other than 200, 502" "0 failed, 0 ejections" all_are_502

odd slow
before=$(total ejected)
drive 18200 600 15
failures=$failed calls=$requests ejections=$(($(total ejected) - before))
ours_row "full queue, 600 connections" "0 ejections" no_ejection

odd late
before=$(total ejected)
timeout 20 wrk -t1 -c32 -d10s -s "$bench/post.lua" -H 'x-envoy-expected-rq-timeout-ms: 20' "http://127.0.0.1:18200/uppercase" >"$work/hasty.out" || true
failures=0 calls=0
for _ in $(seq 30); do call 18200 || failures=$((failures + 1)); calls=$((calls + 1)); done
ejections=$(($(total ejected) - before))
ours_row "hasty callers" "0 failed, 0 ejections" nothing_wrong

even
zone strings:18203:10
odd resets 1
until_report '"priority":10' 1
before=$(total ejected)
drive 18200 32 15
failures=$failed calls=$requests ejections=$(($(total ejected) - before))
ours_row "one address, a third reset" "at most 1 in 27 failed, as without ejection" few_failed
even_zone() { zone strings:18201:10 strings:18202:10 strings:18203:10 gokit:18301:10 gokit:18302:10 gokit:18303:10; }
even_zone
finish ours3
peer ours 3
until_report '"state":"available"' 3

# served SIDE: how many calls the third peer has had
served() {
  case $1 in
    ours) curl -s "http://127.0.0.1:$((${ports[ours]} + 1003))/q/metrics" | awk '/^endpoint_calls_seconds_count.*"uppercase"/ { n += $NF } END { printf "%d", n }' ;;
    gokit) curl -s "http://127.0.0.1:$((${ports[gokit]} + 3))/metrics" | awk '/^my_group_string_service_request_count.*"uppercase"/ { n += $NF } END { printf "%d", n }' ;;
  esac
}

# take_over SIDE: kills both primaries; sets took, the milliseconds until the first of twenty answers in a row
take_over() {
  local start in_a_row=0
  start=$(date +%s%3N) took=0 failures=0
  finish "${1}1"; finish "${1}2"
  while [ "$in_a_row" -lt 20 ] && [ $(($(date +%s%3N) - start)) -lt 20000 ]; do
    if call "${ports[$1]}"; then
      [ "$in_a_row" -gt 0 ] || took=$(($(date +%s%3N) - start))
      in_a_row=$((in_a_row + 1))
    else
      failures=$((failures + 1)) in_a_row=0 took=20000
    fi
  done
}

no_share() { [ "$share" = 0 ]; }
within_a_second() { [ "$took" -lt 1000 ]; }

until_report '"state":"available"' 3
zone strings:18201:10 strings:18202:10 strings:18203:20 gokit:18301:10 gokit:18302:10 gokit:18303:20
until_report '"priority":20' 1
for side in "${sides[@]}"; do
  before=$(served "$side")
  count "$side"
  share=$((($(served "$side") - before) * 100 / calls))
  cells[share of the backup,$side]="$share% of $calls"
  [ "$side" = gokit ] || judge "share of the backup" "0%" no_share
  take_over "$side"
  cells[backup takes over,$side]="after $took ms, $failures failed"
  [ "$side" = gokit ] || judge "backup takes over" "within 1 s" within_a_second
done

printf '\n%-34s %-38s %-38s %s\n' "(failed of calls, calls/s, p99)" ours "Go kit, no breaker" aim
for title in "${rows[@]}"; do
  printf '%-34s %-38s %-38s %s %s\n' "$title" "${cells[$title,ours]}" "${cells[$title,gokit]:--}" "${cells[$title,verdict]}" "${cells[$title,aim]:+(${cells[$title,aim]})}"
done
if [ "$missed" = 1 ]; then
  printf '\nAims are missed. What the front logged most:\n'
  grep -oE '"message":"[^"]*' "$work/ours.log" | sort | uniq -c | sort -rn | sed -n 1,10p
  exit 1
fi
