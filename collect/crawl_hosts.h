/*
 * crawl_hosts - the hosts that a crawl may ask: leased from the frontier, as many URLs of each at a
 * time as it has readers (collect/readers.h), usually one.
 *
 *   fill -> idle -> next -> busy -> ended -> idle ... -> nothing is due -> released
 *                                      |
 *                                      +-> failed in this run: kept, so that nobody asks again
 *
 * All that a crawl knows of leases is here; that one was lost, because this process slept too long,
 * is noticed where its host is asked (collect/host_lease.c). Times are milliseconds since 1970.
 */
#ifndef COLLECT_CRAWL_HOSTS_H
#define COLLECT_CRAWL_HOSTS_H

#include <stdbool.h>
#include <stdint.h>
#include "collect/frontier_urls.h"
#include "data/err.h"

struct frontier;
struct crawl_host;
struct crawl_hosts;

/* For JOB, in a run that began at BEGAN: what is not due then is left for another one. */
struct crawl_hosts *crawl_hosts_new(struct frontier *frontier, int64_t job, int64_t began,
				    int per_host);
void crawl_hosts_free(struct crawl_hosts *hosts); /* the leases are the frontier's to end */

/* Leases hosts with due URLs until MAX are at work. *AGAIN: when to try again, 0: no need.
 * Nothing may have gathered in the frontier. */
int crawl_hosts_fill(struct crawl_hosts *hosts, int max, int64_t now, int64_t *again,
		     struct err *err);

/* 1: *HOST is busy with ENTRY, the caller's, until that has ended; 0: none is idle. */
int crawl_hosts_next(struct crawl_hosts *hosts, struct crawl_host **host,
		     struct frontier_url *entry, struct err *err);

void crawl_hosts_ended(struct crawl_hosts *hosts, struct crawl_host *host, int64_t id);
void crawl_hosts_give_up(struct crawl_hosts *hosts, struct crawl_host *host); /* for this run */

/* The host of that NAME has a new URL. False: it is not ours, so fill. */
bool crawl_hosts_wake(struct crawl_hosts *hosts, const char *name);

int crawl_hosts_renew(struct crawl_hosts *hosts, int64_t now, struct err *err);

int crawl_hosts_at_work(const struct crawl_hosts *hosts); /* idle or busy */
bool crawl_hosts_any_idle(const struct crawl_hosts *hosts);

#endif
