/// What a search comes back with.
public struct SearchAnswer: Sendable {
    /// How many results there are, whatever the limit was.
    public enum Total: Hashable, Sendable {
        /// So many.
        case exact(Int)
        /// So many, and perhaps more: nobody counted further.
        case atLeast(Int)

        /// The number.
        public var count: Int {
            switch self {
            case .exact(let count), .atLeast(let count): count
            }
        }

        /// Whether it is known to be no more.
        public var isExact: Bool { self == .exact(count) }

        /// So many more.
        package func adding(_ count: Int) -> Total {
            switch self {
            case .exact(let known): .exact(known + count)
            case .atLeast(let known): .atLeast(known + count)
            }
        }
    }

    /// The results, best first.
    ///
    /// Fewer are the beginning of more: those at the top do not depend on the limit.
    public var results: [SearchResult] = []
    /// How many there are in all.
    public var total = Total.exact(0)
    /// The notes and annotations of the codes found, oldest first, at most 500 of each and the one that led to it; of a
    /// search for some notes, only these.
    public var notes = OfCodes<[Note]>()
    /// How many more notes codes have that are not in ``notes``; of a search for some notes, how many of these.
    public var moreNotes = OfCodes<Total>()

    /// Something of a few codes each, most have none of it.
    ///
    /// To let a dictionary go, even an empty one, the Swift runtime searches the whole program for how its keys are
    /// compared: a thirtieth of a short query.
    public struct OfCodes<Value: Sendable>: Sendable {
        private var items: [(reference: CodeReference, value: Value)] = []

        /// Nothing of any code.
        package init() {}

        /// Whether no code has any.
        public var isEmpty: Bool { items.isEmpty }

        /// What a code has.
        public subscript(reference: CodeReference) -> Value? {
            // Most answers have none; the generic types of `first` take a process 0.1 ms at their first use.
            get { isEmpty ? nil : items.first { $0.reference == reference }?.value }
            set {
                items.removeAll { $0.reference == reference }
                if let newValue { items.append((reference, newValue)) }
            }
        }

        /// What becomes of it by `change`.
        package func mapValues(_ change: (Value) throws -> Value) rethrows -> Self {
            var result = self
            result.items = try items.map { ($0.reference, try change($0.value)) }
            return result
        }
    }

    /// Whether there are more results than these.
    public var isCut: Bool { total.count > results.count }
}
