/*
 * robots_path - how robots.txt compares paths (RFC 9309, 2.2.2 and 2.2.3). Pure.
 *
 * Both sides are written in one form, then compared octet by octet: everything is
 * percent-encoded but unreserved characters, "/" and "?". "%2F" is not "/" in a path; in a
 * query both are mere characters, and equal. So there is a second form, for patterns
 * that speak of a query.
 */
#ifndef COLLECT_ROBOTS_PATH_H
#define COLLECT_ROBOTS_PATH_H

#include <stdbool.h>
#include <stddef.h>

struct robots_pattern {
	const char *text; /* in canonical form; "*" stands for anything */
	size_t len;
	bool to_end;   /* ended in "$" */
	bool in_query; /* text is in the second form */
};

/* Both write at most 3 * LEN bytes to OUT. */
struct robots_pattern robots_pattern_write(char *out, const char *path, size_t len);
size_t robots_target_write(char *out, const char *target, size_t len, bool in_query);

/* How specific a rule is: its octets, those that must be encoded counted as if they were. */
size_t robots_path_weight(const char *path, size_t len);

/* TARGET is in the form that the pattern asks for. Linear in LEN, whatever the pattern. */
bool robots_pattern_matches(const struct robots_pattern *pattern, const char *target, size_t len);

#endif
