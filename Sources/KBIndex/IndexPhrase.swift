import KBText

/// What a text is in the index: terms, one after the other.
package struct IndexPhrase: Hashable {
    /// A place in the phrase.
    package struct Part: Hashable {
        package var term: String
        /// Whether any term that begins so will do.
        package var isPrefix: Bool
    }

    /// Of longer phrases only the beginning is looked for.
    private static let mostParts = 64

    package private(set) var parts: [Part] = []
    /// Whether the last Han character stands in the last pair only, so that one more token follows it where a run
    /// ends with it.
    package private(set) var leavesFinal = false
    /// The Han character that the text is, if it is one and nothing else.
    package private(set) var character: String?

    /// Returns nil when the text has nothing to search for.
    ///
    /// - Parameters:
    ///   - text: Any text.
    ///   - isPrefix: Whether the last word may go on. A last Han character always may.
    package init?(_ text: String, isPrefix: Bool = false) {
        let tokens = TokenList(text).tokens
        guard let last = tokens.last else { return nil }
        parts = tokens.map { Part(term: $0.term, isPrefix: false) }
        if tokens.count > Self.mostParts {
            // So many words stand nowhere by chance; the text of what is found is compared in full.
            parts.removeLast(parts.count - Self.mostParts)
            return
        }
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
package final class PhraseCursor {
    /// The row that the cursor is at; `UInt32.max` at the end.
    @exclusivity(unchecked) private(set) var row: UInt32 = .max
    /// Where the phrase begins in that row, ascending; empty unless asked for.
    @exclusivity(unchecked) private(set) var starts: [UInt32] = []
    /// At most so many rows.
    let weight: Int

    /// The rarest.
    private let driver: PostingCursor
    private let driverOffset: UInt32
    private let others: [(cursor: PostingCursor, offset: UInt32)]
    private let needsStarts: Bool

    /// Starts at the first match; nil without cursors.
    ///
    /// - Parameters:
    ///   - cursors: A cursor for each part of the phrase.
    ///   - needsStarts: Whether `starts` is asked for.
    /// - Throws: `DatabaseError`.
    init?(_ cursors: [PostingCursor], needsStarts: Bool) throws {
        let byRarity = cursors.enumerated().map { (cursor: $0.element, offset: UInt32($0.offset)) }
            .sorted { $0.cursor.weight < $1.cursor.weight }
        guard let first = byRarity.first else { return nil }
        (driver, driverOffset) = first
        others = Array(byRarity.dropFirst())
        weight = driver.weight
        self.needsStarts = needsStarts
        try settle()
    }

    /// Goes to the next row that holds the phrase.
    @inline(__always)
    func advance() throws {
        guard row != .max else { return }
        try driver.advance()
        try settle()
    }

    /// Goes to the first such row from `target` on.
    func seek(_ target: UInt32) throws {
        guard row < target else { return }
        try driver.seek(target)
        try settle()
    }

    /// Goes to the end, and hands over each row on the way.
    @inline(__always)
    func forEachRow(_ body: (UInt32) -> Void) throws {
        if others.isEmpty { return try driver.forEachRow(body) }
        while row != .max {
            body(row)
            try advance()
        }
    }

    /// Goes on from where the rarest cursor is to the next row that holds the phrase.
    @inline(__always)
    private func settle() throws {
        if others.isEmpty {
            row = driver.row
            if needsStarts, row != .max { starts.replaceSubrange(0..<starts.count, with: driver.positions) }
        } else {
            try settleAll()
        }
    }

    private func settleAll() throws {
        search: while true {
            let candidate = driver.row
            row = candidate
            if candidate == .max { return }
            for (cursor, _) in others {
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
            if matches() { return }
            try driver.advance()
        }
    }

    /// Finds where the phrase begins in the current row; false when its parts do not stand one after the other.
    private func matches() -> Bool {
        starts.removeAll(keepingCapacity: true)
        for position in driver.positions where position >= driverOffset {
            starts.append(position - driverOffset)
        }
        for (cursor, offset) in others {
            let positions = cursor.positions
            var (place, kept) = (0, 0)
            for start in starts {
                while place < positions.count && positions[place] < start &+ offset { place += 1 }
                if place < positions.count, positions[place] == start &+ offset {
                    starts[kept] = start
                    kept += 1
                }
            }
            if kept == 0 { return false }
            starts.removeLast(starts.count - kept)
        }
        return !starts.isEmpty
    }
}
