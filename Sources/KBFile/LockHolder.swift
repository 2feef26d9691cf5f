import Foundation
import Glibc

/// Finds out which program holds a lock on a file.
enum LockHolder {
    /// Another program that holds a lock on a database.
    ///
    /// Linux lists locks by inode in `/proc/locks` (proc(5)); a file system may show another device number there than
    /// stat(2) does, so a process also counts that has a file of this path open.
    ///
    /// - Parameter path: A database.
    /// - Returns: Nil when nobody holds a lock any more, or nobody can tell.
    static func find(_ path: String) -> StoreError.Holder? {
        guard let locks = try? String(contentsOfFile: "/proc/locks", encoding: .utf8) else { return nil }
        // In WAL mode the locks are on the index of the log.
        for file in [path, path + "-shm"] {
            var status = stat()
            guard stat(file, &status) == 0 else { continue }
            let holders = locks.split(separator: "\n").compactMap { holder($0, inode: UInt64(status.st_ino)) }
            // Whoever writes is to blame, else whoever reads.
            for lock in holders.filter(\.isWriting) + holders where isOpen(file, status, by: lock) {
                let name = try? String(contentsOfFile: "/proc/\(lock.process)/comm", encoding: .utf8)
                return StoreError.Holder(
                    name: name?.trimmingCharacters(in: .newlines), process: lock.process)
            }
        }
        return nil
    }

    private struct Lock {
        var process: pid_t
        var isWriting: Bool
        var device: Substring
    }

    /// A line is `1: POSIX  ADVISORY  WRITE 4711 fe:01:12345 1073741825 1073741825`.
    private static func holder(_ line: Substring, inode: UInt64) -> Lock? {
        let words = line.split(separator: " ")
        guard words.count >= 6, words[1] == "POSIX", let process = pid_t(words[4]), process != getpid(),
            let colon = words[5].lastIndex(of: ":"),
            UInt64(words[5][words[5].index(after: colon)...]) == inode
        else { return nil }
        return Lock(process: process, isWriting: words[3] == "WRITE", device: words[5][..<colon])
    }

    private static func isOpen(_ path: String, _ status: stat, by lock: Lock) -> Bool {
        let numbers = lock.device.split(separator: ":").compactMap { UInt64($0, radix: 16) }
        let device = UInt64(status.st_dev)
        let (major, minor) = ((device >> 8) & 0xFFF, (device & 0xFF) | ((device >> 12) & 0xFFF00))
        if numbers == [major, minor] { return true }
        let folder = "/proc/\(lock.process)/fd"
        let files = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return files.contains { file in
            var other = stat()
            return stat("\(folder)/\(file)", &other) == 0 && other.st_ino == status.st_ino
                && other.st_dev == status.st_dev
        }
    }
}
