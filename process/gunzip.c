#include "process/gunzip.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>
#include <zlib.h>
#include "data/buf.h"
#include "data/lang.h"
#include "data/mem.h"

enum { PIECE = 64 * 1024, GZIP_ONLY = 16 + MAX_WBITS };

/* Another member may follow the one that ended. */
static bool goes_on(z_stream *stream)
{
	return stream->avail_in > 1 && stream->next_in[0] == 0x1f && stream->next_in[1] == 0x8b &&
	       inflateReset(stream) == Z_OK;
}

static int inflate_all(struct buf *out, z_stream *stream, struct err *err)
{
	for (;;) {
		char *to = buf_reserve(out, PIECE, NULL);
		int rc;

		if (!to)
			return err_set(err, ERR_LIMIT,
				       _("decompresses to more than %d times its size"),
				       GUNZIP_RATIO);
		stream->next_out = (Bytef *)to;
		stream->avail_out = PIECE;
		rc = inflate(stream, Z_NO_FLUSH);
		out->len += PIECE - stream->avail_out;
		out->data[out->len] = '\0';
		if (rc == Z_STREAM_END && !goes_on(stream))
			return 0;
		if (rc == Z_BUF_ERROR && !stream->avail_in)
			return err_set(err, ERR_FORMAT, _("the gzip file is broken off"));
		if (rc != Z_OK && rc != Z_STREAM_END)
			return err_set(err, ERR_FORMAT, _("the gzip file is damaged"));
	}
}

/* "12.txt" of "books/12.txt.gz". */
static char *inner_name(const char *source)
{
	const char *slash = source ? strrchr(source, '/') : NULL;
	const char *name = slash ? slash + 1 : source;
	size_t len = name ? strlen(name) : 0;

	if (len > 3 && strcasecmp(name + len - 3, ".gz") == 0)
		len -= 3;
	return xstrndup(name ? name : "", len);
}

int gunzip_page(struct page *inner, const struct page *page, struct err *err)
{
	z_stream stream = { .next_in = (Bytef *)page->body, .avail_in = (uInt)page->len };
	struct buf out;
	int rc;

	*inner = (struct page) { 0 };
	if (page->len > UINT32_MAX)
		return err_set(err, ERR_LIMIT, _("a gzip file of more than 4 GiB"));
	if (inflateInit2(&stream, GZIP_ONLY) != Z_OK)
		return err_set(err, ERR_IO, _("zlib cannot be set up"));
	buf_init(&out, GUNZIP_RATIO * page->len + GUNZIP_FREE);
	rc = inflate_all(&out, &stream, err);
	(void)inflateEnd(&stream);
	if (rc) {
		buf_release(&out);
		return -1;
	}
	inner->source = inner_name(page->source);
	inner->len = out.len;
	inner->body = buf_take(&out);
	return 0;
}
