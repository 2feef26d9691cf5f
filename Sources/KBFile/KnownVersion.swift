import Synchronization

/// The format that an open file is known to have at least: no program takes a file back to an older one.
final class KnownVersion: Sendable {
    private let version: Atomic<Int>

    init(_ version: Int) {
        self.version = Atomic(version)
    }

    var value: Int { version.load(ordering: .relaxed) }

    func raise(to newer: Int) {
        version.max(newer, ordering: .relaxed)
    }
}
