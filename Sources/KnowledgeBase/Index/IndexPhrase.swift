import HanText

/// What a text is in the index: terms, one after the other.
struct IndexPhrase: Hashable {
    /// A place in the phrase.
    struct Part: Hashable {
        var term: String
        /// Whether any term that begins so will do.
        var isPrefix: Bool
    }

    private(set) var parts: [Part] = []
    /// Whether the last Han character stands in the last pair only, so that one more token follows it where a run
    /// ends with it.
    private(set) var leavesFinal = false
    /// The Han character that the text is, if it is one and nothing else.
    private(set) var character: String?

    /// Returns nil when the text has nothing to search for.
    ///
    /// - Parameters:
    ///   - text: Any text.
    ///   - isPrefix: Whether the last word may go on. A last Han character always may.
    init?(_ text: String, isPrefix: Bool = false) {
        let tokens = TokenList(text).tokens
        guard let last = tokens.last else { return nil }
        parts = tokens.map { Part(term: $0.term, isPrefix: false) }
        if tokens.count == 1, last.isFinal {
            character = last.term
            return
        }
        if last.isFinal {
            let before = tokens[tokens.count - 2]
            if before.isHan, !before.isFinal {
                parts.removeLast()
                leavesFinal = true
            } else {
                parts[parts.count - 1].isPrefix = true
            }
        } else if isPrefix {
            parts[parts.count - 1].isPrefix = true
        }
    }
}

/// Goes through the rows of a segment that hold a phrase in one field.
final class PhraseCursor {
    /// The row that the cursor is at; `UInt32.max` at the end.
    private(set) var row: UInt32 = .max
    /// Where the phrase begins in that row, ascending; empty when the lists have no positions.
    private(set) var starts: [UInt32] = []
    /// At most so many rows.
    let weight: Int

    /// The rarest first.
    private let cursors: [(cursor: PostingCursor, offset: UInt32)]
    private let needsStarts: Bool

    /// Starts at the first match.
    ///
    /// - Parameters:
    ///   - cursors: A cursor for each part of the phrase.
    ///   - needsStarts: Whether `starts` is asked for.
    init(_ cursors: [PostingCursor], needsStarts: Bool) throws {
        self.needsStarts = needsStarts || cursors.count > 1
        self.cursors = cursors.enumerated().map { ($0.element, UInt32($0.offset)) }
            .sorted { $0.cursor.weight < $1.cursor.weight }
        weight = self.cursors[0].cursor.weight
        try settle()
    }

    /// Goes to the next row that holds the phrase.
    func advance() throws {
        guard row != .max else { return }
        try cursors[0].cursor.advance()
        try settle()
    }

    /// Goes to the first such row from `target` on.
    func seek(_ target: UInt32) throws {
        guard row < target else { return }
        try cursors[0].cursor.seek(target)
        try settle()
    }

    /// Goes on from where the rarest cursor is to the next row that holds the phrase.
    private func settle() throws {
        let driver = cursors[0].cursor
        search: while true {
            let candidate = driver.row
            row = candidate
            if candidate == .max { return }
            for (cursor, _) in cursors.dropFirst() {
                try cursor.seek(candidate)
                if cursor.row != candidate {
                    if cursor.row == .max {
                        row = .max
                        return
                    }
                    try driver.seek(cursor.row)
                    continue search
                }
            }
            if !needsStarts || matches() { return }
            try driver.advance()
        }
    }

    /// Finds where the phrase begins in the current row; false when its parts do not stand one after the other.
    private func matches() -> Bool {
        let offset = cursors[0].offset
        cursors[0].cursor.withPositions { positions in
            starts.removeAll(keepingCapacity: true)
            for position in positions where position >= offset { starts.append(position - offset) }
        }
        for (cursor, offset) in cursors.dropFirst() where !starts.isEmpty {
            cursor.withPositions { positions in
                var place = positions.startIndex
                starts.removeAll { start in
                    while place < positions.endIndex && positions[place] < start + offset { place += 1 }
                    return place == positions.endIndex || positions[place] != start + offset
                }
            }
        }
        return !starts.isEmpty
    }
}
