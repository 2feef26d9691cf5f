import GRDB
import TestSupport
import Testing

@testable import KBCore

@Suite struct AnchorTests {
    /// The place of the quote between the brackets of `old` in `new`, shown in the same way.
    private func followed(_ old: String, _ new: String) throws -> String? {
        let open = try #require(old.firstIndex(of: "["))
        let close = try #require(old.firstIndex(of: "]"))
        let before = Array(old[..<open].unicodeScalars)
        let exact = Array(old[old.index(after: open)..<close].unicodeScalars)
        let after = Array(old[old.index(after: close)...].unicodeScalars)
        let quote = TextQuote(
            field: .description, text: before + exact + after,
            range: before.count..<before.count + exact.count)
        let text = Array(new.unicodeScalars)
        let moved = Anchors.relocated(quote, in: text)
        if moved.isOrphaned {
            #expect(moved.exact == quote.exact)
            return nil
        }
        let (start, end) = (try #require(moved.start), try #require(moved.end))
        #expect(moved.exact == String(text[start..<end]))
        return String(text[..<start]) + "[" + moved.exact + "]" + String(text[end...])
    }

    @Test(
        "an annotation follows its quote",
        arguments: [
            // Text is put before it.
            ("这个[请求]失败", "注意：这个请求失败", "注意：这个[请求]失败"),
            // Of several, the one in the old context.
            ("甲乙丙请求丁戊己，子丑寅[请求]卯辰巳", "子丑寅请求卯辰巳，甲乙丙请求丁戊己", "子丑寅[请求]卯辰巳，甲乙丙请求丁戊己"),
            // Without any context, the nearest.
            ("aa X bb [X] cc", "zz X yy X ww", "zz X yy [X] ww"),
            // A few differences.
            ("请参阅[资源未被在服务器上发现。]谢谢", "请参阅资源没被在服务器上发现。谢谢", "请参阅[资源没被在服务器上发现。]谢谢"),
            (
                "see [the requested resource] now", "see the reqested resource now",
                "see [the reqested resource] now"
            ),
            // Characters beyond the first plane count as one.
            ("😀😀[锁定]了", "😀😀😀资源锁定了", "😀😀😀资源[锁定]了"),
        ])
    func follows(old: String, new: String, expected: String) throws {
        #expect(try followed(old, new) == expected)
    }

    @Test(
        "whatever number another tool wrote as the place of a quote, it is followed",
        arguments: [Int.min, -1, .max])
    func extremePlace(start: Int) {
        let quote = TextQuote(
            field: .description, exact: "请求", prefix: "", suffix: "", start: start, end: start)
        let moved = Anchors.relocated(quote, in: Array("请求失败，请求重试".unicodeScalars))
        #expect(moved.exact == "请求" && !moved.isOrphaned)
    }

    @Test(
        "an annotation is orphaned rather than put in a wrong place",
        arguments: [
            ("这个[请求]失败", "这个要求失败"),
            ("[客户端错误]", "[服务端错误]"),
            ("请[资源未被发现在此]。", "资源没被发现在此，资源不被发现在此"),
            ("[the requested resource]", ""),
            ("[the requested resource]", "something else altogether"),
        ])
    func orphans(old: String, new: String) throws {
        #expect(try followed(old, new) == nil)
    }

    @Test("random edits never lead to a text that differs from the quote by more than the limit")
    func neverWrong() throws {
        var random = SeededRandom(printedFor: "anchors")
        let letters = Array("请求失败资源ab ".unicodeScalars)
        func text(_ count: Int) -> [Unicode.Scalar] {
            (0..<count).map { _ in letters[random.below(letters.count)] }
        }
        for _ in 0..<2000 {
            let old = text(1 + random.below(40))
            let start = random.below(old.count)
            let end = start + 1 + random.below(old.count - start)
            let quote = TextQuote(field: .description, text: old, range: start..<end)
            var new = old
            for _ in 0..<random.below(6) {
                let place = random.below(new.count + 1)
                if random.below(2) == 0 || place == new.count {
                    new.insert(contentsOf: text(random.below(4)), at: place)
                } else {
                    new.remove(at: place)
                }
            }
            let moved = Anchors.relocated(quote, in: new)
            if moved.isOrphaned { continue }
            let distance = levenshtein(Array(quote.exact.unicodeScalars), Array(moved.exact.unicodeScalars))
            #expect(distance <= min(8, (end - start) / 5))
            #expect(Anchors.relocated(moved, in: new) == moved)
            if new == old { #expect(moved == quote) }
        }
    }

    private func levenshtein(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Int {
        var row = Array(0...b.count)
        for i in a.indices {
            var diagonal = row[0]
            row[0] = i + 1
            for j in b.indices {
                let cost = min(diagonal + (a[i] == b[j] ? 0 : 1), row[j] + 1, row[j + 1] + 1)
                diagonal = row[j + 1]
                row[j + 1] = cost
            }
        }
        return row[b.count]
    }

    @Test("an import moves, orphans and brings back annotations, each with a revision, and only then")
    func imports() throws {
        let fixture = try NotesFixture(codes: [("404", "请求失败，资源未被发现")])
        func code() throws -> Code { try #require(try Codes(fixture.store).find("404").first) }
        func change(to text: String) throws -> [CodeReference] {
            let before = try code()
            return try fixture.store.write { db in
                try db.execute(sql: "UPDATE codes SET description = ?", arguments: [text])
                var after = before
                after.description = text
                return try Anchors.follow(db, from: before, to: after).orphaned
            }
        }
        let quote = try #require(try code().quotes(of: "资源").first)
        #expect(quote.start == 5 && quote.end == 7 && quote.prefix == "请求失败，" && quote.suffix == "未被发现")
        let reference = try code().reference
        let note = try fixture.notes.add(NoteDraft(reference: reference, body: "哪个资源？", anchor: quote))
        try fixture.add("a plain note")

        #expect(try change(to: "注意：请求失败，资源未被发现").isEmpty)
        #expect(try fixture.notes.find(note.uuid).anchor?.start == 8)
        #expect(try fixture.notes.history(note.uuid).count == 2)
        #expect(try change(to: "注意：请求失败，资源未被发现").isEmpty)
        #expect(try fixture.notes.history(note.uuid).count == 2)
        #expect(try change(to: "改写了").map(\.description) == ["http:404"])
        let orphan = try fixture.notes.find(note.uuid)
        #expect(orphan.anchor?.isOrphaned == true && orphan.anchor?.exact == "资源")
        #expect(try fixture.notes.list(NoteFilter(kind: .orphaned)) == [orphan])
        #expect(try change(to: "又改写了").isEmpty)
        #expect(try fixture.notes.history(note.uuid).count == 3)
        #expect(try change(to: "新的资源说明").isEmpty)
        let back = try fixture.notes.find(note.uuid)
        #expect(back.anchor?.isOrphaned == false && back.anchor?.start == 2)
        #expect(back.body == "哪个资源？")
        try fixture.check()
    }

    @Test("a quote that is not there word for word is told the nearest passage")
    func nearest() throws {
        let fixture = try NotesFixture()
        let code = try #require(try Codes(fixture.store).find("http:404").first)
        #expect(code.passage(like: "所希望得倒的资源") == "所希望得到的资源")
        #expect(code.passage(like: "xyz") == nil)
        #expect(code.quotes(of: "请求").map(\.start) == [0, 5])
        #expect(code.quotes(of: "Found").map(\.field) == [.name])
        #expect(code.quotes(of: "").isEmpty)
    }
}
