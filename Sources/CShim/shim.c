#define _GNU_SOURCE
#include "CShim.h"

#include <string.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

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
// AddressSanitizer's search for leaks is off, where Foundation would be blamed.
const char *__asan_default_options(void);
const char *__asan_default_options(void) { return "detect_leaks=0"; }
#endif
#endif

int kb_copy_access(const char *source, int target) {
    struct stat status;
    if (stat(source, &status) != 0) return -1;
    // Who may not give a file away keeps it, and gives at least the group: changing the owner clears bits of the mode.
    if (fchown(target, status.st_uid, status.st_gid) != 0) (void)!fchown(target, (uid_t)-1, status.st_gid);
    if (fchmod(target, status.st_mode & 07777) != 0) return -1;
    char names[4096], value[65536];
    ssize_t length = listxattr(source, names, sizeof names);
    for (ssize_t place = 0; place < length; place += (ssize_t)strlen(names + place) + 1) {
        ssize_t size = getxattr(source, names + place, value, sizeof value);
        if (size >= 0) (void)!fsetxattr(target, names + place, value, (size_t)size, 0);
    }
    return 0;
}
