import KBCore
import KBText

/// Objects of a repository as `git cat-file --batch` gives them, read many at a time.
struct GitObjects {
    /// Runs git with words and an input; returns its output.
    let git: (_ words: [String], _ input: [UInt8]) throws -> [UInt8]

    /// An entry of a tree.
    struct Entry {
        var name: String
        var object: String
        var isFolder: Bool
    }

    /// The contents of objects, in order; nil for one that is not there, or is larger than anything that kb writes.
    ///
    /// - Parameters:
    ///   - names: Names of objects, as git takes them.
    ///   - count: How many are asked for at once: git reads on only while its answers are read, and memory holds them.
    /// - Returns: The contents.
    /// - Throws: ``RemoteFailure``.
    func contents(of names: [String], atOnce count: Int = 256) throws -> [[UInt8]?] {
        var contents: [[UInt8]?] = []
        for start in stride(from: 0, to: names.count, by: count) {
            let part = names[start..<min(start + count, names.count)]
            let answer = try git(["cat-file", "--batch"], Array(part.map { $0 + "\n" }.joined().utf8))
            var rest = answer[...]
            for _ in part {
                guard let end = rest.firstIndex(of: 0x0A) else { throw RemoteFailure.badProgram("git") }
                let head = String(decoding: rest[..<end], as: UTF8.self).split(separator: " ")
                rest = rest[(end + 1)...]
                guard head.count == 3, let size = Int(head[2]) else {
                    contents.append(nil)
                    continue
                }
                guard rest.count > size else { throw RemoteFailure.badProgram("git") }
                contents.append(size <= Editions.largestDocument ? Array(rest.prefix(size)) : nil)
                rest = rest.dropFirst(size + 1)
            }
        }
        return contents
    }

    /// The entries of a tree, whose content is `mode SP name NUL` and 20 or 32 bytes of a hash each.
    static func entries(of tree: [UInt8], hashSize: Int) -> [Entry] {
        var entries: [Entry] = []
        var rest = tree[...]
        while let space = rest.firstIndex(of: 0x20), let end = rest[space...].firstIndex(of: 0),
            rest.distance(from: end, to: rest.endIndex) > hashSize
        {
            let mode = String(decoding: rest[..<space], as: UTF8.self)
            let hash = rest[(end + 1)...].prefix(hashSize)
            let object = hash.map { String($0, radix: 16).zeroPadded(to: 2) }.joined()
            let name = String(decoding: rest[(space + 1)..<end], as: UTF8.self)
            // Links, programs and submodules are nothing that kb writes.
            if mode == "100644" || mode == "40000" {
                entries.append(Entry(name: name, object: object, isFolder: mode == "40000"))
            }
            rest = rest[(end + 1)...].dropFirst(hashSize)
        }
        return entries
    }
}
