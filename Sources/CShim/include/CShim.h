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
