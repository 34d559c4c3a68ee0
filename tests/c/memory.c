/* What the library answers where there is no memory: a status, as the first page says, and nothing is broken by it. */
#define _DEFAULT_SOURCE
#include "expect.h"

#include <sys/resource.h>

typedef struct block {
    struct block *next;
} block;

/* Takes all memory that there is, in ever smaller pieces: of every size, as some allocators keep what was given back for
 * another piece of just that size. */
static block *take_all(void)
{
    block *taken = NULL;

    for (size_t size = (size_t)1 << 24; size >= sizeof(block); size = size > 4096 ? size / 2 : size - 8) {
        for (;;) {
            block *piece = (block *)malloc(size);
            if (piece == NULL) {
                break;
            }
            piece->next = taken;
            taken = piece;
        }
    }
    return taken;
}

static void give_back(block *taken)
{
    while (taken != NULL) {
        block *next = taken->next;
        free(taken);
        taken = next;
    }
}

int main(void)
{
    struct rlimit limit = {(rlim_t)256 << 20, (rlim_t)256 << 20};
    keyward_policy *policy = preset("nhs-appendix-a");
    keyward_context *context = NULL, *another = NULL;
    keyward_report *report = NULL;
    keyward_history *history = NULL;
    bool verdict = false;
    block *taken = NULL;

    EXPECT(keyward_context_new(&context) == KEYWARD_STATUS_OK);
    EXPECT(keyward_context_add_utf8(context, KEYWARD_FIELD_NAME, TEXT("John Smith")) == KEYWARD_STATUS_OK);
    /* Once, so that the stack is there. */
    EXPECT(keyward_check_utf8(policy, context, TEXT("Wq7#Nv!2pZ\xc3\xa9"), &report) == KEYWARD_STATUS_OK);
    keyward_report_free(report);
    report = NULL;

    EXPECT(setrlimit(RLIMIT_AS, &limit) == 0);
    taken = take_all();
    EXPECT(taken != NULL);
    for (int round = 0; round < 3; round++) {
        EXPECT(keyward_check_utf8(policy, context, TEXT("Wq7#Nv!2pZ"), &report) == KEYWARD_STATUS_MEMORY);
        EXPECT(keyward_context_new(&another) == KEYWARD_STATUS_MEMORY);
        EXPECT(keyward_history_new(&history) == KEYWARD_STATUS_MEMORY);
        EXPECT(keyward_accepts_utf8(policy, context, TEXT("Wq7#Nv!2pZ"), &verdict) == KEYWARD_STATUS_OK && verdict);
        EXPECT(keyward_accepts_utf8(policy, context, TEXT("Wq7#Smith!2pZ"), &verdict) == KEYWARD_STATUS_OK && !verdict);
    }
    EXPECT(report == NULL && another == NULL && history == NULL);
    give_back(taken);

    EXPECT(keyward_check_utf8(policy, context, TEXT("Wq7#Nv!2pZ"), &report) == KEYWARD_STATUS_OK);
    EXPECT(accepted(report));
    keyward_report_free(report);
    keyward_context_free(context);
    keyward_policy_free(policy);
    return 0;
}
