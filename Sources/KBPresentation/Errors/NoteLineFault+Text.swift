import KBCore
import KBText

extension NoteLineFault {
    /// What is wrong with the line, for people.
    package var text: String {
        message(zh: "第 \(line) 行：\(reason.text)", en: "line \(line): \(reason.text)")
    }
}

extension NoteLineFault.Reason {
    /// What is wrong, for people.
    package var text: String {
        switch self {
        case .malformed(let key) where key.isEmpty:
            message(zh: "不是一行 JSON 写的笔记修订", en: "not a revision of a note as JSON on one line")
        case .malformed(let key):
            message(zh: "“\(key)”缺失或不对", en: "'\(key)' is missing or wrong")
        case .format(let version):
            message(
                zh: "格式 \(version) 本程序不认识，只认识 \(JSONValue.formatNumber)",
                en: "unknown format \(version); this kb reads format \(JSONValue.formatNumber)")
        case .cycle(let revision):
            message(
                zh: "修订 \(revision) 成了自己的上一版：两次修订互为上一版",
                en:
                    "revision \(revision) would precede itself: two revisions name each other as their parent"
            )
        case .notUTF8: message(zh: "不是 UTF-8", en: "not UTF-8")
        case .notJSON: message(zh: "不是 JSON 对象", en: "not an object of JSON")
        case .quotationMark: message(zh: "引号放错了地方，或没有关上", en: "a misplaced or unclosed quotation mark")
        case .noColumn(let names):
            message(
                zh: "没有代码或文字这两栏（code、text）：\(names.map(NoteText.oneLine).joined(separator: "、"))",
                en:
                    "no columns 'code' and 'text' among: \(names.map(NoteText.oneLine).joined(separator: ", "))"
            )
        case .badHead(let line):
            message(
                zh: "两行 -- 之间只有 author、date、tags、quote、id：\(NoteText.oneLine(line))",
                en:
                    "only author, date, tags, quote and id may stand between the lines --, not: \(NoteText.oneLine(line))"
            )
        case .unknownCode(let code):
            message(zh: "没有代码“\(NoteText.oneLine(code))”", en: "no code '\(NoteText.oneLine(code))'")
        case .ambiguousCode(let code, let books):
            message(
                zh: "“\(NoteText.oneLine(code))”在几本书里：\(books.joined(separator: "、"))，写成 书名:代码，或用 --book",
                en: """
                    '\(NoteText.oneLine(code))' is in several books: \(books.joined(separator: ", ")); write \
                    BOOK:CODE, or give --book
                    """)
        case .badDate(let date):
            message(zh: "“\(NoteText.oneLine(date))”不是时间", en: "'\(NoteText.oneLine(date))' is not a time")
        case .note(let error): error.report.errors.joined(separator: " ")
        case .differs(let revision):
            message(
                zh: "修订 \(revision) 已有，内容不同", en: "revision \(revision) exists with different content")
        }
    }
}
