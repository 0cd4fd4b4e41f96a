#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include <archive.h>
#include <archive_entry.h>
#include "collect/unzip.h"

enum { MAX_ZIP = 8 << 20, MAX_TEXT = 4 << 20 };

struct file {
	const char *name;
	const char *text; /* NULL: a folder */
};

/* ---- zips to try ---- */

static struct archive *begin_zip(char *zip, size_t *len, const char *method)
{
	struct archive *archive = archive_write_new();

	assert_int_equal(archive_write_set_format_zip(archive), ARCHIVE_OK);
	assert_int_equal(archive_write_set_format_option(archive, "zip", "compression", method),
			 ARCHIVE_OK);
	assert_int_equal(archive_write_open_memory(archive, zip, MAX_ZIP, len), ARCHIVE_OK);
	return archive;
}

static void add_file(struct archive *archive, const char *name, const char *text, size_t len)
{
	struct archive_entry *entry = archive_entry_new();

	archive_entry_set_pathname(entry, name);
	archive_entry_set_filetype(entry, text ? AE_IFREG : AE_IFDIR);
	archive_entry_set_perm(entry, 0644);
	archive_entry_set_size(entry, (la_int64_t)len);
	assert_int_equal(archive_write_header(archive, entry), ARCHIVE_OK);
	if (text)
		assert_int_equal(archive_write_data(archive, text, len), (la_ssize_t)len);
	archive_entry_free(entry);
}

static size_t end_zip(struct archive *archive, const size_t *len)
{
	assert_int_equal(archive_write_close(archive), ARCHIVE_OK);
	assert_int_equal(archive_write_free(archive), ARCHIVE_OK);
	return *len;
}

static size_t make_zip(char *zip, const char *method, const struct file *files)
{
	size_t len = 0;
	struct archive *archive = begin_zip(zip, &len, method);

	for (; files->name; files++)
		add_file(archive, files->name, files->text, files->text ? strlen(files->text) : 0);
	return end_zip(archive, &len);
}

/* ---- */

static const struct {
	const char *sentence;
	struct file files[4];
	const char *text;  /* NULL: an error */
	const char *error; /* in it */
} zips[] = {
	{ "one text", { { "12.txt", "twelve" } }, "twelve", NULL },
	{ "below a folder", { { "12/", NULL }, { "12/12.txt", "twelve" } }, "twelve", NULL },
	{ "in capitals", { { "12.TXT", "twelve" } }, "twelve", NULL },
	{ "the other files do not count",
	  { { "cover.jpg", "?" }, { "12-readme.txt", "no" }, { "12.txt", "twelve" } },
	  "twelve",
	  NULL },
	{ "where its name leads does not matter",
	  { { "../../../../etc/12.txt", "twelve" } },
	  "twelve",
	  NULL },
	{ "nor that it is absolute", { { "/etc/12.txt", "twelve" } }, "twelve", NULL },
	{ "an empty text", { { "12.txt", "" } }, "", NULL },
	{ "two texts", { { "12.txt", "a" }, { "13.txt", "b" } }, NULL, "more than one text" },
	{ "no text", { { "12.jpg", "?" } }, NULL, "no text" },
	{ "a folder that is called so", { { "12.txt/", NULL } }, NULL, "no text" },
	{ "nothing", { { NULL, NULL } }, NULL, "damaged" },
};

static int unzip(struct buf *text, const char *zip, size_t len, struct err *err)
{
	*err = (struct err) { 0 };
	buf_init(text, MAX_TEXT);
	return unzip_text(text, zip, len, err);
}

static void the_text_of_a_zip_is_found(void **state)
{
	static const char *const methods[] = { "deflate", "store" };
	char *zip = malloc(MAX_ZIP);

	(void)state;
	for (size_t i = 0; i < 2 * sizeof(zips) / sizeof(*zips); i++) {
		size_t len = make_zip(zip, methods[i % 2], zips[i / 2].files);
		struct buf text;
		struct err err;
		int rc = unzip(&text, zip, len, &err);

		if (zips[i / 2].text ? rc || text.len != strlen(zips[i / 2].text) ||
					       memcmp(text.data ? text.data : "", zips[i / 2].text,
						      text.len) != 0
				     : rc == 0 || !strstr(err.text, zips[i / 2].error))
			fail_msg("%s: %s", zips[i / 2].sentence, err.text);
		buf_release(&text);
	}
	free(zip);
}

static void no_part_of_a_zip_is_taken_for_the_whole(void **state)
{
	static const struct file files[] = { { "12.txt", "twelve and then some" }, { 0 } };
	char *zip = malloc(MAX_ZIP);
	size_t len = make_zip(zip, "deflate", files);

	(void)state;
	for (size_t part = 0; part < len; part++) {
		struct buf text;
		struct err err;

		if (unzip(&text, zip, part, &err) == 0)
			fail_msg("%zu bytes of %zu", part, len);
		assert_int_equal(err.code, ERR_FORMAT);
		buf_release(&text);
	}
	free(zip);
}

static void a_byte_that_changed_is_seen(void **state)
{
	static const struct file files[] = { { "12.txt", "twelve" }, { 0 } };
	char *zip = malloc(MAX_ZIP), *at;
	size_t len = make_zip(zip, "store", files);
	struct buf text;
	struct err err;

	(void)state;
	at = memmem(zip, len, "twelve", 6);
	assert_non_null(at);
	*at = 'T';
	assert_int_equal(unzip(&text, zip, len, &err), -1);
	assert_non_null(strstr(err.text, "damaged"));
	buf_release(&text);
	free(zip);
}

/* SIZE bytes of zero, as one text. */
static int unzip_zeros(size_t size, struct err *err)
{
	char *zip = malloc(MAX_ZIP), *zeros = calloc(1, size);
	size_t len = 0;
	struct archive *archive = begin_zip(zip, &len, "deflate");
	struct buf text;
	int rc;

	add_file(archive, "12.txt", zeros, size);
	len = end_zip(archive, &len);
	rc = unzip(&text, zip, len, err);
	assert_true(text.len <= MAX_TEXT);
	buf_release(&text);
	free(zeros);
	free(zip);
	return rc;
}

static void a_bomb_is_given_up(void **state)
{
	struct err err;

	(void)state;
	assert_int_equal(unzip_zeros(1 << 20, &err), 0);
	assert_int_equal(unzip_zeros(3 << 20, &err), -1);
	assert_int_equal(err.code, ERR_LIMIT);
	assert_non_null(strstr(err.text, "50 times"));
}

static void a_text_that_is_too_large_is_given_up(void **state)
{
	char *noise = malloc(MAX_TEXT + 1), *zip = malloc(MAX_ZIP);
	struct archive *archive;
	size_t len = 0;
	struct buf text;
	struct err err;

	(void)state;
	for (size_t i = 0; i <= MAX_TEXT; i++)
		noise[i] = (char)(i * 2654435761U >> 13);
	archive = begin_zip(zip, &len, "store");
	add_file(archive, "12.txt", noise, MAX_TEXT + 1);
	len = end_zip(archive, &len);
	assert_int_equal(unzip(&text, zip, len, &err), -1);
	assert_int_equal(err.code, ERR_LIMIT);
	buf_release(&text);
	free(noise);
	free(zip);
}

static void many_files_are_given_up(void **state)
{
	char *zip = malloc(MAX_ZIP);
	size_t len = 0;
	struct archive *archive = begin_zip(zip, &len, "store");
	struct buf text;
	struct err err;
	char name[32];

	(void)state;
	for (int i = 0; i < 10001; i++) {
		(void)snprintf(name, sizeof(name), "%d.jpg", i);
		add_file(archive, name, "", 0);
	}
	len = end_zip(archive, &len);
	assert_int_equal(unzip(&text, zip, len, &err), -1);
	assert_int_equal(err.code, ERR_LIMIT);
	buf_release(&text);
	free(zip);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_text_of_a_zip_is_found),
		cmocka_unit_test(no_part_of_a_zip_is_taken_for_the_whole),
		cmocka_unit_test(a_byte_that_changed_is_seen),
		cmocka_unit_test(a_bomb_is_given_up),
		cmocka_unit_test(a_text_that_is_too_large_is_given_up),
		cmocka_unit_test(many_files_are_given_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
