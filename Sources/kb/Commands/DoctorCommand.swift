import ArgumentParser
import KnowledgeBase

/// `kb doctor`: finds out whether the file is as it should be.
struct DoctorCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Check the knowledge base: the file, its schema, indexes and words.",
        discussion:
            "--repair makes anew what follows from the tables; the tables themselves are never touched.")

    @OptionGroup var store: StoreOptions

    @Flag(help: "Rebuild what is wrong with indexes, triggers, views and words.")
    var repair = false

    func run() throws {
        let store = try store.open()
        let health = Health(store)
        var faults = try health.check()
        if repair, !faults.isEmpty {
            for fault in faults { Output.note(CodeText.oneLine(fault.text)) }
            try health.repair()
            faults = try health.check()
        }
        guard faults.isEmpty else { throw Ailment(faults: faults, path: store.path, wasRepaired: repair) }
        try Output.write(DoctorText.well(store.path, sqlite: try health.sqliteVersion()))
    }
}

private enum DoctorText {
    static func well(_ path: String, sqlite: String) -> String {
        message(
            zh: "\(CodeText.oneLine(path)) 一切正常：文件、结构、索引、别名、词表（SQLite \(sqlite)）",
            en: "\(CodeText.oneLine(path)) is well: file, schema, indexes, aliases, words (SQLite \(sqlite))")
    }
}

/// A knowledge base that is not as it should be.
struct Ailment: ReportableError {
    var faults: [Health.Fault]
    var path: String
    var wasRepaired: Bool

    var report: ErrorReport {
        let hint =
            wasRepaired
            ? message(
                zh: "其余的要靠备份恢复，或用 sqlite3 \(path) .recover 抢救",
                en: "the rest needs a backup, or sqlite3 \(path) .recover")
            : message(
                zh: "先 kb backup 留一份，再 kb doctor --repair",
                en: "keep a copy with kb backup, then run kb doctor --repair")
        return ErrorReport(faults.map(\.text), hint: hint, .failed)
    }
}

extension Health.Fault {
    /// The fault in the user's language.
    fileprivate var text: String {
        switch self {
        case .damaged(let reason): message(zh: "文件损坏：\(reason)", en: "the file is damaged: \(reason)")
        case .foreignKey(let table):
            message(zh: "表 \(table) 有指向不存在的行", en: "rows of \(table) point at rows that are not there")
        case .missing(let name): message(zh: "缺少 \(name)", en: "\(name) is missing")
        case .altered(let name): message(zh: "\(name) 被改过", en: "\(name) was altered")
        case .strangeTrigger(let name, let table):
            message(
                zh: "表 \(table) 上有外来的触发器 \(name)",
                en: "a trigger that is not kb's stands on \(table): \(name)")
        case .index(let name, let reason):
            message(
                zh: "索引 \(name) 与内容不符：\(reason)",
                en: "the index \(name) does not agree with its table: \(reason)")
        case .aliases(let count):
            message(zh: "\(count) 个代码的别名列不对", en: "\(count) codes do not list their aliases")
        case .vocabulary(let count):
            message(zh: "词表缺 \(count) 个词", en: "\(count) words are missing in the vocabulary")
        case .indexingOff: message(zh: "索引更新被关着", en: "updating of the indexes was left switched off")
        }
    }
}
