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
#include "data/mem.h"

void version_libraries(void (*say)(const char *name, const char *version, void *arg), void *arg)
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
	say("libcurl", curl_version_info(CURLVERSION_NOW)->version, arg);
	say("TLS", curl_version_info(CURLVERSION_NOW)->ssl_version, arg);
	say("libuv", uv_version_string(), arg);
	say("SQLite", sqlite3_libversion(), arg);
	say("libarchive", archive_version_string() + strlen("libarchive "), arg);
	say("libpsl", psl_get_version(), arg);
	say("libmicrohttpd", MHD_get_version(), arg);
	say("jansson", jansson_version_str(), arg);
	say("zlib", zlibVersion(), arg);
}

static void add_if_it_counts(const char *name, const char *version, void *arg)
{
	char **software = arg, *longer;

	if (strcmp(name, "Unicode") != 0 && strcmp(name, "ICU") != 0 &&
	    strcmp(name, "libxml2") != 0)
		return;
	longer = xasprintf("%s, %s %s", *software, name, version);
	free(*software);
	*software = longer;
}

char *version_software(void)
{
	char *software = xstrdup("traca " TRACA_VERSION);

	version_libraries(add_if_it_counts, &software);
	return software;
}
