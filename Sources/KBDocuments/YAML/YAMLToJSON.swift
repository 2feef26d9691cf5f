import CLibYAML
import KBText

/// YAML as JSON in which everything stands on the line that it has in the YAML.
///
/// So both are read by one reader. A scalar without quotation marks is a number where JSON would write it so, null, or
/// a text; `0404` and `1_000` stay as they are. What an alias stands for is copied, up to a limit: a few lines of YAML
/// can stand for more than fits into any memory.
struct YAMLToJSON {
    // How many times its size a document may become by its aliases.
    private static let growth = 8
    // The size that is always allowed.
    private static let least = 1 << 20
    private static let depth = 100

    private let events: YAMLEvents
    private let most: Int
    private var line = 1
    /// The JSON so far.
    private var output: [UInt8] = []
    // Where in the output a node stands that has a name.
    private var anchors: [String: Range<Int>] = [:]

    /// Converts a text.
    ///
    /// - Throws: What is wrong with the YAML.
    static func json(of bytes: UnsafeRawBufferPointer) throws(YAMLFault) -> [UInt8] {
        var converter = YAMLToJSON(bytes)
        try converter.convert()
        return converter.output
    }

    private init(_ bytes: UnsafeRawBufferPointer) {
        events = YAMLEvents(bytes)
        most = bytes.count * Self.growth + Self.least
        output.reserveCapacity(bytes.count + bytes.count / 4)
    }

    private mutating func convert() throws(YAMLFault) {
        // Room for the bracket before several documents.
        append(" ")
        var documents = 0
        while true {
            let event = try events.next()
            switch event.type {
            case YAML_STREAM_END_EVENT:
                if documents > 1 {
                    output[0] = 0x5B
                    append("]")
                }
                return
            case YAML_DOCUMENT_START_EVENT:
                if documents > 0 { append(",") }
                documents += 1
                anchors = [:]
                try node(events.next(), depth: 1)
            default: continue
            }
        }
    }

    private mutating func node(_ event: YAMLEvents.Event, depth: Int) throws(YAMLFault) {
        guard depth <= Self.depth else {
            throw YAMLFault(
                line: event.line, column: event.column, .invalidJSON(expected: .lessNesting, found: nil))
        }
        moveTo(event.line)
        let start = output.count
        switch event.type {
        case YAML_ALIAS_EVENT:
            try copy(range(of: event), event)
        case YAML_SCALAR_EVENT:
            append(event.isPlain ? Self.plain(event.value) : Self.quoted(event.value))
        case YAML_SEQUENCE_START_EVENT:
            append("[")
            var isFirst = true
            while true {
                let item = try events.next()
                if item.type == YAML_SEQUENCE_END_EVENT { break }
                if !isFirst { append(",") }
                isFirst = false
                try node(item, depth: depth + 1)
            }
            append("]")
        case YAML_MAPPING_START_EVENT: try mapping(depth: depth)
        default: break
        }
        if event.type != YAML_ALIAS_EVENT, let anchor = event.anchor {
            anchors[anchor] = start..<output.count
        }
        try checkSize(event)
    }

    private mutating func mapping(depth: Int) throws(YAMLFault) {
        append("{")
        var keys: Set<String> = []
        var merged: [(Range<Int>, YAMLEvents.Event)] = []
        while true {
            let key = try events.next()
            if key.type == YAML_MAPPING_END_EVENT { break }
            guard key.type == YAML_SCALAR_EVENT else {
                throw YAMLFault(line: key.line, column: key.column, .yamlKey)
            }
            if key.isPlain, key.value == "<<" {
                merged += try mergedNodes()
                continue
            }
            if !keys.isEmpty { append(",") }
            moveTo(key.line)
            keys.insert(key.value)
            let start = output.count
            append(Self.quoted(key.value))
            if let anchor = key.anchor { anchors[anchor] = start..<output.count }
            append(":")
            try node(events.next(), depth: depth + 1)
        }
        for (range, event) in merged { try merge(range, event, &keys) }
        append("}")
    }

    /// The nodes that `<<` names: an alias, or a list of them.
    private mutating func mergedNodes() throws(YAMLFault) -> [(Range<Int>, YAMLEvents.Event)] {
        let event = try events.next()
        if event.type == YAML_ALIAS_EVENT { return [(try range(of: event), event)] }
        guard event.type == YAML_SEQUENCE_START_EVENT else {
            throw YAMLFault(line: event.line, column: event.column, .yamlMerge)
        }
        var nodes: [(Range<Int>, YAMLEvents.Event)] = []
        while true {
            let item = try events.next()
            if item.type == YAML_SEQUENCE_END_EVENT { return nodes }
            guard item.type == YAML_ALIAS_EVENT else {
                throw YAMLFault(line: item.line, column: item.column, .yamlMerge)
            }
            nodes.append((try range(of: item), item))
        }
    }

    /// Writes the members of an object that stands somewhere before, but for those that are there.
    private mutating func merge(
        _ range: Range<Int>, _ event: YAMLEvents.Event, _ keys: inout Set<String>
    ) throws(YAMLFault) {
        var members: [(key: String, value: Range<Int>)] = []
        let isObject = output.withUnsafeBytes { bytes in
            var scanner = JSONScanner(bytes, from: range.lowerBound, to: range.upperBound)
            guard scanner.take(0x7B) else { return false }
            while let key = try? scanner.key() {
                _ = scanner.peek()
                let start = scanner.offset
                guard (try? scanner.skipValue()) != nil else { return false }
                members.append((key, start..<scanner.offset))
                if !scanner.take(0x2C) { break }
            }
            return true
        }
        guard isObject else { throw YAMLFault(line: event.line, column: event.column, .yamlMerge) }
        for member in members where !keys.contains(member.key) {
            if !keys.isEmpty { append(",") }
            keys.insert(member.key)
            append(Self.quoted(member.key))
            append(":")
            try copy(member.value, event)
        }
    }

    private func range(of alias: YAMLEvents.Event) throws(YAMLFault) -> Range<Int> {
        guard let name = alias.anchor, let range = anchors[name] else {
            throw YAMLFault(line: alias.line, column: alias.column, .yamlAlias(alias.anchor ?? ""))
        }
        return range
    }

    /// Writes what stands somewhere before once more, on one line.
    private mutating func copy(_ range: Range<Int>, _ event: YAMLEvents.Event) throws(YAMLFault) {
        guard output.count + range.count <= most else {
            throw YAMLFault(line: event.line, column: event.column, .yamlTooLarge)
        }
        for index in range { output.append(output[index] == 0x0A ? 0x20 : output[index]) }
    }

    private func checkSize(_ event: YAMLEvents.Event) throws(YAMLFault) {
        if output.count > most { throw YAMLFault(line: event.line, column: event.column, .yamlTooLarge) }
    }

    private mutating func moveTo(_ line: Int) {
        while self.line < line {
            output.append(0x0A)
            self.line += 1
        }
    }

    private mutating func append(_ text: String) { output.append(contentsOf: text.utf8) }

    private static func quoted(_ text: String) -> String {
        JSONValue.string(text).text
    }

    private static func plain(_ text: String) -> String {
        switch text {
        case "", "~", "null", "Null", "NULL": "null"
        case "true", "True", "TRUE": "true"
        case "false", "False", "FALSE": "false"
        default: isNumber(text) ? text : quoted(text)
        }
    }

    /// Whether JSON would take a text for a number.
    private static func isNumber(_ text: String) -> Bool {
        guard let first = text.utf8.first, first == 0x2D || (0x30...0x39).contains(first) else {
            return false
        }
        var text = text
        return text.withUTF8 { bytes in
            var scanner = JSONScanner(UnsafeRawBufferPointer(bytes), from: 0, to: bytes.count)
            return (try? scanner.skipValue()) != nil && scanner.offset == bytes.count
        }
    }
}
