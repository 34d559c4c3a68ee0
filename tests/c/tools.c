/* What there is besides a check: presets, initials, texts to read aloud, changes, strength, dictionaries to keep, and what a
 * policy says of one rule. */
#include "expect.h"

enum { ROOM = 1 << 18 };

static void presets(void)
{
    size_t count = 0, length = 0;
    const char *text = NULL;

    EXPECT(keyward_preset_count(&count) == KEYWARD_STATUS_OK && count >= 8);
    for (size_t index = 0; index < count; index++) {
        keyward_policy *policy = NULL;
        for (unsigned about = KEYWARD_ABOUT_NAME; about <= (unsigned)KEYWARD_ABOUT_NOTE; about++) {
            EXPECT(keyward_preset_text(index, (keyward_about)about, &text, &length) == KEYWARD_STATUS_OK && length > 0);
        }
        EXPECT(keyward_preset_text(index, KEYWARD_ABOUT_NAME, &text, &length) == KEYWARD_STATUS_OK);
        EXPECT(index > 0 || IS(text, length, "nhs-appendix-a"));
        EXPECT(keyward_policy_new_preset(text, length, &policy) == KEYWARD_STATUS_OK);
        keyward_policy_free(policy);
    }
    EXPECT(keyward_preset_text(count, KEYWARD_ABOUT_NAME, &text, &length) == KEYWARD_STATUS_NOT_FOUND);
    EXPECT(keyward_preset_text(0, (keyward_about)5, &text, &length) == KEYWARD_STATUS_VALUE);
}

static void sentences(void)
{
    static const uint16_t sentence[] = {'T', 'w', 'o', ' ', 'f', 'o', 'r', ' ', 0xE9, 't', 0xE9, '?'};
    static const uint16_t pound[] = {0xA3, 'a'};
    char bytes[256];
    uint16_t units[256];
    size_t length = 0;

    EXPECT(keyward_initials_utf8(TEXT("I used to live at number one The Avenue"), bytes, sizeof bytes, &length) ==
           KEYWARD_STATUS_OK);
    EXPECT(IS(bytes, length, "Iu2l@n1TA"));
    EXPECT(keyward_initials_utf8(TEXT("two"), bytes, 0, &length) == KEYWARD_STATUS_BUFFER_TOO_SMALL && length == 1);
    EXPECT(keyward_initials_utf8(NULL, 0, NULL, 0, &length) == KEYWARD_STATUS_OK && length == 0);
    EXPECT(keyward_initials_utf16(sentence, 12, units, 256, &length) == KEYWARD_STATUS_OK && length == 4);
    EXPECT(units[0] == '2' && units[1] == '4' && units[2] == 0xE9 && units[3] == '?');
    EXPECT(keyward_read_aloud_utf8(TEXT("Fa8*"), bytes, sizeof bytes, &length) == KEYWARD_STATUS_OK);
    EXPECT(IS(bytes, length, "capital foxtrot, alfa, eight, star"));
    EXPECT(keyward_read_aloud_utf16(pound, 2, units, 256, &length) == KEYWARD_STATUS_OK && length > 6);
    EXPECT(keyward_read_aloud_utf8(TEXT("\xff"), bytes, sizeof bytes, &length) == KEYWARD_STATUS_ENCODING);
}

static void changes(void)
{
    static const uint16_t now[] = {'W', 'q', '7', '#', 'N', 'v', '!', '3', 'p', 'Z'};
    static const uint16_t before[] = {'W', 'q', '7', '#', 'N', 'v', '!', '2', 'p', 'Z'};
    const char *kind = NULL;
    size_t length = 0;

    EXPECT(keyward_change_between_utf8(TEXT("FarmHairTree84*"), TEXT("FarmHairTree83*"), &kind, &length) ==
           KEYWARD_STATUS_OK);
    EXPECT(IS(kind, length, "counter_moved"));
    EXPECT(keyward_change_between_utf16(now, 10, before, 10, &kind, &length) == KEYWARD_STATUS_OK);
    EXPECT(IS(kind, length, "counter_moved"));
    EXPECT(keyward_change_between_utf8(TEXT("Wq7#Nv!2pZkd"), TEXT("Ht5$Rb@9mYcg"), &kind, &length) == KEYWARD_STATUS_NONE);
    EXPECT(keyward_change_between_utf8(TEXT("x"), TEXT("\xff"), &kind, &length) == KEYWARD_STATUS_ENCODING);
}

static void strengths(void)
{
    static const uint16_t units[] = {'Q', 'u', 'a', 'r', 't', 'e', 'r', 'm', 'a', 'i', 'n'};
    keyward_context *context = NULL;
    keyward_policy *policy = NULL;
    keyward_report *report = NULL;
    double guesses = 0, known = 0;
    uint32_t score = 9;

    if (keyward_strength_utf8(NULL, TEXT("Password1!"), &score, &guesses) == KEYWARD_STATUS_NOT_BUILT) {
        EXPECT(score == 9);
        return;
    }
    EXPECT(score == 1 && guesses > 1 && guesses < 8);
    EXPECT(keyward_strength_utf8(NULL, TEXT("xK7#qLv9@Zr2m"), &score, &guesses) == KEYWARD_STATUS_OK && score == 4);
    EXPECT(keyward_strength_utf8(NULL, NULL, 0, &score, &guesses) == KEYWARD_STATUS_OK && score == 0);
    EXPECT(keyward_strength_utf16(NULL, units, 11, &score, &guesses) == KEYWARD_STATUS_OK);
    EXPECT(keyward_context_new(&context) == KEYWARD_STATUS_OK);
    EXPECT(keyward_context_add_utf8(context, KEYWARD_FIELD_NAME, TEXT("Zbigniew Quartermain")) == KEYWARD_STATUS_OK);
    EXPECT(keyward_strength_utf16(context, units, 11, &score, &known) == KEYWARD_STATUS_OK && known < guesses);
    keyward_context_free(context);

    /* A policy's floor gives advice. */
    EXPECT(keyward_policy_new_utf8(KEYWARD_FORMAT_TOML, TEXT("base = 'nist-800-63b-4-mfa'\nstrength = 3\n"), &policy) ==
           KEYWARD_STATUS_OK);
    EXPECT(keyward_check_utf8(policy, NULL, TEXT("Quartermain"), &report) == KEYWARD_STATUS_OK);
    EXPECT(accepted(report) && objects(report, KEYWARD_RULE_WEAK));
    keyward_report_free(report);
    keyward_policy_free(policy);
}

static void dictionaries(void)
{
    keyward_policy *policy = preset("nhs-appendix-a");
    keyward_report *report = NULL;
    uint8_t *blob = (uint8_t *)malloc(ROOM);
    const char *origin = NULL;
    size_t size = 0, length = 0;
    uint32_t entries = 0, common = 0;

    EXPECT(blob != NULL);
    EXPECT(keyward_dictionary_build_utf8(TEXT("zorblax\n\nquimby\n"), TEXT("our wards"), NULL, 0, &size) ==
           KEYWARD_STATUS_BUFFER_TOO_SMALL);
    EXPECT(size > 0 && size <= ROOM);
    EXPECT(keyward_dictionary_build_utf8(TEXT("zorblax\n\nquimby\n"), TEXT("our wards"), blob, ROOM, &length) ==
           KEYWARD_STATUS_OK);
    EXPECT(length == size);
    EXPECT(keyward_dictionary_info(blob, size, &entries, &common, &origin, &length) == KEYWARD_STATUS_OK);
    EXPECT(entries == 2 && common == 2 && IS(origin, length, "our wards"));
    EXPECT(keyward_dictionary_info(blob, size - 1, &entries, &common, &origin, &length) == KEYWARD_STATUS_INVALID);
    EXPECT(keyward_dictionary_build_utf8(TEXT("a - b\nx"), TEXT(""), blob, ROOM, &length) == KEYWARD_STATUS_INVALID);
    EXPECT(keyward_policy_add_dictionary(policy, blob, size) == KEYWARD_STATUS_OK);
    free(blob);
    EXPECT(keyward_check_utf8(policy, NULL, TEXT("Z0rblaxK#!77q"), &report) == KEYWARD_STATUS_OK);
    EXPECT(objects(report, KEYWARD_RULE_LEET_WORD));
    keyward_report_free(report);
    keyward_policy_free(policy);
}

static void rules(void)
{
    static const uint16_t password[] = {0xE9, 's', 'w', 'o', 'r', 'd', '!'};
    keyward_policy *policy = preset("nhs-appendix-a");
    keyward_report *report = NULL;
    keyward_rule rule = KEYWARD_RULE_WEAK;
    const char *text = NULL;
    char bytes[1024];
    uint16_t units[1024];
    size_t length = 0, same = 0;

    EXPECT(keyward_rule_from_id(TEXT("digit"), &rule) == KEYWARD_STATUS_OK && rule == KEYWARD_RULE_DIGIT);
    EXPECT(keyward_rule_from_id(TEXT("digits"), &rule) == KEYWARD_STATUS_NOT_FOUND && rule == KEYWARD_RULE_DIGIT);
    EXPECT(keyward_policy_remedy_utf8(policy, rule, KEYWARD_LANGUAGE_ENGLISH, bytes, sizeof bytes, &length) ==
           KEYWARD_STATUS_OK);
    EXPECT(IS(bytes, length, "Use at least 2 numbers."));
    EXPECT(keyward_policy_remedy_utf16(policy, rule, KEYWARD_LANGUAGE_WELSH, units, 1024, &length) == KEYWARD_STATUS_OK);
    EXPECT(keyward_policy_remedy_utf8(policy, KEYWARD_RULE_WEAK, KEYWARD_LANGUAGE_ENGLISH, bytes, sizeof bytes, &length) ==
           KEYWARD_STATUS_NONE);
    EXPECT(keyward_policy_clause(policy, rule, &text, &length) == KEYWARD_STATUS_OK && IS(text, length, "WE-C5"));
    EXPECT(keyward_policy_clause(policy, KEYWARD_RULE_WEAK, &text, &length) == KEYWARD_STATUS_NONE);
    EXPECT(keyward_policy_browser_generators_json_utf8(policy, bytes, sizeof bytes, &length) == KEYWARD_STATUS_OK);
    EXPECT(length > 2 && bytes[0] == '[' && bytes[length - 1] == ']');

    /* The place of a finding, in characters: the first has two bytes. */
    EXPECT(keyward_check_utf8(policy, NULL, TEXT("\xC3\xA9sword!"), &report) == KEYWARD_STATUS_OK);
    EXPECT(keyward_report_message_within_utf8(report, find(report, KEYWARD_RULE_DICTIONARY_WORD),
                                              KEYWARD_LANGUAGE_ENGLISH, TEXT("\xC3\xA9sword!"), bytes, sizeof bytes - 1,
                                              &length) == KEYWARD_STATUS_OK);
    bytes[length] = 0;
    EXPECT(strstr(bytes, "(characters 2 to 6)") != NULL);
    keyward_report_free(report);
    EXPECT(keyward_check_utf16(policy, NULL, password, 7, &report) == KEYWARD_STATUS_OK);
    EXPECT(keyward_report_message_within_utf16(report, find(report, KEYWARD_RULE_DICTIONARY_WORD),
                                               KEYWARD_LANGUAGE_ENGLISH, password, 7, units, 1024, &same) ==
           KEYWARD_STATUS_OK);
    EXPECT(units[same - 1] == (unsigned char)bytes[length - 1]);
    keyward_report_free(report);
    keyward_policy_free(policy);
}

int main(void)
{
    presets();
    sentences();
    changes();
    strengths();
    dictionaries();
    rules();
    return 0;
}
