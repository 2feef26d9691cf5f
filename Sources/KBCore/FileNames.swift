import KBFile

// The names of KBFile that a program needs which embeds KBCore.

/// An open knowledge base: one SQLite file.
package typealias Store = KBFile.Store
/// Why a knowledge base could not be opened, read or written.
public typealias StoreError = KBFile.StoreError
/// Copies a knowledge base while others use it.
package typealias Backup = KBFile.Backup
/// Why a copy was not made.
public typealias BackupError = KBFile.BackupError
/// Names for automatic copies.
package typealias DatedName = KBFile.DatedName
/// Puts a backup in the place of a knowledge base.
package typealias Restore = KBFile.Restore
/// Why a backup was not restored.
package typealias RestoreError = KBFile.RestoreError
/// Names and folders of paths.
package typealias FileAccess = KBFile.FileAccess
/// The SQLite that is linked in.
package typealias SQLiteLibrary = KBFile.SQLiteLibrary
