/* Starts Drive Share with the Python that lies beside this program, in this very process: no shell and no other
   program reads its words, and no library is taken from the current folder or from PATH. */
#include <windows.h>
#include <shellapi.h>
#include <stdlib.h>
#include <wchar.h>

#define ROOM 32768 /* characters of the longest path Windows knows */

typedef int (*python_main)(int, wchar_t **);

static int fail(const wchar_t *why)
{
#ifdef WINDOWED
    MessageBoxW(NULL, why, L"Drive Share", MB_ICONERROR);
#else
    DWORD written;
    HANDLE to = GetStdHandle(STD_ERROR_HANDLE);
    if (!WriteConsoleW(to, why, lstrlenW(why), &written, NULL))
        MessageBoxW(NULL, why, L"Drive Share", MB_ICONERROR);
#endif
    return 70;
}

int wmain(void)
{
    static wchar_t path[ROOM];
    /* Isolated (-I): neither variables nor the folders of the person or of the start count. */
    static wchar_t *before[] = {L"-I", L"-X", L"utf8", L"-m", L"drive_share_start"};
    const int added = sizeof before / sizeof *before;
    int given, place;
    wchar_t **words = CommandLineToArgvW(GetCommandLineW(), &given), **all, *name;
    HMODULE python;
    python_main run;

    SetDllDirectoryW(L"");
    SetDefaultDllDirectories(LOAD_LIBRARY_SEARCH_DEFAULT_DIRS);
    place = GetModuleFileNameW(NULL, path, ROOM);
    if (words == NULL || place == 0 || place >= ROOM - 32)
        return fail(L"Drive Share cannot tell where it lies.\n");
    name = wcsrchr(path, L'\\') + 1;
    wcscpy(name, PYTHON);
    python = LoadLibraryExW(path, NULL, LOAD_LIBRARY_SEARCH_DLL_LOAD_DIR | LOAD_LIBRARY_SEARCH_SYSTEM32);
    run = python == NULL ? NULL : (python_main)(void *)GetProcAddress(python, "Py_Main");
    if (run == NULL)
        return fail(L"A part of Drive Share is missing. Install it again.\n");

    all = calloc(given + added + 2, sizeof *all);
    if (all == NULL)
        return fail(L"There is not enough memory.\n");
    all[0] = given > 0 ? words[0] : path;
    for (place = 0; place < added; place++)
        all[1 + place] = before[place];
    for (place = 1; place < given; place++)
        all[added + place] = words[place];
    return run(added + (given > 0 ? given : 1), all);
}
