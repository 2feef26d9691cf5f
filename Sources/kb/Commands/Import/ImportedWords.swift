import KBCore
import KBDocuments

/// The lists of aliases and synonyms that stand beside a document, already checked.
struct ImportedWords {
    private var aliases: (file: SourceFile, entries: [AliasEntry])?
    private var synonyms: (file: SourceFile, groups: [[String]])?

    /// No lists.
    init() {}

    /// Reads the lists in the folder of `source`; nothing is imported unless all of them can be read.
    init(beside source: SourceFile) throws {
        guard source.path != SourceFile.standardInput else { return }
        if let file = try Self.file("aliases.tsv", beside: source) {
            aliases = (file, try Self.read(file, WordList.aliases))
        }
        if let file = try Self.file("synonyms.tsv", beside: source) {
            synonyms = (file, try Self.read(file, WordList.synonyms))
        }
    }

    /// Imports the lists and adds what happened to `summary`.
    func apply(_ importer: Importer, _ summary: inout ImportSummary) throws {
        if let aliases {
            let source = (name: aliases.file.name, sha256: aliases.file.sha256)
            summary.aliases = (
                aliases.file.path, try importer.apply(aliases: aliases.entries, source: source)
            )
        }
        if let synonyms {
            let source = (name: synonyms.file.name, sha256: synonyms.file.sha256)
            summary.synonyms = (
                synonyms.file.path, try importer.apply(synonyms: synonyms.groups, source: source)
            )
        }
    }

    private static func file(_ name: String, beside source: SourceFile) throws -> SourceFile? {
        let path = source.folder + name
        guard source.name != name, SourceFile.exists(path) else { return nil }
        return try SourceFile(reading: path)
    }

    private static func read<T>(
        _ file: SourceFile, _ parse: (String) throws(WordListError) -> T
    ) throws -> T {
        guard let text = String(validating: file.bytes, as: UTF8.self) else {
            throw BadDocument(notUTF8: file.path)
        }
        do {
            return try parse(text.first == "\u{FEFF}" ? String(text.dropFirst()) : text)
        } catch {
            throw BadDocument(file.path, error)
        }
    }
}
