/* libpwquality as it is installed: its default settings, with cracklib's dictionary. */
#include <pwquality.h>

#include "judge.h"

static pwquality_settings_t *settings;

static int accepts(const char *password)
{
    void *why = NULL;
    int score = pwquality_check(settings, password, NULL, NULL, &why);
    char text[PWQ_MAX_ERROR_MESSAGE_LEN];
    if (score < 0)
        pwquality_strerror(text, sizeof text, score, why); /* which frees what it is told */
    return score >= 0;
}

int main(int count, char **arguments)
{
    settings = pwquality_default_settings();
    return settings && count == 3 ? judge(arguments[1], atoi(arguments[2])) : 2;
}
