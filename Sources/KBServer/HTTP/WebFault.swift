import KBCore
import KBPresentation
import KBText

/// Any error as an answer: its status, its kind as programs know it, and its sentence for people.
struct WebFault {
    var status: Int
    /// The fact, such as `unknownCode`; it stays the same in every language.
    var kind: String
    var text: String
    /// Headers that belong to it.
    var headers: [(name: String, value: String)] = []
    /// What a note is now, where it is no longer what was read.
    var heads: [Note] = []

    init(_ error: any Error) {
        kind = Self.name(of: error)
        switch error {
        case let error as WebError:
            (status, text) = (error.status, error.text)
            switch error {
            case .wrongMethod(let allowed): headers = [("allow", allowed.joined(separator: ", "))]
            case .tooMany(let seconds): headers = [("retry-after", String(seconds))]
            case .tooManyFollowers: headers = [("retry-after", "30")]
            case .badToken: headers = [("www-authenticate", #"Bearer realm="kb", error="invalid_token""#)]
            case .needsToken: headers = [("www-authenticate", #"Bearer realm="kb""#)]
            default: break
            }
        case let error as StoreError:
            status = Self.status(of: error)
            // The path is nobody's concern who is not at this machine.
            text =
                switch error {
                case .busy: message(zh: "别的程序正在写入，稍后再试", en: "another program is writing; try again")
                case .stopped: message(zh: "这一次花的时间太长，停下了", en: "this took too long and was stopped")
                case .full: message(zh: "磁盘满了", en: "the disk is full")
                case .readOnly: message(zh: "知识库不可写", en: "the knowledge base cannot be written")
                default: message(zh: "知识库现在读不了", en: "the knowledge base cannot be read at the moment")
                }
            if status == 503 { headers = [("retry-after", "1")] }
        case let error as any ReportableError:
            status = Self.status(of: error)
            // What people are told next names commands, which a page does not have.
            text = error.report.errors.joined(separator: "; ")
            if case .changedMeanwhile(_, let now) = error as? NoteError {
                heads = now
                text = message(
                    zh: "笔记在此期间改过了，或已删除", en: "the note was changed or removed meanwhile")
            }
            if case .conflict(let versions) = error as? NoteError { heads = versions }
        default:
            status = 500
            text = message(zh: "服务器出错了", en: "something went wrong in the server")
        }
    }

    private static func status(of error: StoreError) -> Int {
        switch error {
        case .busy, .stopped, .replaced, .missing, .needsRollback, .needsUpgrade, .tooNew: 503
        case .full: 507
        case .readOnly: 403
        default: 500
        }
    }

    private static func status(of error: any ReportableError) -> Int {
        switch error {
        case let error as NoteError:
            switch error {
            case .unknownCode, .notFound, .noRevision, .noChange: 404
            case .conflict, .changedMeanwhile, .notRemoved: 409
            case .longBody: 413
            default: 400
            }
        case AliasError.unknownCode: 404
        case let error as BookError: if case .unknown = error { 404 } else { 400 }
        case is UnknownCode: 404
        case is NoteMerge.Unresolved: 409
        case is BackupError: 500
        default: 400
        }
    }

    /// The name of an error's case, or of its type.
    private static func name(of error: any Error) -> String {
        let text = String(describing: error).prefix { $0 != "(" && $0 != " " }
        let isName = !text.isEmpty && text.utf8.count < 40 && text.allSatisfy { $0.isASCII && $0.isLetter }
        let name =
            isName && !(error is any ReportableError && Mirror(reflecting: error).displayStyle == .struct)
            ? String(text) : String(describing: type(of: error))
        return name.prefix(1).lowercased() + name.dropFirst()
    }

    /// The error for a program (RFC 9457).
    var problem: WebResponse {
        var members: [(String, JSONValue)] = [
            ("type", .string("about:blank")), ("title", .string(text)), ("status", .number(status)),
            ("kind", .string(kind)),
        ]
        if !heads.isEmpty { members.append(("heads", .array(heads.map { JSONValue($0) }))) }
        var response = WebResponse(status, json: .object(members), type: "application/problem+json")
        response.headers += headers
        return response
    }
}
