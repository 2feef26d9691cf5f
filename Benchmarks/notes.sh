#!/usr/bin/env bash
# Times kb on a team's notes: so many on the codes of the seed, a ninth of them on one code, and one note that was
# edited 10,000 times. A table of whole processes.
#
#     Benchmarks/notes.sh KB NOTES…      (release build; WORK, default .build-bench, keeps the files)
set -euo pipefail
cd "$(dirname "$0")/.."
kb=$(realpath "$1")
shift
work=$(realpath "${WORK:-.build-bench}")
export HOME=$work KB_AUTHOR=

milliseconds() { # the median of a command, which may find nothing
  hyperfine --shell=none --ignore-failure --warmup 2 --runs 20 --export-json "$work/times.json" "$1" >/dev/null 2>&1
  python3 -c 'import json, sys; print("%.1f" % (json.load(open(sys.argv[1]))["results"][0]["median"] * 1e3))' \
    "$work/times.json"
}

for notes; do
  export KB_DB=$work/notes-$notes.db
  if [[ ! -e $KB_DB ]]; then
    python3 - "$notes" seed/codes.txt >"$work/notes.jsonl" <<'PYTHON'
import json, random, re, sys
count, seed = int(sys.argv[1]), sys.argv[2]
codes = [line.split()[0] for line in open(seed, encoding="utf-8") if re.match(r"\d{3} ", line)]
pick = random.Random(1)
words = "网关 超时 重启 缓存 证书 升级 回滚 灰度 限流 重定向 配置 上游 线程 连接 磁盘 内存 队列 数据库 日志 告警".split()
skewed = lambda most: min(most - 1, int(pick.paretovariate(0.5)) - 1)
for number in range(count):
    code = "502" if number % 9 == 0 else pick.choice(codes)
    text = f"第 {number} 次：" + "，".join("".join(pick.choices(words, k=3)) for _ in range(pick.randint(1, 6))) + "。"
    day = f"20{pick.randint(20, 26)}-{pick.randint(1, 12):02}-{pick.randint(1, 28):02}"
    print(json.dumps({"code": code, "text": text, "author": f"u{skewed(2000)}", "date": day,
                      "tags": [f"t{skewed(5000)}"] if number % 2 else []}, ensure_ascii=False))
PYTHON
    "$kb" import seed/codes.txt >&2
    /usr/bin/time --format "%U %S %M" --output "$work/time" "$kb" import notes "$work/notes.jsonl" >&2
    python3 - "$notes" "$work/time" <<'PYTHON'
import sys
user, system, memory = open(sys.argv[2]).read().split()
print(f"\nimport of {int(sys.argv[1]):,} notes: {float(user) + float(system):.0f} s CPU, {int(memory) // 1024} MB\n")
PYTHON
    "$kb" note add 404 "state 0" >/dev/null
    id=$(sqlite3 "$KB_DB" "SELECT note FROM notes WHERE body = 'state 0'")
    for state in $(seq 10000); do echo "UPDATE notes SET body = 'state $state' WHERE note = '$id';"; done \
      | { echo "BEGIN;"; cat; echo "COMMIT;"; } | sqlite3 "$KB_DB"
    "$kb" note add 404 "the index is up to date" >/dev/null
  fi
  id=$(sqlite3 "$KB_DB" "SELECT note FROM notes WHERE body LIKE 'state %'")
  # Names from the commonest to the rarest.
  of() { sqlite3 "$KB_DB" "SELECT author FROM notes GROUP BY author ORDER BY abs(count(*) - $1) LIMIT 1"; }
  echo "| $notes notes | median, ms |"
  echo "|---|---:|"
  while read -r command; do
    echo "| \`kb $command\` | $(milliseconds "$kb $command") |"
  done <<COMMANDS
show 502
query 502
query 重定向
query 网关 --notes-only
query 网关 超时 --notes-only
query --author $(of $((notes / 3)))
query --author $(of $((notes / 100)))
query --author $(of 20)
query 网关 --author $(of $((notes / 100)))
query --tag t0
query --tag t9
query --tag t900
query 网关 --tag t9 --author $(of $((notes / 100)))
note list -n 20
note list 502 -n 20
note list --author $(of $((notes / 100))) -n 20
note list --tag t900 -n 20
note history $id
note add 503 measured
log -n 20
tag list
stats
COMMANDS
done
