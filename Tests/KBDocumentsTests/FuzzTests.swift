import Foundation
import KBDocuments
import TestSupport
import Testing

@Suite("Malformed documents")
struct FuzzTests {
    @Test("random bytes give entries or errors in line order, never a crash")
    func randomBytes() {
        for seed in 0..<600 {
            var random = SeededRandom(seed: UInt64(seed))
            let likely =
                Array("0aé \t\r\n\n\n|,\"\\{}[]:-()（）请“`<\0".utf8) + [
                    0x80, 0xC3, 0xE8, 0xFF, 0xFE, 0xEF, 0xBB, 0xBF,
                ]
            let count = Int.random(in: 0..<200, using: &random)
            let bytes = (0..<count).map { _ in
                random.oneIn(8) ? UInt8.random(in: 0...255, using: &random) : random.pick(likely)
            }
            for format in [nil] + DocumentFormat.allCases.map(Optional.some) {
                check(bytes, format, "seed \(seed)")
            }
        }
    }

    @Test("mutations of the seed lose no paragraph")
    func mutatedSeed() throws {
        for seed in 0..<300 {
            var random = SeededRandom(seed: UInt64(seed))
            var bytes = Array(try Fixture.seed())
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                let start = Int.random(in: 0..<bytes.count, using: &random)
                let end = min(bytes.count, start + Int.random(in: 0..<40, using: &random))
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes.removeSubrange(start..<end)
                case 1:
                    bytes.insert(
                        contentsOf: random.pick(["\n\n", "\r\n \r\n", " ", "\n", "（", "(", "12"]).utf8,
                        at: start)
                case 2: bytes.insert(contentsOf: bytes[start..<end], at: end)
                default: bytes[start] = .random(in: 0...127, using: &random)
                }
            }
            check(bytes, .text, "seed \(seed)")
        }
    }

    @Test("mutated documents of the other formats never crash", arguments: DocumentFormat.allCases)
    func mutatedFormats(format: DocumentFormat) {
        for seed in 0..<60 {
            var random = SeededRandom(seed: UInt64(seed))
            let entries = random.entries(upTo: 8)
            guard let text = try? DocumentWriter.write(entries, as: format) else { continue }
            var bytes = Array(text.utf8)
            for _ in 0..<Int.random(in: 1...4, using: &random) where !bytes.isEmpty {
                let index = Int.random(in: 0..<bytes.count, using: &random)
                if random.oneIn(2) {
                    bytes.remove(at: index)
                } else {
                    bytes[index] = random.pick(Array("\"\n|\\,:{}x".utf8))
                }
            }
            check(bytes, format, "seed \(seed)")
            check(bytes, nil, "seed \(seed)")
        }
    }

    private func check(_ bytes: [UInt8], _ format: DocumentFormat?, _ comment: Comment) {
        let document: Document
        do {
            document = try DocumentReader.read(bytes, format: format)
        } catch {
            #expect(!error.diagnostics.isEmpty, comment)
            #expect(error.diagnostics.map(\.line) == error.diagnostics.map(\.line).sorted(), comment)
            #expect(error.diagnostics.allSatisfy { $0.line > 0 }, comment)
            return
        }
        #expect(Set(document.entries.map(\.code)).count == document.entries.count, comment)
        if document.format == .text, document.convertedFrom == nil {
            accountForParagraphs(bytes, document, comment)
        }
    }

    /// Compares entries with the paragraphs of the document, found in another, slower way.
    private func accountForParagraphs(_ bytes: [UInt8], _ document: Document, _ comment: Comment) {
        let scalars = String(decoding: bytes, as: UTF8.self).unicodeScalars.drop { $0 == "\u{FEFF}" }
        var lines: [[Unicode.Scalar]] = [[]]
        var previous: Unicode.Scalar = "x"
        for scalar in scalars {
            if scalar == "\n" || scalar == "\r" {
                if scalar == "\r" || previous != "\r" { lines.append([]) }
            } else {
                lines[lines.count - 1].append(scalar)
            }
            previous = scalar
        }
        var paragraphs: [(line: Int, text: [Unicode.Scalar])] = []
        var isInParagraph = false
        for (index, line) in lines.enumerated() {
            let text = line.filter { !$0.properties.isWhitespace }
            if !text.isEmpty, isInParagraph {
                paragraphs[paragraphs.count - 1].text += text
            } else if !text.isEmpty {
                paragraphs.append((index + 1, text))
            }
            isInParagraph = !text.isEmpty
        }
        let brackets: [Unicode.Scalar] = ["(", ")", "（", "）"]
        let read = document.entries.map { entry in
            (entry.code + entry.name + (entry.qualifier ?? "") + entry.description).unicodeScalars
                .filter { !$0.properties.isWhitespace && !brackets.contains($0) }
        }
        #expect(document.entries.map(\.line) == paragraphs.map(\.line), comment)
        #expect(read.map(Array.init) == paragraphs.map { $0.text.filter { !brackets.contains($0) } }, comment)
    }
}
