extension StringProtocol {
    /// The text without white space at its ends.
    package var trimmedOfSpace: String { trimmed(of: \.isWhitespace) }

    /// The text without such characters at its ends.
    ///
    /// Only these are looked at from behind: where flags stand in a row, each step back over one counts all before it.
    package func trimmed(of isOuter: (Character) -> Bool) -> String {
        guard let first = firstIndex(where: { !isOuter($0) }), let last = lastIndex(where: { !isOuter($0) })
        else { return "" }
        return String(self[first...last])
    }
}
