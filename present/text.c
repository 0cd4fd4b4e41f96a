#include <assert.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include "data/lang.h"
#include "data/mem.h"
#include "present/format.h"
#include "present/label.h"

/* What the {blanks} of a message are filled with. */
struct blanks {
	const char *title, *author, *reason, *rules;
	const struct top *tokens; /* 'one', 'after', 'the other' */
	uint64_t number;
};

/* A whole sentence for each case, as no two languages bend their words at the same places:
 * [0] for one token, [1] for several; for the number 1 and for others. */
struct wording {
	const char *one, *many;
};

static const struct wording most_used[TABLES][2] = {
	[TABLE_CHARACTERS] = {
		N_PLURAL("Most used case-sensitive character: {tokens} ({number} time).",
		  "Most used case-sensitive character: {tokens} ({number} times)."),
		N_PLURAL("Most used case-sensitive characters: {tokens} ({number} time each).",
		  "Most used case-sensitive characters: {tokens} ({number} times each)."),
	},
	[TABLE_CHARACTERS_FOLDED] = {
		N_PLURAL("Most used case-insensitive character: {tokens} ({number} time).",
		  "Most used case-insensitive character: {tokens} ({number} times)."),
		N_PLURAL("Most used case-insensitive characters: {tokens} ({number} time each).",
		  "Most used case-insensitive characters: {tokens} ({number} times each)."),
	},
	[TABLE_SEQUENCES] = {
		N_PLURAL("Most used case-sensitive sequence: {tokens} ({number} time).",
		  "Most used case-sensitive sequence: {tokens} ({number} times)."),
		N_PLURAL("Most used case-sensitive sequences: {tokens} ({number} time each).",
		  "Most used case-sensitive sequences: {tokens} ({number} times each)."),
	},
	[TABLE_SEQUENCES_FOLDED] = {
		N_PLURAL("Most used case-insensitive sequence: {tokens} ({number} time).",
		  "Most used case-insensitive sequence: {tokens} ({number} times)."),
		N_PLURAL("Most used case-insensitive sequences: {tokens} ({number} time each).",
		  "Most used case-insensitive sequences: {tokens} ({number} times each)."),
	},
};

/* Where the sequences are not those of visible characters: by table, from the first of them. */
static const struct wording most_used_token[2][2] = {
	{
		N_PLURAL("Most used case-sensitive token: {tokens} ({number} time).",
			 "Most used case-sensitive token: {tokens} ({number} times)."),
		N_PLURAL("Most used case-sensitive tokens: {tokens} ({number} time each).",
			 "Most used case-sensitive tokens: {tokens} ({number} times each)."),
	},
	{
		N_PLURAL("Most used case-insensitive token: {tokens} ({number} time).",
			 "Most used case-insensitive token: {tokens} ({number} times)."),
		N_PLURAL("Most used case-insensitive tokens: {tokens} ({number} time each).",
			 "Most used case-insensitive tokens: {tokens} ({number} times each)."),
	},
};

static const struct wording longest_token[2][2] = {
	{
		N_PLURAL("Longest case-sensitive token: {tokens} ({number} character).",
			 "Longest case-sensitive token: {tokens} ({number} characters)."),
		N_PLURAL("Longest case-sensitive tokens: {tokens} ({number} character).",
			 "Longest case-sensitive tokens: {tokens} ({number} characters)."),
	},
	{
		N_PLURAL("Longest case-insensitive token: {tokens} ({number} character).",
			 "Longest case-insensitive token: {tokens} ({number} characters)."),
		N_PLURAL("Longest case-insensitive tokens: {tokens} ({number} character).",
			 "Longest case-insensitive tokens: {tokens} ({number} characters)."),
	},
};

static const struct wording longest[2] = {
	N_PLURAL("Longest case-sensitive sequence: {tokens} ({number} character).",
		 "Longest case-sensitive sequence: {tokens} ({number} characters)."),
	N_PLURAL("Longest case-sensitive sequences: {tokens} ({number} character).",
		 "Longest case-sensitive sequences: {tokens} ({number} characters)."),
};

static const struct wording longest_folded[2] = {
	N_PLURAL("Longest case-insensitive sequence: {tokens} ({number} character).",
		 "Longest case-insensitive sequence: {tokens} ({number} characters)."),
	N_PLURAL("Longest case-insensitive sequences: {tokens} ({number} character).",
		 "Longest case-insensitive sequences: {tokens} ({number} characters)."),
};

static void write_tokens(FILE *out, const struct top *top)
{
	for (size_t i = 0; i < top->n; i++) {
		(void)fputs(i > 0 ? ", '" : "'", out);
		(void)fwrite(top->tokens[i].data, 1, top->tokens[i].len, out);
		(void)fputc('\'', out);
	}
}

static bool is(const char *name, size_t len, const char *other)
{
	return strlen(other) == len && memcmp(name, other, len) == 0;
}

static void write_blank(FILE *out, const char *name, size_t len, const struct blanks *blanks)
{
	if (is(name, len, "number"))
		(void)fprintf(out, "%" PRIu64, blanks->number);
	else if (is(name, len, "tokens"))
		write_tokens(out, blanks->tokens);
	else if (is(name, len, "title"))
		(void)fputs(blanks->title, out);
	else if (is(name, len, "author"))
		(void)fputs(blanks->author, out);
	else if (is(name, len, "rules"))
		(void)fputs(blanks->rules, out);
	else if (is(name, len, "reason"))
		(void)fputs(blanks->reason, out);
	else
		assert(!"a message has a blank that nothing fills");
}

/* Not printf: tokens may hold NULs, and a translation may put them in another order. */
static void write_message(FILE *out, const char *message, const struct blanks *blanks)
{
	const char *open, *close;

	while ((open = strchr(message, '{')) && (close = strchr(open, '}'))) {
		(void)fwrite(message, 1, (size_t)(open - message), out);
		write_blank(out, open + 1, (size_t)(close - open - 1), blanks);
		message = close + 1;
	}
	(void)fputs(message, out);
}

static void write_number(FILE *out, const char *message, uint64_t number)
{
	(void)fputs("    ", out);
	write_message(out, message, &(struct blanks) { .number = number });
	(void)fputc('\n', out);
}

static void write_top(FILE *out, const struct wording wordings[2], const struct top *top)
{
	const struct wording *wording = &wordings[top->n > 1];

	(void)fputs("    ", out);
	write_message(out, lang_plural(wording->one, wording->many, top->value),
		      &(struct blanks) { .tokens = top, .number = top->value });
	(void)fputc('\n', out);
}

/* The rules as they were asked for: a pattern may hold anything, also a brace. */
static void write_token_number(FILE *out, const struct summary *summary)
{
	char *name = token_rules_text(&summary->tokens);

	(void)fputs("    ", out);
	write_message(out, _("Number of tokens ({rules}): {number}"),
		      &(struct blanks) { .rules = name, .number = summary->sequences });
	(void)fputc('\n', out);
	free(name);
}

static void write_numbers(FILE *out, const struct summary *summary)
{
	write_number(out, _("Number of lines without any visible character: {number}"),
		     summary->lines_blank);
	write_number(out, _("Number of lines with a visible character: {number}"),
		     summary->lines_visible);
	write_number(out, _("Total number of lines: {number}"), summary->lines);
	(void)fputc('\n', out);
	write_number(out, _("Number of visible characters: {number}"), summary->characters);
	if (token_rules_are_usual(&summary->tokens))
		write_number(out,
			     _("Number of contiguous sequences of visible characters: {number}"),
			     summary->sequences);
	else
		write_token_number(out, summary);
}

static void write_tops(FILE *out, const struct summary *summary)
{
	bool usual = token_rules_are_usual(&summary->tokens);

	for (int i = 0; i < TABLES && summary->most_used[i].n; i++) {
		if (i == TABLE_CHARACTERS || i == TABLE_SEQUENCES)
			(void)fputc('\n', out);
		write_top(out,
			  usual || i < TABLE_SEQUENCES ? most_used[i]
						       : most_used_token[i - TABLE_SEQUENCES],
			  &summary->most_used[i]);
	}
	if (!summary->sequences)
		return;
	(void)fputc('\n', out);
	write_top(out, usual ? longest : longest_token[0], &summary->longest);
	write_top(out, usual ? longest_folded : longest_token[1], &summary->longest_folded);
}

static void write_failure(FILE *out, const struct blanks *blanks)
{
	write_message(out,
		      blanks->author ? _("[ '{title}' by '{author}': {reason} ]")
				     : _("[ '{title}': {reason} ]"),
		      blanks);
	(void)fputc('\n', out);
}

static void write_total_heading(FILE *out, const struct summary *summary)
{
	char *title = present_total_title(summary);

	write_message(out, _("[ Statistics of {title} ]"), &(struct blanks) { .title = title });
	free(title);
}

static void write_report(FILE *out, const struct summary *summary, const struct blanks *blanks)
{
	if (summary->books)
		write_total_heading(out, summary);
	else
		write_message(out,
			      blanks->author ? _("[ Statistics of '{title}' by '{author}' ]")
					     : _("[ Statistics of '{title}' ]"),
			      blanks);
	(void)fputs("\n\n", out);
	write_numbers(out, summary);
	write_tops(out, summary);
}

static void write_fact(FILE *out, const char *name, const char *value)
{
	char *label = value && *value ? label_new(value) : NULL;

	if (label)
		(void)fprintf(out, "    %s: %s\n", name, label);
	free(label);
}

/* NAME: VALUE (HOW) */
static void write_found(FILE *out, const char *name, const char *value, const char *how)
{
	char *both = value && *value ? xasprintf("%s (%s)", value, how ? how : "?") : NULL;

	write_fact(out, name, both);
	free(both);
}

static void write_provenance(FILE *out, const struct summary *summary)
{
	const struct provenance *provenance = &summary->provenance;
	char fetched[32], lines[80] = "", *counted = token_rules_text(&summary->tokens);

	provenance_date(fetched, provenance->fetched);
	if (summary->of_lines)
		(void)snprintf(lines, sizeof(lines), "%zu-%zu / %zu", summary->first_line,
			       summary->last_line, summary->of_lines);
	(void)fputc('\n', out);
	write_fact(out, _("Source"), summary->source);
	write_fact(out, _("Fetched"), fetched);
	write_fact(out, _("ETag"), provenance->etag);
	write_fact(out, _("SHA-256 of the bytes"), summary->sha256);
	write_fact(out, _("SHA-256 of the text"), provenance->text_sha256);
	write_found(out, _("Charset"), summary->charset, summary->charset_by);
	write_found(out, _("Lines"), *lines ? lines : NULL, summary->cut_rule);
	write_fact(out, _("What is counted"), counted);
	write_fact(out, _("Options"), provenance->options);
	write_fact(out, _("Software"), provenance->software);
	free(counted);
}

/* Nothing of a book in which no text was found: who asked is told otherwise. */
static void write_book(FILE *out, const struct summary *summary, bool proven)
{
	struct blanks blanks = {
		.title = present_title(summary),
		.author = summary->author,
		.reason = summary->failure,
	};

	if (!summary->failure && !summary->found)
		return;
	if (summary->failure)
		write_failure(out, &blanks);
	else
		write_report(out, summary, &blanks);
	if (proven && !summary->failure)
		write_provenance(out, summary);
	(void)fputs("\n\n", out);
}

static int write_text(FILE *out, const struct summary *summary, struct err *err)
{
	(void)err;
	write_book(out, summary, false);
	return 0;
}

static int write_proven(FILE *out, const struct summary *summary, struct err *err)
{
	(void)err;
	write_book(out, summary, true);
	return 0;
}

static const struct format format_proven = { .name = "text", .write = write_proven };

const struct format format_text = {
	.name = "text",
	.write = write_text,
	.proven = &format_proven,
};
