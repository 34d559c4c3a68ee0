/* One policy and one context, read by sixteen threads at a time, each with reports of its own and one of all. */
#include "expect.h"
#include <pthread.h>

enum { THREADS = 16 };

static const keyward_policy *policy;
static const keyward_context *context;
static const keyward_report *shared;
static size_t rounds;

static void *work(void *number)
{
    size_t mine = *(const size_t *)number;

    for (size_t round = 0; round < rounds; round++) {
        keyward_report *report = NULL;
        char text[64];
        uint16_t units[64];
        int length = snprintf(text, sizeof text, "Kx%lu#Lq%lu!vZ", (unsigned long)(mine % 10), (unsigned long)(round % 10));
        size_t needed = 0;

        EXPECT(keyward_check_utf8(policy, context, text, (size_t)length, &report) == KEYWARD_STATUS_OK);
        EXPECT(accepted(report));
        keyward_report_free(report);
        for (int place = 0; place < length; place++) {
            units[place] = (uint16_t)text[place];
        }
        units[0] = 'k';
        EXPECT(keyward_check_utf16(policy, context, units, (size_t)length, &report) == KEYWARD_STATUS_OK);
        EXPECT(accepted(report));
        keyward_report_free(report);
        EXPECT(objects(shared, KEYWARD_RULE_SEQUENCE));
        EXPECT(keyward_report_text_utf8(shared, KEYWARD_DISCLOSURE_DESK, KEYWARD_LANGUAGE_ENGLISH, NULL, 0,
                                        &needed) == KEYWARD_STATUS_BUFFER_TOO_SMALL);
    }
    return NULL;
}

int main(int count, char **arguments)
{
    keyward_policy *own_policy = preset("nhs-appendix-a");
    keyward_context *own_context = NULL;
    keyward_report *own_report = NULL;
    pthread_t threads[THREADS];
    size_t numbers[THREADS];

    rounds = count > 1 ? strtoul(arguments[1], NULL, 10) : 1000;
    EXPECT(keyward_context_new(&own_context) == KEYWARD_STATUS_OK);
    EXPECT(keyward_context_add_utf8(own_context, KEYWARD_FIELD_NAME, TEXT("Ann Blackwood")) == KEYWARD_STATUS_OK);
    EXPECT(keyward_check_utf8(own_policy, own_context, TEXT("qwerty"), &own_report) == KEYWARD_STATUS_OK);
    policy = own_policy;
    context = own_context;
    shared = own_report;
    for (size_t number = 0; number < THREADS; number++) {
        numbers[number] = number;
        EXPECT(pthread_create(&threads[number], NULL, work, &numbers[number]) == 0);
    }
    for (size_t number = 0; number < THREADS; number++) {
        EXPECT(pthread_join(threads[number], NULL) == 0);
    }
    keyward_report_free(own_report);
    keyward_context_free(own_context);
    keyward_policy_free(own_policy);
    return 0;
}
