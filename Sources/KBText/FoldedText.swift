/// Text in folded form that remembers where each part of it comes from.
///
/// For finding and highlighting: a match in the folded form leads back to the range of the original.
public struct FoldedText: Sendable {
    /// The text as it was given.
    public let original: String
    /// The folded form; see ``TextFolding``.
    public let folded: [Unicode.Scalar]

    /// Where the character of each folded scalar starts and ends in `original`.
    private let starts: [String.Index]
    private let ends: [String.Index]

    /// Folds `original`, in one pass over it.
    public init(_ original: String) {
        var folded: [Unicode.Scalar] = []
        var starts: [String.Index] = []
        var ends: [String.Index] = []
        folded.reserveCapacity(original.utf8.count)
        let scalars = original.unicodeScalars
        var index = scalars.startIndex
        while index < scalars.endIndex {
            let next = scalars.index(after: index)
            let known = folded.count
            TextFolding.append(scalars[index], to: &folded)
            if folded.count == known {
                // A dropped mark belongs to the letter before it.
                if let last = ends.indices.last { ends[last] = next }
            }
            for _ in known..<folded.count {
                starts.append(index)
                ends.append(next)
            }
            index = next
        }
        self.original = original
        self.folded = folded
        self.starts = starts
        self.ends = ends
    }

    /// Returns the part of the original text that a part of the folded form comes from.
    ///
    /// - Parameter range: Offsets of scalars in ``folded``.
    /// - Returns: The range in ``original``; the whole ligature for a part of it, an empty range for an empty one.
    public func originalRange(of range: Range<Int>) -> Range<String.Index> {
        let range = range.clamped(to: 0..<folded.count)
        if range.isEmpty {
            let index = range.lowerBound < starts.count ? starts[range.lowerBound] : original.endIndex
            return index..<index
        }
        return starts[range.lowerBound]..<ends[range.upperBound - 1]
    }

    /// Returns where `needle` occurs, from left to right and without overlaps.
    ///
    /// Case, width and accents do not matter. Any run of spaces, punctuation and symbols in the needle matches
    /// any such run in the text; between a Han character and another it may also be missing, in either of the
    /// two, as it does not count for the index. Such runs at the ends of the needle are left out, unless the
    /// needle is nothing else.
    ///
    /// - Parameters:
    ///   - needle: What to look for, in any form.
    ///   - wholeWords: True leaves out matches that begin or end inside a longer Latin word or number.
    /// - Returns: Ranges of ``original``.
    public func ranges(of needle: String, wholeWords: Bool = false) -> [Range<String.Index>] {
        let needle = FoldedNeedle(needle)
        var found: [Range<String.Index>] = []
        var position = 0
        while position < folded.count {
            if let end = needle.match(in: folded, at: position),
                !wholeWords || !cutsWord(position..<end)
            {
                found.append(originalRange(of: position..<end))
                position = end
            } else {
                position += 1
            }
        }
        return found
    }

    /// Tells whether the text goes on with the same word before or after `range`.
    private func cutsWord(_ range: Range<Int>) -> Bool {
        func isInWord(_ left: Int, _ right: Int) -> Bool {
            left >= 0 && right < folded.count && Self.isLetterOrDigit(folded[left])
                && Self.isLetterOrDigit(folded[right])
        }
        return isInWord(range.lowerBound - 1, range.lowerBound)
            || isInWord(range.upperBound - 1, range.upperBound)
    }

    /// Letters and digits of scripts that write words apart; Han and kana do not.
    private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
        Word.contains(scalar) && !Han.contains(scalar)
            && !(0x3040...0x30FF).contains(scalar.value)
    }
}

/// What is looked for: folded scalars, and gaps where separators may or must stand.
struct FoldedNeedle {
    private enum Part {
        case scalar(Unicode.Scalar)
        case gap(isRequired: Bool)
    }

    private let parts: [Part]

    init(_ text: String) {
        let folded = FoldedText(text).folded
        guard folded.contains(where: Word.contains) else {
            parts = folded.map(Part.scalar)
            return
        }
        var parts: [Part] = []
        var previous: Unicode.Scalar?
        var isSeparated = false
        for scalar in folded {
            guard Word.contains(scalar) else {
                isSeparated = true
                continue
            }
            if let previous {
                let changesScript = Han.contains(previous) != Han.contains(scalar)
                if isSeparated || changesScript { parts.append(.gap(isRequired: !changesScript)) }
            }
            parts.append(.scalar(scalar))
            previous = scalar
            isSeparated = false
        }
        self.parts = parts
    }

    /// The end of the match that begins at `start`; nil when there is none.
    func match(in text: [Unicode.Scalar], at start: Int) -> Int? {
        guard !parts.isEmpty else { return nil }
        var position = start
        for part in parts {
            switch part {
            case .scalar(let scalar):
                guard position < text.count, text[position] == scalar else { return nil }
                position += 1
            case .gap(let isRequired):
                let gapStart = position
                while position < text.count && !Word.contains(text[position]) {
                    position += 1
                }
                if isRequired && position == gapStart { return nil }
            }
        }
        return position
    }
}
