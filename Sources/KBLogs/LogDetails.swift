/// What was asked of logs besides how often each code stands in them.
package struct LogDetails: Sendable {
    /// Lines that are not counted, because they are not of the time that was asked for.
    package internal(set) var linesOfOtherTimes = 0
    /// Lines of which no time is known, because none stands in them or before them.
    package internal(set) var linesWithoutTime = 0
    /// How many lines each code has in each piece of time, by the number of the piece since 1970.
    package private(set) var times: [Int: [String: Int]] = [:]
    /// How often each code was the answer to a request for each path.
    package private(set) var paths: [String: [String: Int]] = [:]
    /// The first lines of each code.
    package private(set) var samples: [String: [String]] = [:]
    /// Whether there were more pieces of time, or paths, than are told apart.
    package private(set) var isCut = false

    private var pieces = 0
    private var pathCount = 0

    /// So many numbers are kept for pieces of time, and for paths, whatever the logs hold.
    package static let mostNumbers = 200_000
    /// The most bytes of a line that are kept, and of a path.
    package static let longestSample = 1000
    static let longestPath = 200

    mutating func add(_ code: String, atPiece piece: Int, lines: Int = 1) {
        let isNew = times[piece]?[code] == nil
        guard !isNew || pieces < Self.mostNumbers else {
            isCut = true
            return
        }
        if isNew { pieces += 1 }
        times[piece, default: [:]][code, default: 0] += lines
    }

    mutating func add(_ code: String, path: String, lines: Int = 1) {
        let isNew = paths[code]?[path] == nil
        guard !isNew || pathCount < Self.mostNumbers else {
            isCut = true
            return
        }
        if isNew { pathCount += 1 }
        paths[code, default: [:]][path, default: 0] += lines
    }

    mutating func add(_ code: String, sample: @autoclosure () -> String, atMost most: Int) {
        if samples[code]?.count ?? 0 < most { samples[code, default: []].append(sample()) }
    }

    /// Adds what another log has.
    mutating func add(_ other: LogDetails, samples most: Int) {
        linesOfOtherTimes += other.linesOfOtherTimes
        linesWithoutTime += other.linesWithoutTime
        isCut = isCut || other.isCut
        for (piece, codes) in other.times {
            for (code, lines) in codes { add(code, atPiece: piece, lines: lines) }
        }
        for (code, paths) in other.paths {
            for (path, lines) in paths { add(code, path: path, lines: lines) }
        }
        for (code, lines) in other.samples { for line in lines { add(code, sample: line, atMost: most) } }
    }

    /// Gives a code another name.
    mutating func rename(_ code: String, _ name: String) {
        for (piece, codes) in times {
            guard let lines = codes[code] else { continue }
            times[piece]?[code] = nil
            times[piece]?[name, default: 0] += lines
        }
        paths[name, default: [:]].merge(paths.removeValue(forKey: code) ?? [:], uniquingKeysWith: +)
        samples[name, default: []] += samples.removeValue(forKey: code) ?? []
    }
}
