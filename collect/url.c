#include "collect/url.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <unicode/uidna.h>
#include "collect/curl_library.h"
#include "data/buf.h"
#include "data/lang.h"
#include "data/mem.h"

static const char white_space[] = " \t\r\n\f";

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static int hex_value(char c)
{
	if (is_digit(c))
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

/* The length of "scheme" where TEXT begins with "scheme:", else 0. */
static size_t scheme_length(const char *text)
{
	size_t len = 0;

	if (!is_letter(*text))
		return 0;
	while (is_letter(text[len]) || is_digit(text[len]) ||
	       (text[len] && strchr("+-.", text[len])))
		len++;
	return text[len] == ':' ? len : 0;
}

bool url_has_scheme(const char *text)
{
	size_t len = scheme_length(text);

	return len && strncmp(text + len, "://", 3) == 0;
}

static int bad_url(struct err *err, enum err_code code, const char *url, const char *why)
{
	char *printable = url_printable(url);

	err_set(err, code, "%.200s: %s", printable, why);
	free(printable);
	return -1;
}

static int add_byte(struct buf *out, char c, bool literal, struct err *err)
{
	static const char digits[] = "0123456789ABCDEF";
	unsigned char byte = (unsigned char)c;
	char escape[3] = { '%', digits[byte >> 4], digits[byte & 15] };

	return literal ? buf_add(out, &c, 1, err) : buf_add(out, escape, 3, err);
}

/* How many bytes of TEXT are such as most of an address is, and stay what they are. */
static size_t plain_length(const char *text, size_t len)
{
	size_t n = 0;

	while (n < len && (is_letter(text[n]) || is_digit(text[n]) || text[n] == '/' ||
			   text[n] == '.' || text[n] == '-' || text[n] == ':'))
		n++;
	return n;
}

/* The byte that TEXT begins with, or what it encodes: *USED of its LEN bytes. */
static int add_next(struct buf *out, const char *text, size_t len, size_t *used, struct err *err)
{
	static const char allowed[] = "-._~!$&'()*+,;=:@/?[]";
	int high = len > 2 && *text == '%' ? hex_value(text[1]) : -1;
	int low = high >= 0 ? hex_value(text[2]) : -1;
	char c = low >= 0 ? (char)(high * 16 + low) : *text;
	bool plain = is_letter(c) || is_digit(c) || strchr(low >= 0 ? "-._~" : allowed, c);

	*used = low >= 0 ? 3 : 1;
	return add_byte(out, c, plain && c, err);
}

/* Percent-encoding made equal; a '%' that encodes nothing is encoded itself. */
static int add_escaped(struct buf *out, const char *text, size_t len, struct err *err)
{
	for (size_t i = 0, n; i < len; i += n) {
		n = plain_length(text + i, len - i);
		if (n ? buf_add(out, text + i, n, err) : add_next(out, text + i, len - i, &n, err))
			return -1;
	}
	return 0;
}

/* Without white space around it, without fragment, escaped. */
static int clean(char **out, const char *url, struct err *err)
{
	const char *start = url + strspn(url, white_space);
	size_t len = strcspn(start, "#");
	struct buf buf;

	if (strlen(url) > URL_MAX)
		return bad_url(err, ERR_LIMIT, url, _("the address is too long"));
	while (len && strchr(white_space, start[len - 1]))
		len--;
	for (size_t i = 0; i < len; i++)
		if ((unsigned char)start[i] < 0x20 || start[i] == 0x7f)
			return bad_url(err, ERR_FORMAT, url, _("control character in the address"));
	buf_init(&buf, URL_MAX);
	if (add_escaped(&buf, start, len, err)) {
		buf_release(&buf);
		return bad_url(err, ERR_LIMIT, url, _("the address is too long"));
	}
	*out = buf_take(&buf);
	return 0;
}

/* http and https, with a host after "//": libcurl would take less, and repair it. */
static int check_scheme(const char *url, struct err *err)
{
	size_t len = scheme_length(url);
	bool web = (len == 4 && strncasecmp(url, "http", 4) == 0) ||
		   (len == 5 && strncasecmp(url, "https", 5) == 0);

	if (len && !web) {
		char *why = xasprintf(_("only http and https are fetched, not %.*s"),
				      (int)(len < 40 ? len : 40), url);

		bad_url(err, ERR_FORMAT, url, why);
		free(why);
		return -1;
	}
	if (!len || strncmp(url + len, "://", 3) != 0)
		return bad_url(err, ERR_FORMAT, url, _("not an address of the web"));
	if (!url[len + 3] || strchr("/?", url[len + 3]))
		return bad_url(err, ERR_FORMAT, url, _("no host in the address"));
	return 0;
}

/* As IDNA (UTS #46) says, whatever the locale. NULL: no host name. */
static char *ascii_of(const char *host)
{
	const uint32_t options = UIDNA_USE_STD3_RULES | UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ |
				 UIDNA_NONTRANSITIONAL_TO_ASCII;
	UIDNAInfo info = UIDNA_INFO_INITIALIZER;
	UErrorCode code = U_ZERO_ERROR;
	UIDNA *idna = uidna_openUTS46(options, &code);
	char name[256] = "";

	(void)uidna_nameToASCII_UTF8(idna, host, -1, name, sizeof(name) - 1, &info, &code);
	uidna_close(idna);
	return U_FAILURE(code) || info.errors || !*name ? NULL : xstrdup(name);
}

static char *lower_case(const char *host)
{
	char *name = xstrdup(host);

	for (char *c = name; *c; c++)
		if (*c >= 'A' && *c <= 'Z')
			*c = (char)(*c - 'A' + 'a');
	return name;
}

static bool is_ascii(const char *text)
{
	while (*text && !(*text & 0x80))
		text++;
	return !*text;
}

static CURLUcode normalise_host(CURLU *parts)
{
	char *host = NULL, *name = NULL;
	CURLUcode code = curl_url_get(parts, CURLUPART_HOST, &host, 0);

	if (code)
		return code;
	name = is_ascii(host) ? lower_case(host) : ascii_of(host);
	if (!name)
		code = CURLUE_BAD_HOSTNAME;
	else if (strcmp(name, host) != 0)
		code = curl_url_set(parts, CURLUPART_HOST, name, 0);
	curl_free(host);
	free(name);
	return code;
}

/* A name in lower case that is no number, or an address as it is usually written. */
static bool is_normal_host(const char *text, size_t len)
{
	char host[256] = "";
	struct in_addr address;
	const char *label;

	if (!len || len >= sizeof(host))
		return false;
	memcpy(host, text, len);
	label = strrchr(host, '.');
	return is_letter(label ? label[1] : *host) || inet_pton(AF_INET, host, &address) == 1;
}

static bool is_normal_port(const char *text, size_t len, long usual)
{
	long port = strtol(text, NULL, 10);

	return len && strspn(text, "0123456789") == len && *text != '0' && len <= 5 &&
	       port <= 65535 && port != usual;
}

/* Of most addresses libcurl, which costs as much as a short run to load, would change nothing but
 * add the path. NULL is no verdict. URL is cleaned. */
static char *normal_at_sight(const char *url)
{
	bool secure = strncmp(url, "https://", 8) == 0;
	const char *host = url + (secure ? 8 : 7), *path = strchr(host, '/');
	size_t len = path ? (size_t)(path - host) : strlen(host);
	size_t name = strspn(host, "abcdefghijklmnopqrstuvwxyz0123456789-.");

	if ((!secure && strncmp(url, "http://", 7) != 0) || !is_normal_host(host, name))
		return NULL;
	if (name != len && (host[name] != ':' ||
			    !is_normal_port(host + name + 1, len - name - 1, secure ? 443 : 80)))
		return NULL;
	if (!path)
		return xasprintf("%s/", url);
	return strstr(path, "/.") || path[strlen(path) - 1] == '?' ? NULL : xstrdup(url);
}

/* FIRST, then REFERENCE against it unless it is NULL; both cleaned. */
static int assemble(char **out, const char *first, const char *reference, struct err *err)
{
	CURLUcode code;
	CURLU *parts;
	char *url = NULL;
	int rc = -1;

	if (curl_library_load(err))
		return -1;
	parts = curl_url();
	code = parts ? CURLUE_OK : CURLUE_OUT_OF_MEMORY;
	if (!code)
		code = curl_url_set(parts, CURLUPART_URL, first, 0);
	if (!code && reference)
		code = curl_url_set(parts, CURLUPART_URL, reference, 0);
	if (!code)
		code = normalise_host(parts);
	if (!code)
		code = curl_url_get(parts, CURLUPART_URL, &url, CURLU_NO_DEFAULT_PORT);
	if (code) {
		bad_url(err, ERR_FORMAT, reference ? reference : first, curl_url_strerror(code));
	} else if (strlen(url) > URL_MAX) {
		bad_url(err, ERR_LIMIT, url, _("the address is too long"));
	} else {
		*out = xstrdup(url);
		rc = 0;
	}
	curl_free(url);
	curl_url_cleanup(parts);
	return rc;
}

static int normalise_cleaned(char **out, const char *cleaned, struct err *err)
{
	char *normal;

	if (check_scheme(cleaned, err))
		return -1;
	normal = normal_at_sight(cleaned);
	if (!normal)
		return assemble(out, cleaned, NULL, err);
	*out = normal;
	return 0;
}

int url_normalise(char **out, const char *url, struct err *err)
{
	char *cleaned;
	int rc;

	if (clean(&cleaned, url, err))
		return -1;
	rc = normalise_cleaned(out, cleaned, err);
	free(cleaned);
	return rc;
}

int url_resolve(char **out, const char *base, const char *reference, struct err *err)
{
	char *cleaned = NULL, *absolute = NULL;
	int rc;

	if (clean(&cleaned, reference, err))
		return -1;
	if (strncmp(cleaned, "//", 2) == 0) {
		absolute = xasprintf("%.*s:%s", (int)scheme_length(base), base, cleaned);
		rc = normalise_cleaned(out, absolute, err);
	} else if (scheme_length(cleaned)) {
		rc = normalise_cleaned(out, cleaned, err);
	} else {
		/* To libcurl 7.88 an empty reference is the folder of the page. */
		rc = assemble(out, base, *cleaned ? cleaned : NULL, err);
	}
	free(absolute);
	free(cleaned);
	return rc;
}

/* Where the authority begins, its user and password left out, and how long the rest is. */
static const char *authority_of(const char *url, size_t *len)
{
	const char *start = strstr(url, "://");
	const char *at;

	start = start ? start + 3 : url;
	*len = strcspn(start, "/?#");
	at = memrchr(start, '@', *len);
	if (at) {
		*len -= (size_t)(at + 1 - start);
		start = at + 1;
	}
	return start;
}

char *url_authority(const char *url)
{
	size_t len;
	const char *start = authority_of(url, &len);
	size_t scheme = scheme_length(url) + 3; /* and "://" */

	if (start == url + scheme)
		return xstrndup(url, scheme + len);
	return xasprintf("%.*s%.*s", (int)scheme, url, (int)len, start);
}

char *url_host(const char *url)
{
	size_t len;
	const char *start = authority_of(url, &len);
	const char *end = *start == '[' ? memchr(start, ']', len) : NULL;
	const char *name = end ? end : start;
	const char *colon = memchr(name, ':', len - (size_t)(name - start));

	return xstrndup(start, colon ? (size_t)(colon - start) : len);
}

int url_port(const char *url)
{
	size_t len;
	const char *start = authority_of(url, &len);
	const char *port = start + len;

	while (port > start && is_digit(port[-1]))
		port--;
	if (port > start && port < start + len && port[-1] == ':')
		return (int)strtol(port, NULL, 10);
	return strncmp(url, "https", 5) == 0 ? 443 : 80;
}

char *url_target(const char *url)
{
	size_t len;
	const char *start = authority_of(url, &len) + len;

	return *start == '/' ? xstrdup(start) : xasprintf("/%s", start);
}

/* Text that failed to be a URL is shown too, so slashes may be missing or turned. */
char *url_printable(const char *url)
{
	const char *start = url + strspn(url, white_space);
	size_t scheme = scheme_length(start);
	const char *authority, *at;

	authority = start + (scheme ? scheme + 1 : 0);
	if (!scheme && strncmp(start, "//", 2) != 0)
		return xstrdup(url);
	authority += strspn(authority, "/\\");
	at = memrchr(authority, '@', strcspn(authority, "/\\?#"));
	return at ? xasprintf("%.*s%s", (int)(authority - start), start, at + 1) : xstrdup(url);
}
