import KBCore
import KBPresentation
import KBText

/// The codes that `kb browse` lists.
struct BrowseList {
    /// The most codes without a query: all of most knowledge bases.
    static let most = 500
    /// The most codes of a query: more than anybody reads, and few enough to search and draw at each keystroke.
    static let mostFound = 200

    /// A code, and what led to it where it was searched for.
    struct Entry {
        var code: Code
        var result: SearchResult?
    }

    /// What has been typed.
    var query: String
    /// The only book; nil for all.
    var book: String?

    /// The codes, best first; without a query those that came first, as their documents have them.
    ///
    /// - Throws: ``SearchError`` for a query that is too long, ``StoreError`` when the file cannot be read.
    func entries(in store: Store) throws -> [Entry] {
        do {
            let options = Searcher.Options(book: book, limit: Self.mostFound)
            let results = try Searcher(store).search(query, options).results
            return results.prefix(Self.mostFound).map { Entry(code: $0.code, result: $0) }
        } catch SearchError.empty {
            return try Codes(store).first(Self.most, of: book).map { Entry(code: $0) }
        }
    }

    /// A line for each code: the field by which fzf knows it, a tab, then what is shown.
    static func text(of entries: [Entry], on terminal: Terminal) -> String {
        let references = entries.map(\.code.reference)
        let hasSeveralBooks = Set(references.map(\.book)).count > 1
        let labels = references.map { NoteText.oneLine(hasSeveralBooks ? $0.description : $0.code) }
        let width = min(labels.map { DisplayWidth.of($0) }.max() ?? 0, 16)
        return zip(entries, labels).map { entry, label in
            let code = entry.code
            // Those in the qualifier, which the name is followed by, are cut off.
            let marks = code.name.scalarRanges(entry.result?.marks(in: .name) ?? [])
            let name = MarkedText(code.name, marks: marks, keepingNewlines: false)
            let qualifier = code.qualifier.map { " (\(CodeText.oneLine($0)))" } ?? ""
            // The longest line of a terminal holds no more.
            let text = code.inLanguageOfReader.description.unicodeScalars.prefix(120)
            let description = NoteText.oneLine(String(text))
            return BrowseField(code.reference).text + "\t"
                + terminal.styled(DisplayWidth.padded(label, to: width), .bold) + "  "
                + name.shown(on: terminal) + qualifier + CodeText.state(of: code) + "  "
                + terminal.styled(description, .dim) + "\n"
        }.joined()
    }
}
