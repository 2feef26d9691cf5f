import KBDocuments
import Testing

@Suite("The seed document")
struct SeedTests {
    let document: Document

    init() throws {
        document = try DocumentReader.read(Fixture.seed())
    }

    @Test("has 63 entries in five classes, read as plain text")
    func counts() {
        #expect(document.entries.count == 63)
        #expect(document.format == .text)
        #expect(document.convertedFrom == nil)
        let classes = Dictionary(grouping: document.entries) { $0.code.prefix(1) }.mapValues(\.count)
        #expect(classes == ["1": 4, "2": 10, "3": 9, "4": 29, "5": 11])
    }

    @Test(
        "parts names, qualifiers and descriptions",
        arguments: [
            ("103", "Early Hints", nil, "此状态代码主要用于与Link 链接头"),
            ("207", "Multi-Status", "WebDAV", "由WebDAV(RFC 2518)扩展"),
            ("208", "Already Reported", "WebDAV", "在 DAV 里面使用: propstat"),
            ("226", "IM Used", "HTTP Delta encoding", "服务器已经完成"),
            ("306", "unused", nil, "在最新版的规范中，306"),
            ("418", "I'm a teapot", nil, "服务器拒绝尝试用 “茶壶冲泡咖啡”。"),
        ] as [(String, String, String?, String)])
    func parts(code: String, name: String, qualifier: String?, start: String) throws {
        let entry = try #require(document.entry(code))
        #expect(entry.name == name)
        #expect(entry.qualifier == qualifier)
        #expect(entry.description.hasPrefix(start))
    }

    @Test("keeps every character but white space, in order, and knows the lines")
    func nothingIsDropped() throws {
        let lines = String(decoding: try Fixture.seed(), as: UTF8.self).split(
            separator: "\n", omittingEmptySubsequences: false)
        for entry in document.entries {
            let qualifier = entry.qualifier.map { "(\($0))" } ?? ""
            let read = entry.code + entry.name + qualifier + entry.description
            #expect(lines[entry.line - 1].filter { $0 != " " } == read.filter { $0 != " " })
            #expect(lines[entry.line - 1].hasSuffix(entry.description))
        }
    }

    @Test("gives the same entries with other line ends, a byte-order mark, and in other encodings")
    func encodings() throws {
        let text = String(decoding: try Fixture.seed(), as: UTF8.self)
        for end in ["\r\n", "\r"] {
            let bytes = text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: end)
            #expect(try DocumentReader.read(("\u{FEFF}" + bytes).utf8).entries == document.entries)
        }
        let gb = try DocumentReader.read(Fixture.bytes("codes-gb18030.txt"))
        #expect(gb.entries == document.entries)
        #expect(gb.convertedFrom == .gb18030)
        let little = ("\u{FEFF}" + text).utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        #expect(try DocumentReader.read(little).convertedFrom == .utf16LittleEndian)
        #expect(try DocumentReader.read(little).entries == document.entries)
        let big = ("\u{FEFF}" + text).utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        #expect(try DocumentReader.read(big).convertedFrom == .utf16BigEndian)
        #expect(try DocumentReader.read(big).entries == document.entries)
    }
}
