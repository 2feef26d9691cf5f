import GRDB
import KBFile

/// What a code is called and means in a further language, beside the language of its document.
public struct Translation: Hashable, Sendable {
    /// A BCP 47 language tag, such as `en`.
    public var language: String
    /// The name, where it differs from the document's.
    public var name: String?
    /// The description; may be empty.
    public var description: String

    /// What has a row where any code has a text in a further language.
    static let any = "SELECT 1 FROM code_texts LIMIT 1"

    /// The texts of a code, by language.
    static func list(_ db: Database, of reference: CodeReference) throws -> [Translation] {
        try list(db.cachedStatement(sql: listing), of: reference)
    }

    /// What reads the texts of a code, with its book and itself for arguments.
    static let listing = """
        SELECT language, name, description FROM code_texts WHERE book = ? AND code = ? ORDER BY language
        """

    /// The texts of a code, by language, read by a statement of ``listing``.
    static func list(_ statement: Statement, of reference: CodeReference) throws -> [Translation] {
        statement.bindDirect(reference.book, at: 1)
        statement.bindDirect(reference.code, at: 2)
        defer { statement.endDirect() }
        var texts: [Translation] = []
        while try statement.stepDirect() {
            let values = CurrentRow(statement)
            texts.append(
                Translation(
                    language: values.text(0), name: values.optionalText(1), description: values.text(2)))
        }
        return texts
    }
}
