/// The exit statuses of every command; the last ones are those of sysexits.h.
package enum ExitStatus: Int32, CaseIterable {
    case done = 0
    case nothingFound = 1
    case failed = 2
    case usage = 64
    case badData = 65
    case noInput = 66
    case unavailable = 69
    case cannotCreate = 73
    case inputOutput = 74
    case busy = 75
    case notPermitted = 77

    /// What the status means, in the user's language.
    package var meaning: String {
        switch self {
        case .done: message(zh: "找到了，或已完成", en: "found, or done")
        case .nothingFound: message(zh: "什么也没找到", en: "nothing found")
        case .failed: message(zh: "其他失败", en: "any other failure")
        case .usage: message(zh: "命令行用法有误", en: "the command line is wrong")
        case .badData: message(zh: "输入的文档有误", en: "the input data is wrong")
        case .unavailable: message(zh: "连不上某个远端", en: "a remote is unreachable")
        case .noInput: message(zh: "没有这个文件或知识库", en: "no such file or knowledge base")
        case .cannotCreate: message(zh: "无法创建文件", en: "a file cannot be created")
        case .inputOutput: message(zh: "读写出错", en: "reading or writing failed")
        case .busy: message(zh: "知识库正被别的程序写入", en: "another program is writing to the knowledge base")
        case .notPermitted: message(zh: "没有权限", en: "not permitted")
        }
    }
}
