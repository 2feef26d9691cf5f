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
            zh: "新增 \(grouped(outcome.added)) 个版本，已有 \(grouped(outcome.known)) 个",
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
                    zh: "\(grouped(outcome.conflicts.count)) 条笔记两处都改过：\(list)；kb note conflicts 看两个版本",
                    en: """
                        \(Self.notes(outcome.conflicts.count, "was", "were")) changed in two places: \(list); \
                        kb note conflicts has both
                        """))
        }
        if !outcome.kept.isEmpty {
            let list = outcome.kept.map { String($0.prefix(8)) }.joined(separator: ", ")
            notes.append(
                message(
                    zh: "\(outcome.kept.count) 条笔记一处改过、另一处删除，文字保留：\(list)；kb note conflicts 决定去留",
                    en: """
                        \(Self.notes(outcome.kept.count, "was", "were")) changed in one place and removed in another, \
                        and kept: \(list); kb note conflicts lets you decide
                        """))
        }
        if !outcome.merged.isEmpty {
            let list = outcome.merged.map { String($0.prefix(8)) }.joined(separator: ", ")
            notes.append(
                message(
                    zh: "\(outcome.merged.count) 条笔记两处都改过，已合在一起：\(list)",
                    en: """
                        \(Self.notes(outcome.merged.count, "was", "were")) changed in two places and joined: \(list)
                        """))
        }
        if !outcome.keptWords.isEmpty {
            let (count, list) = (
                outcome.keptWords.count, outcome.keptWords.prefix(20).joined(separator: ", ")
            )
            notes.append(
                message(
                    zh: "\(grouped(count)) 个别名或同义词一处添加、另一处删除，仍然保留：\(list)；可以再删除一次",
                    en: """
                        \(counted(count, "alias or synonym was", "aliases or synonyms were")) added in one \
                        place and removed in another, and kept: \(list); remove what should go once more
                        """))
        }
        if !outcome.parked.isEmpty {
            let codes = Set(outcome.parked.map(\.reference.description)).sorted().joined(separator: ", ")
            notes.append(
                message(
                    zh: "\(grouped(outcome.parked.count)) 条笔记的代码还没有：\(codes)；导入文档后出现",
                    en: """
                        \(Self.notes(outcome.parked.count, "waits", "wait")) for a code that is not here: \(codes); \
                        import the document
                        """))
        }
        return notes.map(CodeText.oneLine)
    }

    private static func notes(_ count: Int, _ one: String, _ several: String) -> String {
        counted(count, "note \(one)", "notes \(several)")
    }
}
