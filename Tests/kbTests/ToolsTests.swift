import Foundation
import KBCore
import Testing

/// The file in the hands of other tools: they read and search it, and what they write is found by kb.
@Suite("other tools")
struct ToolsTests {
    @Test("sqlite3 searches, writes and dumps a knowledge base", .enabled(if: Tool.sqlite3.exists))
    func sqlite3() throws {
        let program = try Program.seeded()
        let file = program.database.path
        func sql(_ text: String) throws -> String { try Tool.sqlite3.run(in: program, [file, text]) }
        #expect(
            try sql("SELECT code FROM codes_fts WHERE codes_fts MATCH '客户端' LIMIT 3").split(separator: "\n")
                .count == 3)
        #expect(try sql("SELECT code FROM codes WHERE description LIKE '%茶壶%'") == "418\n")
        #expect(try sql("SELECT note_count FROM codes_with_notes WHERE code = '404'") == "0\n")

        _ = try sql("INSERT INTO notes (book, code, body) VALUES ('http', '404', '网关配置常见原因')")
        _ = try sql("INSERT INTO aliases (book, code, alias) VALUES ('http', '404', '迷路页面')")
        _ = try sql("UPDATE codes SET description = '换成了鹦鹉' WHERE code = '500'")
        #expect(try program.run("show", "404").output.contains("网关配置常见原因"))
        #expect(try program.run("query", "迷路页面").output.hasPrefix("404 "))
        #expect(try program.run("query", "鹦鹉").output.hasPrefix("500 "))
        #expect(try program.run("doctor").status == 0)

        let dump = try sql(".dump")
        let copy = program.folder.appendingPathComponent("copy.db").path
        try Tool.sqlite3.run(in: program, [copy], input: dump)
        #expect(try program.run("doctor", "--db", copy).status == 0)
        #expect(try program.run("show", "404", "--db", copy).output == program.run("show", "404").output)
    }

    @Test(
        "another program that closes a file in WAL mode leaves the log to kb, which has it open",
        .enabled(if: Tool.sqlite3.exists))
    func openLog() throws {
        let program = try Program.seeded()
        let file = program.database.path
        try Tool.sqlite3.run(in: program, [file, "PRAGMA journal_mode = WAL"])
        let store = try Store(path: file, access: .existing)
        _ = try Health(store).remarks()
        let draft = NoteDraft(reference: CodeReference(book: "http", code: "404"), body: "vorher")
        _ = try Notes(store).add(draft)
        try Tool.sqlite3.run(in: program, [file, "SELECT count(*) FROM notes"])
        #expect(FileManager.default.fileExists(atPath: file + "-wal"))
        _ = try Notes(store).add(draft)
        #expect(try Tool.sqlite3.run(in: program, [file, "SELECT count(*) FROM notes"]) == "2\n")
    }

    @Test("deleting a code that has notes is refused, in words", .enabled(if: Tool.sqlite3.exists))
    func refusedDelete() throws {
        let program = try Program.seeded()
        try program.run("note", "add", "404", "要留住")
        let run = try program.tool(
            Tool.sqlite3.path, [program.database.path, "DELETE FROM codes WHERE code = '404'"])
        #expect(run.status != 0)
        #expect(run.errors.contains("retired"))
    }

    @Test("sqlite-utils replaces, upserts and searches", .enabled(if: Tool.sqliteUtils.exists))
    func sqliteUtils() throws {
        let program = try Program.seeded()
        let file = program.database.path
        func utils(_ arguments: String..., input: String = "") throws -> String {
            try Tool.sqliteUtils.run(in: program, arguments, input: input)
        }
        try program.run("note", "add", "404", "要留住的笔记")
        let id = try Tool.sqlite3.run(in: program, [file, "SELECT id FROM codes WHERE code = '404'"])
            .trimmingCharacters(in: .whitespacesAndNewlines)
        let row =
            #"[{"id": \#(id), "book": "http", "code": "404", "name": "Not Found", "description": "全新的袋鼠"}]"#
        _ = try utils("insert", file, "codes", "-", "--replace", "--pk", "id", input: row)
        #expect(try program.run("query", "袋鼠").output.hasPrefix("404 "))
        #expect(try program.run("show", "404").output.contains("要留住的笔记"))

        let change =
            #"[{"id": \#(id), "book": "http", "code": "404", "name": "Not Found", "description": "后来的树懒"}]"#
        _ = try utils("upsert", file, "codes", "-", "--pk", "id", input: change)
        #expect(try program.run("query", "树懒").output.hasPrefix("404 "))
        #expect(try program.run("query", "袋鼠").status == 1)
        #expect(try utils("search", file, "codes", "客户端").contains("\"code\""))
        #expect(try program.run("doctor").status == 0)
    }

    @Test("Datasette inspects the file and searches its table", .enabled(if: Tool.datasette.exists))
    func datasette() throws {
        let program = try Program.seeded()
        let file = program.database.path
        #expect(try Tool.datasette.run(in: program, ["inspect", file]).contains("codes_fts"))
        // It finds the index of a table by the index's content table.
        let answer = try Tool.datasette.run(
            in: program,
            ["--get", "/kb/codes.json?_search=%E8%8C%B6%E5%A3%B6%E5%86%B2&_shape=array&_col=code", file])
        #expect(answer.contains(#""code": "418""#))
        #expect(!answer.contains(#""code": "400""#))
        let notes = try Tool.datasette.run(
            in: program, ["--get", "/kb/codes_with_notes.json?_size=3&_shape=array", file])
        #expect(notes.contains("note_count"))
    }
}
