import Glibc

/// Files that are open.
package enum OpenFile {
    /// A file could not be read.
    package struct Failure: Error, Hashable, Sendable {
        /// The system's number of the reason.
        package var code: Int32
    }

    /// Reads what there is, and waits for something where nothing is.
    ///
    /// - Returns: The number of bytes; 0 at the end.
    /// - Throws: ``Failure``; never for a signal.
    package static func read(_ file: Int32, into buffer: UnsafeMutableRawBufferPointer) throws(Failure) -> Int
    {
        while true {
            let count = Glibc.read(file, buffer.baseAddress, buffer.count)
            if count >= 0 { return count }
            guard errno == EINTR else { throw Failure(code: errno) }
        }
    }

    /// Writes all bytes, whatever signals come.
    ///
    /// - Returns: Why that failed; nil where all is written.
    @discardableResult
    package static func write(_ bytes: UnsafeRawBufferPointer, to file: Int32) -> Failure? {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = Glibc.write(file, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
            if count >= 0 {
                rest = rest.dropFirst(count)
            } else if errno != EINTR {
                return Failure(code: errno)
            }
        }
        return nil
    }

    /// Everything that is left in a file.
    ///
    /// - Parameters:
    ///   - file: An open file.
    ///   - most: After more bytes than these, reading ends.
    /// - Returns: The bytes.
    /// - Throws: ``Failure``.
    package static func bytes(of file: Int32, upTo most: Int = .max) throws(Failure) -> [UInt8] {
        var bytes: [UInt8] = []
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 65536, alignment: 16)
        defer { buffer.deallocate() }
        while bytes.count <= most {
            let count = try read(file, into: buffer)
            if count == 0 { break }
            bytes += buffer[..<count]
        }
        return bytes
    }
}
