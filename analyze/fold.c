#include "analyze/fold.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <unicode/ucasemap.h>
#include "analyze/arena.h"
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

static struct token fold_ascii(struct fold *fold, struct token token)
{
	char *to = arena_reserve(&fold->arena, token.len);

	for (size_t i = 0; i < token.len; i++) {
		char c = token.data[i];

		to[i] = c >= 'A' && c <= 'Z' ? (char)(c | 0x20) : c;
	}
	arena_keep(&fold->arena, token.len);
	return (struct token) { to, token.len };
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

int fold_token(struct fold *fold, struct token *out, struct token token, struct err *err)
{
	bool has_upper = false, has_wide = false;

	for (size_t i = 0; i < token.len; i++) {
		has_upper |= token.data[i] >= 'A' && token.data[i] <= 'Z';
		has_wide |= (unsigned char)token.data[i] >= 0x80;
	}
	if (has_wide)
		return fold_any(fold, out, token, err);
	*out = has_upper ? fold_ascii(fold, token) : token;
	return 0;
}
