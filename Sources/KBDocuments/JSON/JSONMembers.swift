/// The first members of an object, which show what the object is.
struct JSONMembers {
    private static let reach = 65_536
    private static let most = 64

    /// Under such a key stands a list of codes, not a group of them.
    static let listNames: Set<String> = [
        "errors", "error", "codes", "code", "data", "items", "list", "result", "results", "records", "rows",
        "entries",
        "body", "content", "response", "payload", "messages", "definitions", "enum", "values", "table",
        "catalog",
        "errorcodes", "errorcode", "statuscodes", "errorlist", "codelist", "errormessages", "errcodes", "all",
        "错误码", "错误", "代码", "列表", "数据",
    ]

    /// Under such a key stands something about the document.
    private static let aboutNames: Set<String> = [
        "title", "name", "version", "description", "desc", "updated", "updatedat", "created", "createdat",
        "date",
        "author", "authors", "license", "schema", "comment", "comments", "note", "notes", "meta", "metadata",
        "info",
        "about", "generated", "generatedby", "generatedat", "source", "url", "homepage", "language", "lang",
        "locale",
        "total", "count", "page", "pagesize", "pagination", "success", "status", "message", "msg",
        "timestamp",
        "requestid", "traceid", "service", "project", "product", "application", "app", "system", "domain",
        "namespace", "package", "owner", "team", "contact", "env", "environment", "标题", "版本", "说明", "作者",
        "服务", "项目", "系统",
    ]

    /// Whether a member is an object, or an array of objects.
    private(set) var hasObjects = false
    /// Whether a member is an array of objects, or named as a list of codes is.
    private(set) var hasList = false
    /// Whether an object or an array of objects is named as a list of codes is.
    private(set) var hasNamedList = false
    /// Whether all members are numbers named by words: constants.
    private(set) var areConstants = true

    /// Looks at the object that is next in a text.
    init(_ scanner: JSONScanner) {
        var scanner = scanner.limited(to: Self.reach)
        guard scanner.take(0x7B) else { return }
        for _ in 0..<Self.most {
            guard let key = try? scanner.key(), let type = try? scanner.nextType() else { break }
            switch type {
            case .object:
                hasObjects = true
                hasList = hasList || Self.isList(key)
                hasNamedList = hasNamedList || Self.isList(key)
            case .array where scanner.isArrayOfObjects || Self.isList(key) && scanner.isEmptyArray:
                hasObjects = true
                hasList = true
                hasNamedList = hasNamedList || Self.isList(key)
            default: break
            }
            areConstants =
                areConstants && type == .number && key.first?.isNumber == false && !Self.isAbout(key)
                && !ColumnLayout.isColumnName(key, mapping: nil)
            guard (try? scanner.skipValue()) != nil, scanner.take(0x2C) else { break }
        }
    }

    /// Whether a member that is a text is a code and its name, not something about the document.
    func isEntry(_ key: String) -> Bool {
        if !hasObjects || Self.isCodeLike(key) { return true }
        return !hasList && !Self.isAbout(key)
    }

    /// Whether a list of codes stands under such a key.
    static func isList(_ key: String) -> Bool { listNames.contains(plain(key)) }

    /// Whether something about the document stands under such a key.
    static func isAbout(_ key: String) -> Bool { key.hasPrefix("$") || aboutNames.contains(plain(key)) }

    /// Whether a text is a code rather than a word: it has a digit, or is in capitals.
    static func isCodeLike(_ text: String) -> Bool {
        CodeFault(in: text) == nil
            && (text.contains(where: \.isNumber) || text.count > 1 && !text.contains(where: \.isLowercase))
    }

    /// Whether a text is the name of a constant rather than a word: a code, or several words in one.
    static func isIdentifier(_ text: String) -> Bool {
        if isCodeLike(text) { return true }
        let inner = text.dropFirst().dropLast()
        return CodeFault(in: text) == nil && inner.contains { "_-.".contains($0) || $0.isUppercase }
    }

    private static func plain(_ key: String) -> String { key.lowercased().filter(\.isLetter) }
}

extension JSONScanner {
    /// Whether the array that is next has an object first.
    var isArrayOfObjects: Bool {
        var ahead = self
        return ahead.take(0x5B) && ahead.peek() == 0x7B
    }

    /// Whether the array that is next has nothing in it.
    var isEmptyArray: Bool {
        var ahead = self
        return ahead.take(0x5B) && ahead.peek() == 0x5D
    }

    /// Whether all members of the object that is next are objects, and none is a part of an entry or has texts in several
    /// languages: groups of codes.
    var isGroups: Bool {
        var ahead = limited(to: 65_536)
        guard ahead.take(0x7B), ahead.peek() == 0x22 else { return false }
        repeat {
            guard let key = try? ahead.key(), (try? ahead.nextType()) == .object,
                !ColumnLayout.isColumnName(key, mapping: nil), LanguageTag.tag(key) == nil
            else { return false }
            var inner = ahead
            _ = inner.take(0x7B)
            if let first = try? inner.key(), LanguageTag.tag(first) != nil { return false }
            // What reaches further is like what has been seen.
            guard (try? ahead.skipValue()) != nil else { return true }
        } while ahead.take(0x2C)
        return true
    }
}
