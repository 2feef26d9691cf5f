/// What is looked for in a ``FoldedText``: folded scalars, and gaps where separators must stand.
///
/// Both the needle and the text are read as tokens: the word characters, and one gap for a run of separators between
/// two of them. Where Han characters and others meet, a gap says nothing and is no token. An occurrence is then a run
/// of equal tokens, and the search is Knuth, Morris and Pratt's (1977): no scalar is looked at twice.
package struct FoldedNeedle: Sendable {
    /// Where to look for the next match.
    enum Next {
        /// After the end of this one.
        case after
        /// Anywhere after its start.
        case overlapping
        /// Nowhere.
        case none
    }

    private static let gap = UInt32.max

    private let tokens: [UInt32]
    /// How many tokens still match after a mismatch behind so many matching ones.
    private let fallbacks: [Int]
    /// Whether the needle has nothing but separators, which then stand for themselves.
    private let isLiteral: Bool

    /// Folds a text that is looked for; do so once for all texts that it is looked for in.
    package init(_ text: String) {
        let folded = FoldedText(text).folded
        isLiteral = !folded.contains(where: Word.contains)
        var tokens: [UInt32] = []
        var reader = TokenReader()
        for scalar in folded {
            let token = isLiteral ? .character : reader.read(scalar)
            if token == .characterAfterGap { tokens.append(Self.gap) }
            if token != .separator { tokens.append(scalar.value) }
        }
        var fallbacks = [Int](repeating: 0, count: tokens.count + 1)
        var matching = 0
        for place in tokens.indices.dropFirst() {
            while matching > 0, tokens[matching] != tokens[place] { matching = fallbacks[matching] }
            if tokens[matching] == tokens[place] { matching += 1 }
            fallbacks[place + 1] = matching
        }
        self.tokens = tokens
        self.fallbacks = fallbacks
    }

    /// Calls `body` with each match, as offsets in `text`, from left to right, until it says ``Next/none``.
    func forEachMatch(in text: [Unicode.Scalar], _ body: (Range<Int>) -> Next) {
        text.withUnsafeBufferPointer { forEachMatch(in: $0, body) }
    }

    private func forEachMatch(in text: UnsafeBufferPointer<Unicode.Scalar>, _ body: (Range<Int>) -> Next) {
        guard let first = tokens.first else { return }
        // Where the last tokens stand in the text: a ring.
        var places: [Int] = []
        var count = 0
        var matching = 0
        var reader = TokenReader()
        /// False ends the search.
        func take(_ token: UInt32, at place: Int) -> Bool {
            while matching > 0, tokens[matching] != token { matching = fallbacks[matching] }
            guard tokens[matching] == token else { return true }
            if places.isEmpty { places = [Int](repeating: 0, count: tokens.count) }
            matching += 1
            places[count % places.count] = place
            count += 1
            guard matching == tokens.count else { return true }
            switch body(places[(count - matching) % places.count]..<place + 1) {
            case .after: matching = 0
            case .overlapping: matching = fallbacks[matching]
            case .none: return false
            }
            return true
        }
        var place = 0
        while place < text.count {
            if matching == 0 {
                // Before a match nothing else counts.
                while place < text.count, text[place].value != first { place += 1 }
                if place == text.count { return }
                reader = TokenReader()
            }
            let scalar = text[place]
            let token = isLiteral ? .character : reader.read(scalar)
            // A needle does not end with a gap, so that this finds no match.
            if token == .characterAfterGap { _ = take(Self.gap, at: place) }
            if token != .separator, !take(scalar.value, at: place) { return }
            place += 1
        }
    }
}

/// Tells word characters from separators, and where a gap between two of them counts.
private struct TokenReader {
    enum Token {
        case separator, character, characterAfterGap
    }

    private var previousIsHan: Bool?
    private var isSeparated = false

    /// Reads the next scalar.
    mutating func read(_ scalar: Unicode.Scalar) -> Token {
        guard Word.contains(scalar) else {
            isSeparated = true
            return .separator
        }
        let isHan = Han.contains(scalar)
        let followsGap = isSeparated && previousIsHan == isHan
        previousIsHan = isHan
        isSeparated = false
        return followsGap ? .characterAfterGap : .character
    }
}
