import Glibc

/// A regular expression that finds the code of a line.
///
/// It is a POSIX extended regular expression, as for `grep -E`, that also knows `\d`, `\D` and `\t`. The code is the
/// first group that takes part, or the whole match where there are no groups. Letters, classes and case are those of
/// ASCII, unless the expression itself has others: then lines are read as UTF-8, which is slower.
public final class LinePattern {
    /// The most bytes of a line that are searched: a search may take as many steps as the square of it.
    public static let longestLine = 1 << 16
    private static let mostGroups = 9

    private var expression = regex_t()
    private let groups: Int

    /// Compiles an expression.
    ///
    /// - Throws: ``LinePatternError``.
    public init(_ pattern: String) throws(LinePatternError) {
        // Without it, a letter of several bytes would not be one letter to what comes after it or to brackets.
        if !pattern.utf8.allSatisfy({ $0 < 0x80 }) { setlocale(LC_CTYPE, "C.UTF-8") }
        let failure = regcomp(&expression, try PatternSyntax.translated(pattern), REG_EXTENDED)
        groups = min(expression.re_nsub, Self.mostGroups)
        guard failure == 0 else {
            var reason = [CChar](repeating: 0, count: 200)
            regerror(failure, &expression, &reason, reason.count)
            throw .invalid(reason: String(decoding: reason.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self))
        }
    }

    deinit {
        regfree(&expression)
    }

    /// The code of a line; nil where the expression does not match.
    func code(in line: Bytes) -> Bytes? {
        var length = min(line.count, Self.longestLine)
        if length > 0, line[length - 1] == .carriageReturn { length -= 1 }
        return withUnsafeTemporaryAllocation(of: regmatch_t.self, capacity: groups + 1) { matches in
            matches.initialize(repeating: regmatch_t(rm_so: 0, rm_eo: regoff_t(length)))
            guard let base = line.baseAddress, let found = matches.baseAddress,
                regexec(&expression, base, matches.count, found, REG_STARTEND) == 0,
                let code = groups == 0 ? matches.first : matches.dropFirst().first(where: { $0.rm_so >= 0 })
            else { return nil }
            return line.part(Int(code.rm_so)..<Int(code.rm_eo))
        }
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
