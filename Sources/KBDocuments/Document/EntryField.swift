/// A part of an entry that is neither code, name, qualifier nor description, such as a column `级别` of a table.
///
/// The name is trimmed, and a run of white space in it is one space. The text is as written between its first and last
/// visible character, with line ends as `\n`. Neither is empty: what a document leaves empty is no field.
public struct EntryField: Hashable, Sendable {
    /// What the document calls it.
    public let name: String

    /// What the document says.
    public let text: String

    /// Makes a field from its parts, which are taken as they are.
    public init(name: String, text: String) {
        self.name = name
        self.text = text
    }
}
