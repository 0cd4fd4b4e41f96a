#include "collect/robots.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include "tests/fuzz/fuzz.h"

/* AGAIN was read from as good as the same file. */
static void ask(const struct robots *robots, const struct robots *again, const char *target)
{
	struct robots_verdict verdict, second;
	bool allowed = robots_allows(robots, target, &verdict);

	assert(allowed == verdict.allowed);
	assert(allowed == robots_allows(robots, target, NULL));
	assert(allowed == robots_allows(again, target, &second));
	assert(verdict.line_number == second.line_number);
	assert(strcmp(verdict.line, second.line) == 0);
	assert(!*verdict.line == !verdict.line_number);
	assert(allowed || verdict.line_number);
}

/* Asks for what stands after the colon of each line. */
static void ask_all(const struct robots *robots, const struct robots *again, char *lines)
{
	char *line;

	while ((line = strsep(&lines, "\r\n"))) {
		line += strcspn(line, ":");
		ask(robots, again, line + strspn(line, ": \t"));
	}
}

static bool is_forbidden(const char *rule, size_t len, const char *target)
{
	static const char start[] = "User-agent: *\nAllow: /a*b\nDisallow: ";
	size_t before = sizeof(start) - 1;
	char *file = xmalloc(before + len);
	struct robots *robots;
	bool allowed;

	memcpy(file, start, before);
	memcpy(file + before, rule, len);
	robots = robots_parse(file, before + len, "traca");
	allowed = robots_allows(robots, target, NULL);
	robots_free(robots);
	free(file);
	return !allowed;
}

/* The first line as a rule, for the second: with a NUL it forbids what it forbids without. */
static void leave_nuls_out(const uint8_t *data, size_t size)
{
	const uint8_t *end = size ? memchr(data, '\n', size) : NULL;
	char *rule = xmalloc(size + 1), *target;
	size_t len = end ? (size_t)(end - data) : 0, plain = 0;

	for (size_t i = 0; i < len; i++)
		if (data[i])
			rule[plain++] = (char)data[i];
	if (plain < len && end) {
		target = string_of(end + 1, size - len - 1);
		target[strcspn(target, "#\n")] = '\0';
		if (*target == '/' && is_forbidden(rule, plain, target))
			assert(is_forbidden((const char *)data, len, target));
		free(target);
	}
	free(rule);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct robots *robots = robots_parse((const char *)data, size, "traca");
	char *lines = string_of(data, size), *longer = xmalloc(size + 2);
	int64_t delay = robots_delay_ms(robots);
	struct robots *again;
	size_t count;

	memcpy(longer, data, size);
	memcpy(longer + size, "\n#", 2);
	again = robots_parse(longer, size + 2, "TRACA/1.0 (a crawler)");
	ask_all(robots, again, lines);
	ask(robots, again, "/");
	assert(robots_allows(robots, "/robots.txt", NULL));
	assert(delay >= -1 && delay <= ROBOTS_MAX_DELAY_MS);
	assert((delay < 0) == (robots_delay_asked(robots) < 0));
	for (const char *const *address = robots_sitemaps(robots, &count); count; count--)
		assert(**address++);
	robots_free(robots);
	robots_free(again);
	free(lines);
	free(longer);
	leave_nuls_out(data, size);
	return 0;
}
