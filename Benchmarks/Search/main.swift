// Times queries in process, and prints a line of JSON for each: the format that shared/bench takes in.
//
//     kb-search DATABASE QUERIES     (QUERIES: a table with the columns class and query, separated by tabs)

import Foundation
import KBCore

guard CommandLine.arguments.count == 3 else {
    print("usage: kb-search DATABASE QUERIES")
    exit(64)
}
let searcher = Searcher(try Store(path: CommandLine.arguments[1], access: .existing))
let clock = ContinuousClock()
let lines = try String(contentsOfFile: CommandLine.arguments[2], encoding: .utf8).split(separator: "\n")
for line in lines where !line.hasPrefix("#") && !line.hasPrefix("class\t") {
    let columns = line.split(separator: "\t", omittingEmptySubsequences: false)
    guard columns.count > 1 else { continue }
    let query = String(columns[1])
    // Like the peers: three times to get warm, then at least twenty, and up to 200 within half a second.
    for _ in 0..<2 { _ = try searcher.search(query, .init(limit: 20)) }
    var times: [Double] = []
    var answer = try searcher.search(query, .init(limit: 20))
    let start = clock.now
    while times.count < 20 || (times.count < 200 && clock.now - start < .milliseconds(500)) {
        let time = try clock.measure { answer = try searcher.search(query, .init(limit: 20)) }
        times.append(time / .milliseconds(1))
    }
    times.sort()
    // The nearest rank, as the peers count it.
    func percentile(_ share: Double) -> Double {
        times[max(0, Int((Double(times.count) * share).rounded(.up)) - 1)]
    }
    let result: [String: Any] = [
        "query": query, "codes": answer.results.map(\.code.reference.code), "reps": times.count,
        "tier": answer.results.first?.tier.rawValue ?? 0,
        "p50_ms": (percentile(0.5) * 1e4).rounded() / 1e4, "p95_ms": (percentile(0.95) * 1e4).rounded() / 1e4,
    ]
    print(
        String(
            decoding: try JSONSerialization.data(withJSONObject: result, options: .sortedKeys), as: UTF8.self)
    )
}
let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8).split(separator: "\n")
let peak = status.first { $0.hasPrefix("VmHWM:") }?.filter(\.isNumber) ?? "0"
print("{\"class\": \"memory\", \"peak_rss_kb\": \(peak)}")
