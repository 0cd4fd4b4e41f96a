#include "data/lang.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* po/pt.mo, byte for byte; its layout is in gettext's manual, "The Format of GNU MO Files". */
static const unsigned char pt_catalogue[] = {
#include "po/pt.inc"
};

/* The process's one choice: see the header. */
static const unsigned char *catalogue;

static uint32_t word(size_t offset)
{
	uint32_t value;

	memcpy(&value, catalogue + offset, sizeof(value));
	return value;
}

static const char *string(uint32_t table, uint32_t i)
{
	return (const char *)catalogue + word(table + 8U * i + 4);
}

/* The originals are sorted; a plural entry is known by its singular. */
static const char *find(const char *text)
{
	uint32_t low = 0, high = word(8), originals = word(12), translations = word(16);

	while (low < high) {
		uint32_t middle = low + (high - low) / 2;
		int order = strcmp(text, string(originals, middle));

		if (order == 0)
			return string(translations, middle);
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

int lang_set(const char *name)
{
	size_t len = strcspn(name, "_-.@");

	if (len == 2 && strncmp(name, "pt", 2) == 0)
		catalogue = pt_catalogue;
	else if (len == 2 && strncmp(name, "en", 2) == 0)
		catalogue = NULL;
	else
		return -1;
	return 0;
}

void lang_set_from_environment(void)
{
	static const char *const variables[] = { "LC_ALL", "LC_MESSAGES", "LANG" };

	for (size_t i = 0; i < sizeof(variables) / sizeof(*variables); i++) {
		const char *value = getenv(variables[i]);

		if (value && *value) {
			if (lang_set(value))
				(void)lang_set("en");
			return;
		}
	}
	(void)lang_set("en");
}

const char *lang_name(void)
{
	return catalogue ? "pt" : "en";
}

const char *lang_text(const char *text)
{
	const char *found = catalogue && *text ? find(text) : NULL;

	return found ? found : text;
}

/* Portuguese and English both say one form for 1 and the other for the rest. */
const char *lang_plural(const char *one, const char *many, unsigned long n)
{
	const char *found = catalogue ? find(one) : NULL;

	if (!found)
		return n == 1 ? one : many;
	return n == 1 ? found : found + strlen(found) + 1;
}
