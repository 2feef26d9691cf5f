// Times one query of each kind, in process, on a document of any size.
//
//     kb-tiers DOCUMENT          (make-corpus.py of the search benchmark writes such documents)

import Codebook
import Foundation
import KnowledgeBase

guard let path = CommandLine.arguments.dropFirst().first else {
    print("usage: kb-tiers DOCUMENT")
    exit(64)
}
let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
let folder = FileManager.default.temporaryDirectory.appending(path: "kb-tiers-\(UUID())")
try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
defer { try? FileManager.default.removeItem(at: folder) }

let store = try Store(path: folder.appending(path: "kb.db").path(), access: .creating)
let importer = Importer(store)
let clock = ContinuousClock()
let sum = String(repeating: "0", count: 64)
let document = try DocumentReader.read(Data(contentsOf: URL(filePath: path), options: .alwaysMapped))
let took = try clock.measure {
    _ = try importer.apply(document, book: "http", source: ("document", sum))
}
let aliases = try String(contentsOf: root.appending(path: "seed/aliases.tsv"), encoding: .utf8)
_ = try importer.apply(aliases: try WordList.aliases(aliases), source: nil)
let synonyms = try String(contentsOf: root.appending(path: "seed/synonyms.tsv"), encoding: .utf8)
_ = try importer.apply(synonyms: try WordList.synonyms(synonyms), source: ("synonyms.tsv", sum))
print(
    "\(document.entries.count) entries, imported in \(took.formatted(.units(allowed: [.seconds, .milliseconds])))\n"
)

let queries: [(String, String)] = [
    ("1 code", "404"), ("1 class", "5xx"), ("2 name", "not found"), ("2 alias", "限流"),
    ("3 one character", "的"),
    ("3 word", "文件"), ("3 word", "重定向"), ("3 several words", "服务器 请求"), ("3 nothing", "熵"),
    ("5 traditional", "伺服器 請求"), ("5 traditional", "檔案系統"), ("5 synonym", "加锁"), ("5 synonym", "跳转到"),
    ("5 pinyin", "chongdingxiang"), ("5 pinyin", "wenjian xitong"), ("5 initials", "cdx"),
    ("5 initials", "fwqqq"),
    ("6 question", "为什么代理返回升级协议"), ("6 question", "文件权限被拒绝怎么办"), ("6 long", "永久重定向服务器"),
    ("6 long", "数据库连接超时错误"), ("6 slip", "redirct"), ("6 slip", "unsuported media"),
    ("6 nonsense", "qwrtpsdf"),
    ("6 nonsense", "量子纠缠披萨"),
]
let searcher = Searcher(store)
print("| tier and kind | query | first result | tier | results | median, ms |")
print("|---|---|---|---:|---:|---:|")
for (kind, query) in queries {
    var times: [Duration] = []
    var answer = try searcher.search(query, .init(limit: 20))
    for _ in 0..<15 {
        times.append(try clock.measure { answer = try searcher.search(query, .init(limit: 20)) })
    }
    let median = times.sorted()[times.count / 2] / .milliseconds(1)
    let first = answer.results.first
    print(
        "| \(kind) | \(query) | \(first?.code.reference.code ?? "–") | \(first.map { String($0.tier.rawValue) } ?? "–")"
            + " | \(answer.results.count) | \(String(format: "%.2f", median)) |")
}
