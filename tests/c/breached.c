/* A filter of leaked passwords: the one of two passwords that Rust's tests keep, from the folder that cargo runs tests in. */
#include "expect.h"

#define FILTER "../keyward/tests/breached/version-1.filter"

static keyward_report *judged(const keyward_policy *policy, const char *password)
{
    keyward_report *report = NULL;
    EXPECT(keyward_check_utf8(policy, NULL, password, strlen(password), &report) == KEYWARD_STATUS_OK);
    return report;
}

static void listed(void)
{
    static const uint16_t wide[] = {'W', 'q', '7', '#', 'N', 'v', '!', '2', 'p', 'Z'};
    keyward_policy *policy = preset("nhs-appendix-a");
    keyward_report *before = judged(policy, "Wq7#Nv!2pZ"), *after = NULL;
    char text[256];
    size_t length = 0;

    EXPECT(accepted(before));
    EXPECT(keyward_policy_set_breach_filter_utf8(policy, TEXT(FILTER)) == KEYWARD_STATUS_OK);
    /* What is no filter leaves it as it is, and other changes keep it. */
    EXPECT(keyward_policy_set_breach_filter_utf8(policy, TEXT("nowhere.filter")) == KEYWARD_STATUS_NOT_FOUND);
    EXPECT(keyward_policy_set_breach_filter_utf8(policy, TEXT("Cargo.toml")) == KEYWARD_STATUS_INVALID);
    EXPECT(keyward_policy_set_breach_filter_utf8(policy, TEXT("\xff")) == KEYWARD_STATUS_ENCODING);
    EXPECT(keyward_policy_add_words_utf8(policy, TEXT("zorblax")) == KEYWARD_STATUS_OK);
    after = judged(policy, "Wq7#Nv!2pZ");
    EXPECT(!accepted(after) && objects(after, KEYWARD_RULE_BREACHED));
    keyward_report_free(after);
    EXPECT(keyward_check_utf16(policy, NULL, wide, 10, &after) == KEYWARD_STATUS_OK);
    EXPECT(objects(after, KEYWARD_RULE_BREACHED));
    keyward_report_free(after);
    after = judged(policy, "Wq7#Nv!3pZ");
    EXPECT(accepted(after) && accepted(before));
    EXPECT(keyward_policy_requirement_utf8(policy, KEYWARD_RULE_BREACHED, KEYWARD_LANGUAGE_ENGLISH, text, sizeof text,
                                           &length) == KEYWARD_STATUS_OK);
    EXPECT(IS(text, length, "not in a list of leaked passwords"));
    keyward_report_free(after);
    keyward_report_free(before);
    keyward_policy_free(policy);
}

static void asked_for(void)
{
    keyward_policy *policy = NULL;
    keyward_report *report = NULL;
    keyward_suggestion *suggestion = NULL;
    bool alone = true;

    EXPECT(keyward_policy_new_utf8(KEYWARD_FORMAT_TOML, TEXT("breached = true"), &policy) == KEYWARD_STATUS_OK);
    EXPECT(keyward_check_utf8(policy, NULL, TEXT("Wq7#Nv!3pZ"), &report) == KEYWARD_STATUS_BREACH_FILTER);
    EXPECT(keyward_suggest(policy, NULL, KEYWARD_STYLE_WORDS, 0, &suggestion) == KEYWARD_STATUS_BREACH_FILTER);
    EXPECT(report == NULL && suggestion == NULL);
    EXPECT(keyward_accepts_utf8(policy, NULL, TEXT("Wq7#Nv!3pZ"), &alone) == KEYWARD_STATUS_BREACH_FILTER);
    EXPECT(keyward_accepts_utf8(policy, NULL, TEXT("short"), &alone) == KEYWARD_STATUS_BREACH_FILTER);
    EXPECT(keyward_policy_set_breach_filter_utf8(policy, TEXT(FILTER)) == KEYWARD_STATUS_OK);
    report = judged(policy, "Wq7#Nv!3pZ");
    EXPECT(accepted(report));
    EXPECT(keyward_accepts_utf8(policy, NULL, TEXT("Wq7#Nv!3pZ"), &alone) == KEYWARD_STATUS_OK && alone);
    EXPECT(keyward_accepts_utf8(policy, NULL, TEXT("Wq7#Nv!2pZ"), &alone) == KEYWARD_STATUS_OK && !alone);
    EXPECT(keyward_suggest(policy, NULL, KEYWARD_STYLE_WORDS, 0, &suggestion) == KEYWARD_STATUS_OK);
    keyward_suggestion_free(suggestion);
    keyward_report_free(report);
    keyward_policy_free(policy);
}

int main(void)
{
    listed();
    asked_for();
    return 0;
}
