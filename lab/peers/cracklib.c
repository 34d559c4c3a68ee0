/* cracklib with the dictionary that Debian makes for it. */
#include <stddef.h>

#include <crack.h>

#include "judge.h"

static int accepts(const char *password)
{
    return FascistCheck(password, GetDefaultCracklibDict()) == NULL;
}

int main(int count, char **arguments)
{
    return count == 3 ? judge(arguments[1], atoi(arguments[2])) : 2;
}
