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
	return 0;
}
