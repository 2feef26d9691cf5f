#!/usr/bin/env bash
# Instructions of whole processes on the seed, counted by callgrind: the same on every run, where time is noisy.
#
#     Benchmarks/instructions.sh KB      (a release build that is dynamically linked)
set -euo pipefail
cd "$(dirname "$0")/.."
kb=$(realpath "$1")
scripts/bootstrap valgrind
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export KB_DB=$work/kb.db
"$kb" import seed/codes.txt >/dev/null 2>&1
echo "| command | instructions, million |"
echo "|---|---:|"
for query in 404 重定向 "冲突 请求" 为什么代理返回升级协议 魑魅魍魉; do
  valgrind --tool=callgrind --callgrind-out-file=/dev/null "$kb" query "$query" >/dev/null 2>"$work/log" || true
  echo "| kb query $query | $(sed -n 's/.*Collected : \([0-9]*\).*/\1/p' "$work/log" | awk '{printf "%.1f", $1 / 1e6}') |"
done
