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

/* In order. What books are written in mostly, as asking ICU takes a thousand times longer;
 * what ICU calls otherwise or does not have; and ISO 639-2's older codes. */
static const struct name names[] = {
	{ "afrikaans", "af" },
	{ "alb", "sq" },
	{ "aleut", "ale" },
	{ "ancient greek", "grc" },
	{ "arabic", "ar" },
	{ "arapaho", "arp" },
	{ "arm", "hy" },
	{ "bagobo", "bgi" },
	{ "baq", "eu" },
	{ "basque", "eu" },
	{ "bgi", "bgi" },
	{ "breton", "br" },
	{ "bulgarian", "bg" },
	{ "bur", "my" },
	{ "catalan", "ca" },
	{ "cebuano", "ceb" },
	{ "chi", "zh" },
	{ "chinese", "zh" },
	{ "croatian", "hr" },
	{ "cze", "cs" },
	{ "czech", "cs" },
	{ "danish", "da" },
	{ "dut", "nl" },
	{ "dutch", "nl" },
	{ "english", "en" },
	{ "esperanto", "eo" },
	{ "estonian", "et" },
	{ "farsi", "fa" },
	{ "finnish", "fi" },
	{ "flemish", "nl" },
	{ "fre", "fr" },
	{ "french", "fr" },
	{ "frisian", "fy" },
	{ "friulano", "fur" },
	{ "friulian", "fur" },
	{ "gaelic", "gd" },
	{ "galician", "gl" },
	{ "gascon", "oc" },
	{ "geo", "ka" },
	{ "ger", "de" },
	{ "german", "de" },
	{ "gre", "el" },
	{ "greek", "el" },
	{ "hawaiian", "haw" },
	{ "hebrew", "he" },
	{ "hindi", "hi" },
	{ "hungarian", "hu" },
	{ "ice", "is" },
	{ "icelandic", "is" },
	{ "ilocano", "ilo" },
	{ "iloko", "ilo" },
	{ "interlingua", "ia" },
	{ "inuktitut", "iu" },
	{ "irish", "ga" },
	{ "italian", "it" },
	{ "japanese", "ja" },
	{ "kamilaroi", "kld" },
	{ "kashubian", "csb" },
	{ "khasi", "kha" },
	{ "kld", "kld" },
	{ "korean", "ko" },
	{ "latin", "la" },
	{ "latvian", "lv" },
	{ "lithuanian", "lt" },
	{ "luxembourgish", "lb" },
	{ "mac", "mk" },
	{ "mao", "mi" },
	{ "maori", "mi" },
	{ "may", "ms" },
	{ "mayan", "myn" },
	{ "middle english", "enm" },
	{ "myn", "myn" },
	{ "nah", "nah" },
	{ "nahuatl", "nah" },
	{ "nai", "nai" },
	{ "neapolitan", "nap" },
	{ "north american indian", "nai" },
	{ "norwegian", "no" },
	{ "occitan", "oc" },
	{ "ojibwa", "oj" },
	{ "old english", "ang" },
	{ "old french", "fro" },
	{ "pennsylvania dutch", "pdc" },
	{ "per", "fa" },
	{ "persian", "fa" },
	{ "polish", "pl" },
	{ "portuguese", "pt" },
	{ "quiche", "quc" },
	{ "rmq", "rmq" },
	{ "romanian", "ro" },
	{ "rum", "ro" },
	{ "russian", "ru" },
	{ "sanskrit", "sa" },
	{ "scots", "sco" },
	{ "scots gaelic", "gd" },
	{ "serbian", "sr" },
	{ "slo", "sk" },
	{ "slovak", "sk" },
	{ "slovenian", "sl" },
	{ "spanish", "es" },
	{ "swedish", "sv" },
	{ "tagalog", "tl" },
	{ "telugu", "te" },
	{ "thai", "th" },
	{ "tib", "bo" },
	{ "tibetan", "bo" },
	{ "turkish", "tr" },
	{ "ukrainian", "uk" },
	{ "venetian", "vec" },
	{ "vietnamese", "vi" },
	{ "wel", "cy" },
	{ "welsh", "cy" },
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

/* "pt", "por". */
static const char *code_from_code(const char *name)
{
	const char *const *code;
	UErrorCode status = U_ZERO_ERROR;
	char shortest[ULOC_LANG_CAPACITY];

	(void)uloc_getLanguage(name, shortest, sizeof(shortest), &status);
	if (status != U_ZERO_ERROR)
		return NULL;
	for (code = uloc_getISOLanguages(); *code; code++)
		if (strcmp(shortest, *code) == 0)
			return *code;
	return NULL;
}

static const char *code_from_name(const char *name)
{
	const char *const *code;
	UErrorCode status = U_ZERO_ERROR;
	UChar wide[NAME_BYTES];
	int32_t len;

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
	size_t len = strlen(name);
	const char *code = NULL;

	if (row)
		return row->code;
	if (len == 2 || len == 3)
		code = code_from_code(name);
	return code || len < 3 ? code : code_from_name(name);
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
	text[strcspn(text, ",;/&(+")] = '\0';
	for (i = 0; i < sizeof(between) / sizeof(*between); i++)
		if ((stop = strstr(text, between[i])))
			*stop = '\0';
	trim_end(text);
	code = code_of(text);
	if (code)
		return code;
	/* "pt-BR", "English verse" */
	i = strcspn(text, " -_");
	if (!text[i])
		return NULL;
	text[i] = '\0';
	return code_of(text);
}

const char *language_of_tag(const char *tag)
{
	size_t len = strcspn(tag, "-_");
	char primary[4];

	if (len != 2 && len != 3)
		return NULL;
	memcpy(primary, tag, len);
	primary[len] = '\0';
	return language_code(primary);
}
