import Foundation
import KBPresentation
import KBText
import Testing

@Suite("annotated words in kb show")
struct AnnotationMarksTests {
    private let program: Program

    init() throws {
        program = try Program.seeded()
        for (quote, text) in [
            ("410状态码", "us: 404 only"), ("Found", "not 410"), ("状态码来告知", "overlaps"),
        ] {
            let run = try program.run("annotate", "404", quote, text)
            try #require(run.status == 0, "\(run.errors)")
        }
    }

    private func show(_ options: String..., environment: [String: String] = [:]) throws -> String {
        try program.run(
            ["show", "404"] + options, environment: ["KB_LANG": "zh"].merging(environment) { $1 }
        ).output
    }

    @Test("passages are numbered as they stand, between brackets, and so are their notes")
    func plain() throws {
        let page = try show()
        #expect(page.hasPrefix("404 Not [Found][1]  [http]\n"), "\(page)")
        let flat = page.replacing("\n    ", with: "")
        #expect(flat.contains("应当使用[410[状态码][2]来告知][3]"), "\(page)")
        for (number, quote, text) in [
            (1, "Found", "not 410"), (2, "410状态码", "us: 404 only"), (3, "状态码来告知", "overlaps"),
        ] { #expect(page.contains("✎ [\(number)] 「\(quote)」\n      \(text)\n"), "\(page)") }
    }

    @Test("in colour they have a colour, and brackets only for their numbers")
    func colored() throws {
        let page = try show("--color", "always")
        #expect(page.contains("Not \u{1B}[35mFound\u{1B}[0m\u{1B}[2m[1]\u{1B}[0m"), "\(page)")
        #expect(page.contains("\u{1B}[35m410\u{1B}[0m") && !page.contains("[Found"))
    }

    @Test("lines stay within 40 columns, and a reader of English sees the text that is annotated")
    func narrow() throws {
        for language in ["zh", "en"] {
            for line in try show(environment: ["COLUMNS": "40", "KB_LANG": language]).split(separator: "\n") {
                #expect(DisplayWidth.of(line) <= 40, "\(line)")
            }
        }
        try program.run("import", "http")
        #expect(
            try show(environment: ["KB_LANG": "en"]).replacing("\n    ", with: "").contains("[状态码][2]来告知"))
    }

    @Test(
        "an annotation that lost its passage, or that another tool wrote without a place, is shown as far as it can be"
    )
    func places() throws {
        try program.execute(
            """
            UPDATE notes SET anchor = 'orphaned' WHERE exact = 'Found';
            UPDATE notes SET "start" = NULL, "end" = NULL WHERE exact = '410状态码';
            UPDATE notes SET "start" = 0, "end" = 999999 WHERE exact = '状态码来告知';
            """)
        let page = try show()
        #expect(page.hasPrefix("404 Not Found  [http]\n"))
        #expect(page.replacing("\n    ", with: "").contains("[410[状态码][1]来告知][2]"), "\(page)")
        #expect(page.contains("✎ 「Found」（原文已变）"))
    }
}
