/// The readings of characters, decoded from the generated table at first use, in half a millisecond.
struct PinyinTable: Sendable {
    static let shared = PinyinTable()

    /// All syllables, in alphabetical order; the other members speak of them by their place here.
    let syllables: [String]

    /// The readings of the characters of U+4E00…9FFF: those of one stand between two neighbouring offsets.
    private let offsets: [UInt32]
    private let readings: [UInt16]
    /// The readings of all other characters.
    private var otherReadings: [UInt32: [UInt16]] = [:]

    private static let base: UInt32 = 0x4E00
    private static let count = 0x9FFF - 0x4E00 + 1
    private static let lines = SortedLines(Tables.pinyin)
    private static let names = SortedLines(Tables.syllables)

    private init() {
        let bytes = Self.lines.bytes
        var syllables: [String] = []
        // Characters and syllables by the rank of the reading, so that the first reading stands first.
        var entries: [[(scalar: UInt32, syllable: UInt16)]] = [[], [], []]
        for rank in entries.indices {
            entries[rank].reserveCapacity(bytes.count / 3)
        }
        var counts = [UInt32](repeating: 0, count: Self.count + 1)
        var position = 0
        while position < bytes.count {
            let start = position
            while bytes[position] != UInt8.tab {
                position += 1
            }
            let syllable = UInt16(syllables.count)
            syllables.append(String(decoding: bytes[start..<position], as: UTF8.self))
            var rank = -1
            while bytes[position] != UInt8.newline {
                if bytes[position] == UInt8.tab {
                    rank += 1
                    position += 1
                    continue
                }
                let scalar = bytes.scalar(at: position)
                position += scalar.length
                entries[rank].append((scalar.value, syllable))
                if scalar.value >= Self.base && scalar.value <= 0x9FFF {
                    counts[Int(scalar.value - Self.base) + 1] += 1
                }
            }
            position += 1
        }

        for index in 1...Self.count {
            counts[index] += counts[index - 1]
        }
        var readings = [UInt16](repeating: 0, count: Int(counts[Self.count]))
        var ends = counts
        for entry in entries.joined() {
            if entry.scalar >= Self.base && entry.scalar <= 0x9FFF {
                let index = Int(entry.scalar - Self.base)
                readings[Int(ends[index])] = entry.syllable
                ends[index] += 1
            } else {
                otherReadings[entry.scalar, default: []].append(entry.syllable)
            }
        }
        self.syllables = syllables
        self.offsets = counts
        self.readings = readings
    }

    /// The bit of the first of some letters from a to z, `a` being the lowest.
    static func bit(of letters: String) -> UInt32 {
        letters.utf8.first.map(bit) ?? 0
    }

    /// The bit of a letter from a to z.
    static func bit(of letter: UInt8) -> UInt32 { 1 << (UInt32(letter) & 31 &- 1) }

    /// The syllables that `scalar` is read as, the most common reading first.
    func readings(of scalar: Unicode.Scalar) -> ArraySlice<UInt16> {
        if scalar.value >= Self.base && scalar.value <= 0x9FFF {
            let index = Int(scalar.value - Self.base)
            return readings[Int(offsets[index])..<Int(offsets[index + 1])]
        }
        return otherReadings[scalar.value, default: []][...]
    }

    /// Tells whether `letters` are a syllable; needs no decoded table.
    static func isSyllable(_ letters: [UInt8]) -> Bool { isBeginning(letters + [UInt8.newline]) }

    /// Tells whether some syllable begins with `letters`; needs no decoded table.
    static func isBeginning(_ letters: [UInt8]) -> Bool {
        letters.withUnsafeBufferPointer { key in
            names.line(at: names.lowerBound(of: key), beginsWith: key)
        }
    }

    /// The characters read as any syllable that begins with `letters` (that is `letters`, if `isWhole`).
    static func characters(readAs letters: String, isWhole: Bool) -> [Unicode.Scalar] {
        let key = Array(letters.utf8) + (isWhole ? [UInt8.tab] : [])
        var scalars: [Unicode.Scalar] = []
        key.withUnsafeBufferPointer { key in
            let bytes = lines.bytes
            var start = lines.lowerBound(of: key)
            while lines.line(at: start, beginsWith: key) {
                let end = lines.endOfLine(from: start)
                let line = String(decoding: bytes[start..<end], as: UTF8.self)
                scalars += line.unicodeScalars.filter { $0.value > 0x7F }
                start = end + 1
            }
        }
        scalars.sort()
        var unique: [Unicode.Scalar] = []
        unique.reserveCapacity(scalars.count)
        for scalar in scalars where scalar != unique.last {
            unique.append(scalar)
        }
        return unique
    }
}
