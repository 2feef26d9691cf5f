import Synchronization

/// What the rooms above keep with an open file, such as parts of an index that have been read: one value of a type.
package final class Attachments: Sendable {
    private let values = Mutex<[ObjectIdentifier: any Sendable]>([:])

    /// The value of a type, which the first call makes.
    package func value<Value: Sendable>(_ make: () -> Value) -> Value {
        values.withLock { values in
            if let known = values[ObjectIdentifier(Value.self)] as? Value { return known }
            let value = make()
            values[ObjectIdentifier(Value.self)] = value
            return value
        }
    }
}
