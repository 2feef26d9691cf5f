import ArgumentParser
import CShim
import Glibc
import KBCore
import KBPresentation

/// The program.
@main
struct KB: Command {
    static let configuration = CommandConfiguration(
        commandName: "kb",
        abstract: KBPresentation.message(
            zh: "查代码，也查团队对它的经验。", en: "Find the right code, and what the team has learnt about it."),
        discussion: KBPresentation.message(
            zh: """
                一个 SQLite 文件里的知识库：HTTP 状态码、errno、SMTP 应答、自家的业务错误码，连同大家的笔记。\
                每套代码是一本书，有一个书名，如 http；同一个代码可以在几本书里，写成 http:404 就不会弄混。
                只输入 kb，会告诉您从哪里开始。
                """,
            en: """
                A knowledge base in one SQLite file: HTTP status codes, errno, SMTP replies, your company's \
                own error codes, and what people have noted about them. Each set of codes is a book with a \
                short name, such as http. The same code may be in several books; http:404 names one.
                Run kb without arguments to get started.
                """),
        version: Version.number,
        subcommands: [
            QueryCommand.self, BrowseCommand.self, ShowCommand.self, ListCommand.self, ImportCommand.self,
            ExportCommand.self,
            NoteCommand.self, AnnotateCommand.self, AnnotationCommand.self, TagCommand.self,
            AliasCommand.self,
            SynonymCommand.self, BookCommand.self, CodeCommand.self, LogCommand.self, SyncCommand.self,
            BackupCommand.self,
            RestoreCommand.self,
            DoctorCommand.self,
            StatsCommand.self, ScanCommand.self, AssistantCommand.self,
        ] + serving + [
            ConfigCommand.self, CompletionsCommand.self, ExitStatusTopic.self, ManualCommand.self,
            BrowseStepCommand.self,
        ],
        helpNames: [.short, .long])

    /// What a build with the trait `Serve` has besides.
    private static var serving: [any ParsableCommand.Type] {
        #if Serve
            [ServeCommand.self]
        #else
            []
        #endif
    }

    /// Prepares the process and answers in the user's language.
    static func main() {
        // A reader that has seen enough closes the pipe; writing then fails instead of killing the process.
        signal(SIGPIPE, SIG_IGN)
        // So it is with a write past the largest allowed size of a file.
        signal(SIGXFSZ, SIG_IGN)
        // Without these kb is slower, and no more than that.
        _ = kb_set_statement_journal()
        _ = kb_stop_counting_memory()
        let settings = Settings(.process)
        Language.$current.withValue(settings.language().value) { answer(settings) }
    }

    /// Parses, runs, and turns whatever is thrown into a message and an exit status.
    private static func answer(_ settings: Settings) {
        do {
            if Version.isAskedFor(Arguments.all) { return try Output.write(Version.text) }
            if let query = Query(usual: Arguments.all, settings) {
                try settings.check()
                let path = try settings.databasePath(query.database)
                try answering {
                    let store = try StoreOptions.openForAnswer(path)
                    do {
                        try query.run(store, .current(settings))
                    } catch let nothing as NothingFound {
                        store.closeAtExit()
                        ErrorReport(nothing).printAndExit()
                    }
                    store.closeAtExit()
                    Glibc.exit(EXIT_SUCCESS)
                }
            } else {
                let command = try parse()
                if command.asksForHelp {
                    let page = try CommandPath(help: Arguments.all).page()
                    try HelpText(terminal: .current(settings)).show(page)
                } else {
                    if !(command is any SelfContainedCommand) { try settings.check() }
                    if command is any ReadingCommand {
                        try answering { try run(command, settings) }
                    } else {
                        try run(command, settings)
                    }
                }
            }
        } catch {
            if let signal = Interruption.received { Interrupted(signal: signal).printAndExit() }
            ErrorReport(error).printAndExit()
        }
    }

    /// The command that the arguments ask for.
    ///
    /// Building the tree of all commands takes 15 ms, so a command is parsed by itself; whatever that refuses goes the
    /// usual way, which also words the errors.
    private static func parse() throws -> any ParsableCommand {
        let arguments = Arguments.all
        var type: any ParsableCommand.Type = Self.self
        var rest = arguments
        while let next = type.configuration.subcommands.first(where: { $0._commandName == rest.first }) {
            type = next
            rest.removeFirst()
        }
        if type.configuration.subcommands.isEmpty, let command = try? type.parse(Array(rest)) {
            try RepeatedOption.check(arguments)
            return command
        }
        let command = try parseAsRoot(Array(arguments))
        if !command.asksForHelp { try RepeatedOption.check(arguments) }
        return command
    }

    /// Runs a command that only reads; a second time, on a new connection, where the file seems damaged.
    ///
    /// A read that fails once looks like damage to SQLite, and nothing has been printed by then.
    private static func answering(_ body: () throws -> Void) throws {
        do {
            try body()
        } catch StoreError.corrupt, StoreError.indexDamaged, StoreError.inputOutput {
            try body()
        }
    }

    private static func run(_ command: any ParsableCommand, _ settings: Settings) throws {
        guard let command = command as? any Command else {
            var command = command
            return try command.run()
        }
        try command.run(settings)
    }

    func run(_ settings: Settings) throws {
        try HelpText(terminal: .current(settings)).show(FirstSteps.blocks)
    }
}
