import Glibc
import KBPresentation

extension Terminal {
    /// The terminal of this process: standard output, or another of its open files.
    ///
    /// `COLUMNS` comes before what the terminal says, and 80 where neither does.
    ///
    /// - Parameters:
    ///   - settings: What applies where no option says it.
    ///   - coloring: What the option says; nil without one.
    ///   - isPaged: False leaves the pager out.
    ///   - columns: The columns of a pane of the terminal, where output goes to one.
    ///   - file: The open file.
    /// - Returns: Where standard output goes.
    static func current(
        _ settings: Settings, _ coloring: Coloring? = nil, isPaged: Bool = true, columns: Int? = nil,
        on file: Int32 = STDOUT_FILENO
    ) -> Terminal {
        let environment = settings.environment
        let isInteractive = isatty(file) == 1
        let size = isInteractive ? reportedSize(of: file) : nil
        let width = width(size, environment)
        let canMove = isInteractive && environment.variable("TERM") ?? "dumb" != "dumb"
        let hasColor =
            switch settings.color(coloring).value {
            case .always: true
            case .never: false
            case .auto: canMove
            }
        return Terminal(
            isInteractive: isInteractive,
            width: columns.map { max($0, narrowest) } ?? width, hasColor: hasColor,
            height: canMove ? size?.height : nil, hasBlocks: isUTF8(environment),
            pager: canMove && isPaged ? pager(environment) : nil)
    }

    /// The user's pager: `KB_PAGER`, else `PAGER`, else less(1); empty and `cat` mean none.
    ///
    /// The user's may be a command with arguments, so the shell takes it apart, as git has it done. Less may not be
    /// there, and then nobody should be told.
    private static func pager(_ environment: Environment) -> [String]? {
        guard let command = environment.value(of: "KB_PAGER") ?? environment.value(of: "PAGER") else {
            return ["less"]
        }
        return ["", "cat"].contains(command) ? nil : ["/bin/sh", "-c", command]
    }

    /// The columns of the terminal that a file is; nil where it is none.
    static func width(of file: Int32, _ environment: Environment = .process) -> Int? {
        isatty(file) == 1 ? width(reportedSize(of: file), environment) : nil
    }

    private static func width(_ size: (width: Int, height: Int?)?, _ environment: Environment) -> Int {
        min(max(environment.variable("COLUMNS").flatMap(Int.init) ?? size?.width ?? 80, 40), 200)
    }

    private static func reportedSize(of file: Int32) -> (width: Int, height: Int?)? {
        var size = winsize()
        guard ioctl(file, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
        return (Int(size.ws_col), size.ws_row > 0 ? Int(size.ws_row) : nil)
    }

    /// Whether the locale says UTF-8, or nothing.
    private static func isUTF8(_ environment: Environment) -> Bool {
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].lazy.compactMap(environment.variable).first?.lowercased()
        return locale.map { $0.contains("utf-8") || $0.contains("utf8") } ?? true
    }
}
