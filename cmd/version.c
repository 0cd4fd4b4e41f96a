#include "cmd/version.h"

#include <archive.h>
#include <curl/curl.h>
#include <jansson.h>
#include <libpsl.h>
#include <libxml/parser.h>
#include <microhttpd.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>
#include <uv.h>
#include <zlib.h>
#include "cmd/serve_library.h"
#include "collect/curl_library.h"
#include "collect/psl_library.h"
#include "data/archive_library.h"
#include "data/mem.h"
#include "data/sqlite_library.h"

typedef void version_say(const char *name, const char *version, void *arg);

/* What is a letter, a word, lower case, and what a page's text: the numbers depend on it. */
static void say_those_that_count(version_say *say, void *arg)
{
	char unicode[U_MAX_VERSION_STRING_LENGTH], icu[U_MAX_VERSION_STRING_LENGTH];
	UVersionInfo version;

	u_getUnicodeVersion(version);
	u_versionToString(version, unicode);
	u_getVersion(version);
	u_versionToString(version, icu);
	say("Unicode", unicode, arg);
	say("ICU", icu, arg);
	say("libxml2", LIBXML_DOTTED_VERSION, arg);
}

void version_libraries(version_say *say, void *arg)
{
	struct err missing;

	say_those_that_count(say, arg);
	if (!curl_library_load(&missing)) {
		say("libcurl", curl_version_info(CURLVERSION_NOW)->version, arg);
		say("TLS", curl_version_info(CURLVERSION_NOW)->ssl_version, arg);
	}
	say("libuv", uv_version_string(), arg);
	if (!sqlite_library_load(&missing))
		say("SQLite", sqlite3_libversion(), arg);
	if (!archive_library_load(&missing))
		say("libarchive", archive_version_string() + strlen("libarchive "), arg);
	if (!psl_library_load(&missing))
		say("libpsl", psl_get_version(), arg);
	if (!serve_library_load(&missing))
		say("libmicrohttpd", MHD_get_version(), arg);
	say("jansson", jansson_version_str(), arg);
	say("zlib", zlibVersion(), arg);
}

static void add(const char *name, const char *version, void *arg)
{
	char **software = arg, *longer;

	longer = xasprintf("%s, %s %s", *software, name, version);
	free(*software);
	*software = longer;
}

char *version_software(void)
{
	char *software = xstrdup("traca " TRACA_VERSION);

	say_those_that_count(add, &software);
	return software;
}
