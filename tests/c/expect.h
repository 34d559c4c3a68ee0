/* What the C tests share: an assertion that stays in every build, and short ways to say text. */
#ifndef EXPECT_H
#define EXPECT_H

#include <keyward.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EXPECT(condition)                                                                                    \
    do {                                                                                                     \
        if (!(condition)) {                                                                                  \
            fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition);                          \
            exit(1);                                                                                         \
        }                                                                                                    \
    } while (0)

/* A string literal as a pointer and a length. */
#define TEXT(literal) (literal), (sizeof(literal) - 1)

/* Whether a text that was lent is a literal. */
#define IS(text, length, literal) ((length) == sizeof(literal) - 1 && memcmp((text), (literal), (length)) == 0)

static inline keyward_policy *preset(const char *name)
{
    keyward_policy *policy = NULL;
    EXPECT(keyward_policy_new_preset(name, strlen(name), &policy) == KEYWARD_STATUS_OK);
    EXPECT(policy != NULL);
    return policy;
}

/* Which finding of a report is of a rule; the number of findings if none is. */
static inline size_t find(const keyward_report *report, keyward_rule wanted)
{
    size_t count = 0;
    EXPECT(keyward_report_count(report, &count) == KEYWARD_STATUS_OK);
    for (size_t index = 0; index < count; index++) {
        keyward_rule rule;
        EXPECT(keyward_report_rule(report, index, &rule) == KEYWARD_STATUS_OK);
        if (rule == wanted) {
            return index;
        }
    }
    return count;
}

static inline bool objects(const keyward_report *report, keyward_rule rule)
{
    size_t count = 0;
    EXPECT(keyward_report_count(report, &count) == KEYWARD_STATUS_OK);
    return find(report, rule) < count;
}

static inline bool accepted(const keyward_report *report)
{
    bool answer = false;
    EXPECT(keyward_report_accepted(report, &answer) == KEYWARD_STATUS_OK);
    return answer;
}

#endif
