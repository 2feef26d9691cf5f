/// What a part of kb finds wrong inside a file, without knowing the file's path.
///
/// ``Store`` turns it into the ``StoreError`` that names the file.
package enum StoreFault: Error, Hashable, Sendable {
    /// Another program's write left the indexes switched off.
    case indexingOff
    /// kb's own index cannot be read.
    case indexDamaged
    /// The highest id of a code is taken, so that none is left for the next.
    case noIDLeft
}
