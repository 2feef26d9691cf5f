import KBCore
import KBDocuments

/// What an import did, for people.
package struct ImportSummary {
    package var outcome: ImportOutcome
    /// Whether the file is to have the index for other tools, if the user said so.
    package var portableIndex: Bool?

    package init(outcome: ImportOutcome, portableIndex: Bool?) {
        self.outcome = outcome
        self.portableIndex = portableIndex
    }

    /// That a document was read with another, as its translation.
    package static func readAlready(_ path: String, with first: String) -> String {
        CodeText.oneLine(
            message(
                zh: "\(path) 已随 \(first) 导入", en: "\(path) was imported with \(first), as its translation"))
    }

    private var aliases: WordListOutcome? { outcome.plan.aliases }
    private var synonyms: WordListOutcome? { outcome.plan.synonyms }

    /// One line: `63 added to http, 713 aliases, 986 synonyms`, or that nothing changed.
    package var text: String {
        let parts = [
            codes,
            words(outcome.plan.translations, "段译文", "translation", "translations"),
            words((aliases?.added ?? 0) + outcome.plan.ownAliases, "个别名", "alias", "aliases"),
            words(synonyms?.added ?? 0, "个同义词", "synonym", "synonyms"),
        ].filter { !$0.isEmpty }
        guard !parts.isEmpty else {
            return message(zh: "\(outcome.plan.book) 没有变化", en: "nothing changed in \(outcome.plan.book)")
        }
        return parts.joined(separator: message(zh: "，", en: ", "))
    }

    /// What is worth knowing besides: for standard error.
    package var notes: [String] {
        var notes: [String] = []
        if portableIndex == true {
            notes.append(
                message(zh: "有 codes_fts（给其他工具用的索引）", en: "codes_fts, the index for other tools, is in place")
            )
        }
        if portableIndex == false {
            notes.append(
                message(
                    zh: "没有 codes_fts（给其他工具用的索引）：其他工具（Datasette、sqlite-utils、sqlite3）只能用 LIKE 查；"
                        + "导入时加 --portable-index 可补上",
                    en:
                        "no codes_fts, the index for other tools: Datasette, sqlite-utils and sqlite3 search with LIKE; "
                        + "an import with --portable-index builds it"))
        }
        if let encoding = outcome.summary.convertedFrom {
            notes.append(
                message(zh: "文档由 \(encoding.rawValue) 转换而来", en: "converted from \(encoding.rawValue)"))
        }
        if let columns = outcome.summary.columns, !columns.fields.isEmpty { notes.append(columns.fieldList) }
        notes += outcome.summary.omissions
        if let aliases, aliases.added > 0 {
            notes.append(message(zh: "别名读自 \(aliases.path)", en: "aliases from \(aliases.path)"))
        }
        if let aliases, !aliases.unknown.isEmpty {
            let (count, list) = (grouped(aliases.unknown.count), UndoText.list(aliases.unknown))
            notes.append(
                message(
                    zh: "\(aliases.path) 中有 \(count) 个代码不在知识库里：\(list)",
                    en: "\(aliases.path) names \(count) unknown codes: \(list)"))
        }
        if let synonyms, synonyms.added > 0 {
            notes.append(message(zh: "同义词读自 \(synonyms.path)", en: "synonyms from \(synonyms.path)"))
        }
        if !outcome.orphaned.isEmpty {
            notes.append(UndoText.orphaned(outcome.orphaned))
        }
        return notes.map { TerminalText.escaped($0, keepingNewlines: false) }
    }

    private var codes: String {
        let plan = outcome.plan
        let counts = [
            (count: plan.added, zh: "新增", en: "added"),
            (plan.changed, "更改", "changed"),
            (plan.retired, "停用", "retired"),
            (plan.moved, "移动", "moved"),
        ].filter { $0.count > 0 }
        guard !plan.isEmpty else { return "" }
        let onlyAdded = plan.changed == 0 && plan.retired == 0 && plan.moved == 0
        return message(
            zh: "\(plan.book) " + counts.map { "\($0.zh) \(grouped($0.count)) 个" }.joined(separator: "、"),
            en: counts.map { "\(grouped($0.count)) \($0.en)" }.joined(separator: ", ")
                + (onlyAdded ? " to " : " in ") + plan.book)
    }

    private func words(_ count: Int, _ zh: String, _ one: String, _ many: String) -> String {
        count == 0
            ? "" : message(zh: "\(grouped(count)) \(zh)", en: "\(grouped(count)) \(count == 1 ? one : many)")
    }
}
