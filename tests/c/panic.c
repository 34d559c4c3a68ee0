/* With the library built for it, one password panics: the fault stops at the border and the handles still work. */
#include "expect.h"

int main(void)
{
    keyward_policy *policy = preset("nhs-appendix-a");
    keyward_context *context = NULL;
    keyward_report *report = NULL;

    EXPECT(keyward_context_new(&context) == KEYWARD_STATUS_OK);
    for (int round = 0; round < 3; round++) {
        EXPECT(keyward_check_utf8(policy, context, TEXT("deliberate panic"), &report) == KEYWARD_STATUS_INTERNAL);
        EXPECT(report == NULL);
        EXPECT(keyward_context_add_utf8(context, KEYWARD_FIELD_NAME, TEXT("Ann Blackwood")) == KEYWARD_STATUS_OK);
        EXPECT(keyward_check_utf8(policy, context, TEXT("Wq7#Nv!2pZ"), &report) == KEYWARD_STATUS_OK);
        EXPECT(accepted(report));
        keyward_report_free(report);
        report = NULL;
    }
    keyward_context_free(context);
    keyward_policy_free(policy);
    return 0;
}
