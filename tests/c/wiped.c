/* After a check no copy of the password is left in the memory of the process, on the heap, on the stack or elsewhere,
 * but for the caller's own. The scan looks for the middle of the password, in UTF-8 and in UTF-16; it is kept masked here,
 * so that it does not find itself. */
#include "expect.h"
#include <fcntl.h>
#include <unistd.h>

enum { LENGTH = 14, MASK = 0x55, MIDDLE = 8 };

/* Passwords of ASCII, and with letters that are folded ("é" is 0xE9). Each is masked with 0x55. */
static const uint16_t MASKED[][LENGTH] = {
    {'K' ^ MASK, 'w' ^ MASK, '#' ^ MASK, '7' ^ MASK, 'z' ^ MASK, 'Q' ^ MASK, 'j' ^ MASK, '9' ^ MASK, '!' ^ MASK,
     'v' ^ MASK, 'X' ^ MASK, 'b' ^ MASK, '2' ^ MASK, 'T' ^ MASK},
    {'G' ^ MASK, 'y' ^ MASK, '%' ^ MASK, '8' ^ MASK, 0xE9 ^ MASK, 'H' ^ MASK, 'p' ^ MASK, '5' ^ MASK, '+' ^ MASK,
     'd' ^ MASK, 'M' ^ MASK, 'k' ^ MASK, '3' ^ MASK, 'R' ^ MASK},
};

static unsigned char window[1 << 16];

/* Where in a masked password the part starts that is looked for: behind the letter that may have two bytes. */
static size_t from(void)
{
    return LENGTH - MIDDLE;
}

/* How often the part is in some bytes, one byte or two bytes to a character. */
static size_t hits_in(const unsigned char *bytes, size_t length, const uint16_t *masked, size_t width)
{
    size_t hits = 0;

    for (size_t start = 0; start + MIDDLE * width <= length; start++) {
        size_t same = 0;
        while (same < MIDDLE && bytes[start + same * width] == (masked[from() + same] ^ MASK) &&
               (width == 1 || bytes[start + same * width + 1] == 0)) {
            same++;
        }
        hits += same == MIDDLE;
    }
    return hits;
}

static size_t hits(const uint16_t *masked)
{
    FILE *maps = fopen("/proc/self/maps", "r");
    int memory = open("/proc/self/mem", O_RDONLY);
    char line[512];
    size_t found = 0;

    EXPECT(maps != NULL && memory >= 0);
    while (fgets(line, sizeof line, maps) != NULL) {
        unsigned long start = 0, end = 0;
        char writable = 0;

        if (sscanf(line, "%lx-%lx r%c", &start, &end, &writable) != 3 || writable != 'w') {
            continue;
        }
        /* Pieces overlap, so that a password that lies across two is found; then some are counted twice. The window that
         * they are read into is passed over. */
        for (unsigned long at = start; at + MIDDLE < end;) {
            unsigned long own = (unsigned long)(size_t)window;
            unsigned long stop = end - at < sizeof window ? end : at + sizeof window;
            ssize_t got = 0;

            if (at >= own && at < own + sizeof window) {
                at = own + sizeof window;
                continue;
            }
            stop = at < own && stop > own ? own : stop;
            got = pread(memory, window, stop - at, (off_t)at);
            if (got > 0) {
                found += hits_in(window, (size_t)got, masked, 1) + hits_in(window, (size_t)got, masked, 2);
            }
            at = stop == end || stop == own ? stop : stop - 2 * MIDDLE;
        }
    }
    memset(window, 0, sizeof window);
    close(memory);
    fclose(maps);
    return found;
}

static void wipe(void *memory, size_t length)
{
    volatile unsigned char *bytes = (volatile unsigned char *)memory;

    while (length-- > 0) {
        bytes[length] = 0;
    }
}

/* The caller's own copies, in either encoding. */
static struct {
    char utf8[2 * LENGTH];
    size_t length;
    uint16_t utf16[LENGTH];
} own;

static void type_it(const uint16_t *masked)
{
    own.length = 0;
    for (size_t place = 0; place < LENGTH; place++) {
        uint16_t character = masked[place] ^ MASK;
        own.utf16[place] = character;
        if (character < 0x80) {
            own.utf8[own.length++] = (char)character;
        } else {
            own.utf8[own.length++] = (char)(0xC0 | character >> 6);
            own.utf8[own.length++] = (char)(0x80 | (character & 0x3F));
        }
    }
}

/* A history is asked for the password and for what it was made from, by all threads; what they hashed goes with them. Then
 * the estimate of strength, which takes the password apart in its own way. */
static void check_history(const keyward_policy *policy)
{
    keyward_context *context = NULL;
    keyward_history *history = NULL;
    keyward_report *report = NULL;
    uint32_t score = 0;
    double guesses = 0;

    EXPECT(keyward_history_new(&history) == KEYWARD_STATUS_OK);
    EXPECT(keyward_history_set_cost(history, 8, 1, 1) == KEYWARD_STATUS_OK);
    EXPECT(keyward_history_add_utf8(history, TEXT("Zt5%Hm&3dR")) == KEYWARD_STATUS_OK);
    EXPECT(keyward_history_add_utf8(history, TEXT("Rd3&mH%5tZ")) == KEYWARD_STATUS_OK);
    EXPECT(keyward_context_new(&context) == KEYWARD_STATUS_OK);
    EXPECT(keyward_context_set_history(context, history, true) == KEYWARD_STATUS_OK);
    EXPECT(keyward_check_utf16(policy, context, own.utf16, LENGTH, &report) == KEYWARD_STATUS_OK);
    EXPECT(!objects(report, KEYWARD_RULE_REUSED));
    keyward_report_free(report);
    keyward_context_free(context);

    EXPECT(keyward_history_add_utf16(history, own.utf16, LENGTH) == KEYWARD_STATUS_OK);
    EXPECT(keyward_history_check_utf8(policy, history, own.utf8, own.length, &report) == KEYWARD_STATUS_OK);
    EXPECT(objects(report, KEYWARD_RULE_REUSED));
    keyward_report_free(report);
    keyward_history_free(history);

    EXPECT(keyward_strength_utf8(NULL, own.utf8, own.length, &score, &guesses) != KEYWARD_STATUS_INTERNAL);
}

/* A suggested password goes with its suggestion, and so do the forms of it that a history was asked for. */
static void suggest_one(const keyward_policy *policy)
{
    keyward_context *context = NULL;
    keyward_history *history = NULL;
    keyward_suggestion *suggestion = NULL;
    uint16_t masked[LENGTH];
    char aloud[2048];
    size_t length = 0;

    EXPECT(keyward_context_new(&context) == KEYWARD_STATUS_OK);
    EXPECT(keyward_history_new(&history) == KEYWARD_STATUS_OK);
    EXPECT(keyward_history_set_cost(history, 8, 1, 1) == KEYWARD_STATUS_OK);
    EXPECT(keyward_history_add_utf8(history, TEXT("Zt5%Hm&3dR")) == KEYWARD_STATUS_OK);
    EXPECT(keyward_context_set_history(context, history, false) == KEYWARD_STATUS_OK);
    keyward_history_free(history);
    EXPECT(keyward_suggest(policy, context, KEYWARD_STYLE_RANDOM, LENGTH, &suggestion) == KEYWARD_STATUS_OK);
    EXPECT(keyward_suggestion_password_utf16(suggestion, own.utf16, LENGTH, &length) == KEYWARD_STATUS_OK);
    EXPECT(length == LENGTH);
    for (size_t place = 0; place < LENGTH; place++) {
        masked[place] = own.utf16[place] ^ MASK;
    }
    EXPECT(keyward_suggestion_read_aloud_utf8(suggestion, aloud, sizeof aloud, &length) == KEYWARD_STATUS_OK);
    wipe(&own, sizeof own);
    EXPECT(hits(masked) > 0);
    keyward_suggestion_free(suggestion);
    keyward_context_free(context);
    EXPECT(hits(masked) == 0);
}

int main(void)
{
    keyward_policy *policy = preset("nhs-appendix-a");

    for (size_t which = 0; which < sizeof MASKED / sizeof *MASKED; which++) {
        keyward_context *context = NULL;
        keyward_report *report = NULL;

        EXPECT(hits(MASKED[which]) == 0);
        type_it(MASKED[which]);
        /* The scan does find what is there. */
        EXPECT(hits(MASKED[which]) >= 2);

        EXPECT(keyward_context_new(&context) == KEYWARD_STATUS_OK);
        EXPECT(keyward_context_add_utf8(context, KEYWARD_FIELD_NAME, TEXT("Ann Blackwood")) == KEYWARD_STATUS_OK);
        EXPECT(keyward_context_add_utf8(context, KEYWARD_FIELD_PREVIOUS, TEXT("Zt5%Hm&3dR")) == KEYWARD_STATUS_OK);
        EXPECT(keyward_check_utf8(policy, context, own.utf8, own.length, &report) == KEYWARD_STATUS_OK);
        keyward_report_free(report);
        EXPECT(keyward_check_utf16(policy, context, own.utf16, LENGTH, &report) == KEYWARD_STATUS_OK);
        keyward_report_free(report);

        /* What the context knows is a copy that goes when the context goes. */
        EXPECT(keyward_context_add_utf16(context, KEYWARD_FIELD_PREVIOUS, own.utf16, LENGTH) == KEYWARD_STATUS_OK);
        EXPECT(keyward_context_add_utf8(context, KEYWARD_FIELD_OTHER_ACCOUNT, own.utf8, own.length) ==
               KEYWARD_STATUS_OK);
        EXPECT(keyward_check_utf8(policy, context, own.utf8, own.length, &report) == KEYWARD_STATUS_OK);
        EXPECT(objects(report, KEYWARD_RULE_REUSED) && objects(report, KEYWARD_RULE_OTHER_ACCOUNT));
        keyward_report_free(report);
        keyward_context_free(context);
        check_history(policy);

        wipe(&own, sizeof own);
        EXPECT(hits(MASKED[which]) == 0);
    }
    for (int time = 0; time < 3; time++) {
        suggest_one(policy);
    }
    keyward_policy_free(policy);
    return 0;
}
