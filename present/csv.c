#include <inttypes.h>
#include <math.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include "data/lang.h"
#include "data/mem.h"
#include "present/format.h"
#include "present/label.h"

/* How fields are parted and written. A field that begins with a quotation mark is quoted in any
 * case: readers take it for a quoted one, whatever parts the fields. */
struct dialect {
	char between;
	const char *quoted; /* a field that holds one of these is quoted */
	const char *end;
	bool guard; /* against spreadsheets, which run what looks like a formula */
};

/* A row that is being written. */
struct row {
	FILE *out;
	const struct dialect *dialect;
	bool any;    /* field so far */
	bool header; /* the names, not the values */
};

/* ---- fields ---- */

static void write_quoted(FILE *out, const char *text)
{
	(void)fputc('"', out);
	for (; *text; text++) {
		if (*text == '"')
			(void)fputc('"', out);
		(void)fputc(*text, out);
	}
	(void)fputc('"', out);
}

static void write_field(struct row *row, const char *text)
{
	if (*text == '"' || strpbrk(text, row->dialect->quoted))
		write_quoted(row->out, text);
	else
		(void)fputs(text, row->out);
}

/* True: its value is due. */
static bool begin(struct row *row, const char *name)
{
	if (row->any)
		(void)fputc(row->dialect->between, row->out);
	row->any = true;
	if (row->header)
		(void)fputs(name, row->out);
	return !row->header;
}

static void add_bytes(struct row *row, const char *name, const char *data, size_t len)
{
	char *text, *guarded;

	if (!begin(row, name) || !len)
		return;
	text = label_text(data, len);
	if (row->dialect->guard && strchr("=+-@\t\r", *text)) {
		guarded = xasprintf("'%s", text);
		free(text);
		text = guarded;
	}
	write_field(row, text);
	free(text);
}

static void add_text(struct row *row, const char *name, const char *text)
{
	add_bytes(row, name, text, text ? strlen(text) : 0);
}

static void add_number(struct row *row, const char *name, bool known, uint64_t number)
{
	if (begin(row, name) && known)
		(void)fprintf(row->out, "%" PRIu64, number);
}

/* Those that share a place stand in one field, a blank between two. */
static void add_tokens(struct row *row, const char *name, const struct top *top)
{
	size_t len = 0;
	char *all, *to;

	for (size_t i = 0; i < top->n; i++)
		len += top->tokens[i].len + 1;
	all = to = xmalloc(len);
	for (size_t i = 0; i < top->n; i++) {
		to = mempcpy(to, top->tokens[i].data, top->tokens[i].len);
		*to++ = ' ';
	}
	add_bytes(row, name, all, len ? len - 1 : 0);
	free(all);
}

/* ---- columns: named as in the store ---- */

static void add_origin(struct row *row, const struct summary *summary)
{
	add_number(row, "id", summary->id > 0, (uint64_t)summary->id);
	add_text(row, "title", summary->title);
	add_text(row, "author", summary->author);
	add_text(row, "language", summary->language);
	add_text(row, "source", summary->source);
	add_text(row, "error", summary->failure);
	add_text(row, "total_by", total_by_name(summary->total_by));
	add_number(row, "books", summary->books > 0, summary->books);
}

static void add_numbers(struct row *row, const struct summary *summary)
{
	static const char *const most_used[TABLES][2] = {
		{ "most_used_characters", "most_used_characters_count" },
		{ "most_used_characters_folded", "most_used_characters_folded_count" },
		{ "most_used_sequences", "most_used_sequences_count" },
		{ "most_used_sequences_folded", "most_used_sequences_folded_count" },
	};
	bool known = summary->found && !summary->failure;
	const uint64_t *distinct = summary->distinct;

	add_number(row, "lines_blank", known, summary->lines_blank);
	add_number(row, "lines_visible", known, summary->lines_visible);
	add_number(row, "lines", known, summary->lines);
	add_number(row, "characters", known, summary->characters);
	add_number(row, "distinct_characters", known, distinct[TABLE_CHARACTERS]);
	add_number(row, "distinct_characters_folded", known, distinct[TABLE_CHARACTERS_FOLDED]);
	add_number(row, "sequences", known, summary->sequences);
	add_number(row, "distinct_sequences", known, distinct[TABLE_SEQUENCES]);
	add_number(row, "distinct_sequences_folded", known, distinct[TABLE_SEQUENCES_FOLDED]);
	for (int i = 0; i < TABLES; i++) {
		add_tokens(row, most_used[i][0], &summary->most_used[i]);
		add_number(row, most_used[i][1], known, summary->most_used[i].value);
	}
	add_tokens(row, "longest", &summary->longest);
	add_number(row, "longest_length", known, summary->longest.value);
	add_tokens(row, "longest_folded", &summary->longest_folded);
	add_number(row, "longest_folded_length", known, summary->longest_folded.value);
}

/* Those of numbers that are not whole have the digits that read back as the same number. */
static void add_measures(struct row *row, const struct measures *measures)
{
	for (int i = 0; i < MEASURES; i++) {
		bool is_whole;
		const char *name = measure_name((enum measure)i, &is_whole);

		if (begin(row, name) && measures && isfinite(measures->values[i]))
			(void)fprintf(row->out, is_whole ? "%.0f" : "%.17g", measures->values[i]);
	}
	add_text(row, "flesch_formula", measures ? measures->flesch_formula : NULL);
}

static void add_provenance(struct row *row, const struct summary *summary)
{
	const struct provenance *provenance = &summary->provenance;
	bool known = !summary->failure && !summary->books;
	char fetched[32], *counted = summary->failure ? NULL : token_rules_text(&summary->tokens);

	provenance_date(fetched, provenance->fetched);
	add_text(row, "fetched", fetched);
	add_text(row, "etag", provenance->etag);
	add_text(row, "sha256", summary->sha256);
	add_text(row, "charset", summary->charset);
	add_text(row, "charset_by", summary->charset_by);
	add_text(row, "charset_declared", summary->charset_declared);
	add_text(row, "language_by", summary->language_by);
	add_text(row, "language_detected", summary->language_detected);
	add_text(row, "cut_rule", summary->cut_rule);
	add_number(row, "first_line", known, summary->first_line);
	add_number(row, "last_line", known, summary->last_line);
	add_number(row, "of_lines", known, summary->of_lines);
	add_text(row, "text_sha256", provenance->text_sha256);
	add_text(row, "software", provenance->software);
	add_text(row, "options", provenance->options);
	add_text(row, "counted", counted);
	free(counted);
}

static void write_row(FILE *out, const struct dialect *dialect, const struct summary *summary,
		      bool header)
{
	struct row row = { .out = out, .dialect = dialect, .header = header };

	add_origin(&row, summary);
	add_numbers(&row, summary);
	add_measures(&row, summary->measures);
	add_provenance(&row, summary);
	(void)fputs(dialect->end, out);
}

static int write_all(FILE *out, const struct dialect *dialect,
		     const struct summary *const *summaries, size_t n, struct err *err)
{
	static const struct summary none;

	write_row(out, dialect, &none, true);
	for (size_t i = 0; i < n; i++) {
		write_row(out, dialect, summaries[i], false);
		if (present_goes_on(out, err))
			return -1;
	}
	return present_check(out, err);
}

/* ---- formats ---- */

/* RFC 4180. */
static const struct dialect csv = { ',', ",\"\r\n", "\r\n", false };
static const struct dialect guarded_csv = { ',', ",\"\r\n", "\r\n", true };
static const struct dialect tsv = { '\t', "\t\r\n", "\n", false };
static const struct dialect guarded_tsv = { '\t', "\t\r\n", "\n", true };

static int write_csv(FILE *out, const struct summary *const *summaries, size_t n, struct err *err)
{
	return write_all(out, &csv, summaries, n, err);
}

static int write_guarded_csv(FILE *out, const struct summary *const *summaries, size_t n,
			     struct err *err)
{
	return write_all(out, &guarded_csv, summaries, n, err);
}

static int write_tsv(FILE *out, const struct summary *const *summaries, size_t n, struct err *err)
{
	return write_all(out, &tsv, summaries, n, err);
}

static int write_guarded_tsv(FILE *out, const struct summary *const *summaries, size_t n,
			     struct err *err)
{
	return write_all(out, &guarded_tsv, summaries, n, err);
}

static const struct format format_guarded_csv = {
	.name = "csv",
	.needs = { .measures = true, .provenance = true },
	.write_all = write_guarded_csv,
};

static const struct format format_guarded_tsv = {
	.name = "tsv",
	.needs = { .measures = true, .provenance = true },
	.write_all = write_guarded_tsv,
};

const struct format format_csv = {
	.name = "csv",
	.needs = { .measures = true, .provenance = true },
	.write_all = write_csv,
	.guarded = &format_guarded_csv,
};

const struct format format_tsv = {
	.name = "tsv",
	.needs = { .measures = true, .provenance = true },
	.write_all = write_tsv,
	.guarded = &format_guarded_tsv,
};
