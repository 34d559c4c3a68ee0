/* Rust's runtime asks Windows 10 for random numbers by a function that the wine of Debian 12 does not have yet; this gives
 * it to the test, from the function of older Windows. */
#include <windows.h>

BOOLEAN NTAPI SystemFunction036(PVOID buffer, ULONG length);

__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE buffer, SIZE_T length)
{
    return SystemFunction036(buffer, (ULONG)length);
}
