import Foundation
import Testing

@Suite("kb export aliases, synonyms, all")
struct ExportWordsTests {
    @Test(
        "a document carries other names and translations along, or says that it cannot",
        arguments: ["json", "jsonl", "yaml", "csv", "tsv", "markdown", "txt"])
    func document(format: String) throws {
        let program = try Program()
        try program.write("code,name_zh,name_en,desc,级别\nE1,余额不足,No money,先充值,高\nE2,卡,,,\n", to: "pay.csv")
        try program.run("import", "pay.csv")
        try program.run("alias", "add", "E1", "没钱", "a;b")
        let export = try program.run("export", "codes", "--format", format)
        let other = ["KB_DB": program.folder.appendingPathComponent("other.db").path]
        if format == "txt" {
            #expect(export.status == 65)
            try program.run("code", "edit", "E1", "--field", "级别=")
            let text = try program.run("export", "codes", "--format", "txt")
            #expect(
                text.errors == "txt cannot hold 2 aliases and 1 translation; --format json can\n")
            return
        }
        #expect(export.status == 0 && export.errors.isEmpty)
        try program.write(export.output, to: "copy.\(format == "markdown" ? "md" : format)")
        try program.run(
            ["import", "copy.\(format == "markdown" ? "md" : format)", "--book", "pay"], environment: other)
        let codes = try program.run(["show", "pay:E1", "--json"], environment: other).output
        for text in ["没钱", "a;b", "No money", "级别"] { #expect(codes.contains(text), "\(text) in \(codes)") }
        let again = try program.run(
            ["import", "copy.\(format == "markdown" ? "md" : format)", "--book", "pay"], environment: other)
        #expect(again.output == "nothing changed in pay\n")
        #expect(
            try program.run(["export", "codes", "--format", format], environment: other).output
                .contains("No money"))
    }

    @Test("an alias that was taken away stays away while its document is the same")
    func removedAlias() throws {
        let program = try Program()
        try program.write(#"[{"code": "E1", "name": "A", "aliases": ["x", "y"]}]"#, to: "pay.json")
        #expect(try program.run("import", "pay.json").output == "1 added to pay, 2 aliases\n")
        try program.run("alias", "rm", "E1", "x")
        #expect(try program.run("import", "pay.json").output == "nothing changed in pay\n")
        try program.write(#"[{"code": "E1", "name": "A", "aliases": ["x", "y", "z"]}]"#, to: "pay.json")
        #expect(
            try program.run("import", "pay.json", "--dry-run").output.hasSuffix(
                "; 0 notes on retired codes; 2 new aliases, 0 new synonyms\n"))
        #expect(try program.run("import", "pay.json").output == "2 aliases\n")
        #expect(try program.run("query", "z").output.contains("E1 A"))
        try program.run("import", "undo", "--yes")
        #expect(try program.run("export", "aliases").lines.dropFirst() == ["pay\tE1\ty\t\t"])
    }

    @Test("everything that was exported can be read elsewhere")
    func all() throws {
        let program = try Program()
        try program.write("code,name,Owner\nE1,余额不足,pay\nE2,卡,\n", to: "pay.csv")
        try program.run("import", "pay.csv")
        try program.run("import", "-", "--book", "b", input: "1 One 一。")
        try program.run("alias", "add", "E1", "没钱", "#1")
        try program.run("synonym", "add", "挂了", "崩了")
        try program.run("note", "add", "E1", "先充值")
        #expect(
            try program.run("export", "aliases", "--book", "pay").lines == [
                "book\tcode\talias\tlanguage\tsource", "pay\tE1\t没钱\t\tuser", "pay\tE1\t#1\t\tuser",
            ])
        #expect(try program.run("export", "synonyms").output == "挂了\t崩了\n")
        #expect(
            try program.run("export", "all", "out").output
                == "2 books, aliases, synonyms and notes are in out\n")
        #expect(try program.run("export", "all", "out").status == 73)
        let other = ["KB_DB": program.folder.appendingPathComponent("other.db").path]
        for name in ["b", "pay"] { try program.run(["import", "out/\(name).json"], environment: other) }
        try program.run(["import", "notes", "out/notes.jsonl"], environment: other)
        for arguments in [["export", "aliases"], ["export", "synonyms"], ["export", "notes"], ["list"]] {
            #expect(try program.run(arguments, environment: other).output == program.run(arguments).output)
        }
    }
}
