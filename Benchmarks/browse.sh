#!/usr/bin/env bash
# Times what a key costs in kb browse: the processes that fzf starts for the list and for the preview, shell included.
#
#     Benchmarks/browse.sh KB ROWS          (KB: a release build of the program)
#
# BENCH names the folder of the search benchmark, whose corpus is used.
set -euo pipefail
cd "$(dirname "$0")/.."
KB_BROWSE_PROGRAM=$(realpath "$1")
rows=$2
scripts/bootstrap hyperfine python3
bench=$(realpath "${BENCH:-../shared/bench}")
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

export KB_BROWSE_PROGRAM KB_DB=$work/kb.db FZF_PREVIEW_COLUMNS=60 SHELL=/bin/sh
python3 "$bench/make-corpus.py" "$work" --rows "$rows" >&2
"$KB_BROWSE_PROGRAM" import --book bench "$work/codes.txt" >&2

# The lines that fzf gives to the shell.
# shellcheck disable=SC2016  # that shell puts the path in
step() { printf 'exec "$KB_BROWSE_PROGRAM" browse-step %s --color always --timeout 5.0 -- %s' "$1" "$2"; }
queries=(4 40 404 E0 E00 E0000 服 服务 服务器 请求 文 文件 重定 重定向 s st sta xie xieyi '服务器 请求 失败' conflit)

measure() {
  local times=$work/times.json
  hyperfine --shell=none --ignore-failure --warmup 3 --runs 30 --export-json "$times" "${@:2}" >/dev/null 2>&1
  python3 - "$1" "$times" <<'PYTHON'
import json, statistics, sys
runs = json.load(open(sys.argv[2]))["results"]
worst = max(runs, key=lambda run: run["median"])
print(f"| {sys.argv[1]} | {len(runs)} | {statistics.median(run['median'] for run in runs) * 1e3:.1f} |"
      f" {worst['median'] * 1e3:.1f} | {max(run['user'] + run['system'] for run in runs) * 1e3:.1f} |")
PYTHON
}

lists=() previews=()
for query in "${queries[@]}"; do
  lists+=("/bin/sh -c '$(step list "\"$query\"")'")
  first=$("$KB_BROWSE_PROGRAM" browse-step list -- "$query")
  first=${first%%$'\t'*}
  previews+=("/bin/sh -c '$(step preview "\"$query\" 0 \"$first\"")'")
done

# The last column does not depend on what else the machine does.
echo "| what fzf starts | queries | median, ms | slowest query, ms | most processor time, ms |"
echo "|---|---:|---:|---:|---:|"
measure "list of a query" "${lists[@]}"
measure "list without a query" "/bin/sh -c '$(step list '""')'"
measure "preview" "${previews[@]}"
