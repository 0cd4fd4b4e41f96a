#include "collect/unzip.h"

#include <assert.h>
#include "data/zip.h"
#include "tests/fuzz/fuzz.h"

/* A zip: never more than the limit comes of it, and not 50 times as much from 1 MiB on. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	enum { MOST = 4 << 20 };
	struct err err = { 0 };
	struct buf text;

	buf_init(&text, MOST);
	if (unzip_text(&text, (const char *)data, size, &err))
		assert(err.code == ERR_FORMAT || err.code == ERR_LIMIT);
	else
		assert(text.len <= 1 << 20 || text.len / ZIP_RATIO <= size);
	assert(text.len <= MOST);
	buf_release(&text);
	return 0;
}
