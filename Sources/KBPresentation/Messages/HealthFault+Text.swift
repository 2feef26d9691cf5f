import KBCore

extension HealthFault {
    /// Whether `--repair` fixes it.
    package var isRepairable: Bool {
        switch self {
        case .damaged, .foreignKey, .strangeTrigger, .writableByAll, .sqlite, .cycles: false
        case .missing, .altered, .index, .indexDamaged, .unindexed, .indexedWrongly, .aliases, .words,
            .vocabulary,
            .indexingOff, .notes:
            true
        }
    }

    /// The fault in the user's language.
    package var text: String {
        switch self {
        case .damaged(let reason): message(zh: "文件损坏：\(reason)", en: "the file is damaged: \(reason)")
        case .foreignKey(let table):
            message(
                zh: "表 \(table) 有指向不存在的代码的行：导入有那些代码的文档，它们就会归位",
                en: "rows of \(table) refer to missing codes: import the document that has them")
        case .missing(let name): message(zh: "缺少 \(name)", en: "\(name) is missing")
        case .altered(let name): message(zh: "\(name) 被改过", en: "\(name) was altered")
        case .strangeTrigger(let name, let table):
            message(
                zh: "表 \(table) 上有外来的触发器 \(name)：不需要就 DROP TRIGGER \(name)",
                en:
                    "the trigger \(name) on \(table) is not kb's; if nobody needs it: DROP TRIGGER \(name)"
            )
        case .index(let name, let reason):
            message(
                zh: "索引 \(name) 与内容不符：\(reason)",
                en: "the index \(name) does not match its table: \(reason)")
        case .indexDamaged: message(zh: "kb 的索引已损坏", en: "kb's own index is damaged")
        case .unindexed(let count):
            message(
                zh: "\(grouped(count)) 条代码或笔记没有编入 kb 的索引",
                en: counted(count, "code or note is", "codes or notes are") + " missing in kb's own index")
        case .indexedWrongly(let count):
            message(
                zh: "kb 的索引里有 \(grouped(count)) 条代码或笔记与原文不符",
                en: counted(count, "code or note does", "codes or notes do")
                    + " not match kb's own index")
        case .aliases(let count):
            message(
                zh: "\(grouped(count)) 个代码的别名列不对",
                en: counted(count, "code does not list its", "codes do not list their") + " aliases")
        case .vocabulary(let count):
            message(
                zh: "词表缺 \(grouped(count)) 个词",
                en: counted(count, "word is", "words are") + " missing in the vocabulary")
        case .notes(let count):
            message(
                zh: "\(grouped(count)) 行笔记与它们的历史不符",
                en: "\(grouped(count)) rows of notes do not match their history")
        case .words(let count):
            message(
                zh: "\(grouped(count)) 个别名或同义词与它们的历史不符",
                en: counted(count, "alias or synonym does", "aliases or synonyms do")
                    + " not match their history")
        case .cycles(let count):
            message(
                zh: "\(grouped(count)) 条笔记的历史首尾相接，没有最新的修订：内容都在，kb note history 可看，另写一条笔记即可",
                en: """
                    the history of \(grouped(count)) notes is circular, so no revision is the latest; \
                    nothing is lost: see kb note history, then write a new note
                    """)
        case .indexingOff: message(zh: "索引更新被关着", en: "index updates were left switched off")
        case .writableByAll(let path):
            message(
                zh: "本机谁都可以改 \(path)：chmod o-w \(path)",
                en: "anybody on this machine may change \(path): chmod o-w \(path)")
        case .sqlite(let missing):
            message(
                zh: "kb 所用的 SQLite 缺少 \(missing)：请重新安装 kb",
                en: "the SQLite that kb was built with lacks \(missing): reinstall kb")
        }
    }
}
