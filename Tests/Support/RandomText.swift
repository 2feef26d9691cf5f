extension SeededRandom {
    /// Text of up to `length` scalars: Han of all planes, Latin, full-width, emoji, marks, spaces, anything.
    public mutating func text(length: Int) -> String {
        var scalars = String.UnicodeScalarView()
        let ranges: [ClosedRange<UInt32>] = [
            0x4E00...0x9FFF, 0x4E00...0x4E20, 0x3400...0x4DBF, 0x3007...0x3007, 0xF900...0xFAFF,
            0x20000...0x2A6DF, 0x3FFF0...0x3FFFF, 0x30000...0x3134A, 0x20...0x7E, 0x61...0x7A, 0x20...0x20,
            0xFF00...0xFF60, 0x1F300...0x1F64F, 0x300...0x36F, 0xC0...0x24F, 0x370...0x4FF, 0x3000...0x30FF,
            0x2000...0x206F, 0x0...0x1F, 0x80...0x9F, 0xE000...0xF8FF, 0x0...0x10FFFF, 0xFE00...0xFE0F,
            0x2E80...0x2FDF, 0xAC00...0xD7A3, 0xFB00...0xFB06, 0xFFF0...0xFFFF, 0x2460...0x24FF,
        ]
        for _ in 0..<Int.random(in: 0...length, using: &self) {
            let range = ranges.randomElement(using: &self) ?? 0...0
            if let scalar = Unicode.Scalar(UInt32.random(in: range, using: &self)) {
                scalars.append(scalar)
            }
        }
        return String(scalars)
    }
}

/// A new seed for each run, printed, so that a failure can be repeated.
public func printedSeed(_ name: String) -> UInt64 {
    let seed = UInt64.random(in: .min ... .max)
    print("\(name): seed \(seed)")
    return seed
}
