#!/usr/bin/env bash
# Times kb scan on logs of 1 GB beside grep -c and rg -c, whole processes, the files in the page cache.
#
#     Benchmarks/scan.sh KB          (KB: a release build of the program; WORK keeps the logs, 2.2 GB)
set -euo pipefail
cd "$(dirname "$0")/.."
kb=$(realpath "$1")
scripts/bootstrap python3 ripgrep time
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

# Five rounds of all commands, so that what else the machine does meanwhile meets all of them.
python3 - "$kb" "$work" "$folder" <<'PYTHON'
import shlex, statistics, subprocess, sys, time

kb, work, folder = sys.argv[1:]
commands = {
    "combined.log": ["grep -c ' 404 '", "rg -c ' 404 '", "kb scan", "kb scan --pattern '\" (\\d{3}) '"],
    "json.log": ["grep -c '\"status\":404'", "rg -c '\"status\":404'", "kb scan", "kb scan --field request_time"],
}
print("| log | command | median, s | × grep -c | CPU, s | memory, MB |")
print("|---|---|---:|---:|---:|---:|")
for log, commands in commands.items():
    runs = {command: [] for command in commands}
    for round in range(6):
        for command in commands:
            words = [kb if word == "kb" else word for word in shlex.split(command)]
            timed = ["/usr/bin/time", "--format", "%U %S %M", "--output", f"{folder}/time"]
            start = time.perf_counter()
            # Into a pipe: to /dev/null, grep would stop at the first line that it finds.
            subprocess.run(timed + words + [f"{work}/{log}"], stdout=subprocess.PIPE, check=True)
            seconds = time.perf_counter() - start
            user, system, kilobytes = map(float, open(f"{folder}/time").read().split())
            # The first round brings the log into the page cache.
            if round > 0:
                runs[command].append((seconds, user + system, kilobytes / 1000))
    medians = {command: [statistics.median(values) for values in zip(*run)] for command, run in runs.items()}
    grep = medians[commands[0]][0]
    for command, (seconds, cpu, megabytes) in medians.items():
        print(f"| {log} | `{command}` | {seconds:.2f} | {seconds / grep:.2f} | {cpu:.2f} | {megabytes:.0f} |")
PYTHON
