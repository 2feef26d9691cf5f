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
