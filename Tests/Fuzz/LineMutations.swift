import Foundation
import KBCore
import KBPresentation
import KBText
import TestSupport

/// Makes files of lines that an export might have, had it gone through many hands.
struct LineMutations {
    private typealias Members = [(key: String, json: String)]

    private let lines: [String]
    private let objects: [Members]
    /// Identifiers that occur, and some that do not.
    private let identifiers: [String]

    /// Takes the lines of an export.
    init(_ lines: [String]) {
        self.lines = lines
        objects = lines.map { line in
            let object = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
            return (object ?? [:]).sorted { $0.key < $1.key }.compactMap { key, value in
                let options: JSONSerialization.WritingOptions = [.fragmentsAllowed, .sortedKeys]
                guard let json = try? JSONSerialization.data(withJSONObject: value, options: options) else {
                    return nil
                }
                return (key, String(decoding: json, as: UTF8.self))
            }
        }
        identifiers = (0..<24).map(Self.identifier) + ["x", "~", "404", "00000000"]
    }

    /// The lines of a file; half of the files are importable.
    func file(_ random: inout SeededRandom) -> [String] {
        var lines = (0..<random.number(1...8)).map { _ in
            random.oneIn(6) ? random.pick(self.lines) : text(of: revision(&random))
        }
        if random.oneIn(2) { return lines }
        for _ in 0..<random.number(1...2) {
            let place = random.number(0...lines.count - 1)
            switch random.number(0...9) {
            case 0...1: lines[place] = random.mutated(lines[place])
            case 2: lines[place] = String(lines[place].prefix(random.number(0...300)))
            case 3: lines[place] = random.pieces(upTo: 10)
            default:
                var members = revision(&random)
                for _ in 0..<random.number(1...2) where !members.isEmpty { damage(&members, &random) }
                lines[place] = text(of: members)
            }
        }
        return lines
    }

    /// A revision that no file has had, of a known note or of a new one.
    private func revision(_ random: inout SeededRandom) -> Members {
        var members = random.pick(objects)
        set("revision", quoted(Self.identifier(random.number(24...999))), in: &members)
        if random.oneIn(3) { set("note", quoted(random.pick(identifiers)), in: &members) }
        if random.oneIn(2) {
            let parents = (0..<random.number(0...3)).map { _ in
                quoted(random.oneIn(3) ? Self.identifier(random.number(24...999)) : random.pick(identifiers))
            }
            set("parents", "[" + parents.joined(separator: ",") + "]", in: &members)
        }
        if random.oneIn(4) {
            set(
                "body", quoted(random.oneIn(2) ? random.pieces(upTo: 12) : random.scalars(upTo: 20)),
                in: &members)
        }
        if random.oneIn(6) {
            let tags = (0..<random.number(0...3)).map { _ in quoted(random.pieces(upTo: 2)) }
            set("tags", "[" + tags.joined(separator: ",") + "]", in: &members)
        }
        if random.oneIn(6) {
            set(
                "created", random.pick(["\"x\"", "\"2099-12-31T23:59:59.999Z\"", "\"1970-01-01\""]),
                in: &members)
        }
        if random.oneIn(4) { set("deleted", random.pick(["true", "false"]), in: &members) }
        if random.oneIn(4) { set("code", quoted(random.pick(["404", "999", "998", "nie"])), in: &members) }
        if random.oneIn(6) {
            set("book", quoted(random.pick(["http", "later", "no such book"])), in: &members)
        }
        return members
    }

    /// Does something to a member that an export would not do.
    private func damage(_ members: inout Members, _ random: inout SeededRandom) {
        let place = random.number(0...members.count - 1)
        switch random.number(0...9) {
        case 0: members.remove(at: place)
        case 1: members.insert((random.pick(members).key, value(&random)), at: place)
        case 2: members.swapAt(place, random.number(0...members.count - 1))
        case 3: members[place].json = random.mutated(members[place].json)
        case 4: members[place].key = random.pieces(upTo: 2)
        case 5...6: members[place].json = random.pick(random.pick(objects)).json
        default: members[place].json = value(&random)
        }
    }

    private func text(of members: Members) -> String {
        "{" + members.map { quoted($0.key) + ":" + $0.json }.joined(separator: ",") + "}"
    }

    private func set(_ key: String, _ json: String, in members: inout Members) {
        if let place = members.firstIndex(where: { $0.key == key }) { members[place].json = json }
    }

    /// Any JSON, or something like it.
    private func value(_ random: inout SeededRandom) -> String {
        switch random.number(0...9) {
        case 0...2:
            return random.pick([
                "null", "true", "false", "0", "-0", "1", "2", "1.0", "1.5", "1e400", "-1",
                "9223372036854775807",
                "9223372036854775808", "[]", "{}", "\"\"", "[[]]", "[null]", "[1,\"a\"]", "\"\\u0000\"",
                "\"\\ud800\"",
                "\"\\ud83c\\udf55\"", "\"\\u202e\"", "\" \"", "nul", "'x'", "{\"field\":\"name\"}",
            ])
        case 3:
            return quoted(random.repeated(random.pieces(upTo: 2), bytes: random.pick([101, 5_000, 60_000])))
        case 4 where random.oneIn(10): return random.repeated(random.pick(["[", "{\"a\":"]), bytes: 100_000)
        case 5: return quoted(random.pick(identifiers))
        case 6: return "[" + quoted(random.pieces(upTo: 3)) + "," + quoted(random.pieces(upTo: 3)) + "]"
        default: return quoted(random.oneIn(2) ? random.pieces(upTo: 12) : random.scalars(upTo: 20))
        }
    }

    private func quoted(_ text: String) -> String { JSONValue.string(text).text }

    private static func identifier(_ number: Int) -> String {
        String(format: "%08x-0000-4000-8000-%012x", number * 0x0111_1111 % 0xFFFF_FFFF, number)
    }

    /// A note, one with tags that was changed, one that was removed, one in conflict, an annotation, and one on a code
    /// that is not known yet.
    static var base: [String] {
        func line(
            _ revision: Int, of note: Int, after parents: [Int] = [], code: String = "404", _ body: String,
            tags: [String] = [], anchor: String? = nil, isDeleted: Bool = false
        ) -> String {
            let parents = parents.map { "\"\(identifier($0))\"" }.joined(separator: ",")
            let tags = tags.map { "\"\($0)\"" }.joined(separator: ",")
            return "{\"format\":1,\"revision\":\"\(identifier(revision))\",\"note\":\"\(identifier(note))\","
                + "\"parents\":[\(parents)],\"book\":\"http\",\"code\":\"\(code)\",\"body\":\"\(body)\","
                + "\"tags\":[\(tags)],\"author\":\"li\",\"deleted\":\(isDeleted),"
                + "\"created\":\"2026-01-\(revision + 10)T12:00:00.000Z\""
                + (anchor.map { ",\"anchor\":\($0)" } ?? "") + "}"
        }
        let quote =
            "{\"field\":\"description\",\"exact\":\"请求失败\",\"prefix\":\"\",\"suffix\":\"，请求所希望\",\"start\":0,\"end\":4,"
            + "\"orphaned\":false}"
        return [
            line(1, of: 1, "看路由表"), line(2, of: 2, "first"),
            line(3, of: 2, after: [2], "second", tags: ["nginx", "网关"]),
            line(4, of: 4, "gone"), line(5, of: 4, after: [4], "gone", isDeleted: true),
            line(6, of: 6, code: "502", "both"), line(7, of: 6, after: [6], "here"),
            line(8, of: 6, after: [6], "there"),
            line(9, of: 9, "只用 404", anchor: quote), line(10, of: 10, code: "999", "for later"),
        ]
    }
}
