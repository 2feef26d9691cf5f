#!/usr/bin/env bash
# Loads kb serve over HTTP with wrk, beside Datasette and sqlite-web on the same file. Tables of requests.
#
#     Benchmarks/serve.sh KB load DB…       requests a second and latency at 1, 16 and 64 connections; memory
#     Benchmarks/serve.sh KB hold DB        1,000 connections for ten minutes (MINUTES): does memory grow?
#     Benchmarks/serve.sh KB browser DB…    what a reader waits for in Chromium
#
# It needs release builds, wrk, and for `browser` Debian's chromium-driver. WORK, default .build-bench, keeps what pip
# brings; EACH, default 8, is the number of seconds of a row. A DB is copied first: notes are written into it.
#
# kb counts the requests of each client, so each request comes from one of 4,000 people behind a proxy.
set -euo pipefail
cd "$(dirname "$0")/.."
kb=$(realpath "$1")
mode=$2
shift 2
mkdir -p "${WORK:-.build-bench}"
work=$(realpath "${WORK:-.build-bench}")
each=${EACH:-8}
export HOME=$work KB_AUTHOR=bench KB_LANG=en
[[ -x $work/serve-venv/bin/datasette ]] || {
  python3 -m venv "$work/serve-venv"
  "$work/serve-venv/bin/pip" install --quiet datasette==0.65.5 sqlite-web==0.8.2 selenium==4.51.0
}
server=
trap '[[ -z $server ]] || kill "$server" 2>/dev/null || true' EXIT

begin() { # a server, waited for until it answers
  local url=$1
  shift
  "$@" >"$work/server.log" 2>&1 &
  server=$!
  until curl --silent --output /dev/null "$url"; do sleep 0.1; done
}

end() {
  kill "$server" 2>/dev/null || true
  wait "$server" 2>/dev/null || true
  server=
}

kb_port=${PORT:-18732}
serve() { # kb on a copy of a file
  begin "http://127.0.0.1:$kb_port/healthz" \
    "$kb" serve --db "$1" --listen "127.0.0.1:$kb_port" --trust-user-header X-Remote-User --quiet
}

# The processor's time that the server has had, in hundredths of a second: it hardly depends on what else is running.
ticks() { sed 's/.*) //' "/proc/$server/stat" | awk '{ print $12 + $13 }'; }

resident() { awk '/VmRSS/ { print int($2 / 1024) }' "/proc/$server/status"; }

cat >"$work/people.lua" <<'LUA'
-- Targets one after the other, each request from somebody else.
local targets, number = {}, 0
function init(arguments)
  for line in io.lines(arguments[1]) do targets[#targets + 1] = line end
  number = math.random(4000)
end
function request()
  number = number + 1
  local person = string.format("10.0.%d.%d", math.floor(number % 4000 / 250), number % 250)
  return wrk.format("GET", targets[number % #targets + 1], { ["X-Forwarded-For"] = person })
end
function done(summary, latency)
  local failed = summary.errors.status + summary.errors.connect + summary.errors.read + summary.errors.timeout
  print(string.format("ROW %.0f %.2f %.2f %d %d", summary.requests / summary.duration * 1e6,
    latency:percentile(50) / 1000, latency:percentile(99) / 1000, failed, summary.requests))
end
LUA

words="gateway timeout server request redirect 重定向 服务器 客户端 请求头 bad+gateway not+found 404 502"
targets() { # the targets of a kind, one a line
  local word
  for word in $words; do
    word=$(python3 -c 'import sys, urllib.parse; print(urllib.parse.quote(sys.argv[1], safe="+"))' "$word")
    case $1 in
      api) echo "/api/v1/search?q=$word&limit=20" ;;
      page) echo "/?q=$word" ;;
      healthz) echo "/healthz" ;;
      datasette-json) echo "/bench/codes.json?_search=$word&_size=20&_nocount=1&_nofacet=1&_nosuggest=1" ;;
      datasette-page) echo "/bench/codes?_search=$word&_size=20&_nocount=1&_nofacet=1&_nosuggest=1" ;;
      sqlite-web) echo "/query/?sql=SELECT+*+FROM+codes+WHERE+id+IN+(SELECT+rowid+FROM+codes_fts+WHERE+codes_fts+MATCH+'\"${word//+/\"+\"}\"')+LIMIT+20" ;;
    esac
  done
}

row() { # of a table: port, kind, connections, what it is called
  targets "$2" >"$work/targets"
  local threads=$(($3 < 2 ? 1 : 2)) before
  load_with() {
    wrk --threads "$threads" --connections "$2" --duration "${1}s" --timeout 20s --script "$work/people.lua" \
      "http://127.0.0.1:$port" -- "$work/targets"
  }
  local port=$1
  load_with 2 "$3" >/dev/null
  before=$(ticks)
  load_with "$each" "$3" | awk -v name="$4" -v connections="$3" -v before="$before" -v after_of="$server" '
    /^ROW/ {
      getline stat < ("/proc/" after_of "/stat")
      sub(/.*\) /, "", stat)
      split(stat, field, " ")
      processor = (field[12] + field[13] - before) * 10 / $6
      printf "| %s | %s | %s | %s | %s | %.2f | %s |\n", name, connections, $2, $3, $4, processor, $5
    }'
}

load() {
  local db=$work/bench.db connections
  cp "$1" "$db"
  echo -e "\n$(sqlite3 "$db" 'SELECT count(*) FROM codes') codes, $(uname -m), $(nproc) cores, load $(cut -d ' ' -f 1 /proc/loadavg)\n"
  echo "| what | connections | requests/s | p50, ms | p99, ms | processor, ms a request | failed |"
  echo "|---|---:|---:|---:|---:|---:|---:|"
  serve "$db"
  for connections in 1 16 64; do
    row "$kb_port" healthz "$connections" "kb: /healthz, two bytes"
    row "$kb_port" api "$connections" "kb: search, JSON"
    row "$kb_port" page "$connections" "kb: search, page"
  done
  # Notes are written meanwhile, by a client that waits for each answer.
  python3 - "$kb_port" "$((each + 4))" >"$work/writes" <<'PYTHON' &
import http.client, json, sys, time
port, seconds = int(sys.argv[1]), float(sys.argv[2])
connection = http.client.HTTPConnection("127.0.0.1", port)
end, count, codes = time.monotonic() + seconds, 0, {}
while time.monotonic() < end:
    note = json.dumps({"book": "http", "code": "404", "body": "note %d" % count})
    connection.request("POST", "/api/v1/notes", note, {"Content-Type": "application/json", "X-Remote-User": "writer %d" % (count // 20)})
    answer = connection.getresponse()
    answer.read()
    codes[answer.status] = codes.get(answer.status, 0) + 1
    count += 1
print("notes written in %.0f s, by status: %s" % (seconds, codes))
PYTHON
  local writer=$!
  row "$kb_port" api 16 "kb: search, JSON, while notes are written"
  wait $writer
  local memory
  memory=$(resident)
  end
  begin http://127.0.0.1:18001/ "$work/serve-venv/bin/datasette" serve --port 18001 -i "$db" --setting sql_time_limit_ms 5000
  for connections in 1 16 64; do
    row 18001 datasette-json "$connections" "Datasette 0.65.5: search, JSON"
    row 18001 datasette-page "$connections" "Datasette 0.65.5: search, page"
  done
  local datasette_memory
  datasette_memory=$(resident)
  end
  begin http://127.0.0.1:18002/ "$work/serve-venv/bin/sqlite_web" --no-browser --read-only --port 18002 "$db"
  for connections in 1 16 64; do row 18002 sqlite-web $connections "sqlite-web 0.8.2: search by SQL, page"; done
  local web_memory
  web_memory=$(resident)
  end
  echo -e "\n$(cat "$work/writes"). Resident memory afterwards: kb $memory MB, Datasette $datasette_memory MB, sqlite-web $web_memory MB."
}

hold() {
  cp "$1" "$work/bench.db"
  serve "$work/bench.db"
  python3 - "$kb_port" "${MINUTES:-10}" "$server" <<'PYTHON'
import asyncio, sys, time
port, minutes, process = int(sys.argv[1]), float(sys.argv[2]), sys.argv[3]
end = time.monotonic() + minutes * 60
answers = failures = 0


def status(name):
    with open("/proc/%s/status" % process) as file:
        return int(next(line for line in file if line.startswith(name)).split()[1]) / 1024


async def client(number):
    global answers, failures
    await asyncio.sleep(number / 200)
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    target = ("/http/404", "/?q=gateway", "/api/v1/search?q=timeout", "/api/v1/codes/http/502")[number % 4]
    request = "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nX-Forwarded-For: 10.0.%d.%d\r\n\r\n" % (
        target, port, number // 250, number % 250)
    while time.monotonic() < end:
        try:
            writer.write(request.encode())
            head = (await reader.readuntil(b"\r\n\r\n")).decode().lower()
            await reader.readexactly(int(head.split("content-length: ")[1].split("\r\n")[0]))
            answers += " 200 " in head
            failures += " 200 " not in head
        except (OSError, asyncio.IncompleteReadError):
            failures += 1
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
        await asyncio.sleep(5)


async def watch():
    print("| minute | resident, MB | most, MB | answers | failures |\n|---:|---:|---:|---:|---:|", flush=True)
    start = time.monotonic()
    while time.monotonic() < end:
        print("| %.0f | %.1f | %.1f | %d | %d |" % (
            (time.monotonic() - start) / 60, status("VmRSS"), status("VmHWM"), answers, failures), flush=True)
        await asyncio.sleep(60)
    print("| %.0f | %.1f | %.1f | %d | %d |" % (minutes, status("VmRSS"), status("VmHWM"), answers, failures))


async def main():
    await asyncio.gather(watch(), *(client(number) for number in range(1000)))

asyncio.run(main())
PYTHON
  end
}

browser() {
  cp "$1" "$work/bench.db"
  serve "$work/bench.db"
  "$work/serve-venv/bin/python3" - "$kb_port" "$(sqlite3 "$work/bench.db" 'SELECT count(*) FROM codes')" <<'PYTHON'
import statistics, sys, time
from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By

port, codes = sys.argv[1:3]
options = webdriver.ChromeOptions()
options.binary_location = "/usr/bin/chromium"
for argument in ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--accept-lang=zh-CN"):
    options.add_argument(argument)
chrome = webdriver.Chrome(service=Service("/usr/bin/chromedriver"), options=options)
site = "http://127.0.0.1:" + port
print("\n%s codes, %s\n\n| what | times | median, ms | most, ms |\n|---|---:|---:|---:|" % (codes, chrome.capabilities["browserVersion"]))


def row(name, times):
    print("| %s | %d | %.1f | %.1f |" % (name, len(times), statistics.median(times), max(times)), flush=True)


for name, path in (("a code, first contentful paint", "/http/502"), ("the start, first contentful paint", "/"),
                   ("a search, first contentful paint", "/?q=gateway")):
    times = []
    for number in range(21):
        chrome.get("about:blank")
        chrome.get(site + path)
        while not (paint := chrome.execute_script(
                "return performance.getEntriesByName('first-contentful-paint').map((entry) => entry.startTime)")):
            time.sleep(0.02)
        # The first one starts what the browser needs for any page.
        if number:
            times.append(paint[0])
    row(name, times)

chrome.get(site + "/")
# From the key until the list has been changed, and until the next picture after that.
chrome.execute_script("""
    window.keys = [];
    let pressed = null;
    const field = document.getElementById('q');
    field.addEventListener('input', (event) => { pressed = event.timeStamp; }, true);
    new MutationObserver(() => {
      if (pressed === null) return;
      const start = pressed;
      pressed = null;
      const changed = performance.now() - start;
      requestAnimationFrame(() => setTimeout(() => window.keys.push([changed, performance.now() - start])));
    }).observe(document.getElementById('found'), { childList: true, subtree: true });
""")
field = chrome.find_element(By.ID, "q")
for word in ("gateway timeout", "connection", "服务器请求", "重定向", "bad request", "404"):
    field.clear()
    time.sleep(0.3)
    for sign in word:
        field.send_keys(sign)
        time.sleep(0.15)
keys = chrome.execute_script("return window.keys")
row("a key, until the list is there", [key[0] for key in keys])
row("a key, until the next picture", [key[1] for key in keys])
chrome.quit()
PYTHON
  end
}

for db; do "$mode" "$(realpath "$db")"; done
