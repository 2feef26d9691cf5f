/// Cuts text into the tokens of the pair index.
///
/// In a run of Han characters each character is written with the one after it, the last one alone, all set
/// off by spaces: 重定向 becomes ` 重定  定向  向 `. Full-width forms become half-width; everything else stays.
/// The view that segments in SQL (`migrations/`) gives the same bytes; triggers rely on it.
public enum PairSegmenter {
    /// Returns `text` cut into pairs, byte for byte what the SQL view gives.
    ///
    /// Linear in the length of `text`, one allocation: some hundred megabytes a second.
    public static func segment(_ text: String) -> String {
        var text = text
        return text.withUTF8 { input in
            guard let firstMarked = input.firstIndex(where: { $0 >= 0xE3 }) else {
                // Below U+3000 nothing is Han or full-width.
                return String(decoding: input, as: UTF8.self)
            }
            // The most that three bytes become: a pair whose second character has four bytes, nine bytes.
            return String(unsafeUninitializedCapacity: firstMarked + 3 * (input.count - firstMarked)) {
                output in
                write(input, to: output)
            }
        }
    }

    private static func write(
        _ input: UnsafeBufferPointer<UInt8>, to output: UnsafeMutableBufferPointer<UInt8>
    ) -> Int {
        guard let input = input.baseAddress.map({ UnsafeBufferPointer(start: $0, count: input.count) }),
            let start = output.baseAddress
        else { return 0 }
        var end = start
        var position = 0
        while position < input.count {
            let first = input[position]
            if first < 0xE3 {
                end.pointee = first
                end += 1
                position += 1
                continue
            }
            let scalar = input.scalar(at: position)
            if isHan(scalar.value) {
                position = writeHanRun(input, from: position, length: scalar.length, to: &end)
            } else if scalar.value >= 0xFF01 && scalar.value <= 0xFF5E {
                end.pointee = UInt8(truncatingIfNeeded: scalar.value - 0xFEE0)
                end += 1
                position += scalar.length
            } else {
                copy(input, position, scalar.length, to: &end)
                position += scalar.length
            }
        }
        return end - start
    }

    /// Writes a run of Han characters and returns the position after it.
    @inline(__always)
    private static func writeHanRun(
        _ input: UnsafeBufferPointer<UInt8>, from start: Int, length firstLength: Int,
        to end: inout UnsafeMutablePointer<UInt8>
    ) -> Int {
        var position = start
        var length = firstLength
        while true {
            end.pointee = space
            end += 1
            copy(input, position, length, to: &end)
            let next = position + length
            guard next < input.count, input[next] >= 0xE3 else {
                end.pointee = space
                end += 1
                return next
            }
            let following = input.scalar(at: next)
            guard isHan(following.value) else {
                end.pointee = space
                end += 1
                return next
            }
            copy(input, next, following.length, to: &end)
            end.pointee = space
            end += 1
            position = next
            length = following.length
        }
    }

    @inline(__always)
    private static func copy(
        _ input: UnsafeBufferPointer<UInt8>, _ position: Int, _ length: Int,
        to end: inout UnsafeMutablePointer<UInt8>
    ) {
        end[0] = input[position]
        end[1] = input[position + 1]
        end[2] = input[position + 2]
        if length == 4 { end[3] = input[position + 3] }
        end += length
    }

    /// The same characters as `Han.contains`, the most frequent ones asked first.
    @inline(__always)
    private static func isHan(_ value: UInt32) -> Bool {
        if value >= 0x4E00 && value <= 0x9FFF { return true }
        if value < 0x3007 { return false }
        return value == 0x3007 || (value >= 0x3400 && value <= 0x4DBF) || (value >= 0xF900 && value <= 0xFAFF)
            || (value >= 0x20000 && value <= 0x3FFFD)
    }

    private static let space: UInt8 = 0x20
}
