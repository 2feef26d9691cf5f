extension String {
    /// Whether the text is a UUID, in letters of either case (RFC 9562 §4).
    package var isUUID: Bool {
        utf8.count == 36
            && split(separator: "-", omittingEmptySubsequences: false).map(\.count) == [8, 4, 4, 4, 12]
            && allSatisfy { $0 == "-" || $0.isHexDigit && $0.isASCII }
    }
}
