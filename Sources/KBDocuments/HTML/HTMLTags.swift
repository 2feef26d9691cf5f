/// A tag of an HTML document.
struct HTMLTag {
    /// In lower case.
    let name: String
    let isClosing: Bool
    let start: Int
    let end: Int
    let line: Int
    /// About how many attributes it has.
    let attributes: Int
}

/// The tags of an HTML document outside of comments, scripts and styles.
///
/// They tell where tables and rows begin, so that the parser is given a part of a document at a time.
struct HTMLTags {
    // What is in them is no tag.
    static let raw: Set<String> = ["script", "style", "textarea", "title"]

    private let bytes: UnsafeRawBufferPointer
    private(set) var offset: Int
    private var line = 1
    // Up to where the lines have been counted.
    private var counted: Int

    init(_ bytes: UnsafeRawBufferPointer, from start: Int) {
        self.bytes = bytes
        offset = start
        counted = start
    }

    /// Returns the next tag, or nil at the end.
    mutating func next() -> HTMLTag? {
        while let start = bytes.firstIndex(of: 0x3C, from: offset, to: bytes.count) {
            let isClosing = byte(start + 1) == 0x2F
            let nameStart = start + (isClosing ? 2 : 1)
            var nameEnd = nameStart
            while let byte = byte(nameEnd), Self.isLetterOrDigit(byte) { nameEnd += 1 }
            guard nameEnd > nameStart else {
                offset =
                    bytes[start...].starts(with: "<!--".utf8) ? end(of: "-->", from: start + 4) : start + 1
                continue
            }
            let (end, attributes) = endOfTag(from: nameEnd)
            let name = copied(bytes, from: nameStart, to: min(nameEnd, nameStart + 16)).lowercased()
            offset = end
            count(to: start)
            if !isClosing, Self.raw.contains(name) { offset = self.end(ofRaw: name, from: end) }
            return HTMLTag(
                name: name, isClosing: isClosing, start: start, end: end, line: line, attributes: attributes)
        }
        offset = bytes.count
        return nil
    }

    private func byte(_ index: Int) -> UInt8? { index < bytes.count ? bytes[index] : nil }

    private static func isLetterOrDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: false
        }
    }

    private mutating func count(to end: Int) {
        while counted < end {
            if bytes[counted] == 0x0A || bytes[counted] == 0x0D && byte(counted + 1) != 0x0A { line += 1 }
            counted += 1
        }
    }

    /// The offset after a tag, and how many pieces parted by white space it has.
    private func endOfTag(from start: Int) -> (Int, attributes: Int) {
        var (index, quote, attributes) = (start, UInt8?.none, 0)
        while let byte = byte(index) {
            index += 1
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == 0x3E {
                return (index, attributes)
            } else if byte == 0x22 || byte == 0x27 {
                quote = byte
                attributes += 1
            } else if byte == 0x20 || (0x09...0x0D).contains(byte) || byte == 0x2F {
                attributes += 1
            }
        }
        return (index, attributes)
    }

    private func end(of text: String, from start: Int) -> Int {
        let wanted = Array(text.utf8)
        var index = start
        while let found = bytes.firstIndex(of: wanted[0], from: min(index, bytes.count), to: bytes.count) {
            if bytes[found...].starts(with: wanted) { return found + wanted.count }
            index = found + 1
        }
        return bytes.count
    }

    /// Where the tag begins that ends a script or the like.
    private func end(ofRaw name: String, from start: Int) -> Int {
        var index = start
        while let found = bytes.firstIndex(of: 0x3C, from: index, to: bytes.count) {
            let text = copied(bytes, from: found, to: min(bytes.count, found + 2 + name.utf8.count))
            if text.lowercased() == "</" + name { return found }
            index = found + 1
        }
        return bytes.count
    }
}
