"""Synchronising that is cut short: the cases Y."""
import os
import shutil

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
        return "%d kills" % killed


@case("Y1", "kb sync with a folder, killed at its N-th change")
def folder_sync_killed(options):
    return killed_at_calls(options, "share", lambda place: os.mkdir(place.path("share")))


@case("Y2", "kb sync with a git repository, killed at its N-th change")
def git_sync_killed(options):
    def prepare(place):
        place.command(["git", "init", "--quiet", "--bare", "team.git"])

    return killed_at_calls(options, "team.git", prepare)
