#!/usr/bin/env bash
# Times whole processes on the seed, from start to exit: kb with one query of each kind, beside sqlite3 with a LIKE
# and rg over the document.
#
#     Benchmarks/start.sh KB          (KB: a release build of the program)
set -euo pipefail
cd "$(dirname "$0")/.."
kb=$(realpath "$1")
scripts/bootstrap hyperfine sqlite3 python3 ripgrep
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

export KB_DB=$work/kb.db
"$kb" import seed/codes.txt >/dev/null 2>&1
sqlite3 "$work/plain.db" "ATTACH '$work/kb.db' AS kb;
  CREATE TABLE codes AS SELECT code, name, description FROM kb.codes"
like="SELECT code, name, description FROM codes WHERE name LIKE '%重定向%' OR description LIKE '%重定向%'"

echo "| tier and kind | query | median, ms | × sqlite3 | × rg |"
echo "|---|---|---:|---:|---:|"
while IFS=$'\t' read -r kind query; do
  hyperfine --shell=none --ignore-failure --warmup 5 --runs 50 --export-json "$work/times.json" \
    "$kb query '$query'" "sqlite3 $work/plain.db \"$like\"" "rg 重定向 seed/codes.txt" >/dev/null 2>&1
  python3 - "$work/times.json" "$kind" "$query" <<'PYTHON'
import json, sys
kb, sqlite, rg = (run["median"] for run in json.load(open(sys.argv[1]))["results"])
print(f"| {sys.argv[2]} | {sys.argv[3]} | {kb * 1e3:.1f} | {kb / sqlite:.1f} | {kb / rg:.1f} |")
PYTHON
done <<'QUERIES'
1 code	404
2 alias	限流
2 name	non authoritative
3 phrase	断点续传
3 several words	冲突 请求
5 traditional	鎖定
5 synonym	欠款
5 pinyin	chahu
5 initials	cdx
5 spacing	notfound
6 typo	conflit
6 typos	unsuported media
6 question	为什么代理返回升级协议
6 long	永久重定向服务器
nothing	qwrtpsdf
nothing	量子纠缠披萨
QUERIES
