import Foundation
import KBText

/// Tags: how they are written, and how the file holds them (a JSON array).
package enum NoteTags {
    /// The most Unicode scalars that a tag may have.
    package static let longest = 64

    /// The tags that a person means, without the `#` and spaces around them, none twice.
    ///
    /// - Throws: ``NoteError/badTag(_:)`` for one that is empty, too long, or has white space or controls in it.
    package static func normalized(_ tags: [String]) throws -> [String] {
        var result: [String] = []
        for tag in tags {
            let name = tag.drop { $0 == " " || $0 == "#" }.trimmed { $0 == " " }
            let isBad = name.unicodeScalars.contains {
                $0.properties.isWhitespace || $0.properties.generalCategory == .control || $0 == ","
                    || $0.properties.generalCategory == .format
            }
            guard !name.isEmpty, !isBad, name.unicodeScalars.count <= longest else {
                throw NoteError.badTag(tag)
            }
            if !result.contains(name) { result.append(name) }
        }
        return result
    }

    /// The same, where tags that a note has already stay as they are: other tools write any text.
    package static func normalized(_ tags: [String], known: [String]) throws -> [String] {
        try tags.flatMap { known.contains($0) ? [$0] : try normalized([$0]) }.unique()
    }

    /// Tells whether a tag is one that people can write.
    package static func isWritable(_ tag: String) -> Bool { (try? normalized([tag])) == [tag] }

    /// The tags of a note: those beside its text, and those that stand in it.
    static func all(_ given: [String], in body: String) -> [String] {
        given + standing(in: body).filter { !given.contains($0) }
    }

    /// Tells whether a tag is among some, in any case.
    package static func has(_ tags: [String], _ tag: String) -> Bool {
        tags.contains(tag) || tags.contains { $0.lowercased() == tag.lowercased() }
    }

    static func encoded(_ strings: [String]) -> String {
        JSONValue.strings(strings).text
    }

    /// Reads an array of strings; other tools may have put numbers or anything else in it.
    static func decoded(_ json: String) -> [String] {
        if json == "[]" { return [] }
        let values = try? JSONDecoder().decode([Element].self, from: Data(json.utf8))
        return (values ?? []).compactMap(\.text)
    }

    private struct Element: Decodable {
        var text: String?

        init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            if let string = try? container.decode(String.self) {
                text = string
            } else if let integer = try? container.decode(Int.self) {
                text = String(integer)
            } else if let number = try? container.decode(Double.self) {
                text = String(number)
            }
        }
    }
}
