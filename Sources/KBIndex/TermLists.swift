/// The lists of one term in one segment.
struct TermLists {
    private var lists: (PostingList?, PostingList?, PostingList?, PostingList?, PostingList?)
    private var rows: (Int, Int, Int, Int, Int) = (0, 0, 0, 0, 0)

    mutating func set(_ list: PostingList, rows count: Int, field: IndexField) {
        switch field {
        case .title: (lists.0, rows.0) = (list, count)
        case .description: (lists.1, rows.1) = (list, count)
        case .titleCharacter: (lists.2, rows.2) = (list, count)
        case .descriptionCharacter: (lists.3, rows.3) = (list, count)
        case .key: (lists.4, rows.4) = (list, count)
        }
    }

    subscript(field: IndexField) -> (list: PostingList, rows: Int)? {
        switch field {
        case .title: lists.0.map { ($0, rows.0) }
        case .description: lists.1.map { ($0, rows.1) }
        case .titleCharacter: lists.2.map { ($0, rows.2) }
        case .descriptionCharacter: lists.3.map { ($0, rows.3) }
        case .key: lists.4.map { ($0, rows.4) }
        }
    }

    /// Whether the term stands nowhere in the segment.
    var isEmpty: Bool {
        lists.0 == nil && lists.1 == nil && lists.2 == nil && lists.3 == nil && lists.4 == nil
    }

    /// The most rows of any field.
    var mostRows: Int { max(max(rows.0, rows.1), max(rows.2, rows.3), rows.4) }
}
