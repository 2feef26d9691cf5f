/// A part of the index as it is made: some documents of one book, in the order of their rank.
///
/// Rows are numbered from 0: active before retired ones, those with a short description before those with a long
/// one, then by id. So a list of rows is in the order in which single matches are ranked, and reading it can stop
/// early.
package struct SegmentData: Sendable {
    /// The id of each row's document.
    let ids: [Int64]
    /// The length of their texts.
    let bytes: Int
    /// For each rank that occurs, the first row that has it.
    let ranks: RowRanks
    let terms: SegmentTerms
    /// The lists of each field, by ``IndexField/rawValue``.
    let fields: [FieldLists]

    /// Makes segments of documents, in any order; more than one where there are too many different terms for one.
    ///
    /// Cost: about 30 ns a character of Chinese text; memory some 12 bytes a character, while that of the documents
    /// is given back one by one.
    package static func segments(of documents: consuming [IndexDocument]) -> [SegmentData] {
        var segments: [SegmentData] = []
        while !documents.isEmpty {
            var builder = SegmentBuilder(bytes: documents.reduce(0) { $0 + $1.bytes })
            while !builder.isFull, let document = documents.popLast() { builder.add(document) }
            segments.append(builder.finish())
        }
        return segments
    }

    /// Hands over all lists, by the bytes of their terms and then by field.
    func forEachList(
        _ body: (_ term: ArraySlice<UInt8>, _ field: IndexField, _ list: FieldLists.List) throws -> Void
    ) rethrows {
        var next = [Int](repeating: 0, count: fields.count)
        for place in 0..<terms.count {
            for (field, lists) in fields.enumerated()
            where next[field] < lists.count && Int(lists.terms[next[field]]) == place {
                try body(terms[place], lists.field, lists[next[field]])
                next[field] += 1
            }
        }
    }
}
