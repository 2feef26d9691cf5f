import Glibc

/// A regular expression that finds the code of a line.
///
/// It is a POSIX extended regular expression, as for `grep -E`, that also knows `\d`, `\D` and `\t`. The code is the
/// first group that takes part, or the whole match where there are no groups. Letters, classes and case are those of
/// ASCII, unless the expression itself has others: then lines are read as UTF-8, which is slower.
public final class LinePattern {
    /// The most bytes of a line that are searched.
    public static let longestLine = 1 << 14
    /// Lines with more bytes are looked at with ``filter`` first.
    private static let longestShortLine = 512
    private static let mostGroups = 9

    private let expression: PosixExpression
    /// Tells in one pass whether there is a match at all: the C library searches for one from each place on, which may
    /// take as many steps as the square of the length.
    private let filter: PosixExpression
    private let isUTF8: Bool
    private let groups: Int

    /// Compiles an expression.
    ///
    /// - Throws: ``LinePatternError``.
    public init(_ pattern: String) throws(LinePatternError) {
        // As bytes, a letter of several would not be one letter to what comes after it, or to brackets.
        isUTF8 = !pattern.utf8.allSatisfy { $0 < 0x80 }
        let pattern = try PatternSyntax.translated(pattern)
        expression = try PosixExpression(pattern, isUTF8: isUTF8)
        filter = try PosixExpression("^[^\n]*(\(pattern))", isUTF8: isUTF8)
        groups = min(expression.groups, Self.mostGroups)
    }

    /// The code of a line; nil where the expression does not match.
    func code(in whole: Bytes) -> Bytes? {
        let line = Self.beginning(of: whole)
        return withUnsafeTemporaryAllocation(of: regmatch_t.self, capacity: groups + 1) { places in
            guard mayMatch(line, places), expression.matches(line, places),
                let code = groups == 0 ? places.first : places.dropFirst().first(where: { $0.rm_so >= 0 })
            else { return nil }
            let range = Int(code.rm_so)..<Int(code.rm_eo)
            // What reaches to where the line was cut may be half a code.
            let isCut = whole.count > Self.longestLine && range.upperBound == line.count
            return isCut ? nil : line.part(range)
        }
    }

    private func mayMatch(_ line: Bytes, _ places: UnsafeMutableBufferPointer<regmatch_t>) -> Bool {
        guard line.count > Self.longestShortLine else { return true }
        // The filter does not pass bytes that are no characters.
        if isUTF8, String(validating: line, as: UTF8.self) == nil { return true }
        return filter.matches(line, UnsafeMutableBufferPointer(rebasing: places[..<1]))
    }

    /// The part of a line that is searched: it ends between two characters and without a carriage return.
    private static func beginning(of line: Bytes) -> Bytes {
        guard line.count > longestLine else {
            return line.last == .carriageReturn ? line.part(0..<line.count - 1) : line
        }
        var end = longestLine
        while end > 0, line[end] & 0xC0 == 0x80 { end -= 1 }
        return line.part(0..<end)
    }
}

/// Why a text is no pattern.
public enum LinePatternError: Error, Hashable, Sendable {
    /// The C library's words.
    case invalid(reason: String)
    /// A backslash before a letter or digit that means nothing here, or something else than elsewhere.
    case unknownEscape(Character)
    /// A backslash between brackets, where it would stand for itself.
    case escapeInBrackets
    /// `*?`, `+?` or the like: there are no lazy repetitions.
    case lazyRepetition
}
