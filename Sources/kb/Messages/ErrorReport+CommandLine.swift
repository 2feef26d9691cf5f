import ArgumentParser
import Glibc
import KBCore
import KBPresentation

extension ErrorReport {
    init(_ error: any Error) {
        switch error {
        case let error as any ReportableError: self = error.report
        case let error as StoreError: self.init(store: error)
        case let code as ExitCode: self.init([], ExitStatus(rawValue: code.rawValue) ?? .failed)
        default: self.init(commandLine: error)
        }
    }

    /// Prints the report and ends the process.
    func printAndExit() -> Never {
        print()
        exit(status.rawValue)
    }

    /// Prints the report on standard error.
    func print() {
        if !places.isEmpty {
            Output.note(places.map { TerminalText.escaped($0) }.joined(separator: "\n"))
        }
        for error in errors { Output.note(Self.errorLabel + TerminalText.escaped(error)) }
        if let hint { Output.hint(hint) }
    }

    /// What ArgumentParser has to say: the version and other answers, or what is wrong with the command line.
    private init(commandLine error: any Error) {
        guard KB.exitCode(for: error) != .success else {
            try? Output.write(KB.fullMessage(for: error))
            self.init([], .done)
            return
        }
        let sentence = KB.message(for: error)
        let path = CommandPath(Arguments.all)
        if path.rest.first == "---completion" {
            // Somebody types at a prompt: that a script does not fit the program is no reason to write there.
            self.init([], .failed)
        } else if KB.exitCode(for: error) == .validationFailure, let page = try? path.page() {
            self = WrongUsage(fault: UsageFault(sentence), page: page, rest: path.rest).report
        } else {
            self.init([sentence], .failed)
        }
    }
}
