#include "analyze/analyze.h"

#include <stdlib.h>
#include <string.h>
#include "analyze/chosen.h"
#include "analyze/count.h"
#include "analyze/dispersion.h"
#include "analyze/fold.h"
#include "analyze/lengths.h"
#include "analyze/measures.h"
#include "analyze/nfc.h"
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
	tally_settle(tally);
	return total;
}

static uint64_t count_visible(struct summary *out, struct tally *visible, struct order *order,
			      const struct text *text)
{
	struct tokens tokens;
	uint64_t total;

	tokens_init(&tokens, text->data, text->len);
	tokens.portable = visible->portable;
	tally_reserve(visible, tally_guess(text->len));
	total = count_tokens(visible, order, next_visible, &tokens, tokens.end);
	out->lines = tokens.line_ends + 1;
	out->lines_visible = tokens.lines_visible;
	out->lines_blank = out->lines - out->lines_visible;
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

/* What is counted of a text. */
struct counts {
	struct tally tallies[TABLES];
	struct tally grams[2]; /* in place of the tables of sequences, as they are and folded */
	struct order order;    /* of the folded sequences */
	bool are_lower;        /* the sequences are but the folded ones */
};

static void release_counts(struct counts *counts)
{
	for (int i = 0; i < TABLES; i++)
		tally_release(&counts->tallies[i]);
	for (int i = 0; i < 2; i++)
		tally_release(&counts->grams[i]);
	order_release(&counts->order);
}

/* In place of the visible sequences, which are counted already, for their characters. */
static int count_chosen(struct counts *counts, struct summary *out, const struct text *text,
			const struct analyze_options *options, struct err *err)
{
	struct chosen chosen = {
		.tokens = &counts->tallies[TABLE_SEQUENCES],
		.grams = options->ngrams > 1 ? &counts->grams[0] : NULL,
		.order = options->measures ? &counts->order : NULL,
	};
	int rc;

	tally_release(chosen.tokens);
	rc = chosen_begin(&chosen, &options->tokens, options->ngrams, err) ||
			     chosen_count(&chosen, text->data, text->len, true, err)
		     ? -1
		     : 0;
	tally_settle(&counts->tallies[TABLE_SEQUENCES]);
	tally_settle(&counts->grams[0]);
	counts->are_lower = chosen_lowers(&chosen);
	out->sequences = chosen.total;
	chosen_release(&chosen);
	return rc;
}

/* The lines and characters are those of the text, whatever is counted as its sequences. */
static int count(struct counts *counts, struct summary *out, const struct text *text,
		 const struct analyze_options *options, struct err *err)
{
	bool as_usual = token_rules_are_usual(&options->tokens) && options->ngrams < 2;
	struct tally *tallies = counts->tallies;

	out->sequences = count_visible(out, &tallies[TABLE_SEQUENCES],
				       as_usual && options->measures ? &counts->order : NULL, text);
	vocabulary_characters(&tallies[TABLE_CHARACTERS], &tallies[TABLE_SEQUENCES]);
	return as_usual ? 0 : count_chosen(counts, out, text, options, err);
}

static int fold_all(struct counts *counts, bool has_order, struct fold *fold, struct err *err)
{
	struct tally *tallies = counts->tallies;

	return vocabulary_fold(&tallies[TABLE_CHARACTERS_FOLDED], NULL, &tallies[TABLE_CHARACTERS],
			       fold, err) ||
			       fold_sequences(tallies, has_order ? &counts->order : NULL, fold,
					      err) ||
			       vocabulary_fold(&counts->grams[1], NULL, &counts->grams[0], fold,
					       err)
		       ? -1
		       : 0;
}

/* Of the text in form C where that is asked for. */
static int count_and_fold(struct counts *counts, struct summary *out, const struct text *text,
			  const struct analyze_options *options, struct fold *fold, struct err *err)
{
	struct nfc *nfc = options->tokens.nfc ? nfc_new(err) : NULL;
	const char *data = text->data;
	struct text normal = *text;
	int rc = options->tokens.nfc && (!nfc || nfc_apply(nfc, &data, &normal.len, err)) ? -1 : 0;

	normal.data = (char *)data;
	if (!rc)
		rc = count(counts, out, &normal, options, err) ||
				     fold_all(counts, options->measures, fold, err)
			     ? -1
			     : 0;
	nfc_free(nfc);
	return rc;
}

static void draw_conclusions(struct summary *out, const struct counts *counts,
			     const struct analyze_options *options)
{
	const struct tally *tallies = counts->tallies, *of[TABLES];

	for (int i = 0; i < TABLES; i++)
		of[i] = &tallies[i];
	if (counts->are_lower)
		of[TABLE_SEQUENCES] = of[TABLE_SEQUENCES_FOLDED];
	for (size_t i = 0; i < of[TABLE_CHARACTERS]->n; i++)
		out->characters += of[TABLE_CHARACTERS]->rows[i].count;
	for (unsigned i = 0; i < TABLES; i++) {
		out->distinct[i] = of[i]->n;
		out->most_used[i] = vocabulary_most_used(of[i]);
	}
	out->longest = vocabulary_longest(of[TABLE_SEQUENCES]);
	out->longest_folded = vocabulary_longest(of[TABLE_SEQUENCES_FOLDED]);
	if (options->ngrams > 1) {
		of[TABLE_SEQUENCES] = &counts->grams[counts->are_lower];
		of[TABLE_SEQUENCES_FOLDED] = &counts->grams[1];
	}
	for (unsigned i = 0; i < TABLES; i++) {
		if (options->tables & 1U << i)
			out->tables[i] = vocabulary_rows(of[i]);
		else if (options->tops & 1U << i)
			out->tables[i] = vocabulary_top(of[i], options->n_tops);
	}
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

static void measure_prose(struct measures *out, const struct text *text, bool portable)
{
	struct lengths lines = { .histogram = out->curves ? &out->curves->lines : NULL };
	struct lengths sentences = { .histogram = out->curves ? &out->curves->sentences : NULL };

	prose_measure(&lines, &sentences, text->data, text->len, portable);
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
	measures_of_spectrum(out->measures, folded);
	measure_order(out->measures, order, folded->n, &options->running);
	if (options->curves)
		dispersion_find(&out->measures->curves->dispersion, folded, order->types, order->n,
				out->language);
	measure_prose(out->measures, text, options->portable);
	readability_measure(out->measures, folded, language, options->syllables);
}

/* What is known before anything is counted. */
static void begin(struct summary *out, const struct text *text,
		  const struct analyze_options *options)
{
	copy_facts(out, text);
	out->tokens = options->tokens;
	out->tokens.name = copy(options->tokens.name);
}

static int end(struct summary *out, struct counts *counts, struct fold *fold, int rc)
{
	if (rc)
		summary_release(out);
	release_counts(counts);
	fold_free(fold);
	return rc;
}

int analyze_count(struct summary *out, const struct text *text, struct count *count,
		  const struct analyze_options *options, struct err *err)
{
	struct counts counts = { .tallies[TABLE_SEQUENCES] = count->visible };
	struct tally *tallies = counts.tallies;
	struct fold *fold = fold_new(err);
	int rc = -1;

	count->visible = (struct tally) { 0 };
	if (!fold)
		goto out;
	begin(out, text, options);
	if (text->found) {
		tally_settle(&tallies[TABLE_SEQUENCES]);
		out->sequences = count->sequences;
		out->lines = count->line_ends + 1;
		out->lines_visible = count->lines_visible;
		out->lines_blank = out->lines - out->lines_visible;
		vocabulary_characters(&tallies[TABLE_CHARACTERS], &tallies[TABLE_SEQUENCES]);
		if (fold_all(&counts, false, fold, err))
			goto out;
		draw_conclusions(out, &counts, options);
		if (options->measures) {
			out->measures = measures_new();
			measures_of_counts(out->measures, &tallies[TABLE_SEQUENCES_FOLDED]);
		}
		summary_own_tokens(out);
	}
	rc = 0;
out:
	return end(out, &counts, fold, rc);
}

int analyze_text(struct summary *out, const struct text *text,
		 const struct analyze_options *options, struct err *err)
{
	struct counts counts = { .tallies[TABLE_SEQUENCES].portable = options->portable };
	struct fold *fold;
	int rc = -1;

	if (text->len > UINT32_MAX)
		return err_set(err, ERR_LIMIT, _("a text of more than 4 GiB"));
	fold = fold_new(err);
	if (!fold)
		return -1;
	begin(out, text, options);
	if (text->found) {
		if (count_and_fold(&counts, out, text, options, fold, err))
			goto out;
		draw_conclusions(out, &counts, options);
		if (options->measures)
			measure(out, text, &counts.tallies[TABLE_SEQUENCES_FOLDED], &counts.order,
				options);
		summary_own_tokens(out);
	}
	rc = 0;
out:
	return end(out, &counts, fold, rc);
}
