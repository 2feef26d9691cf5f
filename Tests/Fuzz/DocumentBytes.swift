import Glibc
import KBDocuments
import TestSupport

/// Makes documents: real ones, written ones and random ones, in several encodings, damaged in several ways.
struct DocumentBytes {
    private let real: [(bytes: [UInt8], format: DocumentFormat?)]
    private let entries: [Entry]

    init() throws {
        real = try Material.documents()
        entries = try Material.entries()
    }

    /// A document, and its format if that is known.
    func bytes(_ random: inout SeededRandom) -> (bytes: [UInt8], format: DocumentFormat?) {
        var format: DocumentFormat?
        var bytes: [UInt8]
        switch random.number(0...9) {
        case 0...3: (bytes, format) = lines(&random)
        case 4...7:
            format = random.pick(DocumentFormat.written)
            bytes = written(&random, as: format ?? .text)
        case 8: bytes = Array(random.pieces(upTo: 60).utf8)
        default: bytes = (0..<random.number(0...300)).map { _ in UInt8(random.number(0...255)) }
        }
        if random.oneIn(4) {
            bytes += random.oneIn(2) ? lines(&random).bytes : written(&random, as: format ?? .text)
        }
        if !random.oneIn(4) { damage(&bytes, &random) }
        // Most documents stay UTF-8, for others are refused at once.
        if !random.oneIn(6) { bytes = Array(String(decoding: bytes, as: UTF8.self).utf8) }
        if random.oneIn(5) { bytes = encoded(bytes, &random) }
        if random.oneIn(10) { damage(&bytes, &random) }
        return (bytes, format)
    }

    /// Some lines of a real document.
    private func lines(_ random: inout SeededRandom) -> (bytes: [UInt8], format: DocumentFormat?) {
        let (document, format) = random.pick(real)
        if random.oneIn(10) { return (document, format) }
        let lines = document.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        // Tables have their header on the first lines.
        let first = random.oneIn(2) ? lines[..<random.number(1...min(3, lines.count))] : []
        return (
            Array((first + random.slice(lines[...], upTo: 12)).joined(separator: [UInt8(ascii: "\n")])),
            format
        )
    }

    /// A document of a few entries, real and random; empty where the format cannot hold them.
    private func written(_ random: inout SeededRandom, as format: DocumentFormat) -> [UInt8] {
        var codes: Set<String> = []
        let some = (0..<random.number(1...6)).map { _ in
            random.oneIn(2) ? random.pick(entries) : entry(&random)
        }.filter { codes.insert($0.code).inserted }
        let text = try? DocumentWriter.write(some, as: format)
        return Array((text ?? "").utf8)
    }

    private func entry(_ random: inout SeededRandom) -> Entry {
        let known = random.pick(entries)
        func text(_ text: String) -> String {
            let text = random.oneIn(2) ? random.mutated(text) : random.pieces(upTo: 8)
            return text.split { $0.isWhitespace }.joined(separator: " ")
        }
        return Entry(
            code: random.oneIn(3) ? "E\(random.number(0...99))" : known.code, name: text(known.name),
            qualifier: random.oneIn(5) ? text("WebDAV") : nil, description: text(known.description), line: 1)
    }

    func damage(_ bytes: inout [UInt8], _ random: inout SeededRandom) {
        for _ in 0..<random.number(1...4) where !bytes.isEmpty {
            let place = random.number(0...bytes.count - 1)
            switch random.number(0...9) {
            case 0: bytes.remove(at: place)
            case 1: bytes[place] = UInt8(random.number(0...255))
            case 2: bytes[place] ^= 1 << UInt8(random.number(0...7))
            case 3: bytes.insert(contentsOf: random.pick(SeededRandom.pieces).utf8, at: place)
            case 4: bytes.removeSubrange(place..<min(bytes.count, place + random.number(1...40)))
            case 5: bytes.insert(contentsOf: random.slice(bytes[...], upTo: 80), at: place)
            case 6: bytes.removeLast(bytes.count - place)
            case 7:
                let mark = random.pick([
                    "\0", "\n\n", "\r\n \r\n", "\"", "|", ",", "\t", "{", "[", "}", "]", "*a", "&a ", "<<: ",
                    "- ", "|-|\n",
                    "```\n", "# ", "/*", "*/", "//", "const (\n", "enum X {", "(", "-", "`",
                ])
                bytes.insert(contentsOf: mark.utf8, at: place)
            case 8:
                let end: [UInt8] = random.oneIn(2) ? [13, 10] : [13]
                bytes = Array(
                    bytes.split(separator: 10, omittingEmptySubsequences: false).joined(separator: end))
            default:
                guard random.oneIn(20) else { continue }
                let much = random.repeated(
                    random.pieces(upTo: 2), bytes: random.pick([1_000, 70_000, 200_000]))
                bytes.insert(contentsOf: much.utf8, at: place)
            }
        }
    }

    /// The same text in another encoding.
    private func encoded(_ bytes: [UInt8], _ random: inout SeededRandom) -> [UInt8] {
        let text = String(decoding: bytes, as: UTF8.self)
        switch random.number(0...3) {
        case 0: return [0xEF, 0xBB, 0xBF] + bytes
        case 1: return [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        case 2: return [0xFE, 0xFF] + text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        default: return Self.gb18030(Array(text.utf8))
        }
    }

    /// UTF-8 as GB 18030, which has every character, by the system's iconv.
    private static func gb18030(_ bytes: [UInt8]) -> [UInt8] {
        guard let converter = iconv_open("GB18030", "UTF-8"), Int(bitPattern: converter) != -1 else {
            return bytes
        }
        defer { iconv_close(converter) }
        var source = bytes.map { CChar(bitPattern: $0) }
        var target = [CChar](repeating: 0, count: bytes.count * 4 + 8)
        var left = (source.count, target.count)
        source.withUnsafeMutableBufferPointer { from in
            target.withUnsafeMutableBufferPointer { to in
                var (start, end) = (from.baseAddress, to.baseAddress)
                _ = iconv(converter, &start, &left.0, &end, &left.1)
            }
        }
        return target.dropLast(left.1).map { UInt8(bitPattern: $0) }
    }
}
