import KBFile
import TestSupport
import Testing

@testable import KBCore

@Suite("see also")
struct CodeLinkTests {
    private func mentions(_ text: String) -> [String] {
        var text = text
        var found: [String] = []
        text.withUTF8 { bytes in
            CodeMentions.forEach(in: UnsafeRawBufferPointer(bytes)) {
                found.append(($0.book.map { $0 + ":" } ?? "") + $0.code)
            }
        }
        return found
    }

    @Test(
        "numbers of other things are no codes",
        arguments: [
            ("与 401 响应不同，也可返回404。", "401 404"), ("由WebDAV(RFC 2518)扩展，见 RFC-2518", "RFC RFC-2518"),
            ("端口 8080，等 500 毫秒、100 个", ""),
            ("support 404, see http:502 and ENOENT.", "404 http:502 ENOENT"), ("约 300%，2026 年", ""),
            ("E1001/E1002、ACQ.TRADE_X", "E1001 E1002 ACQ.TRADE_X"),
            ("1.5 or 10.0.0.1", "1.5 10.0.0.1"), ("…-104：", "-104"), ("a 404", "404"),
        ])
    func words(text: String, expected: String) {
        #expect(mentions(text).joined(separator: " ") == expected)
    }

    @Test("the seed's codes name one another, in both directions")
    func seed() throws {
        let place = try TemporaryPlace()
        let store = try place.store()
        try Importer(store).apply(
            try .text(
                "401 Unauthorized 未认证。\n\n403 Forbidden 与 401 响应不同，或返回 404。\n\n404 Not Found 见 RFC 403。\n"),
            book: "http")
        func seeAlso(_ code: String) throws -> [String] {
            try store.read { db in
                try CodeLinks.seeAlso(db, CodeReference(book: "http", code: code)).map(\.reference.code)
            }
        }
        #expect(try seeAlso("403") == ["401", "404"])
        #expect(try seeAlso("401") == ["403"] && seeAlso("404") == ["403"])
        let plain = try PlainSQLite(place.path())
        #expect(
            try plain.value("SELECT group_concat(also_code) FROM see_also WHERE code = '403'") == "401,404")
        // A text that changes, and a code that comes later.
        try Importer(store).apply(
            try .text("401 Unauthorized 未认证，见 407。\n\n403 Forbidden 禁止。\n\n404 Not Found 见 RFC 403。\n"),
            book: "http")
        #expect(try seeAlso("403").isEmpty && seeAlso("401").isEmpty)
        try Importer(store).apply(
            try .text(
                "401 Unauthorized 未认证，见 407。\n\n403 Forbidden 禁止。\n\n404 Not Found 见 RFC 403。\n\n407 Proxy 代理。\n"
            ),
            book: "http")
        #expect(try seeAlso("407") == ["401"])
    }
}
