import KBCore

/// What reading notes did, for people.
package struct NotesSummary {
    private let outcome: NoteImportOutcome
    private let isTrial: Bool

    package init(_ outcome: NoteImportOutcome, isTrial: Bool = false) {
        self.outcome = outcome
        self.isTrial = isTrial
    }

    package var text: String {
        message(
            zh: "新增 \(grouped(outcome.added)) 次修订，已有 \(grouped(outcome.known)) 次",
            en:
                "\(counted(outcome.added, "revision", "revisions")) added, \(grouped(outcome.known)) known"
        ) + (isTrial ? message(zh: "（没有写入）", en: " (nothing was written)") : "")
    }

    package var notes: [String] {
        var notes: [String] = []
        if !outcome.conflicts.isEmpty {
            let list = outcome.conflicts.map { String($0.prefix(8)) }.joined(separator: ", ")
            notes.append(
                message(
                    zh: "\(grouped(outcome.conflicts.count)) 条笔记有冲突：\(list)；kb note conflicts 列出两边的文字",
                    en: """
                        \(Self.notes(outcome.conflicts.count, "is", "are")) in conflict: \(list); kb note \
                        conflicts shows both texts
                        """))
        }
        if !outcome.kept.isEmpty {
            let list = outcome.kept.map { String($0.prefix(8)) }.joined(separator: ", ")
            notes.append(
                message(
                    zh: "\(outcome.kept.count) 条笔记一边改过、另一边删除，已保留：\(list)；kb note conflicts 决定去留",
                    en: """
                        \(Self.notes(outcome.kept.count, "was", "were")) changed on one side and removed on \
                        the other, and kept: \(list); see kb note conflicts
                        """))
        }
        if !outcome.merged.isEmpty {
            let list = outcome.merged.map { String($0.prefix(8)) }.joined(separator: ", ")
            notes.append(
                message(
                    zh: "\(outcome.merged.count) 条笔记两边都改过，已合并：\(list)",
                    en: """
                        \(Self.notes(outcome.merged.count, "was", "were")) changed on both sides and \
                        merged: \(list)
                        """))
        }
        if !outcome.keptWords.isEmpty {
            let (count, list) = (
                outcome.keptWords.count, outcome.keptWords.prefix(20).joined(separator: ", ")
            )
            notes.append(
                message(
                    zh: "\(grouped(count)) 个别名或同义词一边添加、另一边删除，已保留：\(list)；不要的再删一次",
                    en: """
                        \(counted(count, "alias or synonym was", "aliases or synonyms were")) added on one \
                        side and removed on the other, and kept: \(list); remove them again if they should \
                        go
                        """))
        }
        if !outcome.parked.isEmpty {
            let codes = Set(outcome.parked.map(\.reference.description)).sorted().joined(separator: ", ")
            notes.append(
                message(
                    zh: "\(grouped(outcome.parked.count)) 条笔记在等代码：\(codes)；导入文档后出现",
                    en: """
                        \(Self.notes(outcome.parked.count, "waits", "wait")) for missing codes: \(codes); \
                        import the document
                        """))
        }
        return notes.map(CodeText.oneLine)
    }

    private static func notes(_ count: Int, _ one: String, _ several: String) -> String {
        counted(count, "note \(one)", "notes \(several)")
    }
}
