import Synchronization

/// What the rooms above keep with an open file, such as parts of an index that have been read: one value of a type.
package final class Attachments: Sendable {
    private let values = Mutex<[any Sendable]>([])

    /// The value of a type, which the first call makes.
    package func value<Value: Sendable>(_ make: () -> Value) -> Value {
        values.withLock { values in
            for case let known as Value in values { return known }
            let value = make()
            values.append(value)
            return value
        }
    }
}
