import KBText

extension SourceFile {
    /// The SHA-256 of the bytes, as 64 hexadecimal digits.
    package var sha256: String { content.sha256 }
}

/// SHA-256 (FIPS 180-4, §6.2), by which an edition of a document is recognised.
///
/// An attacker who knows the digest of a random token learns nothing of the token. It stands here because a library for it
/// would be the largest part of the program. Cost: about 4 ns a byte.
package struct SHA256 {
    private var state = initialState
    private var schedule = [UInt32](repeating: 0, count: 64)
    private var size: UInt64 = 0
    /// The bytes of a block that is not full yet.
    private var rest: [UInt8] = []

    /// Takes the next bytes of the message.
    mutating func add(_ bytes: UnsafeRawBufferPointer) {
        size += UInt64(bytes.count)
        var start = 0
        if !rest.isEmpty {
            start = min(64 - rest.count, bytes.count)
            rest += bytes[..<start]
            guard rest.count == 64 else { return }
            let block = rest
            rest = []
            block.withUnsafeBytes { Self.compress($0, at: 0, &state, &schedule) }
        }
        while start + 64 <= bytes.count {
            Self.compress(bytes, at: start, &state, &schedule)
            start += 64
        }
        rest += bytes[start...]
    }

    /// The digest of all bytes, as 64 hexadecimal digits.
    var hexadecimal: String { words.map { String($0, radix: 16).zeroPadded(to: 8) }.joined() }

    /// The digest of all bytes: 32 of them.
    var digest: [UInt8] {
        words.flatMap { word in (0..<4).map { UInt8(truncatingIfNeeded: word >> UInt32(24 - 8 * $0)) } }
    }

    private var words: [UInt32] {
        // §5.1.1: a 1 bit, zeros, and the length in bits as 64 bits, big-endian.
        var last = self
        let zeros = [UInt8](repeating: 0, count: (119 - rest.count) % 64)
        let bits = (0..<8).map { UInt8(truncatingIfNeeded: (size * 8) >> UInt64(56 - 8 * $0)) }
        ([0x80] + zeros + bits).withUnsafeBytes { last.add($0) }
        return last.state
    }

    /// Returns the digest of `message` as 64 hexadecimal digits.
    package static func hexadecimal(of message: [UInt8]) -> String {
        var sum = SHA256()
        message.withUnsafeBytes { sum.add($0) }
        return sum.hexadecimal
    }

    private static func compress(
        _ message: UnsafeRawBufferPointer, at start: Int, _ state: inout [UInt32], _ schedule: inout [UInt32]
    ) {
        constants.withUnsafeBufferPointer { constants in
            schedule.withUnsafeMutableBufferPointer { words in
                for index in 0..<16 {
                    words[index] =
                        message.loadUnaligned(fromByteOffset: start + index * 4, as: UInt32.self).bigEndian
                }
                for index in 16..<64 {
                    let (early, late) = (words[index - 15], words[index - 2])
                    let small = rotate(early, 7) ^ rotate(early, 18) ^ early >> 3
                    let large = rotate(late, 17) ^ rotate(late, 19) ^ late >> 10
                    words[index] = words[index - 16] &+ small &+ words[index - 7] &+ large
                }
                var (a, b, c, d) = (state[0], state[1], state[2], state[3])
                var (e, f, g, h) = (state[4], state[5], state[6], state[7])
                for index in 0..<64 {
                    let choice = e & f ^ ~e & g
                    let first =
                        h &+ (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) &+ choice &+ constants[index]
                        &+ words[index]
                    let majority = a & b ^ a & c ^ b & c
                    let second = (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) &+ majority
                    (h, g, f, e, d, c, b, a) = (g, f, e, d &+ first, c, b, a, first &+ second)
                }
                for (index, word) in [a, b, c, d, e, f, g, h].enumerated() { state[index] &+= word }
            }
        }
    }

    @inline(__always)
    private static func rotate(_ word: UInt32, _ count: UInt32) -> UInt32 {
        word &>> count | word &<< (32 - count)
    }

    // §5.3.3.
    private static let initialState: [UInt32] = [
        0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab,
        0x5be0_cd19,
    ]

    // §4.2.2.
    private static let constants: [UInt32] = [
        0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4,
        0xab1c_5ed5,
        0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7,
        0xc19b_f174,
        0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc,
        0x76f9_88da,
        0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351,
        0x1429_2967,
        0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e,
        0x9272_2c85,
        0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585,
        0x106a_a070,
        0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f,
        0x682e_6ff3,
        0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7,
        0xc671_78f2,
    ]
}
