#include "cmd/books.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "cmd/listing.h"
#include "cmd/pages.h"
#include "cmd/session.h"
#include "cmd/stop.h"
#include "collect/archive.h"
#include "collect/catalog.h"
#include "collect/gutenberg.h"
#include "collect/url.h"
#include "data/buf.h"
#include "data/lang.h"
#include "data/mem.h"

enum {
	MAX_INDEX = 256 << 20,
	MANY_BOOKS = 100, /* from here on the library's terms call it automated use */
	NEAREST = 5,
};

/* ---- the index ---- */

struct arrival {
	struct session *session;
	struct page page;
	struct err failure;
	bool there;
};

static void on_index(struct page *page, const struct err *failure, void *arg)
{
	struct arrival *arrival = arg;

	if (page) {
		arrival->page = *page;
		*page = (struct page) { 0 };
		arrival->there = true;
	} else {
		arrival->failure = *failure;
	}
}

static int ask_index(struct session *session, const char *url, struct page *page, struct err *err)
{
	struct arrival arrival = { .session = session };

	session_introduce(session);
	progress_add(session->progress, _("index"));
	collect_ask_url(session->collect, url, on_index, &arrival);
	if (session_run_loop(session, err)) {
		page_release(&arrival.page);
		return -1;
	}
	*page = arrival.page;
	if (arrival.there)
		return 0;
	*err = arrival.failure;
	return -1;
}

static void say_cached(struct session *session, const char *url, int64_t since)
{
	char date[32];
	time_t when = (time_t)since;
	struct tm tm;

	(void)strftime(date, sizeof(date), "%Y-%m-%d", gmtime_r(&when, &tm));
	session_note(session, xasprintf(_("index: %s, from the cache, of %s"), url, date));
}

/* PAGE, released, becomes the session's catalog in place of an older one. */
static int take_index(struct session *session, struct page *page, const char *where,
		      struct err *err)
{
	struct catalog *catalog = catalog_parse(page->body, page->len, err);

	page_release(page);
	if (!catalog)
		return err_prefix(err, "%s", where);
	catalog_free(session->catalog);
	session->catalog = catalog;
	return 0;
}

/* From the cache, or asked for where REQUIRED; an old one is better than none, and what turns
 * out to be no index at all is none. */
static int index_from_url(struct session *session, const char *url, bool required, struct err *err)
{
	const struct options *options = &session->options;
	struct page page = { 0 };
	struct err trouble = { 0 };
	int64_t since = 0;
	int found = collect_cached_url(session->collect, url, &page, &since, err);
	bool old = difftime(time(NULL), (time_t)since) >= options_index_age_s(options);

	if (found < 0)
		return -1;
	found = found && take_index(session, &page, url, NULL) == 0;
	if (!found && !required)
		return 0;
	if ((!found || old) && !(found && options->offline)) {
		if (ask_index(session, url, &page, &trouble) == 0 &&
		    take_index(session, &page, url, &trouble) == 0) {
			progress_done(session->progress, _("index"), NULL);
			return 0;
		}
		if (!found || trouble.code == ERR_STOPPED || trouble.code == ERR_FULL) {
			*err = trouble;
			return -1;
		}
		progress_done(session->progress, _("index"), trouble.text);
	}
	say_cached(session, url, since);
	return 0;
}

/* The index of the Kth address to try, two a mirror; NULL: there is none. */
static char *index_address(const struct session *session, size_t k)
{
	const char *mirror = session->mirrors.urls[k / 2];

	if (k % 2 == 0)
		return gutenberg_index_url(mirror);
	return gutenberg_is_main(mirror) ? NULL : gutenberg_plain_index_url(mirror);
}

/* Up to the first that is there. ERR is what the first of those that are not failed with. */
static int try_indexes(struct session *session, bool required, struct err *err)
{
	struct err trouble = { 0 }, first = { 0 };

	for (size_t k = 0; k < 2 * session->mirrors.n; k++) {
		char *url = index_address(session, k);

		if (!url || index_from_url(session, url, required, &trouble) == 0) {
			free(url);
			if (session->catalog)
				return 0;
			continue;
		}
		free(url);
		if (first.code == ERR_NONE)
			first = trouble;
		if (trouble.code == ERR_STOPPED || trouble.code == ERR_FULL)
			break;
		if (k + 1 < 2 * session->mirrors.n)
			progress_done(session->progress, _("index"), trouble.text);
		/* A mirror that does not answer does so at its other address, too. */
		if (trouble.code != ERR_STATUS && trouble.code != ERR_FORMAT)
			k |= 1;
	}
	if (first.code == ERR_NONE)
		return 0;
	*err = trouble.code == ERR_STOPPED || trouble.code == ERR_FULL ? trouble : first;
	return -1;
}

/* Any that is in the cache, before one is asked for. */
static int index_from_mirrors(struct session *session, bool required, struct err *err)
{
	if (try_indexes(session, false, err) ||
	    (required && !session->catalog && try_indexes(session, true, err)))
		return -1;
	return 0;
}

static int prefix_index(const struct session *session, struct err *err)
{
	struct err missing = *err;

	if (err->code == ERR_MISSING && session->options.dry_run)
		err_set(err, ERR_MISSING,
			_("%s, and --dry-run does not ask for it: run without it once, or name a "
			  "file with --index"),
			missing.text);
	else if (err->code == ERR_MISSING && session->options.offline)
		err_set(err, ERR_MISSING,
			_("%s: run without --offline once, or name a file with --index"),
			missing.text);
	return err_prefix(err, _("index"));
}

/* Where the index is REQUIRED it is fetched; else it is used when it is at hand. */
static int open_index(struct session *session, bool required, struct err *err)
{
	const char *given = session->options.index;
	struct page page = { 0 };
	int rc;

	if (!given || url_has_scheme(given)) {
		rc = given ? index_from_url(session, given, true, err)
			   : index_from_mirrors(session, required, err);
		return rc ? prefix_index(session, err) : 0;
	}
	rc = page_read_file(&page, given, MAX_INDEX, err) || take_index(session, &page, given, err)
		     ? -1
		     : 0;
	page_release(&page);
	return rc;
}

/* ---- choosing ---- */

static void say_nobody(struct session *session, const char *author)
{
	char *nearest[NEAREST], *line, *longer;
	size_t n = catalog_nearest_authors(nearest, NEAREST, session->catalog, author);

	line = xasprintf(n ? _("nobody in the index is called '%s'; the nearest names:")
			   : _("nobody in the index is called '%s'"),
			 author);
	for (size_t i = 0; i < n; i++) {
		longer = xasprintf("%s%s %s", line, i ? ";" : "", nearest[i]);
		free(line);
		free(nearest[i]);
		line = longer;
	}
	session_failure(session, line);
	free(line);
}

static void choose_author(struct session *session, const char *author, const char *title)
{
	const struct options *options = &session->options;
	struct catalog_query query = {
		.author = author,
		.author_exact = options->author_exact,
		.title = title,
		.language = options->language,
	};
	struct catalog_query anyone = { .author = author, .author_exact = options->author_exact };
	struct booklist any = { 0 };
	char *line;

	if (catalog_select(&session->books, session->catalog, &query))
		return;
	if (author && !catalog_select(&any, session->catalog, &anyone)) {
		say_nobody(session, author);
	} else {
		line = xasprintf(_("no book in the index matches%s%s%s%s%s%s"),
				 author ? " --author " : "", author ? author : "",
				 title ? " --title " : "", title ? title : "",
				 options->language ? " --language " : "",
				 options->language ? options->language : "");
		session_failure(session, line);
		free(line);
	}
	booklist_release(&any);
}

/* Each --author with each --title; either alone; or --language alone. */
static void choose_by_options(struct session *session)
{
	const struct texts *authors = &session->options.authors;
	const struct texts *titles = &session->options.titles;
	size_t n_authors = authors->n ? authors->n : 1;
	size_t n_titles = titles->n ? titles->n : 1;

	for (size_t a = 0; a < n_authors; a++) {
		for (size_t t = 0; t < n_titles; t++)
			choose_author(session, authors->n ? authors->items[a] : NULL,
				      titles->n ? titles->items[t] : NULL);
	}
}

static bool chooses_by_options(const struct options *options)
{
	bool names_books = options->ids.n || options->arguments.n;

	return options->authors.n || options->titles.n || (options->language && !names_books);
}

/* An @author line becomes the author's books, and a web archive its pages, at their place. */
static void expand(struct session *session, struct booklist *written)
{
	for (size_t i = 0; i < written->n; i++) {
		struct book *book = &written->books[i];
		const struct catalog_record *record;

		if (book->kind == BOOK_AUTHOR) {
			choose_author(session, book->author, NULL);
			continue;
		}
		if (book->kind == BOOK_FILE && archive_is_named(book->source)) {
			pages_choose(session, book->source);
			continue;
		}
		record = book->id && session->catalog ? catalog_find(session->catalog, book->id)
						      : NULL;
		if (record && !book->title && record->title)
			book->title = xstrdup(record->title);
		if (record && !book->author && record->author)
			book->author = xstrdup(record->author);
		booklist_add(&session->books, book);
	}
}

static int read_arguments(const struct options *options, struct booklist *written, struct err *err)
{
	for (size_t i = 0; i < options->ids.n; i++) {
		struct book book = { .kind = BOOK_ID };
		char *end;

		book.id = strtol(options->ids.items[i], &end, 10);
		if (*end || book.id < 1 || book.id > 999999999)
			return err_set(err, ERR_USAGE, _("--id: '%s' is not a Gutenberg number"),
				       options->ids.items[i]);
		booklist_add(written, &book);
	}
	for (size_t i = 0; i < options->arguments.n; i++) {
		if (booklist_add_argument(written, options->arguments.items[i], err))
			return -1;
	}
	return 0;
}

static bool names_an_author(const struct booklist *written)
{
	for (size_t i = 0; i < written->n; i++) {
		if (written->books[i].kind == BOOK_AUTHOR)
			return true;
	}
	return false;
}

static bool all_titled(const struct booklist *written)
{
	for (size_t i = 0; i < written->n; i++) {
		if (!written->books[i].title || !written->books[i].author)
			return false;
	}
	return true;
}

static void warn_of_many(struct session *session)
{
	size_t n = 0;

	for (size_t i = 0; i < session->books.n; i++)
		n += session->books.books[i].kind == BOOK_ID;
	if (n <= MANY_BOOKS || session->options.offline)
		return;
	session_note(session,
		     xasprintf(_("%zu books: the library's terms call this automated use; ask a "
				 "mirror instead (--mirror URL), see "
				 "https://www.gutenberg.org/policy/robot_access.html and "
				 "https://www.gutenberg.org/MIRRORS.ALL"),
			       n));
}

int books_choose(struct session *session, struct err *err)
{
	const struct options *options = &session->options;
	struct booklist written = { 0 };
	bool harvests = listing_is_meant(options);
	bool by_options = chooses_by_options(options) && !harvests;
	bool required;
	int rc;

	if (!by_options && !harvests && !options->ids.n && !options->arguments.n)
		return err_set(
			err, ERR_USAGE,
			_("no books: give --author, --title, --id, a list, a file or a URL"));
	/* A list may come from a terminal, or from someone who takes time. */
	stop_at_once(true);
	rc = read_arguments(options, &written, err);
	stop_at_once(false);
	if (rc)
		goto out;
	rc = -1;
	if (harvests && listing_read(session, &written, err))
		goto out;
	required = by_options || names_an_author(&written);
	if ((required || !all_titled(&written)) && open_index(session, required, err))
		goto out;
	if (by_options)
		choose_by_options(session);
	if (!by_options && !harvests && !written.n)
		session_note(session, xstrdup(_("the list names no book: there is nothing to do")));
	expand(session, &written);
	warn_of_many(session);
	rc = 0;
out:
	booklist_release(&written);
	return rc;
}
