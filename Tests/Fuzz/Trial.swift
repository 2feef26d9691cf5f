import Foundation
import Glibc
import TestSupport

/// A kind of input, and what must hold for each.
protocol Fuzz {
    associatedtype Input

    /// Makes an input.
    func input(_ random: inout SeededRandom) -> Input

    /// Tries an input.
    ///
    /// - Throws: ``Broken`` and whatever else should not have been thrown.
    func check(_ input: Input) throws

    /// How many times as long as a usual input this one may take.
    func patience(with input: Input) -> Double
}

extension Fuzz {
    func patience(with input: Input) -> Double { 1 }
}

/// A promise that was not kept.
struct Broken: Error, CustomStringConvertible {
    var description: String
}

/// Fails unless something holds.
func expect(_ condition: Bool, _ what: @autoclosure () -> String) throws {
    if !condition { throw Broken(description: what()) }
}

/// Tries inputs one after the other, and measures each.
struct Trial<Subject: Fuzz> {
    private let subject: Subject
    private let options: FuzzCommand
    private let clock = SuspendingClock()

    /// After so many failures the rest is not tried.
    private static var mostFailures: Int { 20 }
    /// An input that takes so many times as long as it may ends the process.
    private static var end: Double { 30 }

    init(_ subject: Subject, _ options: FuzzCommand) {
        self.subject = subject
        self.options = options
    }

    /// Returns whether all inputs kept what was promised.
    func run() throws -> Bool {
        let file = open(options.numberFile, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        guard file >= 0 else { throw Broken(description: "cannot write to \(options.folder)") }
        defer { close(file) }
        var failures = 0
        var slowest = (time: Duration.zero, number: 0)
        var tried = 0
        let start = clock.now
        for number in options.only.map({ $0..<$0 + 1 }) ?? 0..<options.count {
            var random = SeededRandom(seed: options.seed, number: number)
            let input = subject.input(&random)
            if options.only != nil { print(String(reflecting: input)) }
            var digits = Array(String(number).utf8)
            pwrite(file, &digits, digits.count, 0)
            alarm(UInt32((options.seconds * subject.patience(with: input) * Self.end).rounded(.up)))
            let (time, fault) = try measure(input)
            tried += 1
            if time > slowest.time { slowest = (time, number) }
            if let fault {
                failures += 1
                report(
                    "input \(number) of seed \(options.seed): \(fault)\n\(Self.shown(input))\n"
                        + options.repetition(of: number))
                if failures == Self.mostFailures { break }
            }
        }
        alarm(0)
        let total = clock.now - start
        do {
            try Material.checkHealth(ofAllIn: options.folder)
        } catch {
            failures += 1
            report("after all inputs of seed \(options.seed): \(error)")
        }
        let (seconds, most) = (total / .seconds(1), slowest.time / .milliseconds(1))
        print(
            String(
                format:
                    "%d %@ of seed %llu: %d failed; %.1f s, %.0f a second; the slowest took %.0f ms (%d); %d MB",
                tried, options.kind.rawValue, options.seed, failures, seconds, Double(tried) / seconds, most,
                slowest.number, try Memory.peak()))
        // Nothing is left that the end of the process could be blamed on.
        ftruncate(file, 0)
        return failures == 0
    }

    /// Tries an input; one that takes too long is tried again, for it may have been the machine.
    private func measure(_ input: Subject.Input) throws -> (time: Duration, fault: String?) {
        let limit = Duration.seconds(options.seconds * subject.patience(with: input))
        var shortest: Duration?
        for _ in 0..<2 {
            do {
                let start = clock.now
                try subject.check(input)
                shortest = min(shortest ?? .seconds(1e9), clock.now - start)
            } catch {
                return (.zero, "\(error)")
            }
            if let shortest, shortest <= limit { break }
        }
        let time = shortest ?? .zero
        if time > limit { return (time, "takes \(time)") }
        guard Memory.mayExceed(megabytes: options.megabytes) else { return (time, nil) }
        let peak = try Memory.peak()
        guard peak > options.megabytes else { return (time, nil) }
        // The next input is not to blame.
        Memory.forgetPeak()
        return (time, "the process took \(peak) MB")
    }

    private static func shown(_ input: Subject.Input) -> String {
        let text = String(reflecting: input)
        return text.count > 500 ? text.prefix(500) + "…" : text
    }
}
