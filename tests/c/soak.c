/* Very many checks in one process: the memory it has after the first tenth is all that it ever needs.
 * The argument is how many. */
#include "expect.h"

/* The memory of this process that is not of a file, in KiB, as the system counts it. */
static long resident(void)
{
    FILE *status = fopen("/proc/self/status", "r");
    char line[256];
    long kib = -1;

    EXPECT(status != NULL);
    while (fgets(line, sizeof line, status) != NULL) {
        if (sscanf(line, "RssAnon: %ld", &kib) == 1) {
            break;
        }
    }
    fclose(status);
    EXPECT(kib > 0);
    return kib;
}

int main(int count, char **arguments)
{
    unsigned long checks = count > 1 ? strtoul(arguments[1], NULL, 10) : 200000;
    keyward_policy *policy = preset("nhs-appendix-a");
    keyward_context *context = NULL;
    unsigned long refused = 0;
    long before = 0, after = 0;

    EXPECT(keyward_context_new(&context) == KEYWARD_STATUS_OK);
    EXPECT(keyward_context_add_utf8(context, KEYWARD_FIELD_NAME, TEXT("Ann Blackwood")) == KEYWARD_STATUS_OK);
    EXPECT(keyward_context_add_utf8(context, KEYWARD_FIELD_PREVIOUS, TEXT("Zt5%Hm&3dR")) == KEYWARD_STATUS_OK);
    for (unsigned long check = 0; check < checks; check++) {
        static const char alphabet[] = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789!$%&*";
        keyward_report *report = NULL;
        keyward_context *fresh = NULL;
        uint16_t units[700];
        char text[64];
        /* Any old generator does: the passwords need only differ. */
        unsigned long seed = check * 2654435761u + 12345u;
        size_t length = seed % 24;
        size_t needed = 0;

        for (size_t place = 0; place < length; place++) {
            seed = (seed * 1103515245u + 12345u) & 0x7fffffffu;
            text[place] = alphabet[(seed >> 16) % (sizeof alphabet - 1)];
            units[place] = (uint16_t)text[place];
        }
        EXPECT(keyward_check_utf8(policy, context, text, length, &report) == KEYWARD_STATUS_OK);
        refused += !accepted(report);
        keyward_report_free(report);
        if (check % 64 == 0) {
            for (size_t place = 0; place < 700; place++) {
                units[place] = (uint16_t)(place < length ? (unsigned char)text[place] : 0xA3);
            }
            EXPECT(keyward_check_utf16(policy, context, units, check % 128 == 0 ? 700 : length, &report) ==
                   KEYWARD_STATUS_OK);
            EXPECT(keyward_report_json_utf8(report, KEYWARD_DISCLOSURE_PRIVATE, KEYWARD_LANGUAGE_ENGLISH, NULL, 0,
                                            &needed) == KEYWARD_STATUS_BUFFER_TOO_SMALL);
            keyward_report_free(report);
            EXPECT(keyward_check_utf8(policy, context, TEXT("\xff"), &report) == KEYWARD_STATUS_ENCODING);
            EXPECT(keyward_context_new(&fresh) == KEYWARD_STATUS_OK);
            EXPECT(keyward_context_add_utf8(fresh, KEYWARD_FIELD_NAME, text, length) == KEYWARD_STATUS_OK);
            keyward_context_free(fresh);
        }
        if (check == checks / 10) {
            before = resident();
        }
    }
    after = resident();
    EXPECT(refused > checks / 10);
    printf("%lu checks, %lu refused; %ld KiB of memory after a tenth of them, %ld KiB at the end\n", checks, refused,
           before, after);
    EXPECT(after <= before + 16);
    keyward_context_free(context);
    keyward_policy_free(policy);
    return 0;
}
