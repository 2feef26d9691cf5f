import Foundation
import TestSupport
import Testing

@testable import KBInput

@Suite("reading files and pipes, compressed ones too")
struct InputStreamTests {
    private let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "kb-input-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    /// The programs that make what is read, and what each is told to write to standard output.
    static let programs = [
        ("gzip", "-c", Compression.gzip), ("zstd", "-qc", .zstd), ("bzip2", "-c", .bzip2),
    ]

    @Test("what gzip, zstd and bzip2 have written is read as it was, whatever its size", arguments: programs)
    func wholeFiles(program: (name: String, option: String, kind: Compression)) throws {
        defer { remove() }
        let seed = SeededRandom.printedSeed("InputStreamTests")
        var random = SeededRandom(seed: seed)
        for size in [0, 1, 3, 511, 65_536, 262_144, 1_000_003] {
            let bytes = Self.bytes(size, &random)
            let packed = try compressed(bytes, by: program)
            #expect(Compression(of: packed) == program.kind)
            let (read, error) = Self.read(try write(packed))
            #expect(read == bytes && error == nil, "\(size) bytes, KB_FUZZ_SEED=\(seed)")
        }
    }

    @Test("several streams after one another are one file, as cat makes it", arguments: programs)
    func joined(program: (name: String, option: String, kind: Compression)) throws {
        defer { remove() }
        var packed: [UInt8] = []
        var expected: [UInt8] = []
        for piece in [[1, 2, 3], [], [UInt8](repeating: 7, count: 300_000), [9]] {
            packed += try compressed(piece, by: program)
            expected += piece
        }
        let (read, error) = Self.read(try write(packed))
        #expect(read == expected && error == nil)
    }

    @Test("a file that is cut anywhere gives what it has, and says that it is cut", arguments: programs)
    func cut(program: (name: String, option: String, kind: Compression)) throws {
        defer { remove() }
        let seed = SeededRandom.printedSeed("InputStreamTests")
        var random = SeededRandom(seed: seed)
        let bytes = Self.bytes(50_000, &random)
        let packed = try compressed(bytes, by: program)
        for _ in 0..<20 {
            let length = Int.random(in: Compression.longestMark..<packed.count, using: &random)
            let (read, error) = Self.read(try write(Array(packed[..<length])))
            #expect(bytes.starts(with: read), "KB_FUZZ_SEED=\(seed)")
            #expect(error == .cutShort(program.kind), "\(length) bytes, KB_FUZZ_SEED=\(seed)")
        }
    }

    @Test("a damaged file ends with an error, and what comes before the fault is kept", arguments: programs)
    func damaged(program: (name: String, option: String, kind: Compression)) throws {
        defer { remove() }
        let seed = SeededRandom.printedSeed("InputStreamTests")
        for number in 0..<UInt64(SeededRandom.rounds(40)) {
            var random = SeededRandom(seed: seed + number)
            let bytes = Self.bytes(20_000, &random)
            var packed = try compressed(bytes, by: program)
            packed.replaceSubrange(
                packed.count / 2..<packed.count / 2 + 8,
                with: (0..<8).map { _ in .random(in: 0...255, using: &random) })
            let (read, error) = Self.read(try write(packed))
            #expect(error != nil, "KB_FUZZ_SEED=\(seed + number)")
            #expect(read.count <= 2 * bytes.count, "KB_FUZZ_SEED=\(seed + number)")
        }
        let whole = try compressed(Self.bytes(1000), by: program)
        let (read, error) = Self.read(try write(whole + Array("no stream".utf8)))
        #expect(read == Self.bytes(1000) && error == .damaged(program.kind))
    }

    @Test("zeros after gzip and bzip2, which fill up the block of a tape, are nothing")
    func zeros() throws {
        defer { remove() }
        for program in Self.programs where program.2 != .zstd {
            let packed = try compressed([1, 2], by: program)
            let (read, error) = Self.read(try write(packed + [UInt8](repeating: 0, count: 100_000)))
            #expect(read == [1, 2] && error == nil)
        }
    }

    @Test("a frame of zstd that wants a window of 2 GB is refused")
    func largeWindow() throws {
        defer { remove() }
        // RFC 8878 §3.1.1.1.2: the exponent 21 stands for a window of 2 GB.
        let (read, error) = Self.read(try write([0x28, 0xB5, 0x2F, 0xFD, 0x00, 21 << 3, 0x01, 0x00, 0x00]))
        #expect(read.isEmpty && error == .tooMuchMemory(.zstd))
    }

    @Test("what begins like none of them is read as it is, a byte at a time too")
    func plain() throws {
        defer { remove() }
        for bytes in [[], [0x1F], [0x1F, 0x8B], Array("BZh is no bzip2".utf8), Array("(".utf8), [0, 1, 2]] {
            var ends: [Int32] = [0, 0]
            #expect(Glibc.pipe(&ends) == 0)
            for byte in bytes { _ = withUnsafeBytes(of: byte) { Glibc.write(ends[1], $0.baseAddress, 1) } }
            close(ends[1])
            let (read, error) = Self.read(ends[0], room: 4)
            #expect(read == bytes && error == nil)
        }
    }

    @Test("what is compressed with xz is told")
    func xz() throws {
        defer { remove() }
        let (read, error) = Self.read(try write([0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]))
        #expect(read.isEmpty && error == .unsupported(.xz))
    }

    /// Everything that can be read of an open file, and what ended it; closes the file.
    private static func read(_ file: Int32, room: Int = 10_000) -> ([UInt8], InputError?) {
        defer { close(file) }
        let stream = InputStream(file)
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: room, alignment: 16)
        defer { buffer.deallocate() }
        var bytes: [UInt8] = []
        do {
            while true {
                let count = try stream.read(into: buffer)
                if count == 0 { return (bytes, nil) }
                bytes += buffer[..<count]
            }
        } catch {
            return (bytes, error)
        }
    }

    /// Bytes of which half can be compressed.
    private static func bytes(_ count: Int, _ random: inout SeededRandom) -> [UInt8] {
        (0..<count).map { $0 / 1000 % 2 == 0 ? UInt8($0 % 7) : .random(in: 0...255, using: &random) }
    }

    private static func bytes(_ count: Int) -> [UInt8] { (0..<count).map { UInt8($0 % 7) } }

    private func write(_ bytes: [UInt8]) throws -> Int32 {
        let file = folder.appendingPathComponent("file")
        try Data(bytes).write(to: file)
        return open(file.path, O_RDONLY)
    }

    private func compressed(
        _ bytes: [UInt8], by program: (name: String, option: String, kind: Compression)
    ) throws -> [UInt8] {
        let (source, target) = (folder.appendingPathComponent("in"), folder.appendingPathComponent("out"))
        try Data(bytes).write(to: source)
        _ = FileManager.default.createFile(atPath: target.path, contents: nil)
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [program.name, program.option, source.path]
        process.standardOutput = try FileHandle(forWritingTo: target)
        try process.run()
        process.waitUntilExit()
        try #require(process.terminationStatus == 0)
        return Array(try Data(contentsOf: target))
    }

    private func remove() { try? FileManager.default.removeItem(at: folder) }
}
