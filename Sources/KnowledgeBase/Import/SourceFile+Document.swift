import Codebook

extension SourceFile {
    /// Reads the document: in the format of its content, or of its extension where the content does not tell.
    ///
    /// - Throws: `DocumentError` with every error of the document.
    public func document(
        format: DocumentFormat? = nil, columns: ColumnMapping? = nil
    ) throws(DocumentError) -> Document {
        let named = DocumentFormat(fileExtension: fileExtension)
        guard format == nil, let named, named != .text else {
            return try DocumentReader.read(bytes, format: format, columns: columns)
        }
        // Plain text is what a guess ends with when nothing is sure.
        if let guessed = try? DocumentReader.read(bytes, columns: columns), guessed.format != .text {
            return guessed
        }
        return try DocumentReader.read(bytes, format: named, columns: columns)
    }
}
