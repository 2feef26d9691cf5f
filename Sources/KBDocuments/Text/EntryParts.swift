import KBText

/// The text behind a code, parted into name and description.
///
/// A name in Latin letters ends where the first Han character starts, or with its line. A name in Han characters ends with
/// its line, at a colon or dash, or at a space between Han characters: `余额不足 账户余额不够。`; `禁止 IP 访问` is one name. A
/// long text without such a place has its first clause as the name, and stays whole as the description.
struct EntryParts {
    let name: EntryName
    let description: String

    /// A longer text in Han characters is no name.
    private static let longestName = 40

    /// Parts the text of a range of bytes; `isLine` parts a Latin name at a colon, a dash or two spaces as well.
    init(_ bytes: UnsafeRawBufferPointer, from start: Int, to end: Int, isLine: Bool) {
        func part(_ nameEnd: Int, _ rest: Int) -> (EntryName, String) {
            let rest = WhiteSpace.skip(in: bytes, from: rest, end: end)
            return (
                EntryName(collapsed(bytes, from: start, to: nameEnd)),
                withPlainLineEnds(bytes, from: rest, to: end)
            )
        }
        let nameEnd = EntryName.end(in: bytes, from: start, to: end)
        guard nameEnd == start, start < end else {
            let limit = WhiteSpace.trimEnd(in: bytes, from: start, end: nameEnd)
            if isLine, let (nameEnd, rest) = Self.separator(in: bytes, from: start, to: limit) {
                (name, description) = part(nameEnd, rest)
            } else {
                (name, description) = part(nameEnd, nameEnd)
            }
            return
        }
        var lineEnd = start
        while lineEnd < end, bytes[lineEnd] != 0x0A, bytes[lineEnd] != 0x0D { lineEnd += 1 }
        if let (nameEnd, rest) = Self.hanSeparator(in: bytes, from: start, to: lineEnd) {
            (name, description) = part(nameEnd, rest)
            return
        }
        let line = copied(bytes, from: start, to: lineEnd)
        if line.unicodeScalars.count <= Self.longestName {
            (name, description) = part(lineEnd, lineEnd)
        } else {
            let clause = line.prefix { !"，。；！？,;!?".contains($0) }
            name = EntryName(
                String(clause.isEmpty ? line.prefix(Self.longestName) : clause).collapsingWhiteSpace)
            description = withPlainLineEnds(bytes, from: start, to: end)
        }
    }

    /// The first tab, colon, dash or pair of spaces in a Latin name, and where it ends.
    private static func separator(
        in bytes: UnsafeRawBufferPointer, from start: Int, to end: Int
    ) -> (nameEnd: Int, rest: Int)? {
        var index = start
        while index < end {
            let byte = bytes[index]
            let next = index + 1 < end ? bytes[index + 1] : 0
            if index > start {
                if byte == 0x09 || byte == 0x20 && next == 0x20 { return (index, index) }
                if byte == 0x3A, next == 0x20 { return (index, index + 1) }
                if byte == 0x20, index + 2 < end, next == 0x2D, bytes[index + 2] == 0x20 {
                    return (index, index + 2)
                }
            }
            let (value, length) = byte < 0x80 ? (UInt32(byte), 1) : bytes.scalar(at: index)
            if index > start, isColonOrDash(value), value > 0x7F { return (index, index + length) }
            index += length
        }
        return nil
    }

    /// The first place where a name in Han characters ends within its line, and where what parts it ends.
    private static func hanSeparator(
        in bytes: UnsafeRawBufferPointer, from start: Int, to end: Int
    ) -> (nameEnd: Int, rest: Int)? {
        var index = start
        var isHan = false
        while index < end {
            let (value, length) = bytes[index] < 0x80 ? (UInt32(bytes[index]), 1) : bytes.scalar(at: index)
            if index > start {
                if value == 0x09 { return (index, index) }
                let space = WhiteSpace.skip(in: bytes, from: index, end: end)
                if space > index, space < end {
                    let (next, width) = bytes.scalar(at: space)
                    if space - index > 1 || value == 0x3000 { return (index, space) }
                    if isHan, Han.isOfScript(value: next) { return (index, space) }
                    if next == 0x2D, WhiteSpace.skip(in: bytes, from: space + width, end: end) > space + width
                    {
                        return (index, space + width)
                    }
                }
                if isColonOrDash(value) {
                    var rest = index + length
                    // —— is one sign.
                    while rest < end, bytes.scalar(at: rest).value == value { rest += length }
                    if rest < end { return (index, rest) }
                }
            }
            isHan = Han.isOfScript(value: value) || value == 0xFF09
            index += length
        }
        return nil
    }

    private static func isColonOrDash(_ value: UInt32) -> Bool {
        value == 0x3A || value == 0xFF1A || value == 0x2014
    }
}
