import ArgumentParser
import Glibc
import KBCore
import KBPresentation
import KBSync

/// `kb sync`: one team, many machines.
struct SyncCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "sync",
        abstract: KBPresentation.message(
            zh: "和同事的知识库同步笔记、别名、同义词和书。",
            en: "Synchronise notes, aliases, synonyms and books with a team."),
        discussion: KBPresentation.message(
            zh: """
                每个人都有自己的文件，离线也能查、能写；kb sync 先收别人写的，再发自己写的。不用服务器：共享目录、U 盘、git 仓库都行。\
                两人改了同一条笔记，两份都留着，kb note resolve 决定。别人的新版书只提示，--editions 才导入。
                例如：
                  kb sync add team git@git.example.com:ops/kb.git  加一个 git 仓库
                  kb sync add usb share --not-tag private  加一个目录，带 #private 的笔记不出去
                  kb sync  和所有远端同步
                  kb sync status  谁的日志到了哪里
                """,
            en: """
                Everybody keeps a file of their own, which works offline; kb sync fetches what others wrote \
                and sends what you wrote. It needs no server: a shared folder, a USB stick or a git \
                repository is enough. If two people change the same note, both texts stay until kb note \
                resolve. kb only announces newer editions of books; --editions imports them.
                For example:
                  kb sync add team git@git.example.com:ops/kb.git  add a git repository
                  kb sync add usb share --not-tag private  add a folder, which gets no notes tagged #private
                  kb sync  synchronise with all remotes
                  kb sync status  how far each log is synchronised
                """),
        subcommands: [
            Run.self, Add.self, Remove.self, List.self, Status.self, Check.self, Skip.self, Redact.self,
            InitPostgres.self,
        ], defaultSubcommand: Run.self)

    /// `kb sync` itself.
    struct Run: Command {
        static let configuration = CommandConfiguration(
            commandName: "run",
            abstract: KBPresentation.message(
                zh: "同步（不写子命令就是它）。", en: "Synchronise; kb sync is short for kb sync run."))

        @OptionGroup var store: StoreOptions

        @Argument(
            help: ArgumentHelp(zh: "只和这些远端。", en: "Only with these remotes.", .name),
            completion: .remotes)
        var names: [String] = []

        @Option(
            help: ArgumentHelp(
                zh: "导入这本书的新版；可以写几次，all 表示全部。",
                en: "Import newer editions of this book; may be given again, and all stands for every book.",
                .book),
            completion: .books)
        var editions: [String] = []

        @Option(
            help: ArgumentHelp(
                zh: "每隔这么多秒同步一次，直到 Ctrl-C。",
                en: "Synchronise again after this many seconds, until Ctrl-C.",
                .seconds))
        var watch: Int?

        @Flag(
            help: ArgumentHelp(
                zh: "只说会传多少，不传输。", en: "Show how much would be transferred, and transfer nothing."))
        var dryRun = false

        @Flag(help: ArgumentHelp(zh: "有日志停在半路时退出状态是 65。", en: "Exit with status 65 if a log has stopped."))
        var strict = false

        @Flag(help: .json)
        var json = false

        func validate() throws {
            guard watch.map(SyncCommand.pauses.contains) != false else {
                throw ValidationError(
                    KBPresentation.message(
                        zh: "--watch 从 5 到 86400 秒", en: "--watch must be from 5 to 86400 seconds"))
            }
        }

        func run(_ settings: Settings) throws {
            Interruption.watch()
            do {
                try work(settings)
                Interruption.unwatch()
            } catch {
                guard let signal = Interruption.received else { throw error }
                Output.note(SyncText.interrupted)
                Glibc.exit(128 + signal)
            }
        }

        private func work(_ settings: Settings) throws {
            let store = try store.open(settings, isOver: { Interruption.received != nil })
            guard let watch else { return try once(store, settings) }
            while true {
                do {
                    try once(store, settings, isQuiet: true)
                } catch let failed as FailedRemotes {
                    Output.note(failed.report.errors.joined(separator: " "))
                }
                try SyncCommand.pause(watch) { try Interruption.check() }
            }
        }

        private func once(_ store: Store, _ settings: Settings, isQuiet: Bool = false) throws {
            let remotes = try SyncCommand.remotes(names, store)
            var failed: [String] = []
            var stopped = 0
            for remote in remotes {
                try Interruption.check()
                do {
                    let report = try synchronise(with: remote, store, settings)
                    stopped += report.faults.count
                    if !isQuiet || report.isWorthTelling { try tell(report) }
                    if !dryRun { try Logs(store).note(remote.name, failure: nil) }
                } catch let failure as RemoteFailure {
                    try Interruption.check()
                    failed.append(remote.name)
                    if json {
                        try Output.write(SyncText.json(remote.name, failure).text)
                    } else {
                        Output.note(CodeText.oneLine("\(remote.name): \(failure.text)"))
                    }
                    try Logs(store).note(remote.name, failure: failure.text)
                }
            }
            if !failed.isEmpty { throw FailedRemotes(failed) }
            if strict, stopped > 0 { throw StoppedLogs(count: stopped) }
        }

        private func synchronise(
            with remote: SyncRemote, _ store: Store, _ settings: Settings
        ) throws -> SyncReport {
            var job = SyncJob(store)
            job.isTrial = dryRun
            job.trust =
                editions.isEmpty
                ? settings.trustedEditions : .books(editions.contains("all") ? nil : editions)
            job.check = { try Interruption.check() }
            let progress = SyncProgress(remote.name)
            defer { progress.finish() }
            job.progress = progress.note
            return try job.run(with: remote, SyncCommand.place(remote, store, settings))
        }

        private func tell(_ report: SyncReport) throws {
            if json { return try Output.write(SyncText.json(report).text) }
            let lines = SyncText.lines(report, isTrial: dryRun)
            try Output.say(lines[0])
            for line in lines.dropFirst() { Output.note(line) }
        }
    }

    /// `kb sync list`.
    struct List: Command {
        static let configuration = CommandConfiguration(
            abstract: KBPresentation.message(zh: "列出远端。", en: "List the remotes."))

        @OptionGroup var store: StoreOptions

        @Flag(help: .json)
        var json = false

        func run(_ settings: Settings) throws {
            let remotes = try Logs(store.open(settings)).remotes()
            guard !remotes.isEmpty else { throw NoRemotes() }
            let lines = json ? remotes.map { SyncText.json($0).text } : SyncText.lines(remotes)
            try Output.write(lines.joined(separator: "\n"))
        }
    }

    /// `kb sync status`.
    struct Status: Command {
        static let configuration = CommandConfiguration(
            abstract: KBPresentation.message(
                zh: "列出每个人的日志：到了哪里，有什么问题。",
                en: "List everybody's logs: how far they are synchronised, and what is wrong."))

        @OptionGroup var store: StoreOptions

        @Flag(help: .json)
        var json = false

        func run(_ settings: Settings) throws {
            let logs = try Logs(store.open(settings)).states()
            guard !logs.isEmpty else { throw NoRemotes() }
            let lines = json ? logs.map { SyncText.json($0).text } : SyncText.lines(logs)
            try Output.write(lines.joined(separator: "\n"))
        }
    }

    /// `kb sync check`.
    struct Check: Command {
        static let configuration = CommandConfiguration(
            abstract: KBPresentation.message(
                zh: "把远端的每一条都读一遍，和这里的核对。",
                en: "Compare every entry at the remotes with this file."))

        @OptionGroup var store: StoreOptions

        @Argument(
            help: ArgumentHelp(zh: "只核对这些远端。", en: "Only these remotes.", .name),
            completion: .remotes)
        var names: [String] = []

        func run(_ settings: Settings) throws {
            let store = try store.open(settings)
            var faults = 0
            for remote in try SyncCommand.remotes(names, store) {
                let check = try RemoteCheck(SyncCommand.place(remote, store, settings), remote, store)
                for line in SyncText.lines(check, of: remote.name) { try Output.say(line) }
                faults += check.faults.count
            }
            if faults > 0 { throw StoppedLogs(count: faults) }
        }
    }

    /// `kb sync skip`.
    struct Skip: Command {
        static let configuration = CommandConfiguration(
            abstract: KBPresentation.message(
                zh: "跳过某个日志里不能接受的一条，接着读后面的。",
                en: "Skip an entry that cannot be accepted, and continue its log."))

        @OptionGroup var store: StoreOptions

        @Argument(
            help: ArgumentHelp(
                zh: "日志编号的开头，至少四位。", en: "The beginning of the log's ID: four digits or more.", .id),
            completion: .stoppedLogs)
        var log: String

        func run(_ settings: Settings) throws {
            let logs = Logs(try store.open(settings))
            let found = try logs.states().filter {
                $0.canSkip && log.utf8.count >= 4 && $0.log.hasPrefix(log.lowercased())
            }
            guard let stopped = found.first, found.count == 1, try logs.skipFault(of: stopped.log) else {
                throw NoStoppedLog(log)
            }
            try Output.say(SyncText.skipped(stopped))
        }
    }
}

extension SyncCommand {
    /// So many seconds may pass until the file is synchronised again.
    static let pauses = 5...86_400

    /// Waits until the next synchronising: a fifth more or less, so that a team's machines do not come all at once.
    ///
    /// - Throws: What `check` throws, which is called ten times a second.
    static func pause(_ seconds: Int, _ check: () throws -> Void) rethrows {
        let end = ContinuousClock.now + .seconds(Double(seconds) * Double.random(in: 0.8...1.2))
        while ContinuousClock.now < end {
            try check()
            usleep(100_000)
        }
    }

    /// The remotes that a command is about.
    static func remotes(_ names: [String], _ store: Store) throws -> [SyncRemote] {
        let all = try Logs(store).remotes()
        guard !all.isEmpty else { throw NoRemotes() }
        for name in names where !all.contains(where: { $0.name == name }) {
            throw RemoteError.unknown(name, remotes: all.map(\.name))
        }
        return names.isEmpty ? all : all.filter { names.contains($0.name) }
    }

    /// What speaks to a remote.
    static func place(_ remote: SyncRemote, _ store: Store, _ settings: Settings) throws -> any LogRemote {
        switch try RemotePlace(kept: remote.url) {
        case .folder(let path): return FolderRemote(path)
        case .git(let url):
            return try GitRemote(
                url, repository: try settings.repository(of: remote, in: store.path),
                author: settings.author(nil).value ?? "")
        case .program(let name, let url): return try ProgramRemote(settings.program(of: name), url: url)
        }
    }
}
