#include "analyze/syllables.h"

#include <hyphen.h>
#include <limits.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/utf8.h>
#include "data/buf.h"
#include "data/mem.h"

enum { MAX_DICTIONARY = 4 << 20, MAX_STATES = 1 << 18, LONGEST = 120, LANGUAGES = 6 };

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

/* libhyphen reads the patterns, and keeps them as an automaton whose steps are sought in lists.
 * Asking it for each of a book's types took as long as all the rest; so its states are laid out
 * as a table here. */
struct patterns {
	HyphenDict *dictionary;
	const HyphenDict *level; /* the patterns in it */
	bool is_utf8;            /* else ISO 8859-1 */
	unsigned n_classes;
	unsigned char classes[256]; /* of bytes; 0: in no pattern */
	uint32_t *next;             /* n_classes for each state */
	unsigned char *lengths;     /* of the values that it gives */
};

struct syllables {
	pthread_mutex_t lock;
	struct patterns *patterns[LANGUAGES];
	bool asked[LANGUAGES];
};

/* ---- reading ---- */

/* Of a dictionary in levels (whole compounds first, German's take two seconds) the last one,
 * which begins where it is told; the name of the charset, which begins the file, goes before it. */
static char *last_level(struct buf *file)
{
	size_t name = strcspn(file->data, "\n") + 1;
	char *level = file->data, *found;

	while ((found = strstr(level, "\nNEXTLEVEL")))
		level = found + 1 + strcspn(found + 1, "\n");
	if (level == file->data || !*level || (size_t)(level + 1 - file->data) < 2 * name)
		return file->data;
	level += 1 - name;
	return memcpy(level, file->data, name);
}

/* Of two patterns, without the numbers; libhyphen skips spaces, too. */
static int compare_letters(const char *left, const char *right)
{
	static const char numbers[] = "0123456789 \t\r";

	left += strspn(left, numbers);
	right += strspn(right, numbers);
	while (*left && *left == *right) {
		left += 1 + strspn(left + 1, numbers);
		right += 1 + strspn(right + 1, numbers);
	}
	return (unsigned char)*left - (unsigned char)*right;
}

/* Of one that stands twice the later goes last. */
static int compare_lines(const void *a, const void *b)
{
	const char *left = *(const char *const *)a, *right = *(const char *const *)b;
	int order = compare_letters(left, right);

	return order ? order : (left > right) - (left < right);
}

/* libhyphen loses memory where a pattern stands twice (the last one holds), in comments with a
 * slash, and where there is no level before the last. Takes TEXT apart; what is left of its
 * patterns, after the line with the charset, is the caller's to free(). */
static char *without_twins(char *text)
{
	static const char level[] = "\nNEXTLEVEL\n";
	size_t n = 0, most = 0, len = strlen(text);
	char **lines, *rest = text, *line, *left, *end;

	for (const char *c = text; *c; c++)
		most += *c == '\n';
	lines = xreallocarray(NULL, most + 1, sizeof(*lines));
	left = xmalloc(len + sizeof(level));
	end = stpcpy(stpcpy(left, strsep(&rest, "\n")), level);
	while ((line = strsep(&rest, "\n")))
		if (*line != '#' && *line != '%')
			lines[n++] = line;
	qsort(lines, n, sizeof(*lines), compare_lines);
	for (size_t i = 0; i < n; i++)
		if (i + 1 == n || compare_letters(lines[i], lines[i + 1]) != 0)
			end = stpcpy(stpcpy(end, lines[i]), "\n");
	free(lines);
	return left;
}

static HyphenDict *parse(struct buf *file)
{
	char *text = without_twins(last_level(file));
	FILE *in = fmemopen(text, strlen(text), "r");
	HyphenDict *dictionary = in ? hnj_hyphen_load_file(in) : NULL;

	if (in)
		(void)fclose(in);
	free(text);
	return dictionary;
}

static HyphenDict *read_dictionary(const char *name)
{
	char *path = xasprintf("/usr/share/hyphen/%s", name);
	HyphenDict *dictionary = NULL;
	struct err err = { 0 };
	struct buf file;

	buf_init(&file, MAX_DICTIONARY);
	if (buf_read_file(&file, path, &err) == 0 && file.len)
		dictionary = parse(&file);
	buf_release(&file);
	free(path);
	return dictionary;
}

/* ---- the table ---- */

static void number_classes(struct patterns *patterns)
{
	const HyphenDict *level = patterns->level;

	patterns->n_classes = 1;
	for (int i = 0; i < level->num_states; i++)
		for (int j = 0; j < level->states[i].num_trans; j++) {
			unsigned char *class =
				&patterns->classes[(unsigned char)level->states[i].trans[j].ch];

			if (!*class)
				*class = (unsigned char)patterns->n_classes++;
		}
}

/* Where its own steps do not lead on, a state goes on as the one it falls back to, whose text is
 * shorter: in order of length, which a queue gives, that one's row is there already. */
static void lay_out(struct patterns *patterns)
{
	const HyphenDict *level = patterns->level;
	size_t width = patterns->n_classes, n = 1;
	int *queue = xcalloc((size_t)level->num_states, sizeof(*queue));

	patterns->next = xcalloc((size_t)level->num_states * width, sizeof(*patterns->next));
	patterns->lengths = xcalloc((size_t)level->num_states, 1);
	for (size_t i = 0; i < n; i++) {
		const HyphenState *state = &level->states[queue[i]];
		uint32_t *row = patterns->next + (size_t)queue[i] * width;

		if (queue[i])
			memcpy(row, patterns->next + (size_t)state->fallback_state * width,
			       width * sizeof(*row));
		patterns->lengths[queue[i]] =
			(unsigned char)(state->match ? strnlen(state->match, UCHAR_MAX) : 0);
		for (int j = 0; j < state->num_trans; j++) {
			unsigned class = patterns->classes[(unsigned char)state->trans[j].ch];

			row[class] = (uint32_t)state->trans[j].new_state;
			queue[n++] = state->trans[j].new_state;
		}
	}
	free(queue);
}

static void patterns_free(struct patterns *patterns)
{
	if (!patterns)
		return;
	hnj_hyphen_free(patterns->dictionary);
	free(patterns->next);
	free(patterns->lengths);
	free(patterns);
}

static struct patterns *patterns_new(const char *file)
{
	HyphenDict *dictionary = read_dictionary(file);
	struct patterns *patterns;

	if (!dictionary)
		return NULL;
	patterns = xcalloc(1, sizeof(*patterns));
	patterns->dictionary = dictionary;
	patterns->level = dictionary;
	while (patterns->level->nextlevel)
		patterns->level = patterns->level->nextlevel;
	patterns->is_utf8 = dictionary->utf8;
	if (patterns->level->num_states > MAX_STATES) {
		patterns_free(patterns);
		return NULL;
	}
	number_classes(patterns);
	lay_out(patterns);
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
			syllables->patterns[i] = patterns_new(languages[i].files[j]);
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

static void read_letters(struct letters *letters, const struct patterns *patterns, const char *word,
			 size_t len)
{
	letters->text[0] = '.';
	letters->n = 1;
	for (size_t i = 0; i < len && letters->n <= LONGEST;) {
		UChar32 c;

		U8_NEXT_UNSAFE(word, i, c);
		add_letter(letters, c, patterns->is_utf8);
	}
	letters->text[letters->n] = '.';
}

/* Of the values that patterns give to each place the highest counts; odd ones part. */
static void value_places(const struct patterns *patterns, const struct letters *letters,
			 char *values)
{
	uint32_t state = 0;

	for (size_t i = 0; i <= letters->n; i++) {
		const char *match;
		size_t len;

		state = patterns->next[state * patterns->n_classes +
				       patterns->classes[letters->text[i]]];
		match = patterns->level->states[state].match;
		len = patterns->lengths[state];
		for (size_t j = 0; j < len && len <= i + 1; j++) {
			char *value = values + i + 1 - len + j;

			*value = match[j] > *value ? match[j] : *value;
		}
	}
}

unsigned syllables_count(const struct patterns *patterns, const char *word, size_t len)
{
	bool has_vowel = false;
	struct letters letters;
	char values[LONGEST + 8];
	unsigned n = 0;

	read_letters(&letters, patterns, word, len);
	memset(values, 0, letters.n + 1);
	value_places(patterns, &letters, values);
	for (size_t i = 1; i < letters.n; i++) {
		has_vowel |= letters.vowels[i];
		if (i + 1 == letters.n || (values[i] & 1)) {
			n += has_vowel;
			has_vowel = false;
		}
	}
	return n ? n : 1;
}
