extension StringProtocol {
    /// Whether the text is ASCII digits and nothing else; false when it is empty.
    @inlinable
    package var isDigits: Bool { !isEmpty && utf8.allSatisfy { (0x30...0x39).contains($0) } }

    /// Whether there is an ASCII digit in the text.
    @inlinable
    package var holdsDigit: Bool { utf8.contains { (0x30...0x39).contains($0) } }

    /// The text with zeros in front, as far as it has fewer bytes of UTF-8 than asked for.
    package func zeroPadded(to length: Int) -> String {
        String(repeating: "0", count: Swift.max(0, length - utf8.count)) + self
    }
}
