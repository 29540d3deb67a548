#!/usr/bin/env bash
# src/bench/instructions.sh [PROGRAM]: what a request to the native program executes, counted by Valgrind (callgrind), which does not
# depend on how busy the machine is. Prints per request the instructions, the misses of the first-level instruction and data caches, and
# those of a second level of 512 KB. With names (quarkus.native.additional-build-args=-H:-DeleteLocalSymbols) also the functions that
# execute most.
#   ./mvnw package -Dnative -DskipTests      SLICE=15 (s)   how long calls are counted      CALLGRIND=/…/file   keeps the profile
set -euo pipefail
. "$(dirname "$0")/lab.sh"
program=${1:-$(ls "$PWD"/target/*-runner 2>/dev/null | head -n 1 || true)}
[ -x "$program" ] || fail "there is no native program; ./mvnw package -Dnative -DskipTests"
command -v valgrind >/dev/null || fail "valgrind is missing; apt-get install valgrind"
profile=${CALLGRIND:-$work/profile}
rm -f "$profile" "$profile".*

output=/dev/null
service counted 18131 valgrind --tool=callgrind --instr-atstart=no --cache-sim=yes --LL=524288,8,64 \
  --callgrind-out-file="$profile" "$program"
answers counted 18131
drive 18131 4 5
callgrind_control --instr=on "${pids[counted]}" >/dev/null 2>&1
drive 18131 4 "${SLICE:-15}"
callgrind_control --instr=off "${pids[counted]}" >/dev/null 2>&1
[ "$failed" = 0 ] || fail "$failed of $requests calls failed"
callgrind_control --dump "${pids[counted]}" >/dev/null 2>&1
# The dump is the largest part; its events: Ir Dr Dw I1mr D1mr D1mw ILmr DLmr DLmw
part=$(ls -S "$profile".* | sed -n 1p)
totals=$(sed -n 's/^totals: //p' "$part")
[ -n "$totals" ] || fail "callgrind wrote no totals"
awk -v n="$requests" '{ printf "%d requests; for each %d instructions, %d misses of instructions and %d of data, %d of both at the second level\n",
  n, $1 / n, $4 / n, ($5 + $6) / n, ($7 + $8 + $9) / n }' <<<"$totals"
callgrind_annotate --show=Ir --threshold=60 "$part" | sed -n 's/^ *\([0-9,]*\) ([ 0-9.]*%)  ???:\([^ ]*\).*/\1 \2/p' |
  awk -v n="$requests" 'NR <= 25 { gsub(",", "", $1); printf "%8d  %s\n", $1 / n, $2 }'
