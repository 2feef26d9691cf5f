/// Text in folded form that remembers where each part of it comes from.
///
/// For finding and highlighting: a match in the folded form leads back to the range of the original.
public struct FoldedText: Sendable {
    /// The text as it was given.
    public let original: String
    /// The folded form; see ``TextFolding``.
    public let folded: [Unicode.Scalar]

    /// Where the scalars of the original that each folded scalar comes from start and end, as offsets of scalars;
    /// nil where each scalar becomes one, as in most text.
    private let origins: [Range<UInt32>]?

    /// Folds `original`, in one pass over it.
    public init(_ original: String) {
        var folded: [Unicode.Scalar] = []
        var origins: [Range<UInt32>]?
        folded.reserveCapacity(original.utf8.count)
        var place: UInt32 = 0
        for scalar in original.unicodeScalars {
            if origins == nil, TextFolding.isPlain(scalar.value) {
                folded.append(scalar)
                place += 1
                continue
            }
            let known = folded.count
            TextFolding.append(scalar, to: &folded)
            if origins == nil, folded.count != known + 1 {
                origins = (0..<UInt32(known)).map { $0..<$0 + 1 }
            }
            if var all = origins.take() {
                // A dropped mark belongs to the letter before it.
                if folded.count == known, let last = all.indices.last {
                    all[last] = all[last].lowerBound..<place + 1
                }
                for _ in known..<folded.count { all.append(place..<place + 1) }
                origins = all
            }
            place += 1
        }
        self.original = original
        self.folded = folded
        self.origins = origins
    }

    /// Returns the part of the original text that a part of the folded form comes from.
    ///
    /// - Parameter range: Offsets of scalars in ``folded``.
    /// - Returns: Offsets of scalars in ``original``; the whole ligature for a part of it.
    private func origin(of range: Range<Int>) -> Range<Int> {
        guard let origins, !range.isEmpty else { return range }
        return Int(origins[range.lowerBound].lowerBound)..<Int(origins[range.upperBound - 1].upperBound)
    }

    /// Returns the part of the original text that a part of the folded form comes from.
    ///
    /// - Parameter range: Offsets of scalars in ``folded``.
    /// - Returns: The range in ``original``; the whole ligature for a part of it, an empty range for an empty one.
    public func originalRange(of range: Range<Int>) -> Range<String.Index> {
        let range = range.clamped(to: 0..<folded.count)
        var scalars = origin(of: range)
        if range.isEmpty, let origins {
            let start =
                range.lowerBound < origins.count
                ? Int(origins[range.lowerBound].lowerBound) : original.unicodeScalars.count
            scalars = start..<start
        }
        return original.scalarRanges([scalars])[0]
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
        original.scalarRanges(scalarRanges(of: needle, wholeWords: wholeWords))
    }

    /// Returns where `needle` occurs, as ``ranges(of:wholeWords:)`` does, as offsets of Unicode scalars.
    ///
    /// Cost: linear in the lengths of the text and the needle, whatever they are.
    ///
    /// - Parameters:
    ///   - needle: What to look for, in any form.
    ///   - wholeWords: True leaves out matches that begin or end inside a longer Latin word or number.
    ///   - limit: The most ranges.
    /// - Returns: Ranges of the scalars of ``original``, in order.
    public func scalarRanges(of needle: String, wholeWords: Bool = false, limit: Int = .max) -> [Range<Int>] {
        scalarRanges(of: FoldedNeedle(needle), wholeWords: wholeWords, limit: limit)
    }

    /// Returns where a needle occurs, as its text would be found.
    package func scalarRanges(
        of needle: FoldedNeedle, wholeWords: Bool = false, limit: Int = .max
    ) -> [Range<Int>] {
        var found: [Range<Int>] = []
        needle.forEachMatch(in: folded) { match in
            if wholeWords && cutsWord(match) { return .overlapping }
            found.append(origin(of: match))
            return found.count < limit ? .after : .none
        }
        return found
    }

    /// Tells whether `needle` occurs; reads no further than its first occurrence.
    public func holds(_ needle: String, wholeWords: Bool = true) -> Bool {
        holds(FoldedNeedle(needle), wholeWords: wholeWords)
    }

    /// Tells whether a needle occurs; reads no further than its first occurrence.
    package func holds(_ needle: FoldedNeedle, wholeWords: Bool = true) -> Bool {
        !scalarRanges(of: needle, wholeWords: wholeWords, limit: 1).isEmpty
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
