/// Phrases and what to write for them: lines of `phrase TAB form TAB form…`, phrases of two characters or more.
struct PhraseTable: Sendable {
    private let lines: SortedLines
    /// Tells at most places of a long text that no phrase begins there; for a short one it is not worth making.
    let beginnings: OnDemand<Beginnings>

    init(_ text: StaticString) {
        let lines = SortedLines(text)
        self.lines = lines
        beginnings = OnDemand { Beginnings(lines) }
    }

    /// One bit for the low 16 bits of each scalar that a phrase begins with.
    struct Beginnings: Sendable {
        private var bits = [UInt64](repeating: 0, count: 1024)

        init(_ lines: SortedLines) {
            let bytes = lines.bytes
            var start = 0
            while start < bytes.count {
                let low = Int(bytes.scalar(at: start).value & 0xFFFF)
                bits[low >> 6] |= 1 << UInt64(low & 63)
                start = lines.endOfLine(from: start) + 1
            }
        }

        func mayBegin(with value: UInt32) -> Bool {
            let low = Int(value & 0xFFFF)
            return bits[low >> 6] & (1 << UInt64(low & 63)) != 0
        }
    }

    /// A phrase found in a text: its length there, and its forms in the table, in bytes.
    struct Match {
        var length: Int
        var forms: Range<Int>
    }

    /// Finds the longest phrase that begins at `position` of `text`.
    ///
    /// Unless `isTraditional`, the phrases marked as valid in traditional text only are left out.
    func longestMatch(
        in text: UnsafeBufferPointer<UInt8>, at position: Int, isTraditional: Bool, _ beginnings: Beginnings?
    ) -> Match? {
        let first = text.scalar(at: position)
        // No phrase begins with anything before the Han characters.
        guard first.value >= 0x2E80, beginnings?.mayBegin(with: first.value) ?? true else { return nil }
        let second = position + first.length
        guard second < text.count else { return nil }
        let prefixEnd = second + text.scalar(at: second).length

        let prefix = UnsafeBufferPointer(rebasing: text[position..<prefixEnd])
        let bytes = lines.bytes
        var start = lines.lowerBound(of: prefix)
        var longest: Match?
        while lines.line(at: start, beginsWith: prefix) {
            let end = lines.endOfLine(from: start)
            var keyEnd = start + prefix.count
            var place = prefixEnd
            while bytes[keyEnd] != UInt8.tab && place < text.count && bytes[keyEnd] == text[place] {
                keyEnd += 1
                place += 1
            }
            // Sorted lines: a later match is a longer one.
            if bytes[keyEnd] == UInt8.tab && (isTraditional || !isMarked(end)) {
                longest = Match(length: place - position, forms: keyEnd + 1..<end)
            }
            start = end + 1
        }
        return longest
    }

    /// Tells whether the line that ends at `end` is marked as valid in traditional text only.
    private func isMarked(_ end: Int) -> Bool {
        let bytes = lines.bytes
        return bytes[end - 1] == UInt8(ascii: "t") && bytes[end - 2] == UInt8.tab
    }

    /// The form number `choice` of a match, the last one when there are fewer.
    func form(_ choice: Int, of match: Match) -> Slice<UnsafeBufferPointer<UInt8>> {
        let forms = lines.bytes[match.forms].split(separator: UInt8.tab)
        return forms[min(choice, forms.count - 1)]
    }
}

/// Single characters and what to write for them: lines of a character and its form.
struct CharacterTable: Sendable {
    private let lines: SortedLines
    /// For long texts; see ``PhraseTable/beginnings``.
    let decoded: OnDemand<Decoded>

    init(_ text: StaticString) {
        let lines = SortedLines(text)
        self.lines = lines
        decoded = OnDemand { Decoded(lines) }
    }

    /// What to write for a character; nil where it stays.
    func form(of value: UInt32) -> UInt32? {
        guard value >= Decoded.base, let scalar = Unicode.Scalar(value) else { return nil }
        return withUTF8(of: scalar) { key in
            let start = lines.lowerBound(of: key)
            return lines.line(at: start, beginsWith: key)
                ? lines.bytes.scalar(at: start + key.count).value : nil
        }
    }

    /// The table as an array, for U+3400…9FFF, where nearly all characters lie.
    struct Decoded: Sendable {
        static let base: UInt32 = 0x3400
        /// Zero where a character stays.
        private var forms: [UInt32]
        private var otherForms: [UInt32: UInt32] = [:]

        init(_ lines: SortedLines) {
            forms = [UInt32](repeating: 0, count: Int(0xA000 - Self.base))
            let bytes = lines.bytes
            var position = 0
            while position < bytes.count {
                let key = bytes.scalar(at: position)
                let form = bytes.scalar(at: position + key.length)
                if key.value >= Self.base && key.value < 0xA000 {
                    forms[Int(key.value - Self.base)] = form.value
                } else {
                    otherForms[key.value] = form.value
                }
                position += key.length + form.length + 1
            }
        }

        func form(of value: UInt32) -> UInt32? {
            if value >= Self.base && value < 0xA000 {
                let form = forms[Int(value - Self.base)]
                return form == 0 ? nil : form
            }
            return value < Self.base ? nil : otherForms[value]
        }
    }
}

/// Rewrites text: at each place the longest phrase of any table, else the character.
struct PhraseConverter: Sendable {
    let phrases: [PhraseTable]
    let characters: CharacterTable

    /// For texts of more bytes the tables are decoded at once; for shorter ones when there were many.
    private static let shortText = 300

    /// Returns the rewritten text, `text` itself when nothing changes.
    ///
    /// Of a phrase that has several forms, number `choice` is written, counted from 0. For `isTraditional` see
    /// ``PhraseTable/longestMatch(in:at:isTraditional:)``.
    func convert(_ text: String, choice: Int = 0, isTraditional: Bool = true) -> String {
        var text = text
        let converted: String? = text.withUTF8 { input in
            let isLong = input.count > Self.shortText
            let beginnings = phrases.map { isLong ? $0.beginnings.value : $0.beginnings.ifWorthwhile }
            let decoded = isLong ? characters.decoded.value : characters.decoded.ifWorthwhile
            var output: [UInt8] = []
            var isChanged = false
            // Everything before `pending` is written.
            var pending = 0
            var position = 0
            while position < input.count {
                // ASCII stays, and begins no phrase.
                if input[position] < 0x80 {
                    position += 1
                    continue
                }
                if let (table, match) = longestMatch(
                    in: input, at: position, isTraditional: isTraditional, beginnings)
                {
                    output.append(contentsOf: input[pending..<position])
                    output.append(contentsOf: table.form(choice, of: match))
                    isChanged = true
                    position += match.length
                    pending = position
                    continue
                }
                let scalar = input.scalar(at: position)
                let form = decoded.map { $0.form(of: scalar.value) } ?? characters.form(of: scalar.value)
                if let form = form.flatMap(Unicode.Scalar.init) {
                    output.append(contentsOf: input[pending..<position])
                    output.append(contentsOf: UTF8.encode(form) ?? UTF8.encodedReplacementCharacter)
                    isChanged = true
                    pending = position + scalar.length
                }
                position += scalar.length
            }
            guard isChanged else { return nil }
            output.append(contentsOf: input[pending...])
            return String(decoding: output, as: UTF8.self)
        }
        return converted ?? text
    }

    private func longestMatch(
        in input: UnsafeBufferPointer<UInt8>, at position: Int, isTraditional: Bool,
        _ beginnings: [PhraseTable.Beginnings?]
    ) -> (table: PhraseTable, match: PhraseTable.Match)? {
        var longest: (table: PhraseTable, match: PhraseTable.Match)?
        for (number, table) in phrases.enumerated() {
            if let match = table.longestMatch(
                in: input, at: position, isTraditional: isTraditional, beginnings[number]),
                match.length > longest?.match.length ?? 0
            {
                longest = (table, match)
            }
        }
        return longest
    }
}
