import ArgumentParser
import Glibc
import KBCore
import KBInput
import KBLogs
import KBPresentation

/// `kb scan`: counts the codes in logs.
struct ScanCommand: Command {
    static let configuration = CommandConfiguration(
        commandName: "scan",
        abstract: KBPresentation.message(
            zh: "统计日志里的代码，并写出名称和团队的笔记。",
            en: "Count the codes in logs, with names and the team's notes."),
        discussion: KBPresentation.message(
            zh: """
                以 { 开头的行当作 JSON 读，其余的按 Common/Combined 日志格式读：代码是引号里的请求之后的那个数。JSON 里依次找对象或其中对象的字段 \
                \(JSONFields.usual.joined(separator: "、"))。

                --pattern 是 Perl 的正则表达式（PCRE2），和 grep -P 一样。代码是名为 code 的分组，例如 (?<code>\\d+)；没有就是匹配到的第一个分组；没有分组就是全部。

                一行超过 1 MB 时只看开头；用 --pattern 时只看前 16 KB。

                没有知识库时只计数，没有名称。

                用 --follow 时，表格随日志增长而重画，日志可以轮转。Ctrl-C 或 SIGTERM 写出最后的表格，以状态 0 结束。输出不是终端时，只写最后的表格。

                例如：
                  kb scan access.log  一份日志
                  zcat access.log.*.gz | kb scan -  压缩过的
                  kb scan --pattern 'errno=(E\\w+)' app.log  别的写法
                """,
            en: """
                Each line is read as JSON if it begins with {, else as the Common or Combined Log Format: the code is \
                the number after the quoted request. In JSON it is the field \
                \(JSONFields.usual.joined(separator: ", ")), in this order, of the object or of an object in it.

                A --pattern is a regular expression as in Perl (PCRE2) and for grep -P. The code is the group named \
                code, as in (?<code>\\d+); else the first group that matches; without groups, all of the match.

                Of a line longer than 1 MB the beginning is read; with --pattern it is the first 16 KB.

                Without a knowledge base codes are counted without names.

                With --follow the table is drawn anew while the log grows; the log may be rotated. Ctrl-C, or SIGTERM, \
                prints the last table and ends with status 0. Where output is no terminal, only the last table is \
                printed.

                For example:
                  kb scan access.log  one log
                  zcat access.log.*.gz | kb scan -  compressed ones
                  kb scan --pattern 'errno=(E\\w+)' app.log  codes in another notation
                """))

    @Argument(
        help: ArgumentHelp(
            zh: "日志；- 或不写就读标准输入。", en: "Logs; - or none for standard input.", .file),
        completion: .file())
    var paths: [String] = []

    @Option(
        name: .letter("p", "pattern"),
        help: ArgumentHelp(
            zh: "找代码的正则表达式：第一个分组，没有分组就是全部。",
            en: "A regular expression that finds the code: its first group, or the whole match.", .regex))
    var pattern: String?

    @Option(
        help: ArgumentHelp(
            zh: "每行都按 common、combined 或 json 读。", en: "Read all lines as common, combined or json.", .format),
        completion: .list(["common", "combined", "json"]))
    var format: Format?

    @Option(
        help: ArgumentHelp(
            zh: "JSON 里哪个字段是代码。", en: "The field of JSON lines that is the code.", .name))
    var field: String?

    @Option(
        name: .letter("b", "book"),
        help: ArgumentHelp(
            zh: "代码属于哪本书。默认：有 http 就是它，否则是全部；用 --pattern 时是全部。",
            en: "The book of the codes. Default: http where there is one, else all; with --pattern all.",
            .book),
        completion: .books)
    var book: String?

    @Option(
        help: ArgumentHelp(
            zh: "排序：count 按次数，code 按代码。", en: "Sort by count or by code.", .order),
        completion: .list(["count", "code"]))
    var sort: ScanReport.Order = .count

    @Option(
        name: .letter("n", "top"),
        help: ArgumentHelp(
            zh: "只列出这么多个代码，从最多的起。", en: "Show only so many codes, the most frequent ones.", .count))
    var top: Int?

    @Flag(
        name: .shortAndLong,
        help: ArgumentHelp(
            zh: "接着读日志后来增加的内容，轮转了也跟着走。",
            en: "Go on with what is added to the logs, also when they are rotated."))
    var follow = false

    @Flag(help: .json)
    var json = false

    @OptionGroup var output: OutputOptions
    @OptionGroup var store: StoreOptions

    /// How lines are written.
    enum Format: String, ExpressibleByArgument {
        case common, combined, json
    }

    func validate() throws {
        if pattern != nil, format != nil || field != nil {
            throw ValidationError(
                KBPresentation.message(
                    zh: "--pattern 不能与 --format、--field 同时用",
                    en: "--pattern does not go with --format and --field"))
        }
        if field != nil, let format, format != .json {
            throw ValidationError(
                KBPresentation.message(zh: "只有 JSON 的行有 --field", en: "only JSON lines have a --field"))
        }
        if let top, top < 1 {
            throw ValidationError(KBPresentation.message(zh: "--top 至少是 1", en: "--top is 1 or more"))
        }
        if paths.isEmpty, isatty(STDIN_FILENO) == 1 {
            throw ValidationError(
                KBPresentation.message(zh: "请写明日志，或用 - 读标准输入", en: "name a log, or - for standard input"))
        }
    }

    func run(_ settings: Settings) throws {
        // A signal may come as soon as the logs are open.
        if follow { Interruption.watch() }
        defer { if follow { Interruption.unwatch() } }
        let lines = try lineFormat()
        let names = try ScanNames(store, settings, book: book, usual: pattern == nil ? "http" : nil)
        // Where the user says where the code stands, it stands nowhere else.
        let looksEverywhere = book != nil && pattern == nil && format == nil && field == nil
        let codes = looksEverywhere ? try names.codeList() : nil
        let paths = paths.isEmpty ? [InputPath.standardInput] : paths
        var failures = ScanFailures(of: paths.count)
        LogFile.allowMany()
        let files = try paths.compactMap { path in try failures.catching { try LogFile(opening: path) } }
        if files.isEmpty { try failures.finish() }
        let report = ScanReport(
            names: names, order: sort, top: top, isJSON: json, output: output, settings: settings)
        if follow {
            var following = ScanFollowing(files, lines, codes, report)
            return try following.run(&failures)
        }
        var counts = CodeCounts()
        for file in files {
            let reader = LogReader(file, format: lines, codes: codes)
            try failures.catching { try reader.readToEnd(into: &counts) }
            reader.finish(into: &counts)
        }
        try failures.finish { try report.print(counts) }
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
