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
                日志的格式逐行自动识别：Common/Combined（nginx、Apache、Envoy）、JSON（ECS、Caddy 等）、logfmt、nginx 的 error.log、HAProxy、\
                AWS ALB、IIS 等的 W3C 日志；syslog、journald、Docker、Compose、Kubernetes 加在行首的内容不影响识别。gzip、zstd、bzip2 压缩的直接读。

                JSON 和 logfmt 里依次找字段 \(JSONFields.usual.joined(separator: "、"))，先找外层，再找里层；\
                http.response.status_code 先于里层的其他字段。

                写了 --book，就在任何格式的行里找这本书自己的代码，大小写、连接符、前导零不同也能找到；\
                只有数字的代码，要有 code、error、错误码 之类的词或括号指明。

                --pattern 是 Perl 的正则表达式（PCRE2），和 grep -P 一样。代码是名为 code 的分组，例如 (?<code>\\d+)；没有就是匹配到的第一个分组；没有分组就是全部。

                一行超过 1 MB 时只看开头；用 --pattern 时只看前 16 KB。某个文件读不了，就说明原因，继续读其他的，最后状态是 2。

                没有知识库时只计数，没有名称。

                用 --follow 时，表格随日志增长而重画，日志可以轮转。Ctrl-C 或 SIGTERM 写出最后的表格，以状态 0 结束。输出不是终端时，只写最后的表格。

                例如：
                  kb scan access.log access.log.*.gz  几份日志
                  tail -n 10000 access.log | kb scan --by minute  最近的，每分钟多少
                  kb scan app.log --book pay --since 2h  一本书自己的代码
                  kb scan --pattern 'errno=(E\\w+)' app.log  别的写法
                """,
            en: """
                kb detects the format of each line: Common and Combined (nginx, Apache, Envoy), JSON (ECS, \
                Caddy, …), logfmt, nginx's error.log, HAProxy, AWS ALB, and W3C logs such as those of IIS. \
                It skips what syslog, journald, Docker, Compose and Kubernetes put before a line, and reads \
                logs compressed with gzip, zstd or bzip2.

                In JSON and logfmt, the code is the field \(JSONFields.usual.joined(separator: ", ")), in \
                this order: first those of the outer object, then http.response.status_code, then nested \
                ones.

                With --book, kb finds that book's codes in lines of any format, whatever their case, \
                separators and leading zeros. A code of digits alone counts only after a word such as code \
                or error, or in brackets.

                --pattern takes a Perl regular expression (PCRE2), like grep -P. The code is the group named \
                code, as in (?<code>\\d+), or the first group that matches, or the whole match.

                kb reads the first 1 MB of a line, or 16 KB with --pattern. A log that cannot be read is \
                reported and does not stop the others; the exit status is then 2.

                Without a knowledge base, kb counts codes without their names.

                With --follow, kb redraws the table as the log grows or is rotated. Ctrl-C or SIGTERM \
                prints the final table and exits with status 0. If the output is not a terminal, kb prints \
                only the final table.

                For example:
                  kb scan access.log access.log.*.gz  several logs
                  tail -n 10000 access.log | kb scan --by minute  the latest, by the minute
                  kb scan app.log --book pay --since 2h  a book's own codes
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
        completion: .list(Format.allCases.map(\.rawValue)))
    var format: Format?

    @Option(
        help: ArgumentHelp(
            zh: "JSON 或 logfmt 里哪个字段是代码，在哪一层都行；error.code 写明路径。",
            en: "The JSON or logfmt field that holds the code, at any depth; error.code is a path.", .name))
    var field: String?

    @Option(
        name: .letter("b", "book"),
        help: ArgumentHelp(
            zh: "代码属于哪本书，在任何行里找它的代码。默认：有 http 就是它，否则是全部；用 --pattern 时是全部。",
            en: """
                Find this book's codes in lines of any format. Default: http if it exists, or all books; \
                with --pattern, all books.
                """, .book),
        completion: .books)
    var book: String?

    @Option(
        help: ArgumentHelp(
            zh: "排序：count 按次数，code 按代码。", en: "Sort by count or by code.", .order),
        completion: .list(ScanReport.Order.allCases.map(\.rawValue)))
    var sort: ScanReport.Order = .count

    @Option(
        name: .letter("n", "top"),
        help: ArgumentHelp(
            zh: "只列出这么多个代码，从最多的起。", en: "Show only this many codes, the most frequent ones.", .count))
    var top: Int?

    @Option(
        help: ArgumentHelp(
            zh: "只统计这个时间起的行：2h、yesterday、08:30、2026-03-12，可带时区。",
            en: "Only lines since this time: 2h, yesterday, 08:30, 2026-03-12, optionally with a time zone.",
            .time),
        transform: { try Moment($0) })
    var since: Moment?

    @Option(
        help: ArgumentHelp(
            zh: "只统计这个时间之前的行，写法同上。", en: "Only lines before this time, in the notation of --since.", .time),
        transform: { try Moment($0) })
    var until: Moment?

    @Option(
        name: .customLong("by"),
        help: ArgumentHelp(
            zh: "画出每分钟、每小时或每天的行数：minute、hour 或 day。",
            en: "Chart the lines of each minute, hour or day.", .unit),
        completion: .list(ScanPiece.Unit.allCases.map(\.rawValue)))
    var unit: ScanPiece.Unit?

    @Option(
        name: .customLong("paths"),
        help: ArgumentHelp(
            zh: "每个代码列出请求最多的几个路径。", en: "Show the most requested paths of each code.", .count))
    var mostPaths: Int?

    @Option(
        help: ArgumentHelp(
            zh: "每个代码列出几行原文。", en: "Show some lines of each code.", .count))
    var samples: Int?

    @Flag(
        name: .shortAndLong,
        help: ArgumentHelp(
            zh: "接着读日志后来增加的内容，轮转了也跟着走。",
            en: "Keep reading as the logs grow or are rotated."))
    var follow = false

    @Flag(help: .json)
    var json = false

    @OptionGroup var output: OutputOptions
    @OptionGroup var store: StoreOptions

    /// How lines are written.
    enum Format: String, CaseIterable, ExpressibleByArgument {
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
                KBPresentation.message(zh: "这种格式的行没有 --field", en: "lines of that format have no --field"))
        }
        for (name, count) in [("--top", top), ("--paths", mostPaths), ("--samples", samples)] {
            if let count, count < 1 {
                throw ValidationError(
                    KBPresentation.message(zh: "\(name) 至少是 1", en: "\(name) must be at least 1"))
            }
        }
        try Moment.check(since, until)
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
        var question = LogQuestion()
        (question.since, question.until) = (since?.seconds, until?.seconds)
        (question.step, question.samples) = (unit?.step, samples ?? 0)
        question.asksForPaths = mostPaths != nil
        let report = ScanReport(
            names: names, order: sort, top: top, question: question, unit: unit, mostPaths: mostPaths ?? 0,
            isJSON: json,
            output: output, settings: settings)
        if follow {
            var following = ScanFollowing(files, lines, codes, report)
            return try following.run(&failures)
        }
        let logs = try files.map { file in
            var log = ScannedLog(path: file.path, counts: CodeCounts(question))
            let reader = LogReader(file, format: lines, codes: codes)
            try failures.catching { try reader.readToEnd(into: &log.counts) }
            reader.finish(into: &log.counts)
            return log
        }
        try failures.finish { try report.print(logs) }
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

extension ScanPiece.Unit: ExpressibleByArgument {}
