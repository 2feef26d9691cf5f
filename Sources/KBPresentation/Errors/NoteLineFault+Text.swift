import KBCore
import KBText

extension NoteLineFault {
    /// What is wrong with the line, for people.
    package var text: String {
        let what =
            switch reason {
            case .malformed(let key) where key.isEmpty:
                message(zh: "不是一行 JSON 的笔记版本", en: "not a revision of a note as JSON on one line")
            case .malformed(let key):
                message(zh: "“\(key)”缺失或不对", en: "'\(key)' is missing or wrong")
            case .format(let version):
                message(
                    zh: "格式 \(version) 本程序不认识，只认识 \(JSONValue.formatNumber)",
                    en: "unknown format \(version); this kb reads format \(JSONValue.formatNumber)")
            case .cycle(let revision):
                message(
                    zh: "版本 \(revision) 成了自己的前一版：两个版本互为前一版",
                    en:
                        "revision \(revision) would come before itself: two name each other as what they follow"
                )
            case .differs(let revision):
                message(
                    zh: "版本 \(revision) 已有，内容不同", en: "revision \(revision) is known with another content")
            }
        return message(zh: "第 \(line) 行：\(what)", en: "line \(line): \(what)")
    }
}
