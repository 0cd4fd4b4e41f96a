#include <assert.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "analyze/total.h"
#include "data/summary_lines.h"
#include "present/present.h"
#include "tests/fuzz/fuzz.h"

static char *written(const struct summary *summary, const struct format *format)
{
	char *text = NULL;
	size_t len;
	FILE *out = open_memstream(&text, &len);

	assert(present(out, format, &summary, 1, NULL) == 0);
	fclose(out);
	return text;
}

static bool has_tables(const struct summary *summary)
{
	for (int i = 0; i < TABLES; i++)
		if (!summary->tables[i].rows)
			return false;
	return summary->found && !summary->failure;
}

/* Lines that --partial might have written: what was understood of one is written, and read again. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct format *format = present_format_named("ndjson");
	struct summary summary, again;
	struct total *total;
	char *line, *twice;

	if (summary_line_read(&summary, (const char *)data, size, NULL))
		return 0;
	if (has_tables(&summary)) {
		format = present_format_partial();
		total = total_new();
		if (total_add(total, &summary, NULL) == 0) {
			total_read(&again, total, ALL_TABLES, true);
			assert(again.sequences == summary.sequences);
			summary_release(&again);
		}
		total_free(total);
	}
	line = written(&summary, format);
	assert(is_utf8(line, strlen(line)));
	assert(summary_line_read(&again, line, strlen(line), NULL) == 0);
	twice = written(&again, format);
	assert(strcmp(line, twice) == 0);
	free(line);
	free(twice);
	summary_release(&again);
	summary_release(&summary);
	return 0;
}
