/* passwdqc with its default settings. */
#include <passwdqc.h>

#include "judge.h"

static passwdqc_params_t params;

static int accepts(const char *password)
{
    return passwdqc_check(&params.qc, password, NULL, NULL) == NULL;
}

int main(int count, char **arguments)
{
    passwdqc_params_reset(&params);
    return count == 3 ? judge(arguments[1], atoi(arguments[2])) : 2;
}
