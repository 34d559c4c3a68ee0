/* A whole program: cc example.c $(pkg-config --cflags --libs keyward) */
#include <keyward.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

int main(void)
{
    keyward_policy *policy = NULL;
    keyward_context *context = NULL;
    keyward_report *report = NULL;
    const char *name = "John Smith", *password = "FarmHairTree83*";
    char text[4096];
    size_t needed = 0;
    bool accepted = false;

    bool checked = keyward_policy_new_preset("nhs-appendix-a", 14, &policy) == KEYWARD_STATUS_OK
        && keyward_context_new(&context) == KEYWARD_STATUS_OK
        && keyward_context_add_utf8(context, KEYWARD_FIELD_NAME, name, strlen(name)) == KEYWARD_STATUS_OK
        && keyward_check_utf8(policy, context, password, strlen(password), &report) == KEYWARD_STATUS_OK
        && keyward_report_accepted(report, &accepted) == KEYWARD_STATUS_OK;
    if (checked && !accepted
        && keyward_report_text_utf8(report, KEYWARD_DISCLOSURE_DESK, KEYWARD_LANGUAGE_ENGLISH,
                                    text, sizeof text, &needed) == KEYWARD_STATUS_OK)
        printf("%.*s\n", (int)needed, text); /* the text does not end with a NUL */
    keyward_report_free(report);
    keyward_context_free(context);
    keyward_policy_free(policy);
    return checked ? 0 : 2;
}
