import Foundation
import KBCore
import KBDocuments

/// Imports documents, each into a knowledge base of its own that has codes, notes and annotations already.
struct DocumentImports {
    private let folder: String
    private let template: Data

    init(folder: String) throws {
        self.folder = folder
        let path = folder + "/template.db"
        let store = try Material.make(path, books: ["http"], withWords: false)
        let notes = Notes(store)
        for (code, quote) in [("404", "请求失败"), ("404", "Not Found"), ("502", "网关"), ("409", "冲突")] {
            let reference = CodeReference(book: "http", code: code)
            let found = try Codes(store).find("http:" + code).first
            let anchor = found?.quotes(of: quote).first
            _ = try notes.add(NoteDraft(reference: reference, body: "about \(quote)", anchor: anchor))
            _ = try notes.add(NoteDraft(reference: reference, body: "about \(code)"))
        }
        template = try Data(contentsOf: URL(filePath: path))
    }

    /// Imports a document as `kb import` does; `entries` is what is in it, nil when it has errors.
    func check(_ input: DocumentFuzz.Input, _ entries: [Entry]?, book: String) throws {
        let (path, document) = (folder + "/import.db", folder + "/document")
        try template.write(to: URL(filePath: path))
        try Data(input.bytes).write(to: URL(filePath: document))
        let store = try Store(path: path, access: .existing)
        let importer = Importer(store)
        let file = try SourceFile(reading: document)
        let source = ImportSource(
            name: file.name, sha256: file.sha256,
            entries: { try file.forEachEntry(format: input.format, columns: input.columns, $0) })
        let before = try Statistics(store).overview()
        let plan: ImportPlan
        do {
            plan = try importer.plan(source, book: book)
            try expect(entries != nil, "a document with errors is imported")
            let outcome = try importer.apply(source, book: book)
            try expect(outcome.plan == plan, "does \(outcome.plan), not \(plan)")
        } catch is DocumentError {
            try expect(entries == nil, "a document without errors is not imported")
            try expect(try Statistics(store).overview() == before, "half an import")
            return
        }
        try expect(try importer.plan(source, book: book).isEmpty, "the same document twice changes something")
        let active = try Codes(store).list(book: book).filter { $0.state == .active }.map {
            Entry(
                code: $0.reference.code, name: $0.name, qualifier: $0.qualifier, description: $0.description,
                fields: $0.fields, line: 1)
        }
        try expect(
            active.map(DocumentFuzz.parts) == (entries ?? []).map(DocumentFuzz.parts),
            "the book is not the document")
        let after = try Statistics(store).overview()
        try expect(
            after.notes == before.notes && after.annotations == before.annotations
                && after.noteRevisions >= before.noteRevisions, "a note is lost")
        if input.isHealthChecked { try Material.checkHealth(store) }
    }
}
