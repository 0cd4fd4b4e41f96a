#include "process/article.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include "process/article_hints.h"
#include "process/article_rules.h"
#include "process/article_score.h"
#include "process/article_trim.h"

enum { SHORTEST_ARTICLE = 140 /* bytes that are no space */ };

/* ---- what goes with the best ---- */

static bool is_dense(const struct measure *measure)
{
	return measure->link_len * 2 > measure->len;
}

/* What is around the best is the article where what it has more is running text as well. */
static uint32_t climb(const struct measure *measures, const struct article_tree *tree,
		      uint32_t best)
{
	const struct measure *measure = &measures[best];
	uint32_t at = best;

	while (at && !(tree_traits(tree, at) & TAG_ARTICLE)) {
		const struct measure *around;
		float more, more_len, more_links;

		at = tree->elements[at].parent;
		around = &measures[at];
		more = around->mass - measure->mass;
		more_len = (float)(around->len - measure->len);
		more_links = (float)(around->link_len - measure->link_len);
		if (more > 0.15F * measure->mass && more < 2 * measure->mass &&
		    more_links < 0.25F * more_len && more > 0.6F * more_len && at) {
			best = at;
			measure = around;
		}
	}
	return best;
}

/* ---- what is in it and does not belong to it ---- */

static bool is_leftover(const struct measure *measure, unsigned traits)
{
	if (!measure->len || !(traits & TAG_BLOCK))
		return false;
	if (traits & (TAG_LIST | TAG_PARAGRAPH | TAG_HEADING | TAG_ITEM | TAG_QUOTE))
		return measure->link_len * 10 > measure->len * 8;
	return is_dense(measure);
}

static void drop_links(struct measure *measures, const struct article_tree *tree, uint32_t kept)
{
	uint32_t at = kept + 1;

	while (at < tree->elements[kept].end) {
		if (measures[at].fate != FATE_DROPPED &&
		    is_leftover(&measures[at], tree_traits(tree, at)))
			measures[at].fate = FATE_DROPPED;
		at = measures[at].fate == FATE_DROPPED ? tree->elements[at].end : at + 1;
	}
}

/* ---- shown ---- */

static void show(const struct measure *measures, const struct article_tree *tree,
		 const struct html_events *events, void *arg)
{
	struct walk walk = { 0 };
	enum walk_step step;
	uint32_t kept = 0;
	size_t len;

	while ((step = walk_next(&walk, tree)) != WALK_OVER) {
		if (step == WALK_TEXT && kept) {
			const char *text = tree_run(tree, walk.shown, &len);

			events->text(arg, text, len);
		} else if (step == WALK_START && measures[walk.open].fate == FATE_DROPPED) {
			walk_skip(&walk, tree);
		} else if (step == WALK_START) {
			if (!kept && measures[walk.open].fate == FATE_KEPT)
				kept = walk.open;
			if (kept)
				events->start(arg, tree_name(tree, walk.open), NULL);
		} else if (step == WALK_END && kept) {
			events->end(arg, tree_name(tree, walk.open));
			if (kept == walk.open)
				kept = 0;
		}
	}
	events->stop(arg);
}

bool article_show(const struct article_tree *tree, const char *title, unsigned rules,
		  const struct html_events *events, void *arg)
{
	struct measure *measures = score_new(tree);
	unsigned hints = rules & ARTICLE_HINTS ? HINTS_AGAINST : 0;
	uint32_t best = 0;

	score_drop(measures, tree, hints, rules & ARTICLE_NESTED);
	best = score_best(measures, tree, rules);
	if (best && measures[best].len < SHORTEST_ARTICLE && hints) {
		score_drop(measures, tree, 0, false);
		best = score_best(measures, tree, rules);
	}
	if (best && rules & ARTICLE_AROUND)
		best = climb(measures, tree, best);
	if (best) {
		measures[best].fate = FATE_KEPT;
		if (rules & ARTICLE_LINKS)
			drop_links(measures, tree, best);
		if (rules & ARTICLE_TITLE)
			trim_title(measures, tree, title);
		if (rules & ARTICLE_ENDS)
			trim_end(measures, tree);
		show(measures, tree, events, arg);
	}
	free(measures);
	return best != 0;
}
