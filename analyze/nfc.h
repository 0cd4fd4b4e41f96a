/*
 * nfc - a text in Unicode's normalisation form C: e and a combining accent become é.
 *
 * What is in that form already is passed over, and nothing is copied where all is. No more
 * than NFC_MARKS bytes of marks may follow one letter.
 */
#ifndef ANALYZE_NFC_H
#define ANALYZE_NFC_H

#include <stddef.h>
#include "data/err.h"

enum { NFC_MARKS = 1 << 20 };

struct nfc;

/* NULL on failure. */
struct nfc *nfc_new(struct err *err);
void nfc_free(struct nfc *nfc);

/* *DATA and *LEN, well-formed UTF-8 that begins at a line, become what is to be read instead:
 * the same, or what lives until the next call. */
int nfc_apply(struct nfc *nfc, const char **data, size_t *len, struct err *err);

#endif
