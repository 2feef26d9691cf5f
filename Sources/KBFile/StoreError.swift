/// Why a knowledge base could not be opened, read or written.
public enum StoreError: Error, Hashable, Sendable {
    /// There is no file at `path`.
    case missing(path: String)
    /// `path` is a folder, or something else that is not a regular file.
    case notAFile(path: String)
    /// The file may not be read, or its folder may not be searched.
    case notPermitted(path: String)
    /// The file cannot be created, because its folder is missing or may not be written.
    case cannotCreate(path: String)
    /// The file is not an SQLite database, or is damaged at its head.
    case notADatabase(path: String)
    /// The file is an SQLite database of another program.
    case foreign(path: String, applicationID: Int32)
    /// The file was made by a newer kb, with file format `version`.
    case tooNew(path: String, version: Int, newest: Int)
    /// The file's format is too old to be read as it is, and the file may not be written.
    case needsUpgrade(path: String, version: Int, newest: Int)
    /// Another program has held a lock on the file for longer than the time-out: `holder`, where that can be told.
    case busy(path: String, holder: Holder?)
    /// Another file has taken the place of the open one: what is written would go to a file without a name, or ruin the
    /// new one.
    case replaced(path: String)
    /// The file may be read, but not written.
    case readOnly(path: String)
    /// The file is in WAL mode, and the files beside it that reading needs cannot be made.
    case needsLog(path: String)
    /// A write was interrupted, and rolling it back needs the right to write the file.
    case needsRollback(path: String)
    /// The disk, a quota or the largest allowed size of a file is exhausted.
    case full(path: String)
    /// Reading or writing failed below SQLite.
    case inputOutput(path: String, message: String)
    /// The file is damaged.
    case corrupt(path: String, message: String)
    /// A trigger on a table of kb's is not kb's, or is not as kb made it, or one of kb's is missing: nothing is
    /// written then.
    case strangeSchema(path: String, name: String, table: String, Difference)
    /// What was asked of the file was ended before it was done; see
    /// ``Store/init(path:access:timeout:longestRead:isOver:onUpgrade:)``.
    case stopped(path: String)
    /// Another program's write left the indexes switched off: nothing is written then.
    case indexingOff(path: String)
    /// kb's own index cannot be read; it can be rebuilt.
    case indexDamaged(path: String)
    /// The highest id of a code is taken, so that none is left for the next.
    case noIDLeft(path: String)
    /// SQLite refused the write, usually because a constraint or a trigger forbids it.
    case refused(path: String, message: String)
    /// A thread that reads or writes wants to write, which would wait for itself: a fault of the program.
    case nested(path: String)
    /// Any other failure of SQLite.
    case other(path: String, message: String)
}

extension StoreError {
    /// How a trigger differs from what the file format says.
    public enum Difference: Hashable, Sendable {
        /// It is kb's, and gone.
        case missing
        /// It has the name of one of kb's, but does something else.
        case altered
        /// It is somebody else's.
        case foreign
    }

    /// A program that holds a lock.
    public struct Holder: Hashable, Sendable {
        /// Its name as the system has it (up to 15 bytes); nil where the process is gone.
        public var name: String?
        /// The number of the process.
        public var process: Int32
    }
}
