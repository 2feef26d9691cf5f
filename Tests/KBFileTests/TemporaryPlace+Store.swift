import KBFile
import TestSupport

extension TemporaryPlace {
    /// Opens or makes a knowledge base in the folder.
    func store(_ name: String = "kb.db") throws -> Store {
        try Store(path: path(name), access: .creating, format: FileFormat())
    }
}
