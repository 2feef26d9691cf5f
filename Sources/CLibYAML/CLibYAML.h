#ifndef C_LIBYAML_H
#define C_LIBYAML_H

#include <yaml.h>

#endif
