import Glibc

/// Reads an open file or pipe piece by piece; gzip, Zstandard and bzip2 as they were before.
///
/// What it is compressed by shows in the first bytes. Several compressed streams may follow one another, as `cat a.gz b.gz`
/// makes them. Memory does not depend on what is read.
package final class InputStream {
    private let file: Int32
    /// How it is compressed; nil when it is not, and until the first bytes have come.
    package private(set) var compression: Compression?
    private var decoder: (any Decoder)?
    private var isAtBeginning = true
    /// Compressed bytes, of which those in `rest` have not been decoded.
    private var buffer: UnsafeMutableRawBufferPointer?
    private var rest = 0..<0
    /// Whether a compressed stream has begun that has not ended.
    private var isInside = false
    private var hasEnded = false
    /// Whether the decoder may have more to give without more bytes.
    private var isFull = false

    private static let piece = 1 << 16

    /// Reads an open file from where it is; the caller closes it.
    package init(_ file: Int32) {
        self.file = file
    }

    deinit {
        buffer?.deallocate()
    }

    /// Reads what there is, and waits for something where nothing is.
    ///
    /// - Returns: The number of bytes; 0 at the end.
    /// - Throws: ``InputError``. What was read before a fault has been returned by then.
    package func read(into output: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
        if isAtBeginning {
            let count = try begin(output)
            if decoder == nil { return count }
        }
        guard let decoder else { return try plain(output) }
        return try decoded(by: decoder, output)
    }

    /// Reads the first bytes, and gives them to a decoder where they are compressed.
    private func begin(_ output: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
        var count = try plain(output)
        while count > 0, Compression.isUndecided(output[..<count]) {
            let more = try plain(UnsafeMutableRawBufferPointer(rebasing: output[count...]))
            if more == 0 { break }
            count += more
        }
        isAtBeginning = count == 0
        guard let compression = Compression(of: output[..<count]) else { return count }
        self.compression = compression
        do {
            switch compression {
            case .gzip: decoder = try GzipDecoder()
            case .zstd: decoder = try ZstdDecoder()
            case .bzip2: decoder = try Bzip2Decoder()
            case .xz: throw InputError.unsupported(compression)
            }
        } catch let error as InputError {
            throw error
        } catch {
            throw .tooMuchMemory(compression)
        }
        let buffer = UnsafeMutableRawBufferPointer.allocate(
            byteCount: max(Self.piece, count), alignment: 16)
        buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: output[..<count]))
        self.buffer = buffer
        rest = 0..<count
        isInside = true
        return count
    }

    private func plain(_ output: UnsafeMutableRawBufferPointer) throws(InputError) -> Int {
        do {
            return try OpenFile.read(file, into: output)
        } catch {
            throw .unreadable(code: error.code)
        }
    }

    private func decoded(
        by decoder: any Decoder, _ output: UnsafeMutableRawBufferPointer
    ) throws(InputError) -> Int {
        guard let buffer, let compression else { return 0 }
        var count = 0
        while count < output.count {
            if rest.isEmpty, !isFull {
                // What has been decoded is worth more than waiting.
                if hasEnded || count > 0 { break }
                let more = try plain(buffer)
                rest = 0..<more
                hasEnded = more == 0
                continue
            }
            if !isInside { try beginNext(buffer, compression) }
            guard isInside || isFull else { continue }
            do {
                let step = try decoder.decode(
                    UnsafeRawBufferPointer(rebasing: buffer[rest]),
                    into: UnsafeMutableRawBufferPointer(rebasing: output[count...]))
                rest = rest.lowerBound + step.used..<rest.upperBound
                count += step.made
                isFull = count == output.count && !step.isEnd
                if step.isEnd { isInside = false }
                if step.used == 0, step.made == 0, !step.isEnd, !rest.isEmpty {
                    throw DecodingFailure.damaged
                }
            } catch DecodingFailure.tooMuchMemory {
                if count > 0 { return fail(.tooMuchMemory(compression), after: count) }
                throw .tooMuchMemory(compression)
            } catch {
                if count > 0 { return fail(.damaged(compression), after: count) }
                throw .damaged(compression)
            }
        }
        if count == 0 {
            if let failure { throw failure }
            if isInside { throw .cutShort(compression) }
        }
        return count
    }

    /// What is thrown by the next call, after what was decoded before it has been returned.
    private var failure: InputError?

    private func fail(_ error: InputError, after count: Int) -> Int {
        failure = error
        (rest, isFull, hasEnded) = (0..<0, false, true)
        return count
    }

    /// Another stream begins where one has ended, or zeros fill up a block of a tape.
    private func beginNext(
        _ buffer: UnsafeMutableRawBufferPointer, _ compression: Compression
    ) throws(InputError) {
        while let byte = rest.first.map({ buffer[$0] }), byte == 0, compression != .zstd {
            rest = rest.lowerBound + 1..<rest.upperBound
        }
        isInside = !rest.isEmpty
    }
}

/// Why a file could not be read on.
package enum InputError: Error, Hashable, Sendable {
    /// The system refused; `code` is its `errno`.
    case unreadable(code: Int32)
    /// Compressed in a way that is known, but not read.
    case unsupported(Compression)
    /// What is compressed is not what its program wrote.
    case damaged(Compression)
    /// The file ends before what is compressed does.
    case cutShort(Compression)
    /// It would take more memory than is allowed.
    case tooMuchMemory(Compression)
}
