/// How the entries of a plain text are separated, detected from the whole text.
enum TextShape {
    /// At blank lines, as in the seed.
    case paragraphs
    /// At lines that begin with a code, of one of these kinds.
    case lines(Set<LineHead.Kind>)

    /// Looks at every line of a text.
    ///
    /// A line that begins with a code within a paragraph speaks for a line each. It counts where paragraphs begin the
    /// same way and there are few of those beside such lines, or all lines have a tab behind their code; or where most lines
    /// are like that, after a heading.
    ///
    /// - Parameters:
    ///   - bytes: The text.
    ///   - start: Where it begins.
    ///   - pass: Told how far a look has come, so that the caller can let go of what is behind.
    init(of bytes: UnsafeRawBufferPointer, from start: Int, pass: (Int) -> Void) {
        var inside: [LineHead.Kind: Int] = [:]
        var first: Set<LineHead.Kind> = []
        var (paragraphs, lines, tabbed) = (0, 0, 0)
        Self.forEachLine(of: bytes, from: start, pass) { head, isFirst in
            lines += 1
            if isFirst { paragraphs += 1 }
            guard let head else { return }
            if head.kind.delimiter == .tab { tabbed += 1 }
            if isFirst { first.insert(head.kind) } else { inside[head.kind, default: 0] += 1 }
        }
        self = .paragraphs
        if inside.isEmpty { return }
        let count = inside.reduce(0) { $0 + (first.contains($1.key) ? $1.value : 0) }
        if count > 0, 2 * count >= paragraphs || tabbed == lines {
            self = .lines(first)
        } else if let (kind, count) = inside.filter(\.key.hasShape).max(by: { $0.value < $1.value }),
            count > 1,
            5 * count >= 3 * lines
        {
            self = .lines(first.union([kind]))
        }
    }

    /// Calls `body` for each line that is not blank and no remark, with the code that it begins with, and with whether a
    /// paragraph begins with it.
    ///
    /// Left out are lines further to the right than one with a code above them: they go on with it. A code alone on its
    /// line counts where there is such a line below it.
    private static func forEachLine(
        of bytes: UnsafeRawBufferPointer, from start: Int, _ pass: (Int) -> Void,
        _ body: (LineHead?, _ isFirst: Bool) -> Void
    ) {
        defer { pass(bytes.count) }
        var lines = Lines(bytes, from: start)
        var indent: Int?
        var isFirst = true
        /// A code alone on the line before, of which it is not known yet whether it counts.
        var bare: (head: LineHead, isFirst: Bool)?
        func finish(_ goesOn: Bool) {
            if let bare { body(goesOn ? bare.head : nil, bare.isFirst) }
            bare = nil
        }
        while let line = lines.next() {
            pass(line.start)
            let text = WhiteSpace.skip(in: bytes, from: line.start, end: line.end)
            guard text < line.end else {
                finish(false)
                (indent, isFirst) = (nil, true)
                continue
            }
            if isRemark(bytes, from: text, to: line.end) { continue }
            let own = text - line.start
            if let indent, own > indent {
                finish(true)
                continue
            }
            finish(false)
            if let head = LineHead(bytes, from: text, to: line.end) {
                body(head, isFirst)
                indent = own
            } else if let head = LineHead(bare: bytes, from: text, to: line.end) {
                bare = (head, isFirst)
                indent = own
            } else {
                body(nil, isFirst)
            }
            isFirst = false
        }
        finish(false)
    }

    /// Whether a line is a remark, a heading or a rule: `# 支付`, `// …`, `; …`, `[支付]`, `=====`.
    static func isRemark(_ bytes: UnsafeRawBufferPointer, from start: Int, to end: Int) -> Bool {
        switch bytes[start] {
        case 0x23:
            var index = start
            while index < end, bytes[index] == 0x23 { index += 1 }
            return index == end || WhiteSpace.length(in: bytes, at: index, end: end) > 0
        // `; …` beside tabs, as in some lists of codes.
        case 0x3B:
            return start + 1 == end || bytes[start + 1] == 0x3B
                || WhiteSpace.length(in: bytes, at: start + 1, end: end) > 0
        case 0x2F: return start + 1 < end && bytes[start + 1] == 0x2F
        case 0x5B:
            let end = WhiteSpace.trimEnd(in: bytes, from: start, end: end)
            return bytes[end - 1] == 0x5D && !bytes[start..<end].contains { (0x30...0x39).contains($0) }
        case 0x2D, 0x3D, 0x2A, 0x5F, 0x7E, 0x60:
            let end = WhiteSpace.trimEnd(in: bytes, from: start, end: end)
            return end - start > 2 && bytes[start..<end].allSatisfy { $0 == bytes[start] }
        default: return false
        }
    }
}
