#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include <zlib.h>
#include "collect/decode.h"
#include "data/buf.h"

enum { GZIP = 16 + MAX_WBITS, ZLIB = MAX_WBITS, RAW = -MAX_WBITS, MAX = 1 << 20 };

static const char text[] = "O bicho come o livro, e o livro come o tempo; o bicho come o livro.";

static size_t pack(char *out, int format)
{
	z_stream stream = { 0 };
	size_t len;

	assert_int_equal(deflateInit2(&stream, 9, Z_DEFLATED, format, 8, Z_DEFAULT_STRATEGY), Z_OK);
	stream.next_in = (Bytef *)text;
	stream.avail_in = sizeof(text) - 1;
	stream.next_out = (Bytef *)out;
	stream.avail_out = 1024;
	assert_int_equal(deflate(&stream, Z_FINISH), Z_STREAM_END);
	len = stream.total_out;
	(void)deflateEnd(&stream);
	return len;
}

static int keep(const char *bytes, size_t len, void *arg, struct err *err)
{
	return buf_add(arg, bytes, len, err);
}

/* -1 where some piece, or the end, is refused. */
static int unpack(struct buf *out, const char *coding, const char *bytes, size_t len, size_t piece)
{
	struct err err = { 0 };
	struct decode *decode = decode_new(coding, &err);
	int rc = 0;

	assert_non_null(decode);
	buf_init(out, MAX);
	for (size_t at = 0; at < len && !rc; at += piece)
		rc = decode_feed(decode, bytes + at, len - at < piece ? len - at : piece, keep, out,
				 &err);
	rc = rc || decode_end(decode, &err) ? -1 : 0;
	assert_int_equal(err.code == ERR_NONE, rc == 0);
	decode_free(decode);
	return rc;
}

static const struct {
	const char *name, *coding;
	int format;
} cases[] = {
	{ "gzip", "gzip", GZIP },
	{ "gzip by its old name", "x-gzip", GZIP },
	{ "deflate as it should be", "deflate", ZLIB },
	{ "deflate without a header", "deflate", RAW },
	{ "whatever the case", "GZip", GZIP },
};

static void a_coded_body_is_itself_again(void **state)
{
	char packed[1024];

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		size_t len = pack(packed, cases[i].format);

		for (size_t piece = 1; piece <= len; piece += 7) {
			struct buf out;

			if (unpack(&out, cases[i].coding, packed, len, piece) ||
			    out.len != sizeof(text) - 1 || memcmp(out.data, text, out.len) != 0)
				fail_msg("%s, in pieces of %zu", cases[i].name, piece);
			buf_release(&out);
		}
	}
}

static void a_stream_that_stops_anywhere_is_not_whole(void **state)
{
	char packed[1024];

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		size_t len = pack(packed, cases[i].format);

		for (size_t cut = 1; cut < len; cut++) {
			struct buf out;

			if (unpack(&out, cases[i].coding, packed, cut, cut) == 0)
				fail_msg("%s, %zu bytes of %zu", cases[i].name, cut, len);
			buf_release(&out);
		}
	}
}

static void two_members_are_one_body(void **state)
{
	char packed[2048];
	size_t len = pack(packed, GZIP);
	struct buf out;

	(void)state;
	memcpy(packed + len, packed, len);
	assert_int_equal(unpack(&out, "gzip", packed, 2 * len, 5), 0);
	assert_int_equal(out.len, 2 * (sizeof(text) - 1));
	buf_release(&out);
}

static void damage_is_noticed(void **state)
{
	char packed[1024];
	size_t len = pack(packed, GZIP);
	struct buf out;

	(void)state;
	packed[len / 2] ^= 0x55;
	assert_int_equal(unpack(&out, "gzip", packed, len, len), -1);
	buf_release(&out);
	assert_int_equal(unpack(&out, "gzip", "no gzip at all", 14, 14), -1);
	buf_release(&out);
}

static void what_is_not_coded_goes_through(void **state)
{
	struct buf out;

	(void)state;
	assert_int_equal(unpack(&out, NULL, text, sizeof(text) - 1, 3), 0);
	assert_string_equal(out.data, text);
	buf_release(&out);
	assert_int_equal(unpack(&out, "identity", text, sizeof(text) - 1, 3), 0);
	assert_string_equal(out.data, text);
	buf_release(&out);
}

static void an_unknown_coding_is_refused(void **state)
{
	struct err err = { 0 };

	(void)state;
	assert_null(decode_new("br", &err));
	assert_non_null(strstr(err.text, "br"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_coded_body_is_itself_again),
		cmocka_unit_test(a_stream_that_stops_anywhere_is_not_whole),
		cmocka_unit_test(two_members_are_one_body),
		cmocka_unit_test(damage_is_noticed),
		cmocka_unit_test(what_is_not_coded_goes_through),
		cmocka_unit_test(an_unknown_coding_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
