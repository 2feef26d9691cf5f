#!/usr/bin/env bash
# Times the calls of a coding assistant: one process of kb mcp, a request after the other, on the seed and on corpora.
#
#     Benchmarks/assistant.sh KB ROWS…      (corpora as Benchmarks/search.sh has made them, in WORK)
set -euo pipefail
cd "$(dirname "$0")/.."
kb=$(realpath "$1")
shift
work=$(realpath "${WORK:-.build-bench}")
folder=$(mktemp -d -p "$work")
trap 'rm -rf "$folder"' EXIT
export HOME=$folder

measure() { # NAME of the base in $KB_DB
  python3 - "$kb" "$1" <<'PYTHON'
import json, statistics, subprocess, sys, time
kb, name = sys.argv[1:]
log = '10.0.0.8 - - [12/Mar/2026:08:10:01 +0800] "POST /pay HTTP/1.1" 502 157\nupstream timed out (110: Connection timed out)\n'
calls = [
    ("search, a code", "search", {"query": "404"}),
    ("search, words", "search", {"query": "重定向"}),
    ("search, a typo", "search", {"query": "bad gatway"}),
    ("search, a question", "search", {"query": "上游服务器一直没有回应怎么办"}),
    ("get", "get", {"code": "404"}),
    ("list_books", "list_books", {}),
    ("explain_log", "explain_log", {"text": log}),
]
server = subprocess.Popen([kb, "mcp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
count = 0
def ask(method, parameters):
    global count
    count += 1
    start = time.perf_counter()
    server.stdin.write(json.dumps({"jsonrpc": "2.0", "id": count, "method": method, "params": parameters}) + "\n")
    server.stdin.flush()
    answer = json.loads(server.stdout.readline())
    milliseconds = (time.perf_counter() - start) * 1e3
    assert "result" in answer, answer
    return milliseconds, answer["result"]
ask("initialize", {"protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": {"name": "assistant.sh", "version": "1"}})
for label, tool, arguments in calls:
    times = []
    for _ in range(40):
        milliseconds, result = ask("tools/call", {"name": tool, "arguments": arguments})
        times.append(milliseconds)
        # There are limits to the calls of a second.
        time.sleep(0.05)
    print(f"| {name} | {label} | {statistics.median(times):.1f} | {sorted(times)[37]:.1f} |")
memory = [line for line in open(f"/proc/{server.pid}/status") if line.startswith("VmHWM")][0].split()[1]
print(f"| {name} | memory, MB | {int(memory) / 1024:.0f} | |")
server.stdin.close()
server.wait()
PYTHON
}

echo "| base | call | median, ms | 95 %, ms |"
echo "|---|---|---:|---:|"
export KB_DB=$folder/seed.db
"$kb" import seed/codes.txt >&2
measure seed
for rows; do
  export KB_DB=$folder/kb.db
  rm -f "$KB_DB"
  "$kb" import seed/codes.txt >&2
  "$kb" import --no-portable-index --book bench "$work/$rows/codes.txt" >&2
  measure "$rows entries"
done
