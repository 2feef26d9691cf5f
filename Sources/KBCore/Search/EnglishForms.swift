/// Forms of English words with other endings, by rule: some of them are no words, and stand nowhere.
enum EnglishForms {
    /// A shorter word has few forms, and is mostly an abbreviation.
    private static let fewestLetters = 4
    /// The endings of forms, and what may stand there in the word itself.
    private static let endings: [(ending: String, stems: [String])] = [
        ("ies", ["y", "ie"]), ("ied", ["y", "ie"]), ("ing", ["", "e"]), ("ed", ["", "e"]), ("s", [""]),
    ]

    /// The forms of a folded word: those without its ending, or else with each.
    static func of(_ word: String) -> [String] {
        guard word.utf8.count >= fewestLetters, word.utf8.allSatisfy({ (0x61...0x7A).contains($0) }) else {
            return []
        }
        for (ending, stems) in endings where word.hasSuffix(ending) && !word.hasSuffix("ss") {
            let stem = String(word.dropLast(ending.count))
            guard stem.utf8.count >= fewestLetters - 1 else { continue }
            var forms = stems.map { stem + $0 }
            if ending == "s", "sxzh".contains(stem.dropLast().last ?? " "), stem.hasSuffix("e") {
                forms.append(String(stem.dropLast()))
            }
            // Sending is of send, stopping of stop.
            if ending == "ing" || ending == "ed", let last = stem.last, stem.dropLast().last == last {
                forms.append(String(stem.dropLast()))
            }
            return forms
        }
        let stem = word.hasSuffix("e") ? String(word.dropLast()) : word
        var forms = [word + "s", stem + "ed", stem + "ing"]
        if "sxzh".contains(word.last ?? " ") { forms[0] = word + "es" }
        if word.hasSuffix("y") { forms += [word.dropLast() + "ies", word.dropLast() + "ied"] }
        return forms
    }
}
