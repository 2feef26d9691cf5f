import CLibYAML

/// The events of a YAML text, one after another: memory holds one of them.
final class YAMLEvents {
    /// One event, as long as it is needed.
    final class Event {
        fileprivate(set) var event = yaml_event_t()

        deinit { yaml_event_delete(&event) }

        var type: yaml_event_type_t { event.type }
        /// The line on which it starts, counted from 1.
        var line: Int { Int(clamping: event.start_mark.line) + 1 }
        var column: Int { Int(clamping: event.start_mark.column) + 1 }

        /// The name that an alias has, or the anchor of a node.
        var anchor: String? {
            switch type {
            case YAML_ALIAS_EVENT: text(event.data.alias.anchor)
            case YAML_SCALAR_EVENT: text(event.data.scalar.anchor)
            case YAML_SEQUENCE_START_EVENT: text(event.data.sequence_start.anchor)
            case YAML_MAPPING_START_EVENT: text(event.data.mapping_start.anchor)
            default: nil
            }
        }

        /// The text of a scalar.
        var value: String {
            let scalar = event.data.scalar
            return String(
                decoding: UnsafeBufferPointer(start: scalar.value, count: scalar.length), as: UTF8.self)
        }

        /// Whether a scalar stands without quotation marks and a tag, so that it may be a number or null.
        var isPlain: Bool {
            event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE && event.data.scalar.tag == nil
        }

        private func text(_ bytes: UnsafeMutablePointer<yaml_char_t>?) -> String? {
            bytes.map { String(cString: $0) }
        }
    }

    private let bytes: UnsafeRawBufferPointer
    private var parser = yaml_parser_t()

    /// Starts to parse bytes that are valid UTF-8.
    init(_ bytes: UnsafeRawBufferPointer) {
        self.bytes = bytes
        yaml_parser_initialize(&parser)
        yaml_parser_set_encoding(&parser, YAML_UTF8_ENCODING)
        yaml_parser_set_input_string(&parser, bytes.bindMemory(to: UInt8.self).baseAddress, bytes.count)
    }

    deinit { yaml_parser_delete(&parser) }

    /// How many bytes have been parsed.
    var offset: Int { Int(clamping: parser.mark.index) }

    /// Returns the next event.
    func next() throws(YAMLFault) -> Event {
        let event = Event()
        guard yaml_parser_parse(&parser, &event.event) == 1 else { throw YAMLFault(of: parser, in: bytes) }
        return event
    }
}
