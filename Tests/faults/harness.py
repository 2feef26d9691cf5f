"""What the cases of the fault suite share: a knowledge base of known content, ways to harm it, and the checks.

A case is a function with the decorator @case("K1", "what is done"). It returns nothing when what must happen
happened, and raises Failed with what did not. It raises NotHere where this machine cannot provoke it.
"""
import atexit
import contextlib
import hashlib
import json
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
SEED = os.path.join(ROOT, "seed", "codes.txt")
# The file format that the program writes: each migration makes the next.
FORMAT = sum(name.endswith(".sql") and name != "schema.sql" for name in os.listdir(os.path.join(ROOT, "migrations")))
CASES = []


class Failed(Exception):
    """What must happen did not."""


class NotHere(Exception):
    """This machine cannot provoke the case."""


def case(number, title):
    def add(function):
        CASES.append((number, title, function))
        return function
    return add


def expect(condition, what):
    if not condition:
        raise Failed(what)


class Run:
    """A finished process."""

    def __init__(self, arguments, done, seconds):
        self.arguments, self.seconds = arguments, seconds
        self.status = done.returncode
        self.output = done.stdout.decode("utf-8", "surrogateescape")
        self.errors = done.stderr.decode("utf-8", "surrogateescape")

    def __str__(self):
        return "%s → %s\n%s%s" % (" ".join(self.arguments)[:200], self.status, self.output[-400:], self.errors[-400:])

    def must(self, *statuses, says=None):
        """Fails unless the status is one of these and standard error holds every text of `says`."""
        expect(self.status in statuses, "status %s, not %s: %s" % (self.status, statuses, self))
        for text in [says] if isinstance(says, str) else says or []:
            expect(text in self.errors, "says nothing of “%s”: %s" % (text, self))
        if self.status not in (0, 1) and self.status >= 0:
            expect("error:" in self.errors, "no message: %s" % self)
        for trace in ("Fatal error", "Stack dump", "SQLite error", "Thread 0 crashed"):
            expect(trace not in self.errors, "a stack trace or raw SQLite text: %s" % self)
        return self


class Place:
    """A folder with a knowledge base in it, of the seed and some notes; it goes at the end of the case."""

    template = None

    def __init__(self, kb, seed, notes=3, empty=False):
        self.kb = kb
        self.random = random.Random(seed)
        self.folder = tempfile.mkdtemp(prefix="kb-faults-")
        self.db = os.path.join(self.folder, "kb.db")
        self.notes = []
        if empty:
            return
        shutil.copyfile(os.path.join(Place.template, "kb.db"), self.db)
        for number in range(notes):
            self.add_note("笔记 %d" % number)

    @staticmethod
    def make_template(kb):
        """Imports the seed once, for the cases to copy."""
        Place.template = tempfile.mkdtemp(prefix="kb-faults-template-")
        atexit.register(shutil.rmtree, Place.template, ignore_errors=True)
        with Place(kb, 0, empty=True) as place:
            place.run("import", SEED, "--db", os.path.join(Place.template, "kb.db")).must(0)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        subprocess.run(["chmod", "-R", "u+rwx", self.folder], check=False)
        shutil.rmtree(self.folder, ignore_errors=True)

    def environment(self, **more):
        return dict({"HOME": self.folder, "KB_DB": self.db, "KB_LANG": "en", "PATH": "/usr/bin:/bin", "TZ": "UTC",
                     "LC_ALL": "C.UTF-8"}, **more)

    def command(self, arguments, input="", timeout=120, env=None, **more):
        start = time.monotonic()
        data = input.encode("utf-8", "surrogateescape") if isinstance(input, str) else input
        try:
            done = subprocess.run(arguments, input=data, cwd=self.folder, env=self.environment(**(env or {})),
                                  stdout=more.pop("stdout", subprocess.PIPE), stderr=subprocess.PIPE,
                                  timeout=timeout, **more)
        except subprocess.TimeoutExpired:
            raise Failed("hangs for more than %d s: %s" % (timeout, " ".join(arguments)[:200]))
        done.stdout = done.stdout or b""
        return Run(arguments, done, time.monotonic() - start)

    def run(self, *arguments, **more):
        return self.command([self.kb] + list(arguments), **more)

    def strace(self, options, *arguments, **more):
        """Runs kb under strace; what strace says goes to the file `trace`."""
        if shutil.which("strace") is None:
            raise NotHere("strace is missing")
        return self.command(["strace", "-f", "-o", self.path("trace")] + options + [self.kb] + list(arguments), **more)

    def as_nobody(self, *arguments, **more):
        """Runs kb as a user who owns nothing here."""
        if os.geteuid() != 0:
            raise NotHere("only root can run a command as another user")
        os.chmod(self.folder, 0o755)
        kb = self.path("kb-for-all")
        if not os.path.exists(kb):
            shutil.copyfile(self.kb, kb)
            os.chmod(kb, 0o755)
        return self.command(["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", kb] + list(arguments), **more)

    def path(self, name):
        return os.path.join(self.folder, name)

    def write(self, name, content):
        data = content.encode("utf-8", "surrogateescape") if isinstance(content, str) else content
        with open(self.path(name), "wb") as file:
            file.write(data)
        return self.path(name)

    def add_note(self, body, code="404"):
        run = self.run("note", "add", code, body).must(0)
        self.notes.append(body)
        return run

    def sql(self, script, path=None):
        with contextlib.closing(sqlite3.connect(path or self.db, timeout=10)) as connection:
            cursor = connection.cursor()
            rows = []
            for statement in script if isinstance(script, list) else [script]:
                rows = cursor.execute(statement).fetchall()
            connection.commit()
            return rows

    def sha(self, path=None):
        with open(path or self.db, "rb") as file:
            return hashlib.sha256(file.read()).hexdigest()

    def big_document(self, entries=6000, name="big.txt"):
        lines = ("E%d Name %d 说明%d：连接被对端重置，请在稍后重试并检查网络。" % (n, n, n) for n in range(entries))
        return self.write(name, "\n\n".join(lines))

    def varied_document(self, entries, name="big.txt"):
        """A document whose texts are as long as those of a real one, and differ as much."""
        with open(SEED, encoding="utf-8") as seed:
            clauses = [clause for clause in re.split("[，。；：\\s]+", seed.read()) if len(clause) > 5]
        def description():
            return "，".join(self.random.choices(clauses, k=8)) + "。"
        return self.write(name, "\n\n".join("E%d Name %d %s" % (n, n, description()) for n in range(entries)))

    def text_is_kept(self, run, text):
        """Whether a text that was not saved is printed, or in a draft whose path is printed."""
        if text in run.errors + run.output:
            return True
        drafts = self.path(".local/state/kb/drafts")
        names = [os.path.join(drafts, name) for name in (os.listdir(drafts) if os.path.isdir(drafts) else [])]
        kept = [name for name in names if name in run.errors and open(name, encoding="utf-8").read() == text]
        return bool(kept) and all(os.stat(name).st_mode & 0o777 == 0o600 for name in kept)

    def make_older(self, version):
        """A knowledge base of an older file format, as another tool fills it."""
        with contextlib.suppress(FileNotFoundError):
            os.unlink(self.db)
        with contextlib.closing(sqlite3.connect(self.db)) as connection:
            for name in ("m0001_init.sql", "m0002_notes.sql", "m0003_revisions.sql")[:version]:
                with open(os.path.join(ROOT, "migrations", name), encoding="utf-8") as script:
                    connection.executescript(script.read())
            connection.executemany("INSERT INTO codes (book, code, name, description) VALUES ('http', ?, ?, '说明。')",
                                   [(str(number), "Name %d" % number) for number in range(100, 400)])
            connection.execute("INSERT INTO notes (book, code, body) VALUES ('http', '104', '旧笔记')")
            connection.commit()
        self.notes = ["旧笔记"]

    def check_kept(self, codes=None, allowed_codes=None):
        """The file is whole, and has every acknowledged note."""
        copy = self.path("checked.db")
        # A first look by kb rolls an interrupted write back, as any opener that may write would.
        self.run("list").must(0, 1)
        shutil.copyfile(self.db, copy)
        try:
            with contextlib.closing(sqlite3.connect(copy)) as connection:
                expect(connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)], "integrity_check fails")
                expect(connection.execute("PRAGMA foreign_key_check").fetchall() == [], "foreign_key_check fails")
                for index in ("codes_fts", "notes_fts"):
                    try:
                        connection.execute("INSERT INTO %s (%s, rank) VALUES ('integrity-check', 1)" % (index, index))
                    except sqlite3.DatabaseError as error:
                        raise Failed("%s does not match its table: %s" % (index, error))
                bodies = [row[0] for row in connection.execute("SELECT body FROM notes ORDER BY id")]
                for body in self.notes:
                    expect(body in bodies, "an acknowledged note is missing: %s" % body)
                count = connection.execute("SELECT count(*) FROM codes").fetchone()[0]
                if codes is not None:
                    expect(count == codes, "%d codes, not %d" % (count, codes))
                if allowed_codes is not None:
                    expect(count in allowed_codes, "%d codes, not one of %s" % (count, allowed_codes))
            self.run("doctor").must(0)
        finally:
            os.unlink(copy)
        stray = [name for name in os.listdir(self.folder) if name.startswith("kb.db") and name not in (
            "kb.db", "kb.db-journal") and "before-restore" not in name and "format-" not in name]
        expect(not stray, "left behind: %s" % stray)
        return count


def calls_of(place, call, *arguments, only=None):
    """How many times kb makes a system call while it runs a command; `only` names a file."""
    before = open(place.db, "rb").read() if os.path.exists(place.db) else None
    place.strace((["-P", only] if only else []) + ["-e", "trace=" + call], *arguments)
    with open(place.path("trace"), errors="replace") as file:
        count = sum(1 for line in file if call + "(" in line)
    if before is not None:
        with open(place.db, "wb") as file:
            file.write(before)
        with contextlib.suppress(FileNotFoundError):
            os.unlink(place.db + "-journal")
    return count


class SmallDisk:
    """A tmpfs of a few megabytes."""

    def __init__(self, place, size):
        self.folder = place.path("disk")
        os.mkdir(self.folder)
        if os.geteuid() != 0 or subprocess.run(
                ["mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", self.folder],
                stderr=subprocess.DEVNULL, check=False).returncode != 0:
            raise NotHere("a small file system cannot be mounted")

    def __enter__(self):
        return self.folder

    def __exit__(self, *_):
        subprocess.run(["umount", "-l", self.folder], check=False)


def wait_until(condition, what, seconds=120):
    """Waits for what another process does."""
    end = time.monotonic() + seconds
    while not condition():
        expect(time.monotonic() < end, "has not come in %d s: %s" % (seconds, what))
        time.sleep(0.005)


def catches(process, number):
    """Whether a process handles a signal by now."""
    with open("/proc/%d/status" % process.pid, encoding="ascii", errors="replace") as file:
        caught = re.search("SigCgt:\\s*([0-9a-f]+)", file.read())
    return bool(int(caught.group(1), 16) >> number - 1 & 1)


@contextlib.contextmanager
def holding(place, statement):
    """Another program that holds a lock."""
    connection = sqlite3.connect(place.db, timeout=10, isolation_level=None)
    connection.execute(statement)
    try:
        yield connection
    finally:
        with contextlib.suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        connection.close()
