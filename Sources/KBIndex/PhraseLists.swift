/// A phrase as one search looks for it: the lists of its terms in each segment, looked up once.
struct PhraseLists {
    let phrase: IndexPhrase
    /// The lists of each part, by segment: none of a part that may go on, and none from the first part on that stands
    /// nowhere.
    private let parts: [[TermLists]]

    init(_ phrase: IndexPhrase, lists: (Term) throws -> [TermLists]) rethrows {
        self.phrase = phrase
        var parts: [[TermLists]] = []
        for part in phrase.parts {
            let found = part.isPrefix ? [] : try lists(part.term)
            if !part.isPrefix, found.allSatisfy(\.isEmpty) { break }
            parts.append(found)
        }
        self.parts = parts
    }

    /// Whether no segment has all terms that must stand as they are.
    var standsNowhere: Bool { parts.count < phrase.parts.count }

    /// The most rows that may hold the phrase, in any segment.
    var mostRows: Int {
        parts.reduce(Int.max) { fewest, part in
            part.isEmpty ? fewest : min(fewest, part.reduce(0) { $0 + $1.mostRows })
        }
    }

    /// Tells whether a segment has all terms that must stand as they are.
    func mayStand(inSegment number: Int) -> Bool {
        parts.count == phrase.parts.count && parts.allSatisfy { $0.isEmpty || !$0[number].isEmpty }
    }

    /// The list of a part that must stand as it is.
    func list(ofPart place: Int, in field: IndexField, segment number: Int) -> (list: PostingList, rows: Int)?
    {
        place < parts.count ? parts[place][number][field] : nil
    }
}
