#ifndef C_GUMBO_H
#define C_GUMBO_H

#include <gumbo.h>

#endif
