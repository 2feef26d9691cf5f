import KBText

/// What is answered.
package struct WebResponse: Sendable {
    /// What follows the headers.
    package enum Body: Sendable {
        case bytes([UInt8])
        /// Pieces that are made one after another, so that a list of any length takes little memory; nil ends them.
        case pieces(@Sendable () throws -> String?)
        /// A stream of events that goes on until one side has enough.
        case events
    }

    package var status: Int
    package var headers: [(name: String, value: String)]
    package var body: Body

    init(_ status: Int, _ type: String, _ bytes: [UInt8], headers: [(name: String, value: String)] = []) {
        self.status = status
        self.headers = [("content-type", type)] + headers
        body = .bytes(bytes)
    }

    /// A text.
    init(_ status: Int = 200, text: String, type: String = "text/plain; charset=utf-8") {
        self.init(status, type, Array(text.utf8))
    }

    /// A page.
    init(_ status: Int = 200, page: HTML) {
        self.init(status, "text/html; charset=utf-8", Array(page.text.utf8))
    }

    /// A value of JSON.
    init(_ status: Int = 200, json: JSONValue, type: String = "application/json") {
        self.init(status, type, Array((json.text + "\n").utf8))
    }

    /// An answer without content.
    init(empty status: Int) {
        self.status = status
        headers = []
        body = .bytes([])
    }

    /// Sends the reader to another page of this server.
    ///
    /// - Parameters:
    ///   - path: An absolute path that is made here: it begins with one slash.
    ///   - status: 303 after a form, 302 for a shorter way.
    init(redirectTo path: String, status: Int = 303) {
        self.init(empty: status)
        headers = [("location", path)]
    }

    /// Replaces a header.
    mutating func set(_ name: String, _ value: String) {
        headers.removeAll { $0.name == name }
        headers.append((name, value))
    }

    /// The value of a header.
    package func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }
}
