"""What people and documents say: the cases I, Q and T."""
import contextlib
import json
import os
import re
import signal
import subprocess
import threading
import time

from harness import SEED, Place, SmallDisk, case, catches, expect, wait_until

SEED_CODES = 63


@case("I1", "encodings and line ends of documents")
def encodings(options):
    text = "404 Not Found 找不到。\n\n410 Gone 没了。\n"
    with Place(options.kb, options.seed, empty=True) as place:
        for number, content in enumerate((
                text.encode(), b"\xef\xbb\xbf" + text.encode(), text.replace("\n", "\r\n").encode(),
                text.replace("\n", "\r").encode(), text.encode("utf-16"), text.encode("gb18030"))):
            place.write("codes.txt", content)
            place.run("import", "codes.txt", "--book", "b%d" % number).must(0)
        for content in (text.encode()[:-4] + b"\xff\xfe\n", text.encode() + b"\n\n500 A\0B x\n",
                        b"\xff\xfe\0\0" + text.encode("utf-32-le")):
            place.write("bad.txt", content)
            run = place.run("import", "bad.txt", "--book", "bad").must(65)
            expect("bad.txt:" in run.errors, "no line: %s" % run)
        expect(place.sql("SELECT count(*) FROM codes WHERE book = 'bad'") == [(0,)], "half an import")


@case("I2", "documents that are none")
def bad_documents(options):
    with Place(options.kb, options.seed) as place:
        for content, status in ((b"", 65), (b"\n \n", 65), (b"foo\n\nbar\n", 65), (b"1 A x\n\n1 B y\n", 65)):
            place.write("bad.txt", content)
            place.run("import", "bad.txt", "--book", "bad").must(status)
        place.run("import", place.folder, "--book", "bad").must(66)
        os.mkfifo(place.path("fifo"))
        threading.Thread(target=lambda: open(place.path("fifo"), "wb").write("7 Pipe 管道。".encode())).start()
        place.run("import", "fifo", "--book", "fifo", timeout=20).must(0)
        place.run("import", "-", "--book", "in", input="8 In 输入。").must(0)
        place.write("long.txt", "9 Long " + "长" * (3_000_000 if options.long else 1_000_000))
        place.run("import", "long.txt", "--book", "long").must(0)
        place.run("query", "9", "--book", "long", "--json").must(0)


@case("I2b", "lines of a gigabyte (100 MB in the short form), on a terminal of words")
def huge_lines(options):
    size = 1_000_000_000 if options.long else 100_000_000
    piece = b"x" * 1_000_000
    with Place(options.kb, options.seed) as place:
        for name, head, form in (("huge.txt", b"9 Long ", "txt"), ("huge.json", b"[{\"code\":\"9\",\"name\":\"", "json"),
                                 ("huge.csv", b"code,name\n9,", "csv"), ("huge.jsonl", b"{\"code\":\"9\",\"name\":\"", "jsonl"),
                                 ("huge.md", b"| code | name |\n|---|---|\n| 9 | ", "markdown")):
            with open(place.path(name), "wb") as file:
                file.write(head)
                for _ in range(size // len(piece)):
                    file.write(piece)
            run = place.run("import", name, "--book", "huge", "--format", form, timeout=120)
            os.unlink(place.path(name))
            run.must(65, says="long")
        reader, writer = os.pipe()

        def feed():
            try:
                for _ in range(size // len(piece)):
                    os.write(writer, piece)
            except OSError:
                pass
            os.close(writer)
        thread = threading.Thread(target=feed)
        thread.start()
        done = subprocess.run([place.kb, "note", "add", "404", "-"], stdin=reader, env=place.environment(),
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120)
        os.close(reader)
        thread.join()
        expect(done.returncode == 65, "a note of %d bytes: %d %r" % (size, done.returncode, done.stderr[-300:]))
        place.check_kept(codes=SEED_CODES)


@case("I5", "SIGINT and SIGTERM while an import waits for a pipe whose writer sleeps, or that has none")
def waiting_input(options):
    with Place(options.kb, options.seed) as place:
        before = place.sha()
        os.mkfifo(place.path("fifo"))
        for name, sent in (("-", b""), ("-", "7 Pipe 管道。\n\n8 Ha".encode()), ("fifo", b"")):
            for number, status in ((signal.SIGINT, 130), (signal.SIGTERM, 143)):
                reader, writer = os.pipe()
                process = subprocess.Popen([place.kb, "import", name, "--book", "pipe"], cwd=place.folder,
                                           env=place.environment(), stdin=reader, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
                os.close(reader)
                os.write(writer, sent)
                wait_until(lambda: catches(process, number), "the handler")
                process.send_signal(number)
                _, errors = process.communicate(timeout=30)
                os.close(writer)
                expect(process.returncode == status, "status %s, not %d" % (process.returncode, status))
                expect(b"nothing was imported" in errors, "does not say that nothing was imported: %r" % errors)
        expect(place.sha() == before, "the file was changed")


@contextlib.contextmanager
def endless(head, piece, most):
    """A pipe that somebody writes to until nobody reads it, or `most` bytes are through; its end to read."""
    reader, writer = os.pipe()

    def feed():
        with contextlib.suppress(OSError):
            os.write(writer, head)
            for _ in range(most // len(piece)):
                os.write(writer, piece)
        os.close(writer)
    thread = threading.Thread(target=feed)
    thread.start()
    try:
        yield reader
    finally:
        os.close(reader)
        thread.join()


@case("I6", "input that never ends: what is no document, what could be one, and more than a disk holds")
def endless_input(options):
    with Place(options.kb, options.seed) as place, SmallDisk(place, "64m") as disk:
        def import_from(name, status, says, **more):
            run = place.run("import", name, "--book", "endless", env={"TMPDIR": disk}, **more)
            run.must(status, says=says)
            free = os.statvfs(disk)
            expect(free.f_bfree == free.f_blocks, "something is left on the disk")

        import_from("/dev/zero", 65, "/dev/zero:1:1: ")
        # A terabyte that takes no room.
        for head in (b"", b"\xff\xfe", b"9 Sparse x"):
            with open(place.write("sparse.txt", head), "r+b") as file:
                file.truncate(1 << 40)
            import_from("sparse.txt", 65, "sparse.txt:1:")
        line = b"x" * 999_999
        for head, piece, status, says in ((b"", b"\0" * (1 << 20), 65, "<stdin>:1:1: "), (b"\xff\xfe", b"\0" * (1 << 20), 65, "<stdin>:1:"),
                                          (b"9 Long ", line, 65, "has more than"), (b"", line + b"\n", 74, "space"),
                                          (b"[", b" " * (1 << 20), 74, "space")):
            with endless(head, piece, 4 << 30) as reader:
                import_from("-", status, says, input=None, stdin=reader)
        place.check_kept(codes=SEED_CODES)
    if options.long:
        # Where there is room for them, two gigabytes are enough.
        with Place(options.kb, options.seed) as place, endless(b"", line + b"\n", 4 << 30) as reader:
            place.run("import", "-", "--book", "endless", input=None, stdin=reader).must(65, says="has not ended after 2000000000 bytes")
            place.check_kept(codes=SEED_CODES)


@case("I7", "a document of 10 MB is cut short while it is imported")
def cut_short(options):
    with Place(options.kb, options.seed) as place:
        entries = 2000
        # Of few different words, and without the index for other tools, because what takes time are the indexes.
        text = "\n\n".join("E%d Name 长 %s" % (number, "x" * 5000) for number in range(entries)).encode()
        whole = 0
        rounds = 30 if options.long else 3
        for number in range(rounds):
            place.write("large.txt", text)
            process = subprocess.Popen([place.kb, "import", "large.txt", "--book", "large%d" % number,
                                        "--no-portable-index"], cwd=place.folder,
                                       env=place.environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
            wait_until(lambda: catches(process, signal.SIGINT), "the handler")
            is_writing = number % 3 == 2
            if is_writing:
                wait_until(lambda: os.path.exists(place.db + "-journal"), "the journal")
            else:
                time.sleep(place.random.random() * 0.05)
            os.truncate(place.path("large.txt"), place.random.choice((0, len(text) // 2, len(text) - 1)))
            _, errors = process.communicate(timeout=120)
            count = place.sql("SELECT count(*) FROM codes WHERE book = 'large%d'" % number)[0][0]
            if process.returncode == 0:
                # It may have been cut short before it was opened: half a document is one, too.
                whole += count == entries
                expect(count > 0, "says that it imported nothing")
                expect(count == entries or not is_writing, "%d of %d codes" % (count, entries))
            else:
                expect(process.returncode in (65, 74) and not is_writing and b"error: " in errors and count == 0,
                       "status %s, %d codes: %r" % (process.returncode, count, errors[-300:]))
        place.run("doctor").must(0)
        return "%d of %d times after it was read" % (whole, rounds)


@case("I3", "the same document twice, then a changed one")
def again(options):
    with Place(options.kb, options.seed) as place:
        before = place.sha()
        place.run("import", SEED).must(0)
        expect(place.sha() == before, "an unchanged document changes the file")
        place.run("annotate", "404", "请求失败", "看日志").must(0)
        with open(SEED, encoding="utf-8") as file:
            text = file.read()
        place.write("codes.txt", text.replace("请求失败", "请求没有成功"))
        place.run("import", "codes.txt").must(0, 2)
        expect(place.sql("SELECT count(*) FROM notes WHERE exact IS NOT NULL") == [(1,)], "an annotation is lost")
        place.check_kept(codes=SEED_CODES)


@case("I4", "an edition with 60 % fewer codes")
def much_retired(options):
    with Place(options.kb, options.seed) as place:
        with open(SEED, encoding="utf-8") as file:
            entries = file.read().split("\n\n")
        place.write("codes.txt", "\n\n".join(entries[:25]))
        place.run("import", "codes.txt").must(64, says="--yes")
        expect(place.sql("SELECT count(*) FROM codes WHERE state = 'retired'") == [(0,)], "retired without being asked")
        place.run("import", "codes.txt", "--yes").must(0)
        place.check_kept(codes=SEED_CODES)


@case("Q1", "queries that look like syntax")
def syntax(options):
    queries = ["\"", "*", "(", "-x", "NOT", "a:b", "^", "(" * 2000, "NEAR(a b, 2)", "' OR 1=1 --", "%", "_", "\\",
               "a AND", "{name}: x", "“", "!", "\x01", "\u202e", "\udcff", "x\udcc3"]
    with Place(options.kb, options.seed) as place:
        for query in queries:
            run = place.run("query", "--", query).must(0, 1, 64)
            expect("fts5" not in run.errors.lower() and "sql" not in run.errors.lower(), "raw SQL: %s" % run)


@case("Q2", "empty, tiny and huge queries; odd Unicode")
def sizes(options):
    with Place(options.kb, options.seed) as place:
        place.run("query", "").must(64)
        place.run("query", "锁").must(0)
        for query in ("长" * 20_000, "wort " * 5000, "a\u0301" * 500, "４０４", "e\u0301", "👩\u200d👩\u200d👧" * 50):
            run = place.run("query", query)
            expect(run.status in (0, 1, 64), str(run))
            expect(run.seconds < options.moment, "%.1f s for %s…" % (run.seconds, query[:10]))
        place.run("query", "长" * 40_000).must(64, says="too long")


@case("Q2b", "texts of ten megabytes (half of one in the short form), one of which repeats what is looked for")
def long_texts(options):
    with Place(options.kb, options.seed) as place:
        # A debug build takes many times as long.
        size = 9_900_000 if options.long else 500_000
        for code, piece in (("L1", "请求超时，"), ("L2", "gateway timeout "), ("L3", "长")):
            place.write("long.txt", "%s Long %s" % (code, piece * (size // len(piece.encode()))))
            place.run("import", "long.txt", "--book", code.lower(), timeout=300).must(0)
        for query in ("请求超时", "请求", "gateway timeout", "gatewy timout", "qingqiu", "长 时", "为什么请求总是超时", "的"):
            for arguments in (("query", query), ("query", "--json", query), ("query", "-b", "l1", query))[:3 if options.long else 1]:
                run = place.run(*arguments, timeout=600).must(0, 1)
                expect(run.seconds < 30 * options.moment, "%.1f s for %s" % (run.seconds, arguments))
        expect("[l1]" in place.run("query", "-b", "l1", "请求超时").must(0).output, "the long text is not found")
        for arguments in (("show", "L1"), ("list", "L"), ("doctor",)):
            place.run(*arguments, timeout=600).must(0)


@case("Q3", "a query that nothing answers")
def nothing(options):
    with Place(options.kb, options.seed) as place:
        run = place.run("query", "量子纠缠披萨").must(1)
        expect(run.output == "" and "nothing found" in run.errors, str(run))


@case("Q4", "random queries")
def random_queries(options):
    count = 4000 if options.long else 120
    pieces = ["重定向", "请求", "的", "xieyi", "cdx", "404", "5xx", "http:", "conflit", "\"", "*", "(", ")", "-", "—", "。",
              "é", "Ａ", "\u200d", "\u0301", "🍕", "協議", " ", "AND", "NOT", "為", "\t", "%", "'", ";", "\u202e", "ﷺ"]
    with Place(options.kb, options.seed) as place:
        for number in range(count):
            query = "".join(place.random.choice(pieces) for _ in range(place.random.randint(1, 14)))
            run = place.run("query", "--", query)
            expect(run.status in (0, 1, 64), "query %d of seed %d, %r: %s" % (number, options.seed, query, run))
            expect(run.seconds < options.moment, "%.1f s for %r" % (run.seconds, query))
    return "%d queries" % count


@case("Q5", "random documents")
def random_documents(options):
    count = 3000 if options.long else 80
    pieces = [b"404", b" ", b"\n", b"\n\n", b"Name", "说明。".encode(), b",", b"\t", b"\"", b"{", b"}", b"[", b":", b"code",
              b"name", b"|", b"---", b"\r", b"\xff", b"\0", b"\xef\xbb\xbf", "，".encode(), b"null", b"1e9", b"(x)"]
    with Place(options.kb, options.seed) as place:
        for number in range(count):
            content = b"".join(place.random.choice(pieces) for _ in range(place.random.randint(1, 60)))
            place.write("random", content)
            form = place.random.choice(["txt", "csv", "tsv", "json", "jsonl", "markdown"])
            run = place.run("import", "random", "--book", "r", "--format", form, "--yes")
            expect(run.status in (0, 65), "document %d of seed %d: %s" % (number, options.seed, run))
            expect(run.seconds < options.moment, "%.1f s for document %d of seed %d" % (run.seconds, number, options.seed))
        place.check_kept()
    return "%d documents" % count


@case("T1", "text that would drive a terminal")
def terminal_text(options):
    bad = "x\x1b]0;Titel\x07\x1b[2J\r\x08\u202eabc\u2066\u200b\x9b31m\u2028\x7fy"
    with Place(options.kb, options.seed) as place:
        place.run("note", "add", "404", bad).must(0)
        place.notes.append(bad)
        for command in (("show", "404"), ("query", "404"), ("note", "list")):
            output = place.run(*command).must(0).output
            for character in "\x1b\x07\r\x08\u202e\u2066\u200b\x9b\u2028\x7f":
                expect(character not in output, "%r goes to the terminal: %s" % (character, command))
        line = place.run("note", "list", "--json").must(0).output
        bodies = [json.loads(one)["body"] for one in line.splitlines()]
        expect(bad in bodies, "--json does not give the text as it is")
        expect("\x1b" not in line, "--json has control characters")
        place.check_kept(codes=SEED_CODES)


@case("T1b", "the same in names, descriptions, aliases, tags, authors, quotes, logs and what was typed wrong")
def terminal_text_everywhere(options):
    bad = "x\x1b]0;Titel\x07\x1b[2J\r\x08\u202eabc\u2066\u200b\x9b31m\u2028\x7fy"
    with Place(options.kb, options.seed) as place:
        place.write("bad.json", json.dumps([{"code": "E1", "name": bad, "description": bad + "\n" + bad},
                                            {"code": "E2", "name": "Zwei", "description": "zwei"}]))
        place.run("import", "bad.json", "--book", "bad").must(0)
        place.sql(["INSERT INTO aliases (book, code, alias) VALUES ('bad', 'E2', '%s')" % bad,
                   "INSERT INTO synonyms (meaning, term) VALUES ('%s', '%sz')" % (bad, bad)])
        place.run("annotate", "E2", "zwei", bad, "--author", bad).must(0, 64, 65)
        place.sql("INSERT INTO notes (book, code, body, author, tags, field, exact) VALUES ('bad', 'E1', '%s', '%s', '[%s]', "
                  "'name', '%s')" % (bad, bad, json.dumps(bad), bad))
        note = place.sql("SELECT substr(note, 1, 8) FROM notes WHERE code = 'E1'")[0][0]
        place.write("log", '::1 - - [x] "GET /%s HTTP/1.1" 404 0\nerror=%s\n' % (bad, bad))
        for command in (("list",), ("list", "--book", "bad"), ("show", "E1"), ("show", "E2"), ("query", "E1"), ("query", "abc"),
                        ("query", "zwei"), ("query", "--explain", "abc"), ("note", "list"), ("note", "show", note),
                        ("note", "history", note), ("annotation", "list"), ("tag", "list"), ("alias", "list", "E2"),
                        ("synonym", "list"), ("stats",), ("scan", "log"), ("scan", "--pattern", "error=(.+)", "log"),
                        ("show", bad), ("query", bad * 3), ("note", "show", bad), ("import", bad), ("note", "add", bad, "x"),
                        (bad,), ("list", "--book", bad), ("tag", "add", note, bad), ("import", "bad.json", "--dry-run"),
                        ("annotate", "E2", bad, "x"), ("doctor",), ("query", "--" + bad)):
            for environment in ({}, {"KB_LANG": "zh"}, {"CLICOLOR_FORCE": "1"}):
                run = place.run(*command, env=environment)
                text = run.output + run.errors
                if environment.get("CLICOLOR_FORCE"):
                    text = re.sub("\x1b\\[[0-9;]*m", "", text)
                for character in "\x1b\x07\r\x08\u202e\u2066\u200b\x9b\u2028\x7f":
                    expect(character not in text, "%r goes to the terminal: %s: %r" % (character, command, text[:300]))
        for command in (("show", "E1", "--json"), ("query", "E1", "--json"), ("note", "list", "--json"),
                        ("scan", "--pattern", "error=(.+)", "log", "--json")):
            for line in place.run(*command).must(0).output.splitlines():
                json.loads(line)


@case("T2", "text that would drive a spreadsheet, a page or a Markdown table")
def text_of_other_programs(options):
    names = ["=cmd|' /C calc'!A0", "+1+1", "@SUM(A1)", "<script>alert(1)</script>", "]]>", "a|b|c"]
    with Place(options.kb, options.seed, empty=True) as place:
        place.write("bad.json", json.dumps([{"code": "E%d" % number, "name": name, "description": name}
                                            for number, name in enumerate(names)]))
        place.run("import", "bad.json", "--book", "bad").must(0)
        for form in ("csv", "tsv", "json", "jsonl", "markdown"):
            output = place.run("export", "codes", "--format", form).must(0).output
            place.write("back." + form, output)
            place.run("import", "back." + form, "--book", "bad", "--format", form).must(0)
            expect(place.sql("SELECT count(*) FROM code_revisions") == [(0,)], "%s changes what it carries" % form)
            for name in names[:3]:
                if form == "csv":
                    expect("\"" + name in output, "not quoted: %s" % output)


@case("T3", "notes that are too long, tags of several lines")
def long_notes(options):
    with Place(options.kb, options.seed) as place:
        run = place.run("note", "add", "404", "-", input="x" * 10_000_000)
        expect(run.status in (64, 65), str(run.status))
        place.run("note", "add", "404", "-", input="lang " * 100_000).must(0)
        run = place.run("note", "add", "404", "mit Schild", "--tag", "a\nb")
        expect(run.status in (0, 64, 65), str(run))
        place.check_kept(codes=SEED_CODES)
