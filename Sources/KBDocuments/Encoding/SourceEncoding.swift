/// An encoding other than UTF-8 from which a document can be converted.
public enum SourceEncoding: String, CaseIterable, Hashable, Sendable {
    /// UTF-16 with the byte-order mark FF FE.
    case utf16LittleEndian = "UTF-16LE"

    /// UTF-16 with the byte-order mark FE FF.
    case utf16BigEndian = "UTF-16BE"

    /// GB 18030, which contains GBK and GB 2312, the usual encodings of older Chinese documents.
    case gb18030 = "GB18030"
}
