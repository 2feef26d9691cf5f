import KBPresentation

/// Why a request is not answered as it wants.
enum WebError: Error, Equatable {
    /// `Host` is no name of this server.
    case wrongHost
    /// Another site wants to change something in a reader's name.
    case otherOrigin
    /// There is no page at this path.
    case noPage
    /// The path does not take this method, but these.
    case wrongMethod(allowed: [String])
    /// A percent sign, or the bytes behind it, are no text.
    case badEncoding
    /// The path or the query is too long.
    case longTarget
    /// The body has more bytes than are taken.
    case longBody(most: Int)
    /// The body is of another type than expected.
    case badType(expected: String)
    /// The body is not JSON.
    case badJSON
    case repeatedField(String)
    case unknownField(String, known: [String])
    case badField(String, expected: String)
    case missingField(String)
    /// The token is unknown, expired, or not written as one.
    case badToken
    /// A token is needed.
    case needsToken
    /// The token does not permit it.
    case notPermitted
    /// The server only reads.
    case readOnly
    /// There were too many requests.
    case tooMany(seconds: Int)
    /// `If-Match` is needed.
    case needsMatch
    /// The text no longer has the passage.
    case lostPassage
    /// The passage stands in the text several times.
    case severalPassages(Int)
    /// The UUID is another note's.
    case takenNote(String)
    /// Nothing that can be sent is among what the client takes.
    case notAcceptable
    /// Too many readers follow changes.
    case tooManyFollowers

    /// The status of the answer.
    var status: Int {
        switch self {
        case .wrongHost: 421
        case .otherOrigin, .notPermitted, .readOnly: 403
        case .noPage: 404
        case .wrongMethod: 405
        case .longTarget: 414
        case .longBody: 413
        case .badType: 415
        case .badToken, .needsToken: 401
        case .tooMany: 429
        case .needsMatch: 428
        case .lostPassage, .severalPassages, .takenNote: 409
        case .notAcceptable: 406
        case .tooManyFollowers: 503
        case .badEncoding, .badJSON, .repeatedField, .unknownField, .badField, .missingField: 400
        }
    }

    /// What a person is told.
    var text: String {
        switch self {
        case .wrongHost:
            message(
                zh: "这个网址不是本服务器的；用别的名字访问，要用 --host 说明",
                en: "this server does not go by that name; --host gives it another one")
        case .otherOrigin:
            message(zh: "请求来自别的网站，没有照办", en: "the request came from another site and was not carried out")
        case .noPage: message(zh: "没有这一页", en: "there is no such page")
        case .wrongMethod(let allowed):
            message(
                zh: "这里只接受 \(allowed.joined(separator: "、"))",
                en: "only \(allowed.joined(separator: ", ")) can be used here")
        case .badEncoding:
            message(zh: "网址里的 % 转义有误，或不是 UTF-8", en: "the address has a wrong % escape, or is not UTF-8")
        case .longTarget: message(zh: "网址太长", en: "the address is too long")
        case .longBody(let most):
            message(
                zh: "内容太长，至多 \(grouped(most)) 字节",
                en: "the content is too long: at most \(grouped(most)) bytes")
        case .badType(let expected):
            message(zh: "内容的类型应是 \(expected)", en: "the type of the content must be \(expected)")
        case .badJSON: message(zh: "内容不是 JSON 对象", en: "the content is not an object of JSON")
        case .repeatedField(let name): message(zh: "\(name) 只能写一次", en: "\(name) can be given once only")
        case .unknownField(let name, let known):
            message(zh: "没有参数 \(name)", en: "there is no parameter \(name)")
                + (known.isEmpty
                    ? ""
                    : message(zh: "；有：", en: "; there are: ")
                        + known.joined(separator: message(zh: "、", en: ", ")))
        case .badField(let name, let expected):
            message(zh: "\(name) 应是 \(expected)", en: "\(name) must be \(expected)")
        case .missingField(let name): message(zh: "缺 \(name)", en: "\(name) is missing")
        case .badToken: message(zh: "令牌不对，或已过期", en: "the token is wrong or has expired")
        case .needsToken: message(zh: "先用令牌登录", en: "a token is needed: log in first")
        case .notPermitted: message(zh: "这个令牌不许这样做", en: "this token does not permit that")
        case .readOnly: message(zh: "这里只能看，不能写", en: "this server only reads")
        case .tooMany(let seconds):
            message(zh: "请求太多，\(seconds) 秒后再试", en: "too many requests; try again in \(seconds) s")
        case .needsMatch:
            message(zh: "要用 If-Match 写明改的是哪次修订", en: "If-Match must say which revision is changed")
        case .lostPassage:
            message(zh: "原文里没有这一段了，刷新后再选", en: "the text does not have this passage: reload and select again")
        case .severalPassages(let count):
            message(
                zh: "这一段在原文里有 \(count) 处，多选几个字",
                en: "the passage stands in the text \(count) times: take some more words")
        case .takenNote(let uuid):
            message(zh: "编号 \(uuid) 已是另一条笔记的", en: "the UUID \(uuid) is another note's")
        case .notAcceptable: message(zh: "没有所要的格式", en: "there is no such format of it")
        case .tooManyFollowers: message(zh: "等候改动的人太多", en: "too many clients follow changes")
        }
    }
}
