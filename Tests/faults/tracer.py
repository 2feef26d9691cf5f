"""Runs a program and all that it starts, and ends them together at the N-th of some system calls.

strace counts the calls of each process apart, so that it never comes to the later processes of a program that starts
many. Between two calls that change something nothing changes: what a kill at any other moment leaves behind is the
same.
"""
import contextlib
import ctypes
import os
import platform
import signal

# Numbers of the calls that change files, pipes and sockets among them.
CALLS = {
    "x86_64": {
        "write": 1, "pwrite64": 18, "writev": 20, "sendto": 44, "sendmsg": 46, "fsync": 74, "fdatasync": 75, "truncate": 76,
        "ftruncate": 77, "rename": 82, "mkdir": 83, "rmdir": 84, "creat": 85, "link": 86, "unlink": 87, "symlink": 88,
        "chmod": 90, "fchmod": 91, "mkdirat": 258, "unlinkat": 263, "renameat": 264, "linkat": 265, "symlinkat": 266,
        "renameat2": 316, "copy_file_range": 326},
    "aarch64": {
        "mkdirat": 34, "unlinkat": 35, "symlinkat": 36, "linkat": 37, "renameat": 38, "truncate": 45, "ftruncate": 46,
        "fchmod": 52, "write": 64, "writev": 66, "pwrite64": 68, "fsync": 82, "fdatasync": 83, "sendto": 206,
        "sendmsg": 211, "renameat2": 276, "copy_file_range": 285},
}.get(platform.machine(), {})

TRACEME, SYSCALL, SETOPTIONS, GET_SYSCALL_INFO, ENTRY = 0, 24, 0x4200, 0x420E, 1
# Calls are told from signals, children are traced from their start, and all go with the tracer.
OPTIONS = 1 | 2 | 4 | 8 | 0x100000
ALL = 0x40000000

libc = ctypes.CDLL(None, use_errno=True)
libc.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
libc.ptrace.restype = ctypes.c_long


class Info(ctypes.Structure):
    """struct ptrace_syscall_info, as far as the number of a call."""

    _fields_ = [("op", ctypes.c_uint8), ("pad", ctypes.c_uint8 * 3), ("arch", ctypes.c_uint32), ("ip", ctypes.c_uint64),
                ("sp", ctypes.c_uint64), ("number", ctypes.c_uint64), ("rest", ctypes.c_uint64 * 8)]


def can_trace():
    return bool(CALLS)


def run(arguments, folder, environment, last=None):
    """Runs a program; returns how many calls it came to, and whether it was ended at the `last` of them."""
    child = os.fork()
    if child == 0:
        try:
            os.chdir(folder)
            null = os.open(os.devnull, os.O_RDWR)
            for number in range(3):
                os.dup2(null, number)
            libc.ptrace(TRACEME, 0, None, None)
            os.kill(os.getpid(), signal.SIGSTOP)
            os.execvpe(arguments[0], arguments, environment)
        finally:
            os._exit(127)
    os.waitpid(child, 0)
    libc.ptrace(SETOPTIONS, child, None, OPTIONS)
    libc.ptrace(SYSCALL, child, None, None)
    numbers, info = set(CALLS.values()), Info()
    alive, count, is_ended = {child}, 0, False
    while alive:
        try:
            process, status = os.waitpid(-1, ALL)
        except ChildProcessError:
            break
        if not os.WIFSTOPPED(status):
            alive.discard(process)
            continue
        alive.add(process)
        passed = os.WSTOPSIG(status)
        if passed == signal.SIGTRAP | 0x80:
            passed = 0
            libc.ptrace(GET_SYSCALL_INFO, process, ctypes.sizeof(info), ctypes.addressof(info))
            if info.op == ENTRY and info.number in numbers and not is_ended:
                count += 1
                if count == last:
                    is_ended = True
                    for each in alive:
                        with contextlib.suppress(ProcessLookupError):
                            os.kill(each, signal.SIGKILL)
                    continue
        elif passed in (signal.SIGTRAP, signal.SIGSTOP):
            # A child has been started, or begins.
            passed = 0
        libc.ptrace(SYSCALL, process, None, passed)
    return count, is_ended
