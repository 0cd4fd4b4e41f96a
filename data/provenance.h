/*
 * provenance - how the numbers of a summary came about, so that others can make them again.
 *
 * What a summary says itself (where the bytes came from and their hash, the charset, the cut) is
 * not said again here.
 */
#ifndef DATA_PROVENANCE_H
#define DATA_PROVENANCE_H

#include <stdint.h>

struct provenance {
	char *software;       /* "traca 0.1.0, Unicode 15.0, ..."; NULL: not asked for */
	char *options;        /* that numbers depend on: "--cut auto" */
	int64_t fetched;      /* seconds since 1970; 0: a local file, or a total */
	int64_t analyzed;     /* the same; 0: just now */
	char *etag;           /* that came with the bytes; NULL: none */
	char text_sha256[65]; /* of the clean text, or "" */
};

void provenance_release(struct provenance *provenance);

/* TO, which is filled, shares nothing with FROM. */
void provenance_copy(struct provenance *to, const struct provenance *from);

/* The day, "2026-11-28", or "" of 0: who counts the same bytes again on that day gets the same. */
void provenance_date(char date[32], int64_t seconds);
/* Of a day, its beginning; also "2026-11-28T20:15:00Z". -1: no such date. */
int provenance_date_read(int64_t *seconds, const char *date);

#endif
