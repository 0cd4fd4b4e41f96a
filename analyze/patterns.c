#include "analyze/patterns.h"

#include <hyphen.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "data/mem.h"

enum { MAX_STATES = UINT16_MAX, SHORT = PATTERNS_SHORT, LINE = 64 };

/* All values that a state gives, in the pool. */
struct values {
	uint32_t first, n;
};

/* What was read of a word so far ends with the text of a state, the longest that there is. The
 * last values it gives are raised at once; the last byte is that of the place it is read to. */
struct patterns {
	bool is_utf8;
	unsigned n_classes;
	int shift;                  /* of a state's number: room for the classes in its row */
	unsigned char classes[256]; /* of bytes; 0: in no pattern */
	unsigned char *memory;
	uint16_t *next; /* the rows, in that memory */
	sixteen *given;
	struct values *values;
	unsigned char *pool;
	size_t n_pool;
};

/* ---- reading ---- */

/* Of a dictionary in levels (whole compounds first, German's take two seconds) the last one,
 * which begins where it is told; the name of the charset, which begins the file, goes before it. */
static char *last_level(char *text)
{
	size_t name = strcspn(text, "\n") + 1;
	char *level = text, *found;

	while ((found = strstr(level, "\nNEXTLEVEL")))
		level = found + 1 + strcspn(found + 1, "\n");
	if (level == text || !*level || (size_t)(level + 1 - text) < 2 * name)
		return text;
	level += 1 - name;
	return memcpy(level, text, name);
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

static HyphenDict *parse(char *dictionary)
{
	char *text = without_twins(last_level(dictionary));
	FILE *in = fmemopen(text, strlen(text), "r");
	HyphenDict *parsed = in ? hnj_hyphen_load_file(in) : NULL;

	if (in)
		(void)fclose(in);
	free(text);
	return parsed;
}

/* ---- laying out ---- */

/* Those that the patterns have most get the lowest numbers, and so lie in the first line of a row. */
static void number_classes(struct patterns *patterns, const HyphenDict *level)
{
	size_t met[256] = { 0 }, most = 0;

	for (int i = 0; i < level->num_states; i++)
		for (int j = 0; j < level->states[i].num_trans; j++)
			met[(unsigned char)level->states[i].trans[j].ch]++;
	for (patterns->n_classes = 1;; patterns->n_classes++) {
		for (size_t byte = 0; byte < 256; byte++)
			most = met[byte] > met[most] ? byte : most;
		if (!met[most])
			return;
		patterns->classes[most] = (unsigned char)patterns->n_classes;
		met[most] = 0;
	}
}

static void add_values(struct patterns *patterns, size_t state, const char *match)
{
	size_t n = match ? strlen(match) : 0;

	patterns->pool = xreallocarray(patterns->pool, patterns->n_pool + n + 1, 1);
	patterns->values[state] = (struct values) { (uint32_t)patterns->n_pool, (uint32_t)n };
	for (size_t i = 0; i < n; i++) {
		unsigned char value = (unsigned char)(match[i] - '0');

		patterns->pool[patterns->n_pool++] = value;
		patterns->given[state] = sixteen_moved(patterns->given[state]);
		patterns->given[state][SHORT - 1] = value;
	}
}

/* Where its own steps do not lead on, a state goes on as the one it falls back to, whose text is
 * shorter: in order of length, which a queue gives, that one's row is there already. They are
 * numbered in that order, too, so that those which are met most lie together. */
static void lay_out(struct patterns *patterns, const HyphenDict *level)
{
	size_t width = (size_t)1 << patterns->shift, n = 1, most = (size_t)level->num_states;
	int *queue = xcalloc(most, sizeof(*queue));
	uint16_t *numbers = xcalloc(most, sizeof(*numbers));

	for (size_t i = 0; i < n; i++) {
		const HyphenState *state = &level->states[queue[i]];
		uint16_t *row = patterns->next + i * width;

		if (i)
			memcpy(row, patterns->next + numbers[state->fallback_state] * width,
			       width * sizeof(*row));
		add_values(patterns, i, state->match);
		for (int j = 0; j < state->num_trans; j++) {
			int to = state->trans[j].new_state;

			row[patterns->classes[(unsigned char)state->trans[j].ch]] = (uint16_t)n;
			numbers[to] = (uint16_t)n;
			queue[n++] = to;
		}
	}
	free(queue);
	free(numbers);
}

/* A row of the tables of most languages is one line of memory. */
static void make_room(struct patterns *patterns, size_t n_states)
{
	size_t size;

	while (1U << patterns->shift < patterns->n_classes)
		patterns->shift++;
	size = n_states * sizeof(*patterns->next) << patterns->shift;
	patterns->memory = xcalloc(size + LINE, 1);
	patterns->next = (uint16_t *)(void *)(patterns->memory +
					      (-(uintptr_t)patterns->memory & (LINE - 1)));
	patterns->given = xcalloc(n_states, sizeof(*patterns->given));
	patterns->values = xcalloc(n_states, sizeof(*patterns->values));
}

struct patterns *patterns_new(char *text)
{
	HyphenDict *dictionary = parse(text);
	const HyphenDict *level = dictionary;
	struct patterns *patterns = NULL;

	while (level && level->nextlevel)
		level = level->nextlevel;
	if (level && level->num_states > 0 && level->num_states <= MAX_STATES) {
		patterns = xcalloc(1, sizeof(*patterns));
		patterns->is_utf8 = dictionary->utf8;
		number_classes(patterns, level);
		make_room(patterns, (size_t)level->num_states);
		lay_out(patterns, level);
	}
	if (dictionary)
		hnj_hyphen_free(dictionary);
	return patterns;
}

void patterns_free(struct patterns *patterns)
{
	if (!patterns)
		return;
	free(patterns->memory);
	free(patterns->given);
	free(patterns->values);
	free(patterns->pool);
	free(patterns);
}

bool patterns_are_utf8(const struct patterns *patterns)
{
	return patterns->is_utf8;
}

static inline unsigned step(const struct patterns *patterns, unsigned at, unsigned char byte)
{
	return patterns->next[(size_t)at << patterns->shift | patterns->classes[byte]];
}

/* The values of a pattern that is longer than a word has bytes, up to the one for place PAST. */
static void raise_early(unsigned char *past, const unsigned char *given, size_t n)
{
	for (unsigned char *value = past - n; value < past; value++, given++)
		*value = *given > *value ? *given : *value;
}

void patterns_apply(const struct patterns *patterns, const unsigned char *word, size_t len,
		    unsigned char *values)
{
	sixteen last = { 0 }; /* the values of the last places, the latest last */
	unsigned at = 0;

	for (size_t i = 0; i < len; i++) {
		const struct values *given;

		at = step(patterns, at, word[i]);
		if (i >= SHORT)
			values[i - SHORT] = last[0];
		last = sixteen_higher(sixteen_moved(last), patterns->given[at]);
		given = &patterns->values[at];
		if (given->n > SHORT && given->n <= i + 1)
			raise_early(values + i + 1 - SHORT, patterns->pool + given->first,
				    given->n - SHORT);
	}
	for (size_t i = 0; i < len && i < SHORT; i++)
		values[len - 1 - i] = last[SHORT - 1 - i];
}

/* A word waits for the memory at each byte, so several are read at a time; no branch depends on
 * them: nobody could predict it. */
void patterns_part(const struct patterns *patterns, const sixteen words[PATTERNS_AT_ONCE],
		   size_t len, unsigned parts[PATTERNS_AT_ONCE])
{
	const unsigned char *bytes = (const unsigned char *)words;
	sixteen last[PATTERNS_AT_ONCE] = { 0 };
	unsigned at[PATTERNS_AT_ONCE] = { 0 };

	for (size_t i = 0; i < len; i++) {
#pragma GCC unroll 16
		for (size_t j = 0; j < PATTERNS_AT_ONCE; j++) {
			at[j] = step(patterns, at[j], bytes[j * SHORT + i]);
			last[j] = sixteen_higher(sixteen_moved(last[j]), patterns->given[at[j]]);
		}
	}
	for (size_t j = 0; j < PATTERNS_AT_ONCE; j++) {
		sixteen is_odd = (sixteen)((last[j] & 1) == 1);

		parts[j] = (unsigned)(sixteen_bits(is_odd) >> (SHORT - len));
	}
}
