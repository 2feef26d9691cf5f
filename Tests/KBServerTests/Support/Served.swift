import Foundation
import KBCore
import KBText
import TestSupport

@testable import KBServer

/// A site with the book http, as requests reach it, without the network between.
final class Served {
    /// What came back.
    struct Answer {
        var response: WebResponse
        var status: Int { response.status }
        var text: String {
            switch response.body {
            case .bytes(let bytes): return String(decoding: bytes, as: UTF8.self)
            case .pieces(let next):
                var text = ""
                while let piece = try? next() { text += piece }
                return text
            case .events: return ""
            }
        }
        var json: JSONValue { Array(text.utf8).withUnsafeBytes { JSONValue(reading: $0) } ?? .null }
        func header(_ name: String) -> String { response.header(name) ?? "" }
    }

    static let host = "127.0.0.1:8732"
    let place: TemporaryPlace
    let knowledge: KnowledgeBase
    let site: Site
    /// Where the requests seem to come in.
    var gate = Gate.Place.network("127.0.0.1", port: 8732)

    /// Opens the book http, and what `prepare` adds to it.
    init(
        _ change: (inout ServerOptions) -> Void = { _ in },
        prepare: (KnowledgeBase, TemporaryPlace) throws -> Void = { _, _ in }
    ) throws {
        place = try Self.seeded()
        knowledge = try KnowledgeBase(place.path())
        try prepare(knowledge, place)
        site = try Site(Self.options(place, change))
    }

    /// A folder with a knowledge base that has the book http.
    static func seeded() throws -> TemporaryPlace {
        let place = try TemporaryPlace()
        try FileManager.default.copyItem(atPath: original.get().path(), toPath: place.path())
        return place
    }

    // Imported once, because that takes longer than most tests do.
    private static let original = Result {
        let place = try TemporaryPlace()
        let knowledge = try KnowledgeBase(place.path(), creatingIfMissing: true)
        try knowledge.importDocument(seed("codes.txt"), ImportJob.Options(book: "http"))
        return place
    }

    /// The options of a server on a file.
    static func options(_ place: TemporaryPlace, _ change: (inout ServerOptions) -> Void) -> ServerOptions {
        var options = ServerOptions(path: place.path(), version: "1")
        options.author = "Lin"
        options.reads = ServerOptions.Rate(most: 1e9, perSecond: 1e9)
        options.writes = options.reads
        change(&options)
        return options
    }

    /// The path of a document that comes with kb.
    static func seed(_ name: String) -> String {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "seed/\(name)").path
    }

    /// Asks for something, as a browser does unless headers say otherwise.
    func ask(
        _ method: String = "GET", _ target: String, _ headers: [(name: String, value: String)] = [],
        body: String = "", host: String? = Served.host, peer: WebRequest.Peer = .address("127.0.0.1")
    ) -> Answer {
        let usual = host.map { [(name: "host", value: $0)] } ?? []
        return Answer(
            response: site.answer(
                WebRequest(method, target, headers: usual + headers, body: Array(body.utf8), peer: peer),
                at: gate))
    }

    /// A page, in a language.
    func page(_ target: String, language: String = "en") -> Answer {
        ask("GET", target, [("accept", "text/html"), ("accept-language", language)])
    }

    /// Sends a form as a page of this server does.
    func send(_ target: String, _ fields: [(String, String)], _ headers: [(name: String, value: String)] = [])
        -> Answer
    {
        ask(
            "POST", target,
            [
                ("content-type", "application/x-www-form-urlencoded"), ("sec-fetch-site", "same-origin"),
                ("accept", "text/html"),
            ] + headers, body: Fields.query(fields))
    }

    /// Sends JSON as a program does.
    func send(
        _ method: String, _ target: String, _ value: JSONValue,
        _ headers: [(name: String, value: String)] = []
    ) -> Answer {
        ask(method, target, [("content-type", "application/json")] + headers, body: value.text)
    }

    /// Writes a note by the form of a code.
    @discardableResult
    func note(_ body: String, on code: String = "502", _ more: [(String, String)] = []) throws -> Note {
        _ = send("/-/notes", [("book", "http"), ("code", code), ("body", body)] + more)
        var filter = NoteFilter(reference: CodeReference(book: "http", code: code))
        filter.order = .newestFirst
        guard let note = try knowledge.notes(filter, limit: 1).first else { throw Missing() }
        return note
    }

    /// What should be there is not.
    struct Missing: Error {}
}

extension JSONValue {
    var items: [JSONValue] { if case .array(let items) = self { items } else { [] } }
    var number: Int? { if case .number(let number) = self { number } else { nil } }
    var isNull: Bool { if case .null = self { true } else { false } }
    func strings(_ name: String) -> [String] { items.compactMap { $0[name]?.string } }
}
