/// Why a text is no pattern.
package enum LinePatternError: Error, Hashable, Sendable {
    /// PCRE2 does not understand the pattern, or finds it too large.
    ///
    /// - Parameters:
    ///   - code: The number of the error (pcre2api(3)).
    ///   - reason: PCRE2's words for it, in English.
    ///   - offset: How many Unicode scalars of the pattern were read when it was found.
    case invalid(code: Int, reason: String, offset: Int)
    /// There is not enough memory for a pattern.
    case outOfMemory
}
