import KBDocuments

extension SourceFile {
    /// The name without what follows its last dot and without the language before that: `errors` for `errors.zh-CN.json`.
    var stemOfAllLanguages: String {
        guard let (base, _) = partedStem, !base.isEmpty else { return stem }
        return String(base.dropLast())
    }

    /// The documents that have the same in other languages, by language tag: `errors.en.json` next to `errors.zh.json`.
    package var otherLanguages: [(language: String, path: String)] {
        guard let (base, own) = partedStem, !fileExtension.isEmpty else { return [] }
        var found: [(language: String, path: String)] = []
        for spelling in LanguageTag.inFileNames {
            guard let language = LanguageTag.tag(spelling), language != own,
                !found.contains(where: { $0.language == language })
            else { continue }
            let path = folder + base + spelling + "." + fileExtension
            if Self.exists(path) { found.append((language, path)) }
        }
        return found
    }

    /// The paths of the documents that have the same in other languages.
    package static func otherLanguages(of path: String) -> [String] {
        SourceFile([], name: path).otherLanguages.map(\.path)
    }

    /// The stem parted before the language that it ends with; nil where there is none.
    private var partedStem: (base: String, language: String)? {
        for spelling in LanguageTag.inFileNames where stem.hasSuffix(spelling) {
            let base = String(stem.dropLast(spelling.count))
            if base.isEmpty || base.last.map({ "._-".contains($0) }) == true,
                let language = LanguageTag.tag(spelling)
            {
                return (base, language)
            }
        }
        return nil
    }
}
