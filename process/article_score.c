#include "process/article_score.h"

#include <ctype.h>
#include <string.h>
#include "data/mem.h"
#include "process/article_hints.h"

/* A paragraph that is being read: the text between two blocks. */
struct paragraph {
	uint32_t owner; /* the innermost block around it */
	size_t len, link_len, marks;
	size_t links; /* open */
};

static bool ends_clause(const char *p, const char *end)
{
	static const char *const wide[] = {
		"。", "、", "，", "！", "？", "；", "،", "؟", "।", "…"
	};

	if (strchr(",.;:!?", *p))
		return p + 1 == end || isspace((unsigned char)p[1]) || strchr("\"')", p[1]);
	if ((unsigned char)*p < 0xc0)
		return false;
	for (size_t i = 0; i < sizeof(wide) / sizeof(*wide); i++) {
		size_t len = strlen(wide[i]);

		if ((size_t)(end - p) >= len && memcmp(p, wide[i], len) == 0)
			return true;
	}
	return false;
}

static void add_text(struct paragraph *paragraph, const char *text, size_t len)
{
	const char *end = text + len;
	size_t n = 0;

	for (; text < end; text++) {
		if (isspace((unsigned char)*text))
			continue;
		n++;
		paragraph->marks += !isalnum((unsigned char)*text) && ends_clause(text, end);
	}
	paragraph->len += n;
	paragraph->link_len += paragraph->links ? n : 0;
}

static float weight(const struct paragraph *paragraph)
{
	size_t plain = paragraph->len - paragraph->link_len;

	if (paragraph->len < 25 || plain * 2 < paragraph->len)
		return 0;
	return (float)plain * (paragraph->marks ? 1.0F : 0.3F);
}

static void settle(struct measure *measures, struct paragraph *paragraph)
{
	struct measure *owner = &measures[paragraph->owner];

	owner->own += weight(paragraph);
	owner->len += (uint32_t)paragraph->len;
	owner->link_len += (uint32_t)paragraph->link_len;
	paragraph->len = paragraph->link_len = paragraph->marks = 0;
}

static bool is_paragraph(const struct measure *measure, unsigned traits)
{
	return traits & (TAG_PARAGRAPH | TAG_ITEM | TAG_HEADING) ||
	       (measure->own >= measure->score * 0.99F && measure->breaks < 3);
}

static void hand_up(struct measure *measures, const struct article_tree *tree, uint32_t at)
{
	static const float DECAY = 0.7F;
	struct measure *measure = &measures[at], *parent;
	unsigned traits = tree_traits(tree, at);

	measure->mass += measure->own;
	measure->score += measure->own;
	if (!at)
		return;
	parent = &measures[tree->elements[at].parent];
	parent->mass += measure->mass;
	parent->len += measure->len;
	parent->link_len += measure->link_len;
	if (is_paragraph(measure, traits))
		parent->score += measure->score;
	else
		parent->score += measure->score * DECAY;
}

static void step_into(struct measure *measures, struct paragraph *paragraph, uint32_t at,
		      unsigned traits)
{
	uint8_t fate = measures[at].fate;

	measures[at] = (struct measure) { .around = paragraph->owner, .fate = fate };
	if (traits & TAG_BLOCK) {
		settle(measures, paragraph);
		paragraph->owner = at;
	}
	paragraph->links += (traits & TAG_LINK) != 0;
	if (traits & TAG_BREAK && measures[paragraph->owner].breaks < UINT16_MAX)
		measures[paragraph->owner].breaks++;
}

static void step_out(struct measure *measures, struct paragraph *paragraph, uint32_t at,
		     unsigned traits)
{
	if (traits & TAG_BLOCK) {
		settle(measures, paragraph);
		paragraph->owner = measures[at].around;
	}
	paragraph->links -= (traits & TAG_LINK) != 0;
}

static void measure_all(struct measure *measures, const struct article_tree *tree)
{
	struct paragraph paragraph = { 0 };
	struct walk walk = { 0 };
	enum walk_step step;
	const char *text;
	size_t len;

	while ((step = walk_next(&walk, tree)) != WALK_OVER) {
		unsigned traits = tree_traits(tree, walk.open);

		if (step == WALK_TEXT) {
			text = tree_run(tree, walk.shown, &len);
			add_text(&paragraph, text, len);
		} else if (step == WALK_START && measures[walk.open].fate == FATE_DROPPED) {
			walk_skip(&walk, tree);
		} else if (step == WALK_START) {
			step_into(measures, &paragraph, walk.open, traits);
		} else {
			step_out(measures, &paragraph, walk.open, traits);
			hand_up(measures, tree, walk.open);
		}
	}
}

struct measure *score_new(const struct article_tree *tree)
{
	struct measure *measures = xcalloc(tree->n, sizeof(*measures));

	measure_all(measures, tree);
	return measures;
}

/* ---- what is not the article, by what the page says of it ---- */

static bool may_drop(const struct measure *measures, uint32_t at, unsigned hints)
{
	float share = hints & (HINT_COMMENT | HINT_HIDDEN) ? 0.8F : 0.5F;

	if (!hints)
		return false;
	return measures[at].mass <= share * measures[0].mass;
}

void score_drop(struct measure *measures, const struct article_tree *tree, unsigned hints,
		bool nested)
{
	uint32_t at = 1, article = 0;

	while (at < tree->n) {
		const struct element *element = &tree->elements[at];

		unsigned against = element->hints & hints;

		if (nested && tree_traits(tree, at) & TAG_ARTICLE) {
			if (at < article)
				against |= HINT_COMMENT;
			else
				article = element->end;
		}
		if (may_drop(measures, at, against)) {
			measures[at].fate = FATE_DROPPED;
			at = element->end;
		} else {
			measures[at++].fate = FATE_OUT;
		}
	}
	measure_all(measures, tree);
}

uint32_t score_best(const struct measure *measures, const struct article_tree *tree, unsigned rules)
{
	uint32_t best = 0;
	float most = 0;

	for (uint32_t at = 0; at < tree->n; at++) {
		const struct measure *measure = &measures[at];
		unsigned hints = tree->elements[at].hints, traits = tree_traits(tree, at);
		float score = measure->score;

		if (measure->fate == FATE_DROPPED) {
			at = tree->elements[at].end - 1;
			continue;
		}
		if (!measure->len || !(traits & TAG_BLOCK))
			continue;
		score *= 1.0F - (float)measure->link_len / (float)measure->len;
		if (rules & ARTICLE_NAMES)
			score *= hints & HINT_BODY ? 2.0F : hints & HINT_TEXT ? 1.2F : 1.0F;
		if (rules & ARTICLE_NAMES)
			score *= traits & TAG_MAIN ? 1.2F : 1.0F;
		if (score > most) {
			most = score;
			best = at;
		}
	}
	return best;
}
