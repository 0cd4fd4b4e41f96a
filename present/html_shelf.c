#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "data/lang.h"
#include "data/mem.h"
#include "present/format.h"
#include "present/heat.h"
#include "present/html.h"
#include "present/likeness.h"
#include "present/markup.h"
#include "present/number.h"
#include "present/plot.h"
#include "present/ranking.h"

/* More than these are too many to be told apart. */
enum { MOST_PAIRED = 80, MOST_SMALL = 200 };

static bool has_numbers(const struct html_book *book)
{
	return book->summary->found && !book->summary->failure;
}

static const struct curves *curves_of(const struct html_book *book)
{
	return book->summary->measures ? book->summary->measures->curves : NULL;
}

/* ---- the table ---- */

static const struct column {
	enum measure measure;
	const char *name, *title;
	int decimals;
} columns[] = {
	{ MEASURE_TOKENS, N_("Words"), N_("Words (tokens)"), 0 },
	{ MEASURE_TYPES, N_("Distinct"), N_("Distinct words (types)"), 0 },
	{ MEASURE_HAPAX, N_("Once"), N_("Words that occur once"), 0 },
	{ MEASURE_MATTR, "MATTR", N_("Moving-average type-token ratio"), 3 },
	{ MEASURE_MTLD, "MTLD", N_("Measure of textual lexical diversity"), 1 },
	{ MEASURE_YULE_K, "K", N_("Yule's K"), 1 },
	{ MEASURE_MEAN_TOKEN_LENGTH, N_("Letters"), N_("Characters a word"), 2 },
	{ MEASURE_MEAN_SENTENCE_LENGTH, N_("Sentence"), N_("Words a sentence"), 1 },
	{ MEASURE_FLESCH, "Flesch", N_("Flesch reading ease"), 1 },
};

enum { COLUMNS = sizeof(columns) / sizeof(*columns) };

static void put_table_head(FILE *out, const struct html_book *books, size_t n)
{
	(void)fprintf(out,
		      "<div class=\"scroll\" tabindex=\"0\"><table class=\"books\"><thead><tr>"
		      "<th scope=\"col\">%s</th><th scope=\"col\">%s</th><th scope=\"col\">%s</th>",
		      _("Title"), _("Author"), _("Language"));
	for (int i = 0; i < COLUMNS; i++)
		(void)fprintf(out, "<th scope=\"col\" class=\"r\" title=\"%s\">%s</th>",
			      html_term(books, n, columns[i].title),
			      html_term(books, n, columns[i].name));
	(void)fputs("</tr></thead><tbody>\n", out);
}

/* The script sorts by what stands in data-v. */
static void put_sortable(FILE *out, double value, int decimals)
{
	(void)fputs("<td class=\"r\" data-v=\"", out);
	if (isfinite(value))
		(void)fprintf(out, "%.10g", value);
	(void)fprintf(out, "\">%s</td>", number_of(value, decimals).text);
}

static void put_row(FILE *out, const struct html_book *book)
{
	const struct summary *summary = book->summary;

	(void)fprintf(out, "<tr data-row=\"%zu\"><th scope=\"row\">", book->number);
	html_name(out, book);
	/* Else it stands where the link leads. */
	if (summary->failure && !book->link && !book->has_section) {
		(void)fputs(" <small class=\"failed\">", out);
		markup_string(out, summary->failure);
		(void)fputs("</small>", out);
	}
	(void)fputs("</th>", out);
	html_cell(out, summary->author ? summary->author : "");
	html_cell(out, summary->language ? summary->language : "");
	for (int i = 0; i < COLUMNS; i++) {
		double value =
			summary->measures ? summary->measures->values[columns[i].measure] : NAN;

		put_sortable(out, has_numbers(book) ? value : NAN, columns[i].decimals);
	}
	(void)fputs("</tr>\n", out);
}

static void put_table(FILE *out, const struct html_book *books, size_t n)
{
	put_table_head(out, books, n);
	for (size_t i = 0; i < n; i++)
		put_row(out, &books[i]);
	(void)fputs("</tbody></table></div>\n", out);
}

/* ---- small multiples ---- */

static void put_small(FILE *out, const struct html_book *books, size_t n)
{
	double x_max = 1, y_max = 1;

	for (size_t i = 0; i < n; i++) {
		const struct curves *curves = curves_of(&books[i]);

		if (!curves || !curves->growth.n)
			continue;
		x_max = fmax(x_max, (double)curves->growth.points[curves->growth.n - 1].x);
		y_max = fmax(y_max, (double)curves->growth.points[curves->growth.n - 1].y);
	}
	(void)fprintf(out, "<h3>%s</h3>\n<p class=\"lead\">", _("Growth of the vocabulary"));
	(void)fprintf(out,
		      html_term(books, n,
				N_("distinct words against words read, all on the same axes: up to "
				   "%s of %s")),
		      number_of(y_max, 0).text, number_of(x_max, 0).text);
	(void)fputs("</p>\n<div class=\"multiples\">\n", out);
	for (size_t i = 0; i < n && i < MOST_SMALL; i++) {
		const char *title = present_title(books[i].summary);

		if (!curves_of(&books[i]))
			continue;
		(void)fprintf(out, "<figure data-book=\"%zu\"><figcaption title=\"",
			      books[i].number);
		markup_string(out, title);
		(void)fputs("\">", out);
		html_name(out, &books[i]);
		(void)fputs("</figcaption>", out);
		plot_small(out, title, &curves_of(&books[i])->growth, x_max, y_max);
		(void)fputs("</figure>\n", out);
	}
	(void)fputs("</div>\n", out);
}

/* ---- who is near whom ---- */

static int by_token(const void *a, const void *b)
{
	return token_compare(&(*(const struct tally_row *const *)a)->token,
			     &(*(const struct tally_row *const *)b)->token);
}

static void put_distances(FILE *out, const struct likeness *likeness, const char *const *names)
{
	const char **heads = xreallocarray(NULL, likeness->n + 1, sizeof(*heads));

	heads[0] = "";
	for (size_t i = 0; i < likeness->n; i++)
		heads[i + 1] = names[likeness->order[i]];
	html_data_begin(out, heads, likeness->n + 1);
	for (size_t i = 0; i < likeness->n; i++) {
		size_t row = likeness->order[i];

		(void)fputs("<tr>", out);
		html_cell(out, names[row]);
		for (size_t j = 0; j < likeness->n; j++)
			html_number(out,
				    likeness->distances[row * likeness->n + likeness->order[j]], 3);
		(void)fputs("</tr>\n", out);
	}
	html_data_end(out);
	free(heads);
}

/* Of the books that have numbers, by their words or, without stop words, their content. */
static void put_pairs(FILE *out, const char *class, const struct html_book *books, size_t n,
		      bool content)
{
	struct likeness_book *counts = xcalloc(n, sizeof(*counts));
	const char **names = xcalloc(n, sizeof(*names));
	struct likeness likeness;
	size_t used = 0;

	for (size_t i = 0; i < n; i++) {
		const struct html_items *items =
			content && books[i].knows_stopwords ? &books[i].content : &books[i].words;

		if (!has_numbers(&books[i]) || !items->n)
			continue;
		qsort(items->rows, items->n, sizeof(*items->rows), by_token);
		counts[used] = (struct likeness_book) { items->rows, items->n };
		names[used++] = present_title(books[i].summary);
	}
	likeness_find(&likeness, counts, used);
	if (used > 1) {
		(void)fprintf(out,
			      "<figure class=\"pairs %s\" data-size=\"%.3f\" data-left=\"%d\">",
			      class, heat_field_size(used), HEAT_LEFT);
		heat_write(out, _("Distances between books"), &likeness, names);
		put_distances(out, &likeness, names);
		html_figure_end(out);
	}
	likeness_release(&likeness);
	free(counts);
	free(names);
}

static void put_likeness(FILE *out, const struct html_book *books, size_t n)
{
	bool knows = false;
	size_t most = 0; /* fewer than HTML_WORDS where no more were kept */

	for (size_t i = 0; i < n; i++) {
		knows |= books[i].knows_stopwords;
		most = books[i].words.n > most ? books[i].words.n : most;
	}
	(void)fprintf(out, "<h3>%s</h3>\n<p class=\"lead\">", _("Distances between books"));
	(void)fprintf(out,
		      html_term(books, n,
				N_("1 minus the cosine of the counts of each book's %zu most used "
				   "words: the stronger the colour, the nearer; the tree joins "
				   "the nearest first")),
		      most);
	(void)fputs("</p>\n", out);
	put_pairs(out, knows ? "every" : "both", books, n, false);
	if (knows)
		put_pairs(out, "content", books, n, true);
}

void html_shelf_write(FILE *out, const struct html_book *books, size_t n)
{
	bool curves = false;

	for (size_t i = 0; i < n; i++)
		curves |= curves_of(&books[i]) != NULL;
	(void)fprintf(out, "<section class=\"shelf\">\n<h2>%s</h2>\n", _("The shelf"));
	put_table(out, books, n);
	if (curves)
		put_small(out, books, n);
	if (n <= MOST_PAIRED)
		put_likeness(out, books, n);
	(void)fputs("</section>\n", out);
}
