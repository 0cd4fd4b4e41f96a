#include "data/archive_library.h"

#include <archive.h>
#include <archive_entry.h>
#include "data/library.h"

static const struct library archive = { { "libarchive.so.13" }, "libarchive", "libarchive13" };

int archive_library_load(struct err *err)
{
	return library_load(&archive, err);
}

#define ARCHIVE_FUNCTION(type, name, parameters, ...)                                              \
	LIBRARY_FUNCTION(&archive, type, name, parameters, __VA_ARGS__)

ARCHIVE_FUNCTION(struct archive *, archive_read_new, (void));
ARCHIVE_FUNCTION(int, archive_read_free, (struct archive * of), of);
ARCHIVE_FUNCTION(int, archive_read_support_format_zip_seekable, (struct archive * of), of);
ARCHIVE_FUNCTION(int, archive_read_open_memory,
		 (struct archive * of, const void *bytes, size_t len), of, bytes, len);
ARCHIVE_FUNCTION(int, archive_read_next_header, (struct archive * of, struct archive_entry **entry),
		 of, entry);
ARCHIVE_FUNCTION(la_ssize_t, archive_read_data, (struct archive * of, void *to, size_t size), of,
		 to, size);
ARCHIVE_FUNCTION(const char *, archive_error_string, (struct archive * of), of);
ARCHIVE_FUNCTION(const char *, archive_format_name, (struct archive * of), of);
ARCHIVE_FUNCTION(const char *, archive_version_string, (void));
ARCHIVE_FUNCTION(__LA_MODE_T, archive_entry_filetype, (struct archive_entry * entry), entry);
ARCHIVE_FUNCTION(int, archive_entry_is_encrypted, (struct archive_entry * entry), entry);
ARCHIVE_FUNCTION(const char *, archive_entry_pathname, (struct archive_entry * entry), entry);
ARCHIVE_FUNCTION(const char *, archive_entry_pathname_utf8, (struct archive_entry * entry), entry);
