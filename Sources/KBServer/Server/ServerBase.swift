import KBCore
import KBPresentation
import Synchronization

/// The knowledge base as the server opens it, once for all requests.
///
/// The file may be replaced, upgraded or restored while the server runs: each access looks whether the open one still
/// has the path.
final class ServerBase: Sendable {
    let options: ServerOptions
    private let opened = Mutex<Store?>(nil)

    /// Opens the file.
    ///
    /// - Throws: ``StoreError``.
    init(_ options: ServerOptions) throws {
        self.options = options
        // What cannot be read is told of now, and not to each reader.
        try read { _ in }
    }

    /// Runs `body` on one state of the file; once more where the file was replaced, or seemed damaged, meanwhile.
    func read<T>(_ body: (Store) throws -> T) throws -> T {
        func run() throws -> T {
            let store = try store()
            return try store.read { _ in try body(store) }
        }
        do {
            return try run()
        } catch let error as StoreError {
            switch error {
            case .corrupt, .indexDamaged, .inputOutput, .needsRollback, .replaced, .tooNew:
                opened.withLock { $0 = nil }
                return try run()
            default: throw error
            }
        }
    }

    /// Runs `body`, which writes through what the command line writes through.
    ///
    /// - Throws: ``WebError/readOnly`` where the server only reads, besides what `body` throws.
    func write<T>(_ body: (Store) throws -> T) throws -> T {
        guard !options.isReadOnly else { throw WebError.readOnly }
        do {
            return try body(store())
        } catch StoreError.replaced {
            opened.withLock { $0 = nil }
            return try body(store())
        }
    }

    /// The open file.
    private func store() throws -> Store {
        try opened.withLock { opened in
            if let store = opened, !store.isReplaced { return store }
            let store = try Store(
                path: options.path, access: options.isReadOnly ? .reading : .existing,
                timeout: options.timeout, longestRead: options.longestRead)
            opened = store
            return store
        }
    }
}

extension ServerBase: LogExcerptBase {
    func sees(_ book: String) -> Bool { true }
    func sees(_ note: Note) -> Bool { true }

    func search(
        _ text: String, in book: String?, limit: Int, literally: Bool, _ store: Store
    ) throws -> SearchAnswer {
        var options = Searcher.Options(book: book, limit: limit)
        options.isLiteral = literally
        return try Searcher(store).search(text, options)
    }
}
