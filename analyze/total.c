#include "analyze/total.h"

#include <stdlib.h>
#include "analyze/measures.h"
#include "analyze/tally.h"
#include "analyze/vocabulary.h"
#include "data/lang.h"
#include "data/mem.h"

/* Below it sums stay sums, also as JSON, and a tally has room. */
#define MOST ((uint64_t)1 << 52)
enum { MOST_TYPES = 1 << 30 };

struct total {
	struct tally tallies[TABLES];
	struct summary sums; /* but for what the tallies say */
};

struct total *total_new(void)
{
	return xcalloc(1, sizeof(struct total));
}

void total_free(struct total *total)
{
	if (!total)
		return;
	for (int i = 0; i < TABLES; i++)
		tally_release(&total->tallies[i]);
	free((char *)total->sums.tokens.name);
	free(total);
}

static int check_room(const struct total *total, const struct summary *summary, struct err *err)
{
	const struct summary *sums = &total->sums;
	bool fits = sums->characters + summary->characters <= MOST &&
		    sums->sequences + summary->sequences <= MOST &&
		    sums->lines_blank + summary->lines_blank <= MOST &&
		    sums->lines_visible + summary->lines_visible <= MOST &&
		    sums->lines + summary->lines <= MOST && sums->books + summary->books <= MOST;

	for (int i = 0; i < TABLES; i++)
		fits = fits && total->tallies[i].n + summary->tables[i].n <= MOST_TYPES;
	return fits ? 0 : err_set(err, ERR_LIMIT, _("the sums of a total are too large"));
}

/* All that is added up is counted by the same rules: the first one's. */
static int check_rules(struct total *total, const struct summary *summary, struct err *err)
{
	struct summary *sums = &total->sums;
	char *ours, *theirs;

	if (!sums->books) {
		sums->tokens = summary->tokens;
		sums->tokens.name = xstrdup(token_rules_name(&summary->tokens));
	}
	if (token_rules_equal(&sums->tokens, &summary->tokens))
		return 0;
	ours = token_rules_text(&sums->tokens);
	theirs = token_rules_text(&summary->tokens);
	err_set(err, ERR_USAGE, _("tokens of two kinds do not add up: %s; %s"), ours, theirs);
	free(ours);
	free(theirs);
	return -1;
}

int total_add(struct total *total, const struct summary *summary, struct err *err)
{
	struct summary *sums = &total->sums;

	if (check_room(total, summary, err) || check_rules(total, summary, err))
		return -1;
	for (int i = 0; i < TABLES; i++) {
		const struct table_rows *table = &summary->tables[i];

		for (size_t j = 0; j < table->n; j++)
			(void)tally_add(&total->tallies[i], table->rows[j].token,
					table->rows[j].count);
	}
	sums->books += summary->books ? summary->books : 1;
	sums->lines_blank += summary->lines_blank;
	sums->lines_visible += summary->lines_visible;
	sums->lines += summary->lines;
	sums->characters += summary->characters;
	sums->sequences += summary->sequences;
	return 0;
}

static int by_token(const void *a, const void *b)
{
	const struct tally_row *left = a, *right = b;

	return token_compare(&left->token, &right->token);
}

void total_read(struct summary *out, const struct total *total, unsigned tables, bool measures)
{
	*out = total->sums;
	out->tokens.name = xstrdup(token_rules_name(&total->sums.tokens));
	out->found = true;
	for (unsigned i = 0; i < TABLES; i++) {
		const struct tally *tally = &total->tallies[i];

		out->distinct[i] = tally->n;
		out->most_used[i] = vocabulary_most_used(tally);
		if (!(tables & 1U << i))
			continue;
		out->tables[i] = vocabulary_rows(tally);
		qsort(out->tables[i].rows, out->tables[i].n, sizeof(struct tally_row), by_token);
	}
	out->longest = vocabulary_longest(&total->tallies[TABLE_SEQUENCES]);
	out->longest_folded = vocabulary_longest(&total->tallies[TABLE_SEQUENCES_FOLDED]);
	if (measures) {
		out->measures = measures_new();
		measures_of_counts(out->measures, &total->tallies[TABLE_SEQUENCES_FOLDED]);
	}
	summary_own_tokens(out);
}
