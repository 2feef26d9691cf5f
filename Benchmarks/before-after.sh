#!/usr/bin/env bash
# Two versions of kb side by side: same documents and queries, in turn, in process and as whole processes.
#
#     Benchmarks/before-after.sh OLD-KB OLD-KB-SEARCH NEW-KB NEW-KB-SEARCH ROWS…      (release builds)
#
# BENCH names the folder of the search benchmark, WORK the folder in which Benchmarks/search.sh has made its corpora.
set -euo pipefail
cd "$(dirname "$0")/.."
programs=("$(realpath "$1")" "$(realpath "$2")" "$(realpath "$3")" "$(realpath "$4")")
shift 4
bench=$(realpath "${BENCH:-../shared/bench}")
work=$(realpath "${WORK:-.build-bench}")
rounds=${ROUNDS:-3}
folder=$(mktemp -d -p "$work")
trap 'rm -rf "$folder"' EXIT
for rows; do
  for version in 0 1; do
    kb=${programs[version * 2]}
    # What was written before would be waited for.
    sync
    /usr/bin/time --format '%e %M' --output "$folder/build$version" "$kb" import --no-portable-index --book bench \
      --db "$folder/$version.db" "$work/$rows/codes.txt" >&2
    stat --format %s "$folder/$version.db" >> "$folder/build$version"
  done
  for _ in $(seq "$rounds"); do
    for version in 0 1; do
      "${programs[version * 2 + 1]}" "$folder/$version.db" "$bench/queries.tsv" >> "$folder/times$version"
    done
  done
  python3 - "$folder" "$bench/queries.tsv" "$rows" <<'PYTHON'
import json, math, sys
from statistics import median
folder, queries, rows = sys.argv[1:]
classes = {}
for line in open(queries, encoding="utf-8"):
    fields = line.rstrip("\n").split("\t")
    if not line.startswith("#") and fields[0] != "class":
        classes.setdefault(fields[0], []).append(fields[1])
def times(version):
    all_times = {}
    for line in open(f"{folder}/times{version}", encoding="utf-8"):
        row = json.loads(line)
        if "query" in row:
            all_times.setdefault(row["query"], []).append(row["p50_ms"])
    return {query: min(values) for query, values in all_times.items()}
def build(version):
    words = open(f"{folder}/build{version}", encoding="utf-8").read().split()
    return float(words[0]), int(words[1]) / 1024, int(words[2]) / 1e6
old, new = times(0), times(1)
mean = lambda values: math.exp(sum(math.log(value) for value in values) / len(values))
print(f"\n### {int(rows):,} rows\n\n| class | before, ms | after, ms | ratio |\n|---|---:|---:|---:|")
for name, texts in classes.items():
    before, after = (mean([version[text] for text in texts]) for version in (old, new))
    print(f"| {name} | {before:.3f} | {after:.3f} | {after / before:.2f} |")
for name, before, after in zip(("import, s", "import, peak MB", "file, MB"), build(0), build(1)):
    print(f"| {name} | {before:.1f} | {after:.1f} | {after / before:.2f} |")
PYTHON
  rm -f "$folder"/*
done
