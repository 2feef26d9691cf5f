#!/usr/bin/env bash
# How kb grows with the document: imports, the index for other tools told apart, and the cost of a single write.
#
#     Benchmarks/growth.sh KB ROWS…      (corpora as Benchmarks/search.sh has made them, in WORK)
set -euo pipefail
cd "$(dirname "$0")/.."
kb=$(realpath "$1")
shift
work=$(realpath "${WORK:-.build-bench}")
folder=$(mktemp -d -p "$work")
trap 'rm -rf "$folder"' EXIT

timed() { # runs the rest and leaves seconds and kilobytes in $seconds and $memory
  /usr/bin/time --format '%e %M' --output "$folder/time" "$@" >/dev/null 2>&1
  read -r seconds memory < "$folder/time"
}
megabytes() { echo $(($(stat --format %s "$folder/kb.db") / 1000000)); }
milliseconds() { # the median of a command, prepared by a synced file so that earlier writes are not waited for
  hyperfine --shell=none --warmup 3 --runs 30 --prepare sync --export-json "$folder/times.json" "$1" >/dev/null 2>&1
  python3 -c 'import json, sys; print("%.1f" % (json.load(open(sys.argv[1]))["results"][0]["median"] * 1e3))' \
    "$folder/times.json"
}

echo "| entries | import, s | memory, MB | file, MB | again, unchanged, s | index for other tools, s | file with it, MB | note add, ms | code changed by sqlite3, ms | the same without that index, ms | plain sqlite3 update, ms |"
echo "|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|"
for rows; do
  document=$work/$rows/codes.txt
  export KB_DB=$folder/kb.db
  rm -f "$KB_DB" "$folder/plain.db"
  timed "$kb" import --no-portable-index --book bench "$document"
  row="| $rows | $seconds | $((memory / 1000)) | $(megabytes)"
  timed "$kb" import --book bench "$document"
  row+=" | $seconds"
  without=$(milliseconds "sqlite3 $KB_DB \"UPDATE codes SET description = description || '。' WHERE id = 50\"")
  timed "$kb" import --portable-index --book bench "$document"
  row+=" | $seconds | $(megabytes)"
  code=$(sqlite3 "$KB_DB" "SELECT code FROM codes WHERE id = 77")
  row+=" | $(milliseconds "$kb note add bench:$code measured")"
  row+=" | $(milliseconds "sqlite3 $KB_DB \"UPDATE codes SET description = description || '。' WHERE id = 60\"")"
  row+=" | $without"
  sqlite3 "$folder/plain.db" "ATTACH '$KB_DB' AS kb;
    CREATE TABLE codes (id INTEGER PRIMARY KEY, code, name, description);
    INSERT INTO codes SELECT id, code, name, description FROM kb.codes"
  row+=" | $(milliseconds "sqlite3 $folder/plain.db \"UPDATE codes SET description = description || '。' WHERE id = 60\"") |"
  echo "$row"
done
