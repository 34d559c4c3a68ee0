/* A host may load its modules anew for each request. The library stays all the same when it is let go: each time that it was loaded
 * afresh it would take one more of the 1024 places that a process has for what its threads own. */
#include "expect.h"

#include <dlfcn.h>

int main(int argc, char **argv)
{
    void *library = argc > 1 ? dlopen(argv[1], RTLD_NOW) : NULL;
    EXPECT(library != NULL && dlclose(library) == 0);
    EXPECT(dlopen(argv[1], RTLD_NOW | RTLD_NOLOAD) != NULL);
    return 0;
}
