#include <stdlib.h>
#include "collect/frontier_hosts.h"
#include "collect/host_state.h"
#include "collect/ledger.h"
#include "collect/pace.h"
#include "collect/purse.h"
#include "data/clock.h"
#include "data/lang.h"
#include "data/mem.h"

enum {
	LOOK_AGAIN_MS = 500,          /* for a host that another process has */
	PATIENCE_MS = 60 * 60 * 1000, /* a host that asks for more is left for another run */
	COMMIT_MS = 60 * 1000,        /* what was asked longer ago is in the frontier for sure */
};

static void resume_clock(struct host *host, const struct frontier_host *known)
{
	int64_t now = clock_unix_ms();

	host->id = known->id;
	host->leased = true;
	readers_resume(&host->readers, clock_steady_us(),
		       known->ended ? now - known->ended : PACE_NEVER, known->blocked - now);
}

static void refuse_blocked(struct host *host)
{
	struct err why = { 0 };

	err_set(&why, ERR_STATUS, _("its host asks to be left alone for %lld s; go on later"),
		(long long)(host_blocked_ms(host) + 999) / 1000);
	host_give_up(host, &why);
}

static void on_leased(const struct err *failure, void *arg)
{
	struct host *host = arg;

	host->settling = false;
	if (failure)
		host_give_up(host, failure);
	else
		host_schedule(host);
}

/* What another process has found out since is not asked for. */
static void review(struct host *host, const struct frontier_host *known)
{
	const struct hosts *hosts = host->hosts;
	struct turns all;

	if (!hosts->options.review || known->ended < hosts->began - COMMIT_MS)
		return;
	all = turns_take_all(&host->turns);
	while (!turns_empty(&all)) {
		int64_t left = turns_due(&all) - clock_steady_us() / 1000;

		hosts->options.review(turns_take(&all), left > 0 ? left : 0);
	}
}

static void begin_lease(struct host *host, const struct frontier_host *known)
{
	const struct hosts_options *options = &host->hosts->options;

	resume_clock(host, known);
	host->settling = true;
	ledger_wait(options->ledger, NULL, on_leased, host);
	if (host_blocked_ms(host) > PATIENCE_MS)
		refuse_blocked(host);
	else
		review(host, known);
}

static void wait_for_other(struct host *host)
{
	const struct hosts_options *options = &host->hosts->options;

	if (!host->told_taken && options->taken)
		options->taken(host->name, options->arg);
	host->told_taken = true;
	host_look_again(host, LOOK_AGAIN_MS);
}

/* False: it is not ours yet, or it was given up. */
bool host_take(struct host *host)
{
	struct frontier *frontier = host->hosts->options.frontier;
	struct frontier_host known;
	struct err err = { 0 };
	int rc;

	if (host->leased || !frontier)
		return !host->settling;
	rc = frontier_lease(frontier, host->name, clock_unix_ms(), &known, &err);
	if (rc < 0)
		host_give_up(host, &err);
	else if (rc == 0)
		wait_for_other(host);
	else
		begin_lease(host, &known);
	return false;
}

/* False: the host was given up, or where it has several names, the next of who waits refused. */
static bool is_affordable(struct host *host, const char *name)
{
	const struct hosts_options *options = &host->hosts->options;
	struct err why = { 0 };

	if (!purse_check(options->frontier, name, options->budget, clock_unix_ms(), &why))
		return true;
	if (options->name)
		options->refuse(turns_take(&host->turns), &why);
	else
		host_give_up(host, &why);
	return false;
}

/* False: it was refused, or the host lost because this process slept too long. */
bool host_may_start(struct host *host)
{
	const struct hosts_options *options = &host->hosts->options;
	struct err err = { 0 };
	char *name;
	int rc = 0;

	if (!options->frontier)
		return true;
	name = options->name ? options->name(turns_first(&host->turns)) : xstrdup(host->name);
	if (is_affordable(host, name)) {
		rc = options->name
			     ? frontier_started_for(options->frontier, host->id, name,
						    clock_unix_ms(), &err)
			     : frontier_started(options->frontier, host->id, clock_unix_ms(), &err);
		host->leased = rc != 0;
	}
	free(name);
	/* The loop, which does it otherwise, stands still until the answer is there. */
	if (rc > 0 && options->sync)
		rc = ledger_settle(options->ledger, &err) ? -1 : 1;
	if (rc < 0)
		host_give_up(host, &err);
	return rc > 0;
}

static void on_end_kept(const struct err *failure, void *arg)
{
	struct host *host = arg;

	host->ending--;
	host->hosts->ending--;
	if (failure)
		host_give_up(host, failure);
	else
		host_schedule(host);
	host_offer_slot(host->hosts);
}

void host_keep_end(struct host *host)
{
	const struct hosts_options *options = &host->hosts->options;
	int64_t now = clock_unix_ms();

	if (!options->frontier)
		return;
	(void)frontier_ended(
		options->frontier, host->id, now,
		now + readers_due_ms(&host->readers, host->delay_ms) - clock_steady_ms(), NULL);
	(void)frontier_reckon(options->frontier, &host->hosts->effort, NULL);
	host->ending++;
	host->hosts->ending++;
	ledger_wait(options->ledger, NULL, on_end_kept, host);
}
