#!/usr/bin/env bash
# src/bench/scale.sh: what a request costs as the service grows, on a JVM as the image has it, in some eight minutes: with 1 to 1,000
# connections, with 3 to 2,000 instances of a peer, with 2 to 100 endpoints. Prints the least CPU time of a request (µs) of the rounds.
#   ./mvnw package -DskipTests      ROUNDS=3  SLICE=4 (s)   the rounds of each row     JAVA_HOME
set -euo pipefail
. "$(dirname "$0")/lab.sh"
require_jar
rounds=${ROUNDS:-3} slice=${SLICE:-4}
output=/dev/null
ttl=60

# row TITLE NAME PORT CONNECTIONS: prints the least of the rounds; a failed call ends all
row() {
  local least=
  for ((round = 0; round < rounds; round++)); do
    measured "$2" "$3" "$4" "$slice"
    [ "$failed" = 0 ] || fail "$failed of $requests calls failed: $1"
    least=$(awk -v one="${least:-$micros}" -v two="$micros" 'BEGIN { print (one < two) ? one : two }')
  done
  printf '%-32s %8s\n' "$1" "$least"
}

# 1. Connections.
service alone 18401 "${packaged[@]}"
answers alone 18401
warm alone 18401
for connections in 1 32 128 1000; do row "connections: $connections" alone 18401 "$connections"; done
finish alone

# 2. Instances: addresses of 127.0.0.0/8 with two ports, behind which are two peers.
instances() {
  local records=()
  for ((i = 1; i <= $1; i++)); do
    records+=("strings:$((18411 + i % 2)):10:127.0.$((i / 250 + 1)).$((i % 250 + 1))")
  done
  zone "${records[@]}"
}
for peer in 18411 18412; do
  service "peer$peer" "$peer" env QUARKUS_HTTP_HOST=0.0.0.0 "${packaged[@]}"
  answers "peer$peer" "$peer"
  warm "peer$peer" "$peer"
done
for count in 3 100 2000; do
  instances "$count"
  start_dns
  front front 18402 "${packaged[@]}"
  answers front 18402
  known=$(curl -s http://127.0.0.1:19402/q/discovery/peers | { grep -o '"weight"' || true; } | wc -l)
  [ "$known" = "$count" ] || fail "the front knows $known of $count instances"
  warm front 18402
  row "instances of a peer: $count" front 18402 32
  finish front
  finish named
done
finish peer18411
finish peer18412

# 3. Endpoints: copies of the service with more of them, all of which are called in turn.
endpoints() {
  local copy=$1 number
  mkdir "$copy"
  cp -r pom.xml mvnw .mvn src "$copy"
  local code=$copy/src/main/java/org/acme/stringsvc
  {
    printf 'package org.acme.stringsvc;\n@jakarta.ws.rs.Path("/endpoint") @io.smallrye.common.annotation.NonBlocking class ManyResource {\n'
    for ((number = 1; number <= $2; number++)); do
      printf '@jakarta.inject.Inject Number%dEndpoint e%d;\n' "$number" "$number"
      printf '@jakarta.ws.rs.POST @jakarta.ws.rs.Path("%d") public io.smallrye.mutiny.Uni<UppercaseResponse> e%d(UppercaseRequest request) { return e%d.call(request); }\n' "$number" "$number" "$number"
      sed "s/UppercaseEndpoint/Number${number}Endpoint/g" "$code/UppercaseEndpoint.java" >"$code/Number${number}Endpoint.java"
    done
    printf '}\n'
  } >"$code/ManyResource.java"
  (cd "$copy" && ./mvnw -B -ntp -q package -Dmaven.test.skip -Dspotless.check.skip) >"$work/build.log" 2>&1 || fail "a service with $2 endpoints cannot be built"
}
for count in 2 20 100; do
  endpoints "$work/$count" "$count"
  service many 18403 "${jvm[@]}" "$work/$count/target/quarkus-app/quarkus-run.jar"
  answers many 18403
  export ENDPOINTS=$count
  warm many 18403
  row "endpoints, called in turn: $count" many 18403 32
  unset ENDPOINTS
  finish many
done
