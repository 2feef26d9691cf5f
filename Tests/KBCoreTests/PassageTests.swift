import Foundation
import KBDocuments
import TestSupport
import Testing

@testable import KBCore

/// Passages of the books that come with kb, and where they stand in editions of their texts.
@Suite("passages of changed texts")
struct PassageTests {
    private typealias Judged = (kind: String, old: Marked, new: Marked)

    /// A text in which ⟦ and ⟧ mark a passage.
    private struct Marked {
        var text: [Unicode.Scalar] = []
        var passage: Range<Int>?

        init(_ marked: some StringProtocol) {
            var start: Int?
            for scalar in marked.unicodeScalars {
                switch scalar {
                case "⟦": start = text.count
                case "⟧": passage = start.map { $0..<text.count }
                default: text.append(scalar == "⏎" ? "\n" : scalar)
                }
            }
        }
    }

    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()

    /// Lines of a kind of edit, the text before it, and the text after it with the place that a reader would say.
    private static func judged() throws -> [Judged] {
        try String(contentsOf: folder.appendingPathComponent("Fixtures/passages.tsv"), encoding: .utf8)
            .split(separator: "\n").map { line in
                let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
                return (String(fields[0]), Marked(fields[1]), Marked(fields[2]))
            }
    }

    private static func relocated(_ judged: Judged) throws -> Range<Int>? {
        let quote = TextQuote(
            field: .description, text: judged.old.text, range: try #require(judged.old.passage))
        let moved = PassageSearch(from: judged.old.text, to: judged.new.text).relocated(quote)
        guard !moved.isOrphaned, let start = moved.start, let end = moved.end else { return nil }
        #expect(moved.exact == String(judged.new.text[start..<end]))
        return start..<end
    }

    @Test("of 300 passages at least 98 of 100 are in the right place, none in a wrong one, as the table says")
    func judgedSet() throws {
        let names = [
            "reword": "words replaced", "split": "sentence split", "merge": "sentences merged",
            "move": "sentences moved", "delete": "sentence deleted", "insert": "sentences inserted",
            "alike": "one of two alike sentences deleted", "mixed": "several of these",
        ]
        var counts: [String: (right: Int, orphaned: Int)] = [:]
        for judged in try Self.judged() {
            let place = try Self.relocated(judged)
            var count = counts[judged.kind] ?? (0, 0)
            switch (place, judged.new.passage) {
            case (nil, nil): count.right += 1
            case (nil, _?): count.orphaned += 1
            case (let place?, let wanted):
                let both = wanted.map { place.clamped(to: $0).count * 2 } ?? -1
                let isRight = both >= place.count && both >= wanted?.count ?? 0
                if isRight { count.right += 1 }
                #expect(isRight, "\(String(judged.old.text)) → \(String(judged.new.text[place]))")
            }
            counts[judged.kind] = count
        }
        let right = counts.values.reduce(0) { $0 + $1.right }
        #expect(right >= 294)
        let docs = Self.folder.deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("docs/internals.md")
        let text = try String(contentsOf: docs, encoding: .utf8)
        for (kind, count) in counts {
            let row = "| \(try #require(names[kind])) | \(count.right) | 0 | \(count.orphaned) |"
            #expect(text.contains(row), "docs/internals.md says otherwise than \(row)")
        }
    }

    /// A text with a passage in brackets, and where that stands in another.
    private func followed(_ old: String, _ new: String) throws -> String? {
        let marked = Marked(
            old.replacingOccurrences(of: "[", with: "⟦").replacingOccurrences(of: "]", with: "⟧"))
        let text = Marked(new)
        guard let place = try Self.relocated(("", marked, text)) else { return nil }
        return String(text.text[..<place.lowerBound]) + "[" + String(text.text[place]) + "]"
            + String(text.text[place.upperBound...])
    }

    @Test(
        "where one of two alike sentences goes, its note does not move to the other",
        arguments: [
            ("先看日志。服务器[重启后]重试。再看监控。服务器重启后重试。结束。", "先看日志。再看监控。服务器重启后重试。结束。"),
            ("先看日志。服务器重启后重试。再看监控。服务器[重启后]重试。结束。", "先看日志。服务器重启后重试。再看监控。结束。"),
            ("缓存过期后[请重新请求]。网关超时。缓存失效后请重新请求。", "网关超时。缓存失效后请重新请求。"),
            (
                "Retry [after a minute]. See the log. Retry after a minute.",
                "See the log. Retry after a minute."
            ),
        ])
    func alike(old: String, new: String) throws {
        #expect(try followed(old, new) == nil)
    }

    @Test("the note on the other one stays with it")
    func staying() throws {
        #expect(
            try followed("先看日志。服务器重启后重试。再看监控。服务器[重启后]重试。结束。", "先看日志。再看监控。服务器重启后重试。结束。")
                == "先看日志。再看监控。服务器[重启后]重试。结束。")
    }

    @Test("a lost passage is not found again in a sentence that was there all the time")
    func orphaned() throws {
        let old = Array("再看监控。服务器重启后重试。".unicodeScalars)
        let new = Array("再看监控和日志。服务器重启后重试。".unicodeScalars)
        var quote = TextQuote(field: .description, text: old, range: 8..<11)
        quote.isOrphaned = true
        #expect(PassageSearch(from: old, to: new).relocated(quote).isOrphaned)
        let back = Array("服务器重启后重试。再看监控。服务器重启后重试。".unicodeScalars)
        #expect(
            PassageSearch(from: Array("再看监控。".unicodeScalars), to: back).relocated(quote).isOrphaned == false)
    }

    @Test("a plan tells of each annotation what becomes of it, and of a lost one the nearest passage")
    func planned() throws {
        let place = try TemporaryPlace()
        let store = try place.store()
        let importer = Importer(store)
        try importer.apply(try .text("404 Not Found 请求的资源不在服务器上。请检查地址是否正确。\n"), book: "http")
        let reference = CodeReference(book: "http", code: "404")
        let knowledge = KnowledgeBase(store)
        let code = try #require(try knowledge.codes(CodePattern("http:404")).first)
        for (body, words) in [("一", "资源"), ("二", "检查地址是否正确")] {
            try knowledge.addNote(body, to: reference, anchor: code.quotes(of: words).first)
        }
        let edition = ImportSource(
            try Document.text("404 Not Found 注意：请求的资源不在服务器上。先核对一遍地址。\n"), name: "codes.txt",
            sha256: String(repeating: "0", count: 64))
        var moves: [AnchorMove] = []
        let plan = try importer.plan(edition, book: "http") {
            if case .anchor(let move) = $0 { moves.append(move) }
        }
        #expect(moves.map(\.note.body) == ["一", "二"])
        #expect(moves[0].after.start == 6 && moves[0].nearest == nil)
        #expect(moves[1].after.isOrphaned && moves[1].nearest?.exact.contains("地址") == true)
        #expect(plan.movedAnchors == 1 && plan.orphanedAnchors == 1)
        #expect(try knowledge.notes(NoteFilter(kind: .orphaned)).isEmpty)
        let outcome = try importer.apply(edition, book: "http")
        #expect(outcome.orphaned == [reference] && outcome.plan == plan)
        var lost = try #require(try knowledge.notes(NoteFilter(kind: .orphaned)).first)
        let now = try #require(try knowledge.codes(CodePattern("http:404")).first)
        lost.anchor = now.nearest(to: try #require(lost.anchor))
        #expect(try knowledge.editNote(lost).anchor?.isOrphaned == false)
    }
}
