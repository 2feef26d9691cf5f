/// Documents that wait until they are enough for a segment.
package struct IndexBatch {
    package private(set) var documents: [IndexDocument] = []
    private var bytes = 0

    package init() {}

    package var isEmpty: Bool { documents.isEmpty }

    package var isFull: Bool { documents.count >= SegmentLimits.rows || bytes >= SegmentLimits.bytes }

    package mutating func append(_ document: IndexDocument) {
        documents.append(document)
        bytes += document.bytes
    }

    /// Hands the documents over and starts anew.
    package mutating func take() -> [IndexDocument] {
        defer { self = IndexBatch() }
        return documents
    }
}
