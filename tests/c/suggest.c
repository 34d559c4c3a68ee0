/* Suggested passwords: each passes the check that it was made for. */
#include "expect.h"

static void passes(const keyward_policy *policy, const keyward_context *context, keyward_style style, size_t length)
{
    keyward_suggestion *suggestion = NULL;
    keyward_report *report = NULL;
    char password[512], aloud[8192];
    uint16_t units[512];
    size_t size = 0, same = 0;
    double bits = 0;
    bool must_change = false;

    EXPECT(keyward_suggest(policy, context, style, length, &suggestion) == KEYWARD_STATUS_OK);
    EXPECT(keyward_suggestion_password_utf8(suggestion, NULL, 0, &size) == KEYWARD_STATUS_BUFFER_TOO_SMALL);
    EXPECT(size >= length && size <= sizeof password);
    EXPECT(keyward_suggestion_password_utf8(suggestion, password, size, &same) == KEYWARD_STATUS_OK && same == size);
    EXPECT(style != KEYWARD_STYLE_RANDOM || length == 0 || size == length);
    EXPECT(keyward_suggestion_password_utf16(suggestion, units, 512, &same) == KEYWARD_STATUS_OK && same == size);
    EXPECT(units[0] == (unsigned char)password[0]);
    EXPECT(keyward_suggestion_read_aloud_utf8(suggestion, aloud, sizeof aloud, &same) == KEYWARD_STATUS_OK);
    EXPECT(same > size && memchr(aloud, ',', same) != NULL);
    EXPECT(keyward_suggestion_read_aloud_utf16(suggestion, NULL, 0, &size) == KEYWARD_STATUS_BUFFER_TOO_SMALL);
    EXPECT(size == same);
    EXPECT(keyward_suggestion_entropy_bits(suggestion, &bits) == KEYWARD_STATUS_OK && bits > 30 && bits < 1000);
    EXPECT(keyward_suggestion_must_change(suggestion, &must_change) == KEYWARD_STATUS_OK && must_change);

    EXPECT(keyward_suggestion_password_utf8(suggestion, password, sizeof password, &size) == KEYWARD_STATUS_OK);
    EXPECT(keyward_check_utf8(policy, context, password, size, &report) == KEYWARD_STATUS_OK);
    EXPECT(accepted(report));
    keyward_report_free(report);
    keyward_suggestion_free(suggestion);
}

int main(void)
{
    keyward_policy *policy = preset("nhs-appendix-a"), *impossible = NULL;
    keyward_context *context = NULL;
    keyward_history *history = NULL;
    keyward_suggestion *none = NULL;
    size_t shortest = 0, longest = 0;

    EXPECT(keyward_context_new(&context) == KEYWARD_STATUS_OK);
    EXPECT(keyward_context_set_operation(context, KEYWARD_OPERATION_SET) == KEYWARD_STATUS_OK);
    EXPECT(keyward_context_add_utf8(context, KEYWARD_FIELD_NAME, TEXT("John Smith")) == KEYWARD_STATUS_OK);
    passes(policy, NULL, KEYWARD_STYLE_WORDS, 0);
    passes(policy, context, KEYWARD_STYLE_WORDS, 24);
    passes(policy, context, KEYWARD_STYLE_RANDOM, 0);
    passes(policy, NULL, KEYWARD_STYLE_RANDOM, 20);

    EXPECT(keyward_history_new(&history) == KEYWARD_STATUS_OK);
    EXPECT(keyward_history_set_cost(history, 8, 1, 1) == KEYWARD_STATUS_OK);
    EXPECT(keyward_history_add_utf8(history, TEXT("Zt5%Hm&3dR")) == KEYWARD_STATUS_OK);
    EXPECT(keyward_context_set_history(context, history, true) == KEYWARD_STATUS_OK);
    keyward_history_free(history);
    passes(policy, context, KEYWARD_STYLE_WORDS, 0);

    EXPECT(keyward_suggest(policy, NULL, (keyward_style)0, 0, &none) == KEYWARD_STATUS_VALUE);
    EXPECT(keyward_suggest(policy, NULL, KEYWARD_STYLE_RANDOM, 3, &none) == KEYWARD_STATUS_VALUE);
    EXPECT(keyward_suggest(policy, NULL, KEYWARD_STYLE_WORDS, SIZE_MAX, &none) == KEYWARD_STATUS_VALUE);

    EXPECT(keyward_suggest_lengths(policy, KEYWARD_STYLE_RANDOM, &shortest, &longest) == KEYWARD_STATUS_OK);
    EXPECT(shortest == 8 && longest == 256);
    EXPECT(keyward_suggest_lengths(policy, KEYWARD_STYLE_WORDS, &shortest, &longest) == KEYWARD_STATUS_OK);
    EXPECT(shortest == 13 && longest == 256);
    passes(policy, NULL, KEYWARD_STYLE_WORDS, shortest);
    EXPECT(keyward_suggest(policy, NULL, KEYWARD_STYLE_WORDS, shortest - 1, &none) == KEYWARD_STATUS_VALUE);
    EXPECT(keyward_suggest(policy, NULL, KEYWARD_STYLE_WORDS, longest + 1, &none) == KEYWARD_STATUS_VALUE);
    EXPECT(keyward_suggest_lengths(policy, (keyward_style)3, &shortest, &longest) == KEYWARD_STATUS_VALUE);

    /* A length that the style has, but this policy has no room for. */
    EXPECT(keyward_policy_new_utf8(KEYWARD_FORMAT_TOML, TEXT("base = 'nhs-appendix-a'\nmin_length = 256\n"), &impossible) ==
           KEYWARD_STATUS_OK);
    EXPECT(keyward_suggest(impossible, NULL, KEYWARD_STYLE_RANDOM, 14, &none) == KEYWARD_STATUS_VALUE);
    EXPECT(none == NULL);
    keyward_policy_free(impossible);
    keyward_context_free(context);
    keyward_policy_free(policy);
    return 0;
}
