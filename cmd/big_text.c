#include "cmd/big_text.h"

#include <stdlib.h>
#include <string.h>
#include <uv.h>
#include "analyze/count.h"
#include "cmd/windows.h"
#include "data/buf.h"
#include "data/lang.h"
#include "data/mem.h"
#include "data/page.h"
#include "process/convert.h"
#include "process/excerpt.h"
#include "process/kind.h"
#include "process/utf8.h"
#include "process/well_formed.h"

enum { WINDOW = 1 << 20 };

/* What a thread works with. */
struct reader {
	struct big_text *big;
	struct buf clean;              /* a window as UTF-8 */
	size_t first_other, first_ill; /* the first pieces that hold more than ASCII, than UTF-8 */
	struct count count;
};

struct big_text {
	struct windows windows; /* that are read */
	const struct big_text_options *options;
	struct charset charset;
	bool is_doubtful; /* the cut found nothing in the excerpt, all is read */
	bool is_damaged;  /* the charset is UTF-8, or ASCII, and not all of the bytes are */
	struct reader *readers;
	void **args; /* them */
	long n_readers;
	char sha256[PAGE_HASH_SIZE];
};

/* ---- first: what the bytes are ---- */

static int take_census(void *arg, size_t number, bool is_first, const char *bytes, size_t len,
		       struct err *err)
{
	struct utf8_census census = utf8_count(bytes, len);
	struct reader *reader = arg;

	(void)is_first;
	(void)err;
	if (census.non_ascii && number < reader->first_other)
		reader->first_other = number;
	if (census.ill_formed && number < reader->first_ill)
		reader->first_ill = number;
	return 0;
}

static void find_first(const struct big_text *big, size_t *other, size_t *ill)
{
	*other = *ill = SIZE_MAX;
	for (long i = 0; i < big->n_readers; i++) {
		const struct reader *reader = &big->readers[i];

		*other = reader->first_other < *other ? reader->first_other : *other;
		*ill = reader->first_ill < *ill ? reader->first_ill : *ill;
	}
}

/* Whole lines of the file, where there are any, after what PAGE has. Returns where they begin. */
static size_t add_lines(const struct big_text *big, struct page *page, uint64_t from,
			struct err *err)
{
	uint64_t left = big->windows.file->size - from;
	size_t len = left < big->windows.size ? (size_t)left : big->windows.size, begin = 0;
	char *to;

	page->body = xreallocarray(page->body, page->len + len + 1, 1);
	to = page->body + page->len;
	if (big_file_read(big->windows.file, from, to, len, err))
		return page->len;
	if (left > len && windows_end(to, len))
		len = windows_end(to, len);
	if (from && memchr(to, '\n', len))
		begin = (size_t)((char *)memchr(to, '\n', len) - to) + 1;
	/* Not in the middle of a character. */
	while (from && begin < len && begin < 4 && ((unsigned char)to[begin] & 0xc0) == 0x80)
		begin++;
	memmove(to, to + begin, len - begin);
	to[len - begin] = '\0';
	page->len += len - begin;
	return page->len - (len - begin);
}

/* A text that the charset, and the cut, of the whole can be told by: its beginning, up to HEAD,
 * the first places that are not like most, and its end, from TAIL on. */
static int make_excerpt(struct big_text *big, struct page *page, size_t *head, size_t *tail,
			struct err *err)
{
	size_t other, ill;
	struct err failure = { 0 };

	find_first(big, &other, &ill);
	big->is_damaged = ill != SIZE_MAX;
	page->source = xstrdup(big->windows.file->path);
	(void)add_lines(big, page, 0, &failure);
	*head = page->len;
	if (other && other != SIZE_MAX)
		(void)add_lines(big, page, (uint64_t)other * big->windows.size, &failure);
	if (ill && ill != SIZE_MAX && ill != other)
		(void)add_lines(big, page, (uint64_t)ill * big->windows.size, &failure);
	*tail = add_lines(big, page, big->windows.file->size - big->windows.size, &failure);
	if (failure.code == ERR_NONE)
		return 0;
	*err = failure;
	return -1;
}

/* From the lines that are kept to the bytes; false: they are not where they can be found. */
static bool find_kept(struct big_text *big, const struct text *text, const char *head,
		      size_t head_len, const char *tail, size_t tail_len)
{
	static const char mark[] = "\xef\xbb\xbf";
	bool is_whole = big->options->process.cut == CUT_NONE;
	size_t start = is_whole ? 0 : excerpt_line_start(head, head_len, text->first_line);
	size_t end = is_whole ? tail_len
			      : excerpt_line_end(tail, tail_len, text->of_lines - text->last_line);

	if (!is_whole && (!text->found || start >= head_len || !end))
		return false;
	if (!start && big->charset.kind == CHARSET_UTF8 && head_len >= 3 &&
	    memcmp(head, mark, 3) == 0)
		start = 3;
	big->windows.start = start;
	big->windows.end = big->windows.file->size - tail_len + end;
	return true;
}

/* What is kept, in bytes; 1, or 0: it cannot be read by the window. PAGE becomes an excerpt. */
static int plan(struct big_text *big, struct text *text, struct page *page, struct err *err)
{
	struct process_options whole = big->options->process;
	const struct kind *kind;
	const char *by;
	size_t head, tail, tail_len;
	char *copy;
	bool is_kept;
	int rc;

	if (make_excerpt(big, page, &head, &tail, err))
		return -1;
	/* The text may be made in place. */
	tail_len = page->len - tail;
	copy = xmalloc(head + tail_len);
	memcpy(copy, page->body, head);
	memcpy(copy + head, page->body + tail, tail_len);
	kind = kind_of(page, &by);
	if (kind->refusal || strcmp(kind->name, "text") == 0)
		rc = process_page(text, page, &whole, err);
	else
		rc = 1;
	is_kept = !rc && !(text->doubled && whole.cut == CUT_AUTO) &&
		  excerpt_may_part(&big->charset, text);
	if (is_kept && !find_kept(big, text, copy, head, copy + head, tail_len)) {
		/* Nothing to see at either end does not say that there is nothing. */
		big->is_doubtful = true;
		big->windows.start = 0;
		big->windows.end = big->windows.file->size;
	}
	free(copy);
	return rc < 0 ? -1 : is_kept;
}

/* ---- then: what the tokens are ---- */

static bool is_utf8(const struct big_text *big)
{
	return big->charset.kind == CHARSET_UTF8 || big->charset.kind == CHARSET_ASCII;
}

static int to_utf8(struct reader *reader, const char **bytes, size_t *len, struct err *err)
{
	const struct big_text *big = reader->big;
	struct charset_damage damage;

	buf_clear(&reader->clean);
	reader->clean.max = 4 * *len + (1 << 20);
	if (!is_utf8(big)) {
		if (charset_convert(&reader->clean, &big->charset, *bytes, *len, &damage, err))
			return -1;
		*len = reader->clean.len;
	} else if (big->is_damaged) {
		char *to = buf_reserve(&reader->clean, 3 * *len, err);

		if (!to)
			return -1;
		*len = utf8_repair(to, *bytes, *len);
	} else {
		return 0;
	}
	*bytes = reader->clean.data;
	return 0;
}

static int count_bytes(void *arg, size_t number, bool is_first, const char *bytes, size_t len,
		       struct err *err)
{
	struct reader *reader = arg;

	if (to_utf8(reader, &bytes, &len, err))
		return -1;
	if (is_first)
		count_begin(&reader->count, number);
	count_window(&reader->count, bytes, len);
	return 0;
}

/* From the lines of the excerpt to those of the file. */
static void place_lines(const struct big_text *big, struct text *text, const struct count *all)
{
	size_t after = text->of_lines - text->last_line;

	if (big->is_doubtful && all->sequences && big->options->process.cut == CUT_AUTO) {
		text->found = true;
		text->cut_rule = "whole";
		text->warning = N_("no mark of Project Gutenberg found: this is the whole text");
		text->first_line = 1;
		after = 0;
	} else if (big->is_doubtful) {
		text->found = false;
		text->cut_rule = "no-text";
		text->first_line = text->last_line = 0;
		text->of_lines = (size_t)all->line_ends + 1;
		return;
	}
	text->last_line = text->first_line + (size_t)all->line_ends;
	text->of_lines = text->last_line + after;
}

/* Both, of what seems to be UTF-8. */
static int count_and_check(void *arg, size_t number, bool is_first, const char *bytes, size_t len,
			   struct err *err)
{
	struct reader *reader = arg;

	if (reader->big->charset.kind == CHARSET_ASCII && utf8_non_ascii(bytes, len))
		reader->first_other = number;
	else if (!well_formed(bytes, len))
		reader->first_ill = number;
	return count_bytes(arg, number, is_first, bytes, len, err);
}

static int finish(struct big_text *big, struct summary *summary, struct text *text, struct err *err)
{
	struct count *counts = xcalloc((size_t)big->n_readers, sizeof(*counts)), all;
	int rc;

	count_init(&all, big->options->analyze.portable);
	for (long i = 0; i < big->n_readers; i++) {
		counts[i] = big->readers[i].count;
		big->readers[i].count = (struct count) { 0 };
	}
	count_join(&all, counts, (size_t)big->n_readers);
	place_lines(big, text, &all);
	rc = analyze_count(summary, text, &all, &big->options->analyze, err);
	for (long i = 0; i < big->n_readers; i++)
		count_release(&counts[i]);
	count_release(&all);
	free(counts);
	return rc;
}

/* ---- front ---- */

static void hash(void *arg)
{
	struct big_text *big = arg;

	/* Where it cannot be read the readers say so. */
	(void)page_hash_file(big->sha256, big->windows.file, NULL);
}

static int read_all(struct big_text *big, on_window *to_do, struct err *err)
{
	return windows_read(&big->windows, to_do, big->args, big->n_readers, err);
}

/* Nothing is known of the file but what the first plan took for granted. */
static void begin(struct big_text *big, struct text *text, struct page *page)
{
	text_release(text);
	page_release(page);
	big->windows.start = 0;
	big->windows.end = big->windows.file->size;
	big->is_doubtful = false;
	for (long i = 0; i < big->n_readers; i++) {
		struct reader *reader = &big->readers[i];

		reader->first_other = reader->first_ill = SIZE_MAX;
		count_release(&reader->count);
		count_init(&reader->count, big->options->analyze.portable);
	}
}

/* What its ends say it is, it is to all appearances. */
static bool is_borne_out(const struct big_text *big)
{
	size_t other, ill;

	find_first(big, &other, &ill);
	return ill == SIZE_MAX && (big->charset.kind == CHARSET_UTF8 || other == SIZE_MAX);
}

/* Most texts are UTF-8, or ASCII, from end to end: they are read once. */
static int go_through(struct big_text *big, struct text *text, struct page *page, struct err *err)
{
	int rc;

	begin(big, text, page);
	rc = plan(big, text, page, err);
	if (rc == 1 && is_utf8(big) && !big->is_damaged) {
		if (read_all(big, count_and_check, err))
			return -1;
		if (is_borne_out(big))
			return 1;
	}
	if (rc != 1)
		return rc;
	begin(big, text, page);
	if (read_all(big, take_census, err))
		return -1;
	rc = plan(big, text, page, err);
	return rc == 1 && read_all(big, count_bytes, err) ? -1 : rc;
}

/* The hash on a thread of its own, where there may be several: it takes as long as all the rest. */
static int analyze(struct big_text *big, struct summary *summary, struct text *text,
		   struct page *page, struct err *err)
{
	uv_thread_t hasher;
	bool wanted = big->options->hash;
	bool threaded = wanted && big->n_readers > 1 && !uv_thread_create(&hasher, hash, big);
	int rc = go_through(big, text, page, err);

	if (rc == 1 && finish(big, summary, text, err))
		rc = -1;
	if (threaded)
		(void)uv_thread_join(&hasher);
	else if (wanted && rc == 1)
		hash(big);
	if (rc == 1)
		memcpy(summary->sha256, big->sha256, sizeof(summary->sha256));
	return rc;
}

int big_text_analyze(struct summary *summary, struct text *text, const struct big_file *file,
		     const struct big_text_options *options, struct err *err)
{
	struct big_text big = {
		.windows = { file, 0, file->size, options->window ? options->window : WINDOW },
		.options = options,
		.n_readers = options->threads,
	};
	struct page page = { 0 };
	int rc;

	/* Its beginning is not its end. */
	if (big.windows.size > file->size / 2)
		big.windows.size = file->size > 1 ? (size_t)(file->size / 2) : 1;
	big.readers = xcalloc((size_t)big.n_readers, sizeof(*big.readers));
	big.args = xcalloc((size_t)big.n_readers, sizeof(*big.args));
	for (long i = 0; i < big.n_readers; i++) {
		big.readers[i].big = &big;
		big.args[i] = &big.readers[i];
	}
	rc = analyze(&big, summary, text, &page, err);
	if (rc != 1)
		text_release(text);
	free(text->data);
	text->data = NULL;
	for (long i = 0; i < big.n_readers; i++) {
		buf_release(&big.readers[i].clean);
		count_release(&big.readers[i].count);
	}
	free(big.readers);
	free(big.args);
	page_release(&page);
	return rc;
}
