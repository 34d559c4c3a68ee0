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
