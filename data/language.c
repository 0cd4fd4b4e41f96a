#include "data/language.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

enum { NAME_BYTES = 64 };

struct name {
	const char *name, *code;
};

/* In order. What books are written in mostly, and what ICU calls otherwise; the three-letter
 * ones are ISO 639-2's older codes. */
static const struct name names[] = {
	{ "afrikaans", "af" },   { "alb", "sq" },
	{ "arabic", "ar" },      { "arm", "hy" },
	{ "baq", "eu" },         { "bulgarian", "bg" },
	{ "bur", "my" },         { "catalan", "ca" },
	{ "cebuano", "ceb" },    { "chi", "zh" },
	{ "chinese", "zh" },     { "cze", "cs" },
	{ "czech", "cs" },       { "danish", "da" },
	{ "dut", "nl" },         { "dutch", "nl" },
	{ "english", "en" },     { "esperanto", "eo" },
	{ "farsi", "fa" },       { "finnish", "fi" },
	{ "flemish", "nl" },     { "fre", "fr" },
	{ "french", "fr" },      { "frisian", "fy" },
	{ "friulano", "fur" },   { "gaelic", "gd" },
	{ "gascon", "oc" },      { "geo", "ka" },
	{ "ger", "de" },         { "german", "de" },
	{ "gre", "el" },         { "greek", "el" },
	{ "hebrew", "he" },      { "hungarian", "hu" },
	{ "ice", "is" },         { "icelandic", "is" },
	{ "ilocano", "ilo" },    { "italian", "it" },
	{ "japanese", "ja" },    { "kashubian", "csb" },
	{ "khasi", "kha" },      { "latin", "la" },
	{ "mac", "mk" },         { "mao", "mi" },
	{ "maori", "mi" },       { "may", "ms" },
	{ "nahuatl", "nah" },    { "neapolitan", "nap" },
	{ "norwegian", "no" },   { "ojibwa", "oj" },
	{ "old french", "fro" }, { "pennsylvania dutch", "pdc" },
	{ "per", "fa" },         { "persian", "fa" },
	{ "polish", "pl" },      { "portuguese", "pt" },
	{ "quiche", "quc" },     { "rum", "ro" },
	{ "russian", "ru" },     { "scots gaelic", "gd" },
	{ "serbian", "sr" },     { "slo", "sk" },
	{ "spanish", "es" },     { "swedish", "sv" },
	{ "tagalog", "tl" },     { "tib", "bo" },
	{ "wel", "cy" },         { "welsh", "cy" },
	{ "yiddish", "yi" },
};

static int compare(const void *key, const void *row)
{
	return strcmp(key, ((const struct name *)row)->name);
}

static bool is_called(const char *code, const char *in, const UChar *name, int32_t len)
{
	UErrorCode status = U_ZERO_ERROR;
	UChar display[NAME_BYTES];
	int32_t n = uloc_getDisplayLanguage(code, in, display, NAME_BYTES, &status);

	/* ICU gives the code back where it has no name. */
	return status == U_ZERO_ERROR && u_strCaseCompare(display, n, name, len, 0, &status) == 0;
}

static const char *code_from_icu(const char *name)
{
	const char *const *code;
	UErrorCode status = U_ZERO_ERROR;
	UChar wide[NAME_BYTES];
	int32_t len;

	for (code = uloc_getISOLanguages(); *code; code++)
		if (strcmp(name, *code) == 0 || strcmp(name, uloc_getISO3Language(*code)) == 0)
			return *code;
	u_strFromUTF8(wide, NAME_BYTES, &len, name, -1, &status);
	if (U_FAILURE(status))
		return NULL;
	for (code = uloc_getISOLanguages(); *code; code++)
		if (is_called(*code, "en", wide, len))
			return *code;
	for (code = uloc_getISOLanguages(); *code; code++)
		if (is_called(*code, *code, wide, len))
			return *code;
	return NULL;
}

static const char *code_of(const char *name)
{
	const struct name *row =
		bsearch(name, names, sizeof(names) / sizeof(*names), sizeof(*names), compare);

	return row ? row->code : *name ? code_from_icu(name) : NULL;
}

static void trim_end(char *name)
{
	size_t len = strlen(name);

	while (len && strchr(" \t.", name[len - 1]))
		name[--len] = '\0';
}

const char *language_code(const char *name)
{
	static const char *const between[] = { " and ", " with ", " from " };
	char text[NAME_BYTES];
	const char *code;
	char *stop;
	size_t i;

	name += strspn(name, " \t");
	for (i = 0; name[i] && i < sizeof(text) - 1; i++)
		text[i] = (char)tolower((unsigned char)name[i]);
	text[i] = '\0';
	trim_end(text);
	code = code_of(text);
	if (code)
		return code;
	text[strcspn(text, ",;/&(+")] = '\0';
	for (i = 0; i < sizeof(between) / sizeof(*between); i++)
		if ((stop = strstr(text, between[i])))
			*stop = '\0';
	trim_end(text);
	code = code_of(text);
	if (code)
		return code;
	/* "pt-BR", "English verse" */
	text[strcspn(text, " -_")] = '\0';
	return code_of(text);
}
