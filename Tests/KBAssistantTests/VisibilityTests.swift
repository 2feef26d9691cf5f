import Glibc
import KBCore
import KBText
import TestSupport
import Testing

@testable import KBAssistant

@Suite("what an assistant may see")
struct VisibilityTests {
    private static func prepare(_ knowledge: KnowledgeBase) throws {
        try knowledge.importDocument(Conversation.seed("smtp.txt"), ImportJob.Options(book: "smtp"))
        try knowledge.importDocument(Conversation.seed("sip.txt"), ImportJob.Options(book: "sip"))
        for (book, code) in [("http", "404"), ("smtp", "550"), ("sip", "404")] {
            try knowledge.addNote("鹦鹉 \(book)", to: CodeReference(book: book, code: code), author: book)
        }
    }

    @Test(
        "of books that are not named, nothing can be seen by any way",
        arguments: [["http"], ["http", "smtp"]])
    func books(_ books: [String]) throws {
        let talk = try Conversation({ $0.books = books }, prepare: Self.prepare)
        #expect(try talk.call("list_books").objects("books").compactMap { $0["book"]?.string } == books)
        for query in [
            "404", "sip 404", "Not Found", "鹦鹉", "mailbox", "忙", "busy", "sip", "timeout", "Ringing",
        ] {
            let results = try talk.call("search", [("query", .string(query)), ("limit", .number(20))])
            let found = Set(results.objects("results").compactMap { $0["book"]?.string })
            #expect(found.isSubset(of: books), "\(query): \(found)")
        }
        let notes = try talk.call("search", [("query", .string("鹦鹉"))]).objects("results")
        #expect(notes.count == books.count)
        #expect(try talk.call("get", [("code", .string("404"))]).objects("codes").count == 1)
        #expect(try talk.call("get", [("code", .string("sip:404"))])["isError"]?.isTrue == true)
        let unknown = try talk.call("get", [("code", .string("404")), ("book", .string("sip"))])
        #expect(unknown.said == "no book 'sip'; there are: \(books.joined(separator: ", "))")
        let log = try talk.call("explain_log", [("text", .string("SIP/2.0 486 Busy Here\n180 Ringing"))])
        #expect(!log.objects("codes").contains { $0["book"]?.string == "sip" })
        #expect(try talk.ask("resources/read", [("uri", .string("kb://code/sip/404"))])["error"] != nil)
        let note = try #require(try talk.knowledge.notes().first { $0.reference.book == "sip" })
        #expect(try talk.ask("resources/read", [("uri", .string("kb://note/\(note.uuid)"))])["error"] != nil)
        let completed = try talk.ask(
            "completion/complete",
            [
                ("ref", .object([("uri", .string("kb://code/{book}/{code}"))])),
                ("argument", .object([("name", .string("book")), ("value", .string("s"))])),
            ])["result"]?["completion"]?["values"]
        #expect(completed?.items.compactMap(\.string) == books.filter { $0.hasPrefix("s") })
    }

    @Test("notes may be left out, or be the user's own only")
    func notes() throws {
        for (notes, expected) in [(AssistantOptions.Notes.all, 3), (.own, 1), (.none, 0)] {
            let talk = try Conversation(
                {
                    $0.notes = notes
                    $0.author = "smtp"
                }, prepare: Self.prepare)
            #expect(try talk.call("search", [("query", .string("鹦鹉"))]).objects("results").count == expected)
            let all = try talk.knowledge.notes()
            let readable = try all.count {
                try talk.ask("resources/read", [("uri", .string("kb://note/\($0.uuid)"))])["result"] != nil
            }
            #expect(readable == expected)
            let shown = try talk.call("get", [("code", .string("smtp:550"))]).objects("codes")[0]["notes"]
            #expect(shown?.items.count == (notes == .none ? 0 : 1))
        }
    }

    @Test("a file that another takes the place of is opened anew")
    func replaced() throws {
        let talk = try Conversation()
        #expect(try talk.call("list_books").objects("books").count == 1)
        let other = try Conversation(prepare: Self.prepare)
        #expect(rename(other.place.path(), talk.place.path()) == 0)
        #expect(try talk.call("list_books").objects("books").count == 3)
    }

    @Test("the address of a code is read back as it was, whatever the code is")
    func addresses() {
        var random = SeededRandom(seed: SeededRandom.printedSeed("addresses"))
        for _ in 0..<2000 {
            let reference = CodeReference(book: random.pieces(upTo: 2), code: random.scalars(upTo: 6))
            let address = ResourceAddress.code(reference)
            #expect(
                ResourceAddress(address.text) == address
                    && address.text.utf8.allSatisfy { $0 < 0x7F && $0 > 0x20 })
        }
        for text in [
            "", "kb:", "kb://", "kb://code/http", "kb://code/http/%4", "kb://code/http/%ff", "kb://books/x",
            "KB://books",
        ] {
            #expect(ResourceAddress(text) == nil, "\(text)")
        }
    }
}
