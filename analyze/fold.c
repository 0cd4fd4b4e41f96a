#include "analyze/fold.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ucasemap.h>
#include "analyze/arena.h"
#include "analyze/key.h"
#include "data/lang.h"
#include "data/mem.h"

struct fold {
	UCaseMap *map;
	struct arena arena;
};

struct fold *fold_new(struct err *err)
{
	UErrorCode status = U_ZERO_ERROR;
	UCaseMap *map = ucasemap_open("", 0, &status);
	struct fold *fold;

	if (U_FAILURE(status)) {
		err_set(err, ERR_IO, _("ICU cannot map to lower case: %s"), u_errorName(status));
		return NULL;
	}
	fold = xcalloc(1, sizeof(*fold));
	fold->map = map;
	return fold;
}

void fold_free(struct fold *fold)
{
	if (!fold)
		return;
	arena_release(&fold->arena);
	ucasemap_close(fold->map);
	free(fold);
}

/* The bytes of the code point at DATA that are the same in upper and lower case but for one bit, in
 * the last of them; 0: ask ICU. ASCII, Latin-1, and the punctuation from U+2000 to U+203F. */
static size_t simple_length(const unsigned char *data, size_t left)
{
	if (*data < 0x80)
		return 1;
	if (*data == 0xc2 || *data == 0xc3)
		return left > 1 ? 2 : 0;
	return left > 2 && data[0] == 0xe2 && data[1] == 0x80 ? 3 : 0;
}

static bool is_simple_upper(const unsigned char *data)
{
	return (data[0] >= 'A' && data[0] <= 'Z') ||
	       (data[0] == 0xc3 && data[1] >= 0x80 && data[1] <= 0x9e && data[1] != 0x97);
}

/* What ICU would say, without asking it; false: ask. */
static bool fold_simple(struct fold *fold, struct token *out, struct token token)
{
	const unsigned char *data = (const unsigned char *)token.data;
	char *to = memcpy(arena_reserve(&fold->arena, token.len), token.data, token.len);
	bool has_upper = false;

	for (size_t i = 0, len; i < token.len; i += len) {
		len = simple_length(data + i, token.len - i);
		if (!len)
			return false;
		if (!is_simple_upper(data + i))
			continue;
		to[i + len - 1] = (char)(data[i + len - 1] | 0x20);
		has_upper = true;
	}
	*out = has_upper ? (struct token) { to, token.len } : token;
	if (has_upper)
		arena_keep(&fold->arena, token.len);
	return true;
}

static int fold_any(struct fold *fold, struct token *out, struct token token, struct err *err)
{
	UErrorCode status = U_BUFFER_OVERFLOW_ERROR;
	int32_t len = (int32_t)token.len, size = len;
	char *to = NULL;

	if (token.len > INT32_MAX)
		return err_set(err, ERR_LIMIT, _("a sequence of more than %d bytes"), INT32_MAX);
	/* Lower case may be longer; the second time there is as much room as was missing. */
	for (int attempt = 0; attempt < 2 && status == U_BUFFER_OVERFLOW_ERROR; attempt++) {
		status = U_ZERO_ERROR;
		to = arena_reserve(&fold->arena, (size_t)size);
		size = ucasemap_utf8ToLower(fold->map, to, size, token.data, len, &status);
	}
	if (U_FAILURE(status))
		return err_set(err, ERR_LIMIT, _("ICU cannot map to lower case: %s"),
			       u_errorName(status));
	arena_keep(&fold->arena, (size_t)size);
	*out = (struct token) { to, (size_t)size };
	return 0;
}

/* Bits where one of eight bytes is an ASCII capital, or no ASCII. */
static inline uint64_t unusual(uint64_t word)
{
	const uint64_t ones = 0x0101010101010101, sevens = word & 0x7f * ones;
	uint64_t from_a = sevens + (0x80 - 'A') * ones, past_z = sevens + (0x7f - 'Z') * ones;

	return ((from_a & ~past_z) | word) & 0x80 * ones;
}

static bool is_lower_ascii(struct token token)
{
	uint64_t found = 0;

	if (token.len < 8)
		return !token.len || !unusual(key_load_few(token.data, token.len));
	for (size_t i = 0; i + 8 <= token.len; i += 8)
		found |= unusual(key_load8(token.data + i));
	return !(found | unusual(key_load8(token.data + token.len - 8)));
}

int fold_token(struct fold *fold, struct token *out, struct token token, struct err *err)
{
	*out = token;
	return is_lower_ascii(token) || fold_simple(fold, out, token)
		       ? 0
		       : fold_any(fold, out, token, err);
}
