import KBDocuments
import Testing

@testable import KBPresentation

@Suite("The wording of errors")
struct DiagnosticTextTests {
    private static let kinds: [Diagnostic.Kind] = [
        .empty, .invalidUTF8(byteOffset: 7, byte: 0xF), .undecodable(.utf16BigEndian, byteOffset: 2),
        .unsupportedEncoding("UTF-32"), .nul(byteOffset: 3), .nul(byteOffset: nil),
        .missingCode(found: "x\ny"),
        .invalidCode("a b", .whiteSpace), .invalidCode("", .empty), .invalidCode("x", .tooLong(scalars: 99)),
        .invalidCode("x", .hanCharacter), .invalidCode("x", .noLetterOrDigit),
        .invalidCode("x", .invisibleCharacter("\u{7}")), .missingName(code: "404"),
        .duplicateCode(code: "404", firstLine: 3), .missingColumn(.name, header: ["a"]),
        .unknownColumn("x", header: []), .duplicateColumn("x"), .raggedRow(fields: 1, expected: 2),
        .unclosedQuote,
        .misplacedQuote, .missingTable, .invalidJSON(expected: .colon, found: nil),
        .wrongJSONType(key: nil, found: .null), .wrongJSONType(key: "name", found: .object),
        .codeInEntry(code: "2", of: "1"), .foreign(.spreadsheet), .foreign(.database(application: 0)),
        .foreign(.log), .foreign(.settings),
        .unrepresentable(code: "1", format: .text, .hanInName),
        .unrepresentable(code: "1", format: .text, .hasFields),
        .unrepresentable(code: "1", format: .text, .codeInDescription),
        .unrepresentable(code: "1", format: .csv, .fieldNamedAsColumn("Name")),
        .unrepresentable(code: "1", format: .csv, .notNormalField(" x")),
        .unrepresentable(code: "1", format: .csv, .tooManyFields(501)),
        .unrepresentable(code: "1", format: .csv, .notNormal(.name)),
    ]

    @Test("is one line in lower case that says what was expected, in either language", arguments: kinds)
    func shape(kind: Diagnostic.Kind) {
        let diagnostic = Diagnostic(line: 1, kind: kind)
        let english = diagnostic.text
        #expect(english.contains("expected"))
        #expect(english.first?.isUppercase == false)
        #expect(!english.hasSuffix(".") && !english.contains("\n") && !english.contains("Optional"))
        let chinese = Language.$current.withValue(.zh) { diagnostic.text }
        #expect(chinese.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) })
        #expect(!chinese.hasSuffix("。") && !chinese.contains("\n") && chinese != english)
    }

    @Test("names the thing in quotes")
    func samples() {
        let duplicate = Diagnostic(line: 9, kind: .duplicateCode(code: "404", firstLine: 3))
        #expect(duplicate.text == "duplicate code '404', already on line 3; expected each code once")
        #expect(Language.$current.withValue(.zh) { duplicate.text } == "代码“404”重复，已见于第 3 行；每个代码只应出现一次")
        let long = Diagnostic(line: 1, kind: .missingCode(found: String(repeating: "长", count: 100)))
        #expect(long.text.contains("'\(String(repeating: "长", count: 40))…'"))
    }
}
