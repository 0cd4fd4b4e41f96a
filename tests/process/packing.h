/*
 * packing - files in zips and gzip, made for tests. The bodies are the caller's to free().
 */
#ifndef TESTS_PROCESS_PACKING_H
#define TESTS_PROCESS_PACKING_H

#include <archive.h>
#include <archive_entry.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>
#include "data/page.h"

struct packed_file {
	const char *name, *text;
};

/* FILES ends where a name is NULL, or after 16. */
static inline struct page pack_zip(const struct packed_file *files)
{
	struct archive *archive = archive_write_new();
	struct page page = { 0 };
	size_t size = 1 << 16;

	for (size_t i = 0; i < 16 && files[i].name; i++)
		size += 1000 + strlen(files[i].text);
	page.body = malloc(size);
	(void)archive_write_set_format_zip(archive);
	(void)archive_write_open_memory(archive, page.body, size, &page.len);
	for (size_t i = 0; i < 16 && files[i].name; i++) {
		struct archive_entry *entry = archive_entry_new();
		size_t len = strlen(files[i].text);

		archive_entry_set_pathname(entry, files[i].name);
		archive_entry_set_filetype(entry, AE_IFREG);
		archive_entry_set_perm(entry, 0644);
		archive_entry_set_size(entry, (la_int64_t)len);
		(void)archive_write_header(archive, entry);
		(void)archive_write_data(archive, files[i].text, len);
		archive_entry_free(entry);
	}
	(void)archive_write_close(archive);
	(void)archive_write_free(archive);
	return page;
}

static inline struct page pack_gzip(const char *bytes, size_t len)
{
	z_stream stream = { 0 };
	struct page page = { 0 };
	size_t size = len + len / 1000 + 1024;

	page.body = malloc(size);
	(void)deflateInit2(&stream, 9, Z_DEFLATED, 16 + MAX_WBITS, 9, Z_DEFAULT_STRATEGY);
	stream.next_in = (Bytef *)bytes;
	stream.avail_in = (uInt)len;
	stream.next_out = (Bytef *)page.body;
	stream.avail_out = (uInt)size;
	(void)deflate(&stream, Z_FINISH);
	page.len = size - stream.avail_out;
	(void)deflateEnd(&stream);
	return page;
}

#endif
