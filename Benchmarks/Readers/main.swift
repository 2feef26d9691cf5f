// How many searches a second threads do on one open file, by themselves and while one of them imports. It prints a line of
// JSON for each measurement.
//
//     kb-readers DATABASE QUERIES DOCUMENT     (QUERIES as for kb-search)
//
// The document goes into the book readers-bench of the database, which is thus to be a copy.

import Foundation
import KBCore
import Synchronization

guard CommandLine.arguments.count == 4 else {
    print("usage: kb-readers DATABASE QUERIES DOCUMENT")
    exit(64)
}
let knowledge = try KnowledgeBase(CommandLine.arguments[1])
let job = try ImportJob(reading: CommandLine.arguments[3], ImportJob.Options(book: "readers-bench"))
let queries = try String(contentsOfFile: CommandLine.arguments[2], encoding: .utf8).split(separator: "\n")
    .filter { !$0.hasPrefix("#") && !$0.hasPrefix("class\t") }
    .compactMap { $0.split(separator: "\t").dropFirst().first.map(String.init) }

/// The searches of some threads, which go on until they are stopped.
final class Readers: Sendable {
    private let count = Atomic(0)
    private let failures = Atomic(0)
    private let isOver = Atomic(false)
    private let ended = DispatchSemaphore(value: 0)
    private let threads: Int
    private let start = ContinuousClock.now

    init(threads: Int, _ knowledge: KnowledgeBase, _ queries: [String]) {
        self.threads = threads
        for number in 0..<threads {
            Thread.detachNewThread { [self] in
                var next = number * queries.count / threads
                while !isOver.load(ordering: .relaxed) {
                    if (try? knowledge.search(queries[next % queries.count])) == nil {
                        failures.add(1, ordering: .relaxed)
                    } else {
                        count.add(1, ordering: .relaxed)
                    }
                    next += 1
                }
                ended.signal()
            }
        }
    }

    /// Stops the threads, and prints how many searches a second they did.
    func stop(_ what: String) {
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        isOver.store(true, ordering: .relaxed)
        for _ in 0..<threads { ended.wait() }
        let rate = Int(Double(count.load(ordering: .relaxed)) / seconds)
        print(
            """
            {"threads": \(threads), "while": "\(what)", "searches_per_second": \(rate), \
            "failures": \(failures.load(ordering: .relaxed)), "seconds": \(Int(seconds))}
            """)
    }
}

for threads in [1, 2, 8, 1, 8] {
    let readers = Readers(threads: threads, knowledge, queries)
    Thread.sleep(forTimeInterval: 5)
    readers.stop("alone")
}
let readers = Readers(threads: 8, knowledge, queries)
try knowledge.apply(job)
readers.stop("import")
