#include "process/language.h"

#include <dlfcn.h>
#include <string.h>
#include "data/language.h"

/* CLD2::ExtDetectLanguageSummary of compact_lang_det.h, as the C++ of all Unixes names it. The
 * arguments: UTF-8, its bytes, whether it is plain; three languages, the percent of each, how many
 * bytes were of use, and whether the first is to be relied on. */
typedef int cld2_detect(const char *, int, bool, int *, int *, int *, bool *);
typedef const char *cld2_code(int);

static const char library[] = "libcld2.so.0",
		  detect_name[] = "_ZN4CLD224ExtDetectLanguageSummaryEPKcibPNS_8LanguageEPiS4_Pb",
		  code_name[] = "_ZN4CLD212LanguageCodeENS_8LanguageE";

struct cld2 {
	cld2_detect *detect;
	cld2_code *code;
};

/* It is never unloaded: a second time costs nothing. */
static bool load(struct cld2 *cld2)
{
	void *handle = dlopen(library, RTLD_LAZY | RTLD_LOCAL | RTLD_NODELETE);
	void *detect = handle ? dlsym(handle, detect_name) : NULL;
	void *code = handle ? dlsym(handle, code_name) : NULL;

	if (handle)
		(void)dlclose(handle);
	memcpy(&cld2->detect, &detect, sizeof(detect));
	memcpy(&cld2->code, &code, sizeof(code));
	return detect && code;
}

bool language_can_detect(void)
{
	struct cld2 cld2;

	return load(&cld2);
}

enum { PIECE = 2048, PIECES = 6 };

/* LEN bytes of TEXT to TO, but for characters that they cut in two; control characters are spaces. */
static size_t copy_piece(char *to, const char *text, size_t len)
{
	size_t n = 0;

	while (len && ((unsigned char)*text & 0xc0) == 0x80) {
		text++;
		len--;
	}
	while (len && ((unsigned char)text[len - 1] & 0xc0) == 0x80)
		len--;
	len -= len && ((unsigned char)text[len - 1] & 0x80);
	for (; n < len; n++)
		to[n] = (unsigned char)text[n] < ' ' || text[n] == 0x7f ? ' ' : text[n];
	return n;
}

static size_t sample(char *to, const char *text, size_t len)
{
	size_t n = 0;

	if (len <= (size_t)PIECES * PIECE)
		return copy_piece(to, text, len);
	for (size_t i = 0; i < PIECES; i++) {
		n += copy_piece(to + n, text + (len - PIECE) / (PIECES + 1) * (i + 1), PIECE);
		to[n++] = ' ';
	}
	return n;
}

/* As the web and the rest of this program call them. */
static const char *usual_code(const char *code)
{
	static const char *const former[][2] = { { "iw", "he" }, { "jw", "jv" }, { "in", "id" } };

	for (size_t i = 0; i < sizeof(former) / sizeof(*former); i++) {
		if (strcmp(code, former[i][0]) == 0)
			return former[i][1];
	}
	return language_of_tag(code);
}

bool language_detect(struct language *language, const char *text, size_t len)
{
	char piece[PIECES * (PIECE + 1)];
	int languages[3], percents[3], used;
	bool reliable = false;
	struct cld2 cld2;
	size_t n;

	if (!len || !load(&cld2))
		return false;
	n = sample(piece, text, len);
	(void)cld2.detect(piece, (int)n, true, languages, percents, &used, &reliable);
	if (!reliable)
		return false;
	language->code = usual_code(cld2.code(languages[0]));
	language->percent = percents[0];
	return language->code;
}
