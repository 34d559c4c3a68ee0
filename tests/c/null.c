/* Every pointer NULL in turn, every length 0, buffers that overlap or lie at odd addresses. Nothing is written to the other
 * results when a pointer is refused. */
#include "expect.h"

#define NULLED(call) EXPECT((call) == KEYWARD_STATUS_NULL)

#define DESK KEYWARD_DISCLOSURE_DESK
#define PRIVATE KEYWARD_DISCLOSURE_PRIVATE
#define ENGLISH KEYWARD_LANGUAGE_ENGLISH

/* Clang warns where NULL is handed over as it stands, which here it is on purpose. */
#ifdef __clang__
#pragma clang diagnostic ignored "-Wnonnull"
#endif

static const uint16_t UNITS[] = {'W', 'q', '7', 'N', 'v', '2', 'p', 'Z'};

static void frees(void)
{
    keyward_policy_free(NULL);
    keyward_context_free(NULL);
    keyward_report_free(NULL);
    keyward_history_free(NULL);
    keyward_suggestion_free(NULL);
}

static void policies(keyward_policy *policy)
{
    keyward_policy *made = NULL;
    const char *text = NULL;
    keyward_standing standing = KEYWARD_STANDING_EXPIRED;
    uint64_t days = 7;
    uint32_t left = 7;
    size_t length = 7;
    char bytes[8192];
    bool complete = false;
    uint16_t units[64];

    NULLED(keyward_policy_new_preset(NULL, 1, &made));
    NULLED(keyward_policy_new_preset(TEXT("nhs-appendix-a"), NULL));
    EXPECT(keyward_policy_new_preset("nhs-appendix-a", SIZE_MAX, &made) == KEYWARD_STATUS_LENGTH);
    EXPECT(keyward_policy_new_preset("nhs-appendix-a", 0, &made) == KEYWARD_STATUS_NOT_FOUND);
    NULLED(keyward_policy_name(NULL, &text, &length));
    NULLED(keyward_policy_name(policy, NULL, &length));
    NULLED(keyward_policy_name(policy, &text, NULL));
    NULLED(keyward_policy_new_utf8(KEYWARD_FORMAT_TOML, NULL, 1, &made));
    NULLED(keyward_policy_new_utf8(KEYWARD_FORMAT_TOML, NULL, 0, NULL));
    NULLED(keyward_policy_mistake_utf8(KEYWARD_FORMAT_TOML, NULL, 1, bytes, sizeof bytes, &length));
    NULLED(keyward_policy_mistake_utf8(KEYWARD_FORMAT_TOML, TEXT("x"), NULL, 1, &length));
    NULLED(keyward_policy_mistake_utf8(KEYWARD_FORMAT_TOML, TEXT("x"), bytes, sizeof bytes, NULL));
    NULLED(keyward_policy_open_utf8(NULL, 1, &made, bytes, sizeof bytes, &length));
    NULLED(keyward_policy_open_utf8(TEXT("hw-5.3.2"), NULL, bytes, sizeof bytes, &length));
    NULLED(keyward_policy_open_utf8(TEXT("hw-5.3.2"), &made, NULL, 1, &length));
    NULLED(keyward_policy_open_utf8(TEXT("hw-5.3.2"), &made, bytes, sizeof bytes, NULL));
    NULLED(keyward_policy_digest(NULL, &text, &length));
    NULLED(keyward_policy_digest(policy, NULL, &length));
    NULLED(keyward_policy_digest(policy, &text, NULL));
    NULLED(keyward_policy_add_dictionary(NULL, NULL, 0));
    NULLED(keyward_policy_add_dictionary(policy, NULL, 1));
    EXPECT(keyward_policy_add_dictionary(policy, NULL, 0) == KEYWARD_STATUS_INVALID);
    NULLED(keyward_policy_set_breach_filter_utf8(NULL, TEXT("leaked.filter")));
    NULLED(keyward_policy_set_breach_filter_utf8(policy, NULL, 1));
    EXPECT(keyward_policy_set_breach_filter_utf8(policy, NULL, 0) == KEYWARD_STATUS_NOT_FOUND);
    EXPECT(keyward_policy_set_breach_filter_utf8(policy, "leaked.filter", SIZE_MAX) == KEYWARD_STATUS_LENGTH);
    NULLED(keyward_policy_add_words_utf8(NULL, TEXT("word")));
    NULLED(keyward_policy_add_words_utf8(policy, NULL, 1));
    EXPECT(keyward_policy_add_words_utf8(policy, NULL, 0) == KEYWARD_STATUS_INVALID);
    NULLED(keyward_policy_add_words_utf16(NULL, UNITS, 1));
    NULLED(keyward_policy_add_words_utf16(policy, NULL, 1));
    NULLED(keyward_policy_requirement_utf8(NULL, KEYWARD_RULE_DIGIT, ENGLISH, bytes, sizeof bytes, &length));
    NULLED(keyward_policy_requirement_utf8(policy, KEYWARD_RULE_DIGIT, ENGLISH, NULL, 64, &length));
    NULLED(keyward_policy_requirement_utf8(policy, KEYWARD_RULE_DIGIT, ENGLISH, bytes, sizeof bytes, NULL));
    NULLED(keyward_policy_requirement_utf16(NULL, KEYWARD_RULE_DIGIT, ENGLISH, units, 64, &length));
    NULLED(keyward_policy_requirement_utf16(policy, KEYWARD_RULE_DIGIT, ENGLISH, NULL, 64, &length));
    NULLED(keyward_policy_requirement_utf16(policy, KEYWARD_RULE_DIGIT, ENGLISH, units, 64, NULL));
    NULLED(keyward_policy_toml_utf8(NULL, bytes, sizeof bytes, &length));
    NULLED(keyward_policy_toml_utf8(policy, NULL, 64, &length));
    NULLED(keyward_policy_toml_utf8(policy, bytes, sizeof bytes, NULL));
    NULLED(keyward_policy_set_utf8(NULL, "digit", 5, "1", 1, bytes, sizeof bytes, &length));
    NULLED(keyward_policy_set_utf8(policy, NULL, 5, "1", 1, bytes, sizeof bytes, &length));
    NULLED(keyward_policy_set_utf8(policy, "digit", 5, NULL, 1, bytes, sizeof bytes, &length));
    NULLED(keyward_policy_set_utf8(policy, "digit", 5, "1", 1, NULL, 64, &length));
    NULLED(keyward_policy_set_utf8(policy, "digit", 5, "1", 1, bytes, sizeof bytes, NULL));
    NULLED(keyward_policy_lint_json_utf8(NULL, bytes, sizeof bytes, &length));
    NULLED(keyward_policy_lint_json_utf8(policy, NULL, 64, &length));
    NULLED(keyward_policy_lint_json_utf8(policy, bytes, sizeof bytes, NULL));
    NULLED(keyward_policy_explain_utf8(NULL, ENGLISH, KEYWARD_EXPLAIN_FORMAT_TEXT, bytes, sizeof bytes, &length));
    NULLED(keyward_policy_explain_utf8(policy, ENGLISH, KEYWARD_EXPLAIN_FORMAT_TEXT, NULL, 64, &length));
    NULLED(keyward_policy_explain_utf8(policy, ENGLISH, KEYWARD_EXPLAIN_FORMAT_TEXT, bytes, sizeof bytes, NULL));
    NULLED(keyward_policy_explain_utf16(NULL, ENGLISH, KEYWARD_EXPLAIN_FORMAT_TEXT, units, 64, &length));
    NULLED(keyward_policy_explain_utf16(policy, ENGLISH, KEYWARD_EXPLAIN_FORMAT_TEXT, NULL, 64, &length));
    NULLED(keyward_policy_explain_utf16(policy, ENGLISH, KEYWARD_EXPLAIN_FORMAT_TEXT, units, 64, NULL));
    NULLED(keyward_policy_password_rules_utf8(NULL, &complete, bytes, sizeof bytes, &length));
    NULLED(keyward_policy_password_rules_utf8(policy, NULL, bytes, sizeof bytes, &length));
    NULLED(keyward_policy_password_rules_utf8(policy, &complete, NULL, 64, &length));
    NULLED(keyward_policy_password_rules_utf8(policy, &complete, bytes, sizeof bytes, NULL));
    EXPECT(!complete);
    NULLED(keyward_policy_standing(NULL, 0, false, 0, 0, &standing, &days));
    NULLED(keyward_policy_standing(policy, 0, false, 0, 0, NULL, &days));
    NULLED(keyward_policy_standing(policy, 0, false, 0, 0, &standing, NULL));
    NULLED(keyward_policy_attempts_left(NULL, 0, &left));
    NULLED(keyward_policy_attempts_left(policy, 0, NULL));
    NULLED(keyward_rule_label(KEYWARD_RULE_DIGIT, ENGLISH, NULL, &length));
    NULLED(keyward_rule_label(KEYWARD_RULE_DIGIT, ENGLISH, &text, NULL));
    EXPECT(standing == KEYWARD_STANDING_EXPIRED && days == 7 && left == 7);
    NULLED(keyward_rule_id(KEYWARD_RULE_DIGIT, NULL, &length));
    NULLED(keyward_rule_id(KEYWARD_RULE_DIGIT, &text, NULL));
    EXPECT(made == NULL && text == NULL && length == 7);
}

static void tools(const keyward_policy *policy, const keyward_report *report)
{
    const char *text = NULL;
    keyward_rule rule = KEYWARD_RULE_WEAK;
    uint32_t a = 7, b = 7;
    uint8_t blob[1];
    size_t length = 7;
    double guesses = 0;
    char bytes[256];
    uint16_t units[256];

    NULLED(keyward_preset_count(NULL));
    NULLED(keyward_preset_text(0, KEYWARD_ABOUT_NAME, NULL, &length));
    NULLED(keyward_preset_text(0, KEYWARD_ABOUT_NAME, &text, NULL));
    NULLED(keyward_rule_from_id(NULL, 1, &rule));
    NULLED(keyward_rule_from_id(TEXT("digit"), NULL));
    NULLED(keyward_policy_remedy_utf8(NULL, KEYWARD_RULE_DIGIT, ENGLISH, bytes, sizeof bytes, &length));
    NULLED(keyward_policy_remedy_utf8(policy, KEYWARD_RULE_DIGIT, ENGLISH, NULL, 64, &length));
    NULLED(keyward_policy_remedy_utf8(policy, KEYWARD_RULE_DIGIT, ENGLISH, bytes, sizeof bytes, NULL));
    NULLED(keyward_policy_remedy_utf16(NULL, KEYWARD_RULE_DIGIT, ENGLISH, units, 256, &length));
    NULLED(keyward_policy_remedy_utf16(policy, KEYWARD_RULE_DIGIT, ENGLISH, NULL, 64, &length));
    NULLED(keyward_policy_remedy_utf16(policy, KEYWARD_RULE_DIGIT, ENGLISH, units, 256, NULL));
    NULLED(keyward_policy_clause(NULL, KEYWARD_RULE_DIGIT, &text, &length));
    NULLED(keyward_policy_clause(policy, KEYWARD_RULE_DIGIT, NULL, &length));
    NULLED(keyward_policy_clause(policy, KEYWARD_RULE_DIGIT, &text, NULL));
    NULLED(keyward_policy_browser_generators_json_utf8(NULL, bytes, sizeof bytes, &length));
    NULLED(keyward_policy_browser_generators_json_utf8(policy, NULL, 64, &length));
    NULLED(keyward_policy_browser_generators_json_utf8(policy, bytes, sizeof bytes, NULL));
    NULLED(keyward_dictionary_build_utf8(NULL, 1, TEXT("x"), blob, 1, &length));
    NULLED(keyward_dictionary_build_utf8(TEXT("word"), NULL, 1, blob, 1, &length));
    NULLED(keyward_dictionary_build_utf8(TEXT("word"), TEXT("x"), NULL, 1, &length));
    NULLED(keyward_dictionary_build_utf8(TEXT("word"), TEXT("x"), blob, 1, NULL));
    NULLED(keyward_dictionary_info(NULL, 1, &a, &b, &text, &length));
    NULLED(keyward_dictionary_info(blob, 0, NULL, &b, &text, &length));
    NULLED(keyward_dictionary_info(blob, 0, &a, NULL, &text, &length));
    EXPECT(keyward_dictionary_info(NULL, 0, &a, &b, &text, &length) == KEYWARD_STATUS_INVALID);
    NULLED(keyward_initials_utf8(NULL, 1, bytes, sizeof bytes, &length));
    NULLED(keyward_initials_utf8(TEXT("x"), NULL, 1, &length));
    NULLED(keyward_initials_utf8(TEXT("x"), bytes, sizeof bytes, NULL));
    NULLED(keyward_initials_utf16(NULL, 1, units, 256, &length));
    NULLED(keyward_initials_utf16(UNITS, 1, NULL, 1, &length));
    NULLED(keyward_initials_utf16(UNITS, 1, units, 256, NULL));
    NULLED(keyward_read_aloud_utf8(NULL, 1, bytes, sizeof bytes, &length));
    NULLED(keyward_read_aloud_utf8(TEXT("x"), NULL, 1, &length));
    NULLED(keyward_read_aloud_utf8(TEXT("x"), bytes, sizeof bytes, NULL));
    NULLED(keyward_read_aloud_utf16(NULL, 1, units, 256, &length));
    NULLED(keyward_read_aloud_utf16(UNITS, 1, NULL, 1, &length));
    NULLED(keyward_read_aloud_utf16(UNITS, 1, units, 256, NULL));
    NULLED(keyward_change_between_utf8(NULL, 1, TEXT("x"), &text, &length));
    NULLED(keyward_change_between_utf8(TEXT("x"), NULL, 1, &text, &length));
    NULLED(keyward_change_between_utf8(TEXT("x"), TEXT("x"), NULL, &length));
    NULLED(keyward_change_between_utf8(TEXT("x"), TEXT("x"), &text, NULL));
    NULLED(keyward_change_between_utf16(NULL, 1, UNITS, 1, &text, &length));
    NULLED(keyward_change_between_utf16(UNITS, 1, NULL, 1, &text, &length));
    NULLED(keyward_change_between_utf16(UNITS, 1, UNITS, 1, NULL, &length));
    NULLED(keyward_change_between_utf16(UNITS, 1, UNITS, 1, &text, NULL));
    NULLED(keyward_strength_utf8(NULL, NULL, 1, &a, &guesses));
    NULLED(keyward_strength_utf8(NULL, TEXT("x"), NULL, &guesses));
    NULLED(keyward_strength_utf8(NULL, TEXT("x"), &a, NULL));
    NULLED(keyward_strength_utf16(NULL, NULL, 1, &a, &guesses));
    NULLED(keyward_strength_utf16(NULL, UNITS, 1, NULL, &guesses));
    NULLED(keyward_strength_utf16(NULL, UNITS, 1, &a, NULL));
    NULLED(keyward_suggest_lengths(NULL, KEYWARD_STYLE_WORDS, &length, &length));
    NULLED(keyward_suggest_lengths(policy, KEYWARD_STYLE_WORDS, NULL, &length));
    NULLED(keyward_suggest_lengths(policy, KEYWARD_STYLE_WORDS, &length, NULL));
    NULLED(keyward_report_message_within_utf8(NULL, 0, ENGLISH, TEXT("x"), bytes, sizeof bytes, &length));
    NULLED(keyward_report_message_within_utf8(report, 0, ENGLISH, NULL, 1, bytes, sizeof bytes, &length));
    NULLED(keyward_report_message_within_utf8(report, 0, ENGLISH, TEXT("x"), NULL, 1, &length));
    NULLED(keyward_report_message_within_utf8(report, 0, ENGLISH, TEXT("x"), bytes, sizeof bytes, NULL));
    NULLED(keyward_report_message_within_utf16(NULL, 0, ENGLISH, UNITS, 1, units, 256, &length));
    NULLED(keyward_report_message_within_utf16(report, 0, ENGLISH, NULL, 1, units, 256, &length));
    NULLED(keyward_report_message_within_utf16(report, 0, ENGLISH, UNITS, 1, NULL, 1, &length));
    NULLED(keyward_report_message_within_utf16(report, 0, ENGLISH, UNITS, 1, units, 256, NULL));
    EXPECT(text == NULL && rule == KEYWARD_RULE_WEAK && a == 7 && b == 7 && length == 7);
}

static int32_t never(void *data, size_t entry, const char *password, size_t length)
{
    return data == NULL && entry < 4 && password != NULL && length > 0 ? 0 : -1;
}

static void contexts(keyward_context *context)
{
    NULLED(keyward_context_new(NULL));
    NULLED(keyward_context_add_gecos_utf8(NULL, TEXT("John Smith")));
    NULLED(keyward_context_add_gecos_utf8(context, NULL, 1));
    NULLED(keyward_context_add_utf8(NULL, KEYWARD_FIELD_NAME, TEXT("x")));
    NULLED(keyward_context_add_utf8(context, KEYWARD_FIELD_NAME, NULL, 1));
    NULLED(keyward_context_add_utf16(NULL, KEYWARD_FIELD_NAME, UNITS, 1));
    NULLED(keyward_context_add_utf16(context, KEYWARD_FIELD_NAME, NULL, 1));
    NULLED(keyward_context_set_date_of_birth(NULL, 1987, 2, 14));
    NULLED(keyward_context_set_operation(NULL, KEYWARD_OPERATION_SET));
    EXPECT(keyward_context_add_utf16(context, KEYWARD_FIELD_NAME, UNITS, SIZE_MAX / 2) == KEYWARD_STATUS_LENGTH);

    /* Empty values are values: they match nothing. */
    for (unsigned field = KEYWARD_FIELD_USERNAME; field <= (unsigned)KEYWARD_FIELD_OTHER_ACCOUNT; field++) {
        EXPECT(keyward_context_add_utf8(context, (keyward_field)field, NULL, 0) == KEYWARD_STATUS_OK);
        EXPECT(keyward_context_add_utf8(context, (keyward_field)field, "", 0) == KEYWARD_STATUS_OK);
        EXPECT(keyward_context_add_utf16(context, (keyward_field)field, NULL, 0) == KEYWARD_STATUS_OK);
    }
}

static void histories(const keyward_policy *policy, keyward_context *context)
{
    keyward_history *history = NULL, *none = NULL;
    keyward_report *report = NULL;
    char bytes[64];
    size_t count = 7, line = 7;

    NULLED(keyward_history_new(NULL));
    EXPECT(keyward_history_new(&history) == KEYWARD_STATUS_OK);
    NULLED(keyward_history_new_utf8(NULL, 1, &none));
    NULLED(keyward_history_new_utf8(NULL, 0, NULL));
    NULLED(keyward_history_mistake_utf8(NULL, 1, &line, bytes, sizeof bytes, &count));
    NULLED(keyward_history_mistake_utf8(TEXT("x"), NULL, bytes, sizeof bytes, &count));
    NULLED(keyward_history_mistake_utf8(TEXT("x"), &line, NULL, 1, &count));
    NULLED(keyward_history_mistake_utf8(TEXT("x"), &line, bytes, sizeof bytes, NULL));
    EXPECT(line == 7);
    NULLED(keyward_history_set_max_hashes(NULL, 1));
    NULLED(keyward_history_count(NULL, &count));
    NULLED(keyward_history_count(history, NULL));
    NULLED(keyward_history_set_cost(NULL, 8, 1, 1));
    NULLED(keyward_history_add_utf8(NULL, TEXT("x")));
    NULLED(keyward_history_add_utf8(history, NULL, 1));
    NULLED(keyward_history_add_utf16(NULL, UNITS, 8));
    NULLED(keyward_history_add_utf16(history, NULL, 1));
    NULLED(keyward_history_prune(NULL, 1));
    NULLED(keyward_history_text_utf8(NULL, bytes, sizeof bytes, &count));
    NULLED(keyward_history_text_utf8(history, NULL, 64, &count));
    NULLED(keyward_history_text_utf8(history, bytes, sizeof bytes, NULL));
    NULLED(keyward_history_check_utf8(NULL, history, TEXT("x"), &report));
    NULLED(keyward_history_check_utf8(policy, NULL, TEXT("x"), &report));
    NULLED(keyward_history_check_utf8(policy, history, NULL, 1, &report));
    NULLED(keyward_history_check_utf8(policy, history, TEXT("x"), NULL));
    NULLED(keyward_history_check_utf16(NULL, history, UNITS, 8, &report));
    NULLED(keyward_history_check_utf16(policy, NULL, UNITS, 8, &report));
    NULLED(keyward_history_check_utf16(policy, history, NULL, 1, &report));
    NULLED(keyward_history_check_utf16(policy, history, UNITS, 8, NULL));
    NULLED(keyward_history_set_threads(NULL, 1));
    NULLED(keyward_history_check_with_utf8(NULL, never, NULL, 1, 32, TEXT("x"), &report));
    NULLED(keyward_history_check_with_utf8(policy, NULL, NULL, 1, 32, TEXT("x"), &report));
    NULLED(keyward_history_check_with_utf8(policy, never, NULL, 1, 32, NULL, 1, &report));
    NULLED(keyward_history_check_with_utf8(policy, never, NULL, 1, 32, TEXT("x"), NULL));
    NULLED(keyward_history_check_with_utf16(NULL, never, NULL, 1, 32, UNITS, 8, &report));
    NULLED(keyward_history_check_with_utf16(policy, NULL, NULL, 1, 32, UNITS, 8, &report));
    NULLED(keyward_history_check_with_utf16(policy, never, NULL, 1, 32, NULL, 1, &report));
    NULLED(keyward_history_check_with_utf16(policy, never, NULL, 1, 32, UNITS, 8, NULL));
    NULLED(keyward_context_set_history(NULL, history, false));
    EXPECT(keyward_context_set_history(context, NULL, false) == KEYWARD_STATUS_OK);
    EXPECT(none == NULL && report == NULL && count == 7);
    keyward_history_free(history);
}

static void suggestions(const keyward_policy *policy, const keyward_context *context)
{
    keyward_suggestion *suggestion = NULL;
    char bytes[64];
    uint16_t units[64];
    size_t length = 7;
    double bits = 7;
    bool must_change = false;

    NULLED(keyward_suggest(NULL, context, KEYWARD_STYLE_WORDS, 0, &suggestion));
    NULLED(keyward_suggest(policy, context, KEYWARD_STYLE_WORDS, 0, NULL));
    EXPECT(suggestion == NULL);
    EXPECT(keyward_suggest(policy, NULL, KEYWARD_STYLE_RANDOM, 0, &suggestion) == KEYWARD_STATUS_OK);
    NULLED(keyward_suggestion_password_utf8(NULL, bytes, 64, &length));
    NULLED(keyward_suggestion_password_utf8(suggestion, NULL, 64, &length));
    NULLED(keyward_suggestion_password_utf8(suggestion, bytes, 64, NULL));
    NULLED(keyward_suggestion_password_utf16(NULL, units, 64, &length));
    NULLED(keyward_suggestion_password_utf16(suggestion, NULL, 64, &length));
    NULLED(keyward_suggestion_password_utf16(suggestion, units, 64, NULL));
    NULLED(keyward_suggestion_read_aloud_utf8(NULL, bytes, 64, &length));
    NULLED(keyward_suggestion_read_aloud_utf8(suggestion, NULL, 64, &length));
    NULLED(keyward_suggestion_read_aloud_utf8(suggestion, bytes, 64, NULL));
    NULLED(keyward_suggestion_read_aloud_utf16(NULL, units, 64, &length));
    NULLED(keyward_suggestion_read_aloud_utf16(suggestion, NULL, 64, &length));
    NULLED(keyward_suggestion_read_aloud_utf16(suggestion, units, 64, NULL));
    NULLED(keyward_suggestion_entropy_bits(NULL, &bits));
    NULLED(keyward_suggestion_entropy_bits(suggestion, NULL));
    NULLED(keyward_suggestion_must_change(NULL, &must_change));
    NULLED(keyward_suggestion_must_change(suggestion, NULL));
    EXPECT(length == 7 && bits > 6.5 && bits < 7.5 && !must_change);
    keyward_suggestion_free(suggestion);
}

static void checks(const keyward_policy *policy, const keyward_context *context)
{
    keyward_report *report = NULL;
    size_t place = 7;
    bool answer = true;

    NULLED(keyward_check_utf8(NULL, context, TEXT("Wq7Nv2pZ"), &report));
    NULLED(keyward_check_utf8(policy, context, NULL, 1, &report));
    NULLED(keyward_check_utf8(policy, context, TEXT("Wq7Nv2pZ"), NULL));
    NULLED(keyward_check_utf16(NULL, context, UNITS, 8, &report));
    NULLED(keyward_check_utf16(policy, context, NULL, 1, &report));
    NULLED(keyward_check_utf16(policy, context, NULL, 1000, &report));
    NULLED(keyward_check_utf16(policy, context, UNITS, 8, NULL));
    EXPECT(keyward_check_utf8(policy, context, "x", SIZE_MAX, &report) == KEYWARD_STATUS_LENGTH);
    EXPECT(keyward_check_utf16(policy, context, UNITS, SIZE_MAX / 2, &report) == KEYWARD_STATUS_LENGTH);
    NULLED(keyward_utf8_error(NULL, 1, &place));
    NULLED(keyward_utf8_error(TEXT("x"), NULL));
    NULLED(keyward_utf16_error(NULL, 1, &place));
    NULLED(keyward_utf16_error(UNITS, 8, NULL));
    EXPECT(keyward_utf8_error(NULL, 0, &place) == KEYWARD_STATUS_OK);
    EXPECT(keyward_utf16_error(NULL, 0, &place) == KEYWARD_STATUS_OK);
    NULLED(keyward_accepts_utf8(NULL, context, TEXT("Wq7Nv2pZ"), &answer));
    NULLED(keyward_accepts_utf8(policy, context, NULL, 1, &answer));
    NULLED(keyward_accepts_utf8(policy, context, TEXT("Wq7Nv2pZ"), NULL));
    NULLED(keyward_accepts_utf16(NULL, context, UNITS, 8, &answer));
    NULLED(keyward_accepts_utf16(policy, context, NULL, 1, &answer));
    NULLED(keyward_accepts_utf16(policy, context, UNITS, 8, NULL));
    EXPECT(keyward_accepts_utf8(policy, context, "x", SIZE_MAX, &answer) == KEYWARD_STATUS_LENGTH);
    EXPECT(report == NULL && place == 7 && answer);
    EXPECT(keyward_accepts_utf8(policy, NULL, NULL, 0, &answer) == KEYWARD_STATUS_OK && !answer);

    EXPECT(keyward_check_utf8(policy, NULL, "x", 0, &report) == KEYWARD_STATUS_OK);
    keyward_report_free(report);
}

static void reports(const keyward_policy *policy)
{
    keyward_report *report = NULL;
    keyward_rule rule = KEYWARD_RULE_WEAK;
    keyward_severity severity = KEYWARD_SEVERITY_ADVICE;
    const char *text = NULL;
    bool answer = true;
    uint64_t bits = 7;
    char bytes[64];
    uint16_t units[64];
    size_t a = 7, b = 7;

    EXPECT(keyward_check_utf8(policy, NULL, TEXT("qwertyQ"), &report) == KEYWARD_STATUS_OK);
    tools(policy, report);
    NULLED(keyward_report_accepted(NULL, &answer));
    NULLED(keyward_report_accepted(report, NULL));
    NULLED(keyward_report_count(NULL, &a));
    NULLED(keyward_report_count(report, NULL));
    NULLED(keyward_report_rules(NULL, &bits));
    NULLED(keyward_report_rules(report, NULL));
    NULLED(keyward_report_messages_utf8(NULL, DESK, ENGLISH, bytes, 64, &a));
    NULLED(keyward_report_messages_utf8(report, DESK, ENGLISH, NULL, 64, &a));
    NULLED(keyward_report_messages_utf8(report, DESK, ENGLISH, bytes, 64, NULL));
    NULLED(keyward_report_messages_utf16(NULL, DESK, ENGLISH, units, 64, &a));
    NULLED(keyward_report_messages_utf16(report, DESK, ENGLISH, NULL, 64, &a));
    NULLED(keyward_report_messages_utf16(report, DESK, ENGLISH, units, 64, NULL));
    NULLED(keyward_report_line_utf8(NULL, DESK, ENGLISH, 64, bytes, 64, &a));
    NULLED(keyward_report_line_utf8(report, DESK, ENGLISH, 64, NULL, 64, &a));
    NULLED(keyward_report_line_utf8(report, DESK, ENGLISH, 64, bytes, 64, NULL));
    NULLED(keyward_report_line_utf16(NULL, DESK, ENGLISH, 64, units, 64, &a));
    NULLED(keyward_report_line_utf16(report, DESK, ENGLISH, 64, NULL, 64, &a));
    NULLED(keyward_report_line_utf16(report, DESK, ENGLISH, 64, units, 64, NULL));
    NULLED(keyward_status_text(KEYWARD_STATUS_ENCODING, ENGLISH, NULL, &a));
    NULLED(keyward_status_text(KEYWARD_STATUS_ENCODING, ENGLISH, &text, NULL));
    EXPECT(bits == 7);
    NULLED(keyward_report_met(NULL, KEYWARD_RULE_DIGIT, &answer));
    NULLED(keyward_report_met(report, KEYWARD_RULE_DIGIT, NULL));
    NULLED(keyward_report_rule(NULL, 0, &rule));
    NULLED(keyward_report_rule(report, 0, NULL));
    NULLED(keyward_report_severity(NULL, 0, &severity));
    NULLED(keyward_report_severity(report, 0, NULL));
    NULLED(keyward_report_clause(NULL, 0, &text, &a));
    NULLED(keyward_report_clause(report, 0, NULL, &a));
    NULLED(keyward_report_clause(report, 0, &text, NULL));
    NULLED(keyward_report_counted(NULL, 0, &a, &b));
    NULLED(keyward_report_counted(report, 0, NULL, &b));
    NULLED(keyward_report_counted(report, 0, &a, NULL));
    {
        size_t sequence = find(report, KEYWARD_RULE_SEQUENCE);
        NULLED(keyward_report_span(NULL, sequence, &a, &b));
        NULLED(keyward_report_span(report, sequence, NULL, &b));
        NULLED(keyward_report_span(report, sequence, &a, NULL));
        NULLED(keyward_report_kind(NULL, sequence, &text, &a));
        NULLED(keyward_report_kind(report, sequence, NULL, &a));
        NULLED(keyward_report_kind(report, sequence, &text, NULL));
    }
    NULLED(keyward_report_entry(NULL, 0, &a));
    NULLED(keyward_report_word_utf8(NULL, 0, PRIVATE, bytes, 64, &a));
    NULLED(keyward_report_word_utf16(NULL, 0, PRIVATE, units, 64, &a));
    NULLED(keyward_report_message_utf8(NULL, 0, DESK, ENGLISH, bytes, 64, &a));
    NULLED(keyward_report_message_utf8(report, 0, DESK, ENGLISH, NULL, 64, &a));
    NULLED(keyward_report_message_utf8(report, 0, DESK, ENGLISH, bytes, 64, NULL));
    NULLED(keyward_report_message_utf16(NULL, 0, DESK, ENGLISH, units, 64, &a));
    NULLED(keyward_report_message_utf16(report, 0, DESK, ENGLISH, NULL, 64, &a));
    NULLED(keyward_report_message_utf16(report, 0, DESK, ENGLISH, units, 64, NULL));
    NULLED(keyward_report_text_utf8(NULL, DESK, ENGLISH, bytes, 64, &a));
    NULLED(keyward_report_text_utf8(report, DESK, ENGLISH, NULL, 64, &a));
    NULLED(keyward_report_text_utf8(report, DESK, ENGLISH, bytes, 64, NULL));
    NULLED(keyward_report_text_utf16(NULL, DESK, ENGLISH, units, 64, &a));
    NULLED(keyward_report_text_utf16(report, DESK, ENGLISH, NULL, 64, &a));
    NULLED(keyward_report_text_utf16(report, DESK, ENGLISH, units, 64, NULL));
    NULLED(keyward_report_json_utf8(NULL, DESK, ENGLISH, bytes, 64, &a));
    NULLED(keyward_report_json_utf8(report, DESK, ENGLISH, NULL, 64, &a));
    NULLED(keyward_report_json_utf8(report, DESK, ENGLISH, bytes, 64, NULL));
    NULLED(keyward_report_json_utf16(NULL, DESK, ENGLISH, units, 64, &a));
    NULLED(keyward_report_json_utf16(report, DESK, ENGLISH, NULL, 64, &a));
    NULLED(keyward_report_json_utf16(report, DESK, ENGLISH, units, 64, NULL));
    EXPECT(a == 7 && b == 7 && text == NULL && answer);
    EXPECT(rule == KEYWARD_RULE_WEAK && severity == KEYWARD_SEVERITY_ADVICE);
    EXPECT(keyward_report_rule(report, SIZE_MAX, &rule) == KEYWARD_STATUS_NOT_FOUND);
    keyward_report_free(report);
}

static void odd_addresses_and_overlaps(const keyward_policy *policy, keyward_context *context)
{
    static const char word[] = "Wq7Nv2pZ";
    char memory[64], apart[256], longer[256];
    char odd[sizeof UNITS + 1];
    keyward_report *report = NULL;
    void *nowhere = memory + 1;
    const void *shifted = odd + 1;
    size_t needed = 0, both = 0;

    /* UTF-16 at an odd address. */
    memcpy(odd + 1, UNITS, sizeof UNITS);
    EXPECT(keyward_check_utf16(policy, context, (const uint16_t *)shifted, 8, &report) == KEYWARD_STATUS_OK);
    EXPECT(objects(report, KEYWARD_RULE_SPECIAL));
    EXPECT(keyward_context_add_utf16(context, KEYWARD_FIELD_NAME, (const uint16_t *)shifted, 8) ==
           KEYWARD_STATUS_OK);
    EXPECT(keyward_report_message_utf16(report, 0, DESK, ENGLISH, (uint16_t *)nowhere, 0, &needed) ==
           KEYWARD_STATUS_BUFFER_TOO_SMALL);

    /* Results at an odd address, and two results in one place. */
    EXPECT(keyward_report_count(report, (size_t *)nowhere) == KEYWARD_STATUS_OK);
    EXPECT(keyward_report_counted(report, find(report, KEYWARD_RULE_SPECIAL), &both, &both) == KEYWARD_STATUS_OK);
    keyward_report_free(report);

    /* The password and what the context knows may be the same memory. */
    EXPECT(keyward_context_add_utf8(context, KEYWARD_FIELD_PREVIOUS, word, 8) == KEYWARD_STATUS_OK);
    EXPECT(keyward_check_utf8(policy, context, word, 8, &report) == KEYWARD_STATUS_OK);
    EXPECT(objects(report, KEYWARD_RULE_REUSED));

    /* The number of bytes needed, written into the buffer itself, comes last. */
    EXPECT(keyward_report_message_utf8(report, 0, KEYWARD_DISCLOSURE_LOG, ENGLISH, memory, sizeof memory,
                                       (size_t *)(void *)memory) == KEYWARD_STATUS_OK);
    memcpy(&needed, memory, sizeof needed);
    EXPECT(needed == sizeof "special" - 1);
    keyward_report_free(report);

    /* A message written over the password that it is about. */
    memcpy(memory, "Secret12!!KQ", 12);
    EXPECT(keyward_check_utf8(policy, NULL, memory, 12, &report) == KEYWARD_STATUS_OK);
    memcpy(longer, memory, 12);
    EXPECT(keyward_report_message_within_utf8(report, find(report, KEYWARD_RULE_DICTIONARY_WORD), ENGLISH, memory, 12,
                                              apart, sizeof apart, &both) == KEYWARD_STATUS_OK);
    EXPECT(keyward_report_message_within_utf8(report, find(report, KEYWARD_RULE_DICTIONARY_WORD), ENGLISH, longer, 12,
                                              longer, sizeof longer, &needed) == KEYWARD_STATUS_OK);
    EXPECT(needed == both && memcmp(apart, longer, needed) == 0);
    keyward_report_free(report);
}

int main(void)
{
    keyward_policy *policy = preset("nhs-appendix-a");
    keyward_context *context = NULL;

    EXPECT(keyward_context_new(&context) == KEYWARD_STATUS_OK);
    frees();
    policies(policy);
    contexts(context);
    histories(policy, context);
    suggestions(policy, context);
    checks(policy, context);
    reports(policy);
    odd_addresses_and_overlaps(policy, context);
    keyward_context_free(context);
    keyward_policy_free(policy);
    return 0;
}
