/// An entry that stands in a heading with the text below it, or in an item of a list.
struct MarkdownEntry {
    private static let separators: Set<Character> = [":", "：", "-", "–", "—", "=", "|", ".", "、"]

    private let code: String
    private var name: String
    private let line: Int
    /// What a list of pairs says, all of it.
    private var pairs: Entry?
    private var texts: [String] = []
    /// The bytes of the texts.
    private(set) var size = 0

    /// Reads a heading such as `1001 Insufficient Balance` or `E1: 名称`; nil where it does not begin with a code.
    init?(heading: String, line: Int) {
        guard let (code, rest) = Self.parted(Self.withoutNumber(heading)), !Self.isNumbering(code) else {
            return nil
        }
        self.code = code
        self.line = line
        name = rest.collapsingWhiteSpace
    }

    /// Makes an entry of its parts.
    init(code: String, name: String, line: Int) {
        (self.code, self.name, self.line) = (code, name, line)
    }

    /// Reads an item such as `1001 Name: text`, or one with a part on each line: `Code: 1001`, `Message: …`.
    init?(item: MarkdownNode, line: Int) {
        if let entry = MarkdownPairs(item.text, isItem: true)?.entry(code: nil, name: "", line: line) {
            (code, name, self.line, pairs) = (entry.code, entry.name, line, entry)
            return
        }
        let blocks = item.children
        guard let first = blocks.first, first.isParagraph, let (code, rest) = Self.parted(first.text) else {
            return nil
        }
        self.code = code
        self.line = line
        let (name, description) = Self.split(rest)
        guard !name.isEmpty else { return nil }
        self.name = name.collapsingWhiteSpace
        if !description.isEmpty { add(description) }
        for block in blocks.dropFirst() { add(block.text) }
    }

    /// Adds a text to the description.
    mutating func add(_ text: String) {
        texts.append(text)
        size += text.utf8.count
    }

    /// The entry; where nothing stands after the code, its name is the first sentence below it.
    var entry: Entry {
        if let pairs { return pairs }
        let text = texts.joined(separator: "\n").trimmedWithPlainLineEnds
        if let entry = MarkdownPairs(text)?.entry(code: code, name: name, line: line) { return entry }
        guard name.isEmpty else { return Entry(code: code, name: name, description: text, line: line) }
        let sentence = Self.sentence(text)
        return Entry(
            code: code, name: sentence.collapsingWhiteSpace,
            description: sentence.count == text.count ? "" : text, line: line)
    }

    /// Parts a text after a code and the signs behind it.
    private static func parted(_ text: String) -> (code: String, rest: String)? {
        let text = text.trimmedWithPlainLineEnds
        let first = text.prefix { !$0.isWhitespace && $0 != ":" && $0 != "：" && $0 != "=" && $0 != "|" }
        let brackets: Set<Character> = ["[", "]", "(", ")", "【", "】", "（", "）"]
        let marked = first.filter { !brackets.contains($0) }
        let code = marked.lastIndex { !separators.contains($0) }.map { String(marked[...$0]) } ?? ""
        guard JSONMembers.isCodeLike(code), !code.allSatisfy({ $0 == "-" }) else { return nil }
        let rest = text.dropFirst(first.count).drop { $0.isWhitespace || separators.contains($0) }
        return (code, String(rest))
    }

    /// A heading without the number of its section: `1. 100 Continue`, `3.1 61501 日期区间不合法`.
    private static func withoutNumber(_ heading: String) -> String {
        let number = heading.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        let rest = heading.dropFirst(number.count)
        guard number.first?.isNumber == true else { return heading }
        if rest.hasPrefix("、") || rest.hasPrefix(") ") || rest.hasPrefix("）") {
            return String(rest.dropFirst())
        }
        return number.contains(".") && rest.first?.isWhitespace == true ? String(rest.dropFirst()) : heading
    }

    /// Parts a text into a name and what is said about it.
    private static func split(_ text: String) -> (name: String, description: String) {
        for separator in ["：", ": ", " — ", " – ", " - ", "\n", "。"] {
            if let range = text.firstRange(of: separator), range.lowerBound > text.startIndex {
                return (String(text[..<range.lowerBound]), String(text[range.upperBound...]))
            }
        }
        return (text, "")
    }

    private static func sentence(_ text: String) -> String {
        let line = text.prefix { !$0.isNewline }
        for end in ["。", ". ", "；", "; "] {
            if let range = line.firstRange(of: end) { return String(line[..<range.lowerBound]) }
        }
        return String(line)
    }

    /// Whether a code is the number of a section or of a version.
    private static func isNumbering(_ code: String) -> Bool {
        let digits = code.drop { $0 == "v" || $0 == "V" }
        guard digits.allSatisfy({ $0.isNumber || $0 == "." }) else { return false }
        return digits.contains(".") || digits.count < 3
    }
}
