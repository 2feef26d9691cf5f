/// The reader of JSON and JSON Lines.
///
/// JSON is an array of objects; or an object `code → name`, as Node's `http.STATUS_CODES`, or
/// `code → {name, description}`; or one object that is an entry itself. Keys are found as the columns of a
/// table are. Entries come in the order of the text, and a key that is there twice is an error.
struct JSONReader {
    let bytes: UnsafeRawBufferPointer
    let start: Int
    let mapping: ColumnMapping?

    /// Reads a JSON text into a register; a fault of the syntax ends it.
    func parse(into register: EntryRegister, _ body: (Entry) throws -> Void) {
        var scanner = JSONScanner(bytes, from: start, to: bytes.count)
        if WhiteSpace.skip(in: bytes, from: start, end: bytes.count) == bytes.count { return }
        do throws(JSONFault) {
            try parse(&scanner, into: register, body)
        } catch let fault {
            register.report(scanner.diagnostic(for: fault))
        }
    }

    /// Reads JSON Lines into a register, every line for itself; blank lines are left out.
    func parseLines(into register: EntryRegister, _ body: (Entry) throws -> Void) {
        var objects = JSONObjects(mapping: mapping)
        var lines = Lines(bytes, from: start)
        while register.failure == nil, let line = lines.next() {
            var scanner = JSONScanner(bytes, from: line.start, to: line.end, line: line.number)
            if WhiteSpace.skip(in: bytes, from: line.start, end: line.end) == line.end { continue }
            do throws(JSONFault) {
                try parseEntry(&scanner, &objects, into: register, body)
                if scanner.peek() != nil { throw JSONFault(offset: scanner.offset, expected: .endOfText) }
            } catch let fault {
                register.report(scanner.diagnostic(for: fault))
            }
        }
    }

    /// Tells whether the text starts with an object whose keys are those of one entry.
    func startsWithEntryObject() -> Bool {
        var scanner = JSONScanner(bytes, from: start, to: bytes.count)
        guard scanner.take(0x7B) else { return false }
        var keys: [String] = []
        // An entry has few keys; an object of codes may have a million.
        while keys.count < 32, let key = try? scanner.key(), (try? scanner.skipValue()) != nil {
            keys.append(key)
            if !scanner.take(0x2C) { break }
        }
        return (try? ColumnLayout(header: keys, mapping: mapping)) != nil
    }

    private func parse(
        _ scanner: inout JSONScanner, into register: EntryRegister, _ body: (Entry) throws -> Void
    ) throws(JSONFault) {
        var objects = JSONObjects(mapping: mapping)
        let type = try scanner.nextType()
        switch type {
        case .array:
            _ = scanner.take(0x5B)
            if !scanner.take(0x5D) {
                repeat {
                    try parseEntry(&scanner, &objects, into: register, body)
                    guard register.failure == nil else { return }
                } while scanner.take(0x2C)
                try scanner.require(0x5D, .commaOrBracket)
            }
        case .object where startsWithEntryObject():
            try parseEntry(&scanner, &objects, into: register, body)
        case .object:
            try parseCodes(&scanner, &objects, into: register, body)
        default:
            register.report(.wrongJSONType(key: nil, found: type), line: scanner.line)
            try scanner.skipValue()
        }
        guard register.failure == nil else { return }
        if scanner.peek() != nil { throw JSONFault(offset: scanner.offset, expected: .endOfText) }
    }

    private func parseEntry(
        _ scanner: inout JSONScanner, _ objects: inout JSONObjects, into register: EntryRegister,
        _ body: (Entry) throws -> Void
    ) throws(JSONFault) {
        let type = try scanner.nextType()
        let line = scanner.line
        register.pass(scanner.offset)
        guard type == .object else {
            register.report(.wrongJSONType(key: nil, found: type), line: line)
            try scanner.skipValue()
            return
        }
        let object = try objects.scan(&scanner)
        admit(objects.draft(from: object, code: nil, line: line), line: line, into: register, body)
    }

    private func parseCodes(
        _ scanner: inout JSONScanner, _ objects: inout JSONObjects, into register: EntryRegister,
        _ body: (Entry) throws -> Void
    ) throws(JSONFault) {
        _ = scanner.take(0x7B)
        if scanner.take(0x7D) { return }
        repeat {
            _ = scanner.peek()
            let line = scanner.line
            register.pass(scanner.offset)
            let code = try scanner.key()
            let type = try scanner.nextType()
            switch type {
            case .string, .null:
                let name = try scanner.scalar(type) ?? ""
                let draft = Entry(
                    code: code.collapsingWhiteSpace, name: name.collapsingWhiteSpace, description: "",
                    line: line)
                admit(.success(draft), line: line, into: register, body)
            case .object:
                let object = try objects.scan(&scanner)
                let draft = objects.draft(from: object, code: code, line: line)
                admit(draft, line: line, into: register, body)
            case .array, .number, .boolean:
                register.report(.wrongJSONType(key: code, found: type), line: line)
                try scanner.skipValue()
            }
            guard register.failure == nil else { return }
        } while scanner.take(0x2C)
        try scanner.require(0x7D, .commaOrBrace)
    }

    private func admit(
        _ draft: Result<Entry, ColumnFault>, line: Int, into register: EntryRegister,
        _ body: (Entry) throws -> Void
    ) {
        switch draft {
        case .success(let draft):
            // The bytes of the text have no NUL, but an escape can make one.
            let hasNUL = [draft.code, draft.name, draft.qualifier ?? "", draft.description]
                .contains { $0.utf8.contains(0) }
            if hasNUL {
                register.report(.nul(byteOffset: nil), line: line)
            } else {
                register.admit(draft, body)
            }
        case .failure(let fault):
            register.report(fault.kind, line: line)
        }
    }
}
