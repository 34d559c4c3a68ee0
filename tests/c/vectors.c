/* The judged cases of tests/vectors, in both encodings. The argument is a file of cases as the test that runs this has
 * written it: a case is a number of pieces, a piece is a kind, a length and bytes; numbers are 32 bits, big-endian. */
#include "expect.h"

enum { PASSWORD = 100, PASSWORD_UTF16 = 101, POLICY = 102, OPERATION = 103, BORN = 104, FINDINGS = 105, NAME = 106 };

typedef struct {
    const unsigned char *bytes;
    size_t length;
} piece;

static unsigned char *read_all(const char *path, size_t *length)
{
    FILE *file = fopen(path, "rb");
    unsigned char *bytes = NULL;
    long size = 0;

    EXPECT(file != NULL);
    EXPECT(fseek(file, 0, SEEK_END) == 0);
    size = ftell(file);
    EXPECT(size > 0 && fseek(file, 0, SEEK_SET) == 0);
    bytes = (unsigned char *)malloc((size_t)size);
    EXPECT(bytes != NULL);
    *length = fread(bytes, 1, (size_t)size, file);
    EXPECT(*length == (size_t)size);
    fclose(file);
    return bytes;
}

static uint32_t number(const unsigned char **next)
{
    const unsigned char *bytes = *next;
    *next += 4;
    return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 | (uint32_t)bytes[3];
}

/* Whether a report says what the lines of `findings` say: number, then places in bytes and in units of UTF-16. */
static void compare(const keyward_report *report, piece findings, bool utf16, piece name)
{
    const char *line = (const char *)findings.bytes;
    const char *end = line + findings.length;
    size_t index = 0, count = 0;

    EXPECT(keyward_report_count(report, &count) == KEYWARD_STATUS_OK);
    for (; line < end; line = strchr(line, '\n') + 1, index++) {
        long rule = 0, start = 0, stop = 0, start16 = 0, stop16 = 0;
        keyward_rule found = KEYWARD_RULE_WEAK;
        size_t from = (size_t)-1, to = (size_t)-1;

        EXPECT(sscanf(line, "%ld %ld %ld %ld %ld", &rule, &start, &stop, &start16, &stop16) == 5);
        if (keyward_report_rule(report, index, &found) != KEYWARD_STATUS_OK || (long)found != rule) {
            fprintf(stderr, "%.*s: finding %lu is not of rule %ld\n", (int)name.length, (const char *)name.bytes,
                    (unsigned long)index, rule);
            exit(1);
        }
        (void)keyward_report_span(report, index, &from, &to);
        EXPECT((long)from == (utf16 ? start16 : start) && (long)to == (utf16 ? stop16 : stop));
    }
    if (index != count) {
        fprintf(stderr, "%.*s: %lu findings\n", (int)name.length, (const char *)name.bytes, (unsigned long)count);
        exit(1);
    }
}

static const unsigned char *judge(const unsigned char *next)
{
    piece pieces[NAME + 1];
    keyward_policy *policy = NULL;
    keyward_context *context = NULL;
    keyward_report *report = NULL;
    const void *units = NULL;
    bool judged = false, alone = false;
    uint32_t count = number(&next);

    memset(pieces, 0, sizeof pieces);
    EXPECT(keyward_context_new(&context) == KEYWARD_STATUS_OK);
    for (uint32_t index = 0; index < count; index++) {
        uint32_t kind = number(&next);
        uint32_t length = number(&next);

        EXPECT(kind <= NAME);
        if (kind < PASSWORD) {
            EXPECT(keyward_context_add_utf8(context, (keyward_field)kind, (const char *)next, length) ==
                   KEYWARD_STATUS_OK);
        }
        pieces[kind].bytes = next;
        pieces[kind].length = length;
        next += length;
    }
    if (pieces[OPERATION].length == 3) {
        EXPECT(keyward_context_set_operation(context, KEYWARD_OPERATION_SET) == KEYWARD_STATUS_OK);
    }
    if (pieces[BORN].length > 0) {
        unsigned year = 0, month = 0, day = 0;
        char text[11] = "";
        memcpy(text, pieces[BORN].bytes, 10);
        EXPECT(sscanf(text, "%u-%u-%u", &year, &month, &day) == 3);
        EXPECT(keyward_context_set_date_of_birth(context, (uint16_t)year, (uint8_t)month, (uint8_t)day) ==
               KEYWARD_STATUS_OK);
    }
    if (pieces[POLICY].length > 0 && pieces[POLICY].bytes[0] == '{') {
        EXPECT(keyward_policy_new_utf8(KEYWARD_FORMAT_JSON, (const char *)pieces[POLICY].bytes,
                                       pieces[POLICY].length, &policy) == KEYWARD_STATUS_OK);
    } else {
        EXPECT(keyward_policy_new_preset((const char *)pieces[POLICY].bytes, pieces[POLICY].length, &policy) ==
               KEYWARD_STATUS_OK);
    }
    EXPECT(keyward_check_utf8(policy, context, (const char *)pieces[PASSWORD].bytes, pieces[PASSWORD].length,
                              &report) == KEYWARD_STATUS_OK);
    compare(report, pieces[FINDINGS], false, pieces[NAME]);
    judged = accepted(report);
    EXPECT(keyward_accepts_utf8(policy, context, (const char *)pieces[PASSWORD].bytes, pieces[PASSWORD].length,
                                &alone) == KEYWARD_STATUS_OK);
    EXPECT(alone == judged);
    keyward_report_free(report);
    units = pieces[PASSWORD_UTF16].bytes;
    EXPECT(keyward_check_utf16(policy, context, (const uint16_t *)units, pieces[PASSWORD_UTF16].length / 2, &report) ==
           KEYWARD_STATUS_OK);
    compare(report, pieces[FINDINGS], true, pieces[NAME]);
    EXPECT(keyward_accepts_utf16(policy, context, (const uint16_t *)units, pieces[PASSWORD_UTF16].length / 2, &alone) ==
           KEYWARD_STATUS_OK);
    EXPECT(alone == judged);
    keyward_report_free(report);
    keyward_context_free(context);
    keyward_policy_free(policy);
    return next;
}

int main(int count, char **arguments)
{
    size_t length = 0;
    unsigned long cases = 0;
    unsigned char *bytes = NULL;

    EXPECT(count == 2);
    bytes = read_all(arguments[1], &length);
    for (const unsigned char *next = bytes; next < bytes + length; cases++) {
        next = judge(next);
    }
    free(bytes);
    printf("%lu cases\n", cases);
    EXPECT(cases > 100);
    return 0;
}
