"""Synchronising that is cut short: the cases Y."""
import json
import os
import shutil

import tracer
from harness import Place, case, expect

# What changes anything, here or at the remote.
CALLS = "pwrite64,write,rename,fsync,fdatasync,mkdir,unlink,ftruncate"


class Pair:
    """Two files, and what they synchronise by; each has a note that the other lacks."""

    def __init__(self, place, remote):
        self.place = place
        place.run("sync", "add", "team", remote, "--author", "li").must(0)
        shutil.copyfile(place.db, place.path("other.db"))
        self.other("note", "add", "500", "von drüben").must(0)
        self.other("sync").must(0)
        place.add_note("von hier")
        self.files = [name for name in ("kb.db", "other.db", remote, ".local") if os.path.exists(place.path(name))]
        for name in self.files:
            self.copy(place.path(name), place.path("before-" + name))

    def other(self, *arguments):
        return self.place.run(*arguments, env={"KB_DB": self.place.path("other.db")})

    @staticmethod
    def copy(source, target):
        if os.path.isdir(source):
            shutil.copytree(source, target, symlinks=True)
        else:
            shutil.copyfile(source, target)

    def restart(self):
        for name in os.listdir(self.place.folder):
            path = self.place.path(name)
            if name.startswith(tuple(self.files)):
                if os.path.isdir(path):
                    shutil.rmtree(path)
                else:
                    os.unlink(path)
        for name in self.files:
            self.copy(self.place.path("before-" + name), self.place.path(name))

    def check(self):
        """Whatever happened, the next synchronising makes both files the same, with all that was written."""
        for _ in range(2):
            self.place.run("sync").must(0)
            self.other("sync").must(0)
        here = self.place.run("export", "notes").must(0).output
        there = self.other("export", "notes").must(0).output
        expect(here == there, "the files differ")
        for body in ("von hier", "von drüben"):
            expect(body in here, "%s is lost" % body)
        self.place.run("doctor").must(0)


def killed_at_calls(options, remote, prepare):
    with Place(options.kb, options.seed) as place:
        prepare(place)
        pair = Pair(place, remote)
        place.strace(["-e", "trace=" + CALLS], "sync").must(0)
        with open(place.path("trace"), errors="replace") as file:
            last = sum(1 for line in file if any(name + "(" in line for name in CALLS.split(",")))
        # Each process counts for itself, git's among them.
        steps = range(1, last + 1) if options.long else [1, 2, 3, 5, 8, 13, 21, 34]
        killed = 0
        for number in steps:
            pair.restart()
            run = place.strace(["-e", "trace=" + CALLS, "-e", "inject=%s:signal=KILL:when=%d" % (CALLS, number)], "sync")
            killed += run.status != 0
            pair.check()
        expect(killed > 2, "killed only %d times" % killed)
        return "%d kills" % (killed + ended_together(options, place, pair))


def ended_together(options, place, pair):
    """Ends kb and all that it has started at the N-th change that any of them makes; returns how often."""
    if not tracer.can_trace():
        return 0
    def run(last=None):
        pair.restart()
        return tracer.run([options.kb, "sync"], place.folder, place.environment(), last)
    total, _ = run()
    ended = 0
    for number in range(1, total + 1) if options.long else place.random.sample(range(1, total + 1), 6):
        ended += run(number)[1]
        pair.check()
    expect(ended > 0, "never ended")
    return ended


@case("Y1", "kb sync with a folder, killed at its N-th change: alone, and with all that it has started")
def folder_sync_killed(options):
    return killed_at_calls(options, "share", lambda place: os.mkdir(place.path("share")))


@case("Y2", "kb sync with a git repository, killed at its N-th change: alone, and with all that it has started")
def git_sync_killed(options):
    def prepare(place):
        place.command(["git", "init", "--quiet", "--bare", "team.git"])

    return killed_at_calls(options, "team.git", prepare)


@case("N4", "a colleague's edition lacks 60 % of the codes, and all notes are removed there; kb sync")
def much_goes(options):
    with Place(options.kb, options.seed, notes=20) as place:
        os.mkdir(place.path("share"))
        pair = Pair(place, "share")
        pair.check()
        codes = place.run("list").must(0).output.splitlines()
        entries = place.run("export", "codes", "--book", "http", "--format", "jsonl").must(0).output.splitlines(True)
        place.write("few.jsonl", "".join(entries[:len(entries) * 2 // 5]))
        pair.other("import", "few.jsonl", "--book", "http", "--yes").must(0)
        notes = [json.loads(line) for line in pair.other("note", "list", "--json").must(0).output.splitlines()]
        for note in notes:
            pair.other("note", "rm", note["note"]).must(0)
        pair.other("sync").must(0)
        run = place.run("sync", "--editions", "http").must(0, says="was not imported")
        expect("--yes" in run.errors, "the way to import it all the same is not named: %s" % run)
        expect(place.run("list").must(0).output.splitlines() == codes, "codes are gone")
        # Removals are history: each note comes back, here and there.
        for note in notes:
            place.run("note", "restore", note["note"]).must(0)
        for _ in range(2):
            place.run("sync").must(0)
            pair.other("sync").must(0)
        for each in (place.run, pair.other):
            listed = each("note", "list", "--json").must(0).output
            for note in notes:
                expect(json.dumps(note["body"], ensure_ascii=False) in listed, "lost: %s" % note["body"])
        return "%d notes came back" % len(notes)
