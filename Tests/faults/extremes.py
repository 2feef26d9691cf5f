"""Values that SQL lets any tool write, at their extremes: every column of the file, one at a time, by sqlite3.

What the schema refuses counts as refused. Of what it takes, no command of kb may crash, hang or answer wrongly about
other rows, and kb must be able to write, import and export afterwards.
"""
import os
import shutil
import subprocess

from harness import Failed, NotHere, Place, case, expect

INTEGERS = ["-9223372036854775808", "9223372036854775807", "-1", "0", "NULL"]
REALS = ["-1.7976931348623157e308", "9e999", "-1", "0", "NULL"]
TEXTS = {
    "empty": "''", "null": "NULL", "long": "printf('%.*c', 1048576, 'a')", "long Han": "replace(printf('%.*c', 300000, 'a'), 'a', '锁')",
    "NUL": "'a' || char(0) || 'b'", "twin": "char(0xF902) || '輛é'", "decomposed": "'e' || char(0x301) || '車輛'",
    "no date": "'2147483647-14-01T00:00:00.000Z'", "last date": "'9999-12-31T23:59:59.999Z'", "no day": "'2026-02-31 25:61'",
    "upper case": "'ABCDEF12-3456-4789-ABCD-EF1234567890'", "steering": "char(27) || '[2J' || char(0x202E) || '\n'", "number": "'-9223372036854775809'",
    "no JSON": "'[\"a\",'", "deep JSON": "printf('%.*c', 900, '[') || printf('%.*c', 900, ']')", "JSON": "'[1,null,{\"a\":[]},\"x y\",1e999]'",
}
READS = [
    ("query", "503"), ("query", "服务器"), ("query", "xieyi"), ("query", "5xx"), ("query", "--json", "请求"), ("query", "笔记"),
    ("query", "unsuported"), ("show", "404"), ("show", "--json", "404"), ("list",), ("list", "--json"), ("note", "list"),
    ("note", "list", "--json"), ("annotation", "list"), ("annotation", "list", "--orphaned"), ("tag", "list"),
    ("alias", "list", "404"), ("synonym", "list"), ("stats",), ("stats", "--json"), ("export", "codes", "--book", "http"),
    ("export", "notes"), ("export", "codes", "--book", "http", "--salvage"), ("export", "notes", "--salvage"), ("doctor",),
]
STATUSES = (0, 1, 2, 64, 65, 66, 74)
# What only kb writes: what stands there may make an answer wrong, which kb doctor then tells.
OWN = ("index_", "vocabulary")


def prepared(options):
    """A knowledge base with a row or more in every table that has rows at all."""
    place = Place(options.kb, options.seed)
    place.run("note", "add", "503", "标记笔记", "--tag", "mark").must(0)
    place.run("annotate", "404", "请求", "批注", "--occurrence", "2").must(0)
    place.run("alias", "add", "404", "找不着").must(0)
    place.run("synonym", "add", "上锁", "锁定").must(0, 1, 2)
    place.write("lines", place.run("export", "notes").output)
    document = place.run("export", "codes", "--book", "http").output
    place.write("changed.txt", document.replace("请求失败", "这个请求失败"))
    place.run("import", place.path("changed.txt"), "--book", "http").must(0)
    return place


def sqlite3(place, path, script):
    if shutil.which("sqlite3") is None:
        raise NotHere("sqlite3 is missing")
    return subprocess.run(["sqlite3", "-batch", path], input=script.encode(), cwd=place.folder, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, timeout=120, check=False)


def columns(place):
    """Table, column, and the values to write there."""
    for table, in place.sql("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' "
                            "AND name NOT GLOB '*_fts*' ORDER BY name"):
        for _, column, kind, _, _, _ in place.sql("PRAGMA table_info(%s)" % table):
            values = {"TEXT": TEXTS, "REAL": dict(zip(REALS, REALS))}.get(kind, dict(zip(INTEGERS, INTEGERS)))
            if kind != "BLOB":
                yield table, column, values


def statement(table, column, value):
    """Writes a value into the row of 404 where the table has one, or else into any."""
    key = "rowid"
    if table == "note_revisions":
        # A revision never changes: another one is added.
        names = ["note", "parents", "book", "code", "body", "tags", "author", "field", "exact", "prefix", "suffix", "start", "end",
                 "anchor", "deleted", "created_at"]
        names = ["\"%s\"" % name for name in names if name != column]
        return "INSERT INTO note_revisions (%s) SELECT %s FROM note_revisions WHERE code = '404' LIMIT 1;" % (
            ", ".join(names + ["\"%s\"" % column]), ", ".join(names + [value]))
    if table in ("index_terms", "index_rows", "index_changes", "note_parents", "note_merges"):
        return "UPDATE %s SET \"%s\" = %s;" % (table, column, value) if table != "index_terms" else (
            "UPDATE index_terms SET \"%s\" = %s WHERE term = CAST('服务' AS BLOB);" % (column, value))
    which = "SELECT %s FROM %s" % (key, table)
    names = {"codes": "code = '404'", "notes": "exact IS NOT NULL", "aliases": "alias = '找不着'", "books": "slug = 'http'"}
    if table in names:
        which += " WHERE " + names[table]
    return "UPDATE %s SET \"%s\" = %s WHERE %s = (%s LIMIT 1);" % (table, column, value, key, which)


def look(place, name, is_own):
    """Runs every command, reading ones first."""
    for arguments in READS:
        run = place.run(*arguments, timeout=60)
        expect(run.status in STATUSES, "%s: %s" % (name, run))
        run.must(*STATUSES)
        expect(run.seconds < 30, "%s: %s takes %d s" % (name, " ".join(arguments), run.seconds))
        if not is_own and arguments == ("query", "503"):
            expect(run.status == 0 and run.output.startswith("503 Service Unavailable") and "标记笔记" in run.output,
                   "%s: another row is not found: %s" % (name, run))
        if not is_own and arguments == ("list",):
            expect(run.status == 0 and "503" in run.output, "%s: %s" % (name, run))


def write(place, name):
    """A note, an alias, an import of codes and one of notes: each may say no, but not for ever and not by a crash."""
    added = place.run("note", "add", "503", "另一条").must(0, 2)
    for arguments in [("alias", "add", "503", "忙不过来"), ("tag", "add", "标记", "x"), ("import", "changed.txt", "--book", "http", "--yes"),
                      ("import", "notes", "lines"), ("note", "list")]:
        run = place.run(*arguments, timeout=120)
        expect(run.status in STATUSES, "%s: %s" % (name, run))
        run.must(*STATUSES)
    return added


def extremes(options, wanted):
    with prepared(options) as place:
        with open(place.db, "rb") as file:
            before = file.read()
        taken = refused = 0
        failures = []
        for table, column, values in columns(place):
            for label, value in values.items():
                if not wanted(table, column, label):
                    continue
                name = "%s.%s = %s" % (table, column, label)
                with open(place.db, "wb") as file:
                    file.write(before)
                done = sqlite3(place, place.db, statement(table, column, value))
                if done.returncode != 0:
                    refused += 1
                    continue
                taken += 1
                is_own = table.startswith(OWN)
                try:
                    look(place, name, is_own)
                    if table == "index_writers":
                        continue
                    added = write(place, name)
                    expect(is_own or added.status == 0, "%s: no note can be written: %s" % (name, added))
                    place.run("doctor", "--repair", timeout=120).must(0, 2, 66)
                except Failed as failure:
                    failures.append(str(failure))
        expect(not failures, "%d of %d: %s" % (len(failures), taken, " ⏎⏎ ".join(failures[:20])))
        return "%d values taken, %d refused" % (taken, refused)


@case("X1", "every column holds extreme values that another tool wrote")
def extreme_values(options):
    if options.long:
        return extremes(options, lambda table, column, label: True)
    # A few that have been faults before, and one of each kind.
    some = {("notes", "start"), ("notes", "updated_at"), ("codes", "id"), ("note_revisions", "created_at"), ("notes", "note"),
            ("codes", "description")}
    return extremes(options, lambda table, column, label: (table, column) in some)
