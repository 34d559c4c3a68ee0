/* What every program here does: it reads a file of passwords, one a line, judges each, and prints 1 for what it accepts and 0 for what it
 * refuses, a character each, on one line; then the nanoseconds that one took, the least of so many rounds over all of them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static int accepts(const char *password);

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec * 1e9 + (double)time.tv_nsec;
}

static int judge(const char *file, int rounds)
{
    FILE *input = fopen(file, "r");
    char **lines = NULL, *line = NULL;
    size_t count = 0, room = 0, size = 0;
    ssize_t length;
    double best = 0;

    if (!input)
        return 2;
    while ((length = getline(&line, &size, input)) > 0) {
        if (line[length - 1] == '\n')
            line[length - 1] = '\0';
        if (count == room) {
            room = room ? 2 * room : 1024;
            lines = realloc(lines, room * sizeof *lines);
        }
        if (!lines || !(lines[count++] = strdup(line)))
            return 2;
    }
    fclose(input);
    for (size_t index = 0; index < count; index++)
        putchar(accepts(lines[index]) ? '1' : '0');
    putchar('\n');
    for (int round = 0; round < rounds; round++) {
        int accepted = 0;
        double start = now();
        for (size_t index = 0; index < count; index++)
            accepted += accepts(lines[index]);
        double each = (now() - start) / (double)(count ? count : 1);
        if (accepted >= 0 && (round == 0 || each < best))
            best = each;
    }
    printf("%.1f\n", best);
    return 0;
}
