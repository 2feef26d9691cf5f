import Foundation
import GRDB
import KBCore
import KBDocuments
import KBMigrations
import KBPresentation
import KBText
import Testing

/// Whatever values another tool writes that SQL takes, nothing crashes or hangs, other codes are found, and new notes
/// are kept; an answer that is not right is one that `doctor` names.
@Suite("extreme values that other tools write", .enabled(if: Tool.sqlite3.exists, "sqlite3 is not installed"))
struct ExtremeValuesTests {
    /// Every column of numbers or text of a fresh file, so that one that is added is tried, too.
    static func columns() throws -> [ExtremeColumn] {
        try DatabaseQueue().write { db in
            for step in Migrations.all { try db.execute(sql: step.sql) }
            return try ExtremeColumn.all(db)
        }
    }

    /// A knowledge base with more rows in each table than there are values, and not many more: all is read again and
    /// again.
    private static let base = Result {
        let program = try Program()
        let knowledge = try KnowledgeBase(program.database.path, creatingIfMissing: true)
        _ = try knowledge.apply(
            ImportJob(Array(seed().utf8), name: "codes.txt", ImportJob.Options(book: "http")))
        for number in 0..<18 {
            _ = try knowledge.addSynonyms(["术语\(number)", "term \(number)"])
            _ = try knowledge.addAliases(["别名\(number)"], to: CodeReference(book: "http", code: "404"))
            let text = "1 One 服务器\(number)\n\n2 Two 其他的\(number)\n"
            _ = try knowledge.apply(
                ImportJob(Array(text.utf8), name: "b\(number)", ImportJob.Options(book: "b\(number)")))
        }
        _ = try knowledge.apply(changed(try seed()))
        for code in try knowledge.codes(CodePattern("http:4xx"), limit: 20) {
            var note = try knowledge.addNote("笔记：服务器", to: code.reference, tags: ["mark"])
            note.body += "，改过"
            _ = try knowledge.editNote(note)
            guard let quote = code.quotes(of: "请求").first else { continue }
            _ = try knowledge.addNote("批注", to: code.reference, anchor: quote)
        }
        try knowledge.addNote("标记笔记", to: kept)
        return program
    }

    private static let kept = CodeReference(book: "http", code: "503")

    private static func seed() throws -> String {
        try String(contentsOf: Program.root.appendingPathComponent("seed/codes.txt"), encoding: .utf8)
    }

    /// Another edition of the seed.
    private static func changed(_ text: String) throws -> ImportJob {
        try ImportJob(
            Array(text.replacing("请求", with: "这个请求").utf8), name: "codes.txt",
            ImportJob.Options(book: "http", mayRetireMuch: true))
    }

    /// A knowledge base in which a column has those values that the schema does not refuse.
    private static func program(with column: ExtremeColumn) throws -> Program {
        let program = try Program()
        try FileManager.default.copyItem(at: base.get().database, to: program.database)
        let run = try program.tool(
            Tool.sqlite3.path, ["-batch", program.database.path], input: column.script)
        #expect(!run.errors.contains("Parse error") && run.output.isEmpty, "\(column): \(run.errors)")
        return program
    }

    @Test(
        "they are answered, or refused in words, and named by doctor where an answer is wrong",
        arguments: try columns())
    func library(column: ExtremeColumn) throws {
        let program = try Self.program(with: column)
        try Look(program, column).everything()
    }

    @Test(
        "the program answers, or says what is wrong",
        arguments: try columns().filter {
            ["codes.id", "notes.note", "notes.start", "notes.updated_at", "note_revisions.created_at"]
                .contains($0.description)
        })
    func commands(column: ExtremeColumn) throws {
        let program = try Self.program(with: column)
        for arguments in [
            ["query", "503"], ["query", "笔记"], ["show", "404"], ["list"], ["note", "list"],
            ["note", "list", "--json"],
            ["annotation", "list"], ["stats"], ["export", "notes"], ["export", "codes", "--book", "http"],
            ["doctor"],
            ["note", "add", "503", "又一条"],
        ] {
            let run = try program.run(arguments)
            #expect([0, 1, 2, 65].contains(run.status), "\(column): \(arguments): \(run)")
            #expect(run.status == 0 || run.errors.contains("error: "), "\(column): \(arguments): \(run)")
            if arguments == ["query", "503"] {
                #expect(run.output.hasPrefix("503 Service Unavailable"), "\(column): \(run)")
            }
        }
        #expect(try program.run("note", "list", "503").output.contains("又一条"), "\(column)")
    }

    /// Looks at a knowledge base with everything there is to do so, and then writes to it.
    private struct Look {
        let column: ExtremeColumn
        let program: Program
        let store: Store
        let knowledge: KnowledgeBase
        let terminal = Terminal(isInteractive: true, width: 80, hasColor: true)

        init(_ program: Program, _ column: ExtremeColumn) throws {
            (self.program, self.column) = (program, column)
            store = try Store(path: program.database.path, access: .existing, longestRead: 600)
            knowledge = KnowledgeBase(store)
        }

        /// What something returns; nil where it was refused for a reason that can be told to a person.
        private func attempt<T>(_ what: String, _ body: () throws -> T) -> T? {
            do {
                return try body()
            } catch StoreError.stopped {
                Issue.record("\(column): \(what) takes too long")
            } catch is StoreError, is DocumentError, is any ReportableError {
            } catch {
                Issue.record("\(column): \(what): \(error)")
            }
            return nil
        }

        func everything() throws {
            let faults = attempt("check") { try knowledge.check() }
            let isWell = faults == []
            let isFound = search()
            #expect(isFound || !isWell, "\(column): another code is not found, and doctor is content")
            read()
            try export()
            write(isWell: isWell)
        }

        /// Whether a search finds what stands in the table.
        private func search() -> Bool {
            for query in ["笔记", "xieyi", "5xx", "unsuported", "请求 冲突", "网关"] {
                guard let answer = attempt(query, { try knowledge.search(query, limit: 50) }) else {
                    continue
                }
                let text = ResultText(terminal: terminal, explains: true)
                for result in answer.results {
                    #expect(
                        !ResultJSON.text(for: result, of: answer).isEmpty && !text.lines(for: result).isEmpty)
                }
            }
            let first = attempt("503") { try knowledge.search("503").results.first?.code.reference }
            let expected = attempt("codes") {
                try store.read { db in
                    try Int64.fetchSet(
                        db, sql: "SELECT id FROM codes WHERE instr(description, '服务器') AND state = 'active'")
                }
            }
            let found = attempt("服务器") { try knowledge.search("服务器", limit: 10_000).results.map(\.code.id) }
            return first == ExtremeValuesTests.kept
                && found.map { Set($0).isSuperset(of: expected ?? []) } == true
        }

        private func read() {
            for code in attempt("codes", { try knowledge.codes(limit: 1000) }) ?? [] {
                #expect(!CodeText.lines(for: code, terminal: terminal).isEmpty)
            }
            for note in attempt("notes", { try knowledge.notes(limit: 1000) }) ?? [] {
                #expect(!NoteText.text(of: note, on: terminal).isEmpty && !JSONValue(note).text.isEmpty)
                guard column.table.hasPrefix("note") else { continue }
                for revision in attempt("history", { try knowledge.history(ofNote: note.uuid) }) ?? []
                where revision.body.utf8.count < 100_000 {
                    #expect(!NoteText.text(of: revision, on: terminal).isEmpty)
                }
            }
            _ = attempt("show") { try knowledge.show("404").map { JSONValue.members(of: $0.code) } }
            _ = attempt("books") { try knowledge.books() }
            _ = attempt("conflicts") { try knowledge.conflicts() }
            _ = attempt("aliases") { try knowledge.aliases() }
            _ = attempt("synonyms") { try knowledge.synonyms() }
            _ = attempt("suggestions") { try knowledge.suggestions(for: "unsuported mesage") }
            _ = attempt("statistics") { try Statistics(store).overview() }
            _ = attempt("choices") { try Choices(store).codes(beginning: "4") }
            _ = attempt("tags") { try Choices(store).tags() }
        }

        private func export() throws {
            for format in DocumentFormat.written {
                _ = attempt("export of \(format)") {
                    try knowledge.exportCodes(of: "http", as: format) { _ in }
                }
            }
            _ = attempt("export of notes") { try knowledge.exportNotes { _ in } }
            _ = attempt("rescue of codes") { try Salvage(store).codes { _ in } }
            _ = attempt("rescue of notes") { try Salvage(store).revisions { _ in } }
            let copy = program.folder.appendingPathComponent("copy.db").path
            guard attempt("backup", { try knowledge.backUp(to: copy) }) != nil else { return }
            let counts = try [program.database.path, copy].map { path in
                try DatabaseQueue(path: path).read { try Int.fetchOne($0, sql: "SELECT count(*) FROM notes") }
            }
            #expect(counts[0] == counts[1], "\(column)")
        }

        /// A note is kept whatever the file holds; what else is written may be refused.
        private func write(isWell: Bool) {
            let note = attempt("note") { try knowledge.addNote("另一条笔记", to: ExtremeValuesTests.kept) }
            #expect(note != nil || !isWell, "\(column): no note can be written, and doctor is content")
            if let note {
                let notes = attempt("notes of 503") {
                    try knowledge.code(ExtremeValuesTests.kept)?.notes ?? []
                }
                #expect(
                    notes?.contains { $0.uuid == note.uuid } == true, "\(column): the new note is not there")
            }
            _ = attempt("alias") { try knowledge.addAliases(["忙不过来"], to: ExtremeValuesTests.kept) }
            _ = attempt("import") {
                try knowledge.apply(ExtremeValuesTests.changed(ExtremeValuesTests.seed()))
            }
            _ = attempt("notes of another file") {
                let other = try KnowledgeBase(ExtremeValuesTests.base.get().database.path)
                var lines: [String] = []
                _ = try other.exportNotes { lines.append($0) }
                _ = try knowledge.importNotes(lines)
            }
            guard !isWell else { return }
            _ = attempt("repair") { try knowledge.repair() }
        }
    }
}
