import KBCore
import KBText

/// Changes of codes for people and programs.
package enum ChangeText {
    /// A line for the code, and one for each part of it that is different, word by word.
    ///
    /// `[-…-]` is what was there, `{+…+}` what is; on a terminal in colour, red and green.
    package static func lines(_ change: ChangeLog.CodeChange, on terminal: Terminal) -> [String] {
        guard let before = change.before else {
            return [change.after.map { "+ " + title($0) } ?? ""].filter { !$0.isEmpty }
        }
        guard let after = change.after else { return ["- " + title(before)] }
        var parts: [(label: String, old: String, new: String)] = [
            (message(zh: "名称", en: "name"), before.title, after.title),
            (message(zh: "说明", en: "description"), before.description, after.description),
        ]
        for name in fieldNames(before, after) {
            parts.append((name, text(name, of: before), text(name, of: after)))
        }
        let isRetired = before.state == .active && after.state == .retired
        let isBack = before.state == .retired && after.state == .active
        var lines = [(isRetired ? "- " : isBack ? "+ " : "~ ") + title(after)]
        for part in parts where part.old != part.new {
            let label = NoteText.oneLine(part.label) + message(zh: "：", en: ": ")
            lines += LineWrapping.wrap(
                label + difference(part.old, part.new, on: terminal), width: max(20, terminal.width - 6)
            ).map { "  " + $0 }
        }
        return lines
    }

    /// A change as an object: what is different, before and after.
    package static func json(_ change: ChangeLog.CodeChange) -> JSONValue {
        .object([
            ("book", .string(change.reference.book)), ("code", .string(change.reference.code)),
            ("before", change.before.map(text) ?? .null), ("after", change.after.map(text) ?? .null),
        ])
    }

    private static func text(_ code: Code) -> JSONValue {
        .object([
            ("name", .string(code.name)), ("qualifier", .optional(code.qualifier)),
            ("description", .string(code.description)), ("state", .string(code.state.rawValue)),
            ("fields", .object(code.fields.map { ($0.name, .string($0.text)) })),
        ])
    }

    private static func title(_ code: Code) -> String {
        NoteText.oneLine(code.reference.code) + " " + NoteText.oneLine(CodeText.title(of: code))
    }

    private static func fieldNames(_ before: Code, _ after: Code) -> [String] {
        let old = before.fields.map(\.name)
        return old + after.fields.map(\.name).filter { !old.contains($0) }
    }

    private static func text(_ field: String, of code: Code) -> String {
        code.fields.first { $0.name == field }?.text ?? ""
    }

    /// So much of what is the same is shown on each side of what is not.
    private static let context = 24

    /// What is different between two texts, on one line.
    static func difference(_ old: String, _ new: String, on terminal: Terminal) -> String {
        let parts = WordDifference(from: old, to: new).parts
        return parts.enumerated().map { index, part in
            switch part {
            case .same(let text): shortened(text, isFirst: index == 0, isLast: index == parts.count - 1)
            case .removed(let text):
                terminal.hasColor
                    ? terminal.styled(NoteText.oneLine(text), .red) : "[-\(NoteText.oneLine(text))-]"
            case .added(let text):
                terminal.hasColor
                    ? terminal.styled(NoteText.oneLine(text), .green) : "{+\(NoteText.oneLine(text))+}"
            }
        }.joined()
    }

    private static func shortened(_ text: String, isFirst: Bool, isLast: Bool) -> String {
        let end = isLast ? "" : String(text.suffix(context))
        let start = isFirst ? "" : String(text.prefix(context))
        let whole = NoteText.oneLine(text)
        guard text.count > start.count + end.count + 1 else { return whole }
        return NoteText.oneLine(start) + "…" + NoteText.oneLine(end)
    }
}
