#include "present/html.h"

#include <stdlib.h>
#include <string.h>
#include "data/lang.h"
#include "data/mem.h"
#include "present/format.h"
#include "present/markup.h"
#include "present/number.h"
#include "present/site.h"

static const char style[] = {
#include "present/report_css.inc"
	'\0',
};

static const char script[] = {
#include "present/report_js.inc"
	'\0',
};

/* A bookworm, looking out of its page. */
static const char icon[] =
	"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E"
	"%3Crect x='5' y='2' width='22' height='28' rx='3' fill='%23fffdf9' stroke='%239c3d22' "
	"stroke-width='2'/%3E%3Cpath d='M10 21q3-9 6 0t6-9' fill='none' stroke='%231f6f6b' "
	"stroke-width='4' stroke-linecap='round'/%3E%3C/svg%3E";

/* A page with more would be too much for a browser: some 57 kB a book. */
enum { MOST_SECTIONS = 500 };

/* ---- pieces ---- */

void html_figure_begin(FILE *out, const char *class, const char *caption, const char *more)
{
	(void)fprintf(out, "<figure class=\"%s\"><figcaption>", class);
	markup_string(out, caption);
	if (more) {
		(void)fputs("<small>", out);
		markup_string(out, more);
		(void)fputs("</small>", out);
	}
	(void)fputs("</figcaption>\n", out);
}

/* All heads but the first are of numbers. */
void html_data_begin(FILE *out, const char *const *heads, size_t n)
{
	(void)fprintf(out, "<details><summary>%s</summary><div class=\"scroll\"><table><thead><tr>",
		      _("The numbers"));
	for (size_t i = 0; i < n; i++) {
		(void)fprintf(out, "<th scope=\"col\"%s>", i ? " class=\"r\"" : "");
		markup_string(out, heads[i]);
		(void)fputs("</th>", out);
	}
	(void)fputs("</tr></thead><tbody>\n", out);
}

void html_data_end(FILE *out)
{
	(void)fputs("</tbody></table></div></details>\n", out);
}

void html_figure_end(FILE *out)
{
	(void)fputs("</figure>\n", out);
}

void html_cell(FILE *out, const char *text)
{
	(void)fputs("<td><bdi>", out);
	markup_string(out, text);
	(void)fputs("</bdi></td>", out);
}

void html_number(FILE *out, double value, int decimals)
{
	struct number number = decimals < 0 ? number_short(value) : number_of(value, decimals);

	(void)fprintf(out, "<td class=\"r\">%s</td>", number.text);
}

/* ---- the page ---- */

/* What all books have in common, or how many there are; the caller's to free(). */
static char *page_title(const struct html_book *books, size_t n)
{
	const char *author = n ? books[0].summary->author : NULL;

	if (n == 1)
		return xstrdup(present_title(books[0].summary));
	for (size_t i = 1; i < n && author; i++) {
		if (!books[i].summary->author || strcmp(books[i].summary->author, author) != 0)
			author = NULL;
	}
	if (author)
		return xstrdup(author);
	if (!n)
		return xstrdup(_("The shelf"));
	return xasprintf(lang_plural("A shelf of %zu book", "A shelf of %zu books", n), n);
}

static const struct html_script report_script = { script, sizeof(script) - 1, NULL };

void html_policy(FILE *out, const struct html_script *own)
{
	(void)fputs("default-src 'none'; base-uri 'none'; form-action 'none'; style-src ", out);
	markup_hash(out, style, sizeof(style) - 1);
	/* The icon of the page. */
	(void)fputs("; img-src data:; script-src ", out);
	markup_hash(out, own->text, own->len);
	if (own->connect)
		(void)fprintf(out, "; connect-src %s", own->connect);
}

void html_head(FILE *out, const char *title, const struct html_script *own)
{
	(void)fprintf(out,
		      "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
		      "<meta http-equiv=\"Content-Security-Policy\" content=\"",
		      lang_name());
	html_policy(out, own);
	(void)fputs("\">\n<meta name=\"referrer\" content=\"no-referrer\">\n"
		    "<meta name=\"viewport\" content=\"width=device-width\">\n<title>",
		    out);
	markup_string(out, title);
	(void)fprintf(out, " · traça</title>\n<link rel=\"icon\" href=\"%s\">\n<style>%s</style>\n",
		      icon, style);
}

void html_navigation(FILE *out)
{
	(void)fprintf(out,
		      "<nav><a href=\"/\">%s</a> · <a href=\"/live\">%s</a> · "
		      "<a href=\"/api/books\">JSON</a></nav>\n",
		      _("The shelf"), _("Crawls"));
}

void html_end(FILE *out, const struct html_script *own)
{
	(void)fprintf(out, "<script>%s</script>\n</body>\n</html>\n", own->text);
}

void html_name(FILE *out, const struct html_book *book)
{
	if (book->link) {
		(void)fputs("<a href=\"", out);
		markup_string(out, book->link);
		(void)fputs("\">", out);
	} else if (book->has_section) {
		(void)fprintf(out, "<a href=\"#book-%zu\">", book->number);
	}
	markup_string(out, present_title(book->summary));
	if (book->link || book->has_section)
		(void)fputs("</a>", out);
}

static double sum(const struct html_book *books, size_t n, size_t offset)
{
	double total = 0;

	for (size_t i = 0; i < n; i++)
		total += (double)*(const uint64_t *)((const char *)books[i].summary + offset);
	return total;
}

/* What is counted, where that is not the usual and the same in all. */
static void put_rules(FILE *out, const struct html_book *books, size_t n)
{
	char *text;

	if (!n || token_rules_are_usual(&books[0].summary->tokens))
		return;
	for (size_t i = 1; i < n; i++) {
		if (!token_rules_equal(&books[i].summary->tokens, &books[0].summary->tokens))
			return;
	}
	text = token_rules_text(&books[0].summary->tokens);
	(void)fputs(" · ", out);
	(void)fprintf(out, "%s: ", _("What is counted"));
	markup_string(out, text);
	free(text);
}

static void put_lead(FILE *out, const struct html_book *books, size_t n)
{
	struct number words = number_of(sum(books, n, offsetof(struct summary, sequences)), 0);
	struct number characters =
		number_of(sum(books, n, offsetof(struct summary, characters)), 0);

	(void)fprintf(out, "<p class=\"lead\">");
	if (n > 1)
		(void)fprintf(out, lang_plural("%zu book", "%zu books", n), n);
	else if (books[0].summary->author)
		markup_string(out, books[0].summary->author);
	(void)fprintf(out, " · ");
	(void)fprintf(out, html_term(books, n, N_("%s words, %s visible characters")), words.text,
		      characters.text);
	put_rules(out, books, n);
	(void)fprintf(out, "</p>\n");
}

static void put_tools(FILE *out, const struct html_book *books, size_t n)
{
	bool knows = false;

	for (size_t i = 0; i < n; i++)
		knows |= books[i].knows_stopwords;
	if (knows)
		(void)fprintf(out,
			      "<input type=\"checkbox\" id=\"content-words\" aria-label=\"%s\">\n",
			      _("Without function words"));
	if (!knows && n < 2)
		return;
	(void)fprintf(out, "<div class=\"bar-of-tools\">");
	if (knows)
		(void)fprintf(out, "<label for=\"content-words\">%s</label>",
			      _("Without function words (the, of, and...)"));
	(void)fprintf(out, "</div>\n");
}

static void put_books(FILE *out, const struct html_book *books, size_t n)
{
	(void)fprintf(out, "<main>\n");
	if (n > 1 || books->link)
		html_shelf_write(out, books, n);
	for (size_t i = 0; i < n; i++) {
		if (books[i].has_section)
			html_book_write(out, &books[i], n == 1);
	}
	(void)fputs("</main>\n", out);
}

static void put_other(FILE *out, const char *link, const char *name)
{
	if (!link)
		return;
	(void)fputs(" · <a href=\"", out);
	markup_string(out, link);
	(void)fprintf(out, "\">%s</a>", name);
}

static void put_place(FILE *out, const struct site_place *place, size_t n)
{
	if (!place->before && !place->after)
		return;
	(void)fprintf(out, "<p class=\"lead\">");
	if (n)
		(void)fprintf(out, _("Books %zu to %zu of %zu, by author and title"),
			      place->first + 1, place->first + n, place->all);
	else
		(void)fprintf(out,
			      lang_plural("There is only %zu book", "There are only %zu books",
					  place->all),
			      place->all);
	put_other(out, place->before, _("those before"));
	put_other(out, place->after, _("those after"));
	(void)fprintf(out, "</p>\n");
}

/* PLACE: that of a server's page, or NULL. */
static void put_page(FILE *out, const struct html_book *books, size_t n,
		     const struct site_place *place)
{
	char *title = page_title(books, n);

	html_head(out, title, &report_script);
	(void)fprintf(
		out, "</head>\n<body data-filter=\"%s\">\n<header>\n<p class=\"brand\">traça</p>\n",
		_("Title, author or language"));
	if (place)
		html_navigation(out);
	(void)fprintf(out, "<h1>");
	markup_string(out, title);
	(void)fprintf(out, "</h1>\n");
	if (n)
		put_lead(out, books, n);
	else if (!place || !place->all)
		(void)fprintf(
			out, "<p class=\"lead\">%s</p>\n",
			_("Nothing is kept here so far: 'traca run' and 'traca analyze --save' "
			  "do that."));
	if (place)
		put_place(out, place, n);
	if (n && !books->link && !books->has_section)
		(void)fprintf(
			out, "<p class=\"lead\">%s</p>\n",
			_("So many books have only their shelf here: a book's own section comes "
			  "with a narrower choice (traca present --author, --title, --id), or "
			  "its own page with 'traca serve'."));
	(void)fprintf(out, "</header>\n");
	put_tools(out, books, n);
	put_books(out, books, n);
	(void)fputs("<footer>", out);
	(void)fprintf(out,
		      place ? _("Made by %s.")
			    : _("Made by %s. This page is one file: it needs no network."),
		      "traça");
	(void)fputs("</footer>\n", out);
	html_end(out, &report_script);
	free(title);
}

static int write_books(FILE *out, const struct summary *const *summaries, const char *const *links,
		       const struct site_place *place, size_t n, struct err *err)
{
	struct html_book *books = xcalloc(n ? n : 1, sizeof(*books));

	for (size_t i = 0; i < n; i++) {
		books[i] = (struct html_book) { .summary = summaries[i],
						.number = i + 1,
						.link = links ? links[i] : NULL,
						.has_section = !links && n <= MOST_SECTIONS };
		if (n <= MOST_SECTIONS)
			html_book_fill(&books[i]);
	}
	put_page(out, books, n, place);
	for (size_t i = 0; i < n; i++)
		html_book_release(&books[i]);
	free(books);
	return present_check(out, err);
}

static int write_html(FILE *out, const struct summary *const *summaries, size_t n, struct err *err)
{
	return write_books(out, summaries, NULL, NULL, n, err);
}

int site_write(FILE *out, const struct summary *const *summaries, const char *const *links,
	       size_t n, const struct site_place *place, struct err *err)
{
	return write_books(out, summaries, links, place, n, err);
}

void site_policy(FILE *out)
{
	html_policy(out, &report_script);
}

const struct format format_html = {
	.name = "html",
	.needs = { .measures = true,
		   .curves = true,
		   .provenance = true,
		   .tables = 1U << TABLE_SEQUENCES_FOLDED | 1U << TABLE_CHARACTERS_FOLDED },
	.write_all = write_html,
};
