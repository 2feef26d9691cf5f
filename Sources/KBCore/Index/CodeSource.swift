import GRDB
import KBFile
import KBIndex

/// The codes as documents of the index.
struct CodeSource: TableSource {
    let kind = "code"
    let table = "codes"
    var columns: String {
        """
        \(Code.columns), (
          SELECT group_concat(coalesce(name || char(10), '') || description, char(10)) FROM code_texts t
          WHERE t.book = codes.book AND t.code = codes.code)
        """
    }

    func document(_ statement: Statement) -> IndexDocument {
        let texts = CurrentRow(statement).optionalText(Code.Column.allCases.count)
        return IndexDocument(Code(direct: statement), texts: texts)
    }
}

extension IndexDocument {
    /// A code as a document; `texts` are those in further languages where they are not in the code.
    init(_ code: Code, texts: String? = nil) {
        self.init(
            id: code.id, book: code.reference.book, isRetired: code.state == .retired,
            titles: [code.name] + (code.qualifier.map { [$0] } ?? []) + code.aliases
                + (CodeWords.title(of: code.reference.code).map { [$0] } ?? []),
            description: texts.map { code.text + "\n" + $0 } ?? code.text)
    }
}
