/// Finds the codes of one log's lines.
///
/// Where the format is to be detected, a line that begins with `{` is JSON; any other is of the Common or Combined Log
/// Format, else of one of the formats that can be told by something that no other has. What stands before a line, as
/// syslog, journald, Docker, Kubernetes and their tools write it, is part of no format, so it changes none.
package final class LineScanner {
    let format: LineFormat
    /// The codes of the book that the user has named.
    private let codes: CodeList?
    /// The columns of this log, once a line has named them.
    private(set) var columns: ExtendedLog?
    /// Lines that were given up since the last call of ``count(_:into:)``.
    private var givenUp = 0
    /// A line that another program has put into a text of JSON.
    private let wrapped = UnwrappedLine()
    private let times = LineTimes()

    /// Room for a number.
    private let number = UnsafeMutablePointer<UInt8>.allocate(capacity: CodeCounts.longestCode)

    /// Makes a scanner of the lines of one log.
    ///
    /// - Parameters:
    ///   - format: Where the code stands in a line.
    ///   - codes: The codes of the book that the user has named; nil for none.
    package init(_ format: LineFormat, codes: CodeList? = nil) {
        self.format = format
        self.codes = codes
    }

    deinit {
        number.deallocate()
    }

    /// Counts lines, the last of which may lack its line feed.
    func count(_ lines: Bytes, into counts: inout CodeCounts) {
        if counts.question.asksForMore {
            each(lines) { line, cut in
                let found = code(in: line)
                let code = codes.map { $0.code(of: found.map(plain), in: line) } ?? found
                counts.add(
                    line, whole(code, in: line, cut), time: times.time(of: line, columns),
                    path: LinePath.path(in: unwrapped(line), columns))
            }
        } else if let codes {
            each(lines, &counts) { codes.code(of: self.code(in: $0).map(self.plain), in: $0) }
        } else {
            switch format {
            case .detected(let fields):
                each(lines, &counts) { self.detectedCode(in: $0, fields) }
            case .common: each(lines, &counts) { CommonLine.code(in: $0).map { LineCode(bytes: $0) } }
            case .json, .pattern: each(lines, &counts) { self.code(in: $0) }
            }
        }
        counts.giveUp(givenUp)
        givenUp = 0
    }

    /// The code of a line.
    func code(in line: Bytes) -> LineCode? {
        switch format {
        case .detected(let fields): return detectedCode(in: line, fields)
        case .common: return CommonLine.code(in: line).map { LineCode(bytes: $0) }
        case .json(let fields):
            return JSONFields.beginning(of: line).flatMap { fields.code(in: line, from: $0) }
        case .pattern(let pattern):
            switch pattern.code(in: line) {
            case .code(let code): return LineCode(bytes: code)
            case .none: return nil
            case .givenUp:
                givenUp += 1
                return nil
            }
        }
    }

    @inline(__always)
    private func detectedCode(in line: Bytes, _ fields: JSONFields) -> LineCode? {
        if columns != nil || line.first == UInt8(ascii: "#"), let code = columnCode(in: line) { return code }
        if let beginning = JSONFields.beginning(of: line) {
            return fields.code(in: line, from: beginning) ?? wrappedCode(in: line, from: beginning, fields)
        }
        if let status = CommonLine.code(in: line) { return LineCode(bytes: status) }
        return otherCode(in: line, fields)
    }

    /// The code of a line whose columns have been named before; nil for the line that names them, too.
    @inline(never)
    private func columnCode(in line: Bytes) -> LineCode? {
        if let columns = ExtendedLog(line) { self.columns = columns }
        return columns?.code(in: line).map { LineCode(bytes: $0) }
    }

    /// The code of a line that neither is JSON nor of the Common Log Format.
    @inline(never)
    private func otherCode(in line: Bytes, _ fields: JSONFields) -> LineCode? {
        if let status = ProxyLine.code(in: line) ?? BalancerLine.code(in: line) {
            return LineCode(bytes: status)
        }
        if let number = ErrorLogLine.code(in: line) { return LineCode(bytes: number, kind: .errno) }
        if let beginning = JSONFields.inside(line) {
            if let code = fields.code(in: line, from: beginning) { return code }
        }
        return LogfmtLine.code(in: line, fields)
    }

    /// The code of a line that stands in a text of JSON.
    @inline(never)
    private func wrappedCode(in line: Bytes, from beginning: Int, _ fields: JSONFields) -> LineCode? {
        guard let inner = wrapped.line(in: line, from: beginning) else { return nil }
        if let beginning = JSONFields.beginning(of: inner) { return fields.code(in: inner, from: beginning) }
        return CommonLine.code(in: inner).map { LineCode(bytes: $0) } ?? otherCode(in: inner, fields)
    }

    /// A code as a book may have it, 404 for 404.0.
    ///
    /// It lasts until the next call.
    private func plain(_ code: LineCode) -> LineCode {
        guard code.kind == .number, code.bytes.count <= CodeCounts.longestCode else { return code }
        let text = CodeCounts.plain(String(decoding: code.bytes, as: UTF8.self)).utf8
        var count = 0
        for byte in text.prefix(CodeCounts.longestCode) {
            number[count] = byte
            count += 1
        }
        return LineCode(bytes: Bytes(start: number, count: count))
    }

    /// The line that a line of JSON holds; else the line itself.
    private func unwrapped(_ line: Bytes) -> Bytes {
        guard case .detected = format, let beginning = JSONFields.beginning(of: line) else { return line }
        return wrapped.line(in: line, from: beginning) ?? line
    }

    @inline(__always)
    private func each(_ lines: Bytes, _ counts: inout CodeCounts, _ code: (Bytes) -> LineCode?) {
        each(lines) { line, isCut in counts.add(whole(code(line), in: line, isCut)) }
    }

    /// A code, unless it reaches to where its line was cut: then it may be half a code.
    @inline(__always)
    private func whole(_ code: LineCode?, in line: Bytes, _ isCut: Bool) -> LineCode? {
        isCut ? code.flatMap { $0.bytes.end == line.end ? nil : $0 } : code
    }

    /// Calls `body` with each line, of one that is too long its beginning.
    @inline(__always)
    private func each(_ lines: Bytes, _ body: (_ line: Bytes, _ isCut: Bool) -> Void) {
        var start = 0
        while start < lines.count {
            let end = lines.first(.newline, from: start) ?? lines.count
            let isCut = end - start > LogReader.longestLine
            body(lines.part(start..<(isCut ? start + LogReader.longestLine : end)), isCut)
            start = end + 1
        }
    }
}

extension Bytes {
    fileprivate var end: UnsafePointer<UInt8>? { baseAddress.map { $0 + count } }
}
