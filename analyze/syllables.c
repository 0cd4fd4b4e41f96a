#include "analyze/syllables.h"

#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/utf8.h>
#include "data/buf.h"
#include "data/mem.h"

enum { MAX_DICTIONARY = 4 << 20, LONGEST = 120, LANGUAGES = 6 };

static const struct {
	const char *code, *files[2], *package;
} languages[LANGUAGES] = {
	{ "pt", { "hyph_pt_BR.dic", "hyph_pt_PT.dic" }, "hyphen-pt-br" },
	{ "en", { "hyph_en_US.dic", "hyph_en_GB.dic" }, "hyphen-en-us" },
	{ "es", { "hyph_es_ES.dic", "hyph_es.dic" }, "hyphen-es" },
	{ "fr", { "hyph_fr.dic", "hyph_fr_FR.dic" }, "hyphen-fr" },
	{ "de", { "hyph_de_DE.dic", "hyph_de.dic" }, "hyphen-de" },
	{ "it", { "hyph_it_IT.dic", "hyph_it.dic" }, "hyphen-it" },
};

struct syllables {
	pthread_mutex_t lock;
	struct patterns *patterns[LANGUAGES];
	bool asked[LANGUAGES];
};

/* ---- reading ---- */

static struct patterns *read_patterns(const char *name)
{
	char *path = xasprintf("/usr/share/hyphen/%s", name);
	struct patterns *patterns = NULL;
	struct err err = { 0 };
	struct buf file;

	buf_init(&file, MAX_DICTIONARY);
	if (buf_read_file(&file, path, &err) == 0 && file.len)
		patterns = patterns_new(file.data);
	buf_release(&file);
	free(path);
	return patterns;
}

/* ---- all languages ---- */

struct syllables *syllables_new(void)
{
	struct syllables *syllables = xcalloc(1, sizeof(*syllables));

	(void)pthread_mutex_init(&syllables->lock, NULL);
	return syllables;
}

void syllables_free(struct syllables *syllables)
{
	if (!syllables)
		return;
	for (int i = 0; i < LANGUAGES; i++)
		patterns_free(syllables->patterns[i]);
	(void)pthread_mutex_destroy(&syllables->lock);
	free(syllables);
}

static const struct patterns *read_once(struct syllables *syllables, int i)
{
	if (!syllables->asked[i]) {
		syllables->asked[i] = true;
		for (int j = 0; j < 2 && !syllables->patterns[i]; j++)
			syllables->patterns[i] = read_patterns(languages[i].files[j]);
	}
	return syllables->patterns[i];
}

const struct patterns *syllables_patterns(struct syllables *syllables, const char *language)
{
	const struct patterns *patterns = NULL;

	if (!language)
		return NULL;
	(void)pthread_mutex_lock(&syllables->lock);
	for (int i = 0; i < LANGUAGES; i++)
		if (strcmp(languages[i].code, language) == 0)
			patterns = read_once(syllables, i);
	(void)pthread_mutex_unlock(&syllables->lock);
	return patterns;
}

const char *syllables_missing(const struct syllables *syllables, size_t i)
{
	for (int j = 0; j < LANGUAGES; j++)
		if (syllables->asked[j] && !syllables->patterns[j] && i-- == 0)
			return languages[j].package;
	return NULL;
}

/* ---- one word ---- */

struct letters {
	unsigned char text[LONGEST + 8]; /* as the dictionary writes it, a dot before and after */
	bool vowels[LONGEST + 8];        /* the bytes of one */
	size_t n;
};

/* Of the languages above. */
static bool is_vowel(UChar32 c)
{
	enum { AEIOUY = 1 << 0 | 1 << 4 | 1 << 8 | 1 << 14 | 1 << 20 | 1 << 24 };

	if (c >= 'a' && c <= 'z')
		return AEIOUY >> (c - 'a') & 1;
	if (c == 0xe7 || c == 0xf0 || c == 0xf1 || c == 0xf7 || c == 0xfe)
		return false;
	return (c >= 0xe0 && c <= 0xff) || c == 0x153;
}

static void add_letter(struct letters *letters, UChar32 c, bool is_utf8)
{
	bool vowel = is_vowel(c);
	size_t i = letters->n;

	if (c == 0x2019)
		c = '\'';
	if (is_utf8)
		U8_APPEND_UNSAFE(letters->text, letters->n, c);
	else
		letters->text[letters->n++] = c < 0x100 ? (unsigned char)c : '?';
	for (; i < letters->n; i++)
		letters->vowels[i] = vowel;
}

static void read_letters(struct letters *letters, bool is_utf8, const char *word, size_t len)
{
	letters->text[0] = '.';
	letters->n = 1;
	for (size_t i = 0; i < len && letters->n <= LONGEST;) {
		UChar32 c;

		U8_NEXT_UNSAFE(word, i, c);
		add_letter(letters, c, is_utf8);
	}
	letters->text[letters->n] = '.';
}

unsigned syllables_count(const struct patterns *patterns, const char *word, size_t len)
{
	bool has_vowel = false;
	struct letters letters;
	unsigned char values[LONGEST + 8];
	unsigned n = 0;

	read_letters(&letters, patterns_are_utf8(patterns), word, len);
	patterns_apply(patterns, letters.text, letters.n + 1, values);
	for (size_t i = 1; i < letters.n; i++) {
		bool parts = i + 1 == letters.n || (values[i] & 1);

		has_vowel |= letters.vowels[i];
		n += has_vowel & parts;
		has_vowel &= !parts;
	}
	return n ? n : 1;
}
