import Glibc
import KBCore
import KBPresentation
import KBSync
import KBText

extension Settings {
    /// Whose editions of books are imported without a question.
    var trustedEditions: SyncJob.EditionTrust {
        let names = editions().value?.split(separator: ",").map { String($0).trimmedOfSpace } ?? []
        if names.contains("*") { return .all }
        return names.isEmpty ? .none : .from(names)
    }

    /// kb's own copy of a git repository: one for each remote of each file.
    ///
    /// - Throws: ``NoDatabase`` where there is no home.
    func repository(of remote: SyncRemote, in database: String) throws(NoDatabase) -> String {
        guard let folder = environment.folder("XDG_STATE_HOME", inHome: ".local/state") else {
            throw NoDatabase()
        }
        var path = database
        if let real = realpath(database, nil) {
            path = String(cString: real)
            free(real)
        }
        let mark = SHA256.hexadecimal(of: Array("\(path)\n\(remote.url)".utf8)).prefix(16)
        return "\(folder)/kb/sync/\(remote.name)-\(mark).git"
    }

    /// The program that speaks to remotes of a kind: in `KB_LIBEXEC`, else where packages put it, else in `PATH`.
    func program(of kind: String) -> String {
        let name = "kb-remote-\(kind)"
        let folders = [environment.variable("KB_LIBEXEC"), "/usr/local/libexec/kb", "/usr/libexec/kb"]
        return folders.compactMap(\.self).map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 } ?? name
    }
}
