import GRDB

extension StoreError {
    /// The error that an SQLite result code stands for.
    ///
    /// Result codes: <https://www.sqlite.org/rescode.html>
    init(_ error: DatabaseError, path: String) {
        let message = error.message ?? error.resultCode.description
        switch error.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED: self = .busy(path: path, holder: LockHolder.find(path))
        case .SQLITE_READONLY:
            switch error.extendedResultCode {
            case .SQLITE_READONLY_ROLLBACK: self = .needsRollback(path: path)
            case .SQLITE_READONLY_DBMOVED: self = .replaced(path: path)
            default: self = .readOnly(path: path)
            }
        case .SQLITE_INTERRUPT: self = .stopped(path: path)
        case .SQLITE_FULL: self = .full(path: path)
        case .SQLITE_IOERR: self = .inputOutput(path: path, message: message)
        case .SQLITE_CORRUPT: self = .corrupt(path: path, message: message)
        case .SQLITE_NOTADB: self = .notADatabase(path: path)
        case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH: self = .notPermitted(path: path)
        case .SQLITE_CONSTRAINT: self = .refused(path: path, message: message)
        default: self = .other(path: path, message: message)
        }
    }

    /// The error that names the file in which a fault was found.
    init(_ fault: StoreFault, path: String) {
        switch fault {
        case .indexingOff: self = .indexingOff(path: path)
        case .indexDamaged: self = .indexDamaged(path: path)
        case .noIDLeft: self = .noIDLeft(path: path)
        }
    }
}
