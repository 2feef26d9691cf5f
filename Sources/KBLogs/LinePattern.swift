import CPCRE2

/// A regular expression that finds the code of a line, in the syntax of Perl and PCRE2.
///
/// The code is the group named `code`; else the first group that takes part; else, without groups, the whole match.
/// Letters, digits and classes are those of ASCII. A pattern of ASCII is searched for in bytes, which any encoding
/// has; one with other characters, or with escapes for them such as `\p{Han}`, in UTF-8, where bytes that are none
/// match nothing.
package final class LinePattern {
    /// The most bytes of a line that are searched.
    ///
    /// A search may take as many steps as the square of the length, and not each of them counts towards a limit.
    package static let longestLine = 1 << 14
    /// How often a search may go back and try otherwise.
    ///
    /// That takes some milliseconds; a usual search does it less than a hundred times.
    private static let mostAttempts: UInt32 = 1_000_000
    /// How deep the attempts of a search may nest, and the kilobytes that it may take for them.
    private static let deepestAttempt: UInt32 = 100_000
    private static let mostKilobytes: UInt32 = 20_000
    /// The most bytes of stack that machine code may take; what needs more is searched without it.
    private static let largestStack = 1 << 19

    /// The version of PCRE2 that is linked in, such as `10.42`.
    package static var libraryVersion: String {
        var text = [CChar](repeating: 0, count: 64)
        guard pcre2_config_8(UInt32(PCRE2_CONFIG_VERSION), &text) > 0 else { return "" }
        // The date of its release comes after it.
        return String(decoding: text.prefix { $0 > 0x20 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private let code: OpaquePointer
    private let match: OpaquePointer
    private let limits: OpaquePointer
    private let stack: OpaquePointer?
    /// The places of the match and of the groups: two numbers each.
    private let places: UnsafeMutablePointer<Int>
    /// The group that is the code; nil for the first that takes part.
    private let group: Int?
    private let groups: Int

    /// Compiles a pattern.
    ///
    /// - Throws: ``LinePatternError``.
    package init(_ pattern: String) throws(LinePatternError) {
        let code = try Self.compiled(pattern)
        // Machine code is many times as fast. A system may forbid to make it; then it goes without.
        let hasMachineCode = pcre2_jit_compile_8(code, PCRE2_JIT_COMPLETE) == 0
        let stack = hasMachineCode ? pcre2_jit_stack_create_8(1 << 15, Self.largestStack, nil) : nil
        let match = pcre2_match_data_create_from_pattern_8(code, nil)
        let limits = pcre2_match_context_create_8(nil)
        guard let match, let limits else {
            Self.free(code, match, limits, stack)
            throw .outOfMemory
        }
        self.code = code
        self.stack = stack
        self.match = match
        self.limits = limits
        pcre2_set_match_limit_8(limits, Self.mostAttempts)
        pcre2_set_depth_limit_8(limits, Self.deepestAttempt)
        pcre2_set_heap_limit_8(limits, Self.mostKilobytes)
        if let stack { pcre2_jit_stack_assign_8(limits, nil, UnsafeMutableRawPointer(stack)) }
        places = pcre2_get_ovector_pointer_8(match)
        groups = Int(pcre2_get_ovector_count_8(match)) - 1
        let named = pcre2_substring_number_from_name_8(code, "code")
        group = groups == 0 ? 0 : named > 0 ? Int(named) : nil
    }

    deinit {
        Self.free(code, match, limits, stack)
    }

    private static func free(
        _ code: OpaquePointer, _ match: OpaquePointer?, _ limits: OpaquePointer?, _ stack: OpaquePointer?
    ) {
        pcre2_match_context_free_8(limits)
        pcre2_match_data_free_8(match)
        pcre2_jit_stack_free_8(stack)
        pcre2_code_free_8(code)
    }

    /// What a line has where a pattern is to find its code.
    enum Finding {
        case code(Bytes)
        /// The pattern does not match.
        case none
        /// The search was given up at one of the limits.
        case givenUp
    }

    /// Finds the code of a line.
    func code(in whole: Bytes) -> Finding {
        let line = Self.beginning(of: whole)
        var count = search(line, options: 0)
        if count == PCRE2_ERROR_JIT_STACKLIMIT { count = search(line, options: PCRE2_NO_JIT) }
        guard count > 0 else { return count == PCRE2_ERROR_NOMATCH ? .none : .givenUp }
        guard let group = group ?? (1...groups).first(where: { places[2 * $0] >= 0 }) else { return .none }
        let (start, end) = (places[2 * group], places[2 * group + 1])
        guard 0 <= start, start <= end, end <= line.count else { return .none }
        // What reaches to where the line was cut may be half a code.
        let isCut = whole.count > Self.longestLine && end == line.count
        return isCut ? .none : .code(line.part(start..<end))
    }

    private func search(_ line: Bytes, options: UInt32) -> Int32 {
        guard let bytes = line.baseAddress else { return PCRE2_ERROR_NOMATCH }
        return pcre2_match_8(code, bytes, line.count, 0, options, match, limits)
    }

    private static func compiled(_ pattern: String) throws(LinePatternError) -> OpaquePointer {
        var pattern = pattern
        var (failure, offset): (Int32, Int) = (0, 0)
        let options = needsUTF8(pattern) ? PCRE2_UTF | PCRE2_MATCH_INVALID_UTF : 0
        let code = pattern.withUTF8 { bytes in
            pcre2_compile_8(
                bytes.baseAddress, bytes.count, options | PCRE2_NEVER_BACKSLASH_C, &failure, &offset, nil)
        }
        if let code { return code }
        var reason = [UInt8](repeating: 0, count: 256)
        let length = pcre2_get_error_message_8(failure, &reason, reason.count)
        let read = String(decoding: pattern.utf8.prefix(offset), as: UTF8.self)
        throw .invalid(
            code: Int(failure),
            reason: String(decoding: reason.prefix(max(0, Int(length))), as: UTF8.self),
            offset: read.unicodeScalars.count)
    }

    /// Whether a pattern speaks of characters of more than one byte.
    private static func needsUTF8(_ pattern: String) -> Bool {
        !pattern.utf8.allSatisfy { $0 < 0x80 }
            || [#"\p"#, #"\P"#, #"\X"#, #"\x{"#, #"\o{"#].contains(where: pattern.contains)
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
