/// How the entries of a plain text are parted, told from all of it.
enum TextShape {
    /// At blank lines, as in the seed.
    case paragraphs
    /// At lines that begin with a code, of one of these kinds.
    case lines(Set<LineHead.Kind>)

    /// Looks at every line of a text.
    ///
    /// A line that begins with a code within a paragraph speaks for a line each. It counts where paragraphs begin the
    /// same way and there are few of those beside such lines; or where most lines are like that, after a heading.
    init(of bytes: UnsafeRawBufferPointer, from start: Int) {
        var inside: [LineHead.Kind: Int] = [:]
        Self.forEachHead(of: bytes, from: start, besides: { _ in }) { head, isFirst in
            if !isFirst { inside[head.kind, default: 0] += 1 }
        }
        self = .paragraphs
        if inside.isEmpty { return }
        var first: Set<LineHead.Kind> = []
        var (paragraphs, lines) = (0, 0)
        Self.forEachHead(of: bytes, from: start) { isFirst in
            lines += 1
            if isFirst { paragraphs += 1 }
        } _: { head, isFirst in
            if isFirst { first.insert(head.kind) }
        }
        let count = inside.reduce(0) { $0 + (first.contains($1.key) ? $1.value : 0) }
        if count > 0, 2 * count >= paragraphs {
            self = .lines(first)
        } else if let (kind, count) = inside.filter(\.key.hasShape).max(by: { $0.value < $1.value }),
            count > 1,
            5 * count >= 3 * lines
        {
            self = .lines(first.union([kind]))
        }
    }

    /// Calls `body` for each line that begins with a code, and with whether a paragraph begins with it.
    ///
    /// Lines further to the right than such a line above them go on with it; a code alone on its line counts where there
    /// is one. `line` is called for every line that is not blank, no remark, and does not go on with another.
    private static func forEachHead(
        of bytes: UnsafeRawBufferPointer, from start: Int, besides line: (_ isFirst: Bool) -> Void,
        _ body: (LineHead, _ isFirst: Bool) -> Void
    ) {
        var lines = Lines(bytes, from: start)
        var indent: Int?
        var isFirst = true
        var bare: (head: LineHead, isFirst: Bool)?
        while let next = lines.next() {
            let text = WhiteSpace.skip(in: bytes, from: next.start, end: next.end)
            guard text < next.end else {
                (indent, isFirst, bare) = (nil, true, nil)
                continue
            }
            if isRemark(bytes, from: text, to: next.end) { continue }
            let own = text - next.start
            if let indent, own > indent {
                if let bare { body(bare.head, bare.isFirst) }
                bare = nil
                continue
            }
            line(isFirst)
            bare = nil
            if let head = LineHead(bytes, from: text, to: next.end) {
                body(head, isFirst)
                indent = own
            } else if let head = LineHead(bare: bytes, from: text, to: next.end) {
                bare = (head, isFirst)
                indent = own
            }
            isFirst = false
        }
    }

    /// Whether a line is a remark, a heading of Markdown or a rule: `# 支付`, `// …`, `=====`.
    static func isRemark(_ bytes: UnsafeRawBufferPointer, from start: Int, to end: Int) -> Bool {
        switch bytes[start] {
        case 0x23:
            var index = start
            while index < end, bytes[index] == 0x23 { index += 1 }
            return index == end || WhiteSpace.length(in: bytes, at: index, end: end) > 0
        case 0x2F: return start + 1 < end && bytes[start + 1] == 0x2F
        case 0x2D, 0x3D, 0x2A, 0x5F, 0x7E, 0x60:
            let end = WhiteSpace.trimEnd(in: bytes, from: start, end: end)
            return end - start > 2 && bytes[start..<end].allSatisfy { $0 == bytes[start] }
        default: return false
        }
    }
}
