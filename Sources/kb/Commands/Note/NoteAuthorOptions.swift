import ArgumentParser

/// Who writes.
struct NoteAuthorOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            zh: "谁写的。默认 $KB_AUTHOR，其次看配置，都没有就不记名。",
            en: "Who writes. Default: $KB_AUTHOR, else what kb config says, else nobody.", .author))
    var author: String?

    /// The name that applies; nil when there is none.
    func name(_ settings: Settings) -> String? { settings.author(author).value }
}
