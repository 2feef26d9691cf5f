import Glibc

/// What memory the process may still take.
package enum Memory {
    /// Whether libdispatch can make a thread, which has a stack of 8 MB as a rule, with as much to spare.
    ///
    /// Where it cannot, it tries again every second, for ever.
    package static var isEnoughForThread: Bool {
        let size = 16 << 20
        let memory = mmap(nil, size, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        return memory != MAP_FAILED && munmap(memory, size) == 0
    }
}
