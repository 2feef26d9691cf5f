import KBText

/// The reader of Markdown.
///
/// Every table whose header has a code column is read; without one, every such table that is written in HTML. A document
/// without either has its codes in headings, each with what stands below it, or in the items of lists, or one a line.
struct MarkdownReader {
    let bytes: UnsafeRawBufferPointer
    let start: Int
    let mapping: ColumnMapping?

    /// Reads the document into a register.
    func parse(into register: EntryRegister, _ body: (Entry) throws -> Void) {
        do throws(Diagnostic) {
            var survey = MarkdownSurvey(of: bytes, mapping: mapping)
            try MarkdownBlocks(bytes: bytes, start: start).visit { block in
                survey.look(at: block)
                return !survey.hasTable
            }
            if !survey.hasTable, survey.hasHTMLTable {
                let page = HTMLReader(bytes: bytes, start: start, mapping: mapping)
                let (hasEntry, fault) = page.look()
                if hasEntry { return page.parse(into: register, body) }
                survey.found(fault)
            }
            switch survey.place {
            case .tables: try readTables(into: register, body)
            case .headings(let level): try readHeadings(level, into: register, body)
            case .items: try readItems(into: register, body)
            case .nowhere where survey.fault == nil && isList:
                TextParser(bytes, isValid: true).parse(into: register, body)
            case .nowhere: register.report(survey.fault ?? Diagnostic(line: 1, kind: .missingTable))
            }
        } catch {
            register.report(error)
        }
    }

    /// Whether the document has a code a line and nothing else, as plain text may have.
    private var isList: Bool {
        guard ForeignDocument(text: bytes, from: start) == nil else { return false }
        if case .lines = TextShape(of: bytes, from: start, pass: { _ in }) { return true }
        return false
    }

    /// Tells whether the first lines of a document hold a table with a code column.
    func hasTable(within limit: Int) -> Bool {
        let part = UnsafeRawBufferPointer(rebasing: bytes.prefix(limit))
        guard hasDashes(part) else { return false }
        var survey = MarkdownSurvey(of: part, mapping: mapping)
        try? MarkdownBlocks(bytes: part, start: start).visit { block in
            survey.look(at: block)
            return !survey.hasTable
        }
        return survey.hasTable
    }

    /// Whether a line is one of dashes and bars, as under the header of a table.
    private func hasDashes(_ part: UnsafeRawBufferPointer) -> Bool {
        var lines = Lines(part, from: start)
        while let line = lines.next() {
            let text = part[line.start..<line.end]
            if text.contains(0x2D), text.contains(0x7C),
                text.allSatisfy({ [0x2D, 0x7C, 0x3A, 0x20, 0x09, 0x3E].contains($0) })
            {
                return true
            }
        }
        return false
    }

    private func readTables(into register: EntryRegister, _ body: (Entry) throws -> Void) throws(Diagnostic) {
        // A table that goes on has its header again.
        var known: (header: [String], layout: ColumnLayout?) = ([], nil)
        try MarkdownBlocks(bytes: bytes, start: start).visit { block in
            for node in block.node.tables {
                let table = MarkdownTable(node, in: block)
                guard ColumnLayout.isHeader(table.header, mapping: mapping) else {
                    table.leaveOut(register, in: bytes)
                    continue
                }
                register.readTable(width: table.header.count)
                if table.header != known.header {
                    known = (table.header, nil)
                    do throws(ColumnFault) {
                        known.layout = try ColumnLayout(header: table.header, mapping: mapping)
                    } catch {
                        register.report(error.kind, line: table.line)
                    }
                }
                guard let layout = known.layout else { continue }
                table.forEachRow(in: bytes) { texts, cells, line in
                    admit(texts, cells, line, layout, table.header, into: register, body)
                    return register.failure == nil
                }
            }
            return register.failure == nil
        }
    }

    private func admit(
        _ texts: [String]?, _ cells: Int, _ line: Int, _ layout: ColumnLayout, _ header: [String],
        into register: EntryRegister, _ body: (Entry) throws -> Void
    ) {
        guard let texts else {
            return register.report(.raggedRow(fields: cells, expected: header.count), line: line)
        }
        if texts.allSatisfy(\.isEmpty) { return }
        register.look(at: texts, of: header)
        register.admit(layout.draft(from: texts, line: line), body)
    }

    private func readHeadings(
        _ level: Int, into register: EntryRegister, _ body: (Entry) throws -> Void
    ) throws(Diagnostic) {
        var entry: MarkdownEntry?
        func end() {
            if let entry { register.admit(entry.entry, body) }
            entry = nil
        }
        try MarkdownBlocks(bytes: bytes, start: start).visit { block in
            let line = block.line(of: block.node)
            if block.node.isHeading, block.node.headingLevel <= level {
                end()
                if block.node.headingLevel == level {
                    entry = MarkdownEntry(heading: block.node.text, line: line)
                }
            } else {
                entry?.add(block.node.text)
                if let size = entry?.size, size > Entry.longest {
                    register.report(.tooLong(bytes: size), line: line)
                    entry = nil
                }
            }
            return register.failure == nil
        }
        end()
    }

    private func readItems(into register: EntryRegister, _ body: (Entry) throws -> Void) throws(Diagnostic) {
        try MarkdownBlocks(bytes: bytes, start: start).visit { block in
            guard block.node.isList else { return true }
            for item in block.node.children.dropLast(block.isCut ? 1 : 0) {
                if let entry = MarkdownEntry(item: item, line: block.line(of: item)) {
                    register.admit(entry.entry, body)
                }
                guard register.failure == nil else { return false }
            }
            return true
        }
    }
}
