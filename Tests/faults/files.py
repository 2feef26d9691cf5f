"""Permissions, files from elsewhere and schemas that are not kb's: the cases P, F and S."""
import gzip
import os
import shutil
import sqlite3
import subprocess

from harness import NotHere, Place, case, expect

SEED_CODES = 63


@case("P1", "a file that may only be read, in a folder that may only be read; a query")
def read_only_query(options):
    with Place(options.kb, options.seed) as place:
        os.chmod(place.db, 0o444)
        place.as_nobody("query", "重定向").must(0)
        place.as_nobody("query", "nichtsdergleichen").must(1)


@case("P2", "the same; a note is added")
def read_only_write(options):
    with Place(options.kb, options.seed) as place:
        os.chmod(place.db, 0o444)
        run = place.as_nobody("note", "add", "404", "darf nicht")
        run.must(77, says="read")
        expect("darf nicht" in run.errors + run.output, "the text is lost")


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
        place.run("doctor", "--repair", "--db", path).must(0)
        place.run("doctor", "--db", path).must(0)


@case("F6", "a newer file format")
def newer(options):
    with Place(options.kb, options.seed) as place:
        place.sql("PRAGMA user_version = 99")
        before = place.sha()
        for command in (("query", "404"), ("note", "add", "404", "x"), ("doctor", "--repair")):
            place.run(*command).must(2, 65, 66, says="99")
        expect(place.sha() == before, "the file was touched")


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
            command = (("query", "重定向"), ("query", "为什么代理返回升级协议"), ("list",), ("show", "404"),
                       ("doctor",))[number % 5]
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
            "SELECT 'index_segments', 'lengths', id, lengths FROM index_segments")
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


@case("S8", "other programs with trusted_schema off")
def untrusting_tool(options):
    with Place(options.kb, options.seed) as place:
        try:
            place.sql(["PRAGMA trusted_schema = OFF", "UPDATE codes SET name = 'Zebra' WHERE code = '404'"])
        except sqlite3.DatabaseError:
            pass
        place.check_kept(codes=SEED_CODES)
