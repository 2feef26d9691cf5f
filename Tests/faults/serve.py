"""The server under harm: the cases K7, C9, D8, N1 and N5."""
import contextlib
import http.client
import json
import os
import resource
import shutil
import signal
import socket
import subprocess
import threading
import time
import uuid

from crashes import SEED_CODES, fill, interrupt_import
from harness import FORMAT, Place, SmallDisk, case, expect, wait_until


class Server:
    """`kb serve` at a free port, or at the one that is given."""

    def __init__(self, place, *arguments, port=0, db=None, files=None, wait=True):
        self.place, self.port = place, port
        self.log = place.path("serve-%s.log" % uuid.uuid4().hex[:8])
        # So many files it may have open.
        limit = (lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (files, files))) if files else None
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen(
                [place.kb, "serve", "--listen", "127.0.0.1:%d" % port] + list(arguments), cwd=place.folder,
                env=place.environment(**({"KB_DB": db} if db else {})), stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                preexec_fn=limit)
        if wait:
            wait_until(lambda: "serving at" in self.said or self.process.poll() is not None, "the server")
            expect(self.process.poll() is None, "the server does not start: %s" % self.said)
            self.port = int(self.said.split("serving at http://127.0.0.1:")[1].split("/")[0])

    def __enter__(self):
        return self

    def __exit__(self, kind, *_):
        ended = self.process.poll()
        self.kill()
        # One that a signal of ours has ended is no failure.
        if kind is None:
            expect(ended in (None, 0, -signal.SIGKILL), "the server has ended with %s: %s" % (ended, self.said[-400:]))

    @property
    def said(self):
        with open(self.log, encoding="utf-8", errors="replace") as file:
            return file.read()

    def kill(self):
        self.process.kill()
        self.process.wait()

    def stop(self):
        """Ends it as systemd does."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=30)

    def ask(self, method, target, body=None, headers=None, who=1, timeout=30):
        """A request of somebody at an address of his own; returns the status and the text of the answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout,
                                                source_address=("127.0.0.%d" % who, 0))
        with contextlib.closing(connection):
            headers = dict(headers or {})
            if isinstance(body, dict):
                body, headers["Content-Type"] = json.dumps(body), "application/json"
            connection.request(method, target, body and body.encode(), headers)
            answer = connection.getresponse()
            return answer.status, answer.read().decode("utf-8", "replace")

    def get(self, target, status=200, **more):
        answer = self.ask("GET", target, **more)
        expect(answer[0] == status, "%s: %s, not %d: %s" % (target, answer[0], status, answer[1][:200]))
        return answer[1]

    def note(self, body, note=None, **more):
        """Writes a note; returns the status."""
        return self.ask("POST", "/api/v1/notes", {"book": "http", "code": "404", "body": body,
                                                  "note": note or str(uuid.uuid4())}, **more)[0]

    def connect(self, text=b""):
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=60)
        connection.sendall(text)
        return connection

    def head(self, line, *more):
        lines = [line, "Host: 127.0.0.1:%d" % self.port] + list(more)
        return "".join(line + "\r\n" for line in lines).encode()


def everything(connection):
    """All that comes until the other side closes."""
    data = b""
    with contextlib.suppress(ConnectionResetError, BrokenPipeError):
        while True:
            piece = connection.recv(1 << 16)
            if not piece:
                break
            data += piece
    connection.close()
    return data


class Crowd:
    """12 clients, each at an address of his own, half of which write and half of which read."""

    def __init__(self, server, name):
        self.server, self.name = server, name
        self.sent, self.acknowledged, self.failures = {}, [], []
        self.has_acknowledged = threading.Semaphore(0)
        self.threads = [threading.Thread(target=self.write if who % 2 else self.read, args=(who,)) for who in range(2, 14)]
        for thread in self.threads:
            thread.start()

    def write(self, who):
        for turn in range(20):
            body, note = "%s, %d: %d" % (self.name, who, turn), str(uuid.uuid4())
            self.sent[note] = body
            try:
                status = self.server.note(body, note, who=who)
            except (OSError, http.client.HTTPException):
                return
            if status == 201:
                self.acknowledged.append(body)
                self.has_acknowledged.release()
            # Who is told to come again has written nothing.
            elif status != 503:
                self.failures.append("a note gets %d" % status)

    def read(self, who):
        with contextlib.suppress(OSError, http.client.HTTPException):
            for turn in range(200):
                status, text = self.server.ask("GET", ("/http/404", "/?q=gateway")[turn % 2], who=who)
                if status not in (200, 503):
                    self.failures.append("a page gets %d: %s" % (status, text[:200]))

    def join(self):
        for thread in self.threads:
            thread.join()
        expect(not self.failures, "%d failed: %s" % (len(self.failures), self.failures[:1]))


@case("K7", "kb serve is killed while 12 clients read and write, and started again")
def server_killed(options):
    rounds = 40 if options.long else 3
    with Place(options.kb, options.seed) as place:
        port, sent = 0, {}
        for number in range(rounds):
            # The second time at the port where the first was.
            with Server(place, port=port) as server:
                port = server.port
                crowd = Crowd(server, "Runde %d" % number)
                for _ in range(place.random.randint(1, 60)):
                    crowd.has_acknowledged.acquire(timeout=60)
                server.kill()
                crowd.join()
            sent.update(crowd.sent)
            place.notes += crowd.acknowledged
        # The first look at the file is a reader's: what a write has left there must not stop it.
        with Server(place, "--read-only", port=port) as server:
            server.get("/http/404")
        with Server(place, port=port) as server:
            for turn, (note, body) in enumerate(list(sent.items())[-60:]):
                expect(server.note(body, note, who=100 + turn // 10) in (200, 201), "a note cannot be sent again")
                place.notes.append(body)
        place.check_kept(codes=SEED_CODES)
        bodies = [body for body, in place.sql("SELECT body FROM notes")]
        expect(len(bodies) == len(set(bodies)), "a note is there twice")
        return "%d kills, %d notes" % (rounds, len(bodies))


@case("K7b", "an interrupted import, then kb serve, which may write or only reads")
def served_after_interruption(options):
    for arguments in ([], ["--read-only"]):
        with Place(options.kb, options.seed) as place:
            interrupt_import(place)
            with Server(place, *arguments) as server:
                server.get("/http/404")
                server.get("/readyz")
            place.check_kept(allowed_codes={SEED_CODES, SEED_CODES + 3000})


@case("C9", "a table is dropped, and the file is brought up to date or to a newer format, while kb serve reads it")
def schema_changed(options):
    with Place(options.kb, options.seed) as place:
        shutil.copyfile(place.db, place.path("good.db"))
        for statements in (["DROP TABLE codes_fts"], ["DROP TABLE codes"], ["DROP TABLE notes"],
                           ["ALTER TABLE codes RENAME TO other"], ["PRAGMA user_version = %d" % (FORMAT + 1)]):
            shutil.copyfile(place.path("good.db"), place.path("new.db"))
            os.rename(place.path("new.db"), place.db)
            with Server(place) as server:
                server.get("/http/404")
                server.get("/readyz")
                place.sql(statements)
                for target in ("/http/404", "/?q=gateway", "/api/v1/search?q=gateway", "/-/notes", "/log", "/readyz"):
                    status, answer = server.ask("GET", target)
                    expect(status in (200, 500, 503), "%s: %d after %s" % (target, status, statements))
                    for word in ("SQLite", "no such table", place.folder, "codes_fts"):
                        expect(status == 200 or word not in answer, "%s tells of %s: %s" % (target, word, answer[:300]))
                expect(server.note("danach") in (201, 403, 500, 503), "a note gets neither yes nor no")
                server.get("/healthz")
                # A whole file in its place ends it, without a new start.
                shutil.copyfile(place.path("good.db"), place.path("new.db"))
                os.rename(place.path("new.db"), place.db)
                server.get("/readyz")
                server.get("/http/404")
                expect(server.note("wieder") == 201, "a note is not written into the whole file")
        # An older file takes its place, which another kb brings up to date.
        with Server(place, "--read-only") as server:
            server.get("/http/404")
            place.make_older(3)
            for target in ("/http/104", "/readyz"):
                server.get(target, 503)
            place.run("note", "add", "104", "neu").must(0)
            expect("neu" in server.get("/http/104"), "does not show what another kb has written")
        place.make_older(3)
        place.run("serve", "--listen", "127.0.0.1:0", "--read-only", timeout=20).must(77, says="must be upgraded")
        with Server(place) as server:
            server.get("/http/104")
            status, _ = server.ask("POST", "/api/v1/notes", {"book": "http", "code": "104", "body": "x"})
            expect(status == 201, "a note is not written into an older file: %d" % status)


def rest(process):
    """How long a process had the processor, in seconds."""
    with open("/proc/%d/stat" % process.pid, encoding="ascii") as file:
        fields = file.read().rsplit(") ", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


@case("D8", "kb serve may open few files, and 50 clients come")
def few_files(options):
    answered = []
    with Place(options.kb, options.seed) as place:
        for files in (8, 16, 24, 48, 64, 128):
            server = Server(place, files=files, wait=False)
            with contextlib.closing(contextlib.ExitStack()) as stack:
                stack.callback(server.kill)
                wait_until(lambda: "serving at" in server.said or server.process.poll() is not None, "the server")
                if server.process.poll() is not None:
                    expect(server.process.returncode in (2, 74) and "error:" in server.said,
                           "%d files: ends with %s: %s" % (files, server.process.returncode, server.said[-400:]))
                    continue
                server.port = int(server.said.split("serving at http://127.0.0.1:")[1].split("/")[0])
                request = server.head("GET /http/404 HTTP/1.1") + b"\r\n"
                connections = [server.connect(request) for _ in range(50)]
                # Whoever is not served waits for a place, and gets it when others leave.
                served = 0
                for connection in connections:
                    status = connection.recv(64)[9:12]
                    expect(status == b"200", "%d files: client %d gets %r" % (files, served, status))
                    served += 1
                    connection.close()
                server.get("/http/404")
                expect(server.note("mit %d Dateien" % files) == 201, "a note is not written")
                place.notes.append("mit %d Dateien" % files)
                used = rest(server.process)
                time.sleep(0.5)
                expect(rest(server.process) - used < 0.4, "is busy with nothing")
                expect(server.stop() == 0, "does not end: %s" % server.said[-400:])
                answered.append(files)
        expect(answered, "never starts")
        place.check_kept(codes=SEED_CODES)
        return "serves with %s" % ", ".join(str(files) for files in answered)


@case("N1", "a note is sent twice: one after the other, at once, and after its answer was lost")
def note_sent_twice(options):
    with Place(options.kb, options.seed) as place, Server(place) as server:
        note = str(uuid.uuid4())
        expect(server.note("zweimal", note) == 201 and server.note("zweimal", note) == 200, "not once, then again")
        expect(server.note("anderes", note) == 409, "another text takes the place of the first")
        place.notes.append("zweimal")
        for turn in range(40 if options.long else 5):
            # Everybody at once.
            note, body = str(uuid.uuid4()), "zugleich %d" % turn
            statuses = []
            threads = [threading.Thread(target=lambda who=who: statuses.append(server.note(body, note, who=who)))
                       for who in range(2 + turn // 10 * 8, 10 + turn // 10 * 8)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            expect(sorted(statuses) == [200] * 7 + [201], "eight at once get %s" % statuses)
            # One who does not wait for the answer, as behind a proxy that gives up, and asks again.
            note, lost = str(uuid.uuid4()), "verloren %d" % turn
            text = json.dumps({"book": "http", "code": "404", "body": lost, "note": note}).encode()
            connection = server.connect(server.head("POST /api/v1/notes HTTP/1.1", "Content-Type: application/json",
                                                    "Content-Length: %d" % len(text)) + b"\r\n" + text)
            time.sleep(place.random.random() * 0.01)
            connection.close()
            expect(server.note(lost, note, who=20 + turn) in (200, 201), "cannot be sent again")
            place.notes += [body, lost]
        count = place.sql("SELECT count(*) FROM notes")[0][0]
        expect(count == len(place.notes), "%d notes, not %d" % (count, len(place.notes)))
        # The form of the page carries a UUID, too, for who clicks twice.
        page = server.get("/http/500")
        mark = page.split('name="note" value="')[1].split('"')[0]
        for _ in range(2):
            status, _ = server.ask("POST", "/-/notes", "book=http&code=500&body=doppelt&note=" + mark,
                                   {"Content-Type": "application/x-www-form-urlencoded"}, who=90)
            expect(status == 303, "the form gets %d" % status)
        place.notes.append("doppelt")
        expect(place.sql("SELECT count(*) FROM notes WHERE body = 'doppelt'") == [(1,)], "the form writes twice")
        place.check_kept(codes=SEED_CODES)


@case("N5", "the disk is full: kb serve reads on, and says so to who writes")
def served_from_full_disk(options):
    with Place(options.kb, options.seed) as place, SmallDisk(place, "5m") as disk:
        db = os.path.join(disk, "kb.db")
        shutil.copyfile(place.db, db)
        with Server(place, db=db) as server:
            fill(disk)
            expect(server.note("kein Platz") == 507, "a note is not refused with 507")
            status, page = server.ask("POST", "/-/notes", "book=http&code=404&body=kein+Platz",
                                      {"Content-Type": "application/x-www-form-urlencoded", "Accept": "text/html"})
            expect(status == 507 and "kein Platz" in page, "the text is lost: %d" % status)
            server.get("/http/404")
            server.get("/api/v1/search?q=gateway")
            os.unlink(os.path.join(disk, "filler"))
            expect(server.note("wieder Platz") == 201, "a note is not written although there is room")
        expect(place.sql("SELECT count(*) FROM notes", db) == [(len(place.notes) + 1,)], "a note more or less")


@case("N5b", "clients that send a byte now and then, never read, close half, or speak something else; the others are served")
def hostile_clients(options):
    with Place(options.kb, options.seed) as place:
        place.varied_document(20000)
        place.run("import", "big.txt", "--book", "big").must(0)
        with Server(place) as server:
            slow = [server.connect(server.head("GET / HTTP/1.1")) for _ in range(60)]
            scan = server.head("POST /scan HTTP/1.1", "Content-Length: 100000") + b"\r\ntext="
            bodies = [server.connect(scan) for _ in range(20)]
            # A list of some megabytes, of which nothing is read.
            everyone = server.head("GET /api/v1/codes?book=big&format=ndjson HTTP/1.1") + b"\r\n"
            silent = [server.connect(everyone) for _ in range(20)]
            for turn in range(24 if options.long else 4):
                for connection in slow:
                    with contextlib.suppress(OSError):
                        connection.send(b"X")
                server.get("/http/404", who=2)
                server.get("/api/v1/search?q=gateway", who=2)
                time.sleep(0.5)
            expect(server.note("dazwischen", who=3) == 201, "a note is not written meanwhile")
            with open("/proc/%d/status" % server.process.pid, encoding="ascii") as file:
                memory = int(file.read().split("VmRSS:")[1].split()[0]) >> 10
            expect(memory < 300, "%d MB for clients that read nothing" % memory)
            if options.long:
                # Ten seconds are over: who has not sent a head by now is gone.
                for connection in slow:
                    expect(b"200 OK" not in everything(connection), "half a request is answered")
            for connection in slow + bodies + silent:
                connection.close()

            # No more comes, and yet the answer is wanted.
            connection = server.connect(server.head("GET /http/404 HTTP/1.1") + b"\r\n")
            connection.shutdown(socket.SHUT_WR)
            expect(everything(connection).startswith(b"HTTP/1.1 200"), "who has closed one half gets nothing")
            # Half a request, and the end.
            connection = server.connect(server.head("POST /api/v1/notes HTTP/1.1", "Content-Length: 1000") + b"\r\n{")
            connection.shutdown(socket.SHUT_WR)
            expect(b"201" not in everything(connection)[:16], "half a request writes")
            for line, wanted in ((b"X: " + b"a" * 10_000_000, (b"431", b"")), (b"X: 1\r\n" * 500, (b"431",)),
                                 (b"Connection: close\r\nHost: evil.example", (b"421",))):
                connection = server.connect(server.head("GET / HTTP/1.1"))
                with contextlib.suppress(OSError):
                    connection.sendall(line + b"\r\n\r\n")
                status = everything(connection)[9:12]
                expect(status in wanted, "%r… gets %r" % (line[:20], status))
            for host in ("evil.example:%d" % server.port, "127.0.0.1", "localhost:1", ""):
                status, _ = server.ask("GET", "/http/404", headers={"Host": host})
                expect(status == 421, "Host: %s gets %d" % (host, status))
            connection = server.connect(place.random.randbytes(100_000))
            connection.close()
            # What is half written when the end comes is finished first.
            server.get("/healthz")
            expect(server.stop() == 0, "does not end: %s" % server.said[-400:])


@case("N5c", "kb serve at a port or a socket that is taken, at a folder, at an address that is not this machine's")
def address_taken(options):
    with Place(options.kb, options.seed) as place, Server(place) as server:
        place.run("serve", "--listen", "127.0.0.1:%d" % server.port, timeout=20).must(2, says="is taken")
        place.write("file", "mine")
        place.run("serve", "--listen", "unix:file", timeout=20).must(2, says="is taken")
        expect(open(place.path("file"), encoding="utf-8").read() == "mine", "a file of somebody else's is gone")
        place.run("serve", "--listen", "unix:nowhere/s", timeout=20).must(2)
        place.run("serve", "--listen", "192.0.2.1:80", "--read-only", timeout=20).must(2)
        # One that a killed server has left behind is taken over, and one of a living server is not.
        first = subprocess.Popen([place.kb, "serve", "--listen", "unix:s"], cwd=place.folder, env=place.environment(),
                                 stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            wait_until(lambda: is_served(place.path("s")), "the first server")
            place.run("serve", "--listen", "unix:s", timeout=20).must(2, says="is taken")
        finally:
            first.kill()
            first.wait()
        expect(os.path.exists(place.path("s")), "nothing was left behind")
        second = subprocess.Popen([place.kb, "serve", "--listen", "unix:s"], cwd=place.folder, env=place.environment(),
                                  stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            wait_until(lambda: is_served(place.path("s")), "the second server")
        finally:
            second.terminate()
            expect(second.wait(timeout=30) == 0, "does not end")
        expect(not os.path.exists(place.path("s")), "the socket is left behind")
        server.get("/http/404")


def is_served(path):
    with socket.socket(socket.AF_UNIX) as connection:
        try:
            connection.connect(path)
        except OSError:
            return False
        connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        return b"200 OK" in everything(connection)
