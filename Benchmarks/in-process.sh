#!/usr/bin/env bash
# What the search benchmark asks of a program that measures itself; Benchmarks/search.sh runs it.
set -euo pipefail
kb=$1
search=$2
folder=$BENCH_CORPUS/index-kb-in-process
rm -rf "$folder"
mkdir "$folder"
/usr/bin/time --format '%e %M' --output "$folder/time" \
  "$kb" import --no-portable-index --book bench --db "$folder/kb.db" "$BENCH_CORPUS/codes.txt" >&2
read -r seconds memory < "$folder/time"
printf '{"class": "build", "seconds": %s, "bytes": %s, "peak_rss_kb": %s, "version": "%s"}\n' \
  "$seconds" "$(stat --format %s "$folder/kb.db")" "$memory" "kb $("$kb" --version)"
"$search" "$folder/kb.db" "$BENCH_QUERIES"
