#ifndef C_SHIM_H
#define C_SHIM_H

#include <malloc.h>
#include <sqlite3.h>
#include <stdint.h>
#include <sys/vfs.h>

/// Sets SQLITE_DBCONFIG_DEFENSIVE, which forbids writing to shadow tables and to sqlite_schema.
///
/// sqlite3_db_config() is variadic, and Swift cannot call variadic C functions.
static inline int kb_set_defensive(sqlite3 *connection) {
    return sqlite3_db_config(connection, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)0);
}

/// Has the allocator give pieces of a megabyte and more back to the system as soon as they are free.
///
/// By itself glibc keeps ever larger ones, up to 32 MB each (mallopt(3), M_MMAP_THRESHOLD).
static inline void kb_return_large_memory(void) {
    mallopt(M_MMAP_THRESHOLD, 1 << 20);
}

/// Lets SQLite keep twelve pages that undo a single statement in memory, rather than seven.
///
/// With more it begins a file, into which it then writes each page before a statement changes it, for every row of an
/// import: a fifth of its time. The memory is taken for each statement, so it must be less than what glibc gives back
/// to the system at once, 128 kB (mallopt(3), M_TRIM_THRESHOLD). For a process, before it opens a database
/// (sqlite.org/c3ref, SQLITE_CONFIG_STMTJRNL_SPILL).
static inline int kb_set_statement_journal(void) {
    return sqlite3_config(SQLITE_CONFIG_STMTJRNL_SPILL, 100 << 10);
}

/// Has SQLite take memory without counting it, which is behind a lock: a tenth of a short query's time.
///
/// Nothing of kb asks how much it is (sqlite3_memory_used()), or limits it. For a process, before it opens a database
/// (sqlite.org/c3ref, SQLITE_CONFIG_MEMSTATUS).
static inline int kb_stop_counting_memory(void) {
    return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

/// Keeps a connection from writing its log into the file when it is closed, and from deleting the log: the file may be
/// another one by then (SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE).
static inline int kb_keep_log(sqlite3 *connection) {
    return sqlite3_db_config(connection, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, (int *)0);
}

/// Gives an open file the mode, the owner or at least the group, and the access control list of another file, as far as
/// the user may. 0, or -1 when not even the mode could be set.
int kb_copy_access(const char *source, int target);

/// How many arguments the process has, its name among them.
int kb_argument_count(void);

/// One of the arguments, from 0 for the name of the program.
const char *kb_argument(int index);

/// The type of the file system that a file is on (statfs(2), f_type); 0 where that cannot be told.
///
/// Swift's Glibc module lacks statfs().
static inline uint32_t kb_file_system_type(const char *path) {
    struct statfs status;
    return statfs(path, &status) == 0 ? (uint32_t)status.f_type : 0;
}

#endif
