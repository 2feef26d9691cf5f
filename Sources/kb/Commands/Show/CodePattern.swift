import KBCore

/// What codes to list.
struct CodePattern {
    /// The book, where the pattern names one.
    let book: String?
    /// How the codes begin.
    let prefix: String
    /// How long they are, for a class.
    private let length: Int?

    /// Reads a pattern: in `4xx` each `x` after a digit stands for one character, all else is a beginning.
    init(_ text: String) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        book = parts.count == 2 ? parts[0].lowercased() : nil
        let pattern = parts.count == 2 ? parts[1] : text[...]
        let head = pattern.prefix { !"xX*".contains($0) }
        let tail = pattern.dropFirst(head.count)
        let isClass = head.last?.isNumber == true && !tail.isEmpty && tail.allSatisfy { "xX".contains($0) }
        length = isClass ? pattern.count : nil
        prefix = String(isClass || pattern.last == "*" ? head : pattern)
    }

    /// Tells whether a code that begins right has the right length.
    func matches(_ code: Code) -> Bool { length == nil || code.reference.code.count == length }
}
