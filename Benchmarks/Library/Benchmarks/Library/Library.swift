// What the library spends its time in, one function a benchmark: Benchmarks/library runs them.

import Benchmark
import Foundation
import KBCore
import KBDocuments
import KBText

let benchmarks: @Sendable () -> Void = {
    Benchmark.defaultConfiguration = .init(
        metrics: [.wallClock, .instructions, .throughput], maxDuration: .seconds(2), maxIterations: 10_000)
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    guard let document = try? Data(contentsOf: root.appending(path: "seed/codes.txt")),
        let entries = try? DocumentReader.read(document).entries
    else { fatalError("seed/codes.txt cannot be read") }
    let description = entries.map(\.description).max { $0.utf8.count < $1.utf8.count } ?? ""

    Benchmark("parsing: the 63 entries of the seed (30 kB)") { benchmark in
        for _ in benchmark.scaledIterations { blackHole(try DocumentReader.read(document)) }
    }
    Benchmark("folding: the longest description") { benchmark in
        for _ in benchmark.scaledIterations { blackHole(TextFolding.fold(description)) }
    }
    Benchmark("highlighting: a word in the longest description") { benchmark in
        for _ in benchmark.scaledIterations { blackHole(FoldedText(description).ranges(of: "请求")) }
    }

    let path = FileManager.default.temporaryDirectory.appending(path: "kb-library-\(UUID()).db").path()
    guard let knowledge = try? KnowledgeBase(path, creatingIfMissing: true),
        let job = try? ImportJob(Array(document), name: "codes.txt"), (try? knowledge.apply(job)) != nil
    else { fatalError("\(path) cannot be made") }
    for (kind, query) in [
        ("a code", "404"), ("a word", "请求"), ("several words", "服务器 请求"), ("a sentence", "为什么代理返回升级协议"),
        ("nothing", "魑魅魍魉"),
    ] {
        Benchmark("ranking: \(kind), \(query)") { benchmark in
            for _ in benchmark.scaledIterations { blackHole(try knowledge.search(query)) }
        }
    }
}
