import KBAssistant
import KBText

/// `/mcp`: the server of `kb mcp` over HTTP, for assistants that have an address instead of a program.
struct AssistantEndpoint {
    let call: Call
    /// Counts what is written.
    let count: @Sendable () throws -> Void

    /// Whether a request is for it: a book may have the same name, and a page.
    static func takes(_ request: WebRequest) -> Bool {
        !request.isSafe || request.list("accept").contains { $0.hasPrefix("text/event-stream") }
    }

    /// The answer to one message; there are no sessions, and no messages of the server's own.
    ///
    /// - Throws: ``WebError``, ``StoreError``.
    func answer() throws -> WebResponse {
        guard call.request.method == "POST" else { throw WebError.wrongMethod(allowed: ["POST"]) }
        let expected = "application/json"
        let type = call.request.header("content-type")?.prefix { $0 != ";" }.lowercased().trimmedOfSpace
        guard type == expected else { throw WebError.badType(expected: expected) }
        try call.query.check(only: [])
        var options = AssistantOptions(path: call.options.path, version: call.options.version)
        options.mayWrite = call.visitor.mayWrite && !call.options.isReadOnly
        options.author = call.visitor.author
        options.timeout = call.options.timeout
        options.limitsCalls = false
        options.beforeWriting = count
        let request = call.request
        switch try Post(request.body, headers: request.header).reply(options) {
        case .accepted: return WebResponse(empty: 202)
        case .message(let text, let status): return WebResponse(status, expected, Array(text.utf8))
        }
    }
}
