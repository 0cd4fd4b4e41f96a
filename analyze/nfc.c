#include "analyze/nfc.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>
#include "analyze/classes.h"
#include "data/lang.h"
#include "data/mem.h"

/* Below U+0300 all is plain, and that is the first whose lead byte is this. */
enum { FIRST_DOUBTFUL = 0xcc, BLOCK = 64 };

enum nfc_class {
	PLAIN = CLASS_UNKNOWN + 1, /* what is before it does not touch it, and alone it stays */
	DOUBTFUL,
};

struct nfc {
	const UNormalizer2 *icu;
	struct classes classes;
	char *text; /* what was handed out last */
	size_t len, size;
	UChar *wide; /* before and after, one behind the other */
	char *narrow;
	size_t room; /* bytes that those two have been made for */
};

static uint8_t class_of(uint32_t c)
{
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *icu = unorm2_getNFCInstance(&status);

	return U_SUCCESS(status) && unorm2_hasBoundaryBefore(icu, (UChar32)c) &&
			       u_getIntPropertyValue((UChar32)c, UCHAR_NFC_QUICK_CHECK) == UNORM_YES
		       ? PLAIN
		       : DOUBTFUL;
}

struct nfc *nfc_new(struct err *err)
{
	UErrorCode status = U_ZERO_ERROR;
	const UNormalizer2 *icu = unorm2_getNFCInstance(&status);
	struct nfc *nfc;

	if (U_FAILURE(status)) {
		err_set(err, ERR_IO, _("ICU cannot normalise: %s"), u_errorName(status));
		return NULL;
	}
	nfc = xcalloc(1, sizeof(*nfc));
	nfc->icu = icu;
	nfc->classes.of = class_of;
	return nfc;
}

void nfc_free(struct nfc *nfc)
{
	if (!nfc)
		return;
	free(nfc->text);
	free(nfc->wide);
	free(nfc->narrow);
	free(nfc);
}

static void add(struct nfc *nfc, const char *bytes, size_t len)
{
	if (nfc->size - nfc->len < len) {
		nfc->size += nfc->size / 2 + len;
		nfc->text = xreallocarray(nfc->text, nfc->size, 1);
	}
	if (len)
		memcpy(nfc->text + nfc->len, bytes, len);
	nfc->len += len;
}

/* The first character from P on that is doubtful, or END. */
static const char *next_doubtful(struct nfc *nfc, const char *p, const char *end)
{
	size_t len;

	while (p < end) {
		unsigned found = 0;

		for (int i = 0; end - p >= BLOCK && i < BLOCK; i++)
			found |= (unsigned char)p[i] >= FIRST_DOUBTFUL;
		if (end - p >= BLOCK && !found) {
			p += BLOCK;
			/* What the block cuts apart is not doubtful. */
			while (p < end && ((unsigned char)*p & 0xc0U) == 0x80)
				p++;
			continue;
		}
		for (const char *stop = end - p >= BLOCK ? p + BLOCK : end; p < stop; p += len) {
			if (classes_at(&nfc->classes, p, &len) == DOUBTFUL)
				return p;
		}
	}
	return end;
}

/* Three times as many units is the most that C makes of any text. */
static void make_room(struct nfc *nfc, size_t len)
{
	if (nfc->room >= len)
		return;
	nfc->room = 2 * len;
	nfc->wide = xreallocarray(nfc->wide, 4 * nfc->room, sizeof(*nfc->wide));
	nfc->narrow = xreallocarray(nfc->narrow, 9 * nfc->room, 1);
}

/* The LEN bytes of PIECE in form C: *OUT bytes of nfc->narrow. */
static int normalise(struct nfc *nfc, const char *piece, size_t len, size_t *out, struct err *err)
{
	UErrorCode status = U_ZERO_ERROR;
	int32_t n = 0, room, normal, bytes = 0;
	UChar *after;

	make_room(nfc, len);
	room = (int32_t)nfc->room;
	after = nfc->wide + room;
	u_strFromUTF8(nfc->wide, room, &n, piece, (int32_t)len, &status);
	normal = unorm2_normalize(nfc->icu, nfc->wide, n, after, 3 * room, &status);
	u_strToUTF8(nfc->narrow, 9 * room, &bytes, after, normal, &status);
	if (U_FAILURE(status))
		return err_set(err, ERR_IO, _("ICU cannot normalise: %s"), u_errorName(status));
	*out = (size_t)bytes;
	return 0;
}

/* From the plain character before P, which the doubtful one at P may change, to the next that
 * is plain; not before START. */
static void find_piece(struct nfc *nfc, const char **piece, const char **piece_end,
		       const char *start, const char *p, const char *end)
{
	size_t len;

	*piece = p > start ? classes_back(p) : p;
	while (p < end && classes_at(&nfc->classes, p, &len) == DOUBTFUL)
		p += len;
	*piece_end = p;
}

int nfc_apply(struct nfc *nfc, const char **data, size_t *len, struct err *err)
{
	const char *end = *data + *len, *kept = *data, *p = *data, *piece, *next;
	bool is_same = true;
	size_t n = 0;

	nfc->len = 0;
	while ((p = next_doubtful(nfc, p, end)) < end) {
		find_piece(nfc, &piece, &next, kept, p, end);
		if (next - piece > NFC_MARKS)
			return err_set(err, ERR_LIMIT,
				       _("more than %d bytes of marks on one letter"), NFC_MARKS);
		if (normalise(nfc, piece, (size_t)(next - piece), &n, err))
			return -1;
		p = next;
		if (n == (size_t)(next - piece) && memcmp(nfc->narrow, piece, n) == 0)
			continue;
		add(nfc, kept, (size_t)(piece - kept));
		add(nfc, nfc->narrow, n);
		kept = next;
		is_same = false;
	}
	if (is_same)
		return 0;
	add(nfc, kept, (size_t)(end - kept));
	*data = nfc->text;
	*len = nfc->len;
	return 0;
}
