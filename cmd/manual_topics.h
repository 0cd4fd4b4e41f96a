/*
 * manual_topics - what the manual page says beyond commands and options: formats, names, layouts.
 */
#ifndef CMD_MANUAL_TOPICS_H
#define CMD_MANUAL_TOPICS_H

#include <stddef.h>

/* What TERM is; TEXT is a message, to be translated where it is printed. */
struct manual_entry {
	const char *term, *text;
};

/* A section; its title is a message, too. */
struct manual_topic {
	const char *title;
	const struct manual_entry *entries;
	size_t n;
};

/* N of them, in their order. */
const struct manual_topic *manual_topics(size_t *n);

#endif
