/* A reset at a service desk: reset USERNAME "FULL NAME" HISTORY-FILE < PASSWORD, with the password alone on standard input.
 *
 * cc reset.c $(pkg-config --cflags --libs keyward)
 *
 * Exit status: 0 accepted, 1 refused, 2 could not be judged. */
#include <keyward.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* Reads a file to its end, or as much of it as there is room for; a file that is not there is empty. */
static size_t contents(FILE *file, char *text, size_t room)
{
    size_t length = file ? fread(text, 1, room, file) : 0;
    if (file && file != stdin)
        fclose(file);
    return length;
}

int main(int count, char **arguments)
{
    static char password[4096], records[1 << 16], text[4096];
    keyward_policy *policy = NULL;
    keyward_context *context = NULL;
    keyward_history *history = NULL;
    keyward_report *report = NULL;
    bool accepted = false;
    size_t needed = 0;

    if (count != 4) {
        fputs("usage: reset USERNAME \"FULL NAME\" HISTORY-FILE < PASSWORD\n", stderr);
        return 2;
    }
    size_t length = contents(stdin, password, sizeof password);
    if (length > 0 && password[length - 1] == '\n')
        length--; /* how the line ended; anything else may be a part of the password */
    size_t kept = contents(fopen(arguments[3], "r"), records, sizeof records);

    bool judged = keyward_policy_new_preset("nhs-appendix-a", 14, &policy) == KEYWARD_STATUS_OK
        && keyward_history_new_utf8(records, kept, &history) == KEYWARD_STATUS_OK
        && keyward_context_new(&context) == KEYWARD_STATUS_OK
        && keyward_context_set_operation(context, KEYWARD_OPERATION_SET) == KEYWARD_STATUS_OK
        && keyward_context_add_utf8(context, KEYWARD_FIELD_USERNAME, arguments[1], strlen(arguments[1])) == KEYWARD_STATUS_OK
        && keyward_context_add_utf8(context, KEYWARD_FIELD_NAME, arguments[2], strlen(arguments[2])) == KEYWARD_STATUS_OK
        && keyward_context_set_history(context, history, false) == KEYWARD_STATUS_OK
        && keyward_check_utf8(policy, context, password, length, &report) == KEYWARD_STATUS_OK
        && keyward_report_accepted(report, &accepted) == KEYWARD_STATUS_OK;

    /* What the desk is told has nothing of the password in it. The text does not end with a NUL. */
    if (judged && !accepted
        && keyward_report_text_utf8(report, KEYWARD_DISCLOSURE_DESK, KEYWARD_LANGUAGE_ENGLISH,
                                    text, sizeof text, &needed) == KEYWARD_STATUS_OK)
        printf("%.*s\n", (int)needed, text);

    /* Here the directory is told, and only if it says yes is the password remembered. */
    if (judged && accepted) {
        FILE *file = NULL;
        judged = keyward_history_add_utf8(history, password, length) == KEYWARD_STATUS_OK
            && keyward_history_prune(history, 4) == KEYWARD_STATUS_OK
            && keyward_history_text_utf8(history, text, sizeof text, &needed) == KEYWARD_STATUS_OK
            && (file = fopen(arguments[3], "w")) != NULL
            && fwrite(text, 1, needed, file) == needed;
        judged = (!file || fclose(file) == 0) && judged;
        puts(judged ? "accepted" : "the history could not be written");
    }

    for (volatile char *letter = password; letter < password + sizeof password; letter++)
        *letter = 0; /* volatile, so that the compiler does not leave it out */
    keyward_report_free(report);
    keyward_context_free(context);
    keyward_history_free(history);
    keyward_policy_free(policy);
    return !judged ? 2 : accepted ? 0 : 1;
}
