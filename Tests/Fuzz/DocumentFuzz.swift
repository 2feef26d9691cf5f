import Foundation
import KBCore
import KBDocuments
import KBPresentation
import TestSupport

/// Documents, as `kb import` and `kb export codes` read and write them.
struct DocumentFuzz: Fuzz {
    struct Input: CustomDebugStringConvertible {
        var bytes: [UInt8]
        var format: DocumentFormat?
        var columns: ColumnMapping?
        /// What each entry holds, where that is known.
        var texts: [[String]]?
        /// The format in which the entries are written, besides JSON.
        var otherFormat: DocumentFormat
        /// The book to import into; nil to read only.
        var book: String?
        var isHealthChecked: Bool

        var debugDescription: String {
            "\(format.map(\.rawValue) ?? "any format"), \(columns.map { "\($0)" } ?? "no columns"), written as "
                + "\(otherFormat), imported into \(book ?? "nothing"), \(bytes.count) bytes: "
                + String(decoding: bytes, as: UTF8.self).debugDescription
        }
    }

    private let documents: DocumentBytes
    private let imports: DocumentImports

    init(folder: String) throws {
        documents = try DocumentBytes()
        imports = try DocumentImports(folder: folder)
    }

    func input(_ random: inout SeededRandom) -> Input {
        var (bytes, format) = documents.bytes(&random)
        var texts: [[String]]?
        if random.oneIn(4) {
            let own = OwnDocuments.make(&random)
            (bytes, format) = (own.bytes, own.texts == nil ? nil : .csv)
            if random.oneIn(3) { documents.damage(&bytes, &random) } else { texts = own.texts }
        }
        var columns: ColumnMapping?
        if random.oneIn(30) {
            columns = ColumnMapping(
                code: random.oneIn(2) ? random.pick(["code", "No", "Value", "错误码", ""]) : nil,
                name: random.oneIn(2) ? random.pick(["name", "Description", "code", "消息"]) : nil,
                description: random.oneIn(3) ? random.pieces(upTo: 2) : nil)
        }
        if random.oneIn(60) { columns = ColumnMapping(code: "2", name: "1", hasHeader: false) }
        if columns != nil { texts = nil }
        let other =
            texts != nil
            ? format : random.oneIn(3) ? nil : random.oneIn(8) ? random.pick(DocumentFormat.allCases) : format
        return Input(
            bytes: bytes, format: other, columns: columns, texts: texts,
            otherFormat: random.pick(DocumentFormat.written),
            book: random.oneIn(10) ? random.pick(["http", "http", "new"]) : nil,
            isHealthChecked: random.oneIn(10))
    }

    func check(_ input: Input) throws {
        let entries: [Entry]?
        do {
            entries = try DocumentReader.read(input.bytes, format: input.format, columns: input.columns)
                .entries
        } catch {
            try Self.check(error)
            entries = nil
        }
        if let entries {
            try expect(!entries.isEmpty, "no entries and no error")
            let codes = Set(entries.map { Array($0.code.utf8) })
            try expect(codes.count == entries.count, "a code comes twice")
            for format in Set([input.otherFormat, .json]) { try Self.writeAndRead(entries, as: format) }
            if let texts = input.texts { try Self.compare(entries, texts) }
        }
        if let book = input.book { try imports.check(input, entries, book: book) }
    }

    /// An error names what is wrong, where, in both languages.
    private static func check(_ error: DocumentError) throws {
        let faults = error.diagnostics
        try expect(!faults.isEmpty, "an error without a reason")
        try expect(
            faults.map(\.line) == faults.map(\.line).sorted() && faults[0].line > 0, "lines not in order")
        for fault in faults.prefix(20) {
            for language in Language.allCases {
                let text = Language.$current.withValue(language) { fault.text }
                try expect(!text.isEmpty, "no text: \(fault)")
            }
        }
    }

    /// What a format can hold is read back as it was.
    private static func writeAndRead(_ entries: [Entry], as format: DocumentFormat) throws {
        let text: String
        do {
            text = try DocumentWriter.write(entries, as: format)
        } catch {
            for fault in error.diagnostics {
                guard case .unrepresentable(_, format, let reason) = fault.kind else {
                    throw Broken(description: "cannot be written as \(format): \(fault)")
                }
                // Plain text may have codes such as 105-199, which the other formats leave out.
                try expect(format != .json || reason == .codeRange, "JSON cannot hold it: \(fault)")
            }
            return
        }
        let read: [Entry]
        do {
            read = try DocumentReader.read(Array(text.utf8), format: format).entries
        } catch {
            throw Broken(
                description: "written as \(format), it cannot be read: \(error)\n\(text.debugDescription)")
        }
        try expect(
            read.count == entries.count && zip(read, entries).allSatisfy { Self.parts($0) == Self.parts($1) },
            "written as \(format), it reads otherwise: \(text.debugDescription)")
        var guessed: [Entry] = []
        do {
            _ = try Array(text.utf8).withUnsafeBytes { bytes in
                try DocumentReader.forEachEntry(in: bytes, fallback: format) { guessed.append($0) }
            }
        } catch let error as DocumentError where format == .text && error.foreign != nil {
            // Codes without a digit or capitals may look like prose; that is said, and nothing is read wrongly.
            return
        } catch {
            throw Broken(
                description:
                    "written as \(format), a file of it cannot be read: \(error)\n\(text.debugDescription)")
        }
        try expect(
            guessed.map(Self.parts) == entries.map(Self.parts),
            "written as \(format), a file of it reads otherwise: \(text.debugDescription)")
        guard [.json, .jsonl, .yaml].contains(format) else { return }
        try expect(
            zip(read, entries).allSatisfy { $0.aliases == $1.aliases && $0.translations == $1.translations },
            "written as \(format), other names or translations are others: \(text.debugDescription)")
    }

    /// Nothing that stands in a row of a table is lost.
    private static func compare(_ entries: [Entry], _ texts: [[String]]) throws {
        try expect(entries.count == texts.count, "\(texts.count) rows are \(entries.count) entries")
        for (entry, cells) in zip(entries, texts) {
            let parts =
                [entry.code, entry.name, entry.qualifier ?? "", entry.description] + entry.fields.map(\.text)
                + entry.translations.flatMap { [$0.name, $0.description] }
            for cell in cells { try expect(parts.contains(cell), "\(cell) is lost: \(entry)") }
        }
    }

    /// What an entry says, byte by byte; fields in any order, which a table gives them.
    static func parts(_ entry: Entry) -> [[UInt8]?] {
        let fields = entry.fields.sorted { $0.name < $1.name }.flatMap { [$0.name, $0.text] }
        let texts = [entry.code, entry.name, entry.qualifier, entry.description] + fields
        return texts.map { $0.map { Array($0.utf8) } }
    }
}
