#ifndef SQLITE_SHIM_H
#define SQLITE_SHIM_H

#include <sqlite3.h>

/// Sets SQLITE_DBCONFIG_DEFENSIVE, which forbids writing to shadow tables and to sqlite_schema.
///
/// sqlite3_db_config() is variadic, and Swift cannot call variadic C functions.
static inline int kb_set_defensive(sqlite3 *connection) {
    return sqlite3_db_config(connection, SQLITE_DBCONFIG_DEFENSIVE, 1, (int *)0);
}

#endif
