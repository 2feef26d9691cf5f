/// The reader of Java's properties (`java.util.Properties.load`), which bundles of messages are written in.
///
/// A key is a code, and its text the name and the description. A line that ends with a backslash goes on with the next
/// one; remarks begin with `#` or `!`. Keys without a text are left out.
struct PropertiesReader {
    let bytes: UnsafeRawBufferPointer
    let start: Int

    /// Reads the document into a register.
    func parse(into register: EntryRegister, _ body: (Entry) throws -> Void) {
        var lines = Lines(bytes, from: start)
        while register.failure == nil, let line = lines.next() {
            register.pass(line.start)
            var first = WhiteSpace.skip(in: bytes, from: line.start, end: line.end)
            guard first < line.end else { continue }
            if bytes[first] == UInt8(ascii: "#") || bytes[first] == UInt8(ascii: "!") {
                register.skippedLines += 1
                continue
            }
            var text: [UInt8] = []
            var end = line.end
            while goesOn(from: first, to: end), text.count <= Entry.longest, let next = lines.next() {
                text += bytes[first..<end - 1]
                first = WhiteSpace.skip(in: bytes, from: next.start, end: next.end)
                end = next.end
            }
            text += bytes[first..<end]
            if text.count > Entry.longest {
                register.report(.tooLong(bytes: text.count), line: line.number)
            } else if let entry = Self.entry(text, line: line.number) {
                register.admit(entry, body)
            } else {
                register.skippedLines += 1
            }
        }
    }

    /// Whether an odd number of backslashes stands at the end of a line.
    private func goesOn(from start: Int, to end: Int) -> Bool {
        bytes[start..<end].reversed().prefix { $0 == UInt8(ascii: "\\") }.count % 2 == 1
    }

    private static func entry(_ line: [UInt8], line number: Int) -> Entry? {
        var place = 0
        while place < line.count, !isBlank(line[place]), !isSign(line[place]) {
            place += line[place] == UInt8(ascii: "\\") ? 2 : 1
        }
        let keyEnd = min(place, line.count)
        place = keyEnd
        while place < line.count, isBlank(line[place]) { place += 1 }
        if place < line.count, isSign(line[place]) { place += 1 }
        let text = unescaped(line[place...]).trimmedWithPlainLineEnds
        guard !text.isEmpty else { return nil }
        // A message is one sentence, with places for what it is about.
        let name = text.prefix { !$0.isNewline }
        return Entry(
            code: unescaped(line[..<keyEnd]), name: String(name).collapsingWhiteSpace,
            description: String(text.dropFirst(name.count)).trimmedWithPlainLineEnds, line: number)
    }

    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0C }

    private static func isSign(_ byte: UInt8) -> Bool {
        byte == UInt8(ascii: "=") || byte == UInt8(ascii: ":")
    }

    private static func unescaped(_ text: ArraySlice<UInt8>) -> String {
        guard text.contains(UInt8(ascii: "\\")) else { return String(decoding: text, as: UTF8.self) }
        var units: [UInt16] = []
        var rest = Array(String(decoding: text, as: UTF8.self).utf16)[...]
        while let unit = rest.popFirst() {
            guard unit == 0x5C, let escaped = rest.popFirst() else {
                units.append(unit)
                continue
            }
            switch UInt8(exactly: escaped) {
            case UInt8(ascii: "n"), UInt8(ascii: "r"): units.append(0x0A)
            case UInt8(ascii: "t"), UInt8(ascii: "f"): units.append(0x20)
            case UInt8(ascii: "u"):
                let digits = rest.prefix(4)
                guard digits.count == 4,
                    let value = UInt16(String(decoding: digits, as: UTF16.self), radix: 16), value > 0x1F
                else {
                    units += [unit, escaped]
                    continue
                }
                units.append(value)
                rest = rest.dropFirst(4)
            default: units.append(escaped)
            }
        }
        return String(decoding: units, as: UTF16.self)
    }
}
