"""Crashes, concurrency and disks: the cases K, C and D."""
import os
import shutil
import signal
import sqlite3
import subprocess
import threading
import time

from harness import (FORMAT, SEED, Failed, NotHere, Place, SmallDisk, calls_of, case, catches, expect, holding,
                     wait_until)

SEED_CODES = 63


def kill_at_each_write(place, steps, *arguments, codes):
    """Kills a command at chosen writes, each time from the same file; returns how often it was killed."""
    with open(place.db, "rb") as file:
        before = file.read()
    killed = 0
    for number in steps:
        with open(place.db, "wb") as file:
            file.write(before)
        run = place.strace(["-e", "trace=pwrite64", "-e", "inject=pwrite64:signal=KILL:when=%d" % number], *arguments)
        # Past the last write nothing is hit any more.
        if run.status == 0:
            place.check_kept(allowed_codes=codes)
            break
        killed += 1
        place.check_kept(allowed_codes=codes)
    return killed


@case("K1", "import killed at its N-th write")
def import_killed(options):
    with Place(options.kb, options.seed) as place:
        place.big_document(1500)
        command = ("import", "big.txt", "--book", "big")
        last = calls_of(place, "pwrite64", *command)
        steps = range(1, last + 2) if options.long else sorted({1, 2, 3, last // 2, last - 1, last})
        killed = kill_at_each_write(place, steps, *command, codes={SEED_CODES, SEED_CODES + 1500})
        expect(killed >= min(3, last), "killed only %d times" % killed)
        return "%d kills" % killed


@case("K1b", "import killed at a random moment")
def import_killed_at_random(options):
    count = 400 if options.long else 20
    with Place(options.kb, options.seed) as place:
        place.big_document(4000)
        with open(place.db, "rb") as file:
            before = file.read()
        for _ in range(count):
            with open(place.db, "wb") as file:
                file.write(before)
            process = subprocess.Popen([place.kb, "import", "big.txt", "--book", "big"], cwd=place.folder,
                                       env=place.environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(place.random.random() * 0.4)
            process.kill()
            process.wait()
            place.check_kept(allowed_codes={SEED_CODES, SEED_CODES + 4000})
        return "%d kills" % count


@case("K1c", "a note, a backup and an alias killed at their N-th write")
def writes_killed(options):
    killed = 0
    for command in (("note", "add", "404", "neu"), ("alias", "add", "404", "别名"), ("tag", "add", "404", "x")):
        with Place(options.kb, options.seed) as place:
            if place.run(*command).status != 0:
                continue
            last = calls_of(place, "pwrite64", *command)
            steps = range(1, last + 2) if options.long else sorted({1, 2, last})
            killed += kill_at_each_write(place, steps, *command, codes={SEED_CODES})
    return "%d kills" % killed


def interrupt_import(place):
    """Leaves an import half done."""
    place.big_document(3000)
    # Once the cache spills, the file itself is being written and the journal is hot.
    last = calls_of(place, "pwrite64", "import", "big.txt", "--book", "big")
    place.strace(["-e", "trace=pwrite64", "-e", "inject=pwrite64:signal=KILL:when=%d" % (last - 1)],
                 "import", "big.txt", "--book", "big")
    if not os.path.exists(place.db + "-journal"):
        raise NotHere("no journal was left behind")


@case("K2", "an interrupted write, then a query by somebody who may only read")
def interrupted_then_read_only(options):
    with Place(options.kb, options.seed) as place:
        interrupt_import(place)
        for name in (place.db, place.db + "-journal"):
            os.chmod(name, 0o644)
        run = place.as_nobody("query", "404")
        if run.status != 0:
            run.must(2, 77, says="rolled back")
        place.check_kept(allowed_codes={SEED_CODES, SEED_CODES + 3000})


@case("K2b", "an interrupted write, then an assistant, whose connection only reads")
def interrupted_then_assistant(options):
    with Place(options.kb, options.seed) as place:
        interrupt_import(place)
        run = place.run("mcp", input='{"jsonrpc":"2.0","id":1,"method":"tools/call","params":'
                                     '{"name":"get","arguments":{"code":"http:404"}}}\n').must(0)
        expect('"code":"404"' in run.output and "isError" not in run.output, "no answer: %s" % run)
        place.check_kept(allowed_codes={SEED_CODES, SEED_CODES + 3000})


@case("K4", "killed as soon as a note is acknowledged")
def killed_after_acknowledgement(options):
    with Place(options.kb, options.seed) as place:
        for number in range(100 if options.long else 10):
            process = subprocess.Popen([place.kb, "note", "add", "404", "快 %d" % number], cwd=place.folder,
                                       env=place.environment(), stdout=subprocess.PIPE)
            process.stdout.readline()
            process.kill()
            process.wait()
            place.notes.append("快 %d" % number)
        place.check_kept(codes=SEED_CODES)


@case("K5", "SIGINT and SIGTERM during an import")
def interrupted(options):
    for number, status, is_writing in ((signal.SIGINT, 130, False), (signal.SIGTERM, 143, False), (signal.SIGINT, 130, True)):
        with Place(options.kb, options.seed) as place:
            place.big_document(60000)
            process = subprocess.Popen([place.kb, "import", "big.txt", "--book", "big"], cwd=place.folder,
                                       env=place.environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            wait_until(lambda: catches(process, number), "the handler")
            if is_writing:
                wait_until(lambda: os.path.exists(place.db + "-journal"), "the journal")
            process.send_signal(number)
            _, errors = process.communicate(timeout=120)
            expect(process.returncode == status, "status %s, not %d" % (process.returncode, status))
            expect(b"nothing was imported" in errors, "does not say that nothing was imported: %r" % errors)
            expect(not os.path.exists(place.db + "-journal"), "a journal is left")
            place.check_kept(codes=SEED_CODES)


@case("K6", "the journal of an interrupted import is removed by hand")
def journal_removed(options):
    with Place(options.kb, options.seed) as place:
        place.big_document(3000)
        last = calls_of(place, "pwrite64", "import", "big.txt", "--book", "big")
        with open(place.db, "rb") as file:
            before = file.read()
        seen = set()
        for step in sorted({last - 1, last - 5, last - 20, last - 60}):
            with open(place.db, "wb") as file:
                file.write(before)
            place.strace(["-e", "trace=pwrite64", "-e", "inject=pwrite64:signal=KILL:when=%d" % step],
                         "import", "big.txt", "--book", "big")
            if not os.path.exists(place.db + "-journal"):
                continue
            os.unlink(place.db + "-journal")
            harmed = place.sha()
            run = place.run("doctor", timeout=60)
            expect(run.status in (0, 2, 66), str(run))
            expect(place.sha() == harmed, "the file was changed")
            seen.add(run.status)
            if run.status == 2:
                expect("restore" in run.errors or "repair" in run.errors, "names no way out: %s" % run)
        expect(2 in seen, "no image was seen to be harmed: %s" % seen)


@case("K8", "a file of an older format is being brought up to date, killed at its N-th write")
def migration_killed(options):
    kills = 0
    for older in (1, 2, 3):
        kills += upgrade_killed(options, older)
    return "%d kills" % kills


def upgrade_killed(options, older):
    with Place(options.kb, options.seed, empty=True) as place:
        place.make_older(older)
        with open(place.db, "rb") as file:
            before = file.read()

        def clean():
            for name in os.listdir(place.folder):
                if name.startswith("kb"):
                    os.unlink(place.path(name))
            with open(place.db, "wb") as file:
                file.write(before)

        command = ("note", "add", "104", "neu")
        place.strace(["-e", "trace=pwrite64"], *command).must(0)
        with open(place.path("trace"), errors="replace") as file:
            last = sum(1 for line in file if "pwrite64(" in line)
        steps = range(1, last + 1) if options.long else sorted({1, last // 2, last - 8, last})
        formats = set()
        for number in steps:
            clean()
            place.strace(["-e", "trace=pwrite64", "-e", "inject=pwrite64:signal=KILL:when=%d" % number], *command)
            # A plain connection rolls back what was interrupted; a look by kb would upgrade the file again.
            now = place.sql("PRAGMA user_version")[0][0]
            formats.add(now)
            expect(place.sql("SELECT body FROM notes WHERE body = '旧笔记'"), "the note is gone")
            copies = [name for name in os.listdir(place.folder) if "format-%d" % older in name and name.endswith(".db")]
            expect(now == older or copies, "brought up to date without a copy")
            for name in copies:
                expect(place.sql("PRAGMA user_version", place.path(name)) == [(older,)], "the copy is no older file")
                expect(place.sql("PRAGMA integrity_check", place.path(name)) == [("ok",)], "half a copy")
            place.check_kept(codes=300)
            expect(place.sql("PRAGMA user_version") == [(FORMAT,)], "not brought up to date by the next use")
            place.run(*command).must(0)
            place.check_kept(codes=300)
        expect(formats == {older, FORMAT}, "only formats %s were seen" % formats)
        return len(list(steps))


@case("K9", "backup killed at a random moment")
def backup_killed(options):
    with Place(options.kb, options.seed) as place:
        for number in range(60 if options.long else 6):
            process = subprocess.Popen([place.kb, "backup", "copy%d.db" % number], cwd=place.folder,
                                       env=place.environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            time.sleep(place.random.random() * 0.03)
            process.kill()
            process.wait()
            copy = place.path("copy%d.db" % number)
            if os.path.exists(copy):
                rows = place.sql("SELECT count(*) FROM codes", copy)
                expect(rows == [(SEED_CODES,)], "half a copy under its final name")
        place.run("backup", "last.db").must(0)
        stray = [name for name in os.listdir(place.folder) if name.endswith(".part")]
        expect(not stray, "temporary files are left after the next backup: %s" % stray)


@case("C1", "8 writers, 25 notes each (200 in the long form)")
def many_writers(options):
    each = 200 if options.long else 25
    with Place(options.kb, options.seed, notes=0) as place:
        failures = []

        def write(writer):
            for number in range(each):
                run = place.run("note", "add", "404", "von %d: %d" % (writer, number), "--timeout", "60")
                if run.status != 0:
                    failures.append(str(run))

        threads = [threading.Thread(target=write, args=(number,)) for number in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        expect(not failures, "%d writes failed: %s" % (len(failures), failures[:1]))
        count = place.sql("SELECT count(*) FROM notes")[0][0]
        expect(count == 8 * each, "%d notes, not %d" % (count, 8 * each))
        place.check_kept(codes=SEED_CODES)


@case("C2", "another program writes for longer than the time-out; a note is added")
def busy_for_a_note(options):
    with Place(options.kb, options.seed) as place:
        with holding(place, "BEGIN IMMEDIATE"):
            run = place.run("note", "add", "404", "der Text des Menschen", "--timeout", "1")
            run.must(75, says=["is being used by"])
            expect(0.8 < run.seconds < 1 + 3 * options.moment, "waited %.1f s" % run.seconds)
            expect(place.text_is_kept(run, "der Text des Menschen"), "the text is lost: %s" % run)
            expect("python" in run.errors and str(os.getpid()) in run.errors, "does not say who: %s" % run)
        place.check_kept(codes=SEED_CODES)


@case("C3", "a query while another program writes")
def query_beside_writer(options):
    with Place(options.kb, options.seed) as place:
        with holding(place, "BEGIN IMMEDIATE"):
            place.run("query", "404").must(0)
        place.sql("PRAGMA journal_mode = WAL")
        with holding(place, "BEGIN IMMEDIATE"):
            place.run("query", "404").must(0)


@case("C4", "a query while another program holds the file exclusively")
def query_locked_out(options):
    with Place(options.kb, options.seed) as place:
        with holding(place, "BEGIN EXCLUSIVE"):
            place.run("query", "404", "--timeout", "0.5").must(75, says="is being used by python")


@case("C5", "a note is edited by two at once")
def edited_twice(options):
    with Place(options.kb, options.seed) as place:
        note = place.sql("SELECT substr(note, 1, 8) FROM notes LIMIT 1")[0][0]
        editor = place.write("editor", "#!/bin/sh\n'%s' note edit %s -m 'von der anderen'\nprintf meine > \"$1\"\n" % (
            place.kb, note))
        os.chmod(editor, 0o755)
        # The editor is started only where a person types.
        run = place.command(["script", "-qec", "'%s' note edit %s 2> errors" % (place.kb, note), "/dev/null"],
                            env={"EDITOR": editor, "TMPDIR": place.folder})
        run.errors = open(place.path("errors"), encoding="utf-8").read()
        expect(run.status == 2, str(run))
        expect("has just been changed" in run.errors and "note edit " + note in run.errors, "no way out: %s" % run)
        expect(place.text_is_kept(run, "meine"), "the second text is lost: %s" % run)
        expect(place.sql("SELECT body FROM notes WHERE note LIKE ?||'%'".replace("?", "'%s'" % note)) ==
               [("von der anderen",)], "the first text is lost")
        expect(not [name for name in os.listdir(place.folder) if name.startswith("kb-note-")], "a draft is left")


@case("C6", "two first imports make one file")
def first_imports_at_once(options):
    for _ in range(20 if options.long else 4):
        with Place(options.kb, options.seed, empty=True) as place:
            place.write("a.txt", "1 One 一。")
            place.write("b.txt", "2 Two 二。")
            processes = [subprocess.Popen([place.kb, "import", name], cwd=place.folder, env=place.environment(),
                                          stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
                         for name in ("a.txt", "b.txt")]
            failed = [process for process in processes if process.wait() != 0]
            for process in failed:
                expect(b"error:" in process.stderr.read(), "failed without a message")
            expect(len(failed) < 2, "both failed")
            count = place.check_kept()
            expect(count == 2 - len(failed), "%d codes after %d failures" % (count, len(failed)))


@case("C1b", "8 writers, 8 readers, and imports among them (for a minute in the long form)")
def writers_and_readers(options):
    seconds = 60 if options.long else 4
    with Place(options.kb, options.seed, notes=0) as place:
        end = time.monotonic() + seconds
        failures = []
        done = {"notes": 0, "queries": 0, "imports": 0}
        lock = threading.Lock()

        def until_the_end(kind, command):
            number = 0
            while time.monotonic() < end and not failures:
                run = place.run(*command(number), "--timeout", "60")
                number += 1
                with lock:
                    if run.status != 0:
                        failures.append(str(run))
                    else:
                        done[kind] += 1
                        if kind == "notes":
                            place.notes.append(run.arguments[4])

        for number in range(2):
            place.big_document(300, "edition%d.txt" % number)
            with open(place.path("edition%d.txt" % number), "a", encoding="utf-8") as file:
                file.write("\n\nX%d Edition %d 第几版。" % (number, number))
        threads = [threading.Thread(target=until_the_end, args=("notes", lambda n, w=w: (
            "note", "add", "404", "Schreiber %d, %d" % (w, n)))) for w in range(8)]
        threads += [threading.Thread(target=until_the_end, args=("queries", lambda n, w=w: (
            "query", ("重定向", "404", "Schreiber %d" % w)[n % 2]))) for w in range(8)]
        threads.append(threading.Thread(target=until_the_end, args=("imports", lambda n: (
            "import", "edition%d.txt" % (n % 2), "--book", "edition", "--yes"))))
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        expect(not failures, "%d failed: %s" % (len(failures), failures[:1]))
        place.check_kept()
        count = place.sql("SELECT count(*) FROM notes")[0][0]
        expect(count == done["notes"], "%d notes, not %d" % (count, done["notes"]))
        return "%(notes)d notes, %(queries)d queries, %(imports)d imports" % done


@case("C7", "queries while an import runs")
def query_beside_import(options):
    with Place(options.kb, options.seed) as place:
        place.varied_document(100000 if options.long else 20000)
        process = subprocess.Popen([place.kb, "import", "big.txt", "--book", "big"], cwd=place.folder,
                                   env=place.environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        slowest = 0
        while process.poll() is None:
            run = place.run("query", "404").must(0)
            slowest = max(slowest, run.seconds)
        expect(slowest < options.moment, "a query waited %.1f s" % slowest)
        return "the slowest took %.2f s" % slowest


@case("C8", "two imports of one document at once")
def same_import_twice(options):
    with Place(options.kb, options.seed) as place:
        place.big_document(3000)
        processes = [subprocess.Popen([place.kb, "import", "big.txt", "--book", "big"], cwd=place.folder,
                                      env=place.environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                     for _ in range(2)]
        for process in processes:
            expect(process.wait() == 0, "an import failed")
        place.check_kept(codes=SEED_CODES + 3000)


def fill(disk):
    """Leaves no room on a disk."""
    filler = os.open(os.path.join(disk, "filler"), os.O_WRONLY | os.O_CREAT)
    try:
        while True:
            os.write(filler, b"x" * 4096)
    except OSError:
        os.close(filler)


@case("D1", "the disk is full during an import")
def full_disk_import(options):
    with Place(options.kb, options.seed) as place, SmallDisk(place, "4m") as disk:
        db = os.path.join(disk, "kb.db")
        shutil.copyfile(place.db, db)
        place.big_document(20000)
        before = place.sql("SELECT count(*) FROM codes", db)
        place.run("import", "big.txt", "--book", "big", "--db", db).must(74, says=["full", "nothing was imported"])
        place.run("query", "404", "--db", db).must(0)
        expect(place.sql("SELECT count(*) FROM codes", db) == before, "half an import")
        expect(place.run("doctor", "--db", db).status in (0, 74), "the file is harmed")


@case("D2", "a query and a note on a full disk")
def full_disk(options):
    with Place(options.kb, options.seed) as place, SmallDisk(place, "5m") as disk:
        db = os.path.join(disk, "kb.db")
        shutil.copyfile(place.db, db)
        fill(disk)
        place.run("query", "重定向", "--db", db).must(0)
        run = place.run("note", "add", "404", "kein Platz", "--db", db).must(74, says="full")
        expect(place.text_is_kept(run, "kein Platz"), "the text is lost: %s" % run)
        expect(place.sql("SELECT count(*) FROM notes", db) == [(len(place.notes),)], "a note more or less")


@case("D3", "a note on a full disk, on which there is no room for a draft either")
def full_disk_without_draft(options):
    with Place(options.kb, options.seed) as place, SmallDisk(place, "5m") as disk:
        db = os.path.join(disk, "kb.db")
        shutil.copyfile(place.db, db)
        state = os.path.join(disk, "state")
        os.makedirs(state + "/kb/drafts")
        text = "kein Platz " * 5000
        fill(disk)
        run = place.run("note", "add", "404", "-", "--db", db, input=text, env={"XDG_STATE_HOME": state}).must(74)
        expect(text.strip() in run.errors, "the text is lost")
        expect(os.listdir(state + "/kb/drafts") == [], "half a draft is left")


@case("D4", "an import over the largest allowed size of a file")
def file_size_limit(options):
    with Place(options.kb, options.seed) as place:
        place.big_document(20000)
        run = place.command(["sh", "-c", "ulimit -f 3000; exec \"$0\" import big.txt --book big", place.kb])
        run.must(74, says="nothing was imported")
        place.check_kept(codes=SEED_CODES)


@case("D5", "writes and syncs fail with EIO, at the N-th call")
def failing_writes(options):
    tried = 0
    for call, error in (("pwrite64", "EIO"), ("pwrite64", "ENOSPC"), ("fdatasync", "EIO"), ("fsync", "EIO"),
                        ("ftruncate", "EIO"), ("unlink", "EIO"), ("openat", "EMFILE")):
        with Place(options.kb, options.seed) as place:
            last = calls_of(place, call, "note", "add", "404", "Probe")
            steps = range(1, last + 1) if options.long else sorted({1, last // 2, last} - {0})
            for number in steps:
                body = "%s %s %d" % (error, call, number)
                run = place.strace(["-e", "trace=" + call, "-e", "inject=%s:error=%s:when=%d" % (call, error, number)],
                                   "note", "add", "404", body)
                tried += 1
                if run.status == 0:
                    place.notes.append(body)
                elif call != "openat":
                    run.must(74)
                    expect("Added" not in run.output, "says “added” although it failed")
                place.check_kept(codes=SEED_CODES)
    return "%d faults" % tried


@case("D5b", "system calls of an import, a note and a backup fail at random")
def random_faults(options):
    count = 300 if options.long else 12
    calls = ("pwrite64", "pread64", "fdatasync", "fsync", "ftruncate", "unlink", "lseek", "mmap", "fcntl", "link")
    with Place(options.kb, options.seed) as place:
        place.big_document(1500)
        for number in range(count):
            command = place.random.choice([("import", "big.txt", "--book", "big"), ("note", "add", "404", "Zufall"),
                                           ("backup", "copy%d.db" % number)])
            options_of_strace = []
            for call in place.random.sample(calls, 3):
                when = "%d+%d" % (place.random.randint(1, 60), place.random.randint(1, 60))
                error = place.random.choice(["EIO", "ENOSPC", "ENOMEM", "EACCES"])
                options_of_strace += ["-e", "inject=%s:error=%s:when=%s" % (call, error, when)]
            run = place.strace(["-e", "trace=" + ",".join(calls)] + options_of_strace, *command)
            # The dynamic linker and the language's own start may fail before kb can say anything.
            expect(run.status in (0, 1, 2, 66, 73, 74, 75, 77, 127, -6, -11, 134, 139),
                   "fault %d of seed %d: %s" % (number, options.seed, run))
            if run.status == 0 and command[0] == "note":
                place.notes.append("Zufall")
            place.check_kept(allowed_codes={SEED_CODES, SEED_CODES + 1500})
    return "%d runs" % count


@case("D6", "one read fails with EIO")
def failing_read(options):
    with Place(options.kb, options.seed) as place:
        # Only what is read of the file itself: the dynamic linker reads too.
        last = calls_of(place, "pread64", "query", "重定向", only=place.db)
        for number in range(1, last + 1) if options.long else sorted({1, 2, last // 2, last}):
            run = place.strace(["-P", place.db, "-e", "trace=pread64",
                                "-e", "inject=pread64:error=EIO:when=%d" % number], "query", "重定向")
            if run.status != 0:
                run.must(74)
                expect("damaged" not in run.errors, "calls a failed read damage")


@case("D7", "memory runs out")
def out_of_memory(options):
    with Place(options.kb, options.seed) as place:
        place.big_document(20000)
        for limit in (60000, 75000, 90000, 94000, 120000, 200000):
            run = limited(place, limit, "import", "big.txt", "--book", "big")
            expect(run.status != 0 or limit >= 90000, "imports in no memory")
            place.check_kept(allowed_codes={SEED_CODES, SEED_CODES + 20000})
    with Place(options.kb, options.seed) as place:
        place.run("backup", "copy.db").must(0)
        # From where there is just enough for a query: that a command ends is all that can be asked.
        least = next(limit for limit in range(40000, 4000000, 2000) if limited(place, limit, "query", "404").status == 0)
        for arguments in (["doctor"], ["backup", "other.db"], ["backup", "--check", "copy.db"], ["restore", "copy.db"],
                          ["list"], ["note", "list"], ["import", SEED], ["export", "codes"]):
            for limit in range(least, least + 16000, 1000 if options.long else 4000):
                limited(place, limit, *arguments)
                place.check_kept(codes=SEED_CODES)
        # So many entries that another thread indexes some of them.
        place.big_document(70000)
        for limit in range(least + 20000, least + 110000, 2500) if options.long else ():
            limited(place, limit, "import", "big.txt", "--book", "big")
            if place.check_kept(allowed_codes={SEED_CODES, SEED_CODES + 70000}) != SEED_CODES:
                break


def limited(place, kilobytes, *arguments):
    """Runs kb with so much memory, its own code among it."""
    return place.command(["sh", "-c", "ulimit -v %d; exec \"$0\" \"$@\"" % kilobytes, place.kb] + list(arguments))


@case("D9", "standard output is full or closed")
def full_output(options):
    with Place(options.kb, options.seed) as place:
        with open("/dev/full", "wb") as full:
            place.run("query", "404", stdout=full).must(74)
            run = place.run("note", "add", "404", "bleibt", stdout=full)
            run.must(74)
            place.notes.append("bleibt")
        place.command(["sh", "-c", "exec \"$0\" query 404 >&-", place.kb]).must(74)
        place.check_kept(codes=SEED_CODES)


@case("D10", "the reader of a pipe goes away")
def closed_pipe(options):
    with Place(options.kb, options.seed) as place:
        run = place.command(["sh", "-c", "\"$0\" list | head -n 1 >/dev/null", place.kb])
        run.must(0)
        expect(run.errors == "", "is not quiet: %s" % run.errors)
