"""Loss of power: the cases K3, a replay at the level of system calls.

What kb does to its files is recorded with strace. For every cut in that record a disk is made up on which all that was
synced is there, and what was not is dropped, kept, mixed, or torn at 512 bytes. kb must then find a whole file with every
note that was acknowledged before the cut.
"""
import contextlib
import os
import re
import sqlite3

from harness import FORMAT, Failed, Place, case, expect

CALLS = "pwrite64,write,ftruncate,fsync,fdatasync,unlink,openat,close"
LINE = re.compile(r"^(?:\d+\s+)?(\w+)\((.*)\)\s+= (-?\d+)")
STRING = re.compile(r'"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?')


def whole_lines(file):
    """The lines of a trace; a call that another thread's interrupts is one line, where it ends."""
    begun = {}
    for line in file:
        process = line.split(" ", 1)[0]
        resumed = re.match(r"^\d+\s+<\.\.\. \w+ resumed>(.*)", line)
        if line.endswith(" <unfinished ...>\n"):
            begun[process] = line[:-len(" <unfinished ...>\n")]
        elif resumed:
            yield begun.pop(process, "") + resumed.group(1) + "\n"
        else:
            yield line


def decoded(text):
    return bytes.fromhex(text.replace("\\x", ""))


def recorded(path, folder):
    """What happened to the files of a folder, in order, as (what, name, …)."""
    names = {}
    events = []
    with open(path, errors="replace") as file:
        for line in whole_lines(file):
            match = LINE.match(line)
            if not match or match.group(3).startswith("-"):
                continue
            call, arguments, result = match.groups()
            strings = STRING.findall(arguments)
            if any(more for _, more in strings):
                raise Failed("strace cut a string short")
            first = arguments.split(",")[0].strip()
            if call == "openat":
                name = decoded(strings[0][0]).decode()
                if name == folder or name.startswith(folder + "/kb.db"):
                    names[result] = name
                    if "O_CREAT" in arguments and name.endswith("-journal"):
                        events.append(("create", name))
                else:
                    names.pop(result, None)
            elif call == "close":
                names.pop(first, None)
            elif call == "unlink":
                events.append(("unlink", decoded(strings[0][0]).decode()))
            elif first in names:
                name = names[first]
                if call in ("fsync", "fdatasync"):
                    events.append(("sync", name))
                elif call == "ftruncate":
                    events.append(("truncate", name, int(arguments.split(",")[1])))
                elif call in ("pwrite64", "write"):
                    offset = int(arguments.rsplit(",", 1)[1]) if call == "pwrite64" else None
                    if offset is not None:
                        events.append(("write", name, offset, decoded(strings[0][0])))
    return events


class Disk:
    """Files as they are in memory and as they are on the disk."""

    def __init__(self, db, content):
        self.db = db
        self.journal = db + "-journal"
        self.contents = {0: content}          # what is durable, by inode
        self.pending = {0: []}                # what is not, in order
        self.entry = {db: 0, self.journal: None}
        self.durable_entry = dict(self.entry)
        self.last = 0

    def apply(self, event, folder):
        what, name = event[0], event[1]
        if what == "create":
            if self.entry.get(name) is None:
                self.last += 1
                self.entry[name] = self.last
                self.contents[self.last] = b""
                self.pending[self.last] = []
        elif what == "unlink":
            self.entry[name] = None
        elif what == "sync" and name == folder:
            self.durable_entry = dict(self.entry)
        else:
            inode = self.entry.get(name)
            if inode is None:
                return
            if what == "sync":
                self.contents[inode] = written(self.contents[inode], self.pending[inode])
                self.pending[inode] = []
                # A file system that syncs a new file syncs its name as well; SQLite does not rely on it.
            else:
                self.pending[inode].append(event)

    def image(self, random, way, target):
        """Makes up the disk as it may be after the power is back."""
        for name in (self.db, self.journal):
            now, then = self.entry.get(name), self.durable_entry.get(name)
            if way == "kept":
                inode = now
            elif way == "dropped":
                inode = then
            else:
                inode = random.choice([now, then])
            path = os.path.join(target, os.path.basename(name))
            with contextlib.suppress(FileNotFoundError):
                os.unlink(path)
            if inode is None:
                continue
            pending = self.pending[inode]
            if way == "dropped":
                pending = []
            elif way == "mixed":
                pending = [event for event in pending if random.random() < 0.5]
                random.shuffle(pending)
            elif way == "torn":
                pending = [torn(random, event) for event in pending if random.random() < 0.7]
            with open(path, "wb") as file:
                file.write(written(self.contents[inode], pending))


def torn(random, event):
    if event[0] != "write":
        return event
    what, name, offset, data = event
    return (what, name, offset, data[:random.randrange(len(data) // 512 + 1) * 512])


def written(content, events):
    content = bytearray(content)
    for event in events:
        if event[0] == "truncate":
            size = event[2]
            del content[size:]
            content += bytes(size - len(content))
        else:
            offset, data = event[2], event[3]
            if len(content) < offset:
                content += bytes(offset - len(content))
            content[offset:offset + len(data)] = data
    return bytes(content)


def replay(options, place, commands, check):
    """Records commands, one after the other, and checks images of every step.

    `commands` are pairs of arguments and what is acknowledged once they are done; `check` is given a connection, all that
    was acknowledged so far, and a text that says where.
    """
    with open(place.db, "rb") as file:
        disk = Disk(place.db, file.read())
    steps = []
    for arguments, acknowledgement in commands:
        place.strace(["-xx", "-s", "1000000", "-e", "trace=" + CALLS], *arguments).must(0)
        steps += [(event, None) for event in recorded(place.path("trace"), place.folder)]
        steps.append((None, acknowledgement))
    expect(len([1 for event, _ in steps if event and event[0] == "write"]) > 5 * len(commands), "nothing was recorded")
    target = place.path("disk")
    os.mkdir(target)
    db = os.path.join(target, "kb.db")
    most = 1400 if options.long else 24
    # Steps are left out, or tried several times, so that there are about as many images as are wanted.
    rounds = most / 4 / len(steps)
    acknowledged = []
    images = 0
    for event, acknowledgement in steps:
        if event:
            disk.apply(event, place.folder)
        else:
            acknowledged.append(acknowledgement)
        for _ in range(int(rounds) + (place.random.random() < rounds % 1)):
            for way in ("dropped", "kept", "mixed", "torn"):
                disk.image(place.random, way, target)
                images += 1
                where = "after %d acknowledged commands, %s, seed %d" % (len(acknowledged), way, options.seed)
                run = place.run("list", "--db", db)
                expect(run.status == 0, "%s: %s" % (where, run))
                with contextlib.closing(sqlite3.connect(db)) as connection:
                    expect(connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)], "corrupt " + where)
                    for index in ("codes_fts", "notes_fts"):
                        connection.execute("INSERT INTO %s (%s, rank) VALUES ('integrity-check', 1)" % (index, index))
                    check(connection, acknowledged, where)
    return "%d images" % images


def has_notes(connection, acknowledged, where):
    bodies = {row[0] for row in connection.execute("SELECT body FROM notes")}
    missing = [body for body in acknowledged if body not in bodies]
    expect(not missing, "an acknowledged note is missing %s: %s" % (where, missing))


@case("K3", "power is lost while notes are added, at every system call")
def power_loss(options):
    with Place(options.kb, options.seed, notes=0) as place:
        bodies = ["vor dem Ausfall %d" % number for number in range(27 if options.long else 3)]
        return replay(options, place, [(("note", "add", "404", body), body) for body in bodies], has_notes)


@case("K3b", "the same while a note is edited")
def power_loss_in_edit(options):
    with Place(options.kb, options.seed, notes=1) as place:
        note = place.sql("SELECT substr(note, 1, 8) FROM notes")[0][0]
        bodies = ["Fassung %d" % number for number in range(27 if options.long else 3)]

        def has_text(connection, acknowledged, where):
            body = connection.execute("SELECT body FROM notes").fetchall()[0][0]
            wanted = ([place.notes[0]] + bodies)[len(acknowledged):][:2]
            expect(body in wanted, "the note says %s, not one of %s, %s" % (body, wanted, where))
            revisions = {row[0] for row in connection.execute("SELECT body FROM note_revisions")}
            expect(revisions.issuperset(acknowledged), "a revision is missing " + where)
        return replay(options, place, [(("note", "edit", note, "-m", body), body) for body in bodies], has_text)


@case("K3c", "the same while documents are imported")
def power_loss_in_import(options):
    with Place(options.kb, options.seed) as place:
        books = ["b%d" % number for number in range(9 if options.long else 2)]
        for book in books:
            place.big_document(150, book + ".txt")

        def has_books(connection, acknowledged, where):
            counts = dict(connection.execute("SELECT book, count(*) FROM codes GROUP BY book"))
            expect(counts.pop("http") == 63, "the first book is harmed " + where)
            expect(set(counts.values()) <= {150}, "half an import %s: %s" % (where, counts))
            expect(set(acknowledged) <= set(counts), "an acknowledged import is missing " + where)
        return replay(options, place, [(("import", book + ".txt", "--book", book), book) for book in books], has_books)


@case("K3d", "the same while a file of an older format is brought up to date")
def power_loss_in_migration(options):
    with Place(options.kb, options.seed, empty=True) as place:
        place.make_older(1)

        def is_whole(connection, acknowledged, where):
            found = connection.execute("PRAGMA user_version").fetchone()[0]
            expect(found == FORMAT if acknowledged else found in (1, FORMAT), "format %d %s" % (found, where))
            has_notes(connection, place.notes + acknowledged, where)
        return replay(options, place, [(("note", "add", "104", "neu"), "neu")], is_whole)
