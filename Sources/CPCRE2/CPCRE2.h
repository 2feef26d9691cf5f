#ifndef C_PCRE2_H
#define C_PCRE2_H

// Patterns and lines are bytes; the library has other widths as well.
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

#endif
