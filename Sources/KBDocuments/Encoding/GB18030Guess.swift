/// Tells whether bytes that are not UTF-8 look like Chinese text in GB 18030.
///
/// Almost any bytes can be read as GB 18030, so being valid is not enough: nearly all characters beyond
/// ASCII must be among the 3,755 common ones of GB 2312's first level, or its punctuation and full-width
/// forms. Damaged UTF-8, read in pairs, has these in about one place of three; Latin-1 has hardly any.
func looksLikeGB18030(_ bytes: UnsafeRawBufferPointer) -> Bool {
    var common = 0
    var others = 0
    var index = 0
    while index < bytes.count {
        let lead = bytes[index]
        guard lead >= 0x80 else {
            index += 1
            continue
        }
        guard (0x81...0xFE).contains(lead), index + 1 < bytes.count else { return false }
        let trail = bytes[index + 1]
        switch trail {
        case 0x40...0x7E, 0x80...0xFE:
            let isInLevelOne = (0xB0...0xD7).contains(lead) && trail >= 0xA1
            let isPunctuation = (0xA1...0xA3).contains(lead) && trail >= 0xA1
            if isInLevelOne || isPunctuation { common += 1 } else { others += 1 }
            index += 2
        case 0x30...0x39:
            others += 1
            index += 4
        default:
            return false
        }
    }
    return common >= 2 && common >= others * 4
}
