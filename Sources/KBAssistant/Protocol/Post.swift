import Foundation
import KBText

/// A message that came over HTTP ("Streamable HTTP" of the protocol): one request or notification, answered at once.
///
/// Nothing is kept between two of them: what `initialize` agrees upon comes again with each, as a header.
package struct Post {
    /// What HTTP answers.
    package enum Reply: Sendable {
        /// A message, with the status of HTTP.
        case message(String, status: Int)
        /// It was taken, and nothing is to be said.
        case accepted
    }

    private let message: Message
    private let headers: (String) -> String?

    /// Reads a body.
    ///
    /// - Parameters:
    ///   - body: The bytes.
    ///   - headers: The value of the header of a name in small letters.
    package init(_ body: [UInt8], headers: @escaping (String) -> String?) {
        message = body.withUnsafeBytes { Message($0) }
        self.headers = headers
    }

    /// Asks the knowledge base.
    ///
    /// - Throws: ``StoreError``, as opening it does.
    package func reply(_ options: AssistantOptions) throws -> Reply {
        var assistant = try Assistant(options)
        let named = headers("mcp-protocol-version")
        if let named {
            guard let revision = Revision(rawValue: named) else {
                return .message(
                    assistant.refusal(.invalidRequest("this version of the protocol is not spoken"), of: id),
                    status: 400)
            }
            assistant.session = revision.isStateless ? Revision.newestOfSessions : revision
        }
        if case .request(let request) = message, let error = mismatch(request, version: named) {
            return .message(assistant.refusal(error, of: request.id), status: 400)
        }
        guard let answer = assistant.answer(message) else { return .accepted }
        if case .faulty = message { return .message(answer, status: 400) }
        return .message(answer, status: 200)
    }

    private var id: RequestID? {
        switch message {
        case .request(let request): request.id
        case .faulty(let id, _): id
        case .cancellation, .silent: nil
        }
    }

    /// What the headers say otherwise than the body: a proxy that looks at them only must not be deceived.
    private func mismatch(_ request: Request, version named: String?) -> RequestError? {
        let version = request.params["_meta"]?["io.modelcontextprotocol/protocolVersion"]?.string
        guard version != nil || named.flatMap(Revision.init)?.isStateless == true else { return nil }
        let name =
            switch request.method {
            case "tools/call", "prompts/get": request.params["name"]?.string
            case "resources/read": request.params["uri"]?.string
            default: String?.none
            }
        let pairs = [
            ("MCP-Protocol-Version", named, version),
            ("Mcp-Method", headers("mcp-method"), request.method),
            ("Mcp-Name", name == nil ? nil : headers("mcp-name").flatMap(Self.decoded), name),
        ]
        return pairs.first { $0.1 != $0.2 }.map {
            RequestError(code: -32020, message: "the header \($0.0) is missing or differs from the body")
        }
    }

    /// The text of a header: what is not ASCII stands in it as `=?base64?…?=`.
    private static func decoded(_ value: String) -> String? {
        guard value.hasPrefix("=?base64?"), value.hasSuffix("?="), value.utf8.count >= 11 else {
            return value
        }
        return Data(base64Encoded: String(value.dropFirst(9).dropLast(2)))
            .flatMap { String(data: $0, encoding: .utf8) }
    }
}
