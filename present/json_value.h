/*
 * json_value - texts, numbers and tables of fields as jansson's values. Only for this room.
 *
 * Every value is the caller's, or is taken by the object that it goes into.
 */
#ifndef PRESENT_JSON_VALUE_H
#define PRESENT_JSON_VALUE_H

#include <stddef.h>
#include <stdint.h>

struct json_t;

struct json_field {
	const char *key;
	struct json_t *value; /* json_object_of takes it; NULL: it could not be made */
};

/* Paths and what others say of a book need not be UTF-8, which is all that JSON can hold: what is
 * none becomes U+FFFD. */
struct json_t *json_text(const char *text, size_t len);
struct json_t *json_text_or_null(const char *text);
struct json_t *json_filled_or_null(const char *text); /* "" is null, too */
struct json_t *json_number(uint64_t value);

/* A language that was detected, and how much of a text is in it; null: none was. */
struct json_t *json_detected(const char *language, int percent);

/* NULL where one of the fields could not be made. */
struct json_t *json_object_of(const struct json_field *fields, size_t n);

#define JSON_OBJECT(fields) json_object_of(fields, sizeof(fields) / sizeof(*(fields)))

#endif
