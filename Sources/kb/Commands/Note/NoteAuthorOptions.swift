import ArgumentParser

/// Who writes.
struct NoteAuthorOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            zh: "谁写的；写成 '' 就不记名。默认依次看 $KB_AUTHOR、配置、git 的 user.name、登录名。",
            en:
                "The author; '' for none. Default: $KB_AUTHOR, the configured author, git's user.name, or the login name.",
            .author))
    var author: String?

    /// The name that applies; empty for nobody.
    func name(_ settings: Settings) -> String { settings.author(author).value ?? "" }
}
