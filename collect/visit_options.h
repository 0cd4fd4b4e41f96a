/*
 * visit_options - how the web is asked, and who is told how it goes.
 */
#ifndef COLLECT_VISIT_OPTIONS_H
#define COLLECT_VISIT_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "collect/readers.h"
#include "data/err.h"

struct fetch_answer;
struct frontier;
struct ledger;

/* One request that was made, for whoever audits. */
struct visit_record {
	const char *host, *url; /* without user and password */
	const char *clock;      /* that it goes by: the host, or its address */
	struct host_turn turn;
	const char *robots; /* the line that allowed it; "": none spoke of it */
	long status;        /* 0: no answer */
	size_t bytes;
	const struct fetch_answer *answer;
	const struct err *failure; /* why there is no whole answer; NULL: there is */
	const struct err *refusal; /* why a redirect is not followed; NULL: it is, or is none */
};

/* Who wants to know how it goes; any function may be NULL. */
struct visit_watch {
	void (*asked)(const struct visit_record *record, void *arg);
	void (*bytes)(size_t count, void *arg);
	void (*asking)(int requests, void *arg); /* so many are under way */
	void (*waiting)(const char *host, int64_t ms, void *arg);
	void (*note)(const char *reader, void *arg); /* a warning for the user */
	/* the same, and WHY it is: what is in the cache could not be had anew */
	void (*outdated)(const char *line, enum err_code why, void *arg);
	void *arg;
};

struct visit_options {
	const char *user_agent; /* sent; its first word up to "/" is matched against robots.txt */
	int64_t delay_ms;
	long timeout_ms;
	int retries; /* see pace_after */
	size_t max_body;
	int max_in_flight;
	long budget;        /* see budget.h; kept in the frontier */
	bool allow_private; /* a redirect from the open net may lead into ours */
	bool no_robots;     /* robots.txt is not asked for */
	bool drop_bodies;   /* they are counted and checked, but not kept */
	int per_host;       /* requests at once to a host; see host.h */
	bool pace_by_ip;    /* hosts with the same (first) address go by one clock */
	/* "Name: value", sent to the origin of each URL that is asked for; not for its robots.txt,
	 * nor to another origin that a redirect leads to, nor to what comes after that. */
	const char *const *headers;
	size_t n_headers;
	bool once;       /* what a monitor does: HEAD, or GET where a server answers that one
			     * only; no redirect followed, nothing asked again, no body kept */
	bool keep_heads; /* of requests and answers, for who watches */
	bool sync;
	int stop_fd;               /* see fetch.h */
	struct frontier *frontier; /* borrowed; keeps the hosts' clocks; NULL: nobody does */
	struct ledger *ledger;     /* borrowed; of the frontier */
	/* Another process has asked the host of a visit that waits, whose ARG this is. True: what is
	 * wanted is there, and the visit is gone; its done is not called. NULL: it never is. */
	bool (*found)(void *arg);
	int64_t job; /* of the frontier: what becomes of URLs is kept there; 0: it is not */
	struct visit_watch watch;
};

#endif
