import KBCore

extension Code {
    /// What the code is called and means in the language in which messages are given; nil where only the document's
    /// own text is there.
    var textForReader: Translation? {
        let language = Language.current.rawValue
        return translations.first { $0.language == language || $0.language.hasPrefix(language + "-") }
    }

    /// The code with name and description in the language of the reader, as far as they are there.
    package var inLanguageOfReader: Code {
        guard let text = textForReader else { return self }
        var code = self
        code.name = text.name ?? name
        if !text.description.isEmpty { code.description = text.description }
        return code
    }
}
