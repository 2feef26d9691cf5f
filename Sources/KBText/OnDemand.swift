import Synchronization

/// A value that is made when it is first needed, by whichever thread that is.
final class OnDemand<Value: Sendable>: Sendable {
    private struct State {
        var value: Value?
        var asked = 0
    }

    /// As many uses are worth making a value for.
    private static var enough: Int { 256 }

    private let state = Mutex(State())
    private let make: @Sendable () -> Value

    init(_ make: @escaping @Sendable () -> Value) {
        self.make = make
    }

    /// The value if it was made before, or is asked for so often that it is worth making: in a process that searches
    /// once it is not.
    var ifWorthwhile: Value? {
        state.withLock { state in
            if state.value == nil {
                state.asked += 1
                if state.asked >= Self.enough { state.value = make() }
            }
            return state.value
        }
    }

    var value: Value {
        state.withLock { state in
            if let value = state.value { return value }
            let value = make()
            state.value = value
            return value
        }
    }
}
