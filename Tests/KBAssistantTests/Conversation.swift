import Foundation
import KBCore
import KBText
import TestSupport

@testable import KBAssistant

/// An assistant's program and kb, without a process between them.
final class Conversation {
    let place: TemporaryPlace
    let knowledge: KnowledgeBase
    private var assistant: Assistant
    private var lastID = 0

    /// Opens the book http, and what `prepare` adds to it.
    init(
        _ change: (inout AssistantOptions) -> Void = { _ in },
        prepare: (KnowledgeBase) throws -> Void = { _ in }
    ) throws {
        place = try TemporaryPlace()
        knowledge = try KnowledgeBase(place.path(), creatingIfMissing: true)
        try knowledge.importDocument(Self.seed("codes.txt"), ImportJob.Options(book: "http"))
        try prepare(knowledge)
        var options = AssistantOptions(path: place.path(), version: "1")
        options.limitsCalls = false
        change(&options)
        assistant = try Assistant(options)
    }

    /// The path of a document that comes with kb.
    static func seed(_ name: String) -> String {
        URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appending(path: "seed/\(name)").path
    }

    /// What a line is answered with; nil where it is not answered.
    func say(_ line: String) -> String? {
        Array(line.utf8).withUnsafeBytes { assistant.answer(Message($0)) }
    }

    /// The answer to a request.
    func ask(
        _ method: String, _ params: [(String, JSONValue)] = [], revision: Revision? = .july2026
    ) throws -> JSONValue {
        lastID += 1
        var params = params
        if let revision {
            params.append(
                (
                    "_meta",
                    .object([
                        ("io.modelcontextprotocol/protocolVersion", .string(revision.rawValue)),
                        ("io.modelcontextprotocol/clientCapabilities", .object([])),
                        ("io.modelcontextprotocol/clientInfo", .object([("name", .string("Test"))])),
                    ])
                ))
        }
        let request = JSONValue.object([
            ("jsonrpc", .string("2.0")), ("id", .number(lastID)), ("method", .string(method)),
            ("params", .object(params)),
        ])
        let answer = say(request.text) ?? ""
        return Array(answer.utf8).withUnsafeBytes { JSONValue(reading: $0) } ?? .null
    }

    /// The result of a call.
    func call(
        _ tool: String, _ arguments: [(String, JSONValue)] = [], revision: Revision? = .july2026
    ) throws -> JSONValue {
        try ask(
            "tools/call", [("name", .string(tool)), ("arguments", .object(arguments))], revision: revision)[
                "result"] ?? .null
    }
}

extension JSONValue {
    var items: [JSONValue] { if case .array(let items) = self { items } else { [] } }
    var number: Int? { if case .number(let number) = self { number } else { nil } }
    var isTrue: Bool { if case .bool(true) = self { true } else { false } }

    /// The first text of a tool's result.
    var said: String { self["content"]?.items.first?["text"]?.string ?? "" }
    /// The objects of a tool's result.
    func objects(_ name: String) -> [JSONValue] { self["structuredContent"]?[name]?.items ?? [] }
}
