#ifndef C_POSTGRES_H
#define C_POSTGRES_H

// Debian has the headers in a folder of their own.
#if __has_include(<postgresql/libpq-fe.h>)
#include <postgresql/libpq-fe.h>
#else
#include <libpq-fe.h>
#endif

#endif
