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

    @Test("mutations of the seed lose no text")
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
        if document.format == .text, document.convertedFrom == nil, document.summary.skippedLines == 0 {
            accountForText(bytes, document, comment)
        }
    }

    /// Follows the letters and digits of the document: each is in an entry, in order, and none is in two.
    private func accountForText(_ bytes: [UInt8], _ document: Document, _ comment: Comment) {
        func letters(_ text: String) -> [Unicode.Scalar] {
            text.unicodeScalars.filter { $0.properties.isAlphabetic || $0.properties.numericType != nil }
        }
        var rest = letters(String(decoding: bytes, as: UTF8.self))[...]
        for entry in document.entries {
            let (name, description) = (
                letters(entry.name + (entry.qualifier ?? "")), letters(entry.description)
            )
            var text = letters(entry.code) + name + description
            // A text without a name of its own stays whole, and its beginning is the name.
            if !rest.starts(with: text), description.starts(with: name) {
                text = letters(entry.code) + description
            }
            #expect(rest.starts(with: text), comment)
            rest = rest.dropFirst(text.count)
        }
        #expect(rest.isEmpty, comment)
    }
}
