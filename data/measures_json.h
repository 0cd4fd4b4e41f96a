/*
 * measures_json - measures and curves as JSON, and back: in reports, and in the store.
 */
#ifndef DATA_MEASURES_JSON_H
#define DATA_MEASURES_JSON_H

#include "data/measures.h"

struct json_t;

/* Without the curves. With the digits that read back as the same number; what is not defined is
 * null. */
struct json_t *measures_to_json(const struct measures *measures);

/* Lists of pairs: tokens and types; rank and count; length and how many have it. And of words the
 * parts of a text they are in. */
struct json_t *curves_to_json(const struct curves *curves);

/* Whatever is not as it should be is not there; the formula of Flesch is not read. NULL: JSON is
 * NULL. */
struct measures *measures_from_json(const struct json_t *json);
struct curves *curves_from_json(const struct json_t *json);

#endif
