/// A line that another program has put into a text of JSON: Docker's `log`, journald's `MESSAGE`.
final class UnwrappedLine {
    private static let keys = ["log", "MESSAGE"].map { Array($0.utf8) }

    /// Room for the longest line; pages that no line reaches are never touched.
    private let buffer = UnsafeMutablePointer<UInt8>.allocate(capacity: LogReader.longestLine)

    deinit {
        buffer.deallocate()
    }

    /// The line, as it was before; nil where the object that begins at `beginning` has none.
    ///
    /// It lasts until the next call.
    func line(in line: Bytes, from beginning: Int) -> Bytes? {
        var members = JSONMembers(line, from: beginning + 1)
        while let member = members.next() {
            guard member.isText, members.keys.isEmpty,
                Self.keys.contains(where: { member.key.elementsEqual($0) })
            else { continue }
            var text = unescaped(member.value)
            while let last = text.last, last == .newline || last == .carriageReturn {
                text = text.part(0..<text.count - 1)
            }
            return text
        }
        return nil
    }

    /// A text of JSON without its escapes (RFC 8259 §7); a surrogate alone becomes a question mark.
    private func unescaped(_ text: Bytes) -> Bytes {
        var (place, count) = (0, 0)
        func append(_ byte: UInt8) {
            buffer[count] = byte
            count += 1
        }
        while place < text.count {
            guard text[place] == .backslash, place + 1 < text.count else {
                append(text[place])
                place += 1
                continue
            }
            place += 2
            switch text[place - 1] {
            case UInt8(ascii: "n"): append(.newline)
            case UInt8(ascii: "t"): append(0x09)
            case UInt8(ascii: "r"): append(.carriageReturn)
            case UInt8(ascii: "b"): append(0x08)
            case UInt8(ascii: "f"): append(0x0C)
            case UInt8(ascii: "u"):
                guard let unit = hexadecimal(text, place) else { continue }
                place += 4
                var scalar = UInt32(unit)
                if 0xD800..<0xDC00 ~= unit, place + 6 <= text.count, text[place] == .backslash,
                    text[place + 1] == UInt8(ascii: "u"), let low = hexadecimal(text, place + 2),
                    0xDC00..<0xE000 ~= low
                {
                    scalar = 0x10000 + (UInt32(unit) - 0xD800) << 10 + (UInt32(low) - 0xDC00)
                    place += 6
                }
                // At most four bytes in place of six or twelve.
                for byte in String(Unicode.Scalar(scalar).map(Character.init) ?? "?").utf8 { append(byte) }
            case let byte: append(byte)
            }
        }
        return Bytes(start: buffer, count: count)
    }

    private func hexadecimal(_ text: Bytes, _ place: Int) -> UInt16? {
        guard place + 4 <= text.count else { return nil }
        var value: UInt16 = 0
        for byte in text[place..<place + 4] {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): value = value << 4 | UInt16(byte - UInt8(ascii: "0"))
            case UInt8(ascii: "a")...UInt8(ascii: "f"):
                value = value << 4 | UInt16(byte - UInt8(ascii: "a") + 10)
            case UInt8(ascii: "A")...UInt8(ascii: "F"):
                value = value << 4 | UInt16(byte - UInt8(ascii: "A") + 10)
            default: return nil
            }
        }
        return value
    }
}
