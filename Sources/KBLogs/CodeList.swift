/// The codes of a book, to be found in lines of any kind.
///
/// A code is found in any case, with other marks or none between its letters and numbers, and with or without zeros
/// before its last number: `E-0100` is `e100`. It stands as a whole word: `E100` is not in `E1002`, `xE100` or `E100-7`.
/// A code without a number is found as it is written only, because `not found` is no `NOT_FOUND`. A code of digits
/// alone counts where something says that it is one, see ``CodeContext``.
package final class CodeList {
    /// The most letters and numbers that a code has, such as `E` and `100`.
    private static let mostParts = 6

    private struct Entry {
        /// The parts with a mark between them, in small letters and without zeros in front of the last number.
        var key: [UInt8]
        /// The code as the book writes it.
        var code: Bytes
        var hasDigit: Bool
        var hasLetter: Bool
    }

    private var entries: [Entry] = []
    /// The numbers of the entries by the hash of their key; what has the same hash stands at the next one.
    private var places: [UInt64: Int] = [:]
    /// Bit n is set when a code begins with the byte n, in capital or small letters.
    private var beginnings: [Bool] = .init(repeating: false, count: 256)
    /// The numbers of letters and digits of which codes are, in their order: `a1`, `0`.
    private var shapes: Set<[UInt8]> = []
    private let storage: UnsafeMutablePointer<UInt8>
    private var key: [UInt8] = []

    /// Whether the numbers of errno's codes are among them.
    private let namesErrors: Bool

    /// Takes the codes of a book; those that have no letter or digit of ASCII are not found.
    ///
    /// - Parameters:
    ///   - codes: The codes.
    ///   - errors: The names of errno's numbers, where the book is errno.
    package init(_ codes: [String], errors: [(number: String, name: String)] = []) {
        let texts = codes + errors.flatMap { [$0.number, $0.name] }
        storage = .allocate(capacity: max(1, texts.reduce(0) { $0 + $1.utf8.count }))
        namesErrors = !errors.isEmpty
        var used = 0
        func stored(_ text: String) -> Bytes {
            let start = used
            for byte in text.utf8 {
                storage[used] = byte
                used += 1
            }
            return Bytes(start: storage + start, count: used - start)
        }
        for code in codes { insert(stored(code)) }
        for error in errors { insert(stored(error.number), for: stored(error.name)) }
    }

    deinit {
        storage.deallocate()
    }

    private func insert(_ text: Bytes, for name: Bytes? = nil) {
        guard let parts = Parts(text, from: 0), parts.end == text.count else { return }
        let key = Self.key(of: text, parts.ranges)
        let place = entries.count
        entries.append(
            Entry(
                key: key, code: name ?? text, hasDigit: text.contains(where: \.isDigit),
                hasLetter: text.contains(where: \.isLetter)))
        var hash = Self.hash(key)
        while let other = places[hash] {
            // The first of a document goes before others of the same notation.
            if entries[other].key == key { return }
            hash &+= 1
        }
        places[hash] = place
        for byte in [text[0], text[0] | 0x20, text[0] & ~0x20] { beginnings[Int(byte)] = true }
        // What errno does not have is some other number.
        if name == nil { shapes.insert(Self.shape(of: text)) }
    }

    /// The code of a line.
    ///
    /// - Parameters:
    ///   - found: What the line's format says.
    ///   - line: The line.
    /// - Returns: That code, if it is one of the book, as the book writes it; else the first code of the book in the
    ///   line; else `found`, if it has the same form as one of the book's: the book may lack it.
    func code(of found: LineCode?, in line: Bytes) -> LineCode? {
        if let found {
            if isMeant(found) {
                if let entry = entry(of: found.bytes) { return LineCode(bytes: entry.code) }
            } else if namesErrors {
                return nil
            }
        }
        if let code = first(in: line) { return LineCode(bytes: code) }
        guard let found, shapes.contains(Self.shape(of: found.bytes)) else {
            return nil
        }
        return found
    }

    /// Whether the format of a line means a code of the book: a status of HTTP is no number of errno.
    private func isMeant(_ found: LineCode) -> Bool {
        (found.kind == .errno) == namesErrors || namesErrors && found.bytes.contains(where: \.isLetter)
    }

    /// The first code of the book in a line, as the book writes it.
    private func first(in line: Bytes) -> Bytes? {
        var place = 0
        var isInside = false
        while place < line.count {
            let byte = line[place]
            guard byte.isLetter || byte.isDigit else {
                isInside = false
                place += 1
                continue
            }
            if !isInside, beginnings[Int(byte)], let entry = entry(in: line, from: place) {
                return entry.code
            }
            isInside = true
            place += 1
        }
        return nil
    }

    /// The entry whose code begins at a place.
    private func entry(in line: Bytes, from start: Int) -> Entry? {
        // `x-100` has no `100`, and 10.5.1.1 no 5.1.1.
        if start >= 2, line[start - 1].joins, line[start - 2].isLetter || line[start - 2].isDigit {
            return nil
        }
        guard let parts = Parts(line, from: start) else { return nil }
        for count in stride(from: min(parts.ranges.count, Self.mostParts), to: 0, by: -1) {
            let end = parts.ranges[count - 1].upperBound
            guard Self.isEnd(end, of: line), let entry = entry(of: line.part(start..<end)) else { continue }
            if !entry.hasLetter, !CodeContext.announces(line, start..<end) { continue }
            return entry
        }
        return nil
    }

    /// Whether no code goes on at a place.
    private static func isEnd(_ place: Int, of line: Bytes) -> Bool {
        guard place < line.count else { return true }
        let byte = line[place]
        if byte.isLetter || byte.isDigit { return false }
        guard byte.joins, place + 1 < line.count else { return true }
        return !line[place + 1].isLetter && !line[place + 1].isDigit
    }

    /// The entry that a text names as a whole.
    private func entry(of text: Bytes) -> Entry? {
        guard let parts = Parts(text, from: 0), parts.end == text.count else { return nil }
        let key = Self.key(of: text, parts.ranges)
        var hash = Self.hash(key)
        while let place = places[hash] {
            let entry = entries[place]
            if entry.key == key {
                return entry.hasDigit || text.elementsEqual(entry.code) ? entry : nil
            }
            hash &+= 1
        }
        return nil
    }

    /// The letters and numbers of a text, of which those that follow one another have at most one mark between them.
    private struct Parts {
        var ranges: [Range<Int>] = []
        var end: Int { ranges.last?.upperBound ?? 0 }

        init?(_ text: Bytes, from start: Int) {
            var place = start
            while place < text.count, ranges.count <= CodeList.mostParts {
                let first = place
                if text[place].isDigit {
                    while place < text.count, text[place].isDigit { place += 1 }
                } else {
                    while place < text.count, text[place].isLetter { place += 1 }
                }
                guard place > first else { break }
                ranges.append(first..<place)
                if place < text.count, text[place].joins { place += 1 }
            }
            guard !ranges.isEmpty else { return nil }
        }
    }

    /// The parts in small letters, with marks between two numbers or two words, which would be others without.
    private static func key(of text: Bytes, _ parts: [Range<Int>]) -> [UInt8] {
        var key: [UInt8] = []
        for (place, part) in parts.enumerated() {
            let isNumber = text[part.lowerBound].isDigit
            if place > 0, isNumber == text[parts[place - 1].lowerBound].isDigit {
                key.append(UInt8(ascii: "-"))
            }
            var part = part
            if isNumber, place == parts.count - 1 {
                while part.count > 1, text[part.lowerBound] == UInt8(ascii: "0") {
                    part = part.lowerBound + 1..<part.upperBound
                }
            }
            for byte in text[part] { key.append(byte.isLetter ? byte | 0x20 : byte) }
        }
        return key
    }

    private static func hash(_ key: [UInt8]) -> UInt64 {
        key.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
    }

    /// A text with `a` for each letter and `0` for each digit.
    private static func shape(of text: Bytes) -> [UInt8] {
        text.map { $0.isLetter ? UInt8(ascii: "a") : $0.isDigit ? UInt8(ascii: "0") : $0 }
    }
}

extension UInt8 {
    @inline(__always)
    fileprivate var isLetter: Bool { (self | 0x20) &- UInt8(ascii: "a") < 26 }

    /// Whether the byte may stand inside a code, between its parts.
    @inline(__always)
    fileprivate var joins: Bool {
        self == UInt8(ascii: "-") || self == UInt8(ascii: "_") || self == UInt8(ascii: ".")
    }
}
