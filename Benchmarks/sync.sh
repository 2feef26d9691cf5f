#!/usr/bin/env bash
# A team that synchronises by a git repository, and by PostgreSQL where there is a server: how long the first pull takes and
# how much memory, how long later ones, and 50 at once; next to them what a team would do without kb sync, one file of lines
# under git with merge=union.
#
# Their logs are made by team-logs, without their files: what has to come there first takes longer than all else.
#
#     WORK=DIR [REMOTE=kb-remote-postgres] Benchmarks/sync.sh KB [REPLICAS [REVISIONS]]
#
# Default: 500 replicas with 200 revisions each. With REMOTE, the program that speaks to PostgreSQL, the same logs go there.
# Times are medians of 5, but for what can be done once.
set -euo pipefail
kb=$(realpath "$1") replicas=${2:-500} revisions=${3:-200}
work=${WORK:-.build-bench}/sync
remote=${REMOTE:+$(realpath "$REMOTE")}
rm -rf "$work"
mkdir -p "$work"
work=$(realpath "$work")
tools=$(realpath "$(dirname "$0")")
# The book that comes with kb stands in the folder "seed" here.
KB_LANG=en "$kb" import http --db "$work/base.db" >/dev/null 2>&1
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

median() { # median COMMAND…: of 5 times
  for _ in 1 2 3 4 5; do seconds "$@"; done | sort -n | sed -n 3p
}

once() { # once COMMAND…: prints how long it takes, and the most memory it has
  /usr/bin/time -f '%e s, %U s of CPU, %M KB' -o "$work/time" "$@" >/dev/null 2>"$work/errors" \
    || { cat "$work/errors" >&2; return 1; }
  cat "$work/time"
}

notes() { # notes FILE COUNT NAME: adds notes by SQL, as any tool may
  sqlite3 "$1" "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < $2)
    INSERT INTO notes (book, code, body, author)
    SELECT 'http', code, 'note ' || n || ' of $3: look at the upstream first, then at the proxy', '$3'
    FROM c JOIN (SELECT code, row_number() OVER () AS k FROM codes) ON k = 1 + n % 60"
}

all_at_once() { # all_at_once COMMAND FIRST LAST
  local number
  for number in $(seq "$2" "$3"); do "$1" "$number" & done
  wait
}

push() { "$kb" sync --db "p$1.db" >/dev/null 2>&1; }

few() { # few COUNT: so many people have noted something and sent it by git
  "$tools/team-logs" team.git base.db "$1" 1
}

measure() { # measure WHERE URL HOW: what comes from there, once HOW has brought it there
  "$kb" sync add --db new.db --no-editions --author new team "$2" >/dev/null
  echo "| $1: first pull | $(once "$kb" sync --db new.db) |"
  echo "| $1: nothing new | $(median "$kb" sync --db new.db) |"
  for count in 10 50; do
    for _ in 1 2 3 4 5; do
      few $count
      $3
      seconds "$kb" sync --db new.db
    done | sort -n | sed -n 3p >several
    echo "| $1: $count new, of $count people | $(<several) |"
  done
  if ((replicas * revisions <= 100000)); then
    # People who have everything, and no log of their own so far.
    cp new.db all.db
    "$kb" sync rm --db all.db team >/dev/null
    sqlite3 all.db "DELETE FROM sync_entries WHERE log IN (SELECT id FROM sync_logs WHERE scope IS NOT NULL);
      DELETE FROM sync_logs WHERE scope IS NOT NULL"
    for number in $(seq 50); do
      cp all.db "p$number.db"
      "$kb" sync add --db "p$number.db" --no-editions --no-relay --author "p$number" team "$2" >/dev/null
      push "$number"
      notes "p$number.db" 1 "p$number"
    done
    echo "| $1: 50 people at once | $(seconds all_at_once push 1 50) |"
    rm -f p*.db
    "$kb" sync --db new.db >/dev/null 2>&1
  fi
  echo "| $1: logs and revisions that are there | $(sqlite3 new.db \
    'SELECT (SELECT count(*) FROM sync_logs), (SELECT count(*) FROM note_revisions)') |"
}

git init --quiet --bare team.git
"$tools/team-logs" team.git base.db "$replicas" "$revisions"
cp base.db new.db
cp base.db new-by-postgres.db

echo "load before: $(cut -d' ' -f1-3 /proc/loadavg)"
echo "| $replicas replicas × $revisions revisions | |"
echo "|---|---:|"
measure git team.git :
echo "| size of the repository | $(git --git-dir team.git gc --quiet; du -sh team.git | cut -f1) |"
echo "load after: $(cut -d' ' -f1-3 /proc/loadavg)"

if [[ -n $remote ]]; then
  programs=$(dirname "$(find /usr/lib/postgresql -name initdb | sort -V | tail -1)")
  as=()
  if ((EUID == 0)); then as=(runuser -u postgres --); fi
  mkdir server
  if ((EUID == 0)); then chown postgres server; fi
  chmod a+x "$work"
  "${as[@]}" "$programs/initdb" -D "$work/server/data" -U postgres -A trust -E UTF8 --locale=C >/dev/null
  "${as[@]}" "$programs/pg_ctl" -D "$work/server/data" -w -l "$work/server/log" \
    -o "-k $work/server -c listen_addresses=" start >/dev/null
  trap '"${as[@]}" "$programs/pg_ctl" -D "$work/server/data" -m immediate stop >/dev/null' EXIT
  KB_LIBEXEC=$(dirname "$remote")
  export KB_LIBEXEC
  url="postgres://postgres@/postgres?host=$work/server"
  "$kb" sync init-postgres "$url" >/dev/null 2>&1
  # Who has everything by git sends everything.
  mv new.db by-git.db
  mv new-by-postgres.db new.db
  "$kb" sync add --db by-git.db --no-editions --author all all "$url" >/dev/null
  echo "| PostgreSQL: all of that is sent | $(once "$kb" sync --db by-git.db all) |"
  bring() { "$kb" sync --db by-git.db >/dev/null 2>&1; }
  measure PostgreSQL "$url" bring
fi

if ((replicas * revisions > 100000)); then exit; fi

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
cd /
if [[ -n $remote ]]; then
  trap - EXIT
  "${as[@]}" "$programs/pg_ctl" -D "$work/server/data" -m immediate stop >/dev/null
fi
rm -rf "$work"
