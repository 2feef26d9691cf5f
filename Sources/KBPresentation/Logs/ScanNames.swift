import KBCore
import KBLogs

/// What the knowledge base says about codes found in a log.
package struct ScanNames {
    private let store: Store?
    private let book: String?

    /// The path at which there is no knowledge base, where that is so.
    package let missingStore: String?
    /// Whether there is a knowledge base.
    package var isOpen: Bool { store != nil }
    /// The same without a knowledge base.
    package var closed: ScanNames { ScanNames(store: nil, book: book, missingStore: missingStore) }

    /// Names codes by a knowledge base.
    ///
    /// - Parameters:
    ///   - store: The knowledge base; nil where there is none.
    ///   - book: The only book that is meant; nil for all.
    ///   - missingStore: The path at which there is none.
    package init(store: Store?, book: String?, missingStore: String? = nil) {
        self.store = store
        self.book = book
        self.missingStore = missingStore
    }

    /// All codes of the user's book, to be found in lines of any kind; nil where there is no knowledge base.
    ///
    /// - Throws: ``StoreError``.
    package func codeList() throws -> CodeList? {
        guard let store, let book else { return nil }
        let codes = try Codes(store).list(book: book)
        guard book == Self.errno else { return CodeList(codes.map(\.reference.code)) }
        let errors = codes.flatMap { code in
            code.aliases.filter(\.isDigits).map { (number: $0, name: code.reference.code) }
        }
        return CodeList(codes.map(\.reference.code), errors: errors)
    }

    /// Puts the names of errno in place of its numbers.
    ///
    /// - Throws: ``StoreError``.
    package func nameErrors(in logs: [ScannedLog]) throws -> [ScannedLog] {
        let numbers = Set(logs.flatMap { $0.counts.codes.filter(\.isErrno).map(\.code) })
        guard !numbers.isEmpty else { return logs }
        let codes = try store.map { try Codes($0).aliased(Array(numbers), in: Self.errno) } ?? [:]
        let names = codes.mapValues(\.reference.code)
        return logs.map { log in
            var log = log
            log.counts.nameErrors(names)
            return log
        }
    }

    /// The classes of those codes that have one.
    ///
    /// - Throws: ``StoreError``.
    package func kinds(_ codes: [CodeCounts.Code]) throws -> [String: CodeClass] {
        var kinds: [String: CodeClass] = [:]
        // No other code has one, and there may be thousands of them.
        let numbers = codes.filter {
            $0.code.utf8.count == 3 && $0.code.utf8.allSatisfy { 0x30...0x39 ~= $0 }
        }
        for code in try describe(numbers) { kinds[code.text] = code.kind }
        return kinds
    }

    /// The book of the system's errors.
    private static let errno = "errno"

    /// What is known of `texts`, in their order.
    ///
    /// In the user's book also by other names. Where several books have a code, it is taken to be of the one that knows the most of them.
    ///
    /// - Throws: ``StoreError``.
    package func describe(_ found: [CodeCounts.Code]) throws -> [ScannedCode] {
        var codes =
            try store.map { try Codes($0).named(found.filter { !$0.isErrno }.map(\.code), in: book) } ?? [:]
        if let book, let store {
            // Logs have numbers where a book has names, such as errno's 111.
            let others = found.filter { !$0.isErrno && codes[$0.code] == nil }.map(\.code)
            codes.merge(try Codes(store).aliased(others, in: book).mapValues { [$0] }) { $1 }
        }
        let errors = found.filter(\.isErrno).map(\.code)
        let named = try store.map { try Codes($0).named(errors, in: Self.errno) } ?? [:]
        codes.merge(named) { $1 }
        var known: [String: Int] = [:]
        for book in codes.values.flatMap({ Set($0.map(\.reference.book)) }) { known[book, default: 0] += 1 }
        let chosen = codes.compactMapValues { candidates in
            candidates.max { known[$0.reference.book, default: 0] < known[$1.reference.book, default: 0] }
        }
        let references = chosen.values.map(\.reference)
        let notes = try store?.read { try Notes.list($0, for: references) } ?? [:]
        return found.map { found in
            let code = chosen[found.code]
            return ScannedCode(
                text: found.code, count: found.count, code: code,
                notes: code.flatMap { notes[$0.reference] } ?? [],
                kind: CodeClass(code?.reference ?? CodeReference(book: book ?? "", code: found.code)))
        }
    }
}
