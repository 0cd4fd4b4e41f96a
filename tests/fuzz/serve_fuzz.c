#include "cmd/serve_asked.h"
#include "cmd/serve_listen.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include "data/results.h"
#include "tests/fuzz/fuzz.h"

static void check(const struct serve_question *question)
{
	assert(question->summary >= 0 && question->number >= 0);
	assert(!question->summary || !question->number);
	assert(question->limit >= 0 && question->limit <= 10000);
	assert(question->offset >= 0 && question->offset <= 1000000000);
	assert((int)question->table >= 0 && (int)question->table < TABLES);
}

/* Lines: a host, what can be unpacked, a path, and parameters, as libmicrohttpd parts them. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = string_of(data, size), *rest = text, *line;
	struct serve_asked asked = { 0 };
	struct err err = { 0 };

	line = strsep(&rest, "\n");
	(void)serve_host_is_ours(line);
	line = strsep(&rest, "\n");
	(void)serve_asked_gzip(line);
	line = strsep(&rest, "\n");
	if (line && serve_asked_path(&asked, line, &err) == 0) {
		while ((line = strsep(&rest, "\n"))) {
			char *name = strsep(&line, "=");

			if (serve_asked_parameter(&asked, name, line ? line : "", &err))
				break;
		}
		check(&asked.question);
	}
	free(text);
	return 0;
}
