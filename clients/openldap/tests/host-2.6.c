/* Calls keyward_ppolicy.so as slapd 2.6 does, with a place of 256 bytes for the text; its `ldap_get_option` says that it is one.
 * The password comes from standard input. */
#include <dlfcn.h>
#include <stdio.h>
#include <string.h>

struct berval {
    unsigned long bv_len;
    char *bv_val;
};

struct api_info {
    int info_version, api_version, protocol_version;
    char **extensions;
    char *vendor_name;
    int vendor_version;
};

int ldap_get_option(void *ld, int option, void *value);

int ldap_get_option(void *ld, int option, void *value)
{
    (void)ld;
    if (option != 0)
        return -1;
    ((struct api_info *)value)->vendor_version = 20608;
    return 0;
}

int main(int argc, char **argv)
{
    char password[64] = "", text[256 + 8];
    struct berval message = {256, text}, argument = {14, "nhs-appendix-a"};
    int (*check_password)(char *, struct berval *, void *, struct berval *);
    void *module = argc > 1 ? dlopen(argv[1], RTLD_NOW) : NULL;
    if (module == NULL || fgets(password, sizeof password, stdin) == NULL)
        return 2;
    *(void **)&check_password = dlsym(module, "check_password");
    memset(text, '#', sizeof text);
    text[0] = '\0';
    int answer = check_password(password, &message, NULL, &argument);
    /* Nothing beyond the place, and a text that ends within it. */
    if (message.bv_val != text || memcmp(text + 256, "########", 8) != 0 || memchr(text, '\0', 256) == NULL)
        return 3;
    printf("%d %s\n", answer, text);
    return 0;
}
