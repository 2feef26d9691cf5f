import KBCore
import KBText

/// Changes of codes for people and programs.
package enum ChangeText {
    /// A line for the code, and one for each part of it that is different, word by word.
    package static func lines(_ change: ChangeLog.CodeChange, on terminal: Terminal) -> [String] {
        guard let before = change.before else {
            return change.after.map { titled("+", $0, on: terminal) } ?? []
        }
        guard let after = change.after else { return titled("-", before, on: terminal) }
        let isRetired = before.state == .active && after.state == .retired
        let isBack = before.state == .retired && after.state == .active
        return titled(isRetired ? "-" : isBack ? "+" : "~", after, on: terminal)
            + differences(from: before, to: after, width: terminal.width - 6, on: terminal).map { "  " + $0 }
    }

    /// Lines for each part of a code that is different, word by word.
    static func differences(
        from before: Code, to after: Code, width: Int, on terminal: Terminal
    ) -> [String] {
        var parts: [(label: String, old: String, new: String)] = [
            (message(zh: "名称", en: "name"), before.title, after.title),
            (message(zh: "说明", en: "description"), before.description, after.description),
        ]
        for name in fieldNames(before, after) {
            parts.append((name, text(name, of: before), text(name, of: after)))
        }
        return parts.filter { $0.old != $0.new }.flatMap { part in
            var text = DifferenceText(on: terminal, isOnOneLine: true)
            text.add(NoteText.oneLine(part.label) + message(zh: "：", en: ": "))
            text.add(from: part.old, to: part.new)
            return text.lines(width: max(20, width))
        }
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

    /// A sign, and the code and its name next to it.
    private static func titled(_ sign: String, _ code: Code, on terminal: Terminal) -> [String] {
        let title = NoteText.oneLine(code.reference.code) + " " + NoteText.oneLine(CodeText.title(of: code))
        let lines = LineWrapping.wrap(
            title, width: terminal.isInteractive ? max(20, terminal.width - 6) : .max)
        return lines.enumerated().map { ($0 == 0 ? sign : " ") + " " + $1 }
    }

    private static func fieldNames(_ before: Code, _ after: Code) -> [String] {
        let old = before.fields.map(\.name)
        return old + after.fields.map(\.name).filter { !old.contains($0) }
    }

    private static func text(_ field: String, of code: Code) -> String {
        code.fields.first { $0.name == field }?.text ?? ""
    }
}
