import Glibc

/// Files that are open.
enum Input {
    /// Everything that is left in a file.
    ///
    /// - Parameters:
    ///   - file: An open file.
    ///   - most: After more bytes than these, reading ends.
    /// - Returns: The bytes.
    /// - Throws: ``Failure``.
    static func bytes(of file: Int32, upTo most: Int = .max) throws(Failure) -> [UInt8] {
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        while bytes.count <= most {
            let count = read(file, &buffer, buffer.count)
            if count == 0 { break }
            if count > 0 { bytes += buffer[..<count] } else if errno != EINTR { throw Failure(code: errno) }
        }
        return bytes
    }

    /// A file could not be read.
    struct Failure: Error {
        /// The system's number of the reason.
        var code: Int32
    }
}
