/// The steps from an empty file to the newest file format, in order.
public enum Migrations {
    /// SQL scripts, of which the one at index n leads to `user_version` n + 1.
    ///
    /// A script that has shipped never changes.
    public static var all: [String] {
        [PackageResources.m0001_init_sql, PackageResources.m0002_notes_sql].map {
            String(decoding: $0, as: UTF8.self)
        }
    }

    /// The `user_version` of a file with every migration applied.
    public static let newestVersion = 2
}
