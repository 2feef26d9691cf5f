import ArgumentParser
import KBCore
import KBPresentation

/// Which notes a list holds.
struct NoteFilterOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            zh: "只列这个人写的；'' 是没有署名的。", en: "Only those that this person wrote; '' for nobody.", .author),
        completion: .authors)
    var author: String?

    @Option(
        help: ArgumentHelp(
            zh: "只列这之后改过的：2h、3d、yesterday、2026-03-12。",
            en: "Only those changed since then: 2h, 3d, yesterday, 2026-03-12.", .time),
        transform: { try Moment($0) })
    var since: Moment?

    @Option(
        help: ArgumentHelp(
            zh: "只列这之前改的，写法同上。", en: "Only those last changed before, written as for --since.", .time),
        transform: { try Moment($0) })
    var until: Moment?

    @Option(
        name: UsualOption.book.names,
        help: ArgumentHelp(zh: "只列这本书的。", en: "Only those on codes of this book.", .book),
        completion: .books)
    var book: String?

    @Option(
        name: UsualOption.limit.names,
        help: ArgumentHelp(zh: "最多列几条。", en: "How many at most.", .count))
    var limit: Int?

    @Flag(help: ArgumentHelp(zh: "最近改的在前。", en: "The last one that was changed comes first."))
    var newest = false

    func validate() throws {
        guard limit.map({ $0 > 0 }) != false else {
            throw ValidationError(
                KBPresentation.message(zh: "--limit 至少是 1", en: "--limit must be at least 1"))
        }
        try Moment.check(since, until)
    }

    /// A filter for each code that a person may mean; one for all codes when none is named.
    ///
    /// - Throws: ``BookError/unknown(_:books:)``; what ``CodeLookup`` throws.
    func filters(_ code: String?, tags: [String] = [], kind: NoteFilter.Kind, in store: Store) throws
        -> [NoteFilter]
    {
        var filter = NoteFilter(kind: kind)
        filter.tags = try NoteTags.normalized(tags)
        filter.author = author
        filter.since = since?.stored
        filter.until = until?.stored
        filter.order = newest ? .newestFirst : .oldestFirst
        if let book {
            try Codes(store).checkBook(book)
            filter.book = book
        }
        guard let code else { return [filter] }
        return try CodeLookup(store).all(code).map {
            var filter = filter
            filter.reference = $0.reference
            return filter
        }
    }
}
