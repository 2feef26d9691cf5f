import KBDocuments
import KBText

/// What an entry of a log says, besides revisions as `kb export notes` writes them.
///
/// Each begins with the format and the kind, so that no revision can be mistaken for one.
package enum LogLine: Hashable, Sendable {
    /// Whose log it is: its first entry.
    case hello(name: String)
    /// A book has another edition.
    case edition(Edition)
    /// The text of a revision is to be forgotten.
    case redaction(Redaction)
    /// Stands where the line of a revision was whose text is forgotten: what is left of it, the hash of what was, and the
    /// hash of the entry before, without which it would follow any.
    case redacted(revision: String, line: String, hash: LogHash, previous: LogHash?)
    /// What a later kb has written: it is kept and passed on.
    case later(kind: String)

    /// An edition of a book.
    package struct Edition: Hashable, Sendable {
        /// Its UUID.
        package var edition: String
        /// The slug of the book.
        package var book: String
        /// The SHA-256 of its document, as 64 hexadecimal digits.
        package var sha256: String
        /// The size of the document, in bytes.
        package var bytes: Int
        /// The editions that it followed.
        package var parents: [String]
        /// The name of the document that was imported.
        package var source: String
        /// Who imported it; empty where nobody said.
        package var author: String
        /// When: UTC, as in `2026-01-31T12:00:00.000Z`.
        package var createdAt: String
    }

    /// A wish that the text of a revision is forgotten.
    package struct Redaction: Hashable, Sendable {
        /// The revision.
        package var revision: String
        /// Who wishes it; empty where nobody said.
        package var author: String
        /// When: UTC, as in `2026-01-31T12:00:00.000Z`.
        package var createdAt: String
    }

    private static let beginning = #"{"format":1,"kind":""#

    /// Reads a line; nil for a revision of a note, an alias or a synonym.
    package init?(_ line: String) {
        guard line.hasPrefix(Self.beginning) else { return nil }
        var text = line
        let value = text.withUTF8 { JSONValue(reading: UnsafeRawBufferPointer($0)) } ?? .null
        func member(_ name: String) -> String? { value[name]?.string }
        let kind = member("kind") ?? ""
        self =
            switch kind {
            case "hello": .hello(name: member("name") ?? "")
            case "edition": Edition(value).map(Self.edition) ?? .later(kind: kind)
            case "redaction":
                if let revision = member("revision"), NoteLine.isIdentifier(revision) {
                    .redaction(
                        Redaction(
                            revision: revision, author: member("author") ?? "",
                            createdAt: member("created") ?? ""))
                } else {
                    .later(kind: kind)
                }
            case "redacted":
                if let line = member("line"), let revision = try? NoteLine.revision(line),
                    let hash = member("hash").flatMap({ LogHash($0) })
                {
                    .redacted(
                        revision: revision.revision, line: line, hash: hash,
                        previous: member("previous").flatMap { $0.isEmpty ? .start : LogHash($0) })
                } else {
                    .later(kind: kind)
                }
            default: .later(kind: kind)
            }
    }

    /// The line as it is written.
    package var text: String {
        let members: [(String, JSONValue)] =
            switch self {
            case .hello(let name): [("name", .string(name))]
            case .edition(let edition):
                [
                    ("author", .string(edition.author)), ("book", .string(edition.book)),
                    ("bytes", .number(edition.bytes)), ("created", .string(edition.createdAt)),
                    ("edition", .string(edition.edition)), ("parents", .strings(edition.parents)),
                    ("sha256", .string(edition.sha256)), ("source", .string(edition.source)),
                ]
            case .redaction(let redaction):
                [
                    ("author", .string(redaction.author)), ("created", .string(redaction.createdAt)),
                    ("revision", .string(redaction.revision)),
                ]
            case .redacted(_, let line, let hash, let previous):
                [("hash", .string(hash.description)), ("line", .string(line))]
                    + (previous.map { [("previous", .string($0.description))] } ?? [])
            case .later: []
            }
        return JSONValue.object([JSONValue.format, ("kind", .string(kind))] + members).text
    }

    /// The name of its kind.
    package var kind: String {
        switch self {
        case .hello: "hello"
        case .edition: "edition"
        case .redaction: "redaction"
        case .redacted: "redacted"
        case .later(let kind): kind
        }
    }

    /// What it is about, by its UUID; empty where it is about nothing.
    package var id: String {
        switch self {
        case .hello, .later: ""
        case .edition(let edition): edition.edition
        case .redaction(let redaction): redaction.revision
        case .redacted(let revision, _, _, _): revision
        }
    }
}

extension LogLine.Edition {
    init?(_ value: JSONValue) {
        guard let edition = value["edition"]?.string, edition.isUUID, let book = value["book"]?.string,
            let sha256 = value["sha256"]?.string, LogHash(sha256) != nil,
            case .number(let bytes)? = value["bytes"],
            case .array(let parents)? = value["parents"]
        else { return nil }
        self.init(
            edition: edition, book: book, sha256: sha256, bytes: bytes, parents: parents.compactMap(\.string),
            source: value["source"]?.string ?? "", author: value["author"]?.string ?? "",
            createdAt: value["created"]?.string ?? "")
    }
}
