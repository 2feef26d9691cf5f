import KBDocuments
import KBText

/// A message of JSON-RPC 2.0, as a client sends it.
package enum Message: Sendable {
    /// What is to be answered.
    case request(Request)
    /// The client no longer waits for the answer to a request.
    case cancellation(RequestID)
    /// A notification or a response, from which nothing follows.
    case silent
    /// What is no message, and is answered with an error.
    case faulty(RequestID?, RequestError)

    /// Reads the bytes of a line.
    package init(_ line: UnsafeRawBufferPointer) {
        // Arrays are not read: they may be long, and only one revision of the protocol has known them.
        guard line.first(where: { $0 != 0x20 && $0 != 0x09 }) != UInt8(ascii: "[") else {
            self = .faulty(nil, .invalidRequest("batches of messages are not taken"))
            return
        }
        guard let value = JSONValue(reading: line) else {
            self = .faulty(nil, RequestError(code: -32700, message: "the line is no JSON"))
            return
        }
        self.init(value)
    }

    private init(_ value: JSONValue) {
        let id = value["id"].flatMap { RequestID($0) }
        guard value["jsonrpc"]?.string == "2.0" else {
            self = .faulty(id, .invalidRequest("jsonrpc is not \"2.0\""))
            return
        }
        guard let method = value["method"]?.string else {
            let isResponse = value["result"] != nil || value["error"] != nil
            self = isResponse ? .silent : .faulty(id, .invalidRequest("the method is missing"))
            return
        }
        let params = value["params"] ?? .object([])
        guard value["id"] != nil else {
            let cancelled = params["requestId"].flatMap { RequestID($0) }
            self = method == "notifications/cancelled" ? cancelled.map(Self.cancellation) ?? .silent : .silent
            return
        }
        guard let id else {
            self = .faulty(
                nil, .invalidRequest("the id is neither a string of up to 1000 bytes nor a whole number"))
            return
        }
        guard case .object = params else {
            self = .faulty(id, .invalidParams("params is no object"))
            return
        }
        self = .request(Request(id: id, method: method, params: params))
    }
}

/// What a client asks.
package struct Request: Sendable {
    package var id: RequestID
    package var method: String
    /// An object.
    package var params: JSONValue
}

/// What a client calls a request by.
package enum RequestID: Hashable, Sendable {
    case text(String)
    case number(Int)

    init?(_ value: JSONValue) {
        switch value {
        // It goes back with the answer, whose length is bounded.
        case .string(let text) where text.utf8.count <= 1000: self = .text(text)
        case .number(let number): self = .number(number)
        default: return nil
        }
    }

    var json: JSONValue {
        switch self {
        case .text(let text): .string(text)
        case .number(let number): .number(number)
        }
    }
}

/// Why a request has no result: a number of JSON-RPC 2.0 §5.1 or of the protocol, and a sentence.
package struct RequestError: Error, Sendable {
    package var code: Int
    package var message: String
    package var data: JSONValue?

    static func invalidRequest(_ message: String) -> RequestError {
        RequestError(code: -32600, message: message)
    }

    static func invalidParams(_ message: String) -> RequestError {
        RequestError(code: -32602, message: message)
    }
}
