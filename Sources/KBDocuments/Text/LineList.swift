import KBText

/// The entries of a plain text that has one a line; see ``TextShape``.
///
/// Lines further to the right, and others that begin with no code, go on with the description of the entry before them in
/// their paragraph. What stands before the first entry of a paragraph is a heading and left out, as remarks are. Where
/// every entry is a word with nothing but a number behind it, `NOT_FOUND 404`, the number is the code.
struct LineList {
    let bytes: UnsafeRawBufferPointer
    let start: Int
    let kinds: Set<LineHead.Kind>

    private struct Current {
        let code: Range<Int>
        let text: Int
        var end: Int
        let indent: Int
        let line: Int
    }

    /// Reads the list into a register.
    func parse(into register: EntryRegister, _ body: (Entry) throws -> Void) {
        var lines = Lines(bytes, from: start)
        var current: Current?
        var last: LineHead?
        let isNameFirst = isNameFirst
        func finish() {
            if let entry = current { register.admit(draft(of: entry, isNameFirst), body) }
            current = nil
        }
        while register.failure == nil, let line = lines.next() {
            register.pass(line.start)
            let first = WhiteSpace.skip(in: bytes, from: line.start, end: line.end)
            let end = WhiteSpace.trimEnd(in: bytes, from: first, end: line.end)
            guard first < end else {
                finish()
                continue
            }
            let indent = first - line.start
            let isDeeper = current.map { indent > $0.indent } ?? false
            if !isDeeper, TextShape.isRemark(bytes, from: first, to: end) {
                finish()
                register.skippedLines += 1
            } else if !isDeeper, let head = head(first, end) ?? sibling(of: last, first, end) {
                finish()
                last = head
                current = Current(
                    code: head.code, text: head.text, end: end, indent: indent, line: line.number)
            } else if let entry = current {
                if end - entry.text > Entry.longest {
                    register.report(.tooLong(bytes: end - entry.text), line: entry.line)
                    current = nil
                } else {
                    current?.end = end
                }
            } else {
                register.skippedLines += 1
            }
        }
        finish()
    }

    private func head(_ start: Int, _ end: Int) -> LineHead? {
        if let head = LineHead(bytes, from: start, to: end) { return kinds.contains(head.kind) ? head : nil }
        return LineHead(bare: bytes, from: start, to: end).flatMap { kinds.contains($0.kind) ? $0 : nil }
    }

    /// A code like the last one with another sign behind it, `E2: …` below `E1 - …`: people mix them.
    private func sibling(of last: LineHead?, _ start: Int, _ end: Int) -> LineHead? {
        guard let last, last.shape == .number || last.shape == .mixed,
            let head = LineHead(bytes, from: start, to: end), head.shape == last.shape,
            head.code.count == last.code.count, head.kind.isParted
        else { return nil }
        return head
    }

    /// Whether names come before their codes.
    private var isNameFirst: Bool {
        var lines = Lines(bytes, from: start)
        var count = 0
        while let line = lines.next() {
            let first = WhiteSpace.skip(in: bytes, from: line.start, end: line.end)
            let end = WhiteSpace.trimEnd(in: bytes, from: first, end: line.end)
            if first == end || TextShape.isRemark(bytes, from: first, to: end) { continue }
            guard let head = head(first, end) else {
                if count > 0 { return false }
                continue
            }
            guard head.shape != .number, head.shape != .mixed, end - head.text <= CodeFault.maximumLength,
                CodeShape(of: copied(bytes, from: head.text, to: end)) == .number
            else { return false }
            count += 1
        }
        return count > 1
    }

    private func draft(of entry: Current, _ isNameFirst: Bool) -> Entry {
        let text = WhiteSpace.skip(in: bytes, from: entry.text, end: entry.end)
        if isNameFirst {
            return Entry(
                code: copied(bytes, from: text, to: entry.end),
                name: copied(bytes, from: entry.code.lowerBound, to: entry.code.upperBound), description: "",
                line: entry.line)
        }
        let parts = EntryParts(bytes, from: text, to: entry.end, isLine: true)
        return Entry(
            code: copied(bytes, from: entry.code.lowerBound, to: entry.code.upperBound),
            name: Self.unescaped(parts.name.name).collapsingWhiteSpace,
            qualifier: parts.name.qualifier, description: Self.unescaped(parts.description), line: entry.line)
    }

    /// A text of a file of properties in Java, which may have characters as `\u4f59`.
    private static func unescaped(_ text: String) -> String {
        guard text.contains("\\u") else { return text }
        var units: [UInt16] = []
        var rest = Array(text.utf16)[...]
        while let unit = rest.popFirst() {
            let digits = rest.dropFirst().prefix(4)
            if unit == 0x5C, rest.first == 0x75, digits.count == 4,
                let value = UInt16(String(decoding: digits, as: UTF16.self), radix: 16), value > 0x1F
            {
                units.append(value)
                rest = rest.dropFirst(5)
            } else {
                units.append(unit)
            }
        }
        // Half a character alone stays as it is written.
        return String(validating: units, as: UTF16.self) ?? text
    }
}
