/* keyward.so: asks keyward about each password that CREATE ROLE and ALTER ROLE set. PostgreSQL's headers change with its versions,
 * so what uses them is in C; what judges is the Rust library beside this file. */
#include "postgres.h"

#include "access/xact.h"
#include "commands/dbcommands.h"
#include "commands/user.h"
#include "fmgr.h"
#include "libpq/crypt.h"
#include "mb/pg_wchar.h"
#include "miscadmin.h"
#include "utils/guc.h"

PG_MODULE_MAGIC;

void _PG_init(void);

/* src/border.rs has what these promise. */
typedef int (*compare_function)(const void *data, const char *form);
int keyward_postgresql_judge(const char *settings, const char *role, const char *database, const char *password,
                             compare_function compare, const void *data, char *told, size_t room);
int keyward_postgresql_mistake(const char *setting, char *told, size_t room);
int keyward_postgresql_guess(const char *role, size_t number, char *told, size_t room);

enum { ACCEPTED, REFUSED, FAILED, PASSED };

static char *settings[5];
static const char *const names[5] = {"policy", "lang", "on_error", "local_words", "breached"};
static bool refuse_hashed = false;
static check_password_hook_type previous_hook = NULL;

/* A role and the hash of its present password. */
struct present {
    const char *role;
    const char *hash;
};

/* Whether a text is the present password. An error must not jump over the library that asks. */
static int is_present(const void *data, const char *form)
{
    const struct present *present = data;
    MemoryContext context = CurrentMemoryContext;
    volatile int answer = -1;

    PG_TRY();
    {
        const char *detail = NULL;
        char *text = pg_any_to_server(form, strlen(form), PG_UTF8);

        answer = plain_crypt_verify(present->role, present->hash, text, &detail) == STATUS_OK;
    }
    PG_CATCH();
    {
        MemoryContextSwitchTo(context);
        FlushErrorState();
    }
    PG_END_TRY();
    return answer;
}

/* Refuses a password: neither the statement nor what is around it goes to the log, as both have the password. */
static void refuse(const char *detail, const char *hint)
{
    ereport(ERROR, (errcode(ERRCODE_INVALID_PASSWORD), errmsg("the password is refused by the password policy"),
                    errdetail("%s", detail), hint ? errhint("%s", hint) : 0, errhidestmt(true), errhidecontext(true)));
}

static void check_hashed(const char *role, const char *hash)
{
    const char *hint = "Send the password unhashed, over an encrypted connection, to have it judged.";
    const char *detail = NULL;
    char guess[256];

    if (refuse_hashed)
        refuse("It was sent as a hash, which cannot be judged.", hint);
    for (size_t number = 0; keyward_postgresql_guess(role, number, guess, sizeof guess); number++)
        if (plain_crypt_verify(role, hash, guess, &detail) == STATUS_OK)
            refuse("It is the role's name, made of it, or one that many use.", NULL);
}

static void check_plain(const char *role, const char *password)
{
    const char *detail = NULL;
    char *hash = get_role_password(role, &detail);
    struct present present = {role, hash};
    char *database = IsTransactionState() && OidIsValid(MyDatabaseId) ? get_database_name(MyDatabaseId) : NULL;
    char *given = pg_server_to_any(password, strlen(password), PG_UTF8);
    char told[1024];
    StringInfoData all;
    int verdict;

    initStringInfo(&all);
    for (int number = 0; number < 5; number++)
        if (settings[number] && settings[number][0])
            appendStringInfo(&all, "%s=%s\n", names[number], settings[number]);
    verdict = keyward_postgresql_judge(all.data, pg_server_to_any(role, strlen(role), PG_UTF8), database, given,
                                       hash ? is_present : NULL, &present, told, sizeof told);
    if (verdict == REFUSED)
        refuse(pg_any_to_server(told, strlen(told), PG_UTF8), NULL);
    if (verdict == FAILED || verdict == PASSED)
        ereport(LOG, (errmsg("keyward cannot judge a password: %s", told), errhidestmt(true), errhidecontext(true)));
    if (verdict == FAILED)
        refuse("It cannot be judged.", "The server's log says why.");
    if (given != password)
        explicit_bzero(given, strlen(given));
}

static void check(const char *role, const char *password, PasswordType type, Datum until, bool forever)
{
    if (previous_hook)
        previous_hook(role, password, type, until, forever);
    if (type == PASSWORD_TYPE_PLAINTEXT)
        check_plain(role, password);
    else
        check_hashed(role, password);
}

/* Says what is wrong with a setting before it counts. */
static bool is_right(const char *name, char **value)
{
    char told[1024];
    char *setting = psprintf("%s=%s", name, *value ? *value : "");
    bool wrong = *value && (*value)[0] && (strchr(*value, '\n') || keyward_postgresql_mistake(setting, told, sizeof told));

    if (wrong)
        GUC_check_errdetail("%s", strchr(*value, '\n') ? "It must be one line." : told);
    pfree(setting);
    return !wrong;
}

#define CHECK(number)                                                                                                \
    static bool check_##number(char **value, void **extra, GucSource source)                                         \
    {                                                                                                                \
        return is_right(names[number], value);                                                                       \
    }
CHECK(0)
CHECK(1)
CHECK(2)
CHECK(3)
CHECK(4)

void _PG_init(void)
{
    DefineCustomStringVariable("keyward.policy", "A preset or the path of a policy file.", NULL, &settings[0],
                               "nhs-appendix-a", PGC_SIGHUP, 0, check_0, NULL, NULL);
    DefineCustomStringVariable("keyward.lang", "The language of messages: en or cy.", NULL, &settings[1], "en",
                               PGC_SIGHUP, 0, check_1, NULL, NULL);
    DefineCustomStringVariable("keyward.on_error", "What to do with a password that cannot be judged: refuse or accept.",
                               NULL, &settings[2], "refuse", PGC_SIGHUP, 0, check_2, NULL, NULL);
    DefineCustomStringVariable("keyward.local_words", "The path of a word list, one entry a line.", NULL, &settings[3],
                               "", PGC_SIGHUP, 0, check_3, NULL, NULL);
    DefineCustomStringVariable("keyward.breached", "The path of a filter of leaked passwords.", NULL, &settings[4], "",
                               PGC_SIGHUP, 0, check_4, NULL, NULL);
    DefineCustomBoolVariable("keyward.refuse_hashed", "Refuse passwords that are sent as a hash.", NULL, &refuse_hashed,
                             false, PGC_SIGHUP, 0, NULL, NULL, NULL);
#if PG_VERSION_NUM >= 150000
    MarkGUCPrefixReserved("keyward");
#else
    EmitWarningsOnPlaceholders("keyward");
#endif
    previous_hook = check_password_hook;
    check_password_hook = check;
}
