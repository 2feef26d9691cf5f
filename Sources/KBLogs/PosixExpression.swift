import Glibc

/// A compiled POSIX extended regular expression.
final class PosixExpression {
    private var expression = regex_t()
    private let locale: locale_t?

    /// The number of its groups.
    var groups: Int { expression.re_nsub }

    /// Compiles an expression.
    ///
    /// - Parameters:
    ///   - text: The expression.
    ///   - isUTF8: Whether its characters, and those of lines, are those of UTF-8, and not bytes.
    /// - Throws: ``LinePatternError/invalid(reason:)``.
    init(_ text: String, isUTF8: Bool) throws(LinePatternError) {
        locale = newlocale(1 << LC_CTYPE, isUTF8 ? "C.UTF-8" : "C", nil)
        let before = uselocale(locale)
        defer { uselocale(before) }
        let failure = regcomp(&expression, text, REG_EXTENDED)
        guard failure == 0 else {
            var reason = [CChar](repeating: 0, count: 200)
            regerror(failure, &expression, &reason, reason.count)
            throw .invalid(reason: String(decoding: reason.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self))
        }
    }

    deinit {
        regfree(&expression)
        freelocale(locale)
    }

    /// Tells whether the expression matches somewhere in a line.
    ///
    /// - Parameters:
    ///   - line: The line, which may have NULs.
    ///   - places: Takes the place of the match and those of the groups; it has room for one or more.
    /// - Returns: Whether it matches.
    func matches(_ line: Bytes, _ places: UnsafeMutableBufferPointer<regmatch_t>) -> Bool {
        // The first place says beforehand where the line ends.
        places.initialize(repeating: regmatch_t(rm_so: 0, rm_eo: regoff_t(line.count)))
        let before = uselocale(locale)
        defer { uselocale(before) }
        return regexec(&expression, line.baseAddress, places.count, places.baseAddress, REG_STARTEND) == 0
    }
}
