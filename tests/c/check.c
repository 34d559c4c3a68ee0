/* The way of most callers: a policy, a context, a check, and what the report says, in both encodings. */
#include "expect.h"

static void versions(void)
{
    EXPECT(strcmp(keyward_version(), KEYWARD_VERSION) == 0);
    EXPECT(keyward_version_number() == KEYWARD_VERSION_NUMBER);
}

static void presets(void)
{
    keyward_policy *policy = NULL;
    const char *name = NULL;
    size_t length = 0;

    EXPECT(keyward_policy_new_preset(TEXT("no-such-preset"), &policy) == KEYWARD_STATUS_NOT_FOUND);
    EXPECT(keyward_policy_new_preset(TEXT("\xff"), &policy) == KEYWARD_STATUS_ENCODING);
    EXPECT(keyward_policy_new_preset(NULL, 0, &policy) == KEYWARD_STATUS_NOT_FOUND);
    EXPECT(policy == NULL);

    policy = preset("hw-5.3.2");
    EXPECT(keyward_policy_name(policy, &name, &length) == KEYWARD_STATUS_OK);
    EXPECT(IS(name, length, "hw-5.3.2"));
    keyward_policy_free(policy);
}

static void verdicts(const keyward_policy *policy)
{
    keyward_report *report = NULL;
    keyward_rule rule;
    keyward_severity severity;
    const char *text = NULL;
    size_t length = 0, index = 0, counted = 0, required = 0, start = 0, end = 0;

    EXPECT(keyward_check_utf8(policy, NULL, TEXT("Wq7#Nv!2pZ"), &report) == KEYWARD_STATUS_OK);
    EXPECT(accepted(report));
    EXPECT(keyward_report_rule(report, 0, &rule) == KEYWARD_STATUS_NOT_FOUND);
    keyward_report_free(report);

    EXPECT(keyward_check_utf8(policy, NULL, TEXT("Wq7Nv2pZ"), &report) == KEYWARD_STATUS_OK);
    EXPECT(!accepted(report));
    index = find(report, KEYWARD_RULE_SPECIAL);
    EXPECT(keyward_report_severity(report, index, &severity) == KEYWARD_STATUS_OK);
    EXPECT(severity == KEYWARD_SEVERITY_VIOLATION);
    EXPECT(keyward_report_clause(report, index, &text, &length) == KEYWARD_STATUS_OK);
    EXPECT(IS(text, length, "WE-C6"));
    EXPECT(keyward_report_counted(report, index, &counted, &required) == KEYWARD_STATUS_OK);
    EXPECT(counted == 0 && required == 2);
    EXPECT(keyward_report_span(report, index, &start, &end) == KEYWARD_STATUS_NONE);
    EXPECT(keyward_report_kind(report, index, &text, &length) == KEYWARD_STATUS_NONE);
    EXPECT(keyward_report_entry(report, index, &start) == KEYWARD_STATUS_NONE);
    EXPECT(keyward_rule_id(KEYWARD_RULE_SPECIAL, &text, &length) == KEYWARD_STATUS_OK);
    EXPECT(IS(text, length, "special"));
    EXPECT(keyward_rule_id((keyward_rule)99, &text, &length) == KEYWARD_STATUS_VALUE);
    keyward_report_free(report);

    /* The empty password, as NULL and as a pointer. */
    EXPECT(keyward_check_utf8(policy, NULL, NULL, 0, &report) == KEYWARD_STATUS_OK);
    EXPECT(objects(report, KEYWARD_RULE_MIN_LENGTH));
    keyward_report_free(report);
    EXPECT(keyward_check_utf16(policy, NULL, NULL, 0, &report) == KEYWARD_STATUS_OK);
    EXPECT(objects(report, KEYWARD_RULE_MIN_LENGTH));
    keyward_report_free(report);
}

static void encodings(const keyward_policy *policy)
{
    static const uint16_t lone[] = {'a', 0xD83D, 'b'};
    static const uint16_t reversed[] = {0xDE00, 0xD83D};
    static const uint16_t cut[] = {0xD83D, 0xDE00, 0xD83D};
    keyward_report *report = NULL;
    size_t place = 99;

    EXPECT(keyward_check_utf8(policy, NULL, TEXT("ab\xc3"), &report) == KEYWARD_STATUS_ENCODING);
    EXPECT(keyward_check_utf16(policy, NULL, lone, 3, &report) == KEYWARD_STATUS_ENCODING);
    EXPECT(report == NULL);
    EXPECT(keyward_utf8_error(TEXT("ab"), &place) == KEYWARD_STATUS_OK && place == 99);
    EXPECT(keyward_utf8_error(TEXT("ab\xc3"), &place) == KEYWARD_STATUS_ENCODING && place == 2);
    EXPECT(keyward_utf16_error(lone, 3, &place) == KEYWARD_STATUS_ENCODING && place == 1);
    EXPECT(keyward_utf16_error(reversed, 2, &place) == KEYWARD_STATUS_ENCODING && place == 0);
    EXPECT(keyward_utf16_error(cut, 3, &place) == KEYWARD_STATUS_ENCODING && place == 2);
    EXPECT(keyward_utf16_error(cut, 2, &place) == KEYWARD_STATUS_OK && place == 2);
}

/* Places count the units that the caller gave: an emoji is four bytes of UTF-8, two units of UTF-16. */
static void places(const keyward_policy *policy)
{
    static const uint16_t units[] = {0xD83D, 0xDE00, 'q', 'w', 'e', 'r', 't', 'y', 0xA3};
    keyward_report *report = NULL;
    size_t index = 0, start = 0, end = 0, length = 0;
    const char *kind = NULL;

    EXPECT(keyward_check_utf8(policy, NULL, TEXT("\xF0\x9F\x98\x80qwerty\xC2\xA3"), &report) ==
           KEYWARD_STATUS_OK);
    index = find(report, KEYWARD_RULE_SEQUENCE);
    EXPECT(keyward_report_span(report, index, &start, &end) == KEYWARD_STATUS_OK);
    EXPECT(start == 4 && end == 10);
    EXPECT(keyward_report_kind(report, index, &kind, &length) == KEYWARD_STATUS_OK);
    EXPECT(IS(kind, length, "keyboard"));
    keyward_report_free(report);

    EXPECT(keyward_check_utf16(policy, NULL, units, sizeof units / sizeof *units, &report) == KEYWARD_STATUS_OK);
    index = find(report, KEYWARD_RULE_SEQUENCE);
    EXPECT(keyward_report_span(report, index, &start, &end) == KEYWARD_STATUS_OK);
    EXPECT(start == 2 && end == 8);
    keyward_report_free(report);
}

static void contexts(const keyward_policy *policy)
{
    static const uint16_t surname[] = {'B', 'l', 'a', 'c', 'k', 'w', 'o', 'o', 'd'};
    keyward_context *context = NULL;
    keyward_report *report = NULL;
    const char *kind = NULL;
    char word[32];
    size_t length = 0, index = 0, entry = 99;

    EXPECT(keyward_context_new(&context) == KEYWARD_STATUS_OK);
    EXPECT(keyward_context_add_utf8(context, KEYWARD_FIELD_USERNAME, TEXT("first")) == KEYWARD_STATUS_OK);
    EXPECT(keyward_context_add_utf8(context, KEYWARD_FIELD_USERNAME, TEXT("jpevensey")) == KEYWARD_STATUS_OK);
    EXPECT(keyward_context_add_utf16(context, KEYWARD_FIELD_NAME, surname, 9) == KEYWARD_STATUS_OK);
    EXPECT(keyward_context_add_utf8(context, KEYWARD_FIELD_PREVIOUS, TEXT("Zt5%Hm&3dR")) == KEYWARD_STATUS_OK);
    EXPECT(keyward_context_add_utf8(context, KEYWARD_FIELD_PREVIOUS, TEXT("Bx4!Lw$9kQ")) == KEYWARD_STATUS_OK);
    EXPECT(keyward_context_add_utf8(context, KEYWARD_FIELD_OTHER_ACCOUNT, TEXT("Gf6?Vn+8sT")) == KEYWARD_STATUS_OK);
    EXPECT(keyward_context_add_utf8(context, (keyward_field)0, TEXT("x")) == KEYWARD_STATUS_VALUE);
    EXPECT(keyward_context_add_utf8(context, KEYWARD_FIELD_NAME, TEXT("\x80")) == KEYWARD_STATUS_ENCODING);
    EXPECT(keyward_context_set_date_of_birth(context, 1987, 2, 14) == KEYWARD_STATUS_OK);
    EXPECT(keyward_context_set_date_of_birth(context, 1987, 2, 30) == KEYWARD_STATUS_VALUE);
    EXPECT(keyward_context_set_operation(context, KEYWARD_OPERATION_SET) == KEYWARD_STATUS_OK);
    EXPECT(keyward_context_set_operation(context, (keyward_operation)3) == KEYWARD_STATUS_VALUE);

    EXPECT(keyward_check_utf8(policy, context, TEXT("#9Blackwood!Xy2"), &report) == KEYWARD_STATUS_OK);
    index = find(report, KEYWARD_RULE_PERSONAL);
    EXPECT(keyward_report_kind(report, index, &kind, &length) == KEYWARD_STATUS_OK);
    EXPECT(IS(kind, length, "name"));
    EXPECT(keyward_report_word_utf8(report, index, KEYWARD_DISCLOSURE_PRIVATE, word, sizeof word, &length) ==
           KEYWARD_STATUS_OK);
    EXPECT(IS(word, length, "blackwood"));
    EXPECT(keyward_report_word_utf8(report, index, KEYWARD_DISCLOSURE_DESK, word, sizeof word, &length) ==
           KEYWARD_STATUS_NOT_DISCLOSED);
    keyward_report_free(report);

    EXPECT(keyward_check_utf8(policy, context, TEXT("Bx4!Lw$9kQ"), &report) == KEYWARD_STATUS_OK);
    index = find(report, KEYWARD_RULE_REUSED);
    EXPECT(keyward_report_entry(report, index, &entry) == KEYWARD_STATUS_OK && entry == 1);
    keyward_report_free(report);

    EXPECT(keyward_check_utf8(policy, context, TEXT("Gf6?Vn+8sT"), &report) == KEYWARD_STATUS_OK);
    index = find(report, KEYWARD_RULE_OTHER_ACCOUNT);
    EXPECT(keyward_report_entry(report, index, &entry) == KEYWARD_STATUS_OK && entry == 0);
    EXPECT(keyward_report_kind(report, index, &kind, &length) == KEYWARD_STATUS_OK);
    EXPECT(IS(kind, length, "identical"));
    keyward_report_free(report);

    EXPECT(keyward_check_utf8(policy, context, TEXT("Kw#14021987&rT"), &report) == KEYWARD_STATUS_OK);
    index = find(report, KEYWARD_RULE_PERSONAL);
    EXPECT(keyward_report_kind(report, index, &kind, &length) == KEYWARD_STATUS_OK);
    EXPECT(IS(kind, length, "date_of_birth"));
    keyward_report_free(report);
    keyward_context_free(context);
}

/* A person with several email addresses and telephone numbers, none of which takes another's place. */
static void several(const keyward_policy *policy)
{
    static const uint16_t email[] = {'q', 'z', 'x', 'v', 'k', 'j', '@', 'x', '.', 'o', 'r', 'g'};
    static const char *const parts[] = {"Kw#900123&rTB", "Kw#900456&rTB", "#9Mortlake!Xy", "Yk3!qzxvkj#W2"};
    keyward_context *context = NULL;
    keyward_report *report = NULL;

    EXPECT(keyward_context_new(&context) == KEYWARD_STATUS_OK);
    EXPECT(keyward_context_add_utf8(context, KEYWARD_FIELD_PHONE, TEXT("07700 900123")) == KEYWARD_STATUS_OK);
    EXPECT(keyward_context_add_utf8(context, KEYWARD_FIELD_PHONE, TEXT("+44 7700 900456")) == KEYWARD_STATUS_OK);
    EXPECT(keyward_context_add_utf8(context, KEYWARD_FIELD_EMAIL, TEXT("mortlake@example.org")) ==
           KEYWARD_STATUS_OK);
    EXPECT(keyward_context_add_utf16(context, KEYWARD_FIELD_EMAIL, email, sizeof email / sizeof *email) ==
           KEYWARD_STATUS_OK);
    for (size_t index = 0; index < sizeof parts / sizeof *parts; index++) {
        EXPECT(keyward_check_utf8(policy, NULL, parts[index], 13, &report) == KEYWARD_STATUS_OK);
        EXPECT(!objects(report, KEYWARD_RULE_PERSONAL));
        keyward_report_free(report);
        EXPECT(keyward_check_utf8(policy, context, parts[index], 13, &report) == KEYWARD_STATUS_OK);
        EXPECT(objects(report, KEYWARD_RULE_PERSONAL));
        keyward_report_free(report);
    }
    keyward_context_free(context);
}

/* A list takes on 256 values, a context 65,536 bytes; one more is refused, and what was there is looked at all the same. */
static void many_values(const keyward_policy *policy)
{
    static char text[65536];
    keyward_context *context = NULL;
    keyward_report *report = NULL;

    memset(text, 'q', sizeof text);
    EXPECT(keyward_context_new(&context) == KEYWARD_STATUS_OK);
    for (keyward_field field = KEYWARD_FIELD_NAME; field <= KEYWARD_FIELD_OTHER_ACCOUNT; field = (keyward_field)(field + 1)) {
        bool is_list = field != KEYWARD_FIELD_EMAIL && field != KEYWARD_FIELD_PHONE;
        for (int number = 0; number < 255; number++) {
            EXPECT(keyward_context_add_utf8(context, field, TEXT("Qzxvj")) == KEYWARD_STATUS_OK);
        }
        EXPECT(keyward_context_add_utf8(context, field, TEXT("Mortlake")) == KEYWARD_STATUS_OK);
        EXPECT(keyward_context_add_utf8(context, field, TEXT("Sandbanks")) ==
               (is_list ? KEYWARD_STATUS_VALUE : KEYWARD_STATUS_OK));
    }
    EXPECT(keyward_context_add_gecos_utf8(context, TEXT("John Smith")) == KEYWARD_STATUS_VALUE);
    EXPECT(keyward_check_utf8(policy, context, TEXT("#9Mortlake!Xy2"), &report) == KEYWARD_STATUS_OK);
    EXPECT(objects(report, KEYWARD_RULE_PERSONAL));
    keyward_report_free(report);
    keyward_context_free(context);

    EXPECT(keyward_context_new(&context) == KEYWARD_STATUS_OK);
    EXPECT(keyward_context_add_utf8(context, KEYWARD_FIELD_USERNAME, text, sizeof text) == KEYWARD_STATUS_OK);
    EXPECT(keyward_context_add_utf8(context, KEYWARD_FIELD_PHONE, TEXT("0")) == KEYWARD_STATUS_VALUE);
    EXPECT(keyward_context_add_utf8(context, KEYWARD_FIELD_USERNAME, TEXT("jsmith")) == KEYWARD_STATUS_OK);
    EXPECT(keyward_context_add_utf8(context, KEYWARD_FIELD_NAME, text, sizeof text) == KEYWARD_STATUS_VALUE);
    EXPECT(keyward_context_add_utf8(context, KEYWARD_FIELD_NAME, text, sizeof text - 6) == KEYWARD_STATUS_OK);
    keyward_context_free(context);
}

/* One call for all messages, one for a line of bounded length, one for the rules. */
static void told_at_once(const keyward_policy *policy)
{
    static const char messages[] =
        "Length: use at least 8 characters.\nNumbers: use at least 2 numbers.\n"
        "Special characters: use at least 2 special characters, such as ! \xc2\xa3 or %.\n";
    static const char line[] = "rejected min_length [WE-C1] digit [WE-C5] special [WE-C6]";
    const keyward_disclosure log = KEYWARD_DISCLOSURE_LOG;
    const keyward_language english = KEYWARD_LANGUAGE_ENGLISH;
    keyward_report *report = NULL;
    uint64_t rules = 0;
    char text[512];
    uint16_t units[512];
    size_t needed = 0;

    EXPECT(keyward_check_utf8(policy, NULL, TEXT("Wq7Nvp"), &report) == KEYWARD_STATUS_OK);
    EXPECT(keyward_report_rules(report, &rules) == KEYWARD_STATUS_OK);
    EXPECT(rules == ((uint64_t)1 << KEYWARD_RULE_MIN_LENGTH | (uint64_t)1 << KEYWARD_RULE_DIGIT |
                     (uint64_t)1 << KEYWARD_RULE_SPECIAL));
    EXPECT(keyward_report_messages_utf8(report, KEYWARD_DISCLOSURE_DESK, english, text, sizeof text, &needed) ==
           KEYWARD_STATUS_OK);
    EXPECT(IS(text, needed, messages));
    EXPECT(keyward_report_messages_utf16(report, KEYWARD_DISCLOSURE_DESK, english, units, 512, &needed) ==
           KEYWARD_STATUS_OK);
    EXPECT(needed == sizeof messages - 2 && units[needed - 1] == '\n');
    EXPECT(keyward_report_line_utf8(report, log, english, 100, text, sizeof text, &needed) == KEYWARD_STATUS_OK);
    EXPECT(IS(text, needed, line));
    EXPECT(keyward_report_line_utf16(report, log, english, 100, units, 512, &needed) == KEYWARD_STATUS_OK);
    EXPECT(needed == sizeof line - 1);
    for (size_t most = 64; most < 300; most++) {
        EXPECT(keyward_report_line_utf8(report, KEYWARD_DISCLOSURE_DESK, KEYWARD_LANGUAGE_WELSH, most, text, sizeof text,
                                        &needed) == KEYWARD_STATUS_OK);
        EXPECT(needed <= most && memchr(text, '\n', needed) == NULL);
    }
    EXPECT(keyward_report_line_utf8(report, log, english, 63, text, sizeof text, &needed) == KEYWARD_STATUS_VALUE);
    keyward_report_free(report);

    EXPECT(keyward_check_utf8(policy, NULL, TEXT("Wq7#Nv!2pZ"), &report) == KEYWARD_STATUS_OK);
    EXPECT(keyward_report_rules(report, &rules) == KEYWARD_STATUS_OK && rules == 0);
    EXPECT(keyward_report_messages_utf8(report, log, english, text, sizeof text, &needed) == KEYWARD_STATUS_OK);
    EXPECT(needed == 0);
    keyward_report_free(report);
}

/* What a person is told whose password cannot be judged. */
static void statuses(void)
{
    const char *text = NULL, *other = NULL;
    size_t length = 0, other_length = 0;

    EXPECT(keyward_status_text(KEYWARD_STATUS_ENCODING, KEYWARD_LANGUAGE_ENGLISH, &text, &length) ==
           KEYWARD_STATUS_OK);
    EXPECT(IS(text, length, "The password is not UTF-8: set your terminal to UTF-8 and type it again."));
    for (int number = 1; number <= (int)KEYWARD_STATUS_BREACH_FILTER; number++) {
        const keyward_status status = (keyward_status)number;
        EXPECT(keyward_status_text(status, KEYWARD_LANGUAGE_ENGLISH, &text, &length) == KEYWARD_STATUS_OK);
        EXPECT(keyward_status_text(status, KEYWARD_LANGUAGE_WELSH, &other, &other_length) == KEYWARD_STATUS_OK);
        EXPECT(length > 0 && other_length > 0 && text != other);
    }
    EXPECT(keyward_status_text(KEYWARD_STATUS_OK, KEYWARD_LANGUAGE_ENGLISH, &text, &length) == KEYWARD_STATUS_NONE);
    EXPECT(keyward_status_text((keyward_status)99, KEYWARD_LANGUAGE_ENGLISH, &text, &length) == KEYWARD_STATUS_VALUE);
}

/* The comment field of /etc/passwd. */
static void gecos(const keyward_policy *policy)
{
    static const char *const parts[] = {"Kw#900123&rTBq", "Kw#555123&rTBq", "#9Mortlake!XyT", "#9Zqxvbnk!XyTq"};
    keyward_context *context = NULL;
    keyward_report *report = NULL;

    EXPECT(keyward_context_new(&context) == KEYWARD_STATUS_OK);
    EXPECT(keyward_context_add_utf8(context, KEYWARD_FIELD_USERNAME, TEXT("mortlake")) == KEYWARD_STATUS_OK);
    EXPECT(keyward_context_add_gecos_utf8(context, TEXT("Zqxvbnk &,Ward 4,01279 555123,07700 900123,x")) ==
           KEYWARD_STATUS_OK);
    for (size_t index = 0; index < sizeof parts / sizeof *parts; index++) {
        EXPECT(keyward_check_utf8(policy, context, parts[index], 14, &report) == KEYWARD_STATUS_OK);
        EXPECT(objects(report, KEYWARD_RULE_PERSONAL));
        keyward_report_free(report);
    }
    EXPECT(keyward_context_add_gecos_utf8(context, TEXT("\xff")) == KEYWARD_STATUS_ENCODING);
    EXPECT(keyward_context_add_gecos_utf8(context, NULL, 0) == KEYWARD_STATUS_OK);
    keyward_context_free(context);
}

static void texts(const keyward_policy *policy)
{
    keyward_report *report = NULL;
    char text[1024];
    uint16_t units[1024];
    size_t needed = 0, again = 0;

    EXPECT(keyward_check_utf8(policy, NULL, TEXT("Wq7#Nv!p"), &report) == KEYWARD_STATUS_OK);
    EXPECT(keyward_report_message_utf8(report, (keyward_disclosure)0, KEYWARD_DISCLOSURE_DESK, KEYWARD_LANGUAGE_ENGLISH, text,
                                       sizeof text, &needed) == KEYWARD_STATUS_OK);
    EXPECT(IS(text, needed, "Numbers: use at least 2 numbers."));
    EXPECT(keyward_report_message_utf8(report, (keyward_disclosure)0, KEYWARD_DISCLOSURE_LOG, KEYWARD_LANGUAGE_WELSH, text,
                                       sizeof text, &needed) == KEYWARD_STATUS_OK);
    EXPECT(IS(text, needed, "digit"));
    EXPECT(keyward_report_json_utf8(report, KEYWARD_DISCLOSURE_LOG, KEYWARD_LANGUAGE_ENGLISH, text, sizeof text,
                                    &needed) == KEYWARD_STATUS_OK);
    EXPECT(strstr(text, "\"rule\":\"digit\"") != NULL && text[0] == '{' && text[needed - 1] == '}');

    /* One unit too few leaves the buffer as it was; exactly enough is enough. */
    EXPECT(keyward_report_text_utf8(report, KEYWARD_DISCLOSURE_PRIVATE, KEYWARD_LANGUAGE_WELSH, NULL, 0, &needed) ==
           KEYWARD_STATUS_BUFFER_TOO_SMALL);
    memset(text, '~', sizeof text);
    EXPECT(needed > 10 && needed < sizeof text);
    EXPECT(keyward_report_text_utf8(report, KEYWARD_DISCLOSURE_PRIVATE, KEYWARD_LANGUAGE_WELSH, text, needed - 1,
                                    &again) == KEYWARD_STATUS_BUFFER_TOO_SMALL);
    EXPECT(again == needed && text[0] == '~');
    EXPECT(keyward_report_text_utf8(report, KEYWARD_DISCLOSURE_PRIVATE, KEYWARD_LANGUAGE_WELSH, text, needed,
                                    &again) == KEYWARD_STATUS_OK);
    EXPECT(again == needed && text[0] != '~' && text[needed] == '~');

    EXPECT(keyward_report_text_utf16(report, KEYWARD_DISCLOSURE_DESK, KEYWARD_LANGUAGE_ENGLISH, units, 1024,
                                     &needed) == KEYWARD_STATUS_OK);
    EXPECT(keyward_report_text_utf8(report, KEYWARD_DISCLOSURE_DESK, KEYWARD_LANGUAGE_ENGLISH, text, sizeof text,
                                    &again) == KEYWARD_STATUS_OK);
    EXPECT(needed == again);
    for (size_t place = 0; place < needed; place++) {
        EXPECT(units[place] == (unsigned char)text[place]);
    }
    text[again] = 0;
    EXPECT(strstr(text, " [digit, WE-C5]") != NULL);
    EXPECT(keyward_report_text_utf8(report, KEYWARD_DISCLOSURE_LOG, KEYWARD_LANGUAGE_ENGLISH, text, sizeof text - 1,
                                    &again) == KEYWARD_STATUS_OK);
    text[again] = 0;
    EXPECT(strstr(text, "rejected\n") == text && strstr(text, "\ndigit [WE-C5]") != NULL);
    EXPECT(keyward_report_text_utf8(report, (keyward_disclosure)0, KEYWARD_LANGUAGE_ENGLISH, text, sizeof text, &again) ==
           KEYWARD_STATUS_VALUE);
    EXPECT(keyward_report_text_utf8(report, KEYWARD_DISCLOSURE_DESK, (keyward_language)3, text, sizeof text, &again) ==
           KEYWARD_STATUS_VALUE);
    keyward_report_free(report);
}

/* A report says the same when the policy and the context that it was made with are gone. */
static void order_of_freeing(void)
{
    keyward_policy *policy = preset("nhs-appendix-a");
    keyward_report *report = NULL;
    const char *clause = NULL;
    size_t length = 0;

    EXPECT(keyward_check_utf8(policy, NULL, TEXT("Wq7Nv2pZ"), &report) == KEYWARD_STATUS_OK);
    keyward_policy_free(policy);
    EXPECT(keyward_report_clause(report, 0, &clause, &length) == KEYWARD_STATUS_OK);
    EXPECT(IS(clause, length, "WE-C6"));
    keyward_report_free(report);
}

int main(void)
{
    keyward_policy *policy = preset("nhs-appendix-a");

    versions();
    presets();
    verdicts(policy);
    encodings(policy);
    places(policy);
    contexts(policy);
    several(policy);
    told_at_once(policy);
    statuses();
    gecos(policy);
    many_values(policy);
    texts(policy);
    order_of_freeing();
    keyward_policy_free(policy);
    return 0;
}
