/// Something that is not as it should be in a knowledge base, or with its file.
public enum HealthFault: Hashable, Sendable {
    /// SQLite's `integrity_check` says this.
    case damaged(String)
    /// A row of `table` refers to a missing row.
    case foreignKey(table: String)
    /// A table, view, trigger or index of kb's is missing.
    case missing(name: String)
    /// A table, view, trigger or index of kb's is not what the file format says.
    case altered(name: String)
    /// A trigger that is not kb's stands on a table of kb's.
    case strangeTrigger(name: String, table: String)
    /// An index does not agree with its table.
    case index(name: String, reason: String)
    /// kb's own index cannot be read.
    case indexDamaged
    /// This many codes and notes are not in kb's own index.
    case unindexed(count: Int)
    /// This many codes and notes are in kb's own index otherwise than their text says.
    case indexedWrongly(count: Int)
    /// This many codes do not list their aliases.
    case aliases(count: Int)
    /// This many words of the codes are missing in the vocabulary.
    case vocabulary(count: Int)
    /// This many rows of notes are missing, or are not what the revisions of the note say.
    case notes(count: Int)
    /// This many aliases and synonyms are missing, or are not what their revisions say.
    case words(count: Int)
    /// This many notes have revisions that come before themselves, so that none of these is the newest.
    case cycles(count: Int)
    /// Another program's write left the indexes switched off.
    case indexingOff
    /// Anybody on the machine may write the file, or replace it in its folder.
    case writableByAll(path: String)
    /// kb runs with an SQLite that lacks something the file needs.
    case sqlite(missing: String)
}
