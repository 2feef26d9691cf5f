import KBCore

/// Finds the codes that a person names on the command line.
struct CodeLookup {
    private let codes: Codes

    init(_ store: Store) {
        codes = Codes(store)
    }

    /// The codes that `text` may mean, at least one: `404` in every book that has it, or `http:404`.
    func all(_ text: String) throws -> [Code] {
        let found = try codes.find(text)
        guard !found.isEmpty else { throw UnknownCode(text: text) }
        return found
    }

    /// The code that `text` means.
    func one(_ text: String) throws -> Code {
        let found = try all(text)
        guard found.count == 1 else { throw AmbiguousCode(text: text, candidates: found) }
        return found[0]
    }
}

/// A code that is in no book.
struct UnknownCode: ReportableError {
    var text: String

    var report: ErrorReport {
        ErrorReport(
            [message(zh: "没有代码“\(text)”", en: "no code '\(text)'")],
            hint: message(
                zh: "kb query \(text) 会找相近的，kb list 列出全部",
                en: "kb query \(text) finds similar ones, kb list shows all"),
            .nothingFound)
    }
}

/// A code that stands in several books where one is needed.
struct AmbiguousCode: ReportableError {
    var text: String
    var candidates: [Code]

    var report: ErrorReport {
        ErrorReport(
            [
                message(zh: "“\(text)”不止一个：", en: "'\(text)' may be several codes:")
                    + NoteError.lines(candidates.map { "\($0.reference) \($0.title)" })
            ],
            hint: message(
                zh: "写明是哪一本，如 \(candidates[0].reference)",
                en: "name the book too, as in \(candidates[0].reference)"), .usage)
    }
}
