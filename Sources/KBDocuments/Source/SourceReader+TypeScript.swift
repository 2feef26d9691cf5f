extension SourceReader {
    /// TypeScript: enumerations; objects of constants, also of `{code, message}`; and `const NOT_FOUND = 40401`.
    mutating func readTypeScript() {
        while let token = word() {
            if token.isName("enum"), let name = word(1), name.kind == .name, isNext("{", 2) {
                index += 3
                readMembers(group: name.text)
            } else if token.isName("default") && isNext("{", 1)
                || token.isName("exports") && isNext("=", 1) && isNext("{", 2)
            {
                index += token.isName("default") ? 2 : 3
                readObject(group: "", depth: 0)
            } else if token.isName("const") || token.isName("readonly"), let name = word(1),
                name.kind == .name
            {
                index += 2
                if take(":") { _ = takeUntil(["=", ";"]) }
                guard take("=") else { continue }
                if take("{") {
                    readObject(group: name.text, depth: 0)
                } else if isConstantName(name.text) {
                    let first = index - 2
                    let written = takeUntil([";", ","]) { $0.line > name.line }
                    if let value = SourceExpression.value(written[...], known) {
                        add(name.text, value, written: written, group: "", first: first)
                    }
                }
            } else {
                index += 1
            }
        }
    }

    private mutating func readObject(group: String, depth: Int) {
        while let key = word(), !key.isSign("}") {
            let first = index
            index += 1
            guard key.kind != .sign, take(":") else { continue }
            if isNext("{"), hasObjects || isListOfTexts, depth < 8 {
                index += 1
                readObject(group: key.text, depth: depth + 1)
                _ = take("}")
                _ = take(",")
                continue
            }
            let written = takeUntil([","])
            if written.first?.isSign("{") == true {
                addObject(key.text, written, group: group, first: first)
            } else if !key.isName("default"),
                let value = SourceExpression.value(written.prefix { !$0.isName("as") }, known)
            {
                if case .text(let text) = value, key.kind == .number || !JSONMembers.isCodeLike(text) {
                    add(key.text, code: key.text, texts: [text], group: group, first: first)
                } else {
                    add(key.text, value, written: written, group: group, first: first)
                }
            }
            _ = take(",")
        }
    }

    /// Whether the object that is next has objects in it.
    private var hasObjects: Bool {
        var (depth, place) = (0, index)
        while words.indices.contains(place) {
            let token = tokens[words[place]]
            if token.isSign("{") {
                depth += 1
                if depth > 1 { return true }
            } else if token.isSign("}") {
                return false
            }
            place += 1
        }
        return false
    }

    /// Whether the object that is next has codes and a text for each, and perhaps one for all others:
    /// `{ 100: '…', 'E1': '…', default: '…' }`.
    private var isListOfTexts: Bool {
        var place = index + 1
        var count = 0
        func token(_ distance: Int) -> SourceToken? {
            words.indices.contains(place + distance) ? tokens[words[place + distance]] : nil
        }
        while let key = token(0), !key.isSign("}") {
            let isCode = key.kind == .number || key.kind != .sign && JSONMembers.isCodeLike(key.text)
            guard isCode || key.isName("default"), token(1)?.isSign(":") == true, token(2)?.kind == .text
            else { return false }
            count += isCode ? 1 : 0
            place += 3
            if token(0)?.isSign(",") == true { place += 1 }
        }
        return count > 0
    }

    /// Adds a constant such as `NOT_FOUND: { code: 40401, message: '…' }`.
    mutating func addObject(
        _ name: String, _ tokens: ArraySlice<SourceToken>, group: String, first: Int
    ) {
        var code: String?
        var texts: [String] = []
        var translations: [EntryTranslation] = []
        var main: String?
        var isKnown = JSONMembers.isCodeLike(name)
        let tokens = Array(tokens)
        for index in tokens.indices.dropLast(2) where tokens[index + 1].isSign(":") {
            let column = ColumnName(tokens[index].text)
            let value = tokens[(index + 2)...].prefix { !$0.isSign(",") && !$0.isSign("}") }
            isKnown =
                isKnown || ColumnRole.allCases.contains(where: column.isSurely)
                || LanguageColumns.parted(tokens[index].text) != nil
            switch SourceExpression.value(value, known) {
            case .number(let number) where column.isSurely(.code): code = code ?? String(number)
            case .text(let text):
                if code == nil, column.isSurely(.code) {
                    code = text
                } else if let language = LanguageColumns.parted(tokens[index].text)?.language {
                    // The first language speaks for the constant.
                    main = main ?? language
                    if language == main {
                        texts.append(text)
                    } else if !translations.contains(where: { $0.language == language }) {
                        translations.append(
                            EntryTranslation(
                                language: language, name: text.collapsingWhiteSpace, description: ""))
                    }
                } else {
                    texts.append(text)
                }
            case .number, nil: continue
            }
        }
        // Words of a page, such as `common: { ok: '…', cancel: '…' }`, are no code.
        guard isKnown else { return }
        add(
            name, code: code ?? name, texts: texts,
            translations: translations.filter { !$0.name.isEmpty && !$0.name.utf8.contains(0) },
            group: group, first: first)
    }
}
