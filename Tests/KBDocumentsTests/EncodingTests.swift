import Foundation
import TestSupport
import Testing

@testable import KBDocuments

@Suite("Encodings")
struct EncodingTests {
    @Test("tells the line, column and byte of what is not UTF-8, and of a NUL")
    func faults() {
        let bytes = Array("1 a 一\n\n2 b 二\n三".utf8) + [0xFF] + Array("\n四\0\n\n3 c\n\n4\n".utf8)
        let found = diagnostics(bytes)
        #expect(
            found == [
                Diagnostic(line: 4, column: 2, kind: .invalidUTF8(byteOffset: 20, byte: 0xFF)),
                Diagnostic(line: 5, column: 2, kind: .nul(byteOffset: 25)),
                Diagnostic(line: 9, kind: .missingName(code: "4")),
            ])
    }

    @Test("tells them in every format")
    func everyFormat() {
        for format in DocumentFormat.written {
            let found = diagnostics([0x31, 0x0A, 0x32, 0xC0, 0x80], format: format)
            #expect(
                found.contains(Diagnostic(line: 2, column: 2, kind: .invalidUTF8(byteOffset: 3, byte: 0xC0))))
        }
    }

    @Test("agrees with the standard library on what is UTF-8")
    func agreement() {
        for seed in 0..<400 {
            var random = SeededRandom(seed: UInt64(seed))
            var bytes = Array("1 a 一é𠮷\u{10FFFF}\u{800}\u{D7FF}\u{E000}".utf8)
            for _ in 0..<Int.random(in: 0...2, using: &random) {
                let edge: [UInt8] = [
                    0x80, 0xBF, 0xC0, 0xC1, 0xC2, 0xE0, 0xED, 0x9F, 0xA0, 0xF0, 0x8F, 0x90, 0xF4, 0xF5,
                ]
                bytes[Int.random(in: 4..<bytes.count, using: &random)] = random.pick(edge)
            }
            let isValid = String(validating: bytes, as: UTF8.self) != nil
            let hasFault = diagnostics(bytes, format: .text).contains {
                if case .invalidUTF8 = $0.kind { true } else { false }
            }
            #expect(isValid != hasFault, "seed \(seed): \(bytes)")
        }
    }

    @Test("does not take damaged UTF-8 for GB18030")
    func damagedUTF8() throws {
        for seed in 0..<100 {
            var random = SeededRandom(seed: UInt64(seed))
            var bytes = Array(try Fixture.seed())
            for _ in 0...Int.random(in: 0..<20, using: &random) {
                let index = Int.random(in: 0..<bytes.count, using: &random)
                if random.oneIn(2) {
                    bytes.remove(at: index)
                } else {
                    bytes[index] = .random(in: 0x80...0xFF, using: &random)
                }
            }
            let document = try? DocumentReader.read(bytes)
            #expect(document?.convertedFrom == nil, "seed \(seed)")
        }
    }

    @Test("does not take Latin-1 for GB18030")
    func latin1() {
        let bytes: [UInt8] =
            Array("404 Not Found La page demand".utf8) + [0xE9, 0x65] + Array(" n'existe pas".utf8)
        #expect(diagnostics(bytes).map(\.kind) == [.invalidUTF8(byteOffset: 28, byte: 0xE9)])
    }

    @Test("tells where UTF-16 breaks, and that UTF-32 is not read")
    func wideEncodings() {
        let text = "\u{FEFF}1 a\n\n2 b\n".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        #expect(
            diagnostics(text + [0x00, 0xD8, 0x41, 0x00]) == [
                Diagnostic(line: 4, kind: .undecodable(.utf16LittleEndian, byteOffset: 20))
            ])
        #expect(
            diagnostics(text + [0x41]) == [
                Diagnostic(line: 4, kind: .undecodable(.utf16LittleEndian, byteOffset: 20))
            ])
        #expect(
            diagnostics([0xFF, 0xFE, 0, 0, 0x31, 0, 0, 0]).map(\.kind) == [.unsupportedEncoding("UTF-32")])
        #expect(diagnostics([0xFF, 0xFE]).map(\.kind) == [.empty])
    }

    @Test("reads every character of GB18030 as Python does, but those that have numbers of their own since")
    func wholeGB18030() throws {
        let python = try Python(
            """
            import sys
            def every():
                trails = [t for t in range(0x40, 0xFF) if t != 0x7F]
                for lead in range(0x81, 0xFF):
                    for trail in trails: yield bytes([lead, trail])
                for place in range(126 * 12600):
                    yield bytes([0x81 + place // 12600, 0x30 + place // 1260 % 10,
                                 0x81 + place // 10 % 126, 0x30 + place % 10])
            for code in every():
                try: text = "%X" % ord(code.decode("gb18030"))
                except UnicodeDecodeError: text = "-"
                sys.stdout.write(code.hex() + " " + text + "\\n")
            """)
        let since2000 = [
            "a6d9", "a6da", "a6db", "a6dc", "a6dd", "a6de", "a6df", "a6ec", "a6ed", "a6f3", "a8bc", "fe51",
            "fe52",
            "fe53", "fe59", "fe61", "fe66", "fe67", "fe6c", "fe6d", "fe76", "fe7e", "fe90", "fe91", "fea0",
            "8135f437",
        ]
        var different: [String] = []
        var count = 0
        for line in python.output.split(separator: "\n") {
            let code = line.prefix { $0 != " " }
            let bytes = stride(from: 0, to: code.count, by: 2).compactMap {
                UInt8(code.dropFirst($0).prefix(2), radix: 16)
            }
            let text = bytes.withUnsafeBytes(GB18030.utf8).map { String(decoding: $0, as: UTF8.self) }
            let scalar = text?.unicodeScalars.first.map { String($0.value, radix: 16, uppercase: true) }
            if scalar ?? "-" != line.dropFirst(code.count + 1) { different.append(String(code)) }
            count += 1
        }
        #expect(count == 23_940 + 1_587_600)
        #expect(different == since2000)
    }

    @Test(
        "bytes that are no GB18030 are none",
        arguments: [
            [0x80], [0xFF], [0x81], [0x81, 0x20], [0x81, 0x7F], [0x81, 0x30, 0x81], [0x84, 0x31, 0xA5, 0x30],
            [0xE3, 0x32, 0x9A, 0x36], [0xFE, 0x39, 0xFE, 0x39],
        ] as [[UInt8]])
    func noGB18030(bytes: [UInt8]) {
        #expect(bytes.withUnsafeBytes(GB18030.utf8) == nil)
        #expect((Array("a".utf8) + bytes).withUnsafeBytes(GB18030.utf8) == nil)
    }

    @Test("reads UTF-16 of either order, pairs of surrogates too")
    func utf16() throws {
        let text = "\u{FEFF}1 a 锁定𠮷\u{FFFF}\u{10FFFF}"
        let little = text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        let big = text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        for (bytes, encoding) in [(little, SourceEncoding.utf16LittleEndian), (big, .utf16BigEndian)] {
            let document = try DocumentReader.read(bytes)
            #expect(document.convertedFrom == encoding)
            #expect(document.entries.map(\.description) == ["锁定𠮷\u{FFFF}\u{10FFFF}"])
        }
        #expect(
            diagnostics(big + [0xDC, 0x00]) == [
                Diagnostic(line: 1, kind: .undecodable(.utf16BigEndian, byteOffset: big.count))
            ])
    }

    @Test("converts GB18030 tables as well")
    func gb18030Table() throws {
        // 代码,名称,说明 / 1,锁定,正在访问的资源被锁定
        let bytes: [UInt8] = [
            0xB4, 0xFA, 0xC2, 0xEB, 0x2C, 0xC3, 0xFB, 0xB3, 0xC6, 0x2C, 0xCB, 0xB5, 0xC3, 0xF7, 0x0A, 0x31,
            0x2C,
            0xCB, 0xF8, 0xB6, 0xA8, 0x2C, 0xD7, 0xCA, 0xD4, 0xB4, 0x0A,
        ]
        let document = try DocumentReader.read(bytes)
        #expect(document.format == .csv)
        #expect(document.entries == [Entry(code: "1", name: "锁定", description: "资源", line: 2)])
    }

    @Test("finds a NUL in a converted document of any format", arguments: DocumentFormat.written)
    func convertedNUL(format: DocumentFormat) {
        let text = "\u{FEFF}{\n\0".utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        let nul = Diagnostic(line: 2, column: 1, kind: .nul(byteOffset: 2))
        #expect(diagnostics(text, format: format).contains(nul))
    }

    @Test("tells its progress, and splits no character by it")
    func progress() throws {
        let text = String(repeating: "锁", count: 3_000_001)
        var marks: [Int] = []
        var document = "1 a \(text)\n\n2 b c"
        let summary = try document.withUTF8 { bytes in
            try DocumentReader.forEachEntry(
                in: UnsafeRawBufferPointer(bytes), progress: { marks.append($0) }, { _ in })
        }
        #expect(summary.entryCount == 2)
        // Its encoding, the shape of the text, its entries.
        #expect(marks.count == 5 && marks.last == 9_000_009)
    }
}
