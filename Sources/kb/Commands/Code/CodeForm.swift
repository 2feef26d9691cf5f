import Glibc
import KBCore
import KBDocuments
import KBPresentation
import KBText

/// A code as a page in an editor: a line each for name and fields, an empty line, then the description.
struct CodeForm {
    private let name: String
    private let description: String
    private let fields: [EntryField]

    init(_ code: Code) {
        name = code.title
        description = code.description
        fields = code.fields
    }

    init(_ change: CodeEditing.Change) {
        name = change.name ?? ""
        description = change.description ?? ""
        fields = change.fields
    }

    /// Lets a person edit the page.
    ///
    /// - Parameter title: What it is about.
    /// - Returns: What they have written; nil where they left it as it was, or empty.
    /// - Throws: ``NoteInputError`` where there is no editor, or it fails.
    func edit(title: String) throws -> CodeEditing.Change? {
        let path = try NoteEditor.edit(text, title: title)
        let bytes = try NoteInput.bytes(ofRegularFile: path)
        guard let edited = String(validating: bytes, as: UTF8.self) else { throw NoteInputError.notUTF8 }
        unlink(path)
        let change = read(edited)
        let isSame = change.name == name && change.description == description && change.fields == fields
        return isSame || change.name?.isEmpty == true ? nil : change
    }

    private var text: String {
        let comment = message(
            zh: """
                # 第一行是名称，“字段：内容”各占一行，空一行，下面是说明。
                # 以 # 开头的行不算；名称空着就不改。
                """,
            en: """
                # The first line is the name; fields follow, one “field: text” a line; then an empty line and the
                # description. Lines that begin with # are ignored; without a name, nothing changes.
                """)
        let fields = fields.map {
            "\($0.name): \(Self.line($0.text))"
        }
        return ([comment, name] + fields + ["", description]).joined(separator: "\n")
    }

    /// A text of several lines as one.
    private static func line(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).joined(separator: " ")
    }

    private func read(_ text: String) -> CodeEditing.Change {
        var change = CodeEditing.Change()
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            .filter { !$0.hasPrefix("#") }.map(String.init)
        let head = lines.prefix { !$0.allSatisfy(\.isWhitespace) }
        change.name = head.first?.trimmedOfSpace ?? ""
        change.description = lines.dropFirst(head.count).joined(separator: "\n").trimmedOfSpace
        let written = head.dropFirst().compactMap { line -> EntryField? in
            guard let colon = line.firstIndex(where: { $0 == ":" || $0 == "：" }) else { return nil }
            let name = line[..<colon].trimmedOfSpace
            let text = line[line.index(after: colon)...].trimmedOfSpace
            return name.isEmpty ? nil : EntryField(name: name, text: text)
        }
        // A field whose line is gone is taken away; one that had several lines is kept as it was unless it was changed.
        let kept = fields.map { field in
            guard let line = written.first(where: { $0.name == field.name }) else {
                return EntryField(name: field.name, text: "")
            }
            return line.text == Self.line(field.text) ? field : line
        }
        change.fields = kept + written.filter { line in !fields.contains { $0.name == line.name } }
        return change
    }
}
