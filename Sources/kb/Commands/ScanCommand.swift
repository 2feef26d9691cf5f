import ArgumentParser
import Glibc
import KnowledgeBase
import LogScan

/// `kb scan`: counts the codes in logs.
struct ScanCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "scan",
        abstract: "Count the codes in logs, with names and the team's notes.",
        discussion: """
            Each line is read as JSON if it begins with {, else as the Common or Combined Log Format: the code is the \
            number after the quoted request. In JSON it is the field \
            \(JSONFields.usual.joined(separator: ", ")), in this order, of the object or of an object in it.

            A pattern is a POSIX extended regular expression, as for grep -E, with \\d and \\t: \
            --pattern 'errno=(E\\w+)'.

            Without a knowledge base codes are counted without names.

            With --follow the table is drawn anew while the log grows; the log may be rotated. Ctrl-C, or SIGTERM, \
            prints the last table and ends with status 0. Where output is no terminal, only the last table is printed.
            """)

    @Argument(
        help: ArgumentHelp(
            "Logs; - or none for standard input. Compressed: zcat LOG | kb scan -", valueName: "file"))
    var paths: [String] = []

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp("The code is what this finds: its first group, or all of it.", valueName: "regex"))
    var pattern: String?

    @Option(help: ArgumentHelp("Read all lines as common, combined or json.", valueName: "format"))
    var format: Format?

    @Option(help: ArgumentHelp("The field of JSON lines that is the code.", valueName: "name"))
    var field: String?

    @Option(
        name: .shortAndLong,
        help: ArgumentHelp(
            "The book of the codes. Default: http where there is one, else all; with --pattern all.",
            valueName: "slug"))
    var book: String?

    @Option(help: ArgumentHelp("Sort by count or by code.", valueName: "order"))
    var sort: ScanReport.Order = .count

    @Option(
        name: [.customShort("n"), .long],
        help: ArgumentHelp("Show only so many codes, the most frequent ones.", valueName: "count"))
    var top: Int?

    @Flag(name: .shortAndLong, help: "Go on with what is added to the logs, also when they are rotated.")
    var follow = false

    @Flag(help: "Print one JSON object a line.")
    var json = false

    @OptionGroup var output: OutputOptions
    @OptionGroup var store: StoreOptions

    /// How lines are written.
    enum Format: String, ExpressibleByArgument {
        case common, combined, json
    }

    func validate() throws {
        if pattern != nil, format != nil || field != nil {
            throw ValidationError("Please give either --pattern, or --format and --field.")
        }
        if field != nil, let format, format != .json {
            throw ValidationError("Only JSON lines have a --field.")
        }
        if let top, top < 1 { throw ValidationError("Please give a --top of 1 or more.") }
        if paths.isEmpty, isatty(STDIN_FILENO) == 1 {
            throw ValidationError("Please name a log, or - for standard input.")
        }
    }

    func run() throws {
        // A signal may come as soon as the logs are open.
        if follow { Interruption.watch() }
        defer { if follow { Interruption.unwatch() } }
        let format = try lineFormat()
        let names = try ScanNames(store, book: book, usual: pattern == nil ? "http" : nil)
        let paths = paths.isEmpty ? [LogFile.standardInput] : paths
        // All are opened before any is read, so that a wrong name is told at once.
        let files = try paths.map(LogFile.init(opening:))
        let report = ScanReport(names: names, order: sort, top: top, isJSON: json, output: output)
        if follow { return try ScanFollowing(files, format, report).run() }
        var counts = CodeCounts()
        for file in files {
            let reader = LogReader(file, format: format)
            try reader.readToEnd(into: &counts)
            reader.finish(into: &counts)
        }
        try report.print(counts)
    }

    private func lineFormat() throws(LinePatternError) -> LineFormat {
        if let pattern { return .pattern(try LinePattern(pattern)) }
        let fields = field.map(JSONFields.init(name:)) ?? JSONFields()
        return switch format {
        case nil: .detected(fields)
        case .common, .combined: .common
        case .json: .json(fields)
        }
    }
}
