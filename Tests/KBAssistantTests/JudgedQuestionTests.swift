import Foundation
import KBCore
import KBText
import Testing

@testable import KBAssistant

/// Questions as an assistant asks them, of all books that come with kb: `Tests/assistant/questions.tsv`.
@Suite("judged questions")
struct JudgedQuestionTests {
    @Test("the right code is the first answer to 95 % of them")
    func first() throws {
        let seed = URL(filePath: Conversation.seed("books.tsv"))
        let books = try String(contentsOf: seed, encoding: .utf8).split(separator: "\n").dropFirst()
            .map { $0.split(separator: "\t").map(String.init) }
        let talk = try Conversation(prepare: { knowledge in
            for book in books where book[0] != "http" {
                try knowledge.importDocument(Conversation.seed(book[1]), ImportJob.Options(book: book[0]))
            }
        })
        let file = seed.deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Tests/assistant/questions.tsv")
        let questions = try String(contentsOf: file, encoding: .utf8).split(separator: "\n").dropFirst()
            .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
        var missed: [String] = []
        for question in questions {
            let (tool, book, expected) = (question[0], question[1], question[2])
            let text = question[3].replacing("⏎", with: "\n")
            let answer = try talk.call(
                tool,
                [(tool == "search" ? "query" : "text", .string(text))]
                    + (book.isEmpty ? [] : [("book", .string(book))]))
            let found = answer.objects(tool == "search" ? "results" : "codes").first
            let first = "\(found?["book"]?.string ?? ""):\(found?["code"]?.string ?? "")"
            if first != expected { missed.append("\(text) → \(first), not \(expected)") }
        }
        #expect(questions.count >= 60)
        #expect(Double(missed.count) <= 0.05 * Double(questions.count), "\(missed.joined(separator: "\n"))")
    }
}
