import KBText

/// A document of notes: kb's own JSON Lines, Markdown or CSV, or JSON and CSV of somebody else.
package struct NoteDocument {
    /// How notes are written.
    package enum Format: String, CaseIterable, Sendable {
        /// A line for each state of each note, as `kb export notes` writes it.
        case revisions = "jsonl"
        case json
        case csv
        case markdown
    }

    /// A piece of the document.
    package enum Item {
        case entry(NoteEntry)
        case fault(NoteEntryFault, line: Int)
    }

    package let format: Format
    let bytes: UnsafeRawBufferPointer
    private let start: Int
    /// What was converted; it owns the bytes then.
    private let converted: [UInt8]

    /// Reads a document, in UTF-8, UTF-16 or GB 18030, and gives it to `body`.
    ///
    /// - Parameters:
    ///   - bytes: The document.
    ///   - name: What its file is called, which decides where the content does not.
    ///   - format: How it is written; nil to find that out.
    ///   - body: Takes the document, which is not to be kept.
    /// - Returns: What `body` returns.
    /// - Throws: ``DocumentError`` where the text cannot be decoded; what `body` throws.
    package static func read<T>(
        _ bytes: UnsafeRawBufferPointer, name: String, format: Format?, _ body: (NoteDocument) throws -> T
    ) throws -> T {
        switch try DecodedText.decode(bytes, progress: { _ in }) {
        case .utf8(let start, _):
            return try body(NoteDocument(bytes, from: start, [], name, format))
        case .converted(let text, _):
            return try text.withUnsafeBytes { try body(NoteDocument($0, from: 0, text, name, format)) }
        }
    }

    private init(
        _ bytes: UnsafeRawBufferPointer, from start: Int, _ converted: [UInt8], _ name: String,
        _ format: Format?
    ) {
        self.bytes = bytes
        self.start = start
        self.converted = converted
        self.format = format ?? Self.format(of: bytes, from: start, name)
    }

    private static func format(of bytes: UnsafeRawBufferPointer, from start: Int, _ name: String) -> Format {
        let head = String(decoding: bytes[start..<min(bytes.count, start + 4096)], as: UTF8.self)
        let first = head.first { !$0.isWhitespace }
        if first == "{" || first == "[" {
            let line = head.split(whereSeparator: \.isNewline).first ?? ""
            return first == "{" && line.contains(#""revision""#)
                && (line.contains(#""note""#) || line.contains(#""word""#))
                ? .revisions : .json
        }
        let suffix = name.split(separator: ".").last.map { $0.lowercased() } ?? ""
        if ["md", "markdown"].contains(suffix) || first == "#" || head.hasPrefix("--") { return .markdown }
        // Lines of its own without the beginning that kb writes.
        return suffix == "jsonl" ? .revisions : .csv
    }

    /// The lines, one after another; what is no UTF-8 is U+FFFD alone, which is no JSON.
    package var lines: some Sequence<String> {
        numbered.lazy.map { $0.text ?? "\u{FFFD}" }
    }

    /// The notes of a document that is not kb's own JSON Lines, in its order.
    package func visit(_ body: (Item) throws -> Void) throws {
        switch format {
        case .csv: try forEachRecord(body)
        case .json, .revisions: try forEachObject(body)
        case .markdown: try NoteMarkdown.visit(numbered, body)
        }
    }

    private var numbered: some Sequence<(text: String?, number: Int)> {
        var lines = Lines(bytes, from: start)
        return AnyIterator {
            lines.next().map { line in
                (String(validating: bytes[line.start..<line.end], as: UTF8.self), line.number)
            }
        }
    }

    private func forEachRecord(_ body: (Item) throws -> Void) throws {
        var heading = Lines(bytes, from: start)
        guard let first = heading.next() else { return }
        func count(_ byte: UInt8) -> Int { bytes[first.start..<first.end].count { $0 == byte } }
        let delimiter = [0x2C, 0x09, 0x3B].max { count($0) < count($1) } ?? 0x2C
        var records = CSVRecords(bytes, from: start, delimiter: delimiter)
        var roles: [NoteEntry.Role?]?
        while let record = records.next() {
            guard record.fault == nil else {
                try body(.fault(.quotationMark, line: record.line))
                continue
            }
            guard bytes[record.start..<record.end].isUTF8 else {
                try body(.fault(.notUTF8, line: record.line))
                continue
            }
            let texts = record.texts(in: bytes)
            if texts.allSatisfy({ $0.collapsingWhiteSpace.isEmpty }) { continue }
            guard let roles else {
                let found = texts.map { NoteEntry.Role($0) }
                guard found.contains(.code), found.contains(.body) else {
                    return try body(
                        .fault(.noColumn(names: texts.map(\.collapsingWhiteSpace)), line: record.line))
                }
                roles = found
                continue
            }
            var entry = NoteEntry(line: record.line)
            for (role, text) in zip(roles, texts) {
                if let role { entry.take(text, as: role) }
            }
            try body(.entry(entry))
        }
    }

    private func forEachObject(_ body: (Item) throws -> Void) throws {
        var scanner = JSONScanner(bytes, from: start, to: bytes.count)
        while let byte = scanner.peek() {
            if [0x5B, 0x2C, 0x5D].contains(byte) {
                scanner.offset += 1
                continue
            }
            let (begin, line) = (scanner.offset, scanner.line)
            do {
                let object = try JSONTree(&scanner)
                guard bytes[begin..<scanner.offset].isUTF8 else {
                    try body(.fault(.notUTF8, line: line))
                    continue
                }
                try body(Self.item(object, line: line))
            } catch is JSONFault {
                try body(.fault(.notJSON, line: line))
                // The next line may be one again.
                var end = bytes.firstIndex(of: 0x0A, from: begin, to: bytes.count) ?? bytes.count
                var number = line
                while end < bytes.count {
                    number += 1
                    let next = end + 1
                    if next < bytes.count, [0x7B, 0x20, 0x09, 0x5B].contains(bytes[next]) { break }
                    end = bytes.firstIndex(of: 0x0A, from: next, to: bytes.count) ?? bytes.count
                }
                scanner = JSONScanner(bytes, from: min(end + 1, bytes.count), to: bytes.count, line: number)
            }
        }
    }

    private static func item(_ object: JSONTree, line: Int) -> Item {
        let members = object.members
        var entry = NoteEntry(line: line)
        for (key, value) in members {
            guard let role = NoteEntry.Role(key) else { continue }
            if role == .tags, !value.items.isEmpty {
                entry.tags += value.items.compactMap(\.text)
            } else if let text = value.text {
                entry.take(text, as: role)
            }
        }
        guard !members.isEmpty else { return .fault(.notJSON, line: line) }
        guard !entry.code.isEmpty, !entry.body.isEmpty else {
            return .fault(.noColumn(names: members.map(\.key)), line: line)
        }
        return .entry(entry)
    }
}

extension Slice<UnsafeRawBufferPointer> {
    fileprivate var isUTF8: Bool { String(validating: self, as: UTF8.self) != nil }
}
