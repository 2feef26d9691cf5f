import KBDocuments
import KBFile

/// The lists of aliases and synonyms, and the texts in further languages, that stand next to a document, already checked.
package struct WordLists: Sendable {
    /// One list.
    package struct List<Element: Sendable>: Sendable {
        /// Where it is.
        package var path: String
        /// What the file remembers it by.
        package var name: String
        /// The SHA-256 of its bytes, in hexadecimal.
        package var sha256: String
        /// What it holds.
        package var elements: [Element]

        /// A list with these elements.
        package init(path: String, sha256: String, _ elements: [Element]) {
            self.path = path
            name = FileAccess.name(of: path)
            self.sha256 = sha256
            self.elements = elements
        }
    }

    /// `aliases.tsv`, or that of the document alone.
    package var aliases: List<AliasEntry>?
    /// `synonyms.tsv`: words of one meaning, the preferred one first.
    package var synonyms: List<[String]>?

    /// Texts in further languages, by the language tag in the name of their file: `grpc.en.tsv` next to `grpc.txt`.
    package var translations: [String: List<TranslationEntry>] = [:]

    /// The languages that are looked for.
    private static let languages = ["en", "zh-Hans", "zh-Hant", "zh"]

    /// These lists.
    package init(aliases: List<AliasEntry>? = nil, synonyms: List<[String]>? = nil) {
        self.aliases = aliases
        self.synonyms = synonyms
    }

    /// Reads the lists in the folder of a document.
    ///
    /// Aliases are those of the document, `grpc.aliases.tsv` next to `grpc.txt`, else those of the whole folder.
    ///
    /// The same document in further languages, `errors.en.json` next to `errors.zh.json`, has texts in those.
    ///
    /// - Parameters:
    ///   - source: The document.
    ///   - format: Its format, where it is known.
    /// - Throws: ``ImportError``, ``SourceFileError``.
    init(nextTo source: SourceFile, format: DocumentFormat? = nil) throws {
        aliases =
            try Self.read("\(source.stem).aliases.tsv", nextTo: source, WordList.aliases)
            ?? Self.read("aliases.tsv", nextTo: source, WordList.aliases)
        synonyms = try Self.read("synonyms.tsv", nextTo: source, WordList.synonyms)
        for language in Self.languages {
            translations[language] = try Self.read(
                "\(source.stem).\(language).tsv", nextTo: source, WordList.translations)
        }
        for (language, path) in source.otherLanguages where translations[language] == nil {
            let file = try SourceFile(reading: path)
            var entries: [TranslationEntry] = []
            do {
                _ = try file.forEachEntry(format: format) {
                    entries.append(
                        TranslationEntry(code: $0.code, name: $0.name, description: $0.description))
                }
            } catch let error as DocumentError {
                throw ImportError.badDocument(path: path, error)
            }
            translations[language] = List(path: path, sha256: file.sha256, entries)
        }
    }

    private static func read<Element>(
        _ name: String, nextTo source: SourceFile, _ parse: (String) throws(WordListError) -> [Element]
    ) throws -> List<Element>? {
        let path = source.folder + name
        guard source.name != name, SourceFile.exists(path) else { return nil }
        let file = try SourceFile(reading: path)
        guard let text = String(validating: file.bytes, as: UTF8.self) else {
            throw ImportError.notUTF8(path: path)
        }
        do {
            let elements = try parse(text.first == "\u{FEFF}" ? String(text.dropFirst()) : text)
            return List(path: path, sha256: file.sha256, elements)
        } catch {
            throw ImportError.badWordList(path: path, error)
        }
    }
}
