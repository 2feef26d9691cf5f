/// Why an entry cannot be written in a format so that it reads back the same.
public enum WritingFault: Hashable, Sendable {
    /// A part is not in the normal form of ``Entry``: it has white space around it, or is empty.
    case notNormal(ColumnRole)

    /// The code is not one that a reader accepts.
    case invalidCode(CodeFault)

    /// The code looks like a range of numbers, which every format but plain text leaves out.
    case codeRange

    /// A part has a NUL in it.
    case nul

    /// The name has Han characters and would be parted from the description differently in plain text.
    case hanInName

    /// A line of the description begins with a code, where an entry in plain text may begin.
    case codeInDescription

    /// The name ends like a qualifier, or the qualifier's brackets are not in pairs, in plain text.
    case ambiguousName

    /// The description has a blank line, where an entry in plain text ends.
    case blankLineInDescription

    /// The description has a tab and a line end, which tab-separated text cannot tell from those between fields.
    case tabAndLineEnd

    /// The entry has further fields, which plain text cannot hold.
    case hasFields

    /// A field is not in the normal form of ``EntryField``, or there are two of its name.
    case notNormalField(String)

    /// A table cannot hold a field of this name: it would be taken for another column.
    case fieldNamedAsColumn(String)

    /// The entries have so many different fields that no table has room for a column each.
    case tooManyFields(Int)

    /// The document begins so that it would be read as one of another format.
    case readsAs(DocumentFormat)

    /// The format is only read.
    case readOnly
}
