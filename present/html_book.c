#include <inttypes.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "data/lang.h"
#include "data/mem.h"
#include "present/format.h"
#include "present/html.h"
#include "present/markup.h"
#include "present/measure_label.h"
#include "present/number.h"
#include "present/plot.h"

enum { BARS = 20, CLOUD = 60, TABLE_ROWS = 50 };

#define HEADS(...)                                                                                 \
	(const char *const[]) { __VA_ARGS__ },                                                     \
		sizeof((const char *const[]) { __VA_ARGS__ }) / sizeof(const char *)

/* Of the book at hand. */
#define TERM(of_words) html_term(book, 1, N_(of_words))

/* ---- what it is, in a few numbers ---- */

static void put_tile(FILE *out, const char *name, double value, const char *more)
{
	(void)fprintf(out, "<div><dt>%s</dt><dd>%s", name, number_of(value, 0).text);
	if (more) {
		(void)fputs("<small>", out);
		markup_string(out, more);
		(void)fputs("</small>", out);
	}
	(void)fputs("</dd></div>\n", out);
}

/* Tokens, and what is said of them below; no more than a few. */
static void put_top_tile(FILE *out, const char *name, const struct top *top, const char *more)
{
	enum { FEW = 3 };

	(void)fprintf(out, "<div><dt>%s</dt><dd>", name);
	for (size_t i = 0; i < top->n && i < FEW; i++) {
		(void)fputs(i ? " <bdi>" : "<bdi>", out);
		markup_text(out, top->tokens[i].data, top->tokens[i].len);
		(void)fputs("</bdi>", out);
	}
	(void)fprintf(out, "%s<small>", top->n > FEW ? " …" : "");
	(void)fprintf(out, more, number_of((double)top->value, 0).text);
	(void)fputs("</small></dd></div>\n", out);
}

static void put_tiles(FILE *out, const struct html_book *book)
{
	const struct summary *summary = book->summary;
	char *blank =
		xasprintf(_("%s of them blank"), number_of((double)summary->lines_blank, 0).text);
	char *distinct =
		xasprintf(TERM("%s distinct"),
			  number_of((double)summary->distinct[TABLE_SEQUENCES_FOLDED], 0).text);

	(void)fputs("<dl class=\"tiles\">\n", out);
	put_tile(out, _("Lines"), (double)summary->lines, blank);
	put_tile(out, _("Visible characters"), (double)summary->characters, NULL);
	put_tile(out, TERM("Words"), (double)summary->sequences, distinct);
	put_top_tile(out, _("Most used character"), &summary->most_used[TABLE_CHARACTERS_FOLDED],
		     lang_plural("%s time", "%s times",
				 summary->most_used[TABLE_CHARACTERS_FOLDED].value));
	put_top_tile(out, TERM("Most used word"), &summary->most_used[TABLE_SEQUENCES_FOLDED],
		     lang_plural("%s time", "%s times",
				 summary->most_used[TABLE_SEQUENCES_FOLDED].value));
	put_top_tile(out, TERM("Longest word"), &summary->longest,
		     lang_plural("%s character", "%s characters", summary->longest.value));
	(void)fputs("</dl>\n", out);
	free(blank);
	free(distinct);
}

/* ---- the figures ---- */

static void put_items_table(FILE *out, const char *name, const struct html_items *items)
{
	html_data_begin(out, HEADS(name, _("times")));
	for (size_t i = 0; i < items->n && i < TABLE_ROWS; i++) {
		(void)fputs("<tr>", out);
		html_cell(out, items->items[i].name);
		html_number(out, (double)items->items[i].count, 0);
		(void)fputs("</tr>\n", out);
	}
	html_data_end(out);
}

static size_t at_most(size_t n, size_t most)
{
	return n < most ? n : most;
}

static void put_bars(FILE *out, const char *class, const char *caption, const char *name,
		     const struct html_items *items)
{
	html_figure_begin(out, class, caption, NULL);
	chart_bars(out, caption, items->items, at_most(items->n, BARS));
	put_items_table(out, name, items);
	html_figure_end(out);
}

static void put_cloud(FILE *out, const char *class, const struct html_book *book,
		      const struct html_items *items)
{
	html_figure_begin(out, class, TERM("Word cloud"),
			  TERM("the area of a word goes with its count"));
	chart_cloud(out, TERM("Word cloud"), items->items, at_most(items->n, CLOUD));
	html_figure_end(out);
}

static void put_curve_table(FILE *out, const char *x, const char *y, const struct curve *curve)
{
	enum { STEP = 4 };

	html_data_begin(out, HEADS(x, y));
	for (size_t i = 0; i < curve->n; i += STEP) {
		(void)fputs("<tr>", out);
		html_number(out, (double)curve->points[i].x, 0);
		html_number(out, (double)curve->points[i].y, 0);
		(void)fputs("</tr>\n", out);
	}
	html_data_end(out);
}

/* What the most used type should have for the counts of all ranks to add up to all tokens. */
static double zipf_factor(const struct measures *measures)
{
	uint64_t types = (uint64_t)measures->values[MEASURE_TYPES];
	double sum = 0;

	for (uint64_t rank = 1; rank <= types; rank++)
		sum += pow((double)rank, -measures->values[MEASURE_ZIPF]);
	return measures->values[MEASURE_TOKENS] / sum;
}

static void put_zipf(FILE *out, const struct html_book *book)
{
	const struct measures *measures = book->summary->measures;
	const struct curve *curve = &measures->curves->rank_frequency;
	struct plot plot = {
		.label = _("Rank and frequency"),
		.x_name = TERM("rank of the word"),
		.y_name = _("times"),
		.curve = curve,
		.factor = zipf_factor(measures),
		.exponent = -measures->values[MEASURE_ZIPF],
	};
	double exponent = measures->values[MEASURE_ZIPF];
	char *more = isfinite(exponent)
			     ? xasprintf(_("Zipf's law: the line falls with exponent %s"),
					 number_short(exponent).text)
			     : NULL;

	html_figure_begin(out, "both", plot.label, more);
	plot_write(out, &plot);
	put_curve_table(out, plot.x_name, plot.y_name, curve);
	html_figure_end(out);
	free(more);
}

static void put_growth(FILE *out, const struct html_book *book)
{
	const struct measures *measures = book->summary->measures;
	const struct curve *curve = &measures->curves->growth;
	double beta = measures->values[MEASURE_HEAPS_BETA];
	struct plot plot = {
		.label = _("Growth of the vocabulary"),
		.x_name = TERM("words read"),
		.y_name = TERM("distinct words"),
		.curve = curve,
		.factor = measures->values[MEASURE_HEAPS_K],
		.exponent = beta,
	};
	char *more = isfinite(beta) ? xasprintf(_("Heaps' law: the line rises with exponent %s"),
						number_short(beta).text)
				    : NULL;

	html_figure_begin(out, "both", plot.label, more);
	plot_write(out, &plot);
	put_curve_table(out, plot.x_name, plot.y_name, curve);
	html_figure_end(out);
	free(more);
}

/* In how many of the parts it occurs at all. */
static size_t parts_of(const struct dispersion_row *row)
{
	size_t n = 0;

	for (size_t i = 0; i < DISPERSION_BINS; i++)
		n += row->bins[i] > 0;
	return n;
}

static void put_strips(FILE *out, const struct html_book *book)
{
	const struct dispersion *dispersion = &book->summary->measures->curves->dispersion;
	struct chart_strip strips[DISPERSION_WORDS];
	char *more = xasprintf(_("the book from its beginning to its end, in %d parts: the "
				 "stronger the colour, the more often"),
			       DISPERSION_BINS);

	for (size_t i = 0; i < dispersion->n; i++) {
		const struct dispersion_row *row = &dispersion->rows[i];

		strips[i] = (struct chart_strip) { row->word, row->count, row->bins };
	}
	html_figure_begin(out, "both", TERM("Where words occur"), more);
	chart_strips(out, TERM("Where words occur"), strips, dispersion->n, DISPERSION_BINS);
	html_data_begin(out, HEADS(TERM("word"), _("times"), _("parts of the book with it")));
	for (size_t i = 0; i < dispersion->n; i++) {
		(void)fputs("<tr>", out);
		html_cell(out, dispersion->rows[i].word);
		html_number(out, (double)dispersion->rows[i].count, 0);
		html_number(out, (double)parts_of(&dispersion->rows[i]), 0);
		(void)fputs("</tr>\n", out);
	}
	html_data_end(out);
	html_figure_end(out);
	free(more);
}

static void put_lengths(FILE *out, const struct html_book *book)
{
	const struct measures *measures = book->summary->measures;
	const uint64_t *bins = measures->curves->tokens.bins;
	size_t n = HISTOGRAM_BINS;
	char *more = xasprintf(TERM("characters a word; %s in the mean"),
			       number_short(measures->values[MEASURE_MEAN_TOKEN_LENGTH]).text);

	while (n > 1 && !bins[n - 1])
		n--;
	html_figure_begin(out, "both", TERM("Lengths of words"), more);
	chart_lengths(out, TERM("Lengths of words"), _("characters"), bins + 1,
		      at_most(n - 1, CHART_LENGTHS));
	html_data_begin(out, HEADS(_("characters"), TERM("words")));
	for (size_t i = 1; i < n; i++) {
		if (!bins[i])
			continue;
		(void)fputs("<tr>", out);
		html_number(out, (double)i, 0);
		html_number(out, (double)bins[i], 0);
		(void)fputs("</tr>\n", out);
	}
	html_data_end(out);
	html_figure_end(out);
	free(more);
}

/* ---- the tables ---- */

static void put_measures(FILE *out, const struct html_book *book)
{
	const struct measures *measures = book->summary->measures;
	html_figure_begin(out, "both wide", _("All measures"), NULL);
	(void)fputs("<div class=\"scroll\" tabindex=\"0\"><table><tbody>\n", out);
	for (int i = 0; i < MEASURES; i++) {
		(void)fprintf(out, "<tr><th scope=\"row\">%s</th>",
			      html_term(book, 1, measure_label((enum measure)i)));
		html_number(out, measures->values[i], -1);
		(void)fputs("</tr>\n", out);
	}
	(void)fputs("</tbody></table></div>\n", out);
	html_figure_end(out);
}

static void put_fact(FILE *out, const char *name, const char *value)
{
	if (!value || !*value)
		return;
	(void)fprintf(out, "<dt>%s</dt><dd>", name);
	markup_string(out, value);
	(void)fputs("</dd>\n", out);
}

static void put_provenance(FILE *out, const struct provenance *provenance)
{
	char fetched[32], analyzed[32];

	provenance_date(fetched, provenance->fetched);
	provenance_date(analyzed, provenance->analyzed);
	put_fact(out, _("Fetched"), fetched);
	put_fact(out, _("ETag"), provenance->etag);
	put_fact(out, _("SHA-256 of the text"), provenance->text_sha256);
	put_fact(out, _("Options"), provenance->options);
	put_fact(out, _("Counted"), analyzed);
	put_fact(out, _("Software"), provenance->software);
}

static void put_origin(FILE *out, const struct summary *summary)
{
	char *cut = xasprintf(_("%s: lines %zu to %zu of %zu"),
			      summary->cut_rule ? summary->cut_rule : "?", summary->first_line,
			      summary->last_line, summary->of_lines);
	char *charset = xasprintf("%s (%s)", summary->charset,
				  summary->charset_by ? summary->charset_by : "?");

	(void)fprintf(out, "<details><summary>%s</summary><dl class=\"made\">\n",
		      _("Where these numbers come from"));
	put_fact(out, _("Source"), summary->source);
	put_fact(out, "SHA-256", summary->sha256);
	put_fact(out, _("Character set"), charset);
	put_fact(out, _("What is the text"), cut);
	put_fact(out, _("What is counted"), summary->tokens.name);
	put_provenance(out, &summary->provenance);
	(void)fputs("</dl></details>\n", out);
	free(cut);
	free(charset);
}

/* ---- the book ---- */

/* Who stands ALONE on the page is its title. */
static void put_heading(FILE *out, const struct html_book *book, bool alone)
{
	const struct summary *summary = book->summary;

	(void)fprintf(out, "<article class=\"book%s\" id=\"book-%zu\" data-book=\"%zu\">\n",
		      alone ? " alone" : "", book->number, book->number);
	if (alone)
		return;
	(void)fputs("<h2>", out);
	markup_string(out, present_title(summary));
	(void)fputs("</h2>\n<p class=\"by\">", out);
	if (summary->author)
		markup_string(out, summary->author);
	if (summary->author && summary->language)
		(void)fputs(" · ", out);
	if (summary->language)
		markup_string(out, summary->language);
	(void)fputs("</p>\n", out);
}

static void put_word_bars(FILE *out, const struct html_book *book)
{
	put_bars(out, book->knows_stopwords ? "every" : "both", TERM("Most used words"),
		 TERM("word"), &book->words);
	if (book->knows_stopwords)
		put_bars(out, "content", TERM("Most used words, without function words"),
			 TERM("word"), &book->content);
}

static void put_clouds(FILE *out, const struct html_book *book)
{
	put_cloud(out, book->knows_stopwords ? "every" : "both", book, &book->words);
	if (book->knows_stopwords)
		put_cloud(out, "content", book, &book->content);
}

static void put_figures(FILE *out, const struct html_book *book)
{
	const struct measures *measures = book->summary->measures;
	const struct curves *curves = measures ? measures->curves : NULL;

	(void)fputs("<div class=\"figures\">\n", out);
	put_word_bars(out, book);
	put_bars(out, "both", _("Most used characters"), _("character"), &book->characters);
	if (curves && curves->dispersion.n)
		put_strips(out, book);
	if (curves)
		put_zipf(out, book);
	if (curves && curves->growth.n)
		put_growth(out, book);
	if (curves)
		put_lengths(out, book);
	put_clouds(out, book);
	if (measures)
		put_measures(out, book);
	(void)fputs("</div>\n", out);
}

void html_book_write(FILE *out, const struct html_book *book, bool alone)
{
	const struct summary *summary = book->summary;

	put_heading(out, book, alone);
	if (summary->failure) {
		(void)fputs("<p class=\"failed\">", out);
		markup_string(out, summary->failure);
		(void)fputs("</p>\n</article>\n", out);
		return;
	}
	if (summary->found) {
		put_tiles(out, book);
		put_figures(out, book);
	} else {
		(void)fprintf(out, "<p class=\"failed\">%s</p>\n",
			      _("No text was found in this file."));
	}
	put_origin(out, summary);
	(void)fputs("</article>\n", out);
}
