import Foundation

/// Tries the inputs in a process of their own, so that one that ends it, by whatever means, can be named.
struct Supervisor {
    let options: FuzzCommand

    /// Returns whether all inputs kept what was promised.
    func run() throws -> Bool {
        let child = Process()
        child.executableURL = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        // The seed may be this moment's.
        child.arguments = CommandLine.arguments.dropFirst() + ["--direct", "--seed", String(options.seed)]
        try child.run()
        child.waitUntilExit()
        if child.terminationReason == .exit, child.terminationStatus == 0 { return true }
        guard let number = try? String(contentsOfFile: options.numberFile, encoding: .utf8), !number.isEmpty
        else {
            return false
        }
        let end = child.terminationReason == .exit ? "exit status" : "signal"
        report(
            "input \(number) of seed \(options.seed) ended the process: \(end) \(child.terminationStatus)\n"
                + options.repetition(of: Int(number) ?? 0))
        return false
    }
}

/// Says something on standard error.
func report(_ text: String) {
    FileHandle.standardError.write(Data("error: \(text)\n".utf8))
}
