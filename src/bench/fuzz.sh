#!/usr/bin/env bash
# Fuzzes what becomes of a DNS reply: src/bench/fuzz.sh [seconds, 300]. What is worth keeping is then in the corpus that the tests replay.
set -euo pipefail
cd "$(dirname "$0")/../.."
work=$PWD/target/fuzz
corpus=src/test/resources/org/acme/kit/dns/answers-found.txt
packages='org.acme.kit.dns.**:org.xbill.DNS.**'

rm -rf "$work"
mkdir -p "$work/found" "$work/kept"
./mvnw -q -B -Pfuzz test-compile dependency:build-classpath -Dmdep.outputFile="$work/classpath"
classpath=target/classes:target/test-classes:$(cat "$work/classpath")

corpus() { java -cp "$classpath" org.acme.kit.dns.FuzzCorpus "$@"; }
jazzer() {
  nice java -Xmx700m -cp "$classpath" com.code_intelligence.jazzer.Jazzer --target_class=org.acme.kit.dns.AnswerFuzz \
    --instrumentation_includes="$packages" --custom_hook_includes="$packages" -artifact_prefix="$work/" --reproducer_path="$work" \
    -max_len=4096 -timeout=30 -rss_limit_mb=3000 "$@"
}

corpus write "$work/written"
jazzer -max_total_time="${1:-300}" "$work/found" "$work/written"
# As few as reach the same code; those that are written already come first.
jazzer -merge=1 "$work/kept" "$work/written" "$work/found"
corpus keep "$work/kept" "$corpus"
