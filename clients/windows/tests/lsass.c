/* Calls keyward_filter.dll as the Local Security Authority does, from eight threads; given one argument it only asks about a good and a bad
 * password and says what came of it. */
#include <windows.h>
#include <stdio.h>

typedef struct {
    USHORT Length, MaximumLength;
    PWSTR Buffer;
} TEXT_STRING;

typedef BOOLEAN(NTAPI *initialize_function)(void);
typedef BOOLEAN(NTAPI *filter_function)(TEXT_STRING *, TEXT_STRING *, TEXT_STRING *, BOOLEAN);
typedef LONG(NTAPI *notify_function)(TEXT_STRING *, ULONG, TEXT_STRING *);

static filter_function filter;

/* A length counts bytes, and nothing ends the text. */
static TEXT_STRING text(const WCHAR *units)
{
    TEXT_STRING made = {(USHORT)(2 * wcslen(units)), (USHORT)(2 * wcslen(units)), (PWSTR)units};
    return made;
}

static BOOLEAN ask(const WCHAR *password, BOOLEAN set)
{
    TEXT_STRING user = text(L"jquill"), name = text(L"Joan Quillington"), candidate = text(password);
    return filter(&user, &name, &candidate, set);
}

static int failures;

#define EXPECT(holds)                                                                                                \
    do {                                                                                                             \
        if (!(holds)) {                                                                                              \
            printf("line %d: " #holds "\n", __LINE__);                                                               \
            failures++;                                                                                              \
        }                                                                                                            \
    } while (0)

static DWORD WINAPI many(LPVOID count)
{
    DWORD wrong = 0;
    for (long round = 0; round < *(long *)count; round++)
        wrong += !ask(L"Wq7#Nv!2pZ", FALSE) + ask(L"Mx7#Sword!Qz2", FALSE);
    return wrong;
}

int main(int argc, char **argv)
{
    static WCHAR long_text[0x7000];
    HMODULE library = LoadLibraryA("keyward_filter.dll");
    HANDLE threads[8];
    long count = 1000;
    LARGE_INTEGER before, after, frequency;

    if (library == NULL)
        return 2;
    filter = (filter_function)(void *)GetProcAddress(library, "PasswordFilter");
    initialize_function initialize = (initialize_function)(void *)GetProcAddress(library, "InitializeChangeNotify");
    notify_function notify = (notify_function)(void *)GetProcAddress(library, "PasswordChangeNotify");
    if (filter == NULL || initialize == NULL || notify == NULL || !initialize())
        return 3;
    (void)argv;
    if (argc > 1) {
        printf("good %d bad %d\n", ask(L"Wq7#Nv!2pZ", FALSE), ask(L"Mx7#Sword!Qz2", FALSE));
        return 0;
    }
    TEXT_STRING nothing = {0, 0, NULL}, user = text(L"jquill"), password = text(L"Wq7#Nv!2pZ");
    EXPECT(ask(L"Wq7#Nv!2pZ", FALSE) == TRUE && ask(L"Wq7#Nv!2pZ", TRUE) == TRUE);
    EXPECT(ask(L"Mx7#Sword!Qz2", FALSE) == FALSE && ask(L"Mx7#Sword!Qz2", TRUE) == FALSE);
    EXPECT(ask(L"Kx7#Quillington!2Q", FALSE) == FALSE);
    EXPECT(ask(L"Zq7#Jquill!4Xv", FALSE) == FALSE);
    EXPECT(ask(L"Wq7#Nv!2pZ\xd800", FALSE) == FALSE);
    EXPECT(ask(L"", FALSE) == FALSE);
    for (int unit = 0; unit < 0x6fff; unit++)
        long_text[unit] = L"aB3!"[unit % 4];
    EXPECT(ask(long_text, FALSE) == FALSE);
    EXPECT(filter(NULL, NULL, &password, FALSE) == TRUE);
    EXPECT(filter(&user, &nothing, &nothing, FALSE) == FALSE);
    EXPECT(filter(&user, NULL, NULL, FALSE) == FALSE);
    EXPECT(notify(&user, 500, &password) == 0);
    QueryPerformanceFrequency(&frequency);
    QueryPerformanceCounter(&before);
    for (int number = 0; number < 8; number++)
        threads[number] = CreateThread(NULL, 0, many, &count, 0, NULL);
    WaitForMultipleObjects(8, threads, TRUE, INFINITE);
    QueryPerformanceCounter(&after);
    for (int number = 0; number < 8; number++) {
        DWORD wrong = 1;
        GetExitCodeThread(threads[number], &wrong);
        EXPECT(wrong == 0);
    }
    printf("%.1f microseconds a call\n",
           1e6 * (double)(after.QuadPart - before.QuadPart) / (double)frequency.QuadPart / (16.0 * (double)count));
    return failures != 0;
}
