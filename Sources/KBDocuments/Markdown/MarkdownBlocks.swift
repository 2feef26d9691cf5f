/// The blocks of a Markdown document, in its order.
///
/// cmark-gfm holds a tree of all that it parses, so it is given a piece of some thousand lines at a time. The next piece
/// begins where the last block of one began, with the last item of a list, or with the next row of a table: its header is
/// parsed with it once more. What a document says about links in one piece is not known in others.
struct MarkdownBlocks {
    /// A block, or a part of a list or table that goes on.
    struct Block {
        let node: MarkdownNode
        /// Whether the last item of a list belongs to the next part.
        let isCut: Bool
        /// What is added to the lines of nodes.
        fileprivate let shift: Int
        fileprivate let lineStarts: [Int]
        fileprivate let pieceLine: Int

        /// The line of the document on which a node begins.
        func line(of node: MarkdownNode) -> Int { node.firstLine + shift }

        /// Where in the document a line begins that the block has.
        func start(ofLine line: Int) -> Int? {
            lineStarts.indices.contains(line - pieceLine) ? lineStarts[line - pieceLine] : nil
        }
    }

    /// A piece of the document.
    private struct Piece {
        var start: Int
        var line: Int
        /// Where each line begins; and where the piece ends.
        var lineStarts: [Int] = []
        var end: Int
    }

    private static let size = 1 << 16
    private static let lines = 2000
    // A block that is longer is not read. Rows are filled up to the length of the header, so they count, too.
    private static let mostLines = 16_000
    private static let mostColumns = 128
    // cmark-gfm looks for the end of each tag such as `<?` in all that follows.
    private static let mostTagBytes = 200_000_000

    let bytes: UnsafeRawBufferPointer
    let start: Int

    /// Calls `body` with each block until it returns false.
    ///
    /// - Throws: ``Diagnostic`` where a block is too large.
    func visit(_ body: (Block) -> Bool) throws(Diagnostic) {
        var (start, line, growth) = (start, 1, 1)
        var header: UnsafeRawBufferPointer?
        while start < bytes.count {
            let piece = try piece(from: start, line: line, growth: growth)
            let tree = MarkdownTree(
                [header, UnsafeRawBufferPointer(rebasing: bytes[start..<piece.end])].compactMap(\.self))
            let shift = line - 1 - (header == nil ? 0 : 2)
            let isLast = piece.end == bytes.count
            var blocks = tree.blocks[...]
            var next = (
                start: piece.end, line: line + piece.lineStarts.count, header: UnsafeRawBufferPointer?.none
            )
            var isCut = false
            if !isLast, let last = blocks.last {
                if last.isTable {
                    if last.lastLine + shift == next.line - 1 {
                        next.header = header ?? self.header(of: last, shift, piece)
                    }
                } else {
                    isCut = last.isList && last.firstChild?.next != nil
                    let restart = (isCut ? last.lastChild?.firstLine ?? 0 : last.firstLine) + shift
                    if !isCut { blocks.removeLast() }
                    guard restart > line, piece.lineStarts.indices.contains(restart - line) else {
                        guard growth < Self.mostLines / Self.lines else {
                            throw Diagnostic(line: line, kind: .tooLong(bytes: piece.end - start))
                        }
                        growth *= 2
                        continue
                    }
                    next = (piece.lineStarts[restart - line], restart, nil)
                }
            }
            growth = 1
            for (index, node) in zip(blocks.indices, blocks) {
                let block = Block(
                    node: node, isCut: isCut && index == blocks.endIndex - 1, shift: shift,
                    lineStarts: piece.lineStarts, pieceLine: line)
                guard body(block) else { return }
            }
            withExtendedLifetime(tree) {}
            (start, line, header) = next
        }
    }

    private func piece(from start: Int, line: Int, growth: Int) throws(Diagnostic) -> Piece {
        var piece = Piece(start: start, line: line, end: start)
        var tags = 0
        var lines = Lines(bytes, from: start)
        while piece.lineStarts.count < Self.lines * growth, piece.end - start < Self.size * growth,
            let next = lines.next()
        {
            let number = line + piece.lineStarts.count
            guard next.end - next.start <= Entry.longest else {
                if !piece.lineStarts.isEmpty { break }
                throw Diagnostic(line: number, kind: .tooLong(bytes: next.end - next.start))
            }
            let columns = columns(next)
            guard columns <= Self.mostColumns else {
                throw Diagnostic(line: number, kind: .tooManyColumns(columns, most: Self.mostColumns))
            }
            piece.lineStarts.append(next.start)
            piece.end = lines.offset
            tags += self.tags(next)
            guard tags * (piece.end - start) <= Self.mostTagBytes else {
                throw Diagnostic(line: number, kind: .tooNested)
            }
        }
        return piece
    }

    /// How many tags of a line have an end of their own, as `<?…?>`, `<!…>` and `<![CDATA[…]]>` have.
    private func tags(_ line: Line) -> Int {
        var (tags, index) = (0, line.start)
        while let place = bytes.firstIndex(of: 0x3C, from: index, to: line.end - 1) {
            if bytes[place + 1] == 0x3F || bytes[place + 1] == 0x21 { tags += 1 }
            index = place + 1
        }
        return tags
    }

    /// How many columns a line can part a table into: the bars of one that has nothing but signs and digits.
    private func columns(_ line: Line) -> Int {
        var bars = 0
        for byte in bytes[line.start..<line.end] {
            switch byte {
            case 0x7C: bars += 1
            case 0x20, 0x09, 0x2D, 0x3A, 0x3E, 0x2A, 0x2B, 0x2E, 0x30...0x39: continue
            default: return 0
            }
        }
        return bars
    }

    /// The line above the rows of a table and the dashes below it.
    private func header(of table: MarkdownNode, _ shift: Int, _ piece: Piece) -> UnsafeRawBufferPointer? {
        let firstRow = table.firstChild?.next?.firstLine ?? table.lastLine + 1
        let (first, end) = (firstRow + shift - 2 - piece.line, firstRow + shift - piece.line)
        guard piece.lineStarts.indices.contains(first) else { return nil }
        let endOffset = piece.lineStarts.indices.contains(end) ? piece.lineStarts[end] : piece.end
        return UnsafeRawBufferPointer(rebasing: bytes[piece.lineStarts[first]..<endOffset])
    }
}
