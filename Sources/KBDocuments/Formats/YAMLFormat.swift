import KBText

/// YAML: what JSON may be, in YAML's notation, see ``YAMLToJSON`` and ``JSONReader``.
struct YAMLFormat: Format {
    // YAML looks no further than 1,024 characters for the colon behind a key.
    private static let longestKey = 1_000

    var fileExtensions: [String] { ["yaml", "yml"] }

    var frame: DocumentFrame { DocumentFrame(empty: "[]\n") }

    /// Many texts are YAML by accident: the extension tells, or the directive, or how kb writes it.
    func isFormat(of beginning: DocumentBeginning) -> Bool {
        let text = beginning.bytes[beginning.first..<beginning.end]
        return text.starts(with: "%YAML".utf8) || text.starts(with: "- {\"code\": ".utf8)
    }

    func read(_ text: DocumentText, into register: EntryRegister, _ body: (Entry) throws -> Void) {
        if WhiteSpace.skip(in: text.bytes, from: text.start, end: text.bytes.count) == text.bytes.count {
            return
        }
        do throws(YAMLFault) {
            let json = try YAMLToJSON.json(of: UnsafeRawBufferPointer(rebasing: text.bytes[text.start...]))
            json.withUnsafeBytes { bytes in
                JSONReader(bytes: bytes, start: 0, mapping: text.mapping).parse(into: register, body)
            }
        } catch {
            register.report(error.kind, line: error.line, column: error.column)
        }
    }

    /// An object of JSON is one of YAML, too, but for some characters that YAML refuses, and keys that it would not know
    /// for such: they are marked.
    func written(_ entry: Entry) throws(UnwritableEntry) -> String {
        var json = entry.jsonText
        for field in entry.fields where field.name.utf8.count > Self.longestKey {
            let key = JSONValue.string(field.name).text(.readable)
            json.replace(key + ": ", with: "? \(key) : ", maxReplacements: 1)
        }
        var text = "- "
        for scalar in Self.withoutSurrogates(json).unicodeScalars {
            switch scalar.value {
            case 0x7F...0x84, 0x86...0x9F, 0xFFFE, 0xFFFF:
                text += "\\u" + String(scalar.value, radix: 16).zeroPadded(to: 4)
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }

    /// A character beyond U+FFFF is one escape in YAML, where JSON has two.
    private static func withoutSurrogates(_ json: String) -> String {
        guard json.utf8.contains(0x5C) else { return json }
        let scalars = Array(json.unicodeScalars)
        var text = String.UnicodeScalarView()
        var index = 0
        while index < scalars.count {
            if scalars[index] != "\\" {
                text.append(scalars[index])
                index += 1
            } else if let value = pair(scalars[index...].prefix(12)) {
                text.append(contentsOf: ("\\U" + String(value, radix: 16).zeroPadded(to: 8)).unicodeScalars)
                index += 12
            } else {
                text.append(contentsOf: scalars[index...].prefix(2))
                index += 2
            }
        }
        return String(text)
    }

    /// The character of two escapes such as `\udb40\udc01`; nil for other text.
    private static func pair(_ text: ArraySlice<Unicode.Scalar>) -> UInt32? {
        func unit(_ part: ArraySlice<Unicode.Scalar>, in range: ClosedRange<UInt32>) -> UInt32? {
            guard part.count == 6, part.starts(with: ["\\", "u"]) else { return nil }
            let value = UInt32(String(scalars: part.dropFirst(2)), radix: 16)
            return value.flatMap { range.contains($0) ? $0 : nil }
        }
        guard let high = unit(text.prefix(6), in: 0xD800...0xDBFF),
            let low = unit(text.dropFirst(6), in: 0xDC00...0xDFFF)
        else { return nil }
        return 0x10000 + (high - 0xD800) << 10 + (low - 0xDC00)
    }
}
