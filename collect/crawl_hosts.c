#include "collect/crawl_hosts.h"

#include <stdlib.h>
#include <string.h>
#include <uthash.h>
#include <utlist.h>
#include "collect/frontier_hosts.h"
#include "data/mem.h"

enum host_state {
	HOST_IDLE,    /* it may have a URL more for one of its readers */
	HOST_BUSY,    /* as far as is known, it has not */
	HOST_RESTING, /* what it has is not due in this run */
	HOST_GIVEN_UP,
};

struct crawl_host {
	int64_t id;
	char *name;
	enum host_state state;
	int64_t *busy; /* the URLs under way, as many as there may be */
	size_t n_busy;
	struct crawl_host *prev, *next; /* idle */
	UT_hash_handle hh;
};

struct crawl_hosts {
	struct frontier *frontier;
	int64_t job, began;
	size_t per_host;
	struct crawl_host *by_name, *idle;
	int at_work;
};

struct crawl_hosts *crawl_hosts_new(struct frontier *frontier, int64_t job, int64_t began,
				    int per_host)
{
	struct crawl_hosts *hosts = xcalloc(1, sizeof(*hosts));

	hosts->frontier = frontier;
	hosts->job = job;
	hosts->began = began;
	hosts->per_host = per_host > 1 ? (size_t)per_host : 1;
	return hosts;
}

static void host_free(struct crawl_hosts *hosts, struct crawl_host *host)
{
	HASH_DEL(hosts->by_name, host);
	free(host->busy);
	free(host->name);
	free(host);
}

void crawl_hosts_free(struct crawl_hosts *hosts)
{
	struct crawl_host *host, *next;

	if (!hosts)
		return;
	HASH_ITER (hh, hosts->by_name, host, next)
		host_free(hosts, host);
	free(hosts);
}

static void become_idle(struct crawl_hosts *hosts, struct crawl_host *host)
{
	host->state = HOST_IDLE;
	DL_APPEND(hosts->idle, host);
}

static void on_leased(const struct frontier_host *leased, const char *name, void *arg)
{
	struct crawl_hosts *hosts = arg;
	struct crawl_host *host;

	HASH_FIND_STR(hosts->by_name, name, host);
	if (host) /* lost while this process was asleep, and won again */
		return;
	host = xcalloc(1, sizeof(*host));
	host->id = leased->id;
	host->name = xstrdup(name);
	host->busy = xcalloc(hosts->per_host, sizeof(*host->busy));
	HASH_ADD_KEYPTR(hh, hosts->by_name, host->name, strlen(name), host);
	hosts->at_work++;
	become_idle(hosts, host);
}

int crawl_hosts_fill(struct crawl_hosts *hosts, int max, int64_t now, int64_t *again,
		     struct err *err)
{
	*again = 0;
	if (hosts->at_work >= max)
		return 0;
	return frontier_lease_hosts(hosts->frontier, hosts->job, now, max - hosts->at_work,
				    on_leased, hosts, again, err) < 0
		       ? -1
		       : 0;
}

/* HOST has nothing due. Where it has something for another run, nobody is to ask it meanwhile. */
static int stand_down(struct crawl_hosts *hosts, struct crawl_host *host, bool has_more,
		      struct err *err)
{
	hosts->at_work--;
	if (has_more) {
		host->state = HOST_RESTING;
		return 0;
	}
	if (frontier_release(hosts->frontier, host->id, err) < 0)
		return -1;
	host_free(hosts, host);
	return 0;
}

/* With URL ID, and the last of the idle ones, where it may have another. */
static void become_busy(struct crawl_hosts *hosts, struct crawl_host *host, int64_t id)
{
	host->busy[host->n_busy++] = id;
	if (host->n_busy < hosts->per_host)
		become_idle(hosts, host);
}

int crawl_hosts_next(struct crawl_hosts *hosts, struct crawl_host **host,
		     struct frontier_url *entry, struct err *err)
{
	int rc;

	while ((*host = hosts->idle)) {
		rc = frontier_next(hosts->frontier, hosts->job, (*host)->id, (*host)->busy,
				   (*host)->n_busy, hosts->began, entry, err);
		if (rc < 0)
			return -1;
		DL_DELETE(hosts->idle, *host);
		(*host)->state = HOST_BUSY;
		if (rc > 0) {
			become_busy(hosts, *host, entry->id);
			return 1;
		}
		if (!(*host)->n_busy && stand_down(hosts, *host, entry->due != 0, err))
			return -1;
	}
	return 0;
}

void crawl_hosts_ended(struct crawl_hosts *hosts, struct crawl_host *host, int64_t id)
{
	size_t i = 0;

	while (host->busy[i] != id)
		i++;
	host->busy[i] = host->busy[--host->n_busy];
	if (host->state == HOST_BUSY)
		become_idle(hosts, host);
}

void crawl_hosts_give_up(struct crawl_hosts *hosts, struct crawl_host *host)
{
	if (host->state == HOST_GIVEN_UP)
		return;
	if (host->state == HOST_IDLE)
		DL_DELETE(hosts->idle, host);
	host->state = HOST_GIVEN_UP;
	hosts->at_work--;
}

bool crawl_hosts_wake(struct crawl_hosts *hosts, const char *name)
{
	struct crawl_host *host;

	HASH_FIND_STR(hosts->by_name, name, host);
	if (!host)
		return false;
	hosts->at_work += host->state == HOST_RESTING;
	if (host->state == HOST_RESTING ||
	    (host->state == HOST_BUSY && host->n_busy < hosts->per_host))
		become_idle(hosts, host);
	return true;
}

int crawl_hosts_renew(struct crawl_hosts *hosts, int64_t now, struct err *err)
{
	return frontier_renew(hosts->frontier, now, err) < 0 ? -1 : 0;
}

int crawl_hosts_at_work(const struct crawl_hosts *hosts)
{
	return hosts->at_work;
}

bool crawl_hosts_any_idle(const struct crawl_hosts *hosts)
{
	return hosts->idle;
}
