/* A disk that takes 10 ms longer to keep what it was given: preloaded before SQLite or PostgreSQL. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <unistd.h>

static const useconds_t SLOWER_US = 10000;

int fsync(int file) {
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
    usleep(SLOWER_US);
    return real(file);
}

int fdatasync(int file) {
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
    usleep(SLOWER_US);
    return real(file);
}
