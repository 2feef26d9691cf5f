import Foundation
import Testing

/// The program as a user runs it: in a folder of its own, with a cleared environment.
final class Program: Sendable {
    /// What a run left behind.
    struct Run {
        var output: String
        var errors: String
        var status: Int32

        /// The lines of standard output.
        var lines: [String] { output.split(separator: "\n").map(String.init) }
    }

    /// The folder of the project.
    static let root = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The folder that the program works in; it goes when the test ends.
    let folder: URL
    /// The knowledge base.
    var database: URL { folder.appendingPathComponent("kb.db") }

    /// Makes an empty folder.
    init() throws {
        folder = URL(fileURLWithPath: NSTemporaryDirectory()).appendingPathComponent(
            "kb-test-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    /// Makes a folder whose knowledge base holds the seed.
    static func seeded() throws -> Program {
        let program = try Program()
        try FileManager.default.copyItem(at: seed.get().database, to: program.database)
        return program
    }

    // Imported once, because that takes longer than most tests do.
    private static let seed = Result {
        let program = try Program()
        let run = try program.run("import", root.appendingPathComponent("seed/codes.txt").path)
        try #require(run.status == 0, "\(run.errors)")
        return program
    }

    deinit {
        try? FileManager.default.removeItem(at: folder)
    }

    /// Runs `kb` with arguments; `environment` comes on top of `HOME`, `KB_DB`, `KB_LANG`, `COLUMNS`,
    /// `KB_AUTHOR` and `TZ`;
    /// nil takes one of them away.
    @discardableResult
    func run(_ arguments: String..., environment: [String: String?] = [:], input: String = "") throws -> Run {
        try run(arguments, environment: environment, input: input)
    }

    /// Runs `kb` with arguments.
    @discardableResult
    func run(_ arguments: [String], environment: [String: String?] = [:], input: String = "") throws -> Run {
        var variables = defaults
        for (name, value) in environment { variables[name] = value }
        return try Self.run(Self.binary, arguments, in: folder, environment: variables, input)
    }

    /// Runs another program in the same folder.
    func tool(_ path: String, _ arguments: [String], input: String = "") throws -> Run {
        let started = try start(tool: path, arguments)
        started.write(input)
        return started.finish()
    }

    /// Starts another program in the same folder; `environment` comes on top of its usual one.
    func start(
        tool path: String, _ arguments: [String], environment: [String: String] = [:]
    ) throws -> Started {
        let usual = defaults.merging(["LC_ALL": "C.UTF-8", "PATH": "/usr/bin:/bin"]) { $1 }
        return try Started(
            URL(fileURLWithPath: path), arguments, in: folder,
            environment: usual.merging(environment) { $1 })
    }

    /// Writes a file into the folder.
    @discardableResult
    func write(_ text: String, to name: String) throws -> String {
        let file = folder.appendingPathComponent(name)
        try Data(text.utf8).write(to: file)
        return name
    }

    /// Keeps fish from reading every manual page of the machine at its first start, which takes most of a minute.
    func keepFishFromManuals() throws {
        let pages = folder.appendingPathComponent(".local/share/fish/generated_completions")
        try FileManager.default.createDirectory(at: pages, withIntermediateDirectories: true)
    }

    /// The bytes of the knowledge base, and when it was last written.
    func state() throws -> (Data, Date?) {
        let attributes = try FileManager.default.attributesOfItem(atPath: database.path)
        return (try Data(contentsOf: database), attributes[.modificationDate] as? Date)
    }

    private var defaults: [String: String] {
        [
            "HOME": folder.path, "KB_DB": database.path, "COLUMNS": "80", "TZ": "UTC", "KB_LANG": "en",
            // Nobody, instead of whoever runs the tests.
            "KB_AUTHOR": "",
        ]
    }

    // As it is installed, where `KB_PROGRAM` says so; else as it is built with the tests.
    static let binary =
        ProcessInfo.processInfo.environment["KB_PROGRAM"].map { URL(fileURLWithPath: $0) }
        ?? built.appendingPathComponent("kb")

    /// Where the programs are that are built with the tests.
    static let built = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent()

    /// Starts `kb` with arguments, for what goes on until it is told to end.
    func start(_ arguments: String...) throws -> Started { try start(arguments) }

    /// Starts `kb` with arguments.
    func start(_ arguments: [String]) throws -> Started {
        try Started(Self.binary, arguments, in: folder, environment: defaults)
    }

    private static func run(
        _ program: URL, _ arguments: [String], in folder: URL, environment: [String: String], _ input: String
    ) throws -> Run {
        let started = try Started(program, arguments, in: folder, environment: environment)
        started.write(input)
        return started.finish()
    }

    /// A program that is running.
    final class Started {
        private let process = Process()
        private let source = Pipe()
        private let output: Drain
        private let errors: Drain

        fileprivate init(
            _ program: URL, _ arguments: [String], in folder: URL, environment: [String: String]
        ) throws {
            process.executableURL = program
            process.arguments = arguments
            process.currentDirectoryURL = folder
            process.environment = environment
            let (output, errors) = (Pipe(), Pipe())
            process.standardInput = source
            process.standardOutput = output
            process.standardError = errors
            (self.output, self.errors) = (Drain(output), Drain(errors))
            // A program that reads nothing closes the pipe; its test then goes on all the same.
            signal(SIGPIPE, SIG_IGN)
            try process.runUnblocked()
        }

        /// Writes to its standard input.
        func write(_ text: String) {
            try? source.fileHandleForWriting.write(contentsOf: Data(text.utf8))
        }

        /// Waits until it has read a file to its end.
        func waitUntilItHasRead(_ file: URL) throws {
            let folder = "/proc/\(process.processIdentifier)"
            let path = file.resolvingSymlinksInPath().path
            let end = "pos:\t\(try Data(contentsOf: file).count)\n"
            while process.isRunning {
                let open = (try? FileManager.default.contentsOfDirectory(atPath: folder + "/fd")) ?? []
                let hasRead = open.contains { number in
                    let link = "\(folder)/fd/\(number)"
                    // A file that was renamed has its new name there.
                    return (try? FileManager.default.destinationOfSymbolicLink(atPath: link)) == path
                        && (try? String(contentsOfFile: "\(folder)/fdinfo/\(number)", encoding: .utf8))?
                            .hasPrefix(end) == true
                }
                if hasRead { return }
                usleep(1000)
            }
        }

        /// Whether it has not ended yet.
        var isRunning: Bool { process.isRunning }

        /// Sends it a signal.
        func send(_ signal: Int32) { kill(process.processIdentifier, signal) }

        /// Closes its standard input and waits for its end.
        func finish() -> Run {
            try? source.fileHandleForWriting.close()
            process.waitUntilExit()
            return Run(output: output.text(), errors: errors.text(), status: process.terminationStatus)
        }
    }
}

extension Process {
    /// Starts the program with no signal blocked: the threads of tests block most, and a program inherits that.
    func runUnblocked() throws {
        var (none, before) = (sigset_t(), sigset_t())
        sigemptyset(&none)
        pthread_sigmask(SIG_SETMASK, &none, &before)
        defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
        try run()
    }
}

/// Reads a pipe to its end on a thread of its own, so that the program never waits for its reader.
private final class Drain: @unchecked Sendable {
    private var data = Data()
    private let done = DispatchSemaphore(value: 0)

    init(_ pipe: Pipe) {
        let handle = pipe.fileHandleForReading
        Thread { [self] in
            data = handle.readDataToEndOfFile()
            done.signal()
        }.start()
    }

    func text() -> String {
        done.wait()
        return String(decoding: data, as: UTF8.self)
    }
}
