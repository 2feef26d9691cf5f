/// Which columns of a table hold which part of an entry, where their names do not tell.
///
/// A column is named as in the header, or by its number from 1. Columns that are not mapped are found by their names;
/// see ``ColumnRole/columnNames``.
public struct ColumnMapping: Hashable, Sendable {
    /// The name of the code's column, or nil to find it.
    public var code: String?

    /// The name of the name's column, or nil to find it.
    public var name: String?

    /// The name of the description's column, or nil to find it.
    public var description: String?

    /// The name of the qualifier's column, or nil to find it.
    public var qualifier: String?

    /// What the fields of the other columns are called, where the mapping tells how a table was read.
    public var fields: [String] = []

    /// Whether the first row of the table names the columns; nil to find out.
    public var hasHeader: Bool?

    /// Whether a column that the table lacks is found by the usual names instead, as for the mapping of an earlier
    /// edition.
    public var isLenient = false

    /// Makes a mapping from the columns' names; case does not matter.
    public init(
        code: String? = nil, name: String? = nil, description: String? = nil, qualifier: String? = nil,
        hasHeader: Bool? = nil
    ) {
        self.hasHeader = hasHeader
        self.code = code
        self.name = name
        self.description = description
        self.qualifier = qualifier
    }

    /// Reads a mapping such as `code=Value,name=Description,description=Reference` or `code=1,name=2`.
    ///
    /// - Parameter text: Pairs of a role and a column's name or number, separated by commas; spaces around them are
    ///   ignored.
    /// - Throws: ``ColumnMappingError`` for the first pair that is not understood.
    public init(parsing text: String) throws(ColumnMappingError) {
        self.init()
        for pair in text.split(separator: ",", omittingEmptySubsequences: false) {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                .map { String($0).collapsingWhiteSpace }
            guard parts.count == 2, !parts[1].isEmpty else {
                throw .malformedPair(String(pair).collapsingWhiteSpace)
            }
            guard let role = ColumnRole(rawValue: parts[0].lowercased()) else { throw .unknownRole(parts[0]) }
            guard self[role] == nil else { throw .repeatedRole(role) }
            self[role] = parts[1]
        }
    }

    /// The mapping as ``init(parsing:)`` reads it: `code=Value,name=Description`.
    public var text: String {
        ColumnRole.allCases.compactMap { role in self[role].map { "\(role.rawValue)=\($0)" } }
            .joined(separator: ",")
    }

    /// How a mapping speaks of a column: by its name where that can be read back and is no other's, else by its number.
    static func reference(to column: Int, in header: [String]) -> String {
        let name = header[column].collapsingWhiteSpace
        let key = ColumnName.key(name)
        let isClear =
            !key.isEmpty && !name.contains(",") && Int(name) == nil
            && header.count { ColumnName.key($0) == key } == 1
        return isClear ? name : "\(column + 1)"
    }

    /// The name of the column mapped to a role.
    public subscript(role: ColumnRole) -> String? {
        get {
            switch role {
            case .code: code
            case .name: name
            case .description: description
            case .qualifier: qualifier
            }
        }
        set {
            switch role {
            case .code: code = newValue
            case .name: name = newValue
            case .description: description = newValue
            case .qualifier: qualifier = newValue
            }
        }
    }
}

/// Why a text is not a column mapping.
public enum ColumnMappingError: Error, Hashable, Sendable {
    /// A pair is not of the form `role=column`.
    case malformedPair(String)

    /// The part before `=` is none of the four roles.
    case unknownRole(String)

    /// A role is mapped twice.
    case repeatedRole(ColumnRole)
}
