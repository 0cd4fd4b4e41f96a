#include "collect/readers.h"

#include <stdlib.h>
#include "collect/pace.h"
#include "data/mem.h"

struct reader {
	struct pace pace;
	const void *item;      /* under way; NULL: none */
	struct host_turn turn; /* of its last request */
};

void readers_init(struct readers *readers, int n)
{
	readers->n = n > 0 ? n : 1;
	readers->all = xcalloc((size_t)readers->n, sizeof(*readers->all));
}

void readers_release(struct readers *readers)
{
	free(readers->all);
	*readers = (struct readers) { 0 };
}

void readers_resume(struct readers *readers, int64_t now_us, int64_t ended_ago_ms,
		    int64_t blocked_for_ms)
{
	for (struct reader *reader = readers->all; reader < readers->all + readers->n; reader++) {
		pace_resume(&reader->pace, now_us / 1000, ended_ago_ms, blocked_for_ms);
		reader->turn.end_us = reader->pace.ended * 1000;
	}
}

static struct reader *first_due(const struct readers *readers, int64_t delay_ms)
{
	struct reader *best = readers->all;

	for (struct reader *reader = best + 1; reader < readers->all + readers->n; reader++)
		if (pace_due(&reader->pace, delay_ms) < pace_due(&best->pace, delay_ms))
			best = reader;
	return best;
}

int64_t readers_due_ms(const struct readers *readers, int64_t delay_ms)
{
	return pace_due(&first_due(readers, delay_ms)->pace, delay_ms);
}

void readers_start(struct readers *readers, int64_t delay_ms, const void *item, int64_t now_us)
{
	struct reader *reader = first_due(readers, delay_ms);
	bool asked = reader->pace.asked;
	int64_t due = pace_due(&reader->pace, delay_ms);
	/* Without the millisecond that pace adds for itself. */
	int64_t needed = asked ? (due - 1 - reader->pace.ended) * 1000 : 0;

	reader->turn = (struct host_turn) {
		.start_us = now_us,
		.gap_us = asked ? now_us - reader->turn.end_us : -1,
		.needed_us = needed > 0 ? needed : 0,
	};
	reader->item = item;
	pace_started(&reader->pace);
}

struct host_turn readers_end(struct readers *readers, const void *item, int64_t now_us)
{
	struct reader *reader = readers->all;

	while (reader->item != item)
		reader++;
	reader->item = NULL;
	reader->turn.end_us = now_us;
	pace_ended(&reader->pace, now_us / 1000);
	return reader->turn;
}

int64_t host_turn_least_us(const struct host_turn *turn, int64_t first_us)
{
	int64_t took = turn->end_us - turn->start_us, from = turn->start_us - turn->gap_us;
	int64_t due = from + turn->needed_us;

	if (turn->gap_us < 0)
		return took;
	from = from < first_us ? first_us : from;
	return due > from ? took + due - from : took;
}

int readers_busy(const struct readers *readers)
{
	int busy = 0;

	for (int i = 0; i < readers->n; i++)
		busy += readers->all[i].item != NULL;
	return busy;
}

void readers_block(struct readers *readers, int64_t now_us, int64_t wait_ms)
{
	for (int i = 0; i < readers->n; i++)
		pace_block(&readers->all[i].pace, now_us / 1000, wait_ms);
}

int64_t readers_blocked_ms(const struct readers *readers, int64_t now_us)
{
	int64_t left = readers->all->pace.blocked - now_us / 1000;

	return left > 0 ? left : 0;
}
