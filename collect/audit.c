#include "collect/audit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <uthash.h>
#include "data/clock.h"
#include "data/lang.h"
#include "data/mem.h"

struct audited {
	char *host;
	size_t requests, violations;
	int64_t *gaps; /* microseconds, of all requests but the first */
	size_t n_gaps;
	UT_hash_handle hh;
};

/* What one host, or all on one address, go by. */
struct clock {
	char *name;
	int64_t least_us; /* time that it needed at the least */
	UT_hash_handle hh;
};

struct audit {
	FILE *file;
	char *path;
	struct audited *hosts;
	struct clock *clocks;
	int per_host;
	int64_t first_us, last_us;
	size_t requests;
};

struct audit *audit_open(const char *path, int per_host, struct err *err)
{
	FILE *file = fopen(path, "we");
	struct audit *audit;

	if (!file) {
		err_errno(err, ERR_IO, _("%s cannot be written"), path);
		return NULL;
	}
	audit = xcalloc(1, sizeof(*audit));
	audit->file = file;
	audit->path = xstrdup(path);
	audit->per_host = per_host;
	if (per_host > 1)
		(void)fprintf(file,
			      "# --per-host %d: up to %d requests at once to a host; a gap is "
			      "from the end of one to the start of the next on the same of its "
			      "%d lines\n",
			      per_host, per_host, per_host);
	(void)fprintf(file, "# host\twhen\tgap\tneeded\trobots\tstatus\tbytes\turl\twhy\n");
	return audit;
}

static struct audited *find(struct audit *audit, const char *host)
{
	struct audited *audited;

	HASH_FIND_STR(audit->hosts, host, audited);
	if (!audited) {
		audited = xcalloc(1, sizeof(*audited));
		audited->host = xstrdup(host);
		HASH_ADD_KEYPTR(hh, audit->hosts, audited->host, strlen(audited->host), audited);
	}
	return audited;
}

static struct clock *find_clock(struct audit *audit, const char *name)
{
	struct clock *clock;

	HASH_FIND_STR(audit->clocks, name, clock);
	if (!clock) {
		clock = xcalloc(1, sizeof(*clock));
		clock->name = xstrdup(name);
		HASH_ADD_KEYPTR(hh, audit->clocks, clock->name, strlen(clock->name), clock);
	}
	return clock;
}

static void count(struct audit *audit, const struct visit_record *record)
{
	const struct host_turn *turn = &record->turn;
	struct audited *audited = find(audit, record->host);
	struct clock *clock = find_clock(audit, record->clock);

	if (!audit->requests++ || turn->start_us < audit->first_us)
		audit->first_us = turn->start_us;
	if (turn->end_us > audit->last_us)
		audit->last_us = turn->end_us;
	audited->requests++;
	clock->least_us += host_turn_least_us(turn, audit->first_us);
	if (turn->gap_us < 0)
		return;
	audited->violations += turn->gap_us < turn->needed_us;
	audited->gaps = xreallocarray(audited->gaps, audited->n_gaps + 1, sizeof(*audited->gaps));
	audited->gaps[audited->n_gaps++] = turn->gap_us;
}

/* When the request began, by the wall clock: as long ago as the monotonic one says. */
static void write_when(char *when, size_t size, const struct host_turn *turn)
{
	int64_t ms = clock_unix_us_of(turn->start_us) / 1000;
	time_t seconds = (time_t)(ms / 1000);
	struct tm tm;
	size_t used;

	used = strftime(when, size, "%Y-%m-%dT%H:%M:%S", gmtime_r(&seconds, &tm));
	(void)snprintf(when + used, size - used, ".%03dZ", (int)(ms % 1000));
}

/* A stranger's text, as one field of one line; the caller's to free(). */
static char *one_field(const char *text)
{
	char *field = xstrdup(text);

	for (char *c = field; *c; c++) {
		if ((unsigned char)*c < 0x20 || *c == 0x7f)
			*c = ' ';
	}
	return field;
}

void audit_request(struct audit *audit, const struct visit_record *record)
{
	const struct host_turn *turn = &record->turn;
	const struct err *why = record->failure ? record->failure : record->refusal;
	char *robots = one_field(*record->robots ? record->robots : "-");
	char when[64], gap[32] = "-";

	count(audit, record);
	write_when(when, sizeof(when), turn);
	if (turn->gap_us >= 0)
		(void)snprintf(gap, sizeof(gap), "%.6f", (double)turn->gap_us / 1e6);
	(void)fprintf(audit->file, "%s\t%s\t%s\t%.3f\t%s\t%ld\t%zu\t%s\t%s\n", record->host, when,
		      gap, (double)turn->needed_us / 1e6, robots, record->status, record->bytes,
		      record->url, why ? why->text : "-");
	free(robots);
}

static int compare(const void *a, const void *b)
{
	int64_t left = *(const int64_t *)a, right = *(const int64_t *)b;

	return (left > right) - (left < right);
}

static void write_host(struct audit *audit, struct audited *audited)
{
	const int64_t *gaps = audited->gaps;
	size_t n = audited->n_gaps, middle = n / 2;
	double median;

	if (!n) {
		(void)fprintf(audit->file, "# %s\t%zu\t-\t-\t0\n", audited->host,
			      audited->requests);
		return;
	}
	qsort(audited->gaps, n, sizeof(*gaps), compare);
	median = (double)(gaps[middle] + gaps[n - 1 - middle]) / 2;
	(void)fprintf(audit->file, "# %s\t%zu\t%.6f\t%.6f\t%zu\n", audited->host, audited->requests,
		      (double)gaps[0] / 1e6, median / 1e6, audited->violations);
}

static void write_summary(struct audit *audit, size_t *violations, double *efficiency)
{
	struct audited *audited, *next;
	struct clock *clock, *other;
	int64_t least = 0, taken = audit->last_us - audit->first_us;

	*violations = 0;
	(void)fprintf(audit->file, "#\n# host\trequests\tleast gap\tmedian gap\tviolations\n");
	HASH_ITER (hh, audit->hosts, audited, next) {
		write_host(audit, audited);
		*violations += audited->violations;
	}
	/* They go on side by side: the slowest one decides. */
	HASH_ITER (hh, audit->clocks, clock, other) {
		if (clock->least_us / audit->per_host > least)
			least = clock->least_us / audit->per_host;
	}
	*efficiency = taken > 0 ? (double)least / (double)taken : 0;
	(void)fprintf(audit->file, "# politeness efficiency\t%.4f\n", *efficiency);
}

static void audit_free(struct audit *audit)
{
	struct audited *audited, *next;
	struct clock *clock, *other;

	HASH_ITER (hh, audit->clocks, clock, other) {
		HASH_DEL(audit->clocks, clock);
		free(clock->name);
		free(clock);
	}
	HASH_ITER (hh, audit->hosts, audited, next) {
		HASH_DEL(audit->hosts, audited);
		free(audited->host);
		free(audited->gaps);
		free(audited);
	}
	free(audit->path);
	free(audit);
}

int audit_close(struct audit *audit, size_t *violations, double *efficiency, struct err *err)
{
	bool failed;
	int rc = 0;

	write_summary(audit, violations, efficiency);
	failed = ferror(audit->file) != 0;
	if (fclose(audit->file) || failed)
		rc = err_errno(err, ERR_IO, _("%s cannot be written"), audit->path);
	audit_free(audit);
	return rc;
}
