import ArgumentParser
import KBCore

/// `kb doctor`: finds out whether the file is as it should be.
struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: kb.message(
            zh: "检查知识库：文件、结构、索引和词表。",
            en: "Check the knowledge base: the file, its schema, indexes and words."),
        discussion: kb.message(
            zh: """
                --repair 重做可以由表推出来的部分，表里的行从不改动；也把文件从 WAL 模式改回来、补上标记、升到最新的格式（升级前先在旁边留一份副本）。

                只是提醒的，退出状态仍是 0。
                """,
            en: """
                --repair makes anew what follows from the tables; their rows are never touched. It also switches the \
                file back from WAL mode, puts its mark back and brings it to the newest format, with a copy beside it.

                What is only worth knowing leaves the exit status at 0.
                """))

    @OptionGroup var store: StoreOptions

    @Flag(
        help: ArgumentHelp(
            zh: "重建有问题的索引、触发器、视图和词表。",
            en: "Rebuild what is wrong with indexes, triggers, views and words."))
    var repair = false

    func run() throws {
        let store = try store.open()
        let health = Health(store)
        var faults = try health.check()
        var remarks = try health.remarks()
        if repair, !faults.isEmpty || remarks.contains(where: \.isRepairable) {
            for fault in faults { Output.note(CodeText.oneLine(fault.text)) }
            try health.repair()
            faults = try health.check()
            remarks = try health.remarks()
        }
        for remark in remarks { Output.note(CodeText.oneLine(remark.text(store.path))) }
        guard faults.isEmpty else { throw Ailment(faults: faults, path: store.path, wasRepaired: repair) }
        try Output.write(DoctorText.well(store.path, sqlite: try health.sqliteVersion()))
    }
}

enum DoctorText {
    static func network(_ path: String) -> String {
        message(
            zh: "\(path) 在网络文件系统上，那里的锁可能不起作用：不要有两台机器同时写，或把它放到本机磁盘",
            en: """
                \(path) is on a network file system, whose locks may not hold: write from one machine at a time, or \
                keep it on a local disk
                """)
    }

    static func well(_ path: String, sqlite: String) -> String {
        message(
            zh: "\(CodeText.oneLine(path)) 一切正常：文件、结构、索引、别名、词表（SQLite \(sqlite)）",
            en: "\(CodeText.oneLine(path)) is well: file, schema, indexes, aliases, words (SQLite \(sqlite))")
    }
}

extension Health.Remark {
    /// Whether `--repair` does something about it.
    fileprivate var isRepairable: Bool {
        switch self {
        case .unmarked, .olderFormat, .writeAheadLog: true
        default: false
        }
    }

    /// The remark and what can be done, in the user's language.
    fileprivate func text(_ path: String) -> String {
        switch self {
        case .unmarked:
            message(
                zh: "文件没有标明是 kb 的（.dump 会丢掉标记）：kb doctor --repair 补上",
                en:
                    "the file does not say that it is kb's (.dump loses the mark): kb doctor --repair puts it back"
            )
        case .olderFormat(let version):
            message(
                zh: "文件格式 \(version)：下次写入时自动升级，kb doctor --repair 现在就升级",
                en:
                    "file format \(version): the next write brings it up to date, kb doctor --repair does so now"
            )
        case .readableByOthers:
            message(
                zh: "本机其他用户可以读这个文件：不愿意就 chmod 600 \(path)",
                en: "others on this machine may read the file: chmod 600 \(path) if they should not")
        case .notWritable(let owner):
            message(
                zh: "你不能写这个文件，它属于 \(owner)：请 \(owner) 运行 chown 或 chmod",
                en: "you may not write the file, which belongs to \(owner): ask for chown or chmod")
        case .writeAheadLog:
            message(
                zh: "别的工具把文件切到了 WAL 模式：只复制文件本身会丢掉 -wal 里的改动；kb doctor --repair 改回来",
                en: """
                    another tool switched the file to WAL mode: a copy of the file alone lacks what stands in its \
                    -wal; kb doctor --repair switches it back
                    """)
        case .network: DoctorText.network(path)
        case .journal(let log):
            message(
                zh: "\(log) 不是这个文件的：确认没有程序在用，再把它移走",
                en: "\(log) is not of this file: move it away once no program uses it")
        case .orphanedAnnotations(let count):
            message(
                zh: "\(count) 条批注的原文不在了：kb annotation list --orphaned 列出，kb annotation move 移到新的字句",
                en: """
                    annotations that have lost their words: \(count); kb annotation list --orphaned shows them, \
                    kb annotation move gives them others
                    """)
        case .conflicts(let count):
            message(
                zh: "\(count) 条笔记有两个版本：kb note list 列出，kb note edit 合成一个",
                en:
                    "notes with two versions: \(count); kb note list shows them, kb note edit makes one of both"
            )
        case .parkedNotes(let count):
            message(
                zh: "\(count) 条笔记的代码不在这里：导入有那些代码的文档后就会出现",
                en: "notes that wait for codes that are not here: \(count); import the document that has them"
            )
        }
    }
}

/// A knowledge base that is not as it should be.
struct Ailment: ReportableError {
    var faults: [Health.Fault]
    var path: String
    var wasRepaired: Bool

    var report: ErrorReport {
        ErrorReport(faults.map(\.text), hint: hint, .failed)
    }

    private var hint: String? {
        if faults.contains(where: { if case .damaged = $0 { true } else { false } }) || wasRepaired {
            return message(
                zh:
                    "用备份恢复（kb restore），或抢救还能读的：kb export codes --salvage、kb export notes --salvage、sqlite3 \(path) .recover",
                en: """
                    restore a backup with kb restore, or rescue what can be read: kb export codes --salvage, \
                    kb export notes --salvage, sqlite3 \(path) .recover
                    """)
        }
        guard faults.contains(where: \.isRepairable) else { return nil }
        return message(
            zh: "先 kb backup 留一份，再 kb doctor --repair",
            en: "keep a copy with kb backup, then run kb doctor --repair")
    }
}

extension Health.Fault {
    /// Whether `--repair` mends it.
    fileprivate var isRepairable: Bool {
        switch self {
        case .damaged, .foreignKey, .strangeTrigger, .writableByAll, .sqlite: false
        case .missing, .altered, .index, .aliases, .vocabulary, .indexingOff: true
        }
    }

    /// The fault in the user's language.
    fileprivate var text: String {
        switch self {
        case .damaged(let reason): message(zh: "文件损坏：\(reason)", en: "the file is damaged: \(reason)")
        case .foreignKey(let table):
            message(
                zh: "表 \(table) 有指向不存在的代码的行：导入有那些代码的文档，它们就会归位",
                en: "rows of \(table) are on codes that are not there: import the document that has them")
        case .missing(let name): message(zh: "缺少 \(name)", en: "\(name) is missing")
        case .altered(let name): message(zh: "\(name) 被改过", en: "\(name) was altered")
        case .strangeTrigger(let name, let table):
            message(
                zh: "表 \(table) 上有外来的触发器 \(name)：不需要就 DROP TRIGGER \(name)",
                en:
                    "a trigger that is not kb's stands on \(table): \(name); drop it if nobody needs it: DROP TRIGGER \(name)"
            )
        case .index(let name, let reason):
            message(
                zh: "索引 \(name) 与内容不符：\(reason)",
                en: "the index \(name) does not agree with its table: \(reason)")
        case .aliases(let count):
            message(zh: "\(count) 个代码的别名列不对", en: "\(count) codes do not list their aliases")
        case .vocabulary(let count):
            message(zh: "词表缺 \(count) 个词", en: "\(count) words are missing in the vocabulary")
        case .indexingOff: message(zh: "索引更新被关着", en: "updating of the indexes was left switched off")
        case .writableByAll(let path):
            message(
                zh: "本机谁都可以改 \(path)：chmod o-w \(path)",
                en: "anybody on this machine may change \(path): chmod o-w \(path)")
        case .sqlite(let missing):
            message(
                zh: "kb 所用的 SQLite 缺少 \(missing)：请重新安装 kb",
                en: "the SQLite that kb was built with lacks \(missing): install kb anew")
        }
    }
}
