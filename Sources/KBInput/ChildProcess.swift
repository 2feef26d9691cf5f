import Glibc

/// Another program that runs on the terminal, such as an editor, a pager or fzf.
///
/// It gets the signals that kb handles or ignores as if nothing had been done about them.
package struct ChildProcess {
    private let id: pid_t

    /// How a program ended.
    package struct Ending: Sendable {
        /// Its exit status; 128 and more for a signal, as shells count.
        package var status: Int32
        /// What it wrote to standard output, where that was caught.
        package var output: [UInt8]

        /// The same as text; bytes that are no UTF-8 are replaced.
        package var text: String { String(decoding: output, as: UTF8.self) }
    }

    /// Starts a program; nil when that cannot be done.
    ///
    /// - Parameters:
    ///   - words: The program, which is looked for in `PATH` unless it has a slash, and its arguments.
    ///   - input: The file that is its standard input; nil for kb's own.
    ///   - output: The file that is its standard output; nil for kb's own.
    ///   - isQuiet: Whether nobody sees its standard error.
    package init?(
        _ words: [String], input: Int32? = nil, output: Int32? = nil, isQuiet: Bool = false
    ) {
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var defaults = sigset_t()
        sigemptyset(&defaults)
        for number in [SIGINT, SIGQUIT, SIGPIPE, SIGXFSZ] { sigaddset(&defaults, number) }
        posix_spawnattr_setsigdefault(&attributes, &defaults)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        if let input { posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO) }
        if let output { posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO) }
        if isQuiet {
            posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
        }
        var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) }
        arguments.append(nil)
        defer { for argument in arguments { free(argument) } }
        var id: pid_t = 0
        guard posix_spawnp(&id, words[0], &actions, &attributes, arguments, environ) == 0 else { return nil }
        self.id = id
    }

    /// Waits for its end; returns its exit status, 128 and more for a signal.
    @discardableResult
    package func wait() -> Int32 {
        var status: Int32 = 0
        while waitpid(id, &status, 0) < 0 {
            guard errno == EINTR else { return 127 }
        }
        let signal = status & 0x7F
        return signal == 0 ? (status >> 8) & 0xFF : 128 + signal
    }

    /// Runs a program to its end.
    ///
    /// Ctrl-C and Ctrl-\ are meant for the program then, as with system(3).
    ///
    /// - Parameters:
    ///   - words: The program, which is looked for in `PATH` unless it has a slash, and its arguments.
    ///   - input: What it reads from standard input; nil leaves it that of kb.
    ///   - catchesOutput: Whether its standard output is read instead of passed on.
    ///   - isQuiet: Whether nobody sees its standard error.
    /// - Returns: How it ended; nil where it cannot be started.
    package static func run(
        _ words: [String], input: [UInt8]? = nil, catchesOutput: Bool = false, isQuiet: Bool = false
    ) -> Ending? {
        let (onInterrupt, onQuit) = (signal(SIGINT, SIG_IGN), signal(SIGQUIT, SIG_IGN))
        defer {
            signal(SIGINT, onInterrupt)
            signal(SIGQUIT, onQuit)
        }
        let source = input == nil ? nil : Channel()
        let sink = catchesOutput ? Channel() : nil
        let process = ChildProcess(
            words, input: source?.reading, output: sink?.writing, isQuiet: isQuiet)
        source.map { _ = close($0.reading) }
        sink.map { _ = close($0.writing) }
        if let source {
            // A program that has read enough closes the pipe, which is its right.
            if process != nil, let input {
                _ = input.withUnsafeBytes { OpenFile.write($0, to: source.writing) }
            }
            close(source.writing)
        }
        let output = sink.map { sink in
            defer { close(sink.reading) }
            return (try? OpenFile.bytes(of: sink.reading)) ?? []
        }
        return process.map { Ending(status: $0.wait(), output: output ?? []) }
    }
}

/// A pipe whose ends no program inherits by itself.
package struct Channel {
    package let reading: Int32
    package let writing: Int32

    package init?() {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { return nil }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        (reading, writing) = (ends[0], ends[1])
    }
}
