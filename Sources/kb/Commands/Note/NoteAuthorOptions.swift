import ArgumentParser

/// Who writes.
struct NoteAuthorOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            zh: "谁写的；写成 '' 就不记名。默认依次看 $KB_AUTHOR、配置、git 的 user.name、登录名。",
            en:
                "Who writes; '' for nobody. Default: $KB_AUTHOR, else what kb config says, else git's user.name, else the login name.",
            .author))
    var author: String?

    /// The name that applies; empty for nobody.
    func name(_ settings: Settings) -> String { settings.author(author).value ?? "" }
}
