import KBCore
import KBText

/// Notes as the W3C's Web Annotations, JSON-LD: <https://www.w3.org/TR/annotation-model/>.
enum WebAnnotation {
    private static let context = "http://www.w3.org/ns/anno.jsonld"
    private static let name = "urn:x-kb:notes"

    /// What comes before the first annotation of a collection.
    static func start(total: Int) -> String {
        let collection = JSONValue.object([
            ("@context", .string(context)), ("id", .string(name)), ("type", .string("AnnotationCollection")),
            ("label", .string("kb")), ("total", .number(total)),
        ]).text.dropLast()
        let page = JSONValue.object([
            ("id", .string(name + ":1")), ("type", .string("AnnotationPage")), ("partOf", .string(name)),
            ("startIndex", .number(0)),
        ]).text.dropLast()
        return "\(collection),\"first\":\(page),\"items\":[\n"
    }

    static let end = "\n]}}\n"

    /// A note as an annotation.
    ///
    /// - Parameters:
    ///   - note: The note.
    ///   - isOnly: Whether it has no other version: each has a name of its own then.
    /// - Returns: The annotation.
    static func json(_ note: Note, isOnly: Bool) -> JSONValue {
        var bodies: [JSONValue] = [
            .object([
                ("type", .string("TextualBody")), ("value", .string(note.body)),
                ("format", .string("text/markdown")), ("purpose", .string("commenting")),
            ])
        ]
        bodies += note.tags.map {
            .object([
                ("type", .string("TextualBody")), ("value", .string($0)), ("purpose", .string("tagging")),
            ])
        }
        var members: [(String, JSONValue)] = [
            ("@context", .string(context)), ("id", .string(iri(isOnly ? note.uuid : note.revision))),
            ("type", .string("Annotation")), ("motivation", .string("commenting")),
            ("created", .string(note.createdAt)), ("modified", .string(note.updatedAt)),
        ]
        if !note.author.isEmpty {
            members.append(
                ("creator", .object([("type", .string("Person")), ("name", .string(note.author))])))
        }
        members += [("body", .array(bodies)), ("target", target(note))]
        return .object(members)
    }

    private static func target(_ note: Note) -> JSONValue {
        let (book, code) = (note.reference.book.percentEncoded, note.reference.code.percentEncoded)
        let source = "urn:x-kb:code:\(book):\(code)"
        guard let quote = note.anchor else { return .string(source) }
        var selectors: [JSONValue] = [
            .object([
                ("type", .string("TextQuoteSelector")), ("exact", .string(quote.exact)),
                ("prefix", .string(quote.prefix)), ("suffix", .string(quote.suffix)),
            ])
        ]
        // A passage that is gone has no place.
        if let start = quote.start, let end = quote.end, !quote.isOrphaned {
            selectors.append(
                .object([
                    ("type", .string("TextPositionSelector")), ("start", .number(start)),
                    ("end", .number(end)),
                ]))
        }
        return .object([
            ("type", .string("SpecificResource")), ("source", .string("\(source):\(quote.field.rawValue)")),
            ("selector", .array(selectors)),
        ])
    }

    /// The name of a note or of one of its states; what other tools call theirs need be no UUID.
    private static func iri(_ name: String) -> String {
        name.isUUID ? "urn:uuid:" + name.lowercased() : "urn:x-kb:note:" + name.percentEncoded
    }
}
