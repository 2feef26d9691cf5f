import KBPresentation

/// A line of a configuration file: `key = value`, a comment, or nothing.
///
/// This is the part of TOML (<https://toml.io/en/v1.0.0>) that settings need: bare and quoted keys, text in quotation
/// marks, and whole numbers.
struct ConfigLine {
    /// What stands after the equals sign.
    enum Value: Equatable {
        case string(String)
        case integer(Int)
        /// Anything else that stands without quotation marks.
        case other
    }

    /// What is set; nil where the line sets nothing.
    private(set) var key: String?
    /// The table that begins here, `theme` for `[theme]`; no setting stands in one.
    private(set) var table: String?
    /// Nil where the line sets nothing or breaks off before.
    private(set) var value: Value?
    /// The columns where the key and the value begin, in Unicode scalars, from 1.
    private(set) var columns = (key: 1, value: 1)
    /// The comment with the white space before it, and the carriage return at the end.
    private(set) var tail = ""
    /// What breaks the format, and in which column.
    private(set) var fault: (column: Int, reason: ConfigSyntaxFault)?

    private let scalars: [Unicode.Scalar]
    private var place = 0

    /// Reads a line without its line feed.
    init(_ text: String) {
        var scalars = Array(text.unicodeScalars)
        // A mark that some editors put at the beginning of a file.
        if scalars.first == "\u{FEFF}" { scalars[0] = " " }
        self.scalars = scalars
        read()
    }

    private mutating func read() {
        let isReturned = scalars.last == "\r"
        let end = isReturned ? scalars.count - 1 : scalars.count
        if let control = scalars[..<end].firstIndex(where: {
            $0 != "\t" && $0.properties.generalCategory == .control
        }) {
            fault = (control + 1, .control(scalars[control]))
        }
        skipSpace()
        if !isAtEnd, scalars[place] == "[" { return readTable() }
        if !isAtEnd, scalars[place] != "#" { readSetting() }
        guard value != nil else { return }
        let valueEnd = place
        skipSpace()
        if !isAtEnd, scalars[place] != "#" {
            fail(.unexpected(rest), at: place)
        } else {
            tail = Self.text(scalars[valueEnd...])
        }
    }

    /// Reads `[a]`, `[a."b"]` or `[[a]]`.
    private mutating func readTable() {
        columns.key = place + 1
        let start = place
        let brackets = read { $0 == "[" }.unicodeScalars.count
        var names: [String] = []
        repeat {
            if !names.isEmpty { place += 1 }
            skipSpace()
            if let quote = quotationMark {
                guard let name = readQuoted(quote) else { return }
                names.append(name)
            } else {
                names.append(read { Self.isKey($0) })
                if names.last?.isEmpty == true { return fail(.noName, at: start) }
            }
            skipSpace()
        } while !isAtEnd && scalars[place] == "."
        guard brackets <= 2, read(while: { $0 == "]" }).unicodeScalars.count == brackets else {
            return fail(.noName, at: start)
        }
        skipSpace()
        guard isAtEnd || scalars[place] == "#" else { return fail(.unexpected(rest), at: place) }
        table = names.joined(separator: ".")
    }

    private mutating func readSetting() {
        columns.key = place + 1
        if let quote = quotationMark {
            guard let name = readQuoted(quote) else { return }
            key = name
        } else {
            let name = read { Self.isKey($0) }
            guard !name.isEmpty else { return fail(.noName, at: place) }
            key = name
        }
        skipSpace()
        guard !isAtEnd, scalars[place] == "=" else { return fail(.noEquals, at: place) }
        place += 1
        skipSpace()
        columns.value = place + 1
        if let quote = quotationMark {
            value = readQuoted(quote).map(Value.string)
            return
        }
        let word = read { !Self.isSpace($0) && $0 != "#" }
        if word.isEmpty { return fail(.noValue, at: place) }
        value = Int(word).map(Value.integer) ?? .other
    }

    /// Reads what stands between quotation marks.
    private mutating func readQuoted(_ quote: Unicode.Scalar) -> String? {
        let start = place
        place += 1
        var text = String.UnicodeScalarView()
        while !isAtEnd, scalars[place] != quote {
            if scalars[place] == "\\", quote == "\"" {
                guard let scalar = readEscape() else { return nil }
                text.append(scalar)
            } else {
                text.append(scalars[place])
                place += 1
            }
        }
        guard !isAtEnd else {
            fail(.openQuote, at: start)
            return nil
        }
        place += 1
        return String(text)
    }

    private static let escapes: [Unicode.Scalar: Unicode.Scalar] = [
        "b": "\u{08}", "t": "\t", "n": "\n", "f": "\u{0C}", "r": "\r", "\"": "\"", "\\": "\\",
    ]

    private mutating func readEscape() -> Unicode.Scalar? {
        let start = place
        place += 1
        let letter = isAtEnd ? nil : scalars[place]
        place += 1
        if let scalar = letter.flatMap({ Self.escapes[$0] }) { return scalar }
        let length = letter == "u" ? 4 : letter == "U" ? 8 : 0
        let digits = Self.text(scalars.dropFirst(place).prefix(length))
        guard length > 0, digits.unicodeScalars.count == length, let number = UInt32(digits, radix: 16),
            let scalar = Unicode.Scalar(number)
        else {
            fail(.badEscape, at: start)
            return nil
        }
        place += length
        return scalar
    }

    // MARK: Places

    private var isAtEnd: Bool {
        place >= scalars.count || (scalars[place] == "\r" && place == scalars.count - 1)
    }

    private var quotationMark: Unicode.Scalar? {
        isAtEnd || !"\"'".unicodeScalars.contains(scalars[place]) ? nil : scalars[place]
    }

    /// What is left of the line, without the white space at its end.
    private var rest: String {
        var rest = scalars[place...]
        while let last = rest.last, Self.isSpace(last) || last == "\r" { rest.removeLast() }
        return Self.text(rest)
    }

    private mutating func skipSpace() {
        while !isAtEnd, Self.isSpace(scalars[place]) { place += 1 }
    }

    private mutating func read(while isPart: (Unicode.Scalar) -> Bool) -> String {
        let start = place
        while !isAtEnd, isPart(scalars[place]) { place += 1 }
        return Self.text(scalars[start..<place])
    }

    private mutating func fail(_ reason: ConfigSyntaxFault, at place: Int) {
        fault = fault ?? (place + 1, reason)
    }

    private static func text(_ scalars: some Sequence<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    private static func isSpace(_ scalar: Unicode.Scalar) -> Bool { scalar == " " || scalar == "\t" }

    private static func isKey(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)) || scalar == "_"
            || scalar == "-"
    }
}
