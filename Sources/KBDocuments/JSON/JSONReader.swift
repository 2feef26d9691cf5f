/// The reader of JSON and JSON Lines.
///
/// Codes are found wherever they stand: objects in an array; an object `code → name`, as Node's `http.STATUS_CODES`,
/// or `code → {name, description}`; constants `name → number`; and any of these inside other objects, which are groups
/// of codes or only wrap them. Keys are found as the columns of a table are. Entries come in the order of the text,
/// and a key that is there twice is an error.
struct JSONReader {
    let bytes: UnsafeRawBufferPointer
    let start: Int
    let mapping: ColumnMapping?

    /// Reads a JSON text into a register; a fault of the syntax ends it.
    func parse(into register: EntryRegister, _ body: (Entry) throws -> Void) {
        var walk = JSONWalk(scanner: JSONScanner(bytes, from: start, to: bytes.count), mapping, register)
        if WhiteSpace.skip(in: bytes, from: start, end: bytes.count) == bytes.count { return }
        do throws(JSONFault) {
            try walk.readDocument(body)
        } catch let fault {
            register.report(walk.scanner.diagnostic(for: fault))
        }
    }

    /// Reads JSON Lines into a register, every line for itself; blank lines are left out.
    func parseLines(into register: EntryRegister, _ body: (Entry) throws -> Void) {
        var walk = JSONWalk(scanner: JSONScanner(bytes, from: start, to: start), mapping, register)
        var lines = Lines(bytes, from: start)
        while register.failure == nil, let line = lines.next() {
            if WhiteSpace.skip(in: bytes, from: line.start, end: line.end) == line.end { continue }
            walk.scanner = JSONScanner(bytes, from: line.start, to: line.end, line: line.number)
            do throws(JSONFault) {
                try walk.readElement(group: "", depth: 1, body, isLine: true)
                if walk.scanner.peek() != nil {
                    throw JSONFault(offset: walk.scanner.offset, expected: .endOfText)
                }
            } catch let fault {
                register.report(walk.scanner.diagnostic(for: fault))
            }
        }
    }

    /// Tells whether the text starts with an object whose keys are those of one entry.
    func startsWithEntryObject() -> Bool {
        var scanner = JSONScanner(bytes, from: start, to: bytes.count)
        var objects = JSONObjects(mapping: mapping)
        guard scanner.peek() == 0x7B, let object = try? JSONObject(&scanner), !object.hasLists else {
            return false
        }
        return (try? objects.draft(from: object, key: nil, group: "", line: 1).get()) != nil
    }
}
