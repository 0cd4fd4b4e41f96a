#include "cmd/windows.h"

#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <uv.h>
#include "data/lang.h"
#include "data/mem.h"

enum {
	LONGEST = 1 << 28, /* bytes without white space: several times as many are held */
	A_LINE = 64,       /* is shorter, nearly always, than such a part of a window */
};

/* What all threads look at. */
struct reading {
	const struct windows *windows;
	on_window *to_do;
	size_t n_pieces;
	atomic_size_t next_piece;
};

/* What a thread works with. */
struct reader {
	struct reading *reading;
	void *arg;
	size_t number; /* of the piece */
	char *bytes;
	size_t room;
	struct err err; /* ERR_NONE: none */
};

size_t windows_end(const char *bytes, size_t len)
{
	while (len && bytes[len - 1] != '\n' && bytes[len - 1] != ' ' && bytes[len - 1] != '\t')
		len--;
	return len;
}

static int make_room(struct reader *reader, size_t len, struct err *err)
{
	if (len <= reader->room)
		return 0;
	if (len > LONGEST)
		return err_set(err, ERR_LIMIT, _("a sequence of more than %d bytes"), LONGEST);
	reader->room = 2 * len;
	reader->bytes = xreallocarray(reader->bytes, reader->room, 1);
	return 0;
}

/* Pieces begin behind the first line end of their share of the file. *AT: where piece NUMBER
 * does; its end where there is none, and the piece before goes on. */
static int find_begin(struct reader *reader, uint64_t *at, uint64_t end, struct err *err)
{
	const struct windows *big = reader->reading->windows;
	size_t most = big->size / A_LINE + 1;

	if (*at == big->start)
		return 0;
	if (make_room(reader, most, err))
		return -1;
	/* One that stands last begins the next piece. */
	for (uint64_t from = *at - 1; from < end - 1; from += most) {
		size_t len = end - 1 - from < most ? (size_t)(end - 1 - from) : most;
		const char *lf;

		if (big_file_read(big->file, from, reader->bytes, len, err))
			return -1;
		lf = memchr(reader->bytes, '\n', len);
		if (lf) {
			*at = from + (uint64_t)(lf - reader->bytes) + 1;
			return 0;
		}
	}
	*at = end;
	return 0;
}

/* The bytes of the window that are for now: up to the end of the piece, of which LAST is the last
 * byte of its share, or to some white space. The first SEEN have none. */
static size_t part(const char *bytes, size_t len, size_t seen, uint64_t at, uint64_t last,
		   bool *is_over)
{
	const char *lf = NULL;
	size_t end;

	if (at + len > last) {
		size_t from = last > at ? (size_t)(last - at) : 0;

		from = from > seen ? from : seen;
		lf = memchr(bytes + from, '\n', len - from);
	}
	*is_over = *is_over || lf;
	if (lf)
		return (size_t)(lf - bytes) + 1;
	if (*is_over)
		return len;
	end = windows_end(bytes + seen, len - seen);
	return end ? seen + end : 0;
}

static int read_piece(struct reader *reader, struct err *err)
{
	const struct windows *big = reader->reading->windows;
	uint64_t at = big->start + (uint64_t)reader->number * big->size;
	uint64_t end = big->end - at < big->size ? big->end : at + big->size;
	bool is_over = false, is_first = true;
	size_t kept = 0; /* bytes of the window before */

	if (find_begin(reader, &at, end, err))
		return -1;
	if (at == end)
		return 0;
	while (!is_over) {
		uint64_t left = big->end - at - kept;
		/* With the rest of the last line. */
		size_t most = big->size + big->size / A_LINE;
		size_t more = left < most ? (size_t)left : most, len;

		if (make_room(reader, kept + more, err) ||
		    big_file_read(big->file, at + kept, reader->bytes + kept, more, err))
			return -1;
		is_over = more == left;
		len = part(reader->bytes, kept + more, kept, at, end - 1, &is_over);
		if (len && reader->reading->to_do(reader->arg, reader->number, is_first,
						  reader->bytes, len, err))
			return -1;
		is_first = is_first && !len;
		kept = kept + more - len;
		at += len;
		if (!is_over)
			memmove(reader->bytes, reader->bytes + len, kept);
	}
	return 0;
}

static void read_pieces(void *arg)
{
	struct reader *reader = arg;
	struct reading *reading = reader->reading;

	while ((reader->number = atomic_fetch_add(&reading->next_piece, 1)) < reading->n_pieces) {
		if (read_piece(reader, &reader->err)) {
			atomic_store(&reading->next_piece, reading->n_pieces);
			break;
		}
	}
}

static void read_by_all(struct reader *readers, long n)
{
	uv_thread_t *threads = xcalloc((size_t)n, sizeof(*threads));
	long started = 1;

	while (started < n &&
	       uv_thread_create(&threads[started], read_pieces, &readers[started]) == 0)
		started++;
	read_pieces(&readers[0]);
	while (started > 1)
		(void)uv_thread_join(&threads[--started]);
	free(threads);
}

int windows_read(const struct windows *windows, on_window *to_do, void *const *args, long n,
		 struct err *err)
{
	struct reader *readers = xcalloc((size_t)n, sizeof(*readers));
	struct reading reading = { .windows = windows, .to_do = to_do };
	int rc = 0;

	reading.n_pieces =
		(size_t)((windows->end - windows->start + windows->size - 1) / windows->size);
	for (long i = 0; i < n; i++)
		readers[i] = (struct reader) { .reading = &reading, .arg = args[i] };
	read_by_all(readers, n);
	for (long i = 0; i < n; i++) {
		if (readers[i].err.code != ERR_NONE && !rc) {
			*err = readers[i].err;
			rc = -1;
		}
		free(readers[i].bytes);
	}
	free(readers);
	return rc;
}
