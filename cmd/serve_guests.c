#include "cmd/serve_guests.h"

#include <microhttpd.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <utlist.h>
#include <uv.h>
#include "data/clock.h"
#include "data/mem.h"

enum { LOOKS = 8, MOST_MS = 1000 }; /* how often they are looked at in the shorter time; at least */

struct guest {
	struct serve_guests *guests;
	int fd;
	int64_t until; /* by the steady clock; 0: without end */
	struct guest *prev, *next;
};

struct serve_guests {
	struct serve_patience patience;
	struct guest *all;
	uv_timer_t timer; /* runs while somebody is there */
};

static void on_timer(uv_timer_t *timer)
{
	struct serve_guests *guests = timer->data;
	int64_t now = clock_steady_ms();
	struct guest *guest;

	DL_FOREACH (guests->all, guest) {
		if (!guest->until || guest->until > now)
			continue;
		/* libmicrohttpd, whose socket it is, finds an end there and lets go. */
		(void)shutdown(guest->fd, SHUT_RDWR);
		guest->until = 0;
	}
	if (!guests->all)
		(void)uv_timer_stop(timer);
}

static uint64_t interval(const struct serve_patience *patience)
{
	int64_t ms = patience->ask_ms < patience->take_ms ? patience->ask_ms : patience->take_ms;

	ms = ms / LOOKS < MOST_MS ? ms / LOOKS : MOST_MS;
	return ms > 0 ? (uint64_t)ms : 1;
}

struct serve_guests *serve_guests_new(struct uv_loop_s *loop, const struct serve_patience *patience)
{
	struct serve_guests *guests = xcalloc(1, sizeof(*guests));

	guests->patience = *patience;
	(void)uv_timer_init(loop, &guests->timer);
	guests->timer.data = guests;
	return guests;
}

void serve_guests_stop(struct serve_guests *guests)
{
	uv_close((uv_handle_t *)&guests->timer, NULL);
}

void serve_guests_free(struct serve_guests *guests)
{
	free(guests);
}

static void set_until(struct guest *guest, int64_t ms)
{
	guest->until = clock_steady_ms() + ms;
}

struct guest *serve_guests_come(struct serve_guests *guests, int fd)
{
	struct guest *guest = xcalloc(1, sizeof(*guest));

	guest->guests = guests;
	guest->fd = fd;
	set_until(guest, guests->patience.ask_ms);
	if (!guests->all)
		(void)uv_timer_start(&guests->timer, on_timer, interval(&guests->patience),
				     interval(&guests->patience));
	DL_APPEND(guests->all, guest);
	return guest;
}

void serve_guests_go(struct serve_guests *guests, struct guest *guest)
{
	DL_DELETE(guests->all, guest);
	free(guest);
}

struct guest *serve_guest_of(struct MHD_Connection *connection)
{
	return MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT)
		->socket_context;
}

void guest_asked(struct guest *guest)
{
	set_until(guest, guest->guests->patience.take_ms);
}

void guest_stays(struct guest *guest)
{
	guest->until = 0;
}

void guest_answered(struct guest *guest)
{
	set_until(guest, guest->guests->patience.ask_ms);
}
