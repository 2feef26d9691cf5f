import KBCore

/// Taking an import back, for people.
package enum UndoText {
    /// The import: what was read, into which book, when.
    static func name(_ record: ImportRecord) -> String {
        let book = record.book.map { message(zh: "（\($0)，", en: " (\($0), ") } ?? message(zh: "（", en: " (")
        return NoteText.oneLine(record.source) + book + TimeText.local(record.importedAt)
            + message(zh: "）", en: ")")
    }

    /// What was done, or with `isPlan` would be.
    package static func done(_ outcome: ImportUndo.Outcome, isPlan: Bool) -> String {
        let counts = [
            (
                outcome.removed, zh: "去掉 \(grouped(outcome.removed)) 个代码",
                en: counted(outcome.removed, "code", "codes") + " removed"
            ),
            (
                outcome.restored, zh: "\(grouped(outcome.restored)) 个代码恢复原样",
                en: counted(outcome.restored, "code", "codes") + " as before"
            ),
            (
                outcome.aliases, zh: "去掉 \(grouped(outcome.aliases)) 个别名",
                en: counted(outcome.aliases, "alias", "aliases") + " removed"
            ),
            (
                outcome.synonyms, zh: "去掉 \(grouped(outcome.synonyms)) 个同义词",
                en: counted(outcome.synonyms, "synonym", "synonyms") + " removed"
            ),
            (
                outcome.waiting, zh: "\(grouped(outcome.waiting)) 条笔记等代码回来",
                en: counted(outcome.waiting, "note waits", "notes wait")
            ),
        ].filter { $0.0 > 0 }
        let what = counts.map { message(zh: $0.zh, en: $0.en) }.joined(separator: message(zh: "，", en: ", "))
        let name = name(outcome.record)
        let head =
            isPlan
            ? message(zh: "将撤回 \(name)", en: "would undo \(name)")
            : message(zh: "已撤回 \(name)", en: "undid \(name)")
        return head + (what.isEmpty ? "" : message(zh: "：", en: ": ") + what)
    }

    /// What is worth knowing besides.
    package static func notes(_ outcome: ImportUndo.Outcome, isPlan: Bool) -> [String] {
        var notes: [String] = []
        if isPlan, !outcome.edited.isEmpty {
            notes.append(
                message(
                    zh: "会丢掉此后手工的改动：\(list(outcome.edited))",
                    en: "later manual changes would be lost: \(list(outcome.edited))"))
        }
        if !outcome.orphaned.isEmpty {
            notes.append(orphaned(outcome.orphaned))
        }
        return notes
    }

    /// That annotations have lost their passages.
    static func orphaned(_ references: [CodeReference]) -> String {
        let (count, list) = (references.count, list(references))
        return message(
            zh: "\(grouped(count)) 条批注引用的文字已不在：\(list)",
            en: "\(counted(count, "annotation quotes", "annotations quote")) text that is gone: \(list)")
    }

    /// Some of the references, so that a long list stays one line.
    static func list(_ references: [CodeReference]) -> String {
        let shown = references.prefix(8).map { NoteText.heading($0) }.joined(separator: ", ")
        return references.count > 8 ? shown + ", …" : shown
    }
}
