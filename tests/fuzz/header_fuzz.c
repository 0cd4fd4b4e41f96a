#include "process/header.h"

#include <assert.h>
#include <string.h>
#include "tests/fuzz/fuzz.h"

static void check_value(const char *value)
{
	if (!value)
		return;
	assert(*value && !strchr(value, '\n'));
	assert(is_utf8(value, strlen(value)));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct text text = text_of(data, size);

	header_read(&text);
	check_value(text.title);
	check_value(text.author);
	assert(text.id >= 0 && text.id <= 999999999);
	if (text.language)
		assert(strlen(text.language) == 2 || strlen(text.language) == 3);
	text_release(&text);
	return 0;
}
