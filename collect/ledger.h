/*
 * ledger - what must be on the disk before it is said to be done.
 *
 *   bodies written, rows changed -> turn: bodies in place -> rows that say so -> all told
 *
 * At each turn of the loop, before it waits for anything, what has gathered since is settled: many
 * answers that arrive together share one sync of the disk, and a single one is not kept waiting.
 * Bodies may be put in place by a thread beside the loop, which answers others meanwhile: the next
 * batch gathers until that one is settled, and nobody is told out of order.
 */
#ifndef COLLECT_LEDGER_H
#define COLLECT_LEDGER_H

#include <stdbool.h>
#include "data/err.h"

struct uv_loop_s;
struct cache;
struct frontier;
struct ledger;

/* FAILURE is NULL, or why what was written before may not be there. */
typedef void ledger_settled(const struct err *failure, void *arg);

/* The bodies written before are at their places: time for the rows that say so. */
typedef void ledger_placed(void *arg);

/* All are borrowed; either of CACHE and FRONTIER may be NULL. BESIDE: the bodies by a thread; then
 * no row may speak of a body before PLACED. */
struct ledger *ledger_new(struct uv_loop_s *loop, struct cache *cache, struct frontier *frontier,
			  bool beside);

/* From the loop, once all that was written before this call is on the disk: first PLACED (may be
 * NULL; not where that failed), then, its rows kept as well, SETTLED. */
void ledger_wait(struct ledger *ledger, ledger_placed *placed, ledger_settled *settled, void *arg);

/* Now, without the loop; those who wait are told. */
int ledger_settle(struct ledger *ledger, struct err *err);

/* Whoever still waits is not told. Run the loop once more after. */
void ledger_free(struct ledger *ledger);

#endif
