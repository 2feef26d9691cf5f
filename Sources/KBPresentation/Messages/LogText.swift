import KBCore
import KBText

/// What was done to a knowledge base, for people and programs.
package enum LogText {
    /// The entries, a block each.
    package static func text(_ entries: [ChangeLog.Entry], on terminal: Terminal) -> String {
        entries.map { entry in
            let author = entry.author.isEmpty ? "" : " · " + NoteText.oneLine(entry.author)
            var head = StyledText()
            head.add(TimeText.local(entry.time) + author, .dim)
            head.add("  " + headline(entry.event))
            return (head.lines(on: terminal) + details(entry.event, on: terminal).map { "    " + $0 })
                .joined(separator: "\n")
        }.joined(separator: "\n")
    }

    /// That there is more than was shown.
    package static func more(_ count: Int) -> String {
        message(
            zh: "还有 \(grouped(count)) 条；-n 多看几条", en: "\(grouped(count)) more; use -n to show more")
    }

    /// What was done, in a few words.
    package static func headline(_ event: ChangeLog.Event) -> String {
        switch event {
        case .imported(let record, _, _): imported(record)
        case .undone(let record):
            message(zh: "撤回 \(source(record))", en: "undid the import of \(source(record))")
        case .edited(let change):
            message(
                zh: "别的工具改了 \(NoteText.heading(change.reference))",
                en: "another tool changed \(NoteText.heading(change.reference))")
        case .noted(let revision, _): noted(revision)
        case .said(let revision): said(revision)
        }
    }

    private static func imported(_ record: ImportRecord) -> String {
        let book = record.book.map(NoteText.oneLine) ?? ""
        switch record.step {
        case .add(let code): return message(zh: "添加 \(book):\(code)", en: "added \(book):\(code)")
        case .edit(let code): return message(zh: "修改 \(book):\(code)", en: "changed \(book):\(code)")
        case .retire(let code): return message(zh: "停用 \(book):\(code)", en: "retired \(book):\(code)")
        case .rename(let from, let to):
            return message(zh: "\(book):\(from) 改号为 \(to)", en: "renamed \(book):\(from) to \(to)")
        case nil: break
        }
        let counts = [
            (record.added, message(zh: "新增", en: "added")),
            (record.changed, message(zh: "更改", en: "changed")),
            (record.retired, message(zh: "停用", en: "retired")),
        ].filter { $0.0 > 0 }.map { message(zh: "\($0.1) \($0.0)", en: "\($0.0) \($0.1)") }
        return message(zh: "导入 \(source(record))", en: "imported \(source(record))")
            + (counts.isEmpty
                ? "" : message(zh: "：", en: ": ") + counts.joined(separator: message(zh: "，", en: ", ")))
    }

    private static func source(_ record: ImportRecord) -> String {
        let name = NoteText.oneLine(record.source)
        let book = record.book.map(NoteText.oneLine)
        return book.map { message(zh: "\(name)（书：\($0)）", en: "\(name) into \($0)") } ?? name
    }

    private static func noted(_ revision: NoteRevision) -> String {
        let id =
            revision.note.utf8.count == 36 ? String(revision.note.prefix(8)) : NoteText.oneLine(revision.note)
        let code = NoteText.heading(revision.reference)
        if revision.isDeleted {
            return message(zh: "删除 \(code) 的笔记 \(id)", en: "removed note \(id) from \(code)")
        }
        return revision.parents.isEmpty
            ? message(zh: "给 \(code) 写了笔记 \(id)", en: "added note \(id) to \(code)")
            : message(zh: "改写 \(code) 的笔记 \(id)", en: "changed note \(id) on \(code)")
    }

    private static func said(_ revision: WordRevision) -> String {
        let (word, name) = (NoteText.oneLine(revision.key.word), NoteText.oneLine(revision.key.name))
        guard let reference = revision.reference else {
            return revision.isDeleted
                ? message(
                    zh: "“\(word)”不再是“\(name)”的同义词", en: "removed “\(word)” from the synonyms of “\(name)”")
                : message(zh: "把“\(word)”加进“\(name)”的同义词", en: "added “\(word)” to the synonyms of “\(name)”")
        }
        let code = NoteText.heading(reference)
        return revision.isDeleted
            ? message(zh: "去掉 \(code) 的别名“\(word)”", en: "removed the alias “\(word)” from \(code)")
            : message(zh: "给 \(code) 加了别名“\(word)”", en: "added the alias “\(word)” to \(code)")
    }

    private static func details(_ event: ChangeLog.Event, on terminal: Terminal) -> [String] {
        switch event {
        case .imported(_, let changes, let more):
            let rest = message(
                zh: "……还有 \(grouped(more)) 个代码", en: "… and \(counted(more, "more code", "more codes"))")
            return changes.flatMap { ChangeText.lines($0, on: terminal) } + (more > 0 ? [rest] : [])
        case .edited(let change): return ChangeText.lines(change, on: terminal)
        case .noted(let revision, let before):
            // A note whose text is the same has moved with its book, or has other tags.
            if revision.isDeleted || before == revision.body { return [] }
            var text = DifferenceText(on: terminal, isOnOneLine: true)
            if let before {
                text.add(from: before, to: revision.body)
            } else {
                text.add(NoteText.excerpt(revision.body))
            }
            return text.lines(width: max(20, terminal.width - 4))
        case .undone, .said: return []
        }
    }

    /// An entry as an object.
    package static func json(_ entry: ChangeLog.Entry) -> JSONValue {
        var kind = ""
        var members: [(String, JSONValue)] = []
        switch entry.event {
        case .imported(let record, let changes, let more):
            kind = "import"
            members = [
                ("book", .string(record.book ?? "")), ("source", .string(record.source)),
                ("added", .number(record.added)), ("changed", .number(record.changed)),
                ("retired", .number(record.retired)), ("undoneAt", .optional(record.undoneAt)),
                ("changes", .array(changes.map(ChangeText.json))), ("more", .number(more)),
            ]
        case .undone(let record):
            kind = "undo"
            members = [("book", .string(record.book ?? "")), ("source", .string(record.source))]
        case .edited(let change):
            kind = "edit"
            members = [
                ("book", .string(change.reference.book)), ("changes", .array([ChangeText.json(change)])),
            ]
        case .noted(let revision, let before):
            kind = "note"
            members = [
                ("book", .string(revision.reference.book)), ("code", .string(revision.reference.code)),
                ("note", .string(revision.note)), ("body", .string(revision.body)),
                ("before", .optional(before)),
                ("deleted", .bool(revision.isDeleted)),
            ]
        case .said(let revision):
            if let reference = revision.reference {
                kind = "alias"
                members = [
                    ("book", .string(reference.book)), ("code", .string(reference.code)),
                    ("alias", .string(revision.key.word)), ("deleted", .bool(revision.isDeleted)),
                ]
            } else {
                kind = "synonym"
                members = [
                    ("meaning", .string(revision.key.name)), ("term", .string(revision.key.word)),
                    ("deleted", .bool(revision.isDeleted)),
                ]
            }
        }
        return .object(
            [
                JSONValue.format, ("time", .string(entry.time)), ("author", .string(entry.author)),
                ("kind", .string(kind)),
            ] + members)
    }
}
