#include "analyze/patterns.h"

#include <hyphen.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "data/mem.h"

/* The last eight values that a state gives are raised in one word, a byte each. */
enum { MAX_STATES = UINT16_MAX, SHORT = 8 };

/* What was read of a word so far ends with the text of a state, the longest that there is. */
struct state {
	uint64_t given;  /* its last values; the highest byte is that of the place it is read to */
	uint32_t values; /* all of them, in the pool */
	uint32_t n;      /* of them */
};

struct patterns {
	bool is_utf8;
	unsigned n_classes;
	unsigned char classes[256]; /* of bytes; 0: in no pattern */
	struct state *states;
	uint16_t *next; /* n_classes for each state */
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

static void number_classes(struct patterns *patterns, const HyphenDict *level)
{
	patterns->n_classes = 1;
	for (int i = 0; i < level->num_states; i++)
		for (int j = 0; j < level->states[i].num_trans; j++) {
			unsigned char *class =
				&patterns->classes[(unsigned char)level->states[i].trans[j].ch];

			if (!*class)
				*class = (unsigned char)patterns->n_classes++;
		}
}

static void add_values(struct patterns *patterns, struct state *state, const char *match)
{
	size_t n = match ? strlen(match) : 0;

	patterns->pool = xreallocarray(patterns->pool, patterns->n_pool + n + 1, 1);
	state->values = (uint32_t)patterns->n_pool;
	state->n = (uint32_t)n;
	for (size_t i = 0; i < n; i++) {
		unsigned char value = (unsigned char)(match[i] - '0');

		patterns->pool[patterns->n_pool++] = value;
		state->given = state->given >> 8 | (uint64_t)value << 56;
	}
}

/* Where its own steps do not lead on, a state goes on as the one it falls back to, whose text is
 * shorter: in order of length, which a queue gives, that one's row is there already. */
static void lay_out(struct patterns *patterns, const HyphenDict *level)
{
	size_t width = patterns->n_classes, n = 1, most = (size_t)level->num_states;
	int *queue = xcalloc(most, sizeof(*queue));

	patterns->next = xcalloc(most * width, sizeof(*patterns->next));
	patterns->states = xcalloc(most, sizeof(*patterns->states));
	for (size_t i = 0; i < n; i++) {
		const HyphenState *state = &level->states[queue[i]];
		uint16_t *row = patterns->next + (size_t)queue[i] * width;

		if (queue[i])
			memcpy(row, patterns->next + (size_t)state->fallback_state * width,
			       width * sizeof(*row));
		add_values(patterns, &patterns->states[queue[i]], state->match);
		for (int j = 0; j < state->num_trans; j++) {
			unsigned class = patterns->classes[(unsigned char)state->trans[j].ch];

			row[class] = (uint16_t)state->trans[j].new_state;
			queue[n++] = state->trans[j].new_state;
		}
	}
	free(queue);
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
	free(patterns->states);
	free(patterns->next);
	free(patterns->pool);
	free(patterns);
}

bool patterns_are_utf8(const struct patterns *patterns)
{
	return patterns->is_utf8;
}

/* Of each two bytes, below 128, the higher one. */
static inline uint64_t higher(uint64_t a, uint64_t b)
{
	uint64_t high = ((a | 0x8080808080808080) - b) & 0x8080808080808080;
	uint64_t keep = (high << 1) - (high >> 7); /* all of a byte where A is not lower */

	return (a & keep) | (b & ~keep);
}

/* The values of a pattern that is longer than a word has bytes, up to the one for place PAST. */
static void raise_early(unsigned char *past, const unsigned char *given, size_t n)
{
	for (unsigned char *value = past - n; value < past; value++, given++)
		*value = *given > *value ? *given : *value;
}

/* No branch depends on the word but for the rare long patterns: nobody could predict it. */
void patterns_apply(const struct patterns *patterns, const unsigned char *word, size_t len,
		    unsigned char *values)
{
	uint64_t last = 0; /* the values of the last places; the highest byte is the latest */
	unsigned at = 0;

	for (size_t i = 0; i < len; i++) {
		const struct state *state;

		at = patterns->next[at * patterns->n_classes + patterns->classes[word[i]]];
		state = &patterns->states[at];
		if (i >= SHORT)
			values[i - SHORT] = (unsigned char)last;
		last = higher(last >> 8, state->given);
		if (state->n > SHORT && state->n <= i + 1)
			raise_early(values + i + 1 - SHORT, patterns->pool + state->values,
				    state->n - SHORT);
	}
	for (size_t i = len; i-- > 0 && i + SHORT >= len; last <<= 8)
		values[i] = (unsigned char)(last >> 56);
}
