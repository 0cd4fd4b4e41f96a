#include "present/json_value.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/utf8.h>
#include "data/mem.h"

static json_t *repaired(const char *text, size_t len)
{
	char *clean = xmalloc(3 * len);
	size_t n = 0;
	json_t *string;

	for (size_t i = 0; i < len;) {
		UChar32 c;

		U8_NEXT_OR_FFFD(text, i, len, c);
		U8_APPEND_UNSAFE(clean, n, c);
	}
	string = json_stringn(clean, n);
	free(clean);
	return string;
}

json_t *json_text(const char *text, size_t len)
{
	json_t *string = json_stringn(text, len);

	return string ? string : repaired(text, len);
}

json_t *json_text_or_null(const char *text)
{
	return text ? json_text(text, strlen(text)) : json_null();
}

json_t *json_filled_or_null(const char *text)
{
	return json_text_or_null(*text ? text : NULL);
}

json_t *json_number(uint64_t value)
{
	return json_integer((json_int_t)value);
}

json_t *json_detected(const char *language, int percent)
{
	const struct json_field fields[] = {
		{ "language", json_text_or_null(language) },
		{ "percent", json_integer(percent) },
	};
	json_t *object = JSON_OBJECT(fields);

	if (language)
		return object;
	json_decref(object);
	return json_null();
}

json_t *json_object_of(const struct json_field *fields, size_t n)
{
	json_t *object = json_object();
	int rc = 0;

	for (size_t i = 0; i < n; i++)
		rc |= json_object_set_new_nocheck(object, fields[i].key, fields[i].value);
	if (rc) {
		json_decref(object);
		return NULL;
	}
	return object;
}
