#include "collect/robots_path.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include "tests/fuzz/fuzz.h"

/* AT[i]: whether what was read of the pattern may end at the target's byte I. */
static void read_octet(bool *at, char c, const char *target, size_t len)
{
	if (c == '*') {
		for (size_t i = 1; i <= len; i++)
			at[i] = at[i] || at[i - 1];
		return;
	}
	for (size_t i = len; i > 0; i--)
		at[i] = at[i - 1] && target[i - 1] == c;
	at[0] = false;
}

/* As robots_pattern_matches, slowly. */
static bool matches(const struct robots_pattern *pattern, const char *target, size_t len)
{
	bool *at = xcalloc(len + 1, sizeof(*at)), yes;

	at[0] = true;
	for (size_t i = 0; i < pattern->len; i++)
		read_octet(at, pattern->text[i], target, len);
	yes = pattern->to_end ? at[len] : memchr(at, true, len + 1) != NULL;
	free(at);
	return yes;
}

/* The first line is a rule's path, the rest is a target. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *path = (const char *)data, *line_end = size ? memchr(path, '\n', size) : NULL;
	size_t path_len = line_end ? (size_t)(line_end - path) : size;
	size_t asked_len = size - path_len - (line_end != NULL);
	char *written = xmalloc(3 * path_len), *target = xmalloc(3 * asked_len);
	struct robots_pattern pattern = robots_pattern_write(written, path, path_len);
	size_t len =
		robots_target_write(target, path + size - asked_len, asked_len, pattern.in_query);
	char *again = xmalloc(3 * len);

	assert(pattern.len <= 3 * path_len && len <= 3 * asked_len);
	assert(robots_path_weight(path, path_len) <= 3 * path_len);
	assert(robots_pattern_matches(&pattern, target, len) == matches(&pattern, target, len));
	assert(robots_target_write(again, target, len, pattern.in_query) == len);
	assert(!len || memcmp(again, target, len) == 0);
	free(written);
	free(target);
	free(again);
	return 0;
}
