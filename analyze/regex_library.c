#include "analyze/regex_library.h"

/* So that its header does not say that what we define is exported. */
#define U_STATIC_IMPLEMENTATION
#include <unicode/uregex.h>
#include <unicode/uvernum.h>
#include "data/library.h"

/* ICU's other half, of which we use nothing else. Its names end with its version. */
static const struct library i18n = { { "libicui18n.so." U_ICU_VERSION_SHORT },
				     "ICU",
				     "libicu" U_ICU_VERSION_SHORT };

int regex_library_load(struct err *err)
{
	return library_load(&i18n, err);
}

#define REGEX_FUNCTION(type, name, parameters, ...)                                                \
	LIBRARY_FUNCTION(&i18n, type, name, parameters, __VA_ARGS__)

REGEX_FUNCTION(URegularExpression *, uregex_open,
	       (const UChar *pattern, int32_t len, uint32_t flags, UParseError *where,
		UErrorCode *status),
	       pattern, len, flags, where, status);
REGEX_FUNCTION(void, uregex_close, (URegularExpression * regex), regex);
REGEX_FUNCTION(void, uregex_setStackLimit,
	       (URegularExpression * regex, int32_t limit, UErrorCode *status), regex, limit,
	       status);
REGEX_FUNCTION(void, uregex_setTimeLimit,
	       (URegularExpression * regex, int32_t limit, UErrorCode *status), regex, limit,
	       status);
REGEX_FUNCTION(void, uregex_setUText, (URegularExpression * regex, UText *text, UErrorCode *status),
	       regex, text, status);
REGEX_FUNCTION(UBool, uregex_findNext, (URegularExpression * regex, UErrorCode *status), regex,
	       status);
REGEX_FUNCTION(int64_t, uregex_start64,
	       (URegularExpression * regex, int32_t group, UErrorCode *status), regex, group,
	       status);
REGEX_FUNCTION(int64_t, uregex_end64,
	       (URegularExpression * regex, int32_t group, UErrorCode *status), regex, group,
	       status);
