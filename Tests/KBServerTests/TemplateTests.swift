import Testing

@testable import KBServer

@Suite("templates")
struct TemplateTests {
    @Test("every template can be read")
    func readable() { #expect(Templates.areReadable) }

    @Test(
        "no template escapes by itself: the library goes by characters, and a quotation mark with an accent is another one",
        arguments: Templates.sources.keys.sorted())
    func escapes(name: String) throws {
        let source = String(decoding: try #require(Templates.sources[name]), as: UTF8.self)
        let tags = source.matches(of: /\{\{\{?[^}]*\}\}\}?/).map { String($0.0) }
        for tag in tags where !tag.hasPrefix("{{{") {
            #expect("#^/>".contains { tag.hasPrefix("{{\($0)") }, "\(name): \(tag)")
        }
    }

    @Test("texts are escaped scalar by scalar, also where an accent follows a sign")
    func accents() {
        // A literal would be markup of the program.
        let (sign, lines) = ("\"\u{301} onfocus=x <\u{301}b>", "a\r\nb'&\0")
        #expect(HTML(sign).text == "&quot;\u{301} onfocus=x &lt;\u{301}b&gt;")
        #expect(HTML(lines).text == "a&#13;\nb&#39;&amp;\u{FFFD}")
        let element: HTML = "<a title=\"\(sign)\">"
        #expect(element.text.utf8.starts(with: "<a title=\"&quot;".utf8))
    }
}
