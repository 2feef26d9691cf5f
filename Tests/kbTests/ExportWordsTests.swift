import Foundation
import Testing

@Suite("kb export aliases, synonyms, all")
struct ExportWordsTests {
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
            try program.run("export", "codes", "--book", "pay", "--format", "json").errors.contains(
                "kb export aliases --book pay"))
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
