// Prints how often the right code comes first, and among the first three, by kind of query and beside plain SQLite.
//
//     kb-relevance [--misses] [QUERIES.tsv …]     (default: the kept half)

import Foundation
import KBCore
import KBDocuments

let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
let tests = root.appending(path: "Tests/KBCoreTests/relevance")
let seed = root.appending(path: "seed")
var files = CommandLine.arguments.dropFirst().filter { !$0.hasPrefix("--") }.map { URL(filePath: $0) }
if files.isEmpty { files = [tests.appending(path: "queries-kept.tsv")] }
let showsMisses = CommandLine.arguments.contains("--misses")

let folder = FileManager.default.temporaryDirectory.appending(path: "kb-relevance-\(UUID())")
try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
defer { try? FileManager.default.removeItem(at: folder) }

let documents = [
    "http": seed.appending(path: "codes.txt"), "errno": seed.appending(path: "errno.txt"),
    "smtp": seed.appending(path: "smtp.txt"),
]
var engines: [String: [any Engine]] = [:]
for (book, document) in documents {
    let entries = try DocumentReader.read(Data(contentsOf: document)).entries
    engines[book] =
        [try KBEngine(document: document, book: book, seed: seed, folder: folder)]
        + (try SQLiteEngine.all(entries))
}

let judgements = try files.flatMap { try Judgement.read($0) }
var byKind: [String: [String: Scores]] = [:]
var kinds: [String] = []
for judgement in judgements {
    if !kinds.contains(judgement.kind) { kinds.append(judgement.kind) }
    for engine in engines[judgement.book] ?? [] {
        let results = try engine.codes(for: judgement.query)
        let isNonsense = judgement.codes.isEmpty
        byKind[judgement.kind, default: [:]][engine.name, default: Scores()].add(results, for: judgement)
        if !isNonsense {
            byKind["all", default: [:]][engine.name, default: Scores()].add(results, for: judgement)
        }
        let isMiss =
            isNonsense ? !results.isEmpty : !results.prefix(3).contains { judgement.codes.contains($0) }
        let isSecond = !isNonsense && !isMiss && !judgement.codes.contains(results[0])
        if showsMisses, engine.name == "kb", isMiss || isSecond {
            let label = isMiss ? "miss" : "late"
            print(
                "\(label)\t\(judgement.kind)\t\(judgement.book)\t\(judgement.query)\t"
                    + "want \(judgement.codes.sorted().joined(separator: ","))\tgot \(results.prefix(5).joined(separator: ","))"
            )
        }
    }
}

print(
    "| kind | queries | success@1 | success@3 | MRR | nothing found | trigram @3 | unicode61 @3 | LIKE @3 |")
print("|---|---:|---:|---:|---:|---:|---:|---:|---:|")
for kind in kinds + ["all"] {
    let scores = byKind[kind] ?? [:]
    let isNonsense = kind == "nonsense"
    var cells = scores["kb"]?.cells ?? []
    if isNonsense { for index in 1...3 { cells[index] = "–" } }
    let others = ["trigram", "unicode61", "LIKE"].map { scores[$0]?.short(isNonsense: isNonsense) ?? "–" }
    print("| \(([kind == "all" ? "all but nonsense" : kind] + cells + others).joined(separator: " | ")) |")
}
print("\nFor nonsense the last three columns give how often nothing was found, which is right there.")
