import Foundation
import KBText
import Testing

@testable import KBCore
@testable import KBPresentation

@Suite("Times for people")
struct TimeTextTests {
    @Test("a time is shown to the minute in the user's time zone, over leap days and centuries")
    func local() {
        let style = Date.ISO8601FormatStyle(includingFractionalSeconds: true)
        let formatter = DateFormatter()
        formatter.locale = Locale(identifier: "en_US_POSIX")
        formatter.dateFormat = "yyyy-MM-dd HH:mm"
        for seconds in stride(from: -8_000_000_000.0, to: 8_000_000_000, by: 123_456_789) {
            let date = Date(timeIntervalSince1970: seconds)
            #expect(TimeText.local(style.format(date)) == formatter.string(from: date))
        }
        for time in ["2000-02-29T23:59:59.999Z", "2024-02-29T00:00:00.000Z", "1900-03-01T00:00:00.000Z"] {
            #expect(TimeText.local(time).count == "2000-02-29 23:59".count)
        }
    }

    @Test(
        "what is no time is printed as it is",
        arguments: [
            "", "2147483647-14-01T00:00:00.000Z", "-2147483648-01-01T00:00:00.000Z",
            "2026-13-01T00:00:00.000Z",
            "9223372036854775807-01-01T00:00", "yesterday", "2026-01-31", "2026-01-31T24:00:00Z", "\u{0}",
            "二〇二六年",
        ])
    func others(time: String) {
        #expect(TimeText.local(time) == NoteText.oneLine(time))
    }

    @Test(
        "a note whose texts are extreme is printed, within its lines",
        arguments: [
            "", String(repeating: "长", count: 1 << 18), "e" + String(repeating: "\u{301}", count: 1 << 18),
            String(repeating: "\n", count: 1 << 12), "\u{0}\u{1B}[2J\u{202E}",
            "2147483647-14-01T00:00:00.000Z",
        ])
    func extremes(text: String) {
        let revision = NoteRevision(
            revision: text, note: text, parents: [text], reference: CodeReference(book: text, code: text),
            body: text,
            tags: [text], author: text,
            anchor: TextQuote(
                field: .name, exact: text, prefix: text, suffix: text, start: .min, end: .max,
                isOrphaned: true),
            isDeleted: false, createdAt: text)
        let lines = NoteText.text(
            of: revision, on: Terminal(isInteractive: false, width: 40, hasColor: false)
        ).split(separator: "\n")
        #expect(!lines.isEmpty)
        #expect(lines.allSatisfy { DisplayWidth.of($0) <= 40 })
    }
}
