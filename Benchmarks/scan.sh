#!/usr/bin/env bash
# Times kb scan on logs of 1 GB beside grep -c and rg -c, whole processes, the files in the page cache.
#
#     Benchmarks/scan.sh KB          (KB: a release build of the program; WORK keeps the logs, 2.2 GB)
set -euo pipefail
cd "$(dirname "$0")/.."
kb=$(realpath "$1")
scripts/bootstrap hyperfine python3 ripgrep time
work=${WORK:-.build-bench}
mkdir -p "$work"
folder=$(mktemp -d -p "$work")
trap 'rm -rf "$folder"' EXIT

export KB_DB=$folder/kb.db LC_ALL=C.UTF-8
"$kb" import seed/codes.txt >/dev/null 2>&1

# Half a million different lines of each kind, repeated until there are a thousand million bytes.
python3 - "$work" <<'PYTHON'
import json, os, random, sys

random.seed(7)
codes = [int(code) for code, weight in {
    200: 820, 204: 20, 206: 5, 301: 15, 302: 20, 304: 50, 400: 10, 401: 8, 403: 6, 404: 40, 429: 5, 499: 4,
    500: 4, 502: 6, 503: 3, 504: 3}.items() for _ in range(weight)]
agents = [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0.0.0 Safari/537.36",
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.5",
    "Googlebot/2.1 (+http://www.google.com/bot.html)", "python-requests/2.31.0", "curl/8.5.0"]
words = "api v1 v2 users orders items search login static img css js cart pay health".split()

def line(number):
    address = ".".join(str(random.randrange(1, 255)) for _ in range(4)) if random.random() < 0.9 \
        else "2001:db8::%x" % random.randrange(65536)
    path = "/" + "/".join(random.choices(words, k=random.randrange(1, 5)))
    if random.random() < 0.4:
        path += "?id=%d" % random.randrange(10**6)
    second = number // 50
    time = "%02d:%02d:%02d" % (second // 3600 % 24, second // 60 % 60, second % 60)
    method = random.choices(["GET", "POST", "PUT", "HEAD"], [80, 15, 3, 2])[0]
    code, size, agent = random.choice(codes), random.randrange(60000), random.choice(agents)
    referrer = random.choice(["-", "https://example.com" + path])
    combined = (f'{address} - - [12/Mar/2026:{time} +0800] "{method} {path} HTTP/1.1" {code} {size} '
                f'"{referrer}" "{agent}"\n')
    fields = {
        "time": f"2026-03-12T{time}+08:00", "remote_addr": address, "request_method": method, "request_uri": path,
        "status": code, "body_bytes_sent": size, "request_time": round(random.random(), 3),
        "http_referer": referrer, "http_user_agent": agent}
    return combined, json.dumps(fields, separators=(",", ":")) + "\n"

logs = [os.path.join(sys.argv[1], name) for name in ("combined.log", "json.log")]
if not all(os.path.exists(log) for log in logs):
    for log, lines in zip(logs, zip(*(line(number) for number in range(500_000)))):
        block = "".join(lines).encode()
        with open(log + ".new", "wb") as file:
            while file.tell() < 10**9:
                file.write(block)
        os.rename(log + ".new", log)
PYTHON

echo "| log | what | median, s | × grep -c | memory, MB |"
echo "|---|---|---:|---:|---:|"
compare() { # the log, then commands that end before its name; the first one is grep
  local log=$work/$1 commands=() command
  shift
  for command; do commands+=("$command $log"); done
  # To /dev/null, grep would stop at the first line that it finds.
  hyperfine --shell=none --output=pipe --warmup 1 --runs 5 --export-json "$folder/times.json" "${commands[@]}" \
    >/dev/null 2>&1
  : > "$folder/memory"
  for command in "${commands[@]}"; do
    eval "/usr/bin/time --format %M --append --output '$folder/memory' $command" | cat >/dev/null
  done
  python3 - "$folder" "$(basename "$log")" "$kb" "$@" <<'PYTHON'
import json, sys
folder, log, kb, commands = sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4:]
times = [run["median"] for run in json.load(open(folder + "/times.json"))["results"]]
memory = [int(line) / 1000 for line in open(folder + "/memory")]
for command, time, megabytes in zip(commands, times, memory):
    print(f"| {log} | `{command.replace(kb, 'kb')}` | {time:.2f} | {time / times[0]:.2f} | {megabytes:.0f} |")
PYTHON
}
compare combined.log "grep -c ' 404 '" "rg -c ' 404 '" "$kb scan" "$kb scan --pattern '\" (\\d{3}) '"
compare json.log "grep -c '\"status\":404'" "rg -c '\"status\":404'" "$kb scan" "$kb scan --field request_time"
