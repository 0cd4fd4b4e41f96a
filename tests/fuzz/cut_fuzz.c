#include "process/cut.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include "process/lines.h"
#include "tests/fuzz/fuzz.h"

static size_t count_lines(const char *text, size_t len)
{
	size_t n = 1;

	for (size_t i = 0; i < len; i++)
		n += text[i] == '\n';
	return n;
}

static void check_cut(enum cut cut, const struct lines *file, struct cut_edges edges)
{
	struct cut_result result;

	cut_find(&result, cut, file, edges);
	assert(result.rule && result.of_lines == count_lines(file->text, file->len));
	if (!result.found) {
		assert(!result.start && !result.end && !result.first_line && !result.last_line);
		assert(cut != CUT_NONE);
		return;
	}
	assert(result.start <= result.end && result.end <= file->len);
	assert(result.start == 0 || file->text[result.start - 1] == '\n');
	assert(result.end == file->len || file->text[result.end] == '\n');
	assert(result.first_line == count_lines(file->text, result.start));
	assert(result.last_line == count_lines(file->text, result.end));
	if (cut != CUT_NONE) {
		assert(line_is_visible(lines_at(file, result.start)));
		assert(result.end > result.start && file->text[result.end - 1] != '\n');
	}
}

/* What is left is text, and as many lines less as are said to be gone. */
static void check_inside(const struct lines *file, enum cut_notes notes)
{
	char *text = bytes_of(file->text, file->len);
	size_t dropped, len = cut_inside(text, file->len, notes, &dropped);

	assert(len <= file->len && !text[len] && is_utf8(text, len));
	assert(dropped || (len == file->len && !memcmp(text, file->text, len)));
	assert(count_lines(text, len) <= count_lines(file->text, file->len));
	free(text);
}

/* A whole file, by each of the cuts. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct text text = text_of(data, size);
	struct lines file = { text.data, text.len };
	size_t header = cut_header_end(&file);

	assert(header <= file.len);
	assert(header == 0 || header == file.len || file.text[header - 1] == '\n');
	check_cut(CUT_AUTO, &file, (struct cut_edges) { 0 });
	check_cut(CUT_AUTO, &file, (struct cut_edges) { file.len / 3, file.len / 4 });
	check_cut(CUT_CLASSIC, &file, (struct cut_edges) { 0 });
	check_cut(CUT_NONE, &file, (struct cut_edges) { 0 });
	check_inside(&file, CUT_NOTES_KEEP);
	check_inside(&file, CUT_NOTES_APART);
	check_inside(&file, CUT_NOTES_PARAGRAPH);
	text_release(&text);
	return 0;
}
