import ArgumentParser
import KBDocuments
import KBPresentation

extension DocumentFormat {
    /// The names of all formats.
    static var list: String { allCases.map(\.rawValue).joined(separator: ", ") }

    /// The names of the formats that can be written.
    static var writtenList: String { written.map(\.rawValue).joined(separator: ", ") }

    /// Reads the name of a format that can be written.
    static func writtenArgument(_ text: String) throws -> DocumentFormat {
        guard let format = try? argument(text), written.contains(format) else {
            throw ValidationError(message(zh: "可以是 \(writtenList)", en: "expected one of \(writtenList)"))
        }
        return format
    }

    /// Reads the name of a format from the command line; extensions such as `md` will do.
    static func argument(_ text: String) throws -> DocumentFormat {
        let format = DocumentFormat(rawValue: text.lowercased()) ?? DocumentFormat(fileExtension: text)
        guard let format else {
            throw ValidationError(message(zh: "可以是 \(list)", en: "expected one of \(list)"))
        }
        return format
    }
}
