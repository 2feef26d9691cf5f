"""Permissions, files from elsewhere and schemas that are not kb's: the cases P, F and S."""
import gzip
import os
import shutil
import sqlite3
import subprocess
import threading
import time

from harness import FORMAT, SEED, NotHere, Place, case, expect, holding

SEED_CODES = 63


@case("P1", "a file that may only be read, in a folder that may only be read; a query")
def read_only_query(options):
    with Place(options.kb, options.seed) as place:
        os.chmod(place.db, 0o444)
        place.as_nobody("query", "重定向").must(0)
        place.as_nobody("query", "nichtsdergleichen").must(1)


@case("P1b", "the same for a file in WAL mode: whole, and with a log beside it")
def read_only_wal(options):
    with Place(options.kb, options.seed) as place:
        place.sql("PRAGMA journal_mode = WAL")
        os.chmod(place.db, 0o444)
        expect(not os.path.exists(place.db + "-wal"), "a log is left")
        place.as_nobody("query", "重定向").must(0)
        os.chmod(place.db, 0o644)
        with holding(place, "BEGIN IMMEDIATE") as connection:
            connection.execute("UPDATE codes SET name = 'Zebra' WHERE code = '404'")
            connection.execute("COMMIT")
            shutil.copyfile(place.db, place.path("copy.db"))
            shutil.copyfile(place.db + "-wal", place.path("copy.db-wal"))
        os.chmod(place.path("copy.db"), 0o444)
        place.as_nobody("query", "重定向", "--db", place.path("copy.db")).must(77, says="WAL")


@case("P6", "a file on a network file system")
def network(options):
    if shutil.which("bindfs") is None or not os.path.exists("/dev/fuse"):
        raise NotHere("bindfs and /dev/fuse are needed")
    with Place(options.kb, options.seed, empty=True) as place:
        os.mkdir(place.path("real"))
        os.mkdir(place.path("mounted"))
        if subprocess.run(["bindfs", place.path("real"), place.path("mounted")], check=False,
                          stderr=subprocess.DEVNULL).returncode != 0:
            raise NotHere("nothing can be mounted by FUSE")
        try:
            db = os.path.join(place.path("mounted"), "kb.db")
            run = place.run("import", SEED, "--db", db).must(0)
            expect("network" in run.errors, "no warning: %s" % run)
            expect("network" not in place.run("query", "404", "--db", db).must(0).errors, "warns at each use")
            expect("network" in place.run("doctor", "--db", db).must(0).errors, "doctor says nothing")
        finally:
            subprocess.run(["umount", place.path("mounted")], check=False)


@case("P7", "new files are private, and so is what an editor is given")
def private(options):
    with Place(options.kb, options.seed, empty=True) as place:
        db = place.path("neu/tief/kb.db")
        place.command(["sh", "-c", "umask 000; exec \"$0\" import '%s' --db '%s'" % (SEED, db), place.kb]).must(0)
        place.run("backup", place.path("copy.db"), "--db", db).must(0)
        expect(os.stat(db).st_mode & 0o777 == 0o600, "others may read the file")
        expect(os.stat(place.path("neu/tief")).st_mode & 0o777 == 0o700, "others may look into the folder")
        expect(os.stat(place.path("copy.db")).st_mode & 0o777 == 0o600, "others may read the backup")
        editor = place.write("editor", "#!/bin/sh\nstat -c %a \"$1\" > mode\necho geheim > \"$1\"\n")
        os.chmod(editor, 0o755)
        os.mkdir(place.path("tmp"))
        run = place.command(["script", "-qec", "umask 000; '%s' note add 404 --db '%s'" % (place.kb, db), "/dev/null"],
                            env={"EDITOR": editor, "TMPDIR": place.path("tmp"), "USER": "anna", "LOGNAME": "anna",
                                 "GIT_CONFIG_NOSYSTEM": "1"})
        expect(run.status == 0, str(run))
        expect(open(place.path("mode")).read().strip() == "600", "others may read what the editor is given")
        expect(os.listdir(place.path("tmp")) == [], "the editor's file is left")
        expect(place.sql("SELECT body, author FROM notes", db) == [("geheim", "anna")], "another author, or another text")
        if shutil.which("strace"):
            place.strace(["-e", "trace=%network"], "query", "404", "--db", db).must(0)
            calls = [line for line in open(place.path("trace"), errors="replace") if "(" in line]
            expect(not [line for line in calls if "AF_INET" in line], "talks to a network: %s" % calls[:1])


@case("P2", "the same; a note is added")
def read_only_write(options):
    with Place(options.kb, options.seed) as place:
        os.chmod(place.db, 0o444)
        run = place.as_nobody("note", "add", "404", "darf nicht")
        run.must(77, says="read")
        expect(place.text_is_kept(run, "darf nicht"), "the text is lost: %s" % run)


@case("P3", "a file that may not be read, a folder, a folder that is missing")
def unreadable(options):
    with Place(options.kb, options.seed) as place:
        os.chmod(place.db, 0o000)
        messages = {place.as_nobody("query", "404").must(77).errors}
        messages.add(place.run("query", "404", "--db", place.folder).must(2, 66).errors)
        messages.add(place.run("query", "404", "--db", place.path("no/such/kb.db")).must(66).errors)
        expect(len(messages) == 3, "not three different messages: %s" % messages)


@case("P4", "a file that is missing: a query and an import")
def missing(options):
    with Place(options.kb, options.seed, empty=True) as place:
        place.run("query", "404").must(66, says="kb import")
        expect(not os.path.exists(place.db), "a query makes a file")
        place.write("a.txt", "1 One 一。")
        place.run("import", "a.txt").must(0)
        expect(os.stat(place.db).st_mode & 0o777 == 0o600, "the new file is not private")


@case("P5", "the file is a symbolic link, a FIFO, a name with spaces and line feeds")
def strange_paths(options):
    with Place(options.kb, options.seed) as place:
        os.symlink(place.db, place.path("link.db"))
        place.run("note", "add", "404", "durch den Verweis", "--db", place.path("link.db")).must(0)
        place.notes.append("durch den Verweis")
        os.mkfifo(place.path("fifo"))
        place.run("query", "404", "--db", place.path("fifo"), timeout=10).must(2, 66)
        strange = place.path("a b\nc\x1b[31m.db")
        shutil.copyfile(place.db, strange)
        place.run("query", "404", "--db", strange).must(0)
        os.unlink(strange)
        run = place.run("query", "404", "--db", strange).must(66)
        expect("\x1b" not in run.errors, "a name drives the terminal")
        place.check_kept(codes=SEED_CODES)


@case("F1", "text, gzip and zeros instead of a database")
def no_database(options):
    with Place(options.kb, options.seed) as place:
        for content in (b"404 Not Found\n" * 100, gzip.compress(b"x" * 10000), b"\0" * 8192):
            path = place.write("other.db", content)
            before = place.sha(path)
            for command in (("query", "404"), ("note", "add", "404", "x"), ("doctor",)):
                place.run(*command, "--db", path).must(2, 65, 66)
            expect(place.sha(path) == before, "the file was touched")


@case("F2", "an empty file")
def empty_file(options):
    with Place(options.kb, options.seed) as place:
        path = place.write("empty.db", b"")
        place.run("query", "404", "--db", path).must(2, 66)
        expect(os.path.getsize(path) == 0, "a query writes")


@case("F3", "a file that is cut short, one page of which is overwritten, of which only the head is there")
def damaged_file(options):
    with Place(options.kb, options.seed) as place:
        with open(place.db, "rb") as file:
            whole = file.read()
        page = bytearray(whole)
        page[len(whole) // 2:len(whole) // 2 + 4096] = bytes(4096)
        for content in (whole[:len(whole) // 2], bytes(page), whole[:100], whole[:8192]):
            path = place.write("damaged.db", content)
            before = place.sha(path)
            statuses = [place.run(*command, "--db", path, timeout=30).status
                        for command in (("query", "重定向"), ("list",), ("doctor",))]
            expect(all(status in (0, 1, 2, 65, 66, 74) for status in statuses), "statuses %s" % statuses)
            expect(statuses[-1] != 0, "doctor finds nothing")
            expect(place.sha(path) == before, "the file was touched")
        run = place.run("export", "codes", "--book", "http", "--salvage", "--db",
                        place.write("damaged.db", bytes(page)), timeout=30)
        expect(run.status in (0, 2), str(run))
        expect(run.output.count("\n\n") >= 20, "hardly anything is rescued: %s" % run)


@case("F3b", "random pages are overwritten, and what can be read is rescued")
def salvaged(options):
    count = 200 if options.long else 10
    with Place(options.kb, options.seed, empty=True) as place:
        place.big_document(3000)
        place.run("import", "big.txt", "--book", "big").must(0)
        pages = dict(place.sql("SELECT pageno, ncell FROM dbstat WHERE name = 'codes' AND pagetype = 'leaf'"))
        with open(place.db, "rb") as file:
            whole = file.read()
        size = place.sql("PRAGMA page_size")[0][0]
        for number in range(count):
            content = bytearray(whole)
            bad = place.random.sample(sorted(pages), place.random.randint(1, 8))
            for page in bad:
                content[(page - 1) * size:page * size] = os.urandom(1) * size
            path = place.write("damaged.db", bytes(content))
            run = place.run("export", "codes", "--book", "big", "--format", "jsonl", "--salvage", "--db", path).must(2)
            lines = run.output.splitlines()
            expect(len(lines) == 3000 - sum(pages[page] for page in bad),
                   "image %d of seed %d: %d codes" % (number, options.seed, len(lines)))
    return "%d images" % count


@case("F4", "another program's database")
def foreign(options):
    with Place(options.kb, options.seed) as place:
        path = place.path("other.db")
        place.sql(["CREATE TABLE note (x)", "PRAGMA application_id = 12345"], path)
        before = place.sha(path)
        for command in (("query", "404"), ("note", "add", "404", "x"), ("import", place.write("a.txt", "1 A 一。"))):
            place.run(*command, "--db", path).must(2, 65, 66, says="another program")
        expect(place.sha(path) == before, "the file was touched")


@case("F5", "a file that went through .dump")
def dumped(options):
    if shutil.which("sqlite3") is None:
        raise NotHere("sqlite3 is missing")
    with Place(options.kb, options.seed) as place:
        subprocess.run("sqlite3 kb.db .dump | sqlite3 dumped.db", shell=True, cwd=place.folder, check=True)
        path = place.path("dumped.db")
        expect(place.sql("PRAGMA application_id", path) == [(0,)], "the identification survives now")
        place.run("query", "茶壶", "--db", path).must(0)
        place.run("doctor", "--db", path).must(0, says=".dump")
        place.run("doctor", "--repair", "--db", path).must(0)
        place.run("doctor", "--db", path).must(0)
        expect(place.sql("PRAGMA application_id", path) == [(0x6B623031,)], "the mark is not put back")


@case("F6", "a newer file format")
def newer(options):
    with Place(options.kb, options.seed) as place:
        place.sql("PRAGMA user_version = 99")
        before = place.sha()
        for command in (("query", "404"), ("note", "add", "404", "x"), ("doctor", "--repair")):
            place.run(*command).must(2, 65, 66, says="99")
        expect(place.sha() == before, "the file was touched")


@case("F7", "an older file format")
def older(options):
    with Place(options.kb, options.seed, empty=True) as place:
        place.make_older(1)
        before = place.sha()
        place.run("doctor").must(0, says="format 1")
        os.chmod(place.db, 0o444)
        place.as_nobody("query", "Name 104").must(77, says="format 1")
        place.as_nobody("note", "add", "104", "x").must(77)
        expect(place.sha() == before, "doctor, or somebody who may not write, changes the file")
        os.chmod(place.db, 0o600)
        # Format 3 has tables that reading needs.
        run = place.run("query", "Name 104").must(0, says="format-1")
        place.run("query", "旧笔记").must(0)
        place.add_note("neue Notiz", "104")
        copies = [name for name in os.listdir(place.folder) if "format-1" in name]
        expect(len(copies) == 1 and copies[0] in run.errors, "no copy, or it is not named: %s" % run)
        expect(place.sql("PRAGMA user_version") == [(FORMAT,)], "not brought up to date")
        expect(place.sql("PRAGMA user_version", place.path(copies[0])) == [(1,)], "the copy is no older file")
        place.check_kept(codes=300)


@case("F8", "UTF-16, small and large pages, auto_vacuum")
def other_layouts(options):
    if shutil.which("sqlite3") is None:
        raise NotHere("sqlite3 is missing")
    with Place(options.kb, options.seed) as place:
        for number, pragma in enumerate((
                "encoding = 'UTF-16le'", "encoding = 'UTF-16be'", "page_size = 512", "page_size = 65536",
                "auto_vacuum = FULL", "auto_vacuum = INCREMENTAL")):
            path = place.path("layout%d.db" % number)
            subprocess.run("(echo \"PRAGMA %s;\"; sqlite3 kb.db .dump) | sqlite3 '%s'" % (pragma, path), shell=True,
                           cwd=place.folder, check=True)
            for query in ("茶壶", "404", "重定向", "unsuported media"):
                wanted = place.run("query", query)
                run = place.run("query", query, "--db", path)
                expect((run.status, run.output) == (wanted.status, wanted.output), "%s: %s" % (pragma, run))
            place.run("import", os.path.join(os.path.dirname(__file__), "../../seed/codes.txt"), "--db", path).must(0)
            place.run("note", "add", "404", "笔记", "--db", path).must(0)
            place.run("doctor", "--db", path).must(0)


# What looks at every part of a file.
COMMANDS = (("query", "重定向"), ("query", "为什么代理返回升级协议"), ("list",), ("show", "404"), ("doctor",), ("stats",),
            ("note", "list"), ("tag", "list"), ("alias", "list"), ("synonym", "list"), ("export", "notes"),
            ("note", "add", "404", "x"), ("doctor", "--repair"))


@case("F9", "random bytes are flipped at random")
def flipped(options):
    count = 3000 if options.long else 60
    with Place(options.kb, options.seed) as place:
        with open(place.db, "rb") as file:
            whole = file.read()
        for number in range(count):
            content = bytearray(whole)
            for _ in range(place.random.randint(1, 300)):
                content[place.random.randrange(len(content))] ^= 1 << place.random.randrange(8)
            path = place.write("flipped.db", bytes(content))
            command = COMMANDS[number % len(COMMANDS)]
            run = place.run(*command, "--db", path, timeout=30)
            expect(run.status in (0, 1, 2, 65, 66, 74), "image %d of seed %d: %s" % (number, options.seed, run))
    return "%d images" % count


@case("F9b", "random bytes of kb's own index are flipped at random")
def flipped_index(options):
    count = 3000 if options.long else 60
    with Place(options.kb, options.seed) as place:
        blobs = place.sql(
            "SELECT 'index_terms', 'data', rowid, data FROM (SELECT NULL AS rowid, NULL AS data) WHERE 0 UNION ALL "
            "SELECT 'index_postings', 'data', id, data FROM index_postings UNION ALL "
            "SELECT 'index_segments', 'ranks', id, ranks FROM index_segments")
        terms = place.sql("SELECT segment, term, field, data FROM index_terms")
        for number in range(count):
            path = place.path("flipped.db")
            shutil.copyfile(place.db, path)
            connection = sqlite3.connect(path)
            for _ in range(place.random.randint(1, 40)):
                table, column, key, data = place.random.choice(blobs)
                segment, term, field, list_data = place.random.choice(terms)
                if place.random.random() < 0.3:
                    connection.execute("UPDATE %s SET %s = ? WHERE id = ?" % (table, column),
                                       (mangled(place.random, data), key))
                else:
                    connection.execute("UPDATE index_terms SET data = ? WHERE segment = ? AND term = ? AND field = ?",
                                       (mangled(place.random, list_data), segment, term, field))
            connection.commit()
            connection.close()
            query = place.random.choice(["重定向", "请求", "的", "服务器 请求", "为什么代理返回升级协议", "not found", "xieyi"])
            run = place.run("query", query, "--db", path, timeout=30)
            expect(run.status in (0, 1, 2, 74), "image %d of seed %d: %s" % (number, options.seed, run))
    return "%d images" % count


def mangled(random, data):
    """Other bytes: some are changed, or the end is cut off, or something is put there."""
    data = bytearray(data)
    for _ in range(random.randint(1, 6)):
        if data:
            data[random.randrange(len(data))] = random.randrange(256)
    if random.random() < 0.2:
        data = data[:random.randrange(len(data) + 1)]
    if random.random() < 0.1:
        data += bytes(random.randrange(256) for _ in range(random.randint(1, 20)))
    return bytes(data)


@case("F10", "a restore onto a name where a journal lies")
def restore_beside_journal(options):
    with Place(options.kb, options.seed) as place:
        place.run("backup", "copy.db").must(0)
        for suffix in ("-wal", "-journal"):
            os.unlink(place.db)
            place.write("kb.db" + suffix, b"not of this file" * 100)
            place.run("restore", "copy.db").must(2, says="kb.db" + suffix)
            expect(not os.path.exists(place.db), "something was restored")
            place.run("restore", "copy.db", "--force").must(0)
            place.check_kept(codes=SEED_CODES)


@case("F11", "a file in WAL mode is copied without its log")
def copied_without_log(options):
    with Place(options.kb, options.seed) as place:
        place.sql("PRAGMA journal_mode = WAL")
        with holding(place, "BEGIN IMMEDIATE") as connection:
            connection.execute("INSERT INTO notes (book, code, body) VALUES ('http', '404', 'nur im Log')")
            connection.execute("COMMIT")
            shutil.copyfile(place.db, place.path("copy.db"))
        place.run("doctor", "--db", place.path("copy.db")).must(0, says="WAL")
        expect(not os.path.exists(place.path("copy.db-wal")), "kb leaves a log behind")
        place.run("doctor", "--repair", "--db", place.path("copy.db")).must(0)
        expect("WAL" not in place.run("doctor", "--db", place.path("copy.db")).must(0).errors, "still in WAL mode")
        place.notes.append("nur im Log")
        place.run("doctor", "--repair").must(0)
        place.check_kept(codes=SEED_CODES)


@case("S1", "a trigger that is not kb's stands on its table")
def strange_trigger(options):
    with Place(options.kb, options.seed) as place:
        place.sql("CREATE TRIGGER evil AFTER INSERT ON notes BEGIN DELETE FROM code_revisions; END")
        place.run("query", "404").must(0)
        place.run("note", "add", "404", "x").must(2, 65, says="evil")
        expect(place.sql("SELECT count(*) FROM notes") == [(len(place.notes),)], "it was written all the same")


@case("S2", "a trigger that lets a write vanish")
def vanishing_write(options):
    with Place(options.kb, options.seed) as place:
        place.sql("CREATE TRIGGER evil BEFORE INSERT ON notes BEGIN SELECT RAISE(IGNORE); END")
        run = place.run("note", "add", "404", "weg")
        expect(run.status != 0, "says that it was stored")


@case("S3", "a table of kb's is an endless view")
def endless_view(options):
    with Place(options.kb, options.seed) as place:
        place.sql([
            "DROP TABLE synonyms",
            "CREATE VIEW synonyms (id, meaning, term, created_at) AS WITH RECURSIVE n (i) AS "
            "(SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i, 'a', 'b', '' FROM n"])
        run = place.run("query", "上锁", timeout=30)
        expect(run.seconds < 12, "takes %.0f s" % run.seconds)
        expect(run.status in (0, 1, 2, 65, 74), str(run))


@case("S3b", "a table of kb's is a view, of which one column has values that kb does not expect")
def wrong_types(options):
    with Place(options.kb, options.seed) as place:
        place.run("note", "add", "404", "带标签", "--tag", "标签").must(0)
        tables = [row[0] for row in place.sql(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%' AND name NOT LIKE 'sqlite%' "
            "AND name NOT GLOB 'codes_fts*' AND name NOT GLOB 'notes_fts*'")]
        wrong = [(table, column[1], value) for table in tables for column in place.sql("PRAGMA table_info(%s)" % table)
                 for value in ("NULL", "'x'", "x'ff00'", "-9223372036854775808", "1e300")]
        expect(len(wrong) > 200, "hardly any columns: %s" % wrong)
        for table, column, value in wrong if options.long else place.random.sample(wrong, 8):
            path = place.path("typed.db")
            shutil.copyfile(place.db, path)
            columns = [row[1] for row in place.sql("PRAGMA table_info(%s)" % table)]
            values = ", ".join(value if name == column else name for name in columns)
            place.sql(["PRAGMA legacy_alter_table = ON", "ALTER TABLE %s RENAME TO hidden" % table,
                       "CREATE VIEW %s (%s) AS SELECT %s FROM hidden" % (table, ", ".join(columns), values)], path)
            for command in COMMANDS:
                run = place.run(*command, "--db", path, timeout=30)
                what = "%s.%s is %s: %s" % (table, column, value, run)
                expect(run.status in (0, 1, 2, 65, 66, 74), what)
                expect("Fatal error" not in run.errors, what)
        return "%d values" % len(wrong) if options.long else None


@case("S4", "tables, columns, indexes and views of other tools")
def additions(options):
    with Place(options.kb, options.seed) as place:
        place.sql(["CREATE TABLE mine (x)", "CREATE VIEW view_of_mine AS SELECT * FROM mine",
                   "CREATE INDEX mine_by_x ON mine (x)", "ALTER TABLE codes ADD COLUMN owner TEXT",
                   "UPDATE codes SET owner = 'Anna' WHERE code = '404'"])
        place.run("query", "茶壶").must(0)
        place.add_note("mit fremder Spalte")
        place.write("codes.txt", "404 Not Found 换了说明。")
        place.run("import", "codes.txt", "--book", "http", "--yes").must(0)
        expect(place.sql("SELECT owner FROM codes WHERE code = '404'") == [("Anna",)], "a column of others is lost")


@case("S5", "a trigger of kb's is gone")
def dropped_trigger(options):
    with Place(options.kb, options.seed) as place:
        place.sql(["DROP TRIGGER codes_after_update", "UPDATE codes SET name = 'Zebra' WHERE code = '404'"])
        place.run("doctor").must(2, says="codes_after_update")
        place.run("doctor", "--repair").must(0)
        place.run("doctor").must(0)
        place.run("query", "Zebra").must(0)


@case("S6", "REPLACE and UPSERT by other tools")
def replaced(options):
    with Place(options.kb, options.seed) as place:
        for recursive in (0, 1):
            place.sql(["PRAGMA recursive_triggers = %d" % recursive,
                       "INSERT OR REPLACE INTO codes (book, code, name, description) VALUES ('http', '404', 'Weg', '长颈鹿')",
                       "INSERT INTO codes (book, code, name) VALUES ('http', '404', 'Da') "
                       "ON CONFLICT (book, code) DO UPDATE SET name = excluded.name",
                       "UPDATE OR REPLACE codes SET code = '499' WHERE code = '410'"])
        place.run("query", "长颈鹿").must(0)
        place.check_kept()


@case("S7", "a tool without foreign keys deletes a code that has notes")
def deleted_under_notes(options):
    with Place(options.kb, options.seed) as place:
        try:
            place.sql(["PRAGMA foreign_keys = OFF", "DELETE FROM codes WHERE code = '404'"])
            expect(False, "a code with notes was deleted")
        except sqlite3.DatabaseError:
            pass
        place.check_kept(codes=SEED_CODES)
        place.sql(["PRAGMA foreign_keys = OFF", "DROP TRIGGER codes_before_delete", "DELETE FROM codes WHERE code = '404'"])
        expect(place.sql("SELECT count(*) FROM notes") == [(len(place.notes),)], "notes are lost")
        expect(place.notes[0] in place.run("note", "list").must(0).output, "the notes are not listed")
        place.run("doctor", "--repair").must(0, says="notes that wait")
        place.run("import", SEED).must(0)
        place.check_kept(codes=SEED_CODES)


@case("S8", "other programs with trusted_schema off")
def untrusting_tool(options):
    with Place(options.kb, options.seed) as place:
        try:
            place.sql(["PRAGMA trusted_schema = OFF", "UPDATE codes SET name = 'Zebra' WHERE code = '404'"])
        except sqlite3.DatabaseError:
            pass
        place.check_kept(codes=SEED_CODES)


@case("F12", "other people's files lie next to a copy, and names that SQLite takes for URIs")
def neighbours(options):
    with Place(options.kb, options.seed) as place:
        others = ["film.999999.part", "archive.7.4000000.part", "copy.db.999999.part"]
        for name in others:
            place.write(name, "mine")
        place.run("backup", "copy.db").must(0)
        place.run("backup", "file:copy.db").must(0)
        expect(all(os.path.exists(place.path(name)) for name in others), "files of others are gone")
        place.run("backup", "--check", "file:copy.db").must(0)
        expect(os.path.getsize(place.path("file:copy.db")) > 100000, "the copy is empty")
        expect(not [name for name in os.listdir(place.folder) if "kb-draft" in name], "a draft is left")


@case("F13", "another version of the file is renamed onto it while a note is typed, in both journal modes")
def replaced_while_open(options):
    for mode in ("DELETE", "WAL"):
        with Place(options.kb, options.seed) as place:
            place.run("backup", "other.db").must(0)
            place.sql("UPDATE codes SET name = 'Zebra' WHERE code = '404'", place.path("other.db"))
            place.sql("PRAGMA journal_mode = " + mode)
            with subprocess.Popen([place.kb, "note", "add", "404", "-"], cwd=place.folder, env=place.environment(),
                                  stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
                time.sleep(0.3)
                os.rename(place.path("other.db"), place.db)
                out, errors = process.communicate("ein Text".encode())
            expect(place.sql("PRAGMA integrity_check") == [("ok",)], "the file is ruined in mode %s" % mode)
            bodies = [row[0] for row in place.sql("SELECT body FROM notes")]
            expect("ein Text" in bodies or process.returncode != 0 and b"drafts" in errors,
                   "the text is lost: %s %s" % (out, errors))
            expect("Zebra" in place.run("show", "404").must(0).output, "the new file is not read")


@case("F14", "a backup to which others have added, which all may write, or that lacks a code; a damaged one")
def good_backups(options):
    for script in (["ALTER TABLE codes ADD COLUMN owner TEXT"], ["DROP TRIGGER codes_after_insert"],
                   ["PRAGMA foreign_keys = OFF", "DROP TRIGGER codes_before_delete", "DELETE FROM codes WHERE code = '404'"]):
        with Place(options.kb, options.seed) as place:
            copy = place.path("copy.db")
            place.run("backup", copy).must(0)
            place.sql(script, copy)
            os.chmod(copy, 0o666)
            place.run("restore", copy).must(0)
            place.run("query", "重定向").must(0)
    with Place(options.kb, options.seed) as place:
        copy = place.path("copy.db")
        place.run("backup", copy).must(0)
        page = place.sql("SELECT rootpage FROM sqlite_schema WHERE name = 'codes_by_code'", copy)[0][0]
        with open(copy, "r+b") as file:
            file.seek(8192 * (page - 1))
            file.write(b"\xff" * 8192)
        before = place.sha()
        place.run("restore", copy).must(2, says="damaged")
        expect(place.sha() == before, "the file was touched")
        place.run("restore", copy, "--force").must(0)


@case("F15", "restore onto a file of a team: its mode, its group, a symbolic link to it")
def restored_for_all(options):
    with Place(options.kb, options.seed) as place:
        place.run("backup", "copy.db").must(0)
        os.rename(place.db, place.path("team.db"))
        os.symlink("team.db", place.db)
        os.chmod(place.path("team.db"), 0o660)
        if os.geteuid() == 0:
            os.chown(place.path("team.db"), 0, 54321)
        before = os.stat(place.path("team.db"))
        place.run("restore", "copy.db").must(0)
        after = os.stat(place.path("team.db"))
        expect(os.path.islink(place.db), "the link is gone")
        expect(after.st_ino != before.st_ino, "nothing was restored")
        expect((after.st_mode, after.st_gid) == (before.st_mode, before.st_gid), "mode or group differ")
        place.check_kept(codes=SEED_CODES)


@case("F16", "rows of any id are rescued")
def any_id(options):
    with Place(options.kb, options.seed, empty=True) as place:
        place.run("import", SEED).must(0)
        ids = (-9223372036854775808, -5, 0, 1700000000000, 1 << 62)
        for number, key in enumerate(ids):
            place.sql("INSERT INTO codes (id, book, code, name) VALUES (%d, 'far', 'F%d', 'Far')" % (key, number))
        output = place.run("export", "codes", "--salvage", "--book", "far", "--format", "csv").must(0).output
        expect(all("F%d" % number in output for number in range(len(ids))), "rows are left out: %s" % output)


@case("F17", "doctor looks while another program writes")
def doctor_next_to_writer(options):
    with Place(options.kb, options.seed) as place:
        with holding(place, "BEGIN IMMEDIATE"):
            place.run("doctor", "--timeout", "0.1").must(0)
        place.check_kept()


@case("F18", "restore onto a file with hard links")
def restored_with_links(options):
    with Place(options.kb, options.seed) as place:
        place.run("backup", "copy.db").must(0)
        os.link(place.db, place.path("same.db"))
        before = place.sha()
        place.run("restore", "copy.db").must(2, says="2 names")
        expect(place.sha() == before and os.path.samefile(place.db, place.path("same.db")), "the file was touched")
        place.run("restore", "copy.db", "--force").must(0)
        expect(not os.path.samefile(place.db, place.path("same.db")), "nothing was restored")
        place.check_kept(codes=SEED_CODES)


@case("F19", "a note is written while a backup is at work, and a backup while a note is")
def backup_next_to_writer(options):
    with Place(options.kb, options.seed) as place:
        with holding(place, "BEGIN IMMEDIATE"):
            place.run("backup", "copy.db", "--timeout", "0.1").must(0)
        runs = []
        thread = threading.Thread(
            target=lambda: runs.extend(place.run("backup", "copy%d.db" % number) for number in range(5)))
        thread.start()
        for number in range(5):
            place.run("note", "add", "404", "note %d" % number).must(0)
        thread.join()
        expect(len(runs) == 5, "a backup did not end")
        for run in runs:
            run.must(0)
        place.check_kept()


@case("S1b", "a trigger that is not kb's: its table in capitals, a table that only kb writes, one of FTS5's own")
def foreign_triggers(options):
    for table in ("NOTES", "Books", "index_changes", "imports", "codes_fts_docsize", "notes_fts_docsize", "NOTE_REVISIONS"):
        with Place(options.kb, options.seed) as place:
            place.sql("CREATE TRIGGER mine AFTER INSERT ON %s BEGIN DELETE FROM codes_replaced; END" % table)
            run = place.run("note", "add", "404", "ein Text").must(2, says="mine")
            expect(place.text_is_kept(run, "ein Text"), "the text is lost: %s" % run)
            place.run("doctor").must(2, says="mine")


@case("S9", "a column of another tool's, and a table that one has rebuilt")
def foreign_column(options):
    with Place(options.kb, options.seed) as place:
        place.sql("ALTER TABLE codes ADD COLUMN owner TEXT")
        place.run("doctor").must(0)
        place.run("backup", "copy.db").must(0)
        place.run("restore", "copy.db").must(0)
        place.add_note("danach")
        place.check_kept(codes=SEED_CODES)
