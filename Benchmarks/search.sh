#!/usr/bin/env bash
# kb beside Groonga, Tantivy, Xapian, FTS5's trigram and LIKE: same machine, same run, same documents and queries.
#
#     Benchmarks/search.sh KB KB-SEARCH ROWS…      (release builds of the two programs)
#
# BENCH names the folder of the search benchmark, WORK the folder for corpora and indexes (kept; 6 GB at a million).
# PEERS names the peers to run, all if it is empty.
set -euo pipefail
cd "$(dirname "$0")/.."
kb=$(realpath "$1")
search=$(realpath "$2")
shift 2
bench=$(realpath "${BENCH:-../shared/bench}")
if [[ ! -x $bench/run.sh ]]; then
  echo "BENCH must name the folder of the search benchmark, in which run.sh is" >&2
  exit 66
fi
work=$(realpath "${WORK:-.build-bench}")
test -d "$work/venv" || "$bench/setup.sh" "$work" >&2

# In process, on a file without the index for other tools, which no peer has: build, queries, memory.
export KB_BENCH="'$PWD/Benchmarks/in-process.sh' '$kb' '$search'"
# Whole processes, on a file as kb makes it by itself.
export KB_BUILD="$kb import --book bench --db {work}/kb.db {corpus}/codes.txt"
export KB_QUERY="$kb query -n 20 --db {work}/kb.db {query}"
for rows; do
  # shellcheck disable=SC2086  # PEERS is a list of words
  "$bench/run.sh" "$work" "$rows" ${PEERS:-}
done
