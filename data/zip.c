#include "data/zip.h"

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include "data/archive_library.h"
#include "data/lang.h"
#include "data/mem.h"

enum { PIECE = 64 * 1024 };

struct zip {
	struct archive *archive;
	struct archive_entry *entry;
	locale_t utf8;    /* names are in it; 0: it could not be had */
	size_t len, read; /* bytes: of the zip, and those that came of it */
};

bool zip_is(const char *bytes, size_t len)
{
	return len >= 4 && (memcmp(bytes, "PK\3\4", 4) == 0 || memcmp(bytes, "PK\5\6", 4) == 0);
}

/* The library's usual complaints begin so. */
static const struct {
	const char *beginning, *meaning;
} troubles[] = {
	/* Without the directory at its end, of which no reader would hear. */
	{ "Unrecognized archive format", N_("the zip file is broken off, or damaged") },
	{ "Truncated ZIP", N_("the zip file is broken off, or damaged") },
	{ "Damaged Zip archive", N_("the zip file is damaged") },
	{ "Bad CRC", N_("the zip file is damaged") },
	{ "ZIP bad CRC", N_("the zip file is damaged") },
	{ "ZIP compressed data is wrong size", N_("the zip file is damaged") },
	{ "ZIP uncompressed data is wrong size", N_("the zip file is damaged") },
	{ "ZIP decompression failed", N_("the zip file is damaged") },
	{ "Invalid central directory", N_("the zip file is damaged") },
};

static int bad_zip(const struct zip *zip, struct err *err)
{
	const char *why = archive_error_string(zip->archive);

	if (!why)
		why = troubles[0].beginning;
	for (size_t i = 0; i < sizeof(troubles) / sizeof(*troubles); i++) {
		if (strncmp(why, troubles[i].beginning, strlen(troubles[i].beginning)) == 0)
			return err_set(err, ERR_FORMAT, "%s", _(troubles[i].meaning));
	}
	return err_set(err, ERR_FORMAT, _("the zip file is damaged: %s"), why);
}

/* libarchive keeps something for each entry of the directory before it says how many they are. */
static bool has_many_files(const char *bytes, size_t len)
{
	static const char entry[] = "PK\1\2";
	const char *end = bytes + len;

	for (int n = 0; n <= ZIP_MOST_FILES; n++) {
		bytes = memmem(bytes, (size_t)(end - bytes), entry, 4);
		if (!bytes)
			return false;
		bytes += 4;
	}
	return true;
}

struct zip *zip_open(const char *bytes, size_t len, struct err *err)
{
	struct zip *zip;

	if (archive_library_load(err))
		return NULL;
	if (has_many_files(bytes, len)) {
		(void)err_set(err, ERR_LIMIT, _("more than %d files in the zip file"),
			      ZIP_MOST_FILES);
		return NULL;
	}
	zip = xcalloc(1, sizeof(*zip));
	zip->len = len;
	zip->utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
	zip->archive = archive_read_new();
	if (!zip->archive) {
		(void)err_set(err, ERR_IO, _("libarchive cannot be set up"));
	} else if (archive_read_support_format_zip_seekable(zip->archive) != ARCHIVE_OK ||
		   archive_read_open_memory(zip->archive, bytes, len) != ARCHIVE_OK) {
		(void)bad_zip(zip, err);
	} else {
		return zip;
	}
	zip_close(zip);
	return NULL;
}

void zip_close(struct zip *zip)
{
	if (!zip)
		return;
	(void)archive_read_free(zip->archive);
	if (zip->utf8)
		freelocale(zip->utf8);
	free(zip);
}

static int next_file(struct zip *zip, const char **name)
{
	int rc;

	while ((rc = archive_read_next_header(zip->archive, &zip->entry)) == ARCHIVE_OK ||
	       rc == ARCHIVE_WARN) {
		*name = archive_entry_pathname_utf8(zip->entry);
		if (!*name)
			*name = archive_entry_pathname(zip->entry);
		if (*name && archive_entry_filetype(zip->entry) == AE_IFREG)
			return ARCHIVE_OK;
	}
	return rc;
}

int zip_next(struct zip *zip, const char **name, struct err *err)
{
	/* The library turns names that are marked as UTF-8 into the locale's letters. */
	locale_t before = zip->utf8 ? uselocale(zip->utf8) : (locale_t)0;
	int rc = next_file(zip, name);

	if (before)
		(void)uselocale(before);
	if (rc == ARCHIVE_OK)
		return 1;
	return rc == ARCHIVE_EOF ? 0 : bad_zip(zip, err);
}

/* The other methods want as much memory as the file says. */
static bool is_plainly_packed(const struct zip *zip)
{
	const char *format = archive_format_name(zip->archive);

	return format && (strstr(format, "(deflation)") || strstr(format, "(uncompressed)"));
}

int zip_read(struct zip *zip, struct buf *out, struct err *err)
{
	char piece[PIECE];
	la_ssize_t got;

	if (archive_entry_is_encrypted(zip->entry))
		return err_set(err, ERR_FORMAT, _("the zip file is encrypted"));
	if (!is_plainly_packed(zip))
		return err_set(err, ERR_FORMAT,
			       _("the zip file is packed in a way we do not read"));
	while ((got = archive_read_data(zip->archive, piece, sizeof(piece))) > 0) {
		if (buf_add(out, piece, (size_t)got, err))
			return -1;
		zip->read += (size_t)got;
		if (zip->read > ZIP_FREE && zip->read / ZIP_RATIO > zip->len)
			return err_set(err, ERR_LIMIT,
				       _("decompresses to more than %d times its size"), ZIP_RATIO);
	}
	return got < 0 ? bad_zip(zip, err) : 0;
}

bool zip_name_ends(const char *name, const char *end)
{
	size_t len = strlen(name), n = strlen(end);

	return len >= n && strcasecmp(name + len - n, end) == 0;
}
