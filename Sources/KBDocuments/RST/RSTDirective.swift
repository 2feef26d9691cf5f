import KBText

/// A table that a directive of reStructuredText has, `list-table` or `csv-table`: what stands below it, further to the
/// right.
struct RSTDirective {
    enum Kind: String, CaseIterable {
        case list = "list-table::"
        case csv = "csv-table::"
    }

    let kind: Kind
    private let bytes: UnsafeRawBufferPointer
    private let lines: [Line]
    private var options: [String: String] = [:]
    // The first of the lines that is no option.
    private var content = 0

    /// Takes the kind of the directive that stands on a line; nil where there is no such directive.
    static func kind(_ bytes: UnsafeRawBufferPointer, _ line: Line) -> Kind? {
        let start = WhiteSpace.skip(in: bytes, from: line.start, end: line.end)
        guard bytes[start..<line.end].starts(with: ".. ".utf8) else { return nil }
        let name = WhiteSpace.skip(in: bytes, from: start + 3, end: line.end)
        return Kind.allCases.first { bytes[name..<line.end].starts(with: $0.rawValue.utf8) }
    }

    /// Takes the lines below a directive.
    init(_ kind: Kind, _ lines: [Line], in bytes: UnsafeRawBufferPointer) {
        self.kind = kind
        self.lines = lines
        self.bytes = bytes
        while content < lines.count, let option = option(lines[content]) {
            options[option.name] = option.text
            content += 1
        }
    }

    /// `:header: "Code", "Name"`.
    private func option(_ line: Line) -> (name: String, text: String)? {
        let text = copied(bytes, from: line.start, to: line.end).collapsingOuterWhiteSpace
        guard text.hasPrefix(":"), let end = text.dropFirst().firstIndex(of: ":") else { return nil }
        let name = text[text.index(after: text.startIndex)..<end]
        return (name.lowercased(), String(text[text.index(after: end)...]).collapsingOuterWhiteSpace)
    }

    /// Calls `body` with the texts of each row and its line.
    func forEachRow(_ body: ([String], _ line: Int) -> Void) {
        switch kind {
        case .list: forEachListRow(body)
        case .csv: forEachRecord(body)
        }
    }

    /// Rows are items of a list, `* - cell`, and cells those of a list in each.
    private func forEachListRow(_ body: ([String], _ line: Int) -> Void) {
        var row: (indent: Int, cells: [[String]], line: Int)?
        var cellIndent = 0
        func end() {
            if let row { body(row.cells.map { RSTCell($0).text }, row.line) }
        }
        for line in lines[content...] {
            let start = WhiteSpace.skip(in: bytes, from: line.start, end: line.end)
            let text = copied(bytes, from: start, to: line.end)
            let indent = start - line.start
            if indent <= row?.indent ?? indent, let cell = Self.item(text).flatMap(Self.item) {
                end()
                row = (indent, [[cell]], line.number)
                cellIndent = indent + text.utf8.count - (Self.item(text)?.utf8.count ?? 0)
            } else if row != nil, indent == cellIndent, let cell = Self.item(text) {
                row?.cells.append([cell])
            } else if let last = row?.cells.indices.last {
                row?.cells[last].append(text.collapsingOuterWhiteSpace)
            }
        }
        end()
    }

    /// What stands behind a bullet; nil where there is none.
    private static func item(_ text: String) -> String? {
        guard let bullet = text.first, "*-+•".contains(bullet) else { return nil }
        let rest = text.dropFirst()
        return rest.isEmpty || rest.first?.isWhitespace == true
            ? String(rest.drop(while: \.isWhitespace)) : nil
    }

    /// Rows are records of CSV, and the header may stand in an option.
    private func forEachRecord(_ body: ([String], _ line: Int) -> Void) {
        let delimiter: UInt8 =
            switch options["delim"] {
            case "tab"?: 0x09
            case "space"?: 0x20
            case let text?: text.utf8.first ?? 0x2C
            case nil: 0x2C
            }
        let header = options["header"] ?? ""
        let indent =
            lines[content...].lazy.filter { $0.start < $0.end }.map {
                WhiteSpace.skip(in: bytes, from: $0.start, end: $0.end) - $0.start
            }.min() ?? 0
        var text = Array(header.utf8) + [0x0A]
        for line in lines[content...] {
            text += bytes[min(line.end, line.start + indent)..<line.end]
            text.append(0x0A)
        }
        // The header's line is the one before the first.
        let first = lines.indices.contains(content) ? lines[content].number : lines.first?.number ?? 2
        text.withUnsafeBytes { text in
            var records = CSVRecords(text, from: 0, line: first - 1, delimiter: delimiter)
            while let record = records.next() {
                if record.fault == nil {
                    body(record.texts(in: text).map { RSTCell([$0]).text }, record.line)
                }
            }
        }
    }
}
