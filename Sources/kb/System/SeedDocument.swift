import Glibc

/// The document of the HTTP status codes that comes with kb.
enum SeedDocument {
    /// Where it is: in the project's folder, or where `make install` has put it beside the program.
    static var path: String {
        let inProject = "seed/codes.txt"
        var program = [CChar](repeating: 0, count: Int(PATH_MAX))
        guard access(inProject, R_OK) != 0, readlink("/proc/self/exe", &program, program.count - 1) > 0 else {
            return inProject
        }
        let folders = program.withUnsafeBufferPointer { buffer in
            buffer.baseAddress.map { String(cString: $0) } ?? ""
        }.split(separator: "/").dropLast(2)
        let installed = "/" + (folders + ["share", "kb", "seed", "codes.txt"]).joined(separator: "/")
        return access(installed, R_OK) == 0 ? installed : inProject
    }
}
