import CLibYAML

/// Why a text is not YAML that is read, and where.
struct YAMLFault: Error {
    let line: Int
    let column: Int?
    let kind: Diagnostic.Kind

    init(line: Int, column: Int? = nil, _ kind: Diagnostic.Kind) {
        self.line = line
        self.column = column
        self.kind = kind
    }

    /// What libyaml found wrong.
    init(of parser: yaml_parser_t, in bytes: UnsafeRawBufferPointer) {
        let problem = parser.problem.map { String(cString: $0) } ?? ""
        kind = .invalidYAML(problem)
        if parser.error == YAML_READER_ERROR {
            // The library knows only the byte.
            let before = bytes.prefix(Int(clamping: parser.problem_offset))
            line = before.count { $0 == 0x0A } + 1
            column = nil
        } else {
            line = Int(clamping: parser.problem_mark.line) + 1
            column = Int(clamping: parser.problem_mark.column) + 1
        }
    }
}
