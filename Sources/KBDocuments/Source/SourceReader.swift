/// The reader of constants in source code: what each language calls a constant is in a file of its own.
///
/// The number or text of a constant is the code; what the program says about it, in a text next to the number or in a
/// comment, is its name and description.
struct SourceReader {
    let tokens: [SourceToken]
    /// Where the words are that are no comments.
    let words: [Int]
    /// The constants so far.
    var constants: [SourceConstant] = []
    /// The values of the constants so far, by their names.
    var known: [String: SourceValue] = [:]
    /// The constants that are written in hexadecimal.
    private var hexadecimals: Set<String> = []
    /// The place in `words`.
    var index = 0

    /// Reads a document into a register.
    static func parse(
        _ bytes: UnsafeRawBufferPointer, from start: Int, _ language: SourceLanguage,
        into register: EntryRegister,
        _ body: (Entry) throws -> Void
    ) {
        guard bytes.count - start <= Entry.longest else {
            return register.report(.tooLong(bytes: bytes.count - start), line: 1)
        }
        var lexer = SourceLexer(bytes, from: start, language)
        var tokens: [SourceToken] = []
        while let token = lexer.next() { tokens.append(token) }
        var reader = SourceReader(tokens)
        switch language {
        case .go: reader.readGo()
        case .java: reader.readJava()
        case .typeScript: reader.readTypeScript()
        case .proto: reader.readProto()
        case .c: reader.readC()
        case .rust: reader.readRust()
        case .python: reader.readPython()
        }
        for entry in reader.entries { register.admit(entry, body) }
        if reader.constants.isEmpty { register.report(.noConstants, line: 1) }
    }

    private init(_ tokens: [SourceToken]) {
        self.tokens = tokens
        words = tokens.indices.filter { tokens[$0].kind != .comment }
    }

    /// The word at the place, or some places after it.
    func word(_ distance: Int = 0) -> SourceToken? {
        words.indices.contains(index + distance) ? tokens[words[index + distance]] : nil
    }

    func isNext(_ sign: String, _ distance: Int = 0) -> Bool { word(distance)?.isSign(sign) == true }

    /// Takes a sign; returns false if it is missing.
    mutating func take(_ sign: String) -> Bool {
        guard isNext(sign) else { return false }
        index += 1
        return true
    }

    /// Takes words up to one of these signs outside of brackets, which is not taken.
    mutating func takeUntil(_ signs: Set<String>, isEnd: (SourceToken) -> Bool = { _ in false })
        -> ArraySlice<SourceToken>
    {
        let start = index
        var depth = 0
        while let token = word() {
            if depth == 0, token.kind == .sign && signs.contains(token.text) || index > start && isEnd(token)
            {
                break
            }
            if token.kind == .sign {
                if "([{".contains(token.text) { depth += 1 }
                if ")]}".contains(token.text) {
                    if depth == 0 { break }
                    depth -= 1
                }
            }
            index += 1
        }
        return words[start..<index].map { tokens[$0] }[...]
    }

    /// Adds a constant whose first word is `words[first]` and whose last is before the place.
    mutating func add(
        _ name: String, code: String, texts: [String] = [], translations: [EntryTranslation] = [],
        options: [EntryField] = [], aliases: [EntryAlias] = [], group: String, first: Int
    ) {
        guard CodeFault(in: code) == nil, words.indices.contains(first) else { return }
        let line = tokens[words[first]].line
        let before = comments(before: words[first])
        let text = before.map(\.text).joined(separator: "\n")
        constants.append(
            SourceConstant(
                group: group, name: name, code: code, texts: texts, translations: translations,
                options: options, aliases: aliases, before: text,
                behind: comment(behind: max(first, index - 1)),
                isBelowLine: before.count == 1 && !before[0].isDocumentation && !text.contains("\n"),
                line: line))
    }

    /// Adds a constant with its value.
    mutating func add(
        _ name: String, _ value: SourceValue, written: ArraySlice<SourceToken>, options: [EntryField] = [],
        group: String, first: Int
    ) {
        known[name] = value
        switch value {
        case .text(let text): add(name, code: text, options: options, group: group, first: first)
        case .number(let number):
            let hexadecimal = hexadecimal(written, number)
            if hexadecimal != nil { hexadecimals.insert(name) }
            add(
                name, code: hexadecimal ?? String(number), options: options,
                aliases: negativeHexadecimal(written, number).map { [EntryAlias($0)] } ?? [], group: group,
                first: first)
        }
    }

    /// The digits of a negative number that is written in hexadecimal, `0x2080` of `-0x2080`, by which people know it.
    private func negativeHexadecimal(_ written: ArraySlice<SourceToken>, _ number: Int) -> String? {
        let bare = written.filter { !$0.isSign("(") && !$0.isSign(")") && $0.kind != .comment }
        guard number < 0, bare.count == 2, bare[0].isSign("-"), bare[1].kind == .number,
            isHexadecimal(bare[1])
        else { return nil }
        return SourceNumber.withoutType(bare[1].text)
    }

    /// A number as it is known where it is written in hexadecimal, alone or in an expression; nil where it is not.
    func hexadecimal(_ written: ArraySlice<SourceToken>, _ number: Int) -> String? {
        guard let sign = written.first(where: { isHexadecimal($0) }), number >= 0 else { return nil }
        // Brackets around it and the type behind it are of the program, not of the number.
        let bare = written.filter { !$0.isSign("(") && !$0.isSign(")") && $0.kind != .comment }
        return bare.count == 1 && sign.kind == .number
            ? SourceNumber.withoutType(sign.text) : "0x" + String(number, radix: 16, uppercase: true)
    }

    private func isHexadecimal(_ token: SourceToken) -> Bool {
        switch token.kind {
        case .number: token.text.lowercased().hasPrefix("0x")
        case .name: hexadecimals.contains(token.text)
        default: false
        }
    }

    /// The entries: constants of the same value in one enumeration are one.
    ///
    /// Where enumerations are called after errors, codes or states, others count only where a comment says something, and
    /// where their values are not those of the former: a file may have an enumeration of colors, too.
    private var entries: [Entry] {
        let constants = constantsWithoutHeadings
        let telling = Set(
            constants.map(\.group).filter { group in
                ["err", "code", "status", "reason", "result", "fault", "exception"].contains {
                    group.lowercased().contains($0)
                }
            })
        let taken = Set(constants.filter { telling.contains($0.group) }.map(\.code))
        var order: [SourceConstant] = []
        var others: [Int: [SourceConstant]] = [:]
        var places: [String: Int] = [:]
        for constant in constants
        where telling.isEmpty || telling.contains(constant.group)
            || constant.isTelling && !taken.contains(constant.code)
        {
            let key = constant.group + "\n" + constant.code
            if let place = places[key] {
                others[place, default: []].append(constant)
            } else {
                places[key] = order.count
                order.append(constant)
            }
        }
        return order.enumerated().map { $1.entry(others[$0] ?? []) }
    }

    /// The constants without comments before them that are headings: so where most have a text of their own, and few a
    /// comment before them.
    private var constantsWithoutHeadings: [SourceConstant] {
        let own = constants.count { !$0.texts.isEmpty || !$0.behind.isEmpty }
        let below = constants.count { !$0.before.isEmpty }
        guard own * 2 > constants.count, below * 2 <= constants.count else { return constants }
        return constants.map(\.withoutHeading)
    }

    /// The comments that end on the line before a word, or before it on its line.
    private func comments(before place: Int) -> [SourceToken] {
        var lines: [SourceToken] = []
        var line = tokens[place].line
        var index = place - 1
        while index >= 0, tokens[index].kind == .comment, tokens[index].lastLine >= line - 1,
            !tokens[index].isHeading
        {
            // Behind a word on its line it belongs to that.
            if index > 0, tokens[index - 1].kind != .comment, tokens[index - 1].lastLine == tokens[index].line
            {
                break
            }
            lines.insert(tokens[index], at: 0)
            line = tokens[index].line
            index -= 1
        }
        return lines
    }

    /// The comment behind a word on its line, with a comma or semicolon between them.
    private func comment(behind place: Int) -> String {
        guard words.indices.contains(place) else { return "" }
        let line = tokens[words[place]].lastLine
        var index = words[place] + 1
        while index < tokens.count, tokens[index].line == line {
            if tokens[index].kind == .comment { return tokens[index].isHeading ? "" : tokens[index].text }
            guard tokens[index].isSign(",") || tokens[index].isSign(";") else { return "" }
            index += 1
        }
        return ""
    }
}
