/*
 * values - the value of an option, from text to what it means.
 *
 * Each puts it where TO points, or returns -1: it is not one.
 */
#ifndef CMD_VALUES_H
#define CMD_VALUES_H

#include <stddef.h>

/* Texts that were given several times, in order. */
struct texts {
	const char **items;
	size_t n;
};

enum color { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

typedef int value_reader(void *to, const char *value);

value_reader value_flag;     /* bool; any value will do */
value_reader value_text;     /* const char *, borrowed: one line, not empty */
value_reader value_texts;    /* struct texts: one more */
value_reader value_header;   /* struct texts: one more, "Name: value", as HTTP allows it */
value_reader value_amount;   /* double, from 0 */
value_reader value_count;    /* long, from 0 */
value_reader value_positive; /* long, from 1 */
value_reader value_ngrams;   /* long, from 1 to NGRAMS_MOST */
value_reader value_ratio;    /* double, between 0 and 1 */
value_reader value_size;     /* size_t: bytes, with K, M or G for powers of 1024 */
value_reader value_language; /* const char *, static: an ISO 639 code, from a code or a name */
value_reader value_via;      /* enum via */
value_reader value_cut;      /* enum cut */
value_reader value_notes;    /* bool: they are dropped */
value_reader value_part;     /* enum part */
value_reader value_format;   /* const struct format * */
value_reader value_table;    /* enum table */
value_reader value_color;    /* enum color */
value_reader value_order;    /* enum order */
value_reader value_date;     /* int64_t: seconds since 1970 */
value_reader value_sort;     /* enum summary_order */
value_reader value_totals;   /* enum total_by */
value_reader value_progress; /* enum progress_kind */
value_reader value_lang;     /* const char *, and lang_set */
value_reader value_scope;    /* enum scope_kind */
value_reader value_group_by; /* enum group_by */
value_reader value_pace_by;  /* enum pace_by */

#endif
