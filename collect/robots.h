/*
 * robots - what one robots.txt allows one crawler (RFC 9309). Pure: bytes in, verdicts out.
 *
 * The groups that name our product token count, all of them together; where none does,
 * those of "*". Of the rules that match, the one with the most octets wins, Allow on a
 * tie; "*" in a path stands for anything, "$" at its end for the end. Percent-encoding is
 * made equal before comparing. Lines that are not understood are passed over. What the
 * file's Content-Type was does not matter, and of a longer file the first 512 KiB count.
 */
#ifndef COLLECT_ROBOTS_H
#define COLLECT_ROBOTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { ROBOTS_MAX = 512 * 1024, ROBOTS_MAX_DELAY_MS = 300 * 1000 };

struct robots;

struct robots_verdict {
	bool allowed;
	const char *line;   /* that decided, as in the file; "" where none did */
	size_t line_number; /* from 1; 0: none */
};

/* Keeps nothing of DATA. PRODUCT_TOKEN is the User-Agent's first word: of "traca/1.0" only
 * "traca" is compared, whatever its case. */
struct robots *robots_parse(const char *data, size_t len, const char *product_token);

void robots_free(struct robots *robots);

/* TARGET is "/path?query". VERDICT, if not NULL, borrows from ROBOTS. */
bool robots_allows(const struct robots *robots, const char *target, struct robots_verdict *verdict);

/* Crawl-delay for us, rounded up, at most ROBOTS_MAX_DELAY_MS; -1: none. */
int64_t robots_delay_ms(const struct robots *robots);

/* The same as the file has it, in seconds; -1: none. */
double robots_delay_asked(const struct robots *robots);

/* The addresses of its Sitemap lines, whomever they stand below. */
const char *const *robots_sitemaps(const struct robots *robots, size_t *count);

#endif
