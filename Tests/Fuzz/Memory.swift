import Glibc

/// What the process takes.
enum Memory {
    /// Tells whether the process has had more memory; a fraction of what asking /proc costs.
    ///
    /// The kernel counts what the process that started this one had, so `true` is no proof.
    static func mayExceed(megabytes: Int) -> Bool {
        var usage = rusage()
        return getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage) != 0
            || usage.ru_maxrss / 1024 > megabytes
    }

    /// The most memory that the process has had, in megabytes: VmHWM of /proc/self/status.
    static func peak() throws -> Int {
        let file = open("/proc/self/status", O_RDONLY)
        defer { close(file) }
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = read(file, &buffer, buffer.count)
        let status = String(decoding: buffer[..<max(0, count)], as: UTF8.self)
        guard let place = status.firstRange(of: "VmHWM:"),
            let kilobytes = Int(status[place.upperBound...].prefix { $0 != "k" }.filter(\.isNumber))
        else { throw Broken(description: "/proc/self/status has no VmHWM") }
        return kilobytes / 1024
    }

    /// Forgets the most memory that was taken until now; the kernel counts anew (proc(5), clear_refs).
    static func forgetPeak() {
        let file = open("/proc/self/clear_refs", O_WRONLY)
        defer { close(file) }
        write(file, "5", 1)
    }
}
