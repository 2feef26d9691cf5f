#!/usr/bin/env bash
# A team that synchronises by a git repository: how long the first pull takes, how long later ones, and 50 at once; next to
# them what a team would do without kb sync, one file of lines under git with merge=union.
#
#     WORK=DIR Benchmarks/sync.sh KB [REPLICAS [REVISIONS]]
#
# Default: 500 replicas with 200 revisions each.
set -euo pipefail
kb=$(realpath "$1") replicas=${2:-500} revisions=${3:-200}
work=${WORK:-.build-bench}/sync
rm -rf "$work"
mkdir -p "$work"
work=$(realpath "$work")
cd "$work"
export HOME=$work KB_LANG=en KB_AUTHOR='' XDG_STATE_HOME=$work/state GIT_CONFIG_GLOBAL=$work/gitconfig
git config --global user.name bench
git config --global user.email bench@localhost
git config --global init.defaultBranch main

seconds() { # seconds COMMAND…: prints how long it takes
  local start=$EPOCHREALTIME
  "$@" >/dev/null 2>"$work/errors" || { cat "$work/errors" >&2; return 1; }
  awk -v from="$start" -v to="$EPOCHREALTIME" 'BEGIN { printf "%.2f s\n", to - from }'
}

notes() { # notes FILE COUNT NAME: adds notes by SQL, as any tool may
  sqlite3 "$1" "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < $2)
    INSERT INTO notes (book, code, body, author)
    SELECT 'http', code, 'note ' || n || ' of $3: look at the upstream first, then at the proxy', '$3'
    FROM c JOIN (SELECT code, row_number() OVER () AS k FROM codes) ON k = 1 + n % 60"
}

replica() { # replica NAME: a file of a colleague
  cp base.db "$1.db"
  "$kb" sync add --db "$1.db" --no-editions --author "$1" team team.git >/dev/null
}

all_at_once() { # all_at_once COMMAND FIRST LAST
  local number
  for number in $(seq "$2" "$3"); do "$1" "$number" & done
  wait
}

push() { "$kb" sync --db "r$1.db" >/dev/null 2>&1; }

git init --quiet --bare team.git
"$kb" import http --db base.db >/dev/null 2>&1
for number in $(seq "$replicas"); do
  replica "r$number"
  notes "r$number.db" "$revisions" "r$number"
  # Nobody needs what the others wrote to send their own.
  push "$number"
  rm -rf state
done

echo "| $replicas replicas × $revisions revisions | |"
echo "|---|---:|"
replica new
echo "| first pull | $(seconds "$kb" sync --db new.db) |"
echo "| nothing new | $(seconds "$kb" sync --db new.db) |"
for number in $(seq 50); do
  notes "r$number.db" 1 "r$number"
  push "$number"
done
echo "| 50 new, of 50 people | $(seconds "$kb" sync --db new.db) |"
for number in $(seq 50); do notes "r$number.db" 1 "r$number"; done
echo "| 50 people at once | $(seconds all_at_once push 1 50) |"
"$kb" sync --db new.db >/dev/null 2>&1
found=$(sqlite3 new.db 'SELECT count(*) FROM note_revisions')
echo "| revisions that arrived, of $((replicas * revisions + 100)) | $found |"
echo "| size of the repository | $(git --git-dir team.git gc --quiet; du -sh team.git | cut -f1) |"

# One file of lines for all, as teams do it.
git init --quiet --bare union.git
git clone --quiet union.git first 2>/dev/null
(
  cd first
  echo '*.jsonl merge=union' >.gitattributes
  "$kb" export notes --db "$work/new.db" >notes.jsonl
  git add . && git commit --quiet -m first && git push --quiet origin HEAD:main
)
for number in $(seq 50); do git clone --quiet union.git "u$number"; done
share() {
  cd "u$1"
  echo "{\"note\":\"$1\",\"body\":\"a line of $1\"}" >>notes.jsonl
  git commit --quiet -am "note $1"
  until git push --quiet origin HEAD:main 2>/dev/null; do git pull --quiet --no-rebase --no-edit origin main 2>/dev/null || true; done
}
echo "| one file, merge=union: 50 people at once | $(seconds all_at_once share 1 50) |"
git clone --quiet union.git last
lines=$(grep -c '"body":"a line of' last/notes.jsonl)
echo "| … of their 50 lines that are there | $lines |"
rm -rf "$work"
