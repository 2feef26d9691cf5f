import GRDB
import KBFile
import KBIndex

/// The codes as documents of the index.
struct CodeSource: TableSource {
    let kind = "code"
    let table = "codes"
    var columns: String { Code.columns }

    func document(_ statement: Statement) -> IndexDocument {
        IndexDocument(Code(direct: statement))
    }
}

extension IndexDocument {
    init(_ code: Code) {
        self.init(
            id: code.id, book: code.reference.book, isRetired: code.state == .retired,
            titles: [code.name] + (code.qualifier.map { [$0] } ?? []) + code.aliases
                + (CodeWords.title(of: code.reference.code).map { [$0] } ?? []),
            description: code.text)
    }
}
