#include "CShim.h"

static int argument_count;
static char **arguments;

// The C library gives main()'s arguments to constructors too, in static and in dynamic executables.
__attribute__((constructor)) static void keep_arguments(int argc, char **argv) {
    argument_count = argc;
    arguments = argv;
}

int kb_argument_count(void) { return argument_count; }

const char *kb_argument(int index) { return arguments[index]; }

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
// AddressSanitizer takes every text that regexec() gets for one that ends in NUL, also with REG_STARTEND, where its end
// is given.
const char *__asan_default_suppressions(void);
const char *__asan_default_suppressions(void) { return "interceptor_name:regexec"; }

// Its search for leaks is off, where Foundation would be blamed.
const char *__asan_default_options(void);
const char *__asan_default_options(void) { return "detect_leaks=0"; }
#endif
#endif
