#include "collect/decode.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <zlib.h>
#include "data/lang.h"
#include "data/mem.h"

enum { EITHER_HEADER = 32 + MAX_WBITS, NO_HEADER = -MAX_WBITS };

struct decode {
	bool coded;
	bool fed;   /* some byte has come */
	bool ended; /* the stream is whole */
	z_stream stream;
};

static bool is(const char *coding, const char *name)
{
	return strcasecmp(coding, name) == 0;
}

struct decode *decode_new(const char *coding, struct err *err)
{
	struct decode *decode;

	if (coding && !*coding)
		coding = NULL;
	if (coding && !is(coding, "gzip") && !is(coding, "x-gzip") && !is(coding, "deflate") &&
	    !is(coding, "identity")) {
		err_set(err, ERR_FORMAT, _("an unknown content coding: %s"), coding);
		return NULL;
	}
	decode = xcalloc(1, sizeof(*decode));
	decode->coded = coding && !is(coding, "identity");
	if (decode->coded && inflateInit2(&decode->stream, EITHER_HEADER) != Z_OK) {
		err_set(err, ERR_IO, _("zlib cannot be set up"));
		free(decode);
		return NULL;
	}
	return decode;
}

void decode_free(struct decode *decode)
{
	if (decode && decode->coded)
		(void)inflateEnd(&decode->stream);
	free(decode);
}

/* The first bytes make no header: then there is none, if the rest can be read. */
static int start_over(struct decode *decode, const char *bytes, size_t len)
{
	decode->stream.next_in = (Bytef *)bytes;
	decode->stream.avail_in = (uInt)len;
	return inflateReset2(&decode->stream, NO_HEADER);
}

/* Another member may follow the first; what is none is not ours to judge. */
static bool goes_on(struct decode *decode)
{
	z_stream *stream = &decode->stream;

	if (!stream->avail_in || *stream->next_in != 0x1f)
		return false;
	decode->ended = false;
	return inflateReset(stream) == Z_OK;
}

static int inflate_some(struct decode *decode, decode_sink *sink, void *arg, struct err *err)
{
	char out[32768];
	int rc;

	decode->stream.next_out = (Bytef *)out;
	decode->stream.avail_out = sizeof(out);
	rc = inflate(&decode->stream, Z_NO_FLUSH);
	if (rc == Z_STREAM_END)
		decode->ended = true;
	else if (rc != Z_OK && rc != Z_BUF_ERROR)
		return err_set(err, ERR_NETWORK, _("the compressed body is damaged"));
	return sink(out, sizeof(out) - decode->stream.avail_out, arg, err);
}

int decode_feed(struct decode *decode, const char *bytes, size_t len, decode_sink *sink, void *arg,
		struct err *err)
{
	z_stream *stream = &decode->stream;
	bool first = !decode->fed && len > 0;

	if (!decode->coded || !len)
		return len ? sink(bytes, len, arg, err) : 0;
	decode->fed = true;
	stream->next_in = (Bytef *)bytes;
	stream->avail_in = (uInt)len;
	/* zlib's header is a multiple of 31 and says 8, gzip's begins with 0x1f. */
	if (first && (unsigned char)bytes[0] != 0x1f && (bytes[0] & 15) != 8 &&
	    start_over(decode, bytes, len) != Z_OK)
		return err_set(err, ERR_NETWORK, _("the compressed body is damaged"));
	do {
		if (decode->ended && !goes_on(decode))
			return 0;
		if (inflate_some(decode, sink, arg, err))
			return -1;
	} while (stream->avail_in || !stream->avail_out);
	return 0;
}

int decode_end(const struct decode *decode, struct err *err)
{
	if (!decode->coded || !decode->fed || decode->ended)
		return 0;
	return err_set(err, ERR_NETWORK, _("the compressed body arrived only in part"));
}
