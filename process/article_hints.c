#include "process/article_hints.h"

#include <ctype.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <strings.h>

enum {
	LONGEST_WORD = 31,
	LONGEST_NAMES = 1000, /* bytes of a class that are looked at */

	/* Halves of a HINT_BODY. */
	OF_ARTICLE = 1 << 13,
	WHOLE_TEXT = 1 << 14,
	NOT = 1 << 15,      /* the next word counts for nothing */
	EMBEDDED = 1 << 12, /* what is quoted from elsewhere is text */
};

/* By the beginning of a word, or (a '$' at the end) the whole; in order. */
static const struct {
	const char *word;
	unsigned hints;
} words[] = {
	{ "about$", 0 },
	{ "actions$", HINT_SOCIAL },
	{ "ad$", HINT_AD },
	{ "addthis", HINT_SOCIAL },
	{ "addtoany", HINT_SOCIAL },
	{ "ads$", HINT_AD },
	{ "adsbygoogle", HINT_AD },
	{ "advert", HINT_AD },
	{ "alsoread", HINT_RELATED },
	{ "article$", HINT_TEXT | OF_ARTICLE },
	{ "articlebody", HINT_TEXT | HINT_BODY },
	{ "articlecontent", HINT_TEXT | HINT_BODY },
	{ "articletext", HINT_TEXT | HINT_BODY },
	{ "author", HINT_ABOUT },
	{ "banner", HINT_AD },
	{ "blog$", HINT_TEXT | OF_ARTICLE },
	{ "body$", HINT_TEXT | WHOLE_TEXT },
	{ "breadcrumb", HINT_CHROME },
	{ "byline", HINT_ABOUT },
	{ "caption", HINT_CAPTION },
	{ "categories$", HINT_ABOUT },
	{ "combx", HINT_COMMENT },
	{ "comment", HINT_COMMENT },
	{ "consent", HINT_CHROME },
	{ "content$", HINT_TEXT | WHOLE_TEXT },
	{ "contents$", HINT_TEXT | WHOLE_TEXT },
	{ "cookie", HINT_CHROME },
	{ "copy$", HINT_TEXT | WHOLE_TEXT },
	{ "copyright", HINT_CHROME },
	{ "credit", HINT_CAPTION },
	{ "dateline", HINT_ABOUT },
	{ "disqus", HINT_COMMENT },
	{ "editsection", HINT_CHROME },
	{ "embed", EMBEDDED },
	{ "entry$", HINT_TEXT | OF_ARTICLE },
	{ "entrycontent", HINT_TEXT | HINT_BODY },
	{ "follow", HINT_SOCIAL },
	{ "foot$", HINT_CHROME },
	{ "footer", HINT_CHROME },
	{ "gdpr", HINT_CHROME },
	{ "has$", NOT },
	{ "header", HINT_HEADER },
	{ "hidden$", 0 },
	{ "is$", NOT },
	{ "jp$", 0 },
	{ "like$", HINT_SOCIAL },
	{ "main$", HINT_TEXT | WHOLE_TEXT },
	{ "markdown", HINT_TEXT | HINT_BODY },
	{ "masthead", HINT_CHROME },
	{ "menu", HINT_CHROME },
	{ "meta", HINT_ABOUT },
	{ "modal", HINT_CHROME },
	{ "mw$", OF_ARTICLE },
	{ "nav$", HINT_CHROME },
	{ "navbar", HINT_CHROME },
	{ "navigation", HINT_CHROME },
	{ "news$", HINT_TEXT | OF_ARTICLE },
	{ "newsletter", HINT_SOCIAL },
	{ "no$", NOT },
	{ "noprint", HINT_CHROME },
	{ "outbrain", HINT_RELATED },
	{ "overlay", HINT_CHROME },
	{ "page$", OF_ARTICLE },
	{ "pagination", HINT_CHROME },
	{ "paywall", HINT_SOCIAL },
	{ "popular", HINT_RELATED },
	{ "popup", HINT_CHROME },
	{ "post$", HINT_TEXT | OF_ARTICLE },
	{ "postbody", HINT_TEXT | HINT_BODY },
	{ "postcontent", HINT_TEXT | HINT_BODY },
	{ "promo", HINT_AD },
	{ "print$", HINT_CHROME },
	{ "prose$", HINT_TEXT | HINT_BODY },
	{ "rating", HINT_SOCIAL },
	{ "readmore", HINT_RELATED },
	{ "recirc", HINT_RELATED },
	{ "recommend", HINT_RELATED },
	{ "related", HINT_RELATED },
	{ "reply$", HINT_COMMENT },
	{ "respond$", HINT_COMMENT },
	{ "share", HINT_SOCIAL },
	{ "sharing", HINT_SOCIAL },
	{ "shoutbox", HINT_COMMENT },
	{ "sidebar", HINT_CHROME },
	{ "signup", HINT_SOCIAL },
	{ "skip", HINT_CHROME },
	{ "social", HINT_SOCIAL },
	{ "sponsor", HINT_AD },
	{ "story$", HINT_TEXT | OF_ARTICLE },
	{ "storybody", HINT_TEXT | HINT_BODY },
	{ "subscribe", HINT_SOCIAL },
	{ "subscription", HINT_SOCIAL },
	{ "taboola", HINT_RELATED },
	{ "tagcloud", HINT_ABOUT },
	{ "tags$", HINT_ABOUT },
	{ "teaser", HINT_RELATED },
	{ "text$", HINT_TEXT | WHOLE_TEXT },
	{ "tool$", 0 },
	{ "toolbar", HINT_CHROME },
	{ "trending", HINT_RELATED },
	{ "widget", HINT_CHROME },
	{ "with$", NOT },
	{ "without$", NOT },
};

static bool is_word(const char *pattern, const char *word, size_t len)
{
	size_t n = strlen(pattern);

	if (pattern[n - 1] == '$')
		return len == n - 1 && memcmp(pattern, word, len) == 0;
	return len >= n && memcmp(pattern, word, n) == 0;
}

static unsigned hints_of_word(const char *word, size_t len)
{
	size_t low = 0, high = sizeof(words) / sizeof(*words);

	/* The last row that is not after the word is the one, or a whole word between. */
	while (low < high) {
		size_t middle = (low + high) / 2;

		if (strncmp(words[middle].word, word, 1) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < sizeof(words) / sizeof(*words) && words[low].word[0] == *word; low++) {
		if (is_word(words[low].word, word, len))
			return words[low].hints;
	}
	return 0;
}

/* One word in lower case, up to what is no letter, or to a capital after a small letter. */
static const char *take_word(const char *at, const char *end, char *word, size_t *len)
{
	bool small = false;

	for (*len = 0; at < end && isalpha((unsigned char)*at); at++) {
		bool capital = isupper((unsigned char)*at);

		if (capital && small)
			break;
		small = !capital;
		if (*len < LONGEST_WORD)
			word[(*len)++] = (char)tolower((unsigned char)*at);
	}
	return at;
}

/* A name, to the next space. */
static const char *hints_of_name(const char *at, const char *end, unsigned *hints)
{
	unsigned found = 0, word_hints;
	char word[LONGEST_WORD + 1];
	bool not = false;
	size_t len;

	while (at < end && !isspace((unsigned char)*at)) {
		if (!isalpha((unsigned char)*at)) {
			at++;
			continue;
		}
		at = take_word(at, end, word, &len);
		word_hints = hints_of_word(word, len);
		if (!not )
			found |= word_hints;
		not = word_hints & NOT;
	}
	if (found & OF_ARTICLE && found & WHOLE_TEXT)
		found |= HINT_BODY;
	if (found & EMBEDDED)
		found &= ~(unsigned)HINTS_AGAINST;
	*hints |= found & (HINTS_AGAINST | HINT_TEXT | HINT_BODY);
	return at;
}

static unsigned hints_of_names(const char *names)
{
	const char *end = names + strnlen(names, LONGEST_NAMES);
	unsigned hints = 0;

	while (names < end) {
		if (isspace((unsigned char)*names))
			names++;
		else
			names = hints_of_name(names, end, &hints);
	}
	return hints;
}

static unsigned hints_of_role(const char *role)
{
	static const struct {
		const char *role;
		unsigned hints;
	} roles[] = {
		{ "alert", HINT_CHROME },       { "alertdialog", HINT_CHROME },
		{ "banner", HINT_HEADER },      { "complementary", HINT_ASIDE },
		{ "contentinfo", HINT_CHROME }, { "dialog", HINT_CHROME },
		{ "menu", HINT_CHROME },        { "menubar", HINT_CHROME },
		{ "navigation", HINT_CHROME },  { "search", HINT_CHROME },
		{ "toolbar", HINT_CHROME },     { "tooltip", HINT_CHROME },
	};

	for (size_t i = 0; i < sizeof(roles) / sizeof(*roles); i++) {
		if (strcasecmp(role, roles[i].role) == 0)
			return roles[i].hints;
	}
	return 0;
}

static bool hides(const char *style)
{
	const char *display = strcasestr(style, "display");

	return display && strncasecmp(display + 7 + strspn(display + 7, ": "), "none", 4) == 0;
}

unsigned hints_of(const char **attributes)
{
	unsigned hints = 0;

	for (; attributes[0]; attributes += 2) {
		const char *name = attributes[0], *value = attributes[1] ? attributes[1] : "";

		if (strcmp(name, "class") == 0 || strcmp(name, "id") == 0)
			hints |= hints_of_names(value);
		else if (strcmp(name, "role") == 0)
			hints |= hints_of_role(value);
		else if (strcmp(name, "itemprop") == 0 && strcmp(value, "articleBody") == 0)
			hints |= HINT_TEXT | HINT_BODY;
		else if (strcmp(name, "itemprop") == 0 && strcmp(value, "author") == 0)
			hints |= HINT_ABOUT;
		else if (strcmp(name, "itemtype") == 0 && strstr(value, "schema.org/Comment"))
			hints |= HINT_COMMENT;
		else if (strcmp(name, "hidden") == 0 ||
			 (strcmp(name, "style") == 0 && hides(value)) ||
			 (strcmp(name, "aria-hidden") == 0 && strcmp(value, "true") == 0))
			hints |= HINT_HIDDEN;
	}
	return hints;
}
