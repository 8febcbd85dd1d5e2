/* Test only: stands in for the ICU of Windows, which Wine has not. Qt asks it for converters of old encodings, and is
   told that there are none. */
#define OUT __declspec(dllexport)
#define FILE_ACCESS_ERROR 4
#define ILLEGAL_ARGUMENT 1

OUT void *ucnv_open(const char *name, int *error) { (void)name; *error = FILE_ACCESS_ERROR; return 0; }
OUT const char *ucnv_getAvailableName(int place) { (void)place; return 0; }
OUT int ucnv_countAvailable(void) { return 0; }
OUT const char *ucnv_getStandardName(const char *name, const char *standard, int *error)
{
    (void)name; (void)standard;
    *error = ILLEGAL_ARGUMENT;
    return 0;
}

/* Without a converter none of these is ever called; they are there to be linked with. */
#define NEVER(name) OUT void name(void) { __builtin_trap(); }
NEVER(ucnv_close) NEVER(ucnv_reset) NEVER(ucnv_getMaxCharSize) NEVER(ucnv_getName)
NEVER(ucnv_getToUCallBack) NEVER(ucnv_getFromUCallBack) NEVER(ucnv_setToUCallBack) NEVER(ucnv_setFromUCallBack)
NEVER(ucnv_cbToUWriteUChars) NEVER(ucnv_cbFromUWriteUChars) NEVER(ucnv_toUnicode) NEVER(ucnv_fromUnicode)
NEVER(ucnv_toUCountPending) NEVER(ucnv_fromUCountPending)
NEVER(UCNV_FROM_U_CALLBACK_SUBSTITUTE) NEVER(UCNV_TO_U_CALLBACK_SUBSTITUTE)
