#ifndef C_COMPRESSION_H
#define C_COMPRESSION_H

#include <bzlib.h>
#include <zlib.h>
#include <zstd.h>
#include <zstd_errors.h>

#endif
