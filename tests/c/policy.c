/* Policies from files, their digest, words of an organisation's own, what a policy requires, how it is told, and its life
 * cycle. */
#include "expect.h"

#define ENGLISH KEYWARD_LANGUAGE_ENGLISH

static void files(void)
{
    static const char toml[] = "base = 'hw-5.3.2'\nid = 'ward'\nmin_length = 14\nwords = ['Zorblax']\n";
    static const char json[] = "{\"base\": \"hw-5.3.2\", \"min_length\": 14, \"words\": [\"Zorblax\"]}";
    static const char mistaken[] = "min_length = 8\nmin_lenght = 12\n";
    keyward_policy *policy = NULL, *twin = NULL, *none = NULL;
    keyward_report *report = NULL;
    const char *text = NULL, *again = NULL;
    size_t length = 0, again_length = 0;
    char buffer[4096];

    EXPECT(keyward_policy_new_utf8(KEYWARD_FORMAT_TOML, TEXT(toml), &policy) == KEYWARD_STATUS_OK);
    EXPECT(keyward_policy_new_utf8(KEYWARD_FORMAT_JSON, TEXT(json), &twin) == KEYWARD_STATUS_OK);
    EXPECT(keyward_policy_name(policy, &text, &length) == KEYWARD_STATUS_OK);
    EXPECT(IS(text, length, "ward"));
    EXPECT(keyward_policy_digest(policy, &text, &length) == KEYWARD_STATUS_OK && length == 16);
    EXPECT(keyward_policy_digest(twin, &again, &again_length) == KEYWARD_STATUS_OK && again_length == 16);
    EXPECT(memcmp(text, again, 16) == 0);
    keyward_policy_free(twin);

    EXPECT(keyward_check_utf8(policy, NULL, TEXT("#9Zorblax!Xy2KKdd"), &report) == KEYWARD_STATUS_OK);
    EXPECT(objects(report, KEYWARD_RULE_PERSONAL));
    keyward_report_free(report);

    /* What it says of itself makes it again. */
    EXPECT(keyward_policy_toml_utf8(policy, buffer, sizeof buffer, &length) == KEYWARD_STATUS_OK);
    EXPECT(keyward_policy_new_utf8(KEYWARD_FORMAT_TOML, buffer, length, &twin) == KEYWARD_STATUS_OK);
    EXPECT(keyward_policy_digest(twin, &again, &again_length) == KEYWARD_STATUS_OK && again_length == 16);
    EXPECT(keyward_policy_digest(policy, &text, &length) == KEYWARD_STATUS_OK);
    EXPECT(memcmp(text, again, 16) == 0);
    keyward_policy_free(twin);
    keyward_policy_free(policy);

    EXPECT(keyward_policy_new_utf8(KEYWARD_FORMAT_TOML, TEXT(mistaken), &none) == KEYWARD_STATUS_INVALID);
    EXPECT(keyward_policy_new_utf8((keyward_format)0, TEXT(toml), &none) == KEYWARD_STATUS_VALUE);
    EXPECT(none == NULL);
    EXPECT(keyward_policy_mistake_utf8(KEYWARD_FORMAT_TOML, TEXT(mistaken), buffer, sizeof buffer, &length) ==
           KEYWARD_STATUS_OK);
    EXPECT(IS(buffer, length, "line 2: `min_lenght` is not a key of a policy; the nearest is `min_length`"));
    EXPECT(keyward_policy_mistake_utf8(KEYWARD_FORMAT_TOML, TEXT(toml), buffer, sizeof buffer, &length) ==
           KEYWARD_STATUS_OK);
    EXPECT(length == 0);
}

/* A file beside the program, gone again when the policy is there. */
static keyward_status opened(const char *name, const char *text, keyward_policy **policy, char *buffer,
                             size_t capacity, size_t *needed)
{
    FILE *file = fopen(name, "wb");
    keyward_status status;

    EXPECT(file != NULL && fputs(text, file) >= 0 && fclose(file) == 0);
    status = keyward_policy_open_utf8(name, strlen(name), policy, buffer, capacity, needed);
    EXPECT(remove(name) == 0);
    return status;
}

static void opening(void)
{
    static const char mistake[] =
        "keyward-test.toml: line 2: `min_lenght` is not a key of a policy; the nearest is `min_length`";
    keyward_policy *policy = NULL;
    const char *name = NULL;
    size_t length = 7;
    char text[256] = "as it was";

    EXPECT(keyward_policy_open_utf8(TEXT("hw-5.3.2"), &policy, text, sizeof text, &length) == KEYWARD_STATUS_OK);
    EXPECT(length == 7 && strcmp(text, "as it was") == 0);
    keyward_policy_free(policy);
    EXPECT(opened("keyward-test.toml", "min_length = 14\n", &policy, text, sizeof text, &length) ==
           KEYWARD_STATUS_OK);
    EXPECT(keyward_policy_name(policy, &name, &length) == KEYWARD_STATUS_OK && IS(name, length, "keyward-test"));
    keyward_policy_free(policy);
    EXPECT(opened("keyward-test.json", "{\"min_length\": 14}", &policy, NULL, 0, &length) == KEYWARD_STATUS_OK);
    keyward_policy_free(policy);

    policy = NULL;
    EXPECT(opened("keyward-test.toml", "min_length = 8\nmin_lenght = 12\n", &policy, text, sizeof text, &length) ==
           KEYWARD_STATUS_INVALID);
    EXPECT(IS(text, length, mistake));
    memset(text, '.', sizeof text);
    EXPECT(opened("keyward-test.toml", "min_length = 8\nmin_lenght = 12\n", &policy, text, 25, &length) ==
           KEYWARD_STATUS_INVALID);
    EXPECT(length == sizeof mistake - 1 && memcmp(text, mistake, 25) == 0 && text[25] == '.');
    EXPECT(keyward_policy_open_utf8(TEXT("/no/such/file"), &policy, text, sizeof text, &length) ==
           KEYWARD_STATUS_INVALID);
    EXPECT(IS(text, length, "there is no preset and no file named `/no/such/file`"));
    EXPECT(keyward_policy_open_utf8(TEXT("\xff"), &policy, text, sizeof text, &length) == KEYWARD_STATUS_ENCODING);
    EXPECT(policy == NULL);
}

static void own_words(void)
{
    static const uint16_t word[] = {'g', 'r', 'i', 'm', 'b', 'o', 'l', 'd'};
    keyward_policy *policy = preset("nhs-appendix-a");
    keyward_report *before = NULL, *after = NULL;

    EXPECT(keyward_check_utf8(policy, NULL, TEXT("Z0rblaxK#!77q"), &before) == KEYWARD_STATUS_OK);
    EXPECT(accepted(before));
    EXPECT(keyward_policy_add_words_utf8(policy, TEXT("# wards\nZ\xc3\xb6rb'lax\r\n\n  quibblet \n")) == KEYWARD_STATUS_OK);
    EXPECT(keyward_policy_add_words_utf16(policy, word, 8) == KEYWARD_STATUS_OK);
    EXPECT(keyward_policy_add_words_utf8(policy, TEXT("x")) == KEYWARD_STATUS_INVALID);
    EXPECT(keyward_policy_add_dictionary(policy, (const uint8_t *)"keyward", 7) == KEYWARD_STATUS_INVALID);
    EXPECT(keyward_check_utf8(policy, NULL, TEXT("Z0rblaxK#!77q"), &after) == KEYWARD_STATUS_OK);
    EXPECT(objects(after, KEYWARD_RULE_LEET_WORD));
    EXPECT(accepted(before));
    keyward_report_free(after);
    EXPECT(keyward_check_utf8(policy, NULL, TEXT("77grimboldK#!Q"), &after) == KEYWARD_STATUS_OK);
    EXPECT(objects(after, KEYWARD_RULE_DICTIONARY_WORD));
    for (int dictionaries = 2; dictionaries < 8; dictionaries++) {
        EXPECT(keyward_policy_add_words_utf8(policy, TEXT("sandbanks")) == KEYWARD_STATUS_OK);
    }
    EXPECT(keyward_policy_add_words_utf8(policy, TEXT("mortlake")) == KEYWARD_STATUS_VALUE);
    EXPECT(keyward_policy_add_dictionary(policy, (const uint8_t *)"keyward", 7) == KEYWARD_STATUS_VALUE);
    keyward_policy_free(policy);
    keyward_report_free(after);
    keyward_report_free(before);
}

static void requirements(void)
{
    keyward_policy *policy = preset("nhs-appendix-a");
    keyward_report *report = NULL;
    const char *label = NULL;
    char text[256];
    char *json = (char *)malloc(65536);
    uint16_t units[256];
    size_t length = 0;
    bool met = false;

    EXPECT(keyward_policy_requirement_utf8(policy, KEYWARD_RULE_DIGIT, ENGLISH, text, sizeof text, &length) ==
           KEYWARD_STATUS_OK);
    EXPECT(IS(text, length, "at least 2 numbers"));
    EXPECT(keyward_policy_requirement_utf16(policy, KEYWARD_RULE_DIGIT, KEYWARD_LANGUAGE_WELSH, units, 256,
                                            &length) == KEYWARD_STATUS_OK);
    EXPECT(length == sizeof "o leiaf 2 rif" - 1 && units[0] == 'o');
    EXPECT(keyward_policy_requirement_utf8(policy, KEYWARD_RULE_BREACHED, ENGLISH, text, sizeof text, &length) ==
           KEYWARD_STATUS_NONE);
    EXPECT(keyward_rule_label(KEYWARD_RULE_DIGIT, ENGLISH, &label, &length) == KEYWARD_STATUS_OK);
    EXPECT(IS(label, length, "Numbers"));

    EXPECT(keyward_check_utf8(policy, NULL, TEXT("Wq7#Nv!p"), &report) == KEYWARD_STATUS_OK);
    EXPECT(keyward_report_met(report, KEYWARD_RULE_DIGIT, &met) == KEYWARD_STATUS_OK && !met);
    EXPECT(keyward_report_met(report, KEYWARD_RULE_SPECIAL, &met) == KEYWARD_STATUS_OK && met);
    EXPECT(keyward_report_met(report, KEYWARD_RULE_BREACHED, &met) == KEYWARD_STATUS_NONE);
    EXPECT(keyward_report_met(report, (keyward_rule)200, &met) == KEYWARD_STATUS_VALUE);
    keyward_report_free(report);

    EXPECT(json != NULL);
    EXPECT(keyward_policy_lint_json_utf8(policy, json, 65536, &length) == KEYWARD_STATUS_OK);
    EXPECT(json[0] == '[' && json[length - 1] == ']');
    free(json);
    keyward_policy_free(policy);
}

static void explanations(void)
{
    static const char start[] = "What your password needs:\n- at least 8 characters\n";
    static const char page[] = "<p lang=\"cy\">";
    static const char rules[] = "minlength: 8; maxlength: 256; required: [ABCDEFGHIJKLM];";
    keyward_policy *policy = preset("nhs-appendix-a");
    char text[8192];
    uint16_t units[8192];
    size_t length = 0, same = 0;
    bool complete = false;

    EXPECT(keyward_policy_explain_utf8(policy, ENGLISH, KEYWARD_EXPLAIN_FORMAT_TEXT, text, sizeof text, &length) ==
           KEYWARD_STATUS_OK);
    EXPECT(length > sizeof start && memcmp(text, start, sizeof start - 1) == 0 && text[length - 1] == '\n');
    EXPECT(keyward_policy_explain_utf16(policy, ENGLISH, KEYWARD_EXPLAIN_FORMAT_TEXT, units, 8192, &same) ==
           KEYWARD_STATUS_OK);
    /* The pound sign is two bytes, and one unit. */
    EXPECT(same > 100 && same < length && units[0] == 'W');
    EXPECT(keyward_policy_explain_utf8(policy, KEYWARD_LANGUAGE_WELSH, KEYWARD_EXPLAIN_FORMAT_HTML, text, sizeof text,
                                       &length) == KEYWARD_STATUS_OK);
    EXPECT(memcmp(text, page, sizeof page - 1) == 0);
    EXPECT(keyward_policy_explain_utf8(policy, ENGLISH, (keyward_explain_format)4, text, sizeof text, &length) ==
           KEYWARD_STATUS_VALUE);

    {
        /* The organisation's own words are told too. */
        static const char word[] = "- none of your organisation's own words, ";
        keyward_policy *own = NULL;

        EXPECT(keyward_policy_new_utf8(KEYWARD_FORMAT_TOML, TEXT("words = ['Riverside']"), &own) == KEYWARD_STATUS_OK);
        EXPECT(keyward_policy_explain_utf8(own, ENGLISH, KEYWARD_EXPLAIN_FORMAT_TEXT, text, sizeof text, &length) ==
               KEYWARD_STATUS_OK);
        text[length] = 0;
        EXPECT(strstr(text, word) != NULL);
        keyward_policy_free(own);
    }

    EXPECT(keyward_policy_password_rules_utf8(policy, &complete, NULL, 0, &length) == KEYWARD_STATUS_BUFFER_TOO_SMALL);
    EXPECT(!complete);
    EXPECT(keyward_policy_password_rules_utf8(policy, &complete, text, length, &same) == KEYWARD_STATUS_OK);
    EXPECT(complete && same == length && memcmp(text, rules, sizeof rules - 1) == 0);
    EXPECT(memchr(text, '"', length) == NULL && memchr(text, '&', length) == NULL);
    keyward_policy_free(policy);
}

static void life_cycle(void)
{
    const uint64_t day = 24 * 60 * 60;
    keyward_policy *policy = preset("nhs-appendix-a");
    keyward_standing standing = KEYWARD_STANDING_GOOD;
    uint64_t left = 0;
    uint32_t attempts = 0;

    EXPECT(keyward_policy_standing(policy, 5, true, 6, 7, &standing, &left) == KEYWARD_STATUS_OK);
    EXPECT(standing == KEYWARD_STANDING_CHANGE_AT_FIRST_LOG_ON);
    EXPECT(keyward_policy_standing(policy, 5, false, 5 + 85 * day, 7, &standing, &left) == KEYWARD_STATUS_OK);
    EXPECT(standing == KEYWARD_STANDING_DUE_SOON && left == 5);
    EXPECT(keyward_policy_standing(policy, 5, false, 5 + 90 * day, 7, &standing, &left) == KEYWARD_STATUS_OK);
    EXPECT(standing == KEYWARD_STANDING_EXPIRED && left == 0);
    EXPECT(keyward_policy_attempts_left(policy, 3, &attempts) == KEYWARD_STATUS_OK && attempts == 2);
    keyward_policy_free(policy);

    policy = preset("hw-5.3.2");
    EXPECT(keyward_policy_standing(policy, 5, false, 5 + 9999 * day, 7, &standing, &left) == KEYWARD_STATUS_OK);
    EXPECT(standing == KEYWARD_STANDING_GOOD && left == UINT64_MAX);
    EXPECT(keyward_policy_attempts_left(policy, 3, &attempts) == KEYWARD_STATUS_NONE);
    keyward_policy_free(policy);
}

static void keys(void)
{
    static const char *const given[][2] = {
        {"min_length", "12"}, {"allowed_characters", "upper, lower, digit, [-_.]"}, {"own_details", "true"},
        {"common_password", "fitted"},
    };
    keyward_policy *policy = NULL, *file = NULL;
    const char *text = NULL, *again = NULL;
    size_t length = 0, again_length = 0;
    char buffer[128] = "as it was";

    EXPECT(keyward_policy_new_preset(TEXT("hw-5.3.2"), &policy) == KEYWARD_STATUS_OK);
    for (size_t index = 0; index < sizeof given / sizeof given[0]; index++) {
        const char *key = given[index][0], *value = given[index][1];

        EXPECT(keyward_policy_set_utf8(policy, key, strlen(key), value, strlen(value), buffer, sizeof buffer,
                                       &length) == KEYWARD_STATUS_OK);
    }
    EXPECT(strcmp(buffer, "as it was") == 0);
    /* The same as a file that says so. */
    EXPECT(keyward_policy_new_utf8(KEYWARD_FORMAT_TOML,
                                   TEXT("base = 'hw-5.3.2'\nmin_length = 12\nown_details = true\n"
                                        "allowed_characters = 'upper, lower, digit, [-_.]'\n"
                                        "common_password = 'fitted'\n"),
                                   &file) == KEYWARD_STATUS_OK);
    EXPECT(keyward_policy_digest(policy, &text, &length) == KEYWARD_STATUS_OK && length == 16);
    EXPECT(keyward_policy_digest(file, &again, &again_length) == KEYWARD_STATUS_OK);
    EXPECT(memcmp(text, again, 16) == 0);

    EXPECT(keyward_policy_set_utf8(policy, TEXT("common_password"), TEXT("fited"), buffer, sizeof buffer, &length) ==
           KEYWARD_STATUS_INVALID);
    EXPECT(length < sizeof buffer && strstr(buffer, "`common_password`") != NULL && strstr(buffer, "fitted") != NULL);
    EXPECT(keyward_policy_set_utf8(policy, TEXT("min_lenght"), TEXT("12"), buffer, sizeof buffer, &length) ==
           KEYWARD_STATUS_INVALID);
    EXPECT(length < sizeof buffer && strstr(buffer, "the nearest is `min_length`") != NULL);
    EXPECT(keyward_policy_set_utf8(policy, TEXT("max_length"), TEXT("8"), NULL, 0, &length) ==
           KEYWARD_STATUS_INVALID);
    EXPECT(keyward_policy_digest(policy, &text, &length) == KEYWARD_STATUS_OK && memcmp(text, again, 16) == 0);
    keyward_policy_free(file);
    keyward_policy_free(policy);
}

int main(void)
{
    keys();
    files();
    opening();
    own_words();
    requirements();
    explanations();
    life_cycle();
    return 0;
}
