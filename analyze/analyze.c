#include "analyze/analyze.h"

#include <stdlib.h>
#include <string.h>
#include "analyze/dispersion.h"
#include "analyze/fold.h"
#include "analyze/lengths.h"
#include "analyze/measures.h"
#include "analyze/order.h"
#include "analyze/prose.h"
#include "analyze/readability.h"
#include "analyze/tally.h"
#include "analyze/tokens.h"
#include "analyze/vocabulary.h"
#include "data/lang.h"
#include "data/mem.h"

static char *copy(const char *text)
{
	return text ? xstrdup(text) : NULL;
}

static void copy_facts(struct summary *out, const struct text *text)
{
	*out = (struct summary) {
		.id = text->id,
		.title = copy(text->title),
		.author = copy(text->author),
		.language = copy(text->language),
		.source = copy(text->source),
		.charset_by = text->charset_by,
		.language_by = text->language_by,
		.language_detected = text->language_detected,
		.language_percent = text->language_percent,
		.cut_rule = text->cut_rule,
		.first_line = text->first_line,
		.last_line = text->last_line,
		.of_lines = text->of_lines,
		.found = text->found,
	};
	memcpy(out->sha256, text->sha256, sizeof(out->sha256));
	memcpy(out->charset, text->charset, sizeof(out->charset));
	memcpy(out->charset_declared, text->charset_declared, sizeof(out->charset_declared));
}

/* Where tokens come from: the next into BATCH, at most TOKENS_BATCH; 0: that was all. */
typedef size_t next_tokens(void *source, struct token *batch);

static size_t next_visible(void *source, struct token *batch)
{
	return tokens_next(source, batch);
}

/* How many there were; END as for tally_add_each. ORDER may be NULL. */
static uint64_t count_tokens(struct tally *tally, struct order *order, next_tokens *next,
			     void *source, const char *end)
{
	struct token batch[TOKENS_BATCH];
	uint64_t total = 0;
	size_t n;

	while ((n = next(source, batch)) > 0) {
		tally_add_each(tally, batch, n, end, order ? order_reserve(order, n) : NULL);
		if (order)
			order->n += n;
		total += n;
	}
	return total;
}

static uint64_t count_visible(struct summary *out, struct tally *visible, struct order *order,
			      const struct text *text)
{
	struct tokens tokens;
	uint64_t total;

	tokens_init(&tokens, text->data, text->len);
	total = count_tokens(visible, order, next_visible, &tokens, tokens.end);
	out->lines = tokens.lines;
	out->lines_visible = tokens.lines_visible;
	out->lines_blank = tokens.lines - tokens.lines_visible;
	return total;
}

static int fold_sequences(struct tally *tallies, struct order *order, struct fold *fold,
			  struct err *err)
{
	const struct tally *sequences = &tallies[TABLE_SEQUENCES];
	uint32_t *which = order ? xreallocarray(NULL, sequences->n, sizeof(*which)) : NULL;
	int rc = vocabulary_fold(&tallies[TABLE_SEQUENCES_FOLDED], which, sequences, fold, err);

	if (order && !rc)
		order_map(order, which);
	free(which);
	return rc;
}

/* ORDER, where it is not NULL, is of the folded sequences. */
static int fill_tallies(struct tally *tallies, struct order *order, struct summary *out,
			const struct text *text, struct fold *fold, struct err *err)
{
	/* The lines and characters are those of the text, whatever is counted as its sequences. */
	out->sequences = count_visible(out, &tallies[TABLE_SEQUENCES], order, text);
	vocabulary_characters(&tallies[TABLE_CHARACTERS], &tallies[TABLE_SEQUENCES]);
	return vocabulary_fold(&tallies[TABLE_CHARACTERS_FOLDED], NULL, &tallies[TABLE_CHARACTERS],
			       fold, err) ||
			       fold_sequences(tallies, order, fold, err)
		       ? -1
		       : 0;
}

static void draw_conclusions(struct summary *out, const struct tally *tallies, unsigned tables)
{
	const struct tally *characters = &tallies[TABLE_CHARACTERS];

	for (size_t i = 0; i < characters->n; i++)
		out->characters += characters->entries[i].row.count;
	for (unsigned i = 0; i < TABLES; i++) {
		out->distinct[i] = tallies[i].n;
		out->most_used[i] = vocabulary_most_used(&tallies[i]);
		if (tables & 1U << i)
			out->tables[i] = vocabulary_rows(&tallies[i]);
	}
	out->longest = vocabulary_longest(&tallies[TABLE_SEQUENCES]);
	out->longest_folded = vocabulary_longest(&tallies[TABLE_SEQUENCES_FOLDED]);
}

static void measure_order(struct measures *out, const struct order *order, size_t n_types,
			  const struct running_options *options)
{
	struct running *running = running_new(order->n, n_types, options);

	running_forth(running, order->types, order->n);
	running_back(running, order->types, order->n);
	running_measure(running, out);
	running_free(running);
}

static void measure_prose(struct measures *out, const struct text *text)
{
	struct lengths lines = { .histogram = out->curves ? &out->curves->lines : NULL };
	struct lengths sentences = { .histogram = out->curves ? &out->curves->sentences : NULL };

	prose_measure(&lines, &sentences, text->data, text->len);
	out->values[MEASURE_MEAN_LINE_LENGTH] = lengths_mean(&lines);
	out->values[MEASURE_SD_LINE_LENGTH] = lengths_sd(&lines);
	out->values[MEASURE_SENTENCES] = (double)sentences.n;
	out->values[MEASURE_MEAN_SENTENCE_LENGTH] = lengths_mean(&sentences);
	out->values[MEASURE_SD_SENTENCE_LENGTH] = lengths_sd(&sentences);
}

static void measure(struct summary *out, const struct text *text, const struct tally *folded,
		    const struct order *order, const struct analyze_options *options)
{
	const char *language = options->language ? options->language : text->language;

	out->measures = measures_new();
	if (options->curves)
		out->measures->curves = xcalloc(1, sizeof(*out->measures->curves));
	measures_of_counts(out->measures, folded);
	measure_order(out->measures, order, folded->n, &options->running);
	if (options->curves)
		dispersion_find(&out->measures->curves->dispersion, folded, order->types, order->n,
				out->language);
	measure_prose(out->measures, text);
	readability_measure(out->measures, folded, language, options->syllables);
}

int analyze_text(struct summary *out, const struct text *text,
		 const struct analyze_options *options, struct err *err)
{
	struct tally tallies[TABLES] = { 0 };
	struct order order = { 0 };
	struct fold *fold;
	int rc = -1;

	if (text->len > UINT32_MAX)
		return err_set(err, ERR_LIMIT, _("a text of more than 4 GiB"));
	fold = fold_new(err);
	if (!fold)
		return -1;
	copy_facts(out, text);
	if (text->found) {
		if (fill_tallies(tallies, options->measures ? &order : NULL, out, text, fold, err))
			goto out;
		draw_conclusions(out, tallies, options->tables);
		if (options->measures)
			measure(out, text, &tallies[TABLE_SEQUENCES_FOLDED], &order, options);
		summary_own_tokens(out);
	}
	rc = 0;
out:
	if (rc)
		summary_release(out);
	for (int i = 0; i < TABLES; i++)
		tally_release(&tallies[i]);
	order_release(&order);
	fold_free(fold);
	return rc;
}
