import Foundation
import GRDB

/// Columns of rows of a file that may be damaged: GRDB ends the process where a value has another type than asked for.
extension Row {
    /// A text, or any other value as a text; empty for NULL.
    package func text(_ column: Int) -> String { optionalText(column) ?? "" }

    /// A text, or any other value as a text; nil for NULL.
    package func optionalText(_ column: Int) -> String? {
        let value: DatabaseValue = self[column]
        switch value.storage {
        case .null: return nil
        case .string(let text): return text
        case .int64(let number): return String(number)
        case .double(let number): return String(number)
        case .blob(let data): return String(decoding: data, as: UTF8.self)
        }
    }

    /// An integer, 0 for any other value; nil for NULL.
    package func optionalInteger(_ column: Int) -> Int? {
        hasNull(atIndex: column) ? nil : Int(integer(column))
    }

    /// An integer; 0 for everything else.
    package func integer(_ column: Int) -> Int64 {
        let value: DatabaseValue = self[column]
        switch value.storage {
        case .int64(let number): return number
        case .double(let number): return Int64(exactly: number.rounded()) ?? 0
        case .null, .string, .blob: return 0
        }
    }

    /// The number in a column of this name; 0 for everything else.
    package func number(_ name: String) -> Double {
        guard let value: DatabaseValue = self[name] else { return 0 }
        switch value.storage {
        case .int64(let number): return Double(number)
        case .double(let number): return number
        case .null, .string, .blob: return 0
        }
    }
}
