/*
 * cut_wins - what each rule of the cut is good for: in how many books the text would be another
 * without it.
 *
 *   cut_wins FILE...
 *
 * A Markdown table: the rules that change something, then the names of those that do not. The
 * figures in bench/cut_wins.md are its output.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "data/mem.h"
#include "process/charset.h"
#include "process/cut.h"
#include "process/cut_rules.h"
#include "process/html.h"

enum { MAX_BYTES = 1 << 26, EXAMPLE = 60 };

static const char *const parts[] = {
	[CUT_START] = "start",
	[CUT_SMALL_PRINT] = "small print",
	[CUT_FIELD] = "field",
	[CUT_FIELD_SURE] = "field, sure",
	[CUT_END] = "end",
	[CUT_LICENSE] = "licence",
	[CUT_CREDIT] = "credit",
	[CUT_CREDIT_MORE] = "credit, more",
	[CUT_CREDIT_NAME] = "credit, name",
	[CUT_NOTICE] = "notice",
	[CUT_NOTE] = "note",
};

/* Adds to WINS, one for each rule, what FILE has to say. */
static void try_rules(size_t *wins, const struct lines *file)
{
	struct cut_result with, without;

	if (!cut_auto(&with, file, (struct cut_edges) { 0 }, CUT_WITH_ALL))
		return;
	for (size_t i = 0; cut_rule_at(i); i++) {
		without = (struct cut_result) { 0 };
		(void)cut_auto(&without, file, (struct cut_edges) { 0 }, i);
		wins[i] += without.start != with.start || without.end != with.end;
	}
}

static int try_file(size_t *wins, const char *path)
{
	struct page page = { 0 };
	struct text text = { 0 };
	struct err err = { 0 };
	int rc;

	if (page_read_file(&page, path, MAX_BYTES, &err)) {
		(void)fprintf(stderr, "%s\n", err.text);
		return -1;
	}
	rc = html_is(&page) ? html_decode(&text, &page, &err) : charset_decode(&text, &page, &err);
	if (!rc)
		try_rules(wins, &(struct lines) { text.data, text.len });
	text_release(&text);
	page_release(&page);
	return rc;
}

int main(int argc, char **argv)
{
	size_t wins[CUT_RULES_MOST] = { 0 };
	const struct cut_rule *rule;

	for (int i = 1; i < argc; i++)
		if (try_file(wins, argv[i]))
			return 1;
	printf("| part | rule | example | books of %d |\n|---|---|---|---|\n", argc - 1);
	for (size_t i = 0; (rule = cut_rule_at(i)); i++)
		if (wins[i])
			printf("| %s | %s | `%.*s` | %zu |\n", parts[rule->part], rule->name,
			       EXAMPLE, rule->example, wins[i]);
	printf("\nNothing, there:");
	for (size_t i = 0; (rule = cut_rule_at(i)); i++)
		if (!wins[i])
			printf(" %s", rule->name);
	printf(".\n");
	return 0;
}
