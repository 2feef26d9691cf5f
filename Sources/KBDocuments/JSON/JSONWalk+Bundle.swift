import KBText

extension JSONWalk {
    /// Whether the object that is next has an object for each of some languages: `{"zh": {"E1": "…"}, "en": {…}}`.
    var isBundle: Bool {
        var ahead = scanner
        guard ahead.take(0x7B), ahead.peek() == 0x22 else { return false }
        repeat {
            guard let key = try? ahead.key(), LanguageTag.tag(key) != nil, (try? ahead.nextType()) == .object,
                (try? ahead.skipValue()) != nil
            else { return false }
        } while ahead.take(0x2C)
        return ahead.take(0x7D)
    }

    /// Reads an object of languages: the first speaks for the entries, what the others say are translations.
    ///
    /// A code that the first has not comes after those that it has.
    mutating func readBundle(
        group: String, depth: Int, _ body: (Entry) throws -> Void
    ) throws(JSONFault) {
        var parts: [(language: String, walk: JSONWalk)] = []
        _ = scanner.take(0x7B)
        repeat {
            let language = LanguageTag.tag(try scanner.key()) ?? ""
            _ = try scanner.nextType()
            parts.append((language, self))
            try scanner.skipValue()
        } while scanner.take(0x2C)
        let rest = self
        var texts: [ExactText: [EntryTranslation]] = [:]
        var others: [(entry: Entry, language: String)] = []
        for (language, walk) in parts.dropFirst() where language != parts[0].language {
            let register = EntryRegister(skipsRanges: true, progress: { _ in })
            var walk = walk.reporting(to: register)
            try walk.readMembers(group: group, depth: depth + 1) { entry in
                let code = ExactText(entry.code)
                if texts[code]?.contains(where: { $0.language == language }) == true { return }
                if texts[code] == nil { others.append((entry, language)) }
                texts[code, default: []].append(
                    EntryTranslation(language: language, name: entry.name, description: entry.description))
            }
            self.register.report(errorsOf: register)
        }
        self = parts[0].walk
        try readMembers(group: group, depth: depth + 1) { entry in
            var entry = entry
            entry.translations += texts.removeValue(forKey: ExactText(entry.code)) ?? []
            try body(entry)
        }
        for (entry, language) in others {
            guard register.failure == nil, let said = texts[ExactText(entry.code)] else { continue }
            var entry = entry
            entry.translations = said.filter { $0.language != language }
            register.admit(entry, body)
        }
        scanner = rest.scanner
        try scanner.require(0x7D, .commaOrBrace)
    }
}
