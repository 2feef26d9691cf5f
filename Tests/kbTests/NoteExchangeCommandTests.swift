import Foundation
import Testing

@Suite("notes from and for other programs")
struct NoteExchangeCommandTests {
    private let program: Program

    init() throws {
        program = try Program.seeded()
    }

    private func fill() throws {
        for arguments in [
            [
                "note", "add", "404", "先看 \"网关\", 再看后端\n\n--\n\\--\n## http:500 no heading\n", "--tag",
                "nginx", "--author", "Li",
            ],
            ["annotate", "404", "410状态码", "us: 404 #only", "--author", "Wang"],
            ["note", "add", "502", "=1+1", "--author", ""],
            ["note", "add", "http:404", "## ends like a heading", "--author", ""],
        ] {
            let run = try program.run(arguments)
            try #require(run.status == 0, "\(run.errors)")
        }
    }

    /// What the notes of a file say, without what belongs to the file.
    private func contents(_ database: String) throws -> [String] {
        try program.run("note", "list", "--json", environment: ["KB_DB": database]).lines
            .map { $0.replacing(/"(revision|updated)":"[^"]*"/, with: "") }.sorted()
    }

    @Test(
        "what is written as Markdown or CSV is read back as the same notes, and a second time changes nothing",
        arguments: ["markdown", "csv"])
    func roundTrip(format: String) throws {
        try program.run("backup", "other.db")
        try fill()
        let text = try program.run("export", "notes", "--format", format).output
        try program.write(text, to: "notes.\(format)")
        let other = ["KB_DB": program.folder.appendingPathComponent("other.db").path]
        let plan = try program.run("import", "notes", "notes.\(format)", "--dry-run", environment: other)
        #expect(
            plan.output.hasSuffix("4 notes added, 0 changed, 0 unchanged (nothing was written)\n"), "\(plan)")
        #expect(plan.output.contains("+ http:404  Wang: us: 404 #only #only\n"), "\(plan.output)")
        #expect(try program.run("note", "list", environment: other).status == 1)
        let run = try program.run("import", "notes", "notes.\(format)", environment: other)
        #expect(run.output == "4 notes added, 0 changed, 0 unchanged\n", "\(run.errors)")
        #expect(try contents(other["KB_DB"] ?? "") == contents(program.database.path))
        let again = try program.run("import", "notes", "notes.\(format)", environment: other)
        #expect(again.output == "0 notes added, 0 changed, 4 unchanged\n")
        #expect(try program.run("export", "notes", "--format", format, environment: other).output == text)
        // What was edited there is the note's next state.
        try program.write(text.replacing("=1+1", with: "=1+2"), to: "notes.\(format)")
        let edited = try program.run(
            "import", "notes", "notes.\(format)", "--author", "Zhao", environment: other)
        #expect(edited.output == "0 notes added, 1 changed, 3 unchanged\n", "\(edited.errors)")
    }

    @Test(
        "JSON, JSON Lines and CSV of others are read, whatever their columns are called",
        arguments: [
            (
                "a.json",
                ##"[{"code":"404","text":"eins","author":"Li","tags":["a","#b"],"date":"2026-03-12 08:30"},{"code":502,"comment":"zwei"}]"##
            ),
            (
                "b.jsonl",
                "{\"code\":\"http:404\",\"text\":\"eins\",\"author\":\"Li\",\"tags\":\"a, b\",\"created\":\"2026-03-12T08:30:00Z\"}\n{\"code\":\"502\",\"note\":\"zwei\"}\n"
            ),
            ("c.csv", "\u{FEFF}错误码;备注;作者;标签;日期\n404;eins;Li;a b;2026/03/12 08:30\n502;zwei;;;\n"),
            (
                "d.tsv",
                "code\ttext\tby\tlabels\tdate\n404\teins\tLi\ta,b\t2026-03-12T16:30:00+08:00\n502\tzwei\t\t\t\n"
            ),
            (
                "e.md",
                "# Notes\n\n## http:404\n\n--\nauthor: Li\ntags: a, b\ndate: 2026-03-12 08:30\n--\neins\n\n## 502 Bad Gateway\n--\n--\n\nzwei\n"
            ),
        ])
    func others(name: String, text: String) throws {
        try program.write(text, to: name)
        let run = try program.run("import", "notes", name, "--author", "Wei")
        #expect(run.output == "2 notes added, 0 changed, 0 unchanged\n", "\(run.errors)")
        let notes = try program.run("note", "list", "--json").lines
        #expect(
            notes[0].contains(#""author":"Li","body":"eins""#) && notes[0].contains(#""tags":["a","b"]"#),
            "\(notes)")
        #expect(notes[0].contains(#""created":"2026-03-12T08:30:00.000Z""#), "\(notes[0])")
        #expect(notes[1].contains(#""author":"Wei","body":"zwei""#))
        #expect(try program.run("import", "notes", name, "--author", "Wei").output.hasPrefix("0 notes added"))
    }

    @Test("UTF-16 and GB 18030 are read like documents")
    func encodings() throws {
        let text = "代码,文字\n404,先看网关的日志，再看后端的健康检查\n502,上游挂了就重启它，然后通知值班的人\n"
        try program.write(text, to: "utf8.csv")
        for (name, arguments) in [
            ("utf16.csv", ["-f", "UTF-8", "-t", "UTF-16"]), ("gb.csv", ["-f", "UTF-8", "-t", "GB18030"]),
        ] {
            let bytes = try program.tool("/usr/bin/iconv", arguments + ["-o", name, "utf8.csv"])
            try #require(bytes.status == 0)
            let run = try program.run("import", "notes", name)
            #expect(
                run.status == 0 && run.output.contains("2 unchanged")
                    || run.output.hasPrefix("2 notes added"), "\(run)")
        }
        #expect(try program.run("note", "list").output.contains("✎ 先看网关的日志"))
    }

    @Test("a line that is wrong is named and left out, unless it is to be all or nothing")
    func faults() throws {
        try program.execute(
            "INSERT INTO codes (book, code, name, description, position) VALUES ('sip', '404', 'Not Found', '', 1)"
        )
        let text = """
            code,text,date,tags
            http:404,gut,,
            999,kein Code,,
            404,welches Buch,,
            502,kein Datum,gestern,
            503,,,
            504,kein Tag,,\(String(repeating: "x", count: 70))
            410,"offen,,
            http:500,auch gut,,

            """
        try program.write(text, to: "notes.csv")
        let strict = try program.run("import", "notes", "notes.csv", "--strict")
        #expect(strict.status == 65 && strict.errors.contains("nothing was imported"), "\(strict)")
        #expect(try program.run("note", "list").status == 1)
        let run = try program.run("import", "notes", "notes.csv")
        #expect(
            run.status == 65 && run.output == "2 notes added, 0 changed, 0 unchanged, 6 left out\n", "\(run)")
        for fault in [
            "line 3: no code '999'", "line 4: '404' is in several books: http, sip",
            "line 5: 'gestern' is not a time",
            "line 6: the note has no text", "line 7: 'xxx", "line 8: a misplaced or unclosed quotation mark",
        ] { #expect(run.errors.contains(fault), "\(run.errors)") }
        #expect(
            try program.run("import", "notes", "notes.csv", "--book", "sip").output.hasPrefix("1 note added"))
        try program.write("a,b\n1,2\n", to: "none.csv")
        #expect(
            try program.run("import", "notes", "none.csv").errors.contains(
                "no columns 'code' and 'text' among: a, b"))

        try program.write(
            "{\"code\":\"502\",\"text\":\"a\"}\n{\"code\":\"503\",\n{\"code\":\"504\",\"text\":\"b\"}\n{\"x\":1}\n",
            to: "x.json")
        let json = try program.run("import", "notes", "x.json")
        #expect(
            json.output.hasPrefix("2 notes added") && json.errors.contains("line 2: not an object"), "\(json)"
        )
    }

    @Test("a line of kb's own that is wrong does not stop the others, and a trial writes nothing")
    func revisions() throws {
        try program.run("backup", "other.db")
        try fill()
        let lines = try program.run("export", "notes").lines
        try program.write((["{}"] + lines + ["x"]).joined(separator: "\n"), to: "notes.jsonl")
        let other = ["KB_DB": program.folder.appendingPathComponent("other.db").path]
        #expect(
            try program.run(
                "import", "notes", "notes.jsonl", "--strict", "--from", "jsonl", environment: other
            ).status == 65)
        let trial = try program.run(
            "import", "notes", "notes.jsonl", "--from", "jsonl", "--dry-run", environment: other)
        #expect(trial.output == "4 revisions added, 0 known (nothing was written)\n", "\(trial)")
        #expect(try program.run("note", "list", environment: other).status == 1)
        let run = try program.run("import", "notes", "notes.jsonl", "--from", "jsonl", environment: other)
        #expect(run.status == 65 && run.output == "4 revisions added, 0 known\n", "\(run)")
        #expect(
            run.errors.contains("line 1: ") && run.errors.contains("line 6: ")
                && run.errors.contains("2 invalid lines were left out"))
        #expect(try contents(other["KB_DB"] ?? "") == contents(program.database.path))
    }

    @Test("what is written as w3c has what the Web Annotation model requires")
    func webAnnotations() throws {
        try fill()
        try program.execute(
            """
            INSERT INTO notes (note, book, code, body, field, exact, anchor) VALUES
              ('team 1/ü', 'http', '500', 'x', 'description', 'gone', 'orphaned')
            """.replacing("team 1/ü", with: "team-1/ü"))
        let run = try program.run("export", "notes", "--format", "w3c")
        let document = try #require(
            JSONSerialization.jsonObject(with: Data(run.output.utf8)) as? [String: Any])
        let context = "http://www.w3.org/ns/anno.jsonld"
        #expect(
            document["@context"] as? String == context
                && document["type"] as? String == "AnnotationCollection")
        #expect(document["id"] is String && document["total"] as? Int == 5)
        let page = try #require(document["first"] as? [String: Any])
        #expect(page["type"] as? String == "AnnotationPage" && page["id"] is String)
        let items = try #require(page["items"] as? [[String: Any]])
        #expect(items.count == 5 && Set(items.compactMap { $0["id"] as? String }).count == 5)
        for item in items {
            // An annotation has exactly one id, an IRI, the context, the type, and one target or more.
            #expect(item["@context"] as? String == context && item["type"] as? String == "Annotation")
            let id = try #require(item["id"] as? String)
            #expect(id.wholeMatch(of: /urn:(uuid:[0-9a-f-]{36}|x-kb:note:[A-Za-z0-9%._~-]+)/) != nil, "\(id)")
            #expect(item["motivation"] as? String == "commenting")
            for time in ["created", "modified"] {
                let text = try #require(item[time] as? String)
                #expect(text.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z/) != nil)
            }
            if let creator = item["creator"] as? [String: Any] {
                #expect(creator["type"] as? String == "Person" && creator["name"] as? String != "")
            }
            let bodies = try #require(item["body"] as? [[String: Any]])
            #expect(bodies.allSatisfy { $0["type"] as? String == "TextualBody" && $0["value"] is String })
            if let target = item["target"] as? [String: Any] {
                #expect(target["type"] as? String == "SpecificResource" && target["source"] is String)
                let selectors = try #require(target["selector"] as? [[String: Any]])
                #expect(
                    selectors[0]["type"] as? String == "TextQuoteSelector" && selectors[0]["exact"] is String)
                if selectors.count > 1 {
                    #expect(selectors[1]["type"] as? String == "TextPositionSelector")
                    let (start, end) = (
                        selectors[1]["start"] as? Int ?? -1, selectors[1]["end"] as? Int ?? -1
                    )
                    #expect(start >= 0 && end > start)
                }
            } else {
                #expect((item["target"] as? String)?.hasPrefix("urn:x-kb:code:http:") == true)
            }
        }
        let quoted = items.compactMap { $0["target"] as? [String: Any] }
        #expect(quoted.count == 2)
        #expect(run.output.contains(#""purpose":"tagging""#))
    }
}
