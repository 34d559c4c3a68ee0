// keyward: checks a new password against a written policy and says why not.
//
// This file is made from the source of the library and is its manual. What holds for every function:
//
// - A function that can fail returns a keyward_status and writes its results through its last pointers, only with
//   KEYWARD_STATUS_OK. (The exceptions are `needed`, see below, and the text of keyward_policy_open_utf8.) "Errors" names the
//   statuses it can return, without their prefix KEYWARD_STATUS_; any can return INTERNAL, and any that makes a handle
//   MEMORY.
// - A pointer must be valid during the call. Where NULL is allowed, it is said; anywhere else it gives
//   KEYWARD_STATUS_NULL and nothing happens. NULL is an empty text where the length is 0. Arrays may lie at any
//   address and may overlap, but no other thread may write to them during the call.
// - Text is a pointer with a length, and need not end with a NUL. UTF-8 counts bytes, and UTF-16 counts units of 16 bits
//   in the machine's byte order. Text that is not well-formed gives KEYWARD_STATUS_ENCODING.
// - A handle from a `_new` function or a check belongs to the caller, who gives it to its `_free` function once. `_free`
//   takes NULL. Handles do not depend on one another: they may be freed in any order.
// - A pointer to text that a function lends belongs to the library; how long it is good is said there.
// - Text that the library writes goes to a buffer of the caller's with a capacity. `needed` says how many units it has,
//   without a NUL, which is not written. When that is more than the capacity, the status is
//   KEYWARD_STATUS_BUFFER_TOO_SMALL, `needed` is written, and the buffer is left as it was; NULL with the capacity 0 asks
//   for the size.
// - Where a handle is `const`, any number of threads may use it at a time. Where it is not, one thread alone.
// - No exception, no signal and no longjmp crosses the border; a fault in the library is KEYWARD_STATUS_INTERNAL, with its
//   place in the source, and nothing else, on standard error. Out of memory is the one exception, see below.
// - KEYWARD_STATUS_MEMORY is given when there is no memory for a handle, to hash in, or to copy a password or a value of a
//   context to. Where any other piece of memory is not to be had, such as that of a list or of a policy file that is read,
//   the library ends the process by abort(), after a line on standard error that tells how many bytes were asked for. Once
//   a policy and a context are there, a check without a history does not end it: within the bounds that are said at
//   keyward_check_utf8 it asks for one piece of at most 2 KiB, its report, and gives MEMORY where there is none.
//   keyward_accepts_utf8 asks for no memory.
// - What is declared KEYWARD_NONNULL must be given, and KEYWARD_NULLABLE may be NULL, for text and buffers with the length 0.
//   Clang warns where it sees NULL go where it must not; nothing is compiled otherwise for it.
// - The library does not write to files, does not log, and reads nothing but its arguments, except that it reads the breach
//   filter whose file it is told, and asks the operating system for random numbers and time where it is said.
// - Every copy of a password that the library makes is wiped before the memory is given back.
//
// Numbers of enums never change and are never used again. New functions and new numbers may come with any minor version:
// expect rules that are not in your header.

#ifndef KEYWARD_H
#define KEYWARD_H

#ifndef KEYWARD_NO_INCLUDES
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#endif

// Whether a pointer may be NULL, for clang and the tools built on it. It says what is meant, and is no promise of the
// caller's: NULL is still answered with KEYWARD_STATUS_NULL.
#if defined(__clang__) && !defined(KEYWARD_NO_INCLUDES)
#define KEYWARD_NONNULL _Nonnull
#define KEYWARD_NULLABLE _Nullable
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wnullability-extension"
#else
#define KEYWARD_NONNULL
#define KEYWARD_NULLABLE
#endif

// The version of this header; `keyward_version` and `keyward_version_number` give that of the library.
#define KEYWARD_VERSION "0.1.0"
#define KEYWARD_VERSION_NUMBER 0x000100

// What a function made of its call. Results are written only with `KEYWARD_STATUS_OK`.
enum keyward_status
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    // Done. (That a password is not accepted is an answer, not an error.)
    KEYWARD_STATUS_OK = 0,
    // A pointer that must not be NULL is NULL, or a NULL array has a length above 0.
    KEYWARD_STATUS_NULL = 1,
    // The length of an array is more than can be in memory.
    KEYWARD_STATUS_LENGTH = 2,
    // The text is not well-formed UTF-8 or UTF-16. `keyward_utf8_error` and `keyward_utf16_error` tell where.
    KEYWARD_STATUS_ENCODING = 3,
    // A number is not one of the enum, or a value is not one that is allowed, such as the 30th of February.
    KEYWARD_STATUS_VALUE = 4,
    // There is no such preset, no such finding, or no password that passes.
    KEYWARD_STATUS_NOT_FOUND = 5,
    // The finding has nothing of this kind to tell, such as a place or a word.
    KEYWARD_STATUS_NONE = 6,
    // This may be told to the typist alone.
    KEYWARD_STATUS_NOT_DISCLOSED = 7,
    // The buffer is too small and was left as it was; `needed` says how many units it must have.
    KEYWARD_STATUS_BUFFER_TOO_SMALL = 8,
    // The policy, dictionary or history record is damaged or has a mistake.
    KEYWARD_STATUS_INVALID = 9,
    // There is not enough memory for something that can be large; see the first page.
    KEYWARD_STATUS_MEMORY = 10,
    // A fault in keyward itself. The handles can still be used and freed. Please report it.
    KEYWARD_STATUS_INTERNAL = 11,
    // The operating system gave no random numbers.
    KEYWARD_STATUS_RANDOMNESS = 12,
    // The function of the caller's that was to verify an entry could not.
    KEYWARD_STATUS_CALLBACK = 13,
    // The library was built without what is asked for.
    KEYWARD_STATUS_NOT_BUILT = 14,
    // The policy asks for a breach filter, and none was given, or its file can no longer be read.
    KEYWARD_STATUS_BREACH_FILTER = 15,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum keyward_status keyward_status;
#else
typedef uint32_t keyward_status;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// The rules. What each means is in the documentation of the policy; `keyward_rule_id` gives the identifier.
enum keyward_rule
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    // Fewer extended grapheme clusters (UAX 29) than the policy asks for.
    KEYWARD_RULE_MIN_LENGTH = 1,
    // More characters (Unicode scalar values) than the limit. Nothing else is judged then.
    KEYWARD_RULE_MAX_LENGTH = 2,
    // Too few upper-case letters.
    KEYWARD_RULE_UPPERCASE = 3,
    // Too few lower-case letters.
    KEYWARD_RULE_LOWERCASE = 4,
    // Too few decimal digits.
    KEYWARD_RULE_DIGIT = 5,
    // Too few graphemes that are neither alphanumeric nor a space.
    KEYWARD_RULE_SPECIAL = 6,
    // A control character, an unassigned or a private-use one.
    KEYWARD_RULE_UNACCEPTABLE_CHARACTER = 7,
    // A dictionary word, read letter by letter.
    KEYWARD_RULE_DICTIONARY_WORD = 8,
    // A recognised word with digits or symbols standing for some of its letters.
    KEYWARD_RULE_LEET_WORD = 9,
    // A much used password, or one built on it.
    KEYWARD_RULE_COMMON_PASSWORD = 10,
    // A run along the alphabet, the digits or the keyboard, one character repeated, or a block repeated.
    KEYWARD_RULE_SEQUENCE = 11,
    // A calendar date.
    KEYWARD_RULE_DATE = 12,
    // A common given name, surname, place or team.
    KEYWARD_RULE_NAME = 13,
    // Something that the context knows of the account's owner.
    KEYWARD_RULE_PERSONAL = 14,
    // Equal to one of the last few passwords.
    KEYWARD_RULE_REUSED = 15,
    // A deviation of one of the last few passwords.
    KEYWARD_RULE_RECYCLED = 16,
    // Equal to, or a deviation of, the password of another account.
    KEYWARD_RULE_OTHER_ACCOUNT = 17,
    // Listed in a breach filter.
    KEYWARD_RULE_BREACHED = 18,
    // Guessed sooner than the policy's floor.
    KEYWARD_RULE_WEAK = 19,
    // A character that the policy does not allow, or forbids.
    KEYWARD_RULE_FORBIDDEN_CHARACTER = 20,
    // Too few of the four classes: upper-case letters, lower-case letters, digits, special characters.
    KEYWARD_RULE_CLASSES = 21,
    // The same character too many times in a row.
    KEYWARD_RULE_REPEATED = 22,
    // The same when it is read backwards.
    KEYWARD_RULE_PALINDROME = 23,
    // Its cheapest explanation costs fewer bits than the policy's floor.
    KEYWARD_RULE_GUESSABLE = 24,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum keyward_rule keyward_rule;
#else
typedef uint32_t keyward_rule;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// How much a finding weighs.
enum keyward_severity
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    // The policy is broken: the password is not accepted.
    KEYWARD_SEVERITY_VIOLATION = 1,
    // Worth saying, but the password may still be accepted.
    KEYWARD_SEVERITY_ADVICE = 2,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum keyward_severity keyward_severity;
#else
typedef uint32_t keyward_severity;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// Who will see a text.
enum keyward_disclosure
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    // The person who types the password. The word that was found and its place may be shown.
    KEYWARD_DISCLOSURE_PRIVATE = 1,
    // The service desk: the name of the rule and what to do, and nothing that tells of the password.
    KEYWARD_DISCLOSURE_DESK = 2,
    // A log: identifiers alone.
    KEYWARD_DISCLOSURE_LOG = 3,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum keyward_disclosure keyward_disclosure;
#else
typedef uint32_t keyward_disclosure;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// A language of the texts.
enum keyward_language
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    // English.
    KEYWARD_LANGUAGE_ENGLISH = 1,
    // Welsh.
    KEYWARD_LANGUAGE_WELSH = 2,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum keyward_language keyward_language;
#else
typedef uint32_t keyward_language;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// Who sets the password.
enum keyward_operation
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    // The owner changes it, having typed the current one, which is the first `KEYWARD_FIELD_PREVIOUS`.
    KEYWARD_OPERATION_CHANGE = 1,
    // Somebody sets it for the owner, as a service desk does.
    KEYWARD_OPERATION_SET = 2,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum keyward_operation keyward_operation;
#else
typedef uint32_t keyward_operation;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// What is known of the account and its owner.
enum keyward_field
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    // The user name; one value.
    KEYWARD_FIELD_USERNAME = 1,
    // A name of the owner, whole: `John Smith`; any number.
    KEYWARD_FIELD_NAME = 2,
    // An email address; any number.
    KEYWARD_FIELD_EMAIL = 3,
    // A telephone number in any usual form; any number.
    KEYWARD_FIELD_PHONE = 4,
    // A relative, a pet, a team; any number.
    KEYWARD_FIELD_RELATED = 5,
    // A system, a project, a subject of the information; any number.
    KEYWARD_FIELD_SUBJECT = 6,
    // An earlier password in clear, newest first; any number.
    KEYWARD_FIELD_PREVIOUS = 7,
    // The password of another account or system in clear; any number.
    KEYWARD_FIELD_OTHER_ACCOUNT = 8,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum keyward_field keyward_field;
#else
typedef uint32_t keyward_field;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// How a policy file is written.
enum keyward_format
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    // TOML.
    KEYWARD_FORMAT_TOML = 1,
    // JSON: one object with the same keys.
    KEYWARD_FORMAT_JSON = 2,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum keyward_format keyward_format;
#else
typedef uint32_t keyward_format;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// How an explanation of a policy is written.
enum keyward_explain_format
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    // Plain lines.
    KEYWARD_EXPLAIN_FORMAT_TEXT = 1,
    // Markdown.
    KEYWARD_EXPLAIN_FORMAT_MARKDOWN = 2,
    // Paragraphs and lists for a page, escaped, which say their language.
    KEYWARD_EXPLAIN_FORMAT_HTML = 3,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum keyward_explain_format keyward_explain_format;
#else
typedef uint32_t keyward_explain_format;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// What a suggested password looks like.
enum keyward_style
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    // Short words with a capital each, then numbers, then special characters: `FarmHairTree83*!`.
    KEYWARD_STYLE_WORDS = 1,
    // Random characters, without those that look alike.
    KEYWARD_STYLE_RANDOM = 2,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum keyward_style keyward_style;
#else
typedef uint32_t keyward_style;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// What is told of a preset.
enum keyward_about
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    // Its name, as `keyward_policy_new_preset` takes it.
    KEYWARD_ABOUT_NAME = 1,
    // What people call it.
    KEYWARD_ABOUT_TITLE = 2,
    // The document that it is taken from.
    KEYWARD_ABOUT_SOURCE = 3,
    // What it leaves to others, and what was chosen here.
    KEYWARD_ABOUT_NOTE = 4,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum keyward_about keyward_about;
#else
typedef uint32_t keyward_about;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// What becomes of a password that is in use.
enum keyward_standing
#if defined(__cplusplus) || __STDC_VERSION__ >= 202311L
  : uint32_t
#endif // defined(__cplusplus) || __STDC_VERSION__ >= 202311L
 {
    // It can be used.
    KEYWARD_STANDING_GOOD = 1,
    // It can be used, but expires soon.
    KEYWARD_STANDING_DUE_SOON = 2,
    // It must be changed.
    KEYWARD_STANDING_EXPIRED = 3,
    // It is new or reset, and must be changed at the first log-on.
    KEYWARD_STANDING_CHANGE_AT_FIRST_LOG_ON = 4,
};
#ifndef __cplusplus
#if __STDC_VERSION__ >= 202311L
typedef enum keyward_standing keyward_standing;
#else
typedef uint32_t keyward_standing;
#endif // __STDC_VERSION__ >= 202311L
#endif // __cplusplus

// What is known of the account and its owner. It keeps copies of what it is given and wipes them when it is freed. Any
// number of threads may check with one at a time; while it is changed, no other thread may use it.
typedef struct keyward_context keyward_context;

// The earlier passwords of one account as argon2id hashes, newest first. It holds no password. Any number of threads may
// read one at a time; while it is changed, no other thread may use it.
typedef struct keyward_history keyward_history;

// A policy with the word lists that it is judged by. Any number of threads may check with one at a time; while it is
// changed, no other thread may use it.
typedef struct keyward_policy keyward_policy;

// What one check found: findings, at most one a rule, in the order of the rules' numbers. It never changes, so any number
// of threads may read one. It holds no password, but may hold a word read in one, which is wiped when it is freed.
//
// The functions that look at a finding take its index, from 0 to below `keyward_report_count`, and give `NOT_FOUND` for
// any other.
typedef struct keyward_report keyward_report;

// A suggested password. It never changes, so any number of threads may read one. The password is wiped when it is freed.
typedef struct keyward_suggestion keyward_suggestion;

// A function of the caller's that answers 1 when the earlier password `entry`, counted from 0, the newest, is the one in
// UTF-8 at `password`, 0 when it is not, and anything else when that cannot be told. The text is good until the function
// returns, which it must do in the usual way, without an exception or a longjmp; wipe what is copied of it.
typedef int32_t (*keyward_verify)(void *KEYWARD_NULLABLE data,
                                  size_t entry,
                                  const char *KEYWARD_NONNULL password,
                                  size_t password_len);

#ifdef __cplusplus
extern "C" {
#endif // __cplusplus

// The version of the library that is running, such as `0.1.0`, with a NUL at its end. It is never freed. Compare with
// `KEYWARD_VERSION`, the version of the header.
const char *KEYWARD_NONNULL keyward_version(void);

// The version of the library that is running as one number, as in `KEYWARD_VERSION_NUMBER`.
uint32_t keyward_version_number(void);

// The identifier of a rule, such as `min_length`, in ASCII. It is never freed.
//
// Errors: `NULL`, `VALUE` for a number that is no rule.
keyward_status keyward_rule_id(keyward_rule rule,
                               const char *KEYWARD_NULLABLE *KEYWARD_NONNULL id,
                               size_t *KEYWARD_NONNULL id_len);

// The rule with an identifier, such as `min_length`: a name of `enum keyward_rule` as policy files and reports have it.
//
// Errors: `NULL`, `LENGTH`, `ENCODING`, `NOT_FOUND`.
keyward_status keyward_rule_from_id(const char *KEYWARD_NULLABLE id,
                                    size_t id_len,
                                    keyward_rule *KEYWARD_NONNULL rule);

// The name of a rule as a heading, such as `Capital letters`, in UTF-8. It is never freed.
//
// Errors: `NULL`, `VALUE` for a number that is no rule or no language.
keyward_status keyward_rule_label(keyward_rule rule,
                                  keyward_language language,
                                  const char *KEYWARD_NULLABLE *KEYWARD_NONNULL label,
                                  size_t *KEYWARD_NONNULL label_len);

// How many presets there are.
//
// Errors: `NULL`.
keyward_status keyward_preset_count(size_t *KEYWARD_NONNULL count);

// What is to be told of a preset, from 0, the usual one, to below `keyward_preset_count`: a text in UTF-8 that is never
// freed.
//
// Errors: `NULL`, `NOT_FOUND` for any other index, `VALUE` for a number that is not of the enum.
keyward_status keyward_preset_text(size_t index,
                                   keyward_about about,
                                   const char *KEYWARD_NULLABLE *KEYWARD_NONNULL text,
                                   size_t *KEYWARD_NONNULL text_len);

// Makes a policy from a preset, such as `nhs-appendix-a` or `hw-5.3.2`, named in UTF-8; `keyward_preset_text` tells which
// there are. The caller gives it back to
// `keyward_policy_free`.
//
// Errors: `NULL`, `LENGTH`, `ENCODING`, `NOT_FOUND` for a name that is no preset.
keyward_status keyward_policy_new_preset(const char *KEYWARD_NULLABLE name,
                                         size_t name_len,
                                         keyward_policy *KEYWARD_NULLABLE *KEYWARD_NONNULL policy);

// Makes a policy from what an administrator names in a setting, in UTF-8: a preset, or else a policy file, which is read as
// JSON if its name ends in `.json`, and as TOML otherwise. The caller gives it back to `keyward_policy_free`.
//
// With `INVALID`, and with nothing else, the buffer says why in UTF-8, for the administrator:
// `/etc/keyward/desk.toml: line 3: ` and what is wrong there. Of a text that is longer than the buffer it holds the beginning,
// and `needed` is the length of the whole.
//
// Errors: `NULL`, `LENGTH`, `ENCODING`, `INVALID` if there is neither such a preset nor such a file, if the file cannot be
// read, or for a mistake in it.
keyward_status keyward_policy_open_utf8(const char *KEYWARD_NULLABLE name,
                                        size_t name_len,
                                        keyward_policy *KEYWARD_NULLABLE *KEYWARD_NONNULL policy,
                                        char *KEYWARD_NULLABLE buffer,
                                        size_t capacity,
                                        size_t *KEYWARD_NONNULL needed);

// Makes a policy from the text of a policy file, in UTF-8. The caller gives it back to `keyward_policy_free`.
//
// Errors: `NULL`, `LENGTH`, `ENCODING`, `VALUE` for a number that is no format, `INVALID` for a file with a mistake, which
// `keyward_policy_mistake_utf8` explains.
keyward_status keyward_policy_new_utf8(keyward_format format,
                                       const char *KEYWARD_NULLABLE text,
                                       size_t text_len,
                                       keyward_policy *KEYWARD_NULLABLE *KEYWARD_NONNULL policy);

// Gives one key of a policy a value, both in UTF-8 as a policy file has them, without quotation marks: `min_length` and `12`,
// `own_details` and `true`, `allowed_characters` and `upper, lower, digit, [-_.]`. The rule `breached` and an organisation's words
// have functions of their own. Where several keys change, do it in an order that at each step leaves a policy that a password can
// meet. Reports that were made before stay as they are.
//
// With `INVALID`, and with nothing else, the buffer says why in UTF-8, for the administrator. Of a text that is longer than the
// buffer it holds the beginning, and `needed` is the length of the whole. The policy then stays as it was.
//
// Errors: `NULL`, `LENGTH`, `ENCODING`, `INVALID` for what is no key, a value that the key may not have, or a policy that no
// password could meet.
keyward_status keyward_policy_set_utf8(keyward_policy *KEYWARD_NONNULL policy,
                                       const char *KEYWARD_NULLABLE key,
                                       size_t key_len,
                                       const char *KEYWARD_NULLABLE value,
                                       size_t value_len,
                                       char *KEYWARD_NULLABLE buffer,
                                       size_t capacity,
                                       size_t *KEYWARD_NONNULL needed);

// What is wrong with the text of a policy file: the line, the key and what was probably meant, for the administrator who
// wrote it. Both texts are UTF-8. The explanation is empty if nothing is wrong.
//
// Errors: `NULL`, `LENGTH`, `ENCODING`, `VALUE`, `BUFFER_TOO_SMALL`.
keyward_status keyward_policy_mistake_utf8(keyward_format format,
                                           const char *KEYWARD_NULLABLE text,
                                           size_t text_len,
                                           char *KEYWARD_NULLABLE buffer,
                                           size_t capacity,
                                           size_t *KEYWARD_NONNULL needed);

// Frees a policy. NULL is fine. Reports that were made with it stay as they are.
void keyward_policy_free(keyward_policy *KEYWARD_NULLABLE policy);

// The name of a policy, in UTF-8. It belongs to the policy and is good until the policy is freed or changed.
//
// Errors: `NULL`.
keyward_status keyward_policy_name(const keyward_policy *KEYWARD_NONNULL policy,
                                   const char *KEYWARD_NULLABLE *KEYWARD_NONNULL name,
                                   size_t *KEYWARD_NONNULL name_len);

// The digest of what a policy asks for: two policies with the same digest judge the same, dictionaries and breach filters
// aside. It is 16 hexadecimal digits, belongs to the policy and is good until the policy is freed or changed.
//
// Errors: `NULL`.
keyward_status keyward_policy_digest(const keyward_policy *KEYWARD_NONNULL policy,
                                     const char *KEYWARD_NULLABLE *KEYWARD_NONNULL digest,
                                     size_t *KEYWARD_NONNULL digest_len);

// What a policy requires by one rule, in UTF-8, to follow a bullet point: `at least 2 numbers`.
//
// Errors: `NULL`, `VALUE` for a number that is no rule or no language, `NONE` if the policy does not ask for it,
// `BUFFER_TOO_SMALL`.
keyward_status keyward_policy_requirement_utf8(const keyward_policy *KEYWARD_NONNULL policy,
                                               keyward_rule rule,
                                               keyward_language language,
                                               char *KEYWARD_NULLABLE buffer,
                                               size_t capacity,
                                               size_t *KEYWARD_NONNULL needed);

// `keyward_policy_requirement_utf8` in UTF-16; the capacity and `needed` count units.
//
// Errors: the same.
keyward_status keyward_policy_requirement_utf16(const keyward_policy *KEYWARD_NONNULL policy,
                                                keyward_rule rule,
                                                keyward_language language,
                                                uint16_t *KEYWARD_NULLABLE buffer,
                                                size_t capacity,
                                                size_t *KEYWARD_NONNULL needed);

// The whole policy as a TOML file in UTF-8, every key written out.
//
// Errors: `NULL`, `BUFFER_TOO_SMALL`.
keyward_status keyward_policy_toml_utf8(const keyward_policy *KEYWARD_NONNULL policy,
                                        char *KEYWARD_NULLABLE buffer,
                                        size_t capacity,
                                        size_t *KEYWARD_NONNULL needed);

// How a policy stands to NIST SP 800-63B-4, OWASP ASVS 5, Cyber Essentials and others, as a JSON list in UTF-8 of objects
// with `standard`, `clause`, `relation` and `text`.
//
// Errors: `NULL`, `BUFFER_TOO_SMALL`.
keyward_status keyward_policy_lint_json_utf8(const keyward_policy *KEYWARD_NONNULL policy,
                                             char *KEYWARD_NULLABLE buffer,
                                             size_t capacity,
                                             size_t *KEYWARD_NONNULL needed);

// What becomes of a password that was set at `set_at` and is used at `now`, both in seconds from any fixed moment:
// whether it is due within `soon_days`, and how many days it has left, `UINT64_MAX` if it never expires.
//
// Errors: `NULL`.
keyward_status keyward_policy_standing(const keyward_policy *KEYWARD_NONNULL policy,
                                       uint64_t set_at,
                                       bool new_or_reset,
                                       uint64_t now,
                                       uint16_t soon_days,
                                       keyward_standing *KEYWARD_NONNULL standing,
                                       uint64_t *KEYWARD_NONNULL days_left);

// How many wrong attempts are left before the account is to be locked; 0 means now.
//
// Errors: `NULL`, `NONE` if the policy locks no account.
keyward_status keyward_policy_attempts_left(const keyward_policy *KEYWARD_NONNULL policy,
                                            uint32_t wrong_attempts,
                                            uint32_t *KEYWARD_NONNULL left);

// Adds a dictionary that `keyward dict build` has made: its entries count as dictionary words. It is copied and checked.
// Reports that were made before stay as they are. A damaged dictionary leaves the policy as it was, and so does the ninth that is
// added.
//
// Errors: `NULL`, `LENGTH`, `INVALID` for bytes that are not a dictionary, `VALUE` for more than 8 dictionaries.
keyward_status keyward_policy_add_dictionary(keyward_policy *KEYWARD_NONNULL policy,
                                             const uint8_t *KEYWARD_NULLABLE dictionary,
                                             size_t dictionary_len);

// Adds an organisation's own words, one a line, as a dictionary of common words. Blank lines are passed over, and so are
// those that begin with `#`. Case, diacritics and what is between letters do not matter. Each call makes a dictionary, of which
// a policy takes on 8, so give all words at once.
//
// Errors: `NULL`, `LENGTH`, `ENCODING`, `MEMORY`, `INVALID` if there is no word, or one of fewer than 2 or more than 64
// letters and digits, or in another script than Latin, `VALUE` for more than 8 dictionaries.
keyward_status keyward_policy_add_words_utf8(keyward_policy *KEYWARD_NONNULL policy,
                                             const char *KEYWARD_NULLABLE words,
                                             size_t words_len);

// `keyward_policy_add_words_utf8` for UTF-16; the length is in units.
//
// Errors: the same.
keyward_status keyward_policy_add_words_utf16(keyward_policy *KEYWARD_NONNULL policy,
                                              const uint16_t *KEYWARD_NULLABLE words,
                                              size_t words_len);

// What a policy asks for, told to the people who have to meet it, in UTF-8: what the password needs, then what comes after it
// is chosen. Each line ends with a line feed.
//
// Errors: `NULL`, `VALUE` for a number that is no language or no format, `BUFFER_TOO_SMALL`.
keyward_status keyward_policy_explain_utf8(const keyward_policy *KEYWARD_NONNULL policy,
                                           keyward_language language,
                                           keyward_explain_format format,
                                           char *KEYWARD_NULLABLE buffer,
                                           size_t capacity,
                                           size_t *KEYWARD_NONNULL needed);

// `keyward_policy_explain_utf8` in UTF-16; the capacity and `needed` count units.
//
// Errors: the same.
keyward_status keyward_policy_explain_utf16(const keyward_policy *KEYWARD_NONNULL policy,
                                            keyward_language language,
                                            keyward_explain_format format,
                                            uint16_t *KEYWARD_NULLABLE buffer,
                                            size_t capacity,
                                            size_t *KEYWARD_NONNULL needed);

// The rules for the generators of browsers and password managers, in ASCII, for a page's
// `<input type="password" passwordrules="...">`. There is nothing in it that must be escaped there. `complete` says whether a
// generator that keeps to them meets every count of the policy; the attribute cannot ask for more characters of a class
// than the class has.
//
// Errors: `NULL`, `BUFFER_TOO_SMALL`.
keyward_status keyward_policy_password_rules_utf8(const keyward_policy *KEYWARD_NONNULL policy,
                                                  bool *KEYWARD_NONNULL complete,
                                                  char *KEYWARD_NULLABLE buffer,
                                                  size_t capacity,
                                                  size_t *KEYWARD_NONNULL needed);

// Whether the generators that are built into browsers can satisfy a policy, as a JSON list in UTF-8 of objects with `name`
// and `meets`, which is `always`, `sometimes` or `never`.
//
// Errors: `NULL`, `BUFFER_TOO_SMALL`.
keyward_status keyward_policy_browser_generators_json_utf8(const keyward_policy *KEYWARD_NONNULL policy,
                                                           char *KEYWARD_NULLABLE buffer,
                                                           size_t capacity,
                                                           size_t *KEYWARD_NONNULL needed);

// What to do where one rule of a policy objects, in UTF-8: `Use at least 2 numbers.`
//
// Errors: `NULL`, `VALUE` for a number that is no rule or no language, `NONE` if the policy does not ask for it,
// `BUFFER_TOO_SMALL`.
keyward_status keyward_policy_remedy_utf8(const keyward_policy *KEYWARD_NONNULL policy,
                                          keyward_rule rule,
                                          keyward_language language,
                                          char *KEYWARD_NULLABLE buffer,
                                          size_t capacity,
                                          size_t *KEYWARD_NONNULL needed);

// `keyward_policy_remedy_utf8` in UTF-16; the capacity and `needed` count units.
//
// Errors: the same.
keyward_status keyward_policy_remedy_utf16(const keyward_policy *KEYWARD_NONNULL policy,
                                           keyward_rule rule,
                                           keyward_language language,
                                           uint16_t *KEYWARD_NULLABLE buffer,
                                           size_t capacity,
                                           size_t *KEYWARD_NONNULL needed);

// The clause of the policy's document that one of its rules comes from, in UTF-8; empty if it has none. It belongs to the
// policy and is good until the policy is freed or changed.
//
// Errors: `NULL`, `VALUE` for a number that is no rule, `NONE` if the policy does not ask for it.
keyward_status keyward_policy_clause(const keyward_policy *KEYWARD_NONNULL policy,
                                     keyward_rule rule,
                                     const char *KEYWARD_NULLABLE *KEYWARD_NONNULL clause,
                                     size_t *KEYWARD_NONNULL clause_len);

// Builds a dictionary of common words from an organisation's own list in UTF-8, one a line, for
// `keyward_policy_add_dictionary`. The list is read as `keyward_policy_add_words_utf8` and the command `keyward dict build`
// read it. `origin` says where the words are from, for
// `keyward_dictionary_info`. It is built anew on each call, so give a buffer that is large enough at once: 64 KiB and 16
// bytes a word are.
//
// Errors: `NULL`, `LENGTH`, `ENCODING`, `BUFFER_TOO_SMALL`, `INVALID` as `keyward_policy_add_words_utf8`.
keyward_status keyward_dictionary_build_utf8(const char *KEYWARD_NULLABLE words,
                                             size_t words_len,
                                             const char *KEYWARD_NULLABLE origin,
                                             size_t origin_len,
                                             uint8_t *KEYWARD_NULLABLE buffer,
                                             size_t capacity,
                                             size_t *KEYWARD_NONNULL needed);

// What is in a dictionary: how many entries, how many of them common, and where they are from, in UTF-8. The text lies in
// the dictionary itself.
//
// Errors: `NULL`, `LENGTH`, `INVALID` for bytes that are not a dictionary.
keyward_status keyward_dictionary_info(const uint8_t *KEYWARD_NULLABLE dictionary,
                                       size_t dictionary_len,
                                       uint32_t *KEYWARD_NONNULL entries,
                                       uint32_t *KEYWARD_NONNULL common_entries,
                                       const char *KEYWARD_NULLABLE *KEYWARD_NONNULL origin,
                                       size_t *KEYWARD_NONNULL origin_len);

// Has a policy refuse leaked passwords: those in the filter in a file that `keyward breached build` has made, whose name is
// given in UTF-8. It takes the place of a filter that was given before, and turns the rule `breached` on, whatever the policy
// said.
//
// A filter can have gigabytes, so the file stays open, and each check reads a few hashes of it. It must not be written to
// meanwhile, but another file may take its name: give that one with another call. Reports that were made before stay as they
// are. A file that is no filter leaves the policy as it was.
//
// A policy file with `breached = true` needs this call: until then, a check with the policy and a suggestion give
// `BREACH_FILTER`.
//
// Errors: `NULL`, `LENGTH`, `ENCODING`, `NOT_FOUND` if there is no such file or it cannot be read, `INVALID` for a file that is
// not a breach filter, or a part of one.
keyward_status keyward_policy_set_breach_filter_utf8(keyward_policy *KEYWARD_NONNULL policy,
                                                     const char *KEYWARD_NULLABLE file,
                                                     size_t file_len);

// Makes a context in which nothing is known and the owner changes the password. The caller gives it back to
// `keyward_context_free`.
//
// Errors: `NULL`.
keyward_status keyward_context_new(keyward_context *KEYWARD_NULLABLE *KEYWARD_NONNULL context);

// Frees a context and wipes what it knew. NULL is fine.
void keyward_context_free(keyward_context *KEYWARD_NULLABLE context);

// Adds a value in UTF-8, which is copied. A user name takes the place of the one before. A context takes on 256 names, and
// as many relatives, subjects, earlier passwords and passwords of other accounts, and 65,536 bytes of UTF-8 in all, for a
// check takes as long as there is to compare with.
//
// Errors: `NULL`, `LENGTH`, `ENCODING`, `MEMORY`, `VALUE` for a number that is no field and for a value too many, which is
// then not added.
keyward_status keyward_context_add_utf8(keyward_context *KEYWARD_NONNULL context,
                                        keyward_field field,
                                        const char *KEYWARD_NULLABLE value,
                                        size_t value_len);

// `keyward_context_add_utf8` for UTF-16; the length is in units.
//
// Errors: the same.
keyward_status keyward_context_add_utf16(keyward_context *KEYWARD_NONNULL context,
                                         keyward_field field,
                                         const uint16_t *KEYWARD_NULLABLE value,
                                         size_t value_len);

// Adds what the comment field of `/etc/passwd` (GECOS) tells, in UTF-8: the full name and both telephone numbers of
// `John Smith,Ward 4,01279 555123,07700 900123`. `&` in the name stands for the user name with a capital letter, so add that
// first.
//
// Errors: `NULL`, `LENGTH`, `ENCODING`, `MEMORY`, `VALUE` for more than a context takes on.
keyward_status keyward_context_add_gecos_utf8(keyward_context *KEYWARD_NONNULL context,
                                              const char *KEYWARD_NULLABLE gecos,
                                              size_t gecos_len);

// Sets the owner's date of birth, such as 1987, 2, 14.
//
// Errors: `NULL`, `VALUE` for a day that is not in the calendar.
keyward_status keyward_context_set_date_of_birth(keyward_context *KEYWARD_NONNULL context,
                                                 uint16_t year,
                                                 uint8_t month,
                                                 uint8_t day);

// Sets who sets the password. No verdict depends on it, and a text says as much as its disclosure: for who sets a password
// for somebody else take `KEYWARD_DISCLOSURE_DESK`.
//
// Errors: `NULL`, `VALUE` for a number that is no operation.
keyward_status keyward_context_set_operation(keyward_context *KEYWARD_NONNULL context,
                                             keyward_operation operation);

// Gives the context a copy of the account's history, which a check then asks when no other rule objects, or `always`; NULL
// takes it away. Asking takes a good part of a second and needs memory, see `keyward_history_check_utf8`.
//
// Errors: `NULL` for the context.
keyward_status keyward_context_set_history(keyward_context *KEYWARD_NONNULL context,
                                           const keyward_history *KEYWARD_NULLABLE history,
                                           bool always);

// Makes a history without records. The caller gives it back to `keyward_history_free`.
//
// Errors: `NULL`.
keyward_status keyward_history_new(keyward_history *KEYWARD_NULLABLE *KEYWARD_NONNULL history);

// Makes a history from its text in UTF-8: one PHC string a line, newest first. The caller gives it back to
// `keyward_history_free`.
//
// Errors: `NULL`, `LENGTH`, `ENCODING`, `INVALID` for a line that is no record, or one that asks for more memory or time
// than is allowed, which `keyward_history_mistake_utf8` explains.
keyward_status keyward_history_new_utf8(const char *KEYWARD_NULLABLE text,
                                        size_t text_len,
                                        keyward_history *KEYWARD_NULLABLE *KEYWARD_NONNULL history);

// What is wrong with the text of a history, for the administrator: an explanation that names the line, and the line, counted
// from 1. Both texts are UTF-8. If nothing is wrong, the explanation is empty and the line is 0. No part of the text is
// quoted.
//
// Errors: `NULL`, `LENGTH`, `ENCODING`, `BUFFER_TOO_SMALL`.
keyward_status keyward_history_mistake_utf8(const char *KEYWARD_NULLABLE text,
                                            size_t text_len,
                                            size_t *KEYWARD_NONNULL line,
                                            char *KEYWARD_NULLABLE buffer,
                                            size_t capacity,
                                            size_t *KEYWARD_NONNULL needed);

// Frees a history. NULL is fine. Contexts that were given it keep their copy.
void keyward_history_free(keyward_history *KEYWARD_NULLABLE history);

// How many records there are.
//
// Errors: `NULL`.
keyward_status keyward_history_count(const keyward_history *KEYWARD_NONNULL history,
                                     size_t *KEYWARD_NONNULL count);

// Sets what each hash that is added from now on costs: memory in KiB, passes over it, lanes. Without this it is 19 MiB,
// 2 passes, 1 lane.
//
// Errors: `NULL`, `VALUE` for a cost that argon2 cannot have or that is not allowed.
keyward_status keyward_history_set_cost(keyward_history *KEYWARD_NONNULL history,
                                        uint32_t memory,
                                        uint32_t passes,
                                        uint32_t lanes);

// Sets how many hashes a check may make for each record, from the password itself to the less and less likely forms that it
// may have been made from. Without this it is 32; 1 looks for the password alone. Contexts that were given the history
// before keep what they had.
//
// Errors: `NULL`, `VALUE` for 0.
keyward_status keyward_history_set_max_hashes(keyward_history *KEYWARD_NONNULL history,
                                              size_t max_hashes);

// Sets on how many threads a check may hash, each with the memory of one hash; 1 is the thread of the call alone. Without
// this, and with 0, it is one for each core. The answer is the same. Contexts that were given the history before keep what
// they had.
//
// Errors: `NULL`.
keyward_status keyward_history_set_threads(keyward_history *KEYWARD_NONNULL history,
                                           size_t threads);

// Puts a password in UTF-8 in as the newest, hashed with a salt from the operating system's random numbers.
//
// Errors: `NULL`, `LENGTH`, `ENCODING`, `MEMORY`, `RANDOMNESS`.
keyward_status keyward_history_add_utf8(keyward_history *KEYWARD_NONNULL history,
                                        const char *KEYWARD_NULLABLE password,
                                        size_t password_len);

// `keyward_history_add_utf8` for UTF-16; the length is in units.
//
// Errors: the same.
keyward_status keyward_history_add_utf16(keyward_history *KEYWARD_NONNULL history,
                                         const uint16_t *KEYWARD_NULLABLE password,
                                         size_t password_len);

// Keeps the newest `depth` records and drops the rest.
//
// Errors: `NULL`.
keyward_status keyward_history_prune(keyward_history *KEYWARD_NONNULL history, size_t depth);

// The history as text in UTF-8, to be kept: one PHC string a line, newest first.
//
// Errors: `NULL`, `BUFFER_TOO_SMALL`.
keyward_status keyward_history_text_utf8(const keyward_history *KEYWARD_NONNULL history,
                                         char *KEYWARD_NULLABLE buffer,
                                         size_t capacity,
                                         size_t *KEYWARD_NONNULL needed);

// Looks for a password in UTF-8, and for what it may have been made from, in a history alone, and makes a report with
// `KEYWARD_RULE_REUSED`, `KEYWARD_RULE_RECYCLED` or nothing. The policy says how many records count. It hashes up to 32
// forms of the password for each record, or as many as `keyward_history_set_max_hashes` says, on all cores, which takes a
// good part of a second: as many whatever it finds, so that the time does not tell. Where records cost so much that all
// together would take more than a few seconds, each gets fewer hashes.
//
// Errors: `NULL`, `LENGTH`, `ENCODING`, `MEMORY`, `INVALID` where one hash of each record that counts would take longer than
// that.
keyward_status keyward_history_check_utf8(const keyward_policy *KEYWARD_NONNULL policy,
                                          const keyward_history *KEYWARD_NONNULL history,
                                          const char *KEYWARD_NULLABLE password,
                                          size_t password_len,
                                          keyward_report *KEYWARD_NULLABLE *KEYWARD_NONNULL report);

// `keyward_history_check_utf8` for UTF-16; the length is in units.
//
// Errors: the same.
keyward_status keyward_history_check_utf16(const keyward_policy *KEYWARD_NONNULL policy,
                                           const keyward_history *KEYWARD_NONNULL history,
                                           const uint16_t *KEYWARD_NULLABLE password,
                                           size_t password_len,
                                           keyward_report *KEYWARD_NULLABLE *KEYWARD_NONNULL report);

// Looks for a password in UTF-8, and for what it may have been made from, among `entries` earlier ones that the caller
// verifies, newest first, and makes a report with `KEYWARD_RULE_REUSED`, `KEYWARD_RULE_RECYCLED` or nothing. The policy
// says how many of them count. For each of these `verify` is called up to `max_hashes` times, from the password itself to
// the less and less likely forms that it may have been made from; 1 looks for the password alone, and 32 is usual. That
// many times it is called whatever it finds, so that the time does not tell, in the thread of the call, with `data` as it is.
//
// Errors: `NULL`, `LENGTH`, `ENCODING`, `VALUE` for 0 as `max_hashes`, `CALLBACK` if `verify` answers neither 0 nor 1.
keyward_status keyward_history_check_with_utf8(const keyward_policy *KEYWARD_NONNULL policy,
                                               keyward_verify KEYWARD_NONNULL verify,
                                               void *KEYWARD_NULLABLE data,
                                               size_t entries,
                                               size_t max_hashes,
                                               const char *KEYWARD_NULLABLE password,
                                               size_t password_len,
                                               keyward_report *KEYWARD_NULLABLE *KEYWARD_NONNULL report);

// `keyward_history_check_with_utf8` for a password in UTF-16; the length is in units. `verify` is given UTF-8.
//
// Errors: the same.
keyward_status keyward_history_check_with_utf16(const keyward_policy *KEYWARD_NONNULL policy,
                                                keyward_verify KEYWARD_NONNULL verify,
                                                void *KEYWARD_NULLABLE data,
                                                size_t entries,
                                                size_t max_hashes,
                                                const uint16_t *KEYWARD_NULLABLE password,
                                                size_t password_len,
                                                keyward_report *KEYWARD_NULLABLE *KEYWARD_NONNULL report);

// Checks a password in UTF-8 and makes a report, which the caller gives back to `keyward_report_free`. The context may
// be NULL when nothing is known. The password is not copied, changed or kept; places in the report count bytes.
//
// The report is the only memory that a check asks for, as long as the policy adds no words of its own and asks for no
// strength.
//
// Errors: `NULL`, `LENGTH`, `ENCODING`, `MEMORY` and `INVALID` where a history is asked, as `keyward_history_check_utf8`, and
// `BREACH_FILTER` where the policy asks for one that was not given or whose file can no longer be read.
keyward_status keyward_check_utf8(const keyward_policy *KEYWARD_NONNULL policy,
                                  const keyward_context *KEYWARD_NULLABLE context,
                                  const char *KEYWARD_NULLABLE password,
                                  size_t password_len,
                                  keyward_report *KEYWARD_NULLABLE *KEYWARD_NONNULL report);

// `keyward_check_utf8` for UTF-16; the length and places in the report count units. A copy of the password is wiped
// before the function returns; it is on the stack, unless the password has more than 512 units.
//
// Errors: the same, `ENCODING` for a lone surrogate, and `MEMORY`.
keyward_status keyward_check_utf16(const keyward_policy *KEYWARD_NONNULL policy,
                                   const keyward_context *KEYWARD_NULLABLE context,
                                   const uint16_t *KEYWARD_NULLABLE password,
                                   size_t password_len,
                                   keyward_report *KEYWARD_NULLABLE *KEYWARD_NONNULL report);

// Whether a password in UTF-8 may be used: the verdict of `keyward_check_utf8` alone, sooner, as nothing is looked at after
// the first violation. It asks for no memory, as long as the policy adds no words of its own and no history is asked.
//
// Errors: `NULL`, `LENGTH`, `ENCODING`, `MEMORY` where a history is asked, and `BREACH_FILTER` where the policy asks for one that
// was not given or whose file can no longer be read.
keyward_status keyward_accepts_utf8(const keyward_policy *KEYWARD_NONNULL policy,
                                    const keyward_context *KEYWARD_NULLABLE context,
                                    const char *KEYWARD_NULLABLE password,
                                    size_t password_len,
                                    bool *KEYWARD_NONNULL accepted);

// `keyward_accepts_utf8` for UTF-16; the length is in units. A copy of the password is wiped before the function returns; it
// is on the stack, unless the password has more than 512 units.
//
// Errors: the same, and `MEMORY` for a long text.
keyward_status keyward_accepts_utf16(const keyward_policy *KEYWARD_NONNULL policy,
                                     const keyward_context *KEYWARD_NULLABLE context,
                                     const uint16_t *KEYWARD_NULLABLE password,
                                     size_t password_len,
                                     bool *KEYWARD_NONNULL accepted);

// Where text is not well-formed UTF-8: the first byte that is not part of a character.
//
// Status: `OK` if all of it is well-formed, and `place` is not written; `ENCODING` if not, and `place` is written.
// Errors: `NULL`, `LENGTH`.
keyward_status keyward_utf8_error(const char *KEYWARD_NULLABLE text,
                                  size_t text_len,
                                  size_t *KEYWARD_NONNULL place);

// Where text is not well-formed UTF-16: the first lone surrogate, counted in units.
//
// Status: as `keyward_utf8_error`.
keyward_status keyward_utf16_error(const uint16_t *KEYWARD_NULLABLE text,
                                   size_t text_len,
                                   size_t *KEYWARD_NONNULL place);

// What was done to a password in UTF-8 to make another of it, as an identifier in ASCII that is never freed, such as
// `counter_moved`, or `identical`; `keyward_report_kind` gives the same of a finding. For the typist alone: it tells
// what the old password is like. No memory is asked for.
//
// Errors: `NULL`, `LENGTH`, `ENCODING`, `NONE` if the two are unrelated.
keyward_status keyward_change_between_utf8(const char *KEYWARD_NULLABLE new_password,
                                           size_t new_password_len,
                                           const char *KEYWARD_NULLABLE old_password,
                                           size_t old_password_len,
                                           const char *KEYWARD_NULLABLE *KEYWARD_NONNULL kind,
                                           size_t *KEYWARD_NONNULL kind_len);

// `keyward_change_between_utf8` for UTF-16; the lengths are in units.
//
// Errors: the same, and `MEMORY` for a long text.
keyward_status keyward_change_between_utf16(const uint16_t *KEYWARD_NULLABLE new_password,
                                            size_t new_password_len,
                                            const uint16_t *KEYWARD_NULLABLE old_password,
                                            size_t old_password_len,
                                            const char *KEYWARD_NULLABLE *KEYWARD_NONNULL kind,
                                            size_t *KEYWARD_NONNULL kind_len);

// Frees a report and wipes the words in it. NULL is fine.
void keyward_report_free(keyward_report *KEYWARD_NULLABLE report);

// Whether the password may be used: no finding is a violation.
//
// Errors: `NULL`.
keyward_status keyward_report_accepted(const keyward_report *KEYWARD_NONNULL report,
                                       bool *KEYWARD_NONNULL accepted);

// How many findings there are.
//
// Errors: `NULL`.
keyward_status keyward_report_count(const keyward_report *KEYWARD_NONNULL report,
                                    size_t *KEYWARD_NONNULL count);

// Which rules have a finding, as bits by their numbers: `*rules & (uint64_t)1 << KEYWARD_RULE_SPECIAL`.
//
// Errors: `NULL`.
keyward_status keyward_report_rules(const keyward_report *KEYWARD_NONNULL report,
                                    uint64_t *KEYWARD_NONNULL rules);

// The rule that objects.
//
// Errors: `NULL`, `NOT_FOUND`.
keyward_status keyward_report_rule(const keyward_report *KEYWARD_NONNULL report,
                                   size_t index,
                                   keyward_rule *KEYWARD_NONNULL rule);

// How much the finding weighs.
//
// Errors: `NULL`, `NOT_FOUND`.
keyward_status keyward_report_severity(const keyward_report *KEYWARD_NONNULL report,
                                       size_t index,
                                       keyward_severity *KEYWARD_NONNULL severity);

// The clause of the policy's document that the rule comes from, in UTF-8; empty if it has none. It belongs to the report
// and is good until the report is freed.
//
// Errors: `NULL`, `NOT_FOUND`.
keyward_status keyward_report_clause(const keyward_report *KEYWARD_NONNULL report,
                                     size_t index,
                                     const char *KEYWARD_NULLABLE *KEYWARD_NONNULL clause,
                                     size_t *KEYWARD_NONNULL clause_len);

// Where in the password the finding is, from `start` to before `end`, in units of the check: bytes after
// `keyward_check_utf8`, units of UTF-16 after `keyward_check_utf16`. Show it to the typist alone.
//
// Errors: `NULL`, `NOT_FOUND`, `NONE` if it is not about one place.
keyward_status keyward_report_span(const keyward_report *KEYWARD_NONNULL report,
                                   size_t index,
                                   size_t *KEYWARD_NONNULL start,
                                   size_t *KEYWARD_NONNULL end);

// What the rule counted and what the policy asks for, for the rules that count.
//
// Errors: `NULL`, `NOT_FOUND`, `NONE` if the rule does not count.
keyward_status keyward_report_counted(const keyward_report *KEYWARD_NONNULL report,
                                      size_t index,
                                      size_t *KEYWARD_NONNULL counted,
                                      size_t *KEYWARD_NONNULL required);

// Whether the password keeps a rule that belongs on a checklist beside a password field: what a person has to know before
// choosing, and every rule that objects.
//
// Errors: `NULL`, `VALUE` for a number that is no rule, `NONE` if the rule is not on the list.
keyward_status keyward_report_met(const keyward_report *KEYWARD_NONNULL report,
                                  keyward_rule rule,
                                  bool *KEYWARD_NONNULL met);

// Which of the earlier passwords or other accounts it is about, counted from 0 in the order in which they were added.
//
// Errors: `NULL`, `NOT_FOUND`, `NONE` if it is not about one of them.
keyward_status keyward_report_entry(const keyward_report *KEYWARD_NONNULL report,
                                    size_t index,
                                    size_t *KEYWARD_NONNULL entry);

// What kind of thing the rule saw, as an identifier in ASCII that is never freed: of a sequence `alphabet`, `digits`,
// `keyboard`, `repeat` or `block`; of what the context knows `username`, `name`, `email`, `phone`, `date_of_birth`,
// `related` or `subject`; of an earlier password or another account what was done to it, such as `counter_moved`, or
// `identical`. For the typist alone: it tells what an earlier password is like.
//
// Errors: `NULL`, `NOT_FOUND`, `NONE` if there is no more to say than the rule.
keyward_status keyward_report_kind(const keyward_report *KEYWARD_NONNULL report,
                                   size_t index,
                                   const char *KEYWARD_NULLABLE *KEYWARD_NONNULL kind,
                                   size_t *KEYWARD_NONNULL kind_len);

// The word that the rule read in the password, folded to ASCII if it is in Latin letters, in UTF-8. It is for the typist
// alone: any disclosure but private gives `NOT_DISCLOSED`. Wipe the buffer when the word has been shown.
//
// Errors: `NULL`, `NOT_FOUND`, `NONE` if there is no word, `NOT_DISCLOSED`, `VALUE`, `BUFFER_TOO_SMALL`.
keyward_status keyward_report_word_utf8(const keyward_report *KEYWARD_NONNULL report,
                                        size_t index,
                                        keyward_disclosure disclosure,
                                        char *KEYWARD_NULLABLE buffer,
                                        size_t capacity,
                                        size_t *KEYWARD_NONNULL needed);

// `keyward_report_word_utf8` in UTF-16; the capacity and `needed` count units.
//
// Errors: the same.
keyward_status keyward_report_word_utf16(const keyward_report *KEYWARD_NONNULL report,
                                         size_t index,
                                         keyward_disclosure disclosure,
                                         uint16_t *KEYWARD_NULLABLE buffer,
                                         size_t capacity,
                                         size_t *KEYWARD_NONNULL needed);

// What to tell the reader about one finding, in UTF-8: to the typist what was found and what to do, to the service desk
// the name of the rule and what to do, to a log the identifier of the rule.
//
// Errors: `NULL`, `NOT_FOUND`, `VALUE`, `BUFFER_TOO_SMALL`.
keyward_status keyward_report_message_utf8(const keyward_report *KEYWARD_NONNULL report,
                                           size_t index,
                                           keyward_disclosure disclosure,
                                           keyward_language language,
                                           char *KEYWARD_NULLABLE buffer,
                                           size_t capacity,
                                           size_t *KEYWARD_NONNULL needed);

// `keyward_report_message_utf8` in UTF-16; the capacity and `needed` count units.
//
// Errors: the same.
keyward_status keyward_report_message_utf16(const keyward_report *KEYWARD_NONNULL report,
                                            size_t index,
                                            keyward_disclosure disclosure,
                                            keyward_language language,
                                            uint16_t *KEYWARD_NULLABLE buffer,
                                            size_t capacity,
                                            size_t *KEYWARD_NONNULL needed);

// What to tell the typist about one finding, with its place in the password counted in characters: `(characters 2 to 6)`.
// The password is the one of the check that made the report, in UTF-8 as it was there.
//
// Errors: `NULL`, `LENGTH`, `ENCODING`, `NOT_FOUND`, `VALUE`, `BUFFER_TOO_SMALL`.
keyward_status keyward_report_message_within_utf8(const keyward_report *KEYWARD_NONNULL report,
                                                  size_t index,
                                                  keyward_language language,
                                                  const char *KEYWARD_NULLABLE password,
                                                  size_t password_len,
                                                  char *KEYWARD_NULLABLE buffer,
                                                  size_t capacity,
                                                  size_t *KEYWARD_NONNULL needed);

// `keyward_report_message_within_utf8` after `keyward_check_utf16`; the length, the capacity and `needed` count units.
//
// Errors: the same.
keyward_status keyward_report_message_within_utf16(const keyward_report *KEYWARD_NONNULL report,
                                                   size_t index,
                                                   keyward_language language,
                                                   const uint16_t *KEYWARD_NULLABLE password,
                                                   size_t password_len,
                                                   uint16_t *KEYWARD_NULLABLE buffer,
                                                   size_t capacity,
                                                   size_t *KEYWARD_NONNULL needed);

// The messages of all findings in UTF-8, each as `keyward_report_message_utf8` has it and with a line feed behind it; empty if there
// is none.
//
// Errors: `NULL`, `VALUE`, `BUFFER_TOO_SMALL`.
keyward_status keyward_report_messages_utf8(const keyward_report *KEYWARD_NONNULL report,
                                            keyward_disclosure disclosure,
                                            keyward_language language,
                                            char *KEYWARD_NULLABLE buffer,
                                            size_t capacity,
                                            size_t *KEYWARD_NONNULL needed);

// `keyward_report_messages_utf8` in UTF-16; the capacity and `needed` count units.
//
// Errors: the same.
keyward_status keyward_report_messages_utf16(const keyward_report *KEYWARD_NONNULL report,
                                             keyward_disclosure disclosure,
                                             keyward_language language,
                                             uint16_t *KEYWARD_NULLABLE buffer,
                                             size_t capacity,
                                             size_t *KEYWARD_NONNULL needed);

// The report in UTF-8 on one line of at most `most` bytes, 64 or more, for a log or a dialogue: the verdict, then the messages,
// each with its clause unless the typist reads it. A message that does not fit is left out whole with all behind it, and `…`
// says so. It has no control characters.
//
// Errors: `NULL`, `VALUE` for a number that is of no enum, or fewer bytes than 64, `BUFFER_TOO_SMALL`.
keyward_status keyward_report_line_utf8(const keyward_report *KEYWARD_NONNULL report,
                                        keyward_disclosure disclosure,
                                        keyward_language language,
                                        size_t most,
                                        char *KEYWARD_NULLABLE buffer,
                                        size_t capacity,
                                        size_t *KEYWARD_NONNULL needed);

// `keyward_report_line_utf8` in UTF-16; `most` counts the bytes that it would have in UTF-8, the capacity and `needed` count
// units.
//
// Errors: the same.
keyward_status keyward_report_line_utf16(const keyward_report *KEYWARD_NONNULL report,
                                         keyward_disclosure disclosure,
                                         keyward_language language,
                                         size_t most,
                                         uint16_t *KEYWARD_NULLABLE buffer,
                                         size_t capacity,
                                         size_t *KEYWARD_NONNULL needed);

// The whole report as text in UTF-8: a line with the verdict, then a line for each finding, to the service desk and to a log
// with the rule and its clause: `Special characters: use at least 2. [special, WE-C6]`. There is no line end after the last.
//
// Errors: `NULL`, `VALUE`, `BUFFER_TOO_SMALL`.
keyward_status keyward_report_text_utf8(const keyward_report *KEYWARD_NONNULL report,
                                        keyward_disclosure disclosure,
                                        keyward_language language,
                                        char *KEYWARD_NULLABLE buffer,
                                        size_t capacity,
                                        size_t *KEYWARD_NONNULL needed);

// `keyward_report_text_utf8` in UTF-16; the capacity and `needed` count units.
//
// Errors: the same.
keyward_status keyward_report_text_utf16(const keyward_report *KEYWARD_NONNULL report,
                                         keyward_disclosure disclosure,
                                         keyward_language language,
                                         uint16_t *KEYWARD_NULLABLE buffer,
                                         size_t capacity,
                                         size_t *KEYWARD_NONNULL needed);

// The whole report as one JSON object in UTF-8, the same that the command `keyward check --format json` prints. Places
// and words are in it for the typist alone, messages for all but the log.
//
// Errors: `NULL`, `VALUE`, `BUFFER_TOO_SMALL`.
keyward_status keyward_report_json_utf8(const keyward_report *KEYWARD_NONNULL report,
                                        keyward_disclosure disclosure,
                                        keyward_language language,
                                        char *KEYWARD_NULLABLE buffer,
                                        size_t capacity,
                                        size_t *KEYWARD_NONNULL needed);

// `keyward_report_json_utf8` in UTF-16; the capacity and `needed` count units.
//
// Errors: the same.
keyward_status keyward_report_json_utf16(const keyward_report *KEYWARD_NONNULL report,
                                         keyward_disclosure disclosure,
                                         keyward_language language,
                                         uint16_t *KEYWARD_NULLABLE buffer,
                                         size_t capacity,
                                         size_t *KEYWARD_NONNULL needed);

// What to tell a person where a status says that their password could not be judged, in UTF-8, never freed: with `ENCODING`
// that it is not well-formed and how to type it so, with any other that it could not be checked. What was wrong is for the
// administrator, and is said beside each status.
//
// Errors: `NULL`, `VALUE` for a number that is no status or no language, `NONE` for `OK`.
keyward_status keyward_status_text(keyward_status status,
                                   keyward_language language,
                                   const char *KEYWARD_NULLABLE *KEYWARD_NONNULL text,
                                   size_t *KEYWARD_NONNULL text_len);

// How hard a password in UTF-8 is to guess by the estimate of zxcvbn: `score` from 0, guessed at once, to 4, not guessed in
// practice, and the decimal logarithm of the guesses that it takes. It is advice; a policy's `strength` is the least score
// that gives none (`KEYWARD_RULE_WEAK`). What the context knows is among the first guesses; it may be NULL when nothing is
// known. Of a long password the first 100 characters are looked at.
//
// It takes about a thousand times as long as a check, needs memory from the heap, asks the operating system for the year,
// and keeps some megabytes of tables from its first call on.
//
// Errors: `NULL`, `LENGTH`, `ENCODING`, `NOT_BUILT` if the library was built without its feature `strength`.
keyward_status keyward_strength_utf8(const keyward_context *KEYWARD_NULLABLE context,
                                     const char *KEYWARD_NULLABLE password,
                                     size_t password_len,
                                     uint32_t *KEYWARD_NONNULL score,
                                     double *KEYWARD_NONNULL guesses_log10);

// `keyward_strength_utf8` for UTF-16; the length is in units.
//
// Errors: the same.
keyward_status keyward_strength_utf16(const keyward_context *KEYWARD_NULLABLE context,
                                      const uint16_t *KEYWARD_NULLABLE password,
                                      size_t password_len,
                                      uint32_t *KEYWARD_NONNULL score,
                                      double *KEYWARD_NONNULL guesses_log10);

// Suggests a password from the operating system's random numbers, which the policy accepts in the context, and so does the
// context's history if it has one. The context may be NULL when nothing is known. The caller gives the suggestion back to
// `keyward_suggestion_free`.
//
// `length` is the number of random characters, or the fewest characters with words; 0 leaves it to the policy and the
// style: 14 random characters, or what three words come to, and more where the policy asks for more.
// `keyward_suggest_lengths` tells which lengths can be asked for. Each call first draws some hundreds of passwords, to measure how many pass; that takes milliseconds, and a history
// takes as long as `keyward_history_check_utf8` beside.
//
// Errors: `NULL`, `VALUE` for a number that is no style, or a length that cannot be asked for, `NOT_FOUND` if (almost) no password of the style passes, `RANDOMNESS`, `MEMORY` and `INVALID` where a history is asked, and `BREACH_FILTER` where the policy asks for one that was not given.
keyward_status keyward_suggest(const keyward_policy *KEYWARD_NONNULL policy,
                               const keyward_context *KEYWARD_NULLABLE context,
                               keyward_style style,
                               size_t length,
                               keyward_suggestion *KEYWARD_NULLABLE *KEYWARD_NONNULL suggestion);

// The lengths that `keyward_suggest` can be asked for, besides 0: with `nhs-appendix-a` from 8 to 256 random characters.
// Where the policy leaves no room for a password of the style, the shortest is more than the longest.
//
// Errors: `NULL`, `VALUE` for a number that is no style.
keyward_status keyward_suggest_lengths(const keyward_policy *KEYWARD_NONNULL policy,
                                       keyward_style style,
                                       size_t *KEYWARD_NONNULL shortest,
                                       size_t *KEYWARD_NONNULL longest);

// Frees a suggestion and wipes its password. NULL is fine.
void keyward_suggestion_free(keyward_suggestion *KEYWARD_NULLABLE suggestion);

// The password, in UTF-8. Wipe the buffer when the password has been shown.
//
// Errors: `NULL`, `BUFFER_TOO_SMALL`.
keyward_status keyward_suggestion_password_utf8(const keyward_suggestion *KEYWARD_NONNULL suggestion,
                                                char *KEYWARD_NULLABLE buffer,
                                                size_t capacity,
                                                size_t *KEYWARD_NONNULL needed);

// `keyward_suggestion_password_utf8` in UTF-16; the capacity and `needed` count units.
//
// Errors: the same.
keyward_status keyward_suggestion_password_utf16(const keyward_suggestion *KEYWARD_NONNULL suggestion,
                                                 uint16_t *KEYWARD_NULLABLE buffer,
                                                 size_t capacity,
                                                 size_t *KEYWARD_NONNULL needed);

// The password for the telephone, in UTF-8: `capital foxtrot, alfa, ..., eight, three, star`. Wipe the buffer as well.
//
// Errors: `NULL`, `BUFFER_TOO_SMALL`.
keyward_status keyward_suggestion_read_aloud_utf8(const keyward_suggestion *KEYWARD_NONNULL suggestion,
                                                  char *KEYWARD_NULLABLE buffer,
                                                  size_t capacity,
                                                  size_t *KEYWARD_NONNULL needed);

// `keyward_suggestion_read_aloud_utf8` in UTF-16; the capacity and `needed` count units.
//
// Errors: the same.
keyward_status keyward_suggestion_read_aloud_utf16(const keyward_suggestion *KEYWARD_NONNULL suggestion,
                                                   uint16_t *KEYWARD_NULLABLE buffer,
                                                   size_t capacity,
                                                   size_t *KEYWARD_NONNULL needed);

// How hard the password is to guess for somebody who knows how it was made: the bits of an even choice.
//
// Errors: `NULL`.
keyward_status keyward_suggestion_entropy_bits(const keyward_suggestion *KEYWARD_NONNULL suggestion,
                                               double *KEYWARD_NONNULL bits);

// Whether the password must be changed at the first log-on, because somebody else has seen it.
//
// Errors: `NULL`.
keyward_status keyward_suggestion_must_change(const keyward_suggestion *KEYWARD_NONNULL suggestion,
                                              bool *KEYWARD_NONNULL must_change);

// A sentence in UTF-8 turned into a password by the first letters of its words, in UTF-8: `I used to live at number one
// The Avenue` gives `Iu2l@n1TA`. Words that stand for a number or a symbol give that; numbers, `!`, `?` and other symbols
// stay. What it lacks, a check of it tells. It is never longer than the sentence. Wipe the buffer.
//
// Errors: `NULL`, `LENGTH`, `ENCODING`, `BUFFER_TOO_SMALL`.
keyward_status keyward_initials_utf8(const char *KEYWARD_NULLABLE sentence,
                                     size_t sentence_len,
                                     char *KEYWARD_NULLABLE buffer,
                                     size_t capacity,
                                     size_t *KEYWARD_NONNULL needed);

// `keyward_initials_utf8` in UTF-16; the length, the capacity and `needed` count units.
//
// Errors: the same, and `MEMORY` for a long text.
keyward_status keyward_initials_utf16(const uint16_t *KEYWARD_NULLABLE sentence,
                                      size_t sentence_len,
                                      uint16_t *KEYWARD_NULLABLE buffer,
                                      size_t capacity,
                                      size_t *KEYWARD_NONNULL needed);

// Any password in UTF-8 for the telephone, as `keyward_suggestion_read_aloud_utf8` has it. Wipe the buffer.
//
// Errors: `NULL`, `LENGTH`, `ENCODING`, `BUFFER_TOO_SMALL`.
keyward_status keyward_read_aloud_utf8(const char *KEYWARD_NULLABLE password,
                                       size_t password_len,
                                       char *KEYWARD_NULLABLE buffer,
                                       size_t capacity,
                                       size_t *KEYWARD_NONNULL needed);

// `keyward_read_aloud_utf8` in UTF-16; the length, the capacity and `needed` count units.
//
// Errors: the same, and `MEMORY` for a long text.
keyward_status keyward_read_aloud_utf16(const uint16_t *KEYWARD_NULLABLE password,
                                        size_t password_len,
                                        uint16_t *KEYWARD_NULLABLE buffer,
                                        size_t capacity,
                                        size_t *KEYWARD_NONNULL needed);

#if defined(__clang__) && !defined(KEYWARD_NO_INCLUDES)
#pragma clang diagnostic pop
#endif

#ifdef __cplusplus
}  // extern "C"
#endif  // __cplusplus

#endif  /* KEYWARD_H */
