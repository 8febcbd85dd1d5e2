/* Test only: stands in for the colour profiles of Windows, of which Wine lacks a call that Qt links with. No screen
   has a profile. */
#include <windows.h>
#define OUT __declspec(dllexport)

OUT BOOL WINAPI GetColorProfileFromHandle(HANDLE profile, BYTE *content, DWORD *size)
{
    (void)profile; (void)content;
    *size = 0;
    return FALSE;
}
OUT HANDLE WINAPI WcsCreateIccProfile(HANDLE profile, DWORD options) { (void)profile; (void)options; return NULL; }
OUT HANDLE WINAPI OpenColorProfileW(void *profile, DWORD access, DWORD share, DWORD creation)
{
    (void)profile; (void)access; (void)share; (void)creation;
    return NULL;
}
OUT BOOL WINAPI CloseColorProfile(HANDLE profile) { (void)profile; return TRUE; }
