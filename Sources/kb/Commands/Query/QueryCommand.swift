import ArgumentParser
import KBCore
import KBPresentation

/// `kb query`: finds codes.
struct QueryCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "query",
        abstract: KBPresentation.message(
            zh: "记得什么就用什么查代码。", en: "Find codes by whatever you remember of them."),
        discussion: KBPresentation.message(
            zh: """
                数字、名称、词、半句话、繁体字、拼音或拼音首字母、打错的英文都行。输入的是普通文字，不是查询语言。\
                最准的排在最前，“↳”一行说明是怎么找到的。什么也没找到时，退出状态是 1。
                例如：
                  kb query 504  代码本身
                  kb query 5xx -n 20  一类，最多 20 个
                  kb query 请求 冲突  几个词，先后不论
                  kb query xieyi  拼音
                  kb query 超时 --tag nginx  笔记带这个标签的代码
                """,
            en: """
                Type a number, a name, a word, half a sentence, traditional characters, pinyin or its \
                initials, or misspelt English. The text is plain text, not a query language. Exact matches \
                come first; a line ↳ explains the others. When nothing is found, the exit status is 1.
                For example:
                  kb query 504  the code itself
                  kb query 5xx -n 20  a class, at most 20 codes
                  kb query too many requests  several words, in any order
                  kb query xieyi  pinyin
                  kb query timeout --tag nginx  codes whose notes have the tag
                """))

    @Argument(
        help: ArgumentHelp(
            zh: "记得的内容；几个词算一次查询；- 表示从标准输入读。",
            en: "What you remember; several words are one query; - reads standard input.", .text),
        completion: .codes)
    var words: [String] = []

    @Option(
        name: UsualOption.book.names, help: ArgumentHelp(zh: "只查这本书。", en: "Search this book only.", .book),
        completion: .books)
    var book: String?

    @Option(
        name: UsualOption.limit.names,
        help: ArgumentHelp(
            zh: "最多几个结果。默认看配置，没有就是 10。",
            en: "The maximum number of results. Default: the configured limit, or 10.", .count))
    var limit: Int?

    @Flag(
        name: UsualOption.explain.names,
        help: ArgumentHelp(zh: "说明每个结果是怎么找到的。", en: "Explain why each result matched."))
    var explain = false

    @Flag(name: UsualOption.json.names, help: .json)
    var json = false

    @Option(
        name: .long,
        help: ArgumentHelp(
            zh: "只要笔记带这个标签的代码；写几次，就要每个都有；可以不写文字。",
            en:
                "Only codes with a note that has this tag; repeat it to require several. The text may be omitted.",
            .tag),
        completion: .tags)
    var tag: [String] = []

    @Option(
        help: ArgumentHelp(
            zh: "只要有这个人的笔记的代码；可以不写文字。",
            en: "Only codes with a note by this author. The text may be omitted.", .author),
        completion: .authors)
    var author: String?

    @Flag(
        name: .long,
        help: ArgumentHelp(zh: "只在笔记里查。", en: "Search notes only."))
    var notesOnly = false

    @Flag(
        name: .customLong("no-notes"),
        help: ArgumentHelp(zh: "不查笔记，也不显示。", en: "Do not search or show notes."))
    var withoutNotes = false

    @Flag(
        help: ArgumentHelp(
            zh: "把文字当作 SQLite FTS5 的表达式。", en: "Treat the text as an FTS5 expression."))
    var raw = false

    @OptionGroup var output: OutputOptions
    @OptionGroup var store: StoreOptions

    static let limits = ConfigKey.limits

    func validate() throws {
        guard limit.map(Self.limits.contains) != false else {
            throw ValidationError(
                KBPresentation.message(zh: "--limit 从 1 到 10000", en: "--limit must be from 1 to 10000"))
        }
        if withoutNotes, notesOnly || !tag.isEmpty || author != nil {
            throw ValidationError(
                KBPresentation.message(
                    zh: "--no-notes 不能与 --notes-only、--tag、--author 一起用",
                    en: "--no-notes does not go with --notes-only, --tag or --author"))
        }
        if words.isEmpty, tag.isEmpty, author == nil {
            // As ArgumentParser words it.
            throw ValidationError("Missing expected argument '<\(ValueName.text.text)> ...'")
        }
    }

    func run(_ settings: Settings) throws {
        var options = Searcher.Options(
            book: book, limit: settings.limit(limit).value, isRaw: raw)
        options.notes = NoteUse(
            scope: withoutNotes ? .codesOnly : notesOnly ? .notesOnly : .codesAndNotes,
            tags: try NoteTags.normalized(tag), author: author)
        let query = Query(
            text: words == ["-"] ? try GivenText.standardInput() : words.joined(separator: " "),
            options: options, explains: explain, isJSON: json)
        try query.run(
            try StoreOptions.openForAnswer(store.path(settings), timeout: store.timeout),
            output.terminal(settings))
    }
}
