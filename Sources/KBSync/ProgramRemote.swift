import Foundation
import Glibc
import KBCore
import KBDocuments
import KBInput
import KBText

/// A program `kb-remote-NAME` that speaks to a remote: one JSON object a line on its standard input and output, as
/// docs/sync.md says.
package final class ProgramRemote: LogRemote {
    private let name: String
    private let process: ChildProcess
    private let input: Int32
    private let output: Int32
    private var rest: [UInt8] = []

    /// The longest answer that is read, in bytes.
    private static let longestLine = 256 << 20

    /// Starts the program.
    ///
    /// - Parameters:
    ///   - program: Its path, or its name in `PATH`.
    ///   - url: Where the remote is; the program gets it as it is.
    /// - Throws: ``RemoteFailure``.
    package init(_ program: String, url: String) throws {
        name = program
        guard let questions = Channel(), let answers = Channel() else {
            throw RemoteFailure.unreachable(String(cString: strerror(errno)))
        }
        let process = ChildProcess([program], input: questions.reading, output: answers.writing)
        close(questions.reading)
        close(answers.writing)
        (input, output) = (questions.writing, answers.reading)
        guard let process else {
            close(input)
            close(output)
            throw RemoteFailure.noProgram(program)
        }
        self.process = process
        let answer = try ask([JSONValue.format, ("hello", .object([("url", .string(url))]))])
        guard answer["hello"] != nil else { throw RemoteFailure.badProgram(program) }
    }

    /// Has a program make what remotes of its kind need at an address, such as tables.
    ///
    /// - Throws: ``RemoteFailure``.
    package static func prepare(_ program: String, url: String) throws {
        guard let ending = ChildProcess.run([program, "--init", url], input: [], catchesOutput: true) else {
            throw RemoteFailure.noProgram(program)
        }
        guard try value(ending.output, of: program)["end"] != nil else {
            throw RemoteFailure.badProgram(program)
        }
    }

    /// What ``prepare(_:url:)`` would do, as text for whoever does it by hand.
    ///
    /// - Throws: ``RemoteFailure``.
    package static func preparation(_ program: String) throws -> String {
        guard let ending = ChildProcess.run([program, "--schema"], input: [], catchesOutput: true) else {
            throw RemoteFailure.noProgram(program)
        }
        guard ending.status == 0 else { throw RemoteFailure.badProgram(program) }
        return ending.text
    }

    deinit {
        close(input)
        close(output)
        process.wait()
    }

    package func state() throws -> RemoteState {
        let answer = try ask([("state", .object([]))])
        guard case .object(let logs)? = answer["vector"] else { throw RemoteFailure.badProgram(name) }
        var state = RemoteState()
        for (log, value) in logs where SegmentName.isLog(log) {
            guard case .array(let pair) = value, pair.count == 2, case .number(let n) = pair[0], n >= 0,
                let hash = pair[1].string.flatMap({ LogHash($0) })
            else { throw RemoteFailure.badProgram(name) }
            state.vector[log] = LogPosition(n: n, hash: hash)
        }
        return state
    }

    package func pull(_ ranges: [LogRange], _ body: ([LogSegment]) throws -> Void) throws {
        let wanted = ranges.map {
            JSONValue.array([.string($0.log), .number($0.after), .number($0.last)])
        }
        try send([("pull", .array(wanted))])
        while true {
            let answer = try receive()
            if answer["end"] != nil { return }
            guard let segment = Self.segment(answer) else { throw RemoteFailure.badProgram(name) }
            try body([segment])
        }
    }

    package func push(_ batch: LogBatch) throws {
        let segments = batch.segments.map { segment in
            JSONValue.object([
                ("log", .string(segment.log)), ("first", .number(segment.first)),
                ("hash", .string(segment.hash.description)), ("lines", .strings(segment.lines)),
            ])
        }
        let documents = batch.documents.sorted { $0.key < $1.key }.map {
            ($0.key, JSONValue.string(Data($0.value).base64EncodedString()))
        }
        let answer = try ask([
            ("push", .object([("segments", .array(segments)), ("documents", .object(documents))]))
        ])
        guard answer["end"] != nil else { throw RemoteFailure.badProgram(name) }
    }

    package func document(_ sha256: String, of log: String) throws -> [UInt8]? {
        let answer = try ask([("document", .strings([sha256, log]))])
        guard let text = answer["document"]?.string else { return nil }
        return Data(base64Encoded: text).map([UInt8].init)
    }

    private static func segment(_ value: JSONValue) -> LogSegment? {
        guard let log = value["log"]?.string, SegmentName.isLog(log),
            case .number(let first)? = value["first"],
            let hash = value["hash"]?.string.flatMap({ LogHash($0) }),
            case .array(let lines)? = value["lines"]
        else { return nil }
        return LogSegment(log: log, first: first, lines: lines.compactMap(\.string), hash: hash)
    }

    private func ask(_ members: [(String, JSONValue)]) throws -> JSONValue {
        try send(members)
        return try receive()
    }

    private func send(_ members: [(String, JSONValue)]) throws {
        let line = Array((JSONValue.object(members).text + "\n").utf8)
        guard line.withUnsafeBytes({ OpenFile.write($0, to: input) }) == nil else { throw ended() }
    }

    private func receive() throws -> JSONValue {
        try Self.value(try line(), of: name)
    }

    /// Reads an answer.
    private static func value(_ line: [UInt8], of program: String) throws -> JSONValue {
        guard let value = line.withUnsafeBytes({ JSONValue(reading: $0) }) else {
            throw RemoteFailure.badProgram(program)
        }
        if let reason = value["error"]?.string {
            throw switch value["kind"]?.string {
            case "refused": RemoteFailure.refused(reason)
            case "changed": RemoteFailure.changedMeanwhile
            default: RemoteFailure.unreachable(reason)
            }
        }
        return value
    }

    private func line() throws -> [UInt8] {
        var searched = 0
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
        defer { buffer.deallocate() }
        while true {
            if let end = rest[searched...].firstIndex(of: 0x0A) {
                defer { rest.removeFirst(end + 1) }
                return Array(rest[..<end])
            }
            searched = rest.count
            guard searched < Self.longestLine else { throw RemoteFailure.badProgram(name) }
            let count = read(output, buffer.baseAddress, buffer.count)
            if count > 0 { rest += buffer[..<count] } else if count == 0 || errno != EINTR { throw ended() }
        }
    }

    private func ended() -> RemoteFailure { .unreachable("\(name) ended") }
}
