/* Earlier passwords as hashes: remembered, written out, read again, and asked at a check. */
#include "expect.h"

/* Stands for a directory that verifies its own hashes. */
struct directory {
    const char *passwords[5];
    size_t asked;
};

static int32_t verify(void *data, size_t entry, const char *password, size_t length)
{
    struct directory *directory = (struct directory *)data;
    const char *stored = directory->passwords[entry];

    directory->asked++;
    if (*stored == 0) {
        return -1;
    }
    return strlen(stored) == length && memcmp(stored, password, length) == 0;
}

static void a_directory_verifies_its_own(const keyward_policy *policy)
{
    static const uint16_t units[] = {'B', 'x', '4', '!', 'L', 'w', '$', '9', 'k', 'Q'};
    struct directory directory = {{"7Lamp&Moon4%Kite", "Zt5%Hm&3dR", "Bx4!Lw$9kQ", "Qq1!Ww2?Ee", "Tt9!Uu8?Ii"}, 0};
    keyward_report *report = NULL;
    size_t entry = 9;

    EXPECT(keyward_history_check_with_utf8(policy, verify, &directory, 5, 32, TEXT("Zt5%Hm&4dR"), &report) ==
           KEYWARD_STATUS_OK);
    EXPECT(keyward_report_entry(report, find(report, KEYWARD_RULE_RECYCLED), &entry) == KEYWARD_STATUS_OK && entry == 1);
    keyward_report_free(report);
    EXPECT(keyward_history_check_with_utf16(policy, verify, &directory, 5, 1, units, 10, &report) == KEYWARD_STATUS_OK);
    EXPECT(keyward_report_entry(report, find(report, KEYWARD_RULE_REUSED), &entry) == KEYWARD_STATUS_OK && entry == 2);
    keyward_report_free(report);

    /* As many as were asked for, and no more entries than the policy has. */
    directory.asked = 0;
    EXPECT(keyward_history_check_with_utf8(policy, verify, &directory, 5, 32, TEXT("Tt9!Uu8?Ii"), &report) ==
           KEYWARD_STATUS_OK);
    EXPECT(accepted(report) && directory.asked == 4 * 32);
    keyward_report_free(report);
    directory.passwords[0] = "";
    EXPECT(keyward_history_check_with_utf8(policy, verify, &directory, 5, 32, TEXT("Zt5%Hm&4dR"), &report) ==
           KEYWARD_STATUS_CALLBACK);
    EXPECT(keyward_history_check_with_utf8(policy, verify, &directory, 5, 0, TEXT("Zt5%Hm&4dR"), &report) ==
           KEYWARD_STATUS_VALUE);
}

int main(void)
{
    static const uint16_t second[] = {'B', 'x', '4', '!', 'L', 'w', '$', '9', 'k', 'Q'};
    keyward_policy *policy = preset("nhs-appendix-a");
    keyward_history *history = NULL, *again = NULL, *none = NULL;
    keyward_context *context = NULL;
    keyward_report *report = NULL;
    const char *kind = NULL;
    char text[1024];
    char mistake[64];
    size_t length = 0, count = 0, entry = 9, line = 9, needed = 0;
    bool alone = false;

    EXPECT(keyward_history_new(&history) == KEYWARD_STATUS_OK);
    EXPECT(keyward_history_set_cost(history, 8, 1, 1) == KEYWARD_STATUS_OK);
    EXPECT(keyward_history_set_cost(history, 0, 1, 1) == KEYWARD_STATUS_VALUE);
    EXPECT(keyward_history_add_utf8(history, TEXT("Zt5%Hm&3dR")) == KEYWARD_STATUS_OK);
    EXPECT(keyward_history_add_utf16(history, second, 10) == KEYWARD_STATUS_OK);
    EXPECT(keyward_history_add_utf8(history, TEXT("\xff")) == KEYWARD_STATUS_ENCODING);
    EXPECT(keyward_history_text_utf8(history, text, sizeof text, &length) == KEYWARD_STATUS_OK);
    keyward_history_free(history);

    EXPECT(keyward_history_new_utf8(text, length, &again) == KEYWARD_STATUS_OK);
    EXPECT(keyward_history_count(again, &count) == KEYWARD_STATUS_OK && count == 2);
    EXPECT(keyward_history_new_utf8(TEXT("$argon2id$nonsense"), &none) == KEYWARD_STATUS_INVALID);
    EXPECT(keyward_history_new_utf8(TEXT("\xff"), &none) == KEYWARD_STATUS_ENCODING);
    EXPECT(none == NULL);
    text[length] = '?';
    EXPECT(keyward_history_mistake_utf8(text, length + 1, &line, mistake, sizeof mistake, &needed) == KEYWARD_STATUS_OK);
    EXPECT(line == 3 && IS(mistake, needed, "line 3: not an argon2 PHC string"));
    line = 9;
    EXPECT(keyward_history_mistake_utf8(text, length + 1, &line, NULL, 0, &needed) == KEYWARD_STATUS_BUFFER_TOO_SMALL);
    EXPECT(line == 9 && needed == sizeof "line 3: not an argon2 PHC string" - 1);
    EXPECT(keyward_history_mistake_utf8(text, length, &line, mistake, sizeof mistake, &needed) == KEYWARD_STATUS_OK);
    EXPECT(line == 0 && needed == 0);

    /* Alone. */
    EXPECT(keyward_history_check_utf8(policy, again, TEXT("Zt5%Hm&3dR"), &report) == KEYWARD_STATUS_OK);
    EXPECT(keyward_report_entry(report, find(report, KEYWARD_RULE_REUSED), &entry) == KEYWARD_STATUS_OK && entry == 1);
    keyward_report_free(report);
    EXPECT(keyward_history_check_utf16(policy, again, second, 10, &report) == KEYWARD_STATUS_OK);
    EXPECT(objects(report, KEYWARD_RULE_REUSED));
    keyward_report_free(report);

    a_directory_verifies_its_own(policy);
    EXPECT(keyward_history_set_threads(again, 1) == KEYWARD_STATUS_OK);

    /* With fewer hashes: what it is, not what it may have been made from. */
    EXPECT(keyward_history_check_utf8(policy, again, TEXT("Zt5%Hm&4dR"), &report) == KEYWARD_STATUS_OK);
    EXPECT(objects(report, KEYWARD_RULE_RECYCLED));
    keyward_report_free(report);
    EXPECT(keyward_history_set_max_hashes(again, 0) == KEYWARD_STATUS_VALUE);
    EXPECT(keyward_history_set_max_hashes(again, 1) == KEYWARD_STATUS_OK);
    EXPECT(keyward_history_check_utf8(policy, again, TEXT("Zt5%Hm&4dR"), &report) == KEYWARD_STATUS_OK);
    EXPECT(accepted(report));
    keyward_report_free(report);
    EXPECT(keyward_context_new(&context) == KEYWARD_STATUS_OK);
    EXPECT(keyward_context_set_history(context, again, false) == KEYWARD_STATUS_OK);
    EXPECT(keyward_history_set_max_hashes(again, 32) == KEYWARD_STATUS_OK);
    EXPECT(keyward_check_utf8(policy, context, TEXT("Zt5%Hm&4dR"), &report) == KEYWARD_STATUS_OK);
    EXPECT(accepted(report));
    keyward_report_free(report);
    EXPECT(keyward_check_utf8(policy, context, TEXT("Zt5%Hm&3dR"), &report) == KEYWARD_STATUS_OK);
    EXPECT(objects(report, KEYWARD_RULE_REUSED));
    keyward_report_free(report);
    keyward_context_free(context);

    /* With a check. */
    EXPECT(keyward_context_new(&context) == KEYWARD_STATUS_OK);
    EXPECT(keyward_context_set_history(context, again, false) == KEYWARD_STATUS_OK);
    EXPECT(keyward_check_utf8(policy, context, TEXT("Zt5%Hm&4dR"), &report) == KEYWARD_STATUS_OK);
    EXPECT(keyward_report_kind(report, find(report, KEYWARD_RULE_RECYCLED), &kind, &length) == KEYWARD_STATUS_OK);
    EXPECT(length > 0);
    keyward_report_free(report);
    EXPECT(keyward_accepts_utf8(policy, context, TEXT("Zt5%Hm&4dR"), &alone) == KEYWARD_STATUS_OK && !alone);
    EXPECT(keyward_check_utf8(policy, context, TEXT("pY#6vN*3tGLk"), &report) == KEYWARD_STATUS_OK);
    EXPECT(accepted(report));
    EXPECT(keyward_accepts_utf8(policy, context, TEXT("pY#6vN*3tGLk"), &alone) == KEYWARD_STATUS_OK && alone);
    keyward_report_free(report);

    /* The context has a copy; without it nothing is known. */
    EXPECT(keyward_history_prune(again, 1) == KEYWARD_STATUS_OK);
    EXPECT(keyward_history_count(again, &count) == KEYWARD_STATUS_OK && count == 1);
    keyward_history_free(again);
    EXPECT(keyward_check_utf8(policy, context, TEXT("Zt5%Hm&3dR"), &report) == KEYWARD_STATUS_OK);
    EXPECT(objects(report, KEYWARD_RULE_REUSED));
    keyward_report_free(report);
    EXPECT(keyward_context_set_history(context, NULL, false) == KEYWARD_STATUS_OK);
    EXPECT(keyward_check_utf8(policy, context, TEXT("Zt5%Hm&3dR"), &report) == KEYWARD_STATUS_OK);
    EXPECT(accepted(report));
    keyward_report_free(report);

    keyward_context_free(context);
    keyward_policy_free(policy);
    return 0;
}
