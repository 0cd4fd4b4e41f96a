/*
 * xml - XML of strangers, element by element.
 *
 * Nothing outside the file is read: no external entities, no DTDs, no network. An entity of the
 * file's own stands for its text where that holds neither markup nor other entities, and so do
 * HTML's; any other is U+FFFD. Elements within each other (256), attributes of one (1000), names and
 * values (10 MB) have limits, and what is not well-formed is an error that names the line. Pure.
 */
#ifndef PROCESS_XML_H
#define PROCESS_XML_H

#include <stdbool.h>
#include <stddef.h>
#include "data/err.h"
#include "data/page.h"

/* Names are without a namespace's prefix ("dc:title" is "title"), but that of xml ("xml:lang"). */
struct xml_reader {
	/* ATTRIBUTES: names and values in turn, NULL after the last; may be NULL itself. */
	void (*start)(void *arg, const char *name, const char **attributes);
	void (*end)(void *arg, const char *name);
	void (*text)(void *arg, const char *text, size_t len);
};

/* Of such attributes; NULL: none is called so. */
const char *xml_attribute(const char **attributes, const char *name);

/* The name of the root element, at most SIZE - 1 bytes. DECLARED: the page begins with <?xml.
 * False: it is no XML. */
bool xml_root(char *name, size_t size, bool *declared, const struct page *page);

/* UTF-8 (process/charset), whatever it declares. REPLACED: an entity that is none became U+FFFD. */
int xml_read(const char *xml, size_t len, const struct xml_reader *reader, void *arg,
	     bool *replaced, struct err *err);

#endif
