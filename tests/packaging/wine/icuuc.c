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

/* Without a converter these have nothing to do. */
#define NOTHING(name) OUT int name(void) { return 0; }
NOTHING(ucnv_close) NOTHING(ucnv_reset) NOTHING(ucnv_getMaxCharSize) NOTHING(ucnv_getName)
NOTHING(ucnv_getToUCallBack) NOTHING(ucnv_getFromUCallBack) NOTHING(ucnv_setToUCallBack) NOTHING(ucnv_setFromUCallBack)
NOTHING(ucnv_cbToUWriteUChars) NOTHING(ucnv_cbFromUWriteUChars) NOTHING(ucnv_toUnicode) NOTHING(ucnv_fromUnicode)
NOTHING(ucnv_toUCountPending) NOTHING(ucnv_fromUCountPending)
NOTHING(UCNV_FROM_U_CALLBACK_SUBSTITUTE) NOTHING(UCNV_TO_U_CALLBACK_SUBSTITUTE)
