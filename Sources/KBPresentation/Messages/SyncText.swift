import KBCore
import KBSync
import KBText

/// What synchronising did, for people and for programs.
package enum SyncText {
    /// The lines about one remote: first what went both ways, then what it means.
    package static func lines(_ report: SyncReport, isTrial: Bool = false) -> [String] {
        ([summary(report, isTrial)] + notes(report) + report.editions.map(line)
            + report.faults.sorted { $0.key < $1.key }.map(fault)).map(CodeText.oneLine)
    }

    private static func summary(_ report: SyncReport, _ isTrial: Bool) -> String {
        let (came, went) = isTrial ? (report.toPull, report.toPush) : (report.pulled, report.pushed)
        let name = report.remote
        if came == 0, went == 0 { return message(zh: "\(name)：没有新的", en: "\(name): nothing new") }
        return isTrial
            ? message(
                zh: "\(name)：会收到 \(grouped(came)) 条，发出 \(grouped(went)) 条（没有传输）",
                en:
                    "\(name): would receive \(entries(came)) and send \(grouped(went)) (nothing was transferred)"
            )
            : message(
                zh: "\(name)：收到 \(grouped(came)) 条，发出 \(grouped(went)) 条",
                en: "\(name): received \(entries(came)), sent \(grouped(went))")
    }

    private static func entries(_ count: Int) -> String { counted(count, "entry", "entries") }

    /// So many codes are named at most.
    private static let mostCodes = 10

    private static func notes(_ report: SyncReport) -> [String] {
        var lines: [String] = []
        if report.hasNewLog {
            lines.append(
                message(
                    zh: "这个文件是副本，或恢复自备份：从此写自己的日志，没有丢失什么",
                    en:
                        "this file is a copy or was restored: it writes a log of its own from now on, and nothing is lost"
                ))
        }
        let codes = report.notes.codes.sorted {
            ($1.value.count, $0.key.description) < ($0.value.count, $1.key.description)
        }
        if !codes.isEmpty {
            let named = codes.prefix(mostCodes).map { code, notes in
                message(
                    zh: "\(code) \(grouped(notes.count)) 条",
                    en: "\(counted(notes.count, "note", "notes")) on \(code)")
            }
            let rest = codes.count - named.count
            let more =
                rest > 0
                ? [
                    message(
                        zh: "另外 \(grouped(rest)) 个代码",
                        en: "others on \(counted(rest, "more code", "more codes"))")
                ]
                : []
            let list = (named + more).joined(separator: message(zh: "，", en: ", "))
            lines.append(message(zh: "笔记有变：\(list)", en: "new or changed: \(list)"))
        }
        if report.redactions > 0 {
            lines.append(
                message(
                    zh: "按要求抹去了 \(grouped(report.redactions)) 次修订的文字",
                    en:
                        "the text of \(counted(report.redactions, "revision", "revisions")) was redacted as asked"
                ))
        }
        return lines + NotesSummary(report.notes).notes
    }

    private static func line(_ outcome: SyncReport.EditionOutcome) -> String {
        func of(_ pending: Editions.Pending) -> String {
            let edition = pending.edition
            let day = String(edition.createdAt.prefix(10))
            return edition.author.isEmpty
                ? message(zh: "\(edition.book) 的新版（\(day)）", en: "edition of \(edition.book) of \(day)")
                : message(
                    zh: "\(edition.author) 的 \(edition.book) 新版（\(day)）",
                    en: "edition of \(edition.book) by \(edition.author) of \(day)")
        }
        switch outcome {
        case .applied(let pending, let imported):
            let plan = imported.plan
            return message(
                zh: "已导入：\(of(pending))；新增 \(plan.added)，更改 \(plan.changed)，停用 \(plan.retired)",
                en:
                    "imported the \(of(pending)): \(plan.added) added, \(plan.changed) changed, \(plan.retired) retired"
            )
        case .waiting(let pending) where pending.isSuccessor:
            return message(
                zh: "有新版：\(of(pending))，kb sync --editions \(pending.edition.book) 导入",
                en: "new \(of(pending)): kb sync --editions \(pending.edition.book) imports it")
        case .waiting(let pending):
            return message(
                zh: "\(of(pending))和这里的都改过：kb sync --editions \(pending.edition.book) 用那一版",
                en:
                    "the \(of(pending)) and this file's have both changed: kb sync --editions \(pending.edition.book) takes theirs"
            )
        case .missing(let pending):
            return message(
                zh: "\(of(pending))的文档不在远端：请作者再同步一次",
                en:
                    "the document of the \(of(pending)) is not at the remote: its author should synchronise again"
            )
        case .refused(let pending, let error):
            return message(zh: "没有导入：\(of(pending))；", en: "the \(of(pending)) was not imported: ")
                + (error.report.errors.first ?? "") + wayIn(pending.edition.book, error)
        }
    }

    /// How a document comes in that the guards of import hold back.
    private static func wayIn(_ book: String, _ error: ImportError) -> String {
        switch error {
        case .retiresMuch, .renamesMost:
            message(
                zh: "；确实要这一版，就向作者要那个文档：kb import 文件 --book \(book) --yes",
                en: "; if it is right, ask its author for the document: kb import FILE --book \(book) --yes")
        default: ""
        }
    }

    /// Why a log is not read any further, and the way out.
    package static func fault(_ log: String, _ fault: LogFault) -> String {
        let name = String(log.prefix(8))
        return switch fault {
        case .gap:
            message(
                zh: "日志 \(name) 缺了一段：请它的所有者运行 kb sync check",
                en: "log \(name) has a gap: its owner should run kb sync check")
        case .damaged:
            message(
                zh: "日志 \(name) 在远端损坏：请它的所有者运行 kb sync check",
                en: "log \(name) is damaged there: its owner should run kb sync check")
        case .forked(let n):
            message(
                zh: "日志 \(name) 从第 \(grouped(n)) 条起有两份不同的：请用副本的人同步一次",
                en:
                    "log \(name) continues in two ways from entry \(grouped(n)): whoever uses the copy should synchronise"
            )
        case .refused(let reason):
            message(
                zh: "日志 \(name) 有一条不能接受（\(reason.text)）：kb sync skip \(name) 跳过它",
                en:
                    "log \(name) has an entry that cannot be accepted (\(reason.text)): kb sync skip \(name) skips it"
            )
        case .tooLong:
            message(
                zh: "日志 \(name) 有一条太长：它不是 kb 写的", en: "log \(name) has a line longer than any that kb writes")
        case .rewritten:
            message(
                zh: "日志 \(name) 在远端被改写，没有再读：请问管理远端的人",
                en: "log \(name) was rewritten there and is not read: ask whoever runs the remote")
        }
    }

    package static func added(_ remote: String) -> String {
        message(
            zh: "已添加 \(remote)，还什么都没有传；kb sync 开始同步",
            en: "added \(remote); kb sync starts synchronising")
    }

    package static var databasePrepared: String {
        message(
            zh: "数据库已备好；给同事的角色：GRANT kb_member TO 角色",
            en: "the database is ready; GRANT kb_member TO the roles of the team lets them in")
    }

    package static var interrupted: String {
        message(
            zh: "已中断；传完的都在，其余下次再传",
            en: "interrupted; what was transferred is kept, the rest follows next time")
    }

    package static func removed(_ remote: String) -> String {
        message(zh: "不再和 \(remote) 同步，那里的内容没有动", en: "removed \(remote); what it holds stays there")
    }

    package static func skipped(_ log: LogState) -> String {
        message(
            zh: "日志 \(log.log.prefix(8)) 的第 \(grouped(log.n + 1)) 条已跳过，留在文件里备查",
            en:
                "entry \(grouped(log.n + 1)) of log \(log.log.prefix(8)) is skipped and kept in the file for reference"
        )
    }

    package static func redactionQuestion(_ revisions: [NoteRevision]) -> String {
        let code = revisions.last?.reference.description ?? ""
        return message(
            zh: "抹去 \(code) 上一条笔记 \(grouped(revisions.count)) 次修订的文字，不能恢复",
            en:
                "this erases the text of \(counted(revisions.count, "revision", "revisions")) of a note on \(code) for good"
        )
    }

    package static func redacted(_ count: Int) -> String {
        message(
            zh: "已抹去 \(grouped(count)) 次修订的文字；副本、备份和远端的旧内容请另行清理",
            en: """
                erased the text of \(counted(count, "revision", "revisions")); the owners of copies, \
                backups and remotes must clean those
                """)
    }

    /// What was done, as an object.
    package static func json(_ report: SyncReport) -> JSONValue {
        let editions = report.editions.map { outcome -> JSONValue in
            let (pending, state) =
                switch outcome {
                case .applied(let pending, _): (pending, "imported")
                case .waiting(let pending): (pending, pending.isSuccessor ? "newer" : "diverged")
                case .missing(let pending): (pending, "missing")
                case .refused(let pending, _): (pending, "refused")
                }
            return .object([
                ("author", .string(pending.edition.author)), ("book", .string(pending.edition.book)),
                ("created", .string(pending.edition.createdAt)),
                ("edition", .string(pending.edition.edition)),
                ("state", .string(state)),
            ])
        }
        let faults = report.faults.sorted { $0.key < $1.key }.map { log, fault in
            JSONValue.object([("log", .string(log)), ("reason", .string(fault.text))])
        }
        return .object([
            ("conflicts", .strings(report.notes.conflicts)), ("editions", .array(editions)),
            ("faults", .array(faults)), JSONValue.format, ("kept", .strings(report.notes.kept)),
            ("merged", .strings(report.notes.merged)), ("newLog", .bool(report.hasNewLog)),
            ("pulled", .number(report.pulled)), ("pushed", .number(report.pushed)),
            ("remote", .string(report.remote)), ("waiting", .number(report.notes.parked.count)),
        ])
    }

    /// A remote that was not reached, as an object.
    package static func json(_ remote: String, _ failure: RemoteFailure) -> JSONValue {
        .object([("failure", .string(failure.text)), JSONValue.format, ("remote", .string(remote))])
    }

    /// A remote as an object.
    package static func json(_ remote: SyncRemote) -> JSONValue {
        .object([
            ("failure", .optional(remote.failure)), JSONValue.format, ("log", .string(remote.log)),
            ("name", .string(remote.name)), ("relays", .bool(remote.relays)), ("scope", remote.scope.json),
            ("synced", .optional(remote.syncedAt)), ("url", .string(remote.url)),
        ])
    }

    /// A log as an object.
    package static func json(_ log: LogState) -> JSONValue {
        .object([
            ("entries", .number(log.n)), ("fault", .optional(log.fault)), JSONValue.format,
            ("log", .string(log.log)), ("name", .string(log.name)), ("own", .bool(log.isOwn)),
            ("seen", .optional(log.seenAt)),
        ])
    }

    /// The remotes, a line each.
    package static func lines(_ remotes: [SyncRemote]) -> [String] {
        remotes.flatMap { remote in
            var lines = ["\(remote.name)  \(remote.url)"]
            if let books = remote.scope.books {
                lines.append(
                    message(
                        zh: "  只有 \(books.joined(separator: "、"))",
                        en: "  only \(books.joined(separator: ", "))"))
            }
            if !remote.scope.leftOutTags.isEmpty {
                let tags = remote.scope.leftOutTags.map { "#" + $0 }.joined(separator: " ")
                lines.append(message(zh: "  不含 \(tags) 的笔记", en: "  without notes tagged \(tags)"))
            }
            if !remote.scope.hasEditions {
                lines.append(message(zh: "  不传书的版本", en: "  without editions of books"))
            }
            lines.append(
                remote.syncedAt.map {
                    message(
                        zh: "  上次同步 \(TimeText.local($0))", en: "  last synchronised \(TimeText.local($0))")
                }
                    ?? message(zh: "  还没有同步过", en: "  not synchronised yet"))
            if let failure = remote.failure { lines.append("  " + failure) }
            return lines
        }.map(CodeText.oneLine)
    }

    /// The logs, a line each.
    package static func lines(_ logs: [LogState]) -> [String] {
        logs.flatMap { log in
            let name = log.name.isEmpty ? message(zh: "（无名）", en: "(nobody)") : log.name
            let own = log.isOwn ? message(zh: "，本机", en: ", this file") : ""
            let seen =
                log.seenAt.map {
                    message(zh: "，最近 \(TimeText.local($0))", en: ", last \(TimeText.local($0))")
                } ?? ""
            let text = message(
                zh: "\(name)\(own)：\(grouped(log.n)) 条\(seen)", en: "\(name)\(own): \(entries(log.n))\(seen)")
            let line = "\(log.log.prefix(8))  \(text)"
            guard let stored = log.fault, let fault = LogFault(stored) else { return [line] }
            return [line, "  " + self.fault(log.log, fault)]
        }.map(CodeText.oneLine)
    }

    /// What a check of a remote found.
    package static func lines(_ check: RemoteCheck, of remote: String) -> [String] {
        var lines = [
            message(
                zh: "\(remote)：\(grouped(check.logs)) 个日志，\(grouped(check.entries)) 条，已全部核对",
                en:
                    "\(remote): \(counted(check.logs, "log", "logs")) with \(entries(check.entries)), all checked"
            )
        ]
        if check.mended > 0 {
            lines.append(
                message(
                    zh: "本机的日志在那里损坏，已重新写好", en: "this file's log was damaged there and has been rewritten"))
        }
        return (lines + check.faults.sorted { $0.key < $1.key }.map(fault)).map(CodeText.oneLine)
    }
}
