/// Conversion from UTF-16.
enum UTF16Text {
    /// Bytes that are not UTF-16.
    struct Fault: Error {
        /// Where a surrogate lacks its other half, or a byte is left over.
        var byteOffset: Int
    }

    /// Converts bytes without their byte-order mark to UTF-8, strictly.
    static func utf8(_ bytes: UnsafeRawBufferPointer, isLittleEndian: Bool) throws(Fault) -> [UInt8] {
        let units = Units(bytes: bytes, isLittleEndian: isLittleEndian)
        guard bytes.count.isMultiple(of: 2), let text = String(validating: units, as: UTF16.self) else {
            throw Fault(byteOffset: units.firstFault ?? bytes.count - 1)
        }
        return Array(text.utf8)
    }

    /// The code units of a document.
    private struct Units: RandomAccessCollection {
        let bytes: UnsafeRawBufferPointer
        let isLittleEndian: Bool

        var startIndex: Int { 0 }
        var endIndex: Int { bytes.count / 2 }

        subscript(index: Int) -> UInt16 {
            let unit = bytes.loadUnaligned(fromByteOffset: index * 2, as: UInt16.self)
            return isLittleEndian ? UInt16(littleEndian: unit) : UInt16(bigEndian: unit)
        }

        /// The place of the first surrogate that has no other half.
        var firstFault: Int? {
            var index = 0
            while index < endIndex {
                let isPair =
                    UTF16.isLeadSurrogate(self[index]) && index + 1 < endIndex
                    && UTF16.isTrailSurrogate(self[index + 1])
                guard isPair || !UTF16.isSurrogate(self[index]) else { return index * 2 }
                index += isPair ? 2 : 1
            }
            return nil
        }
    }
}
