/*
 * serve_guests - who is connected to a server, and since when: nobody is waited for without end.
 *
 *   comes -> (asks -> is answered) ... -> goes
 *
 * libmicrohttpd lets go of who says nothing for a while; who says a byte now and then, or takes one,
 * holds a place for ever. Here each request has to be whole, and each answer taken, in its time.
 */
#ifndef CMD_SERVE_GUESTS_H
#define CMD_SERVE_GUESTS_H

#include <stdint.h>

struct MHD_Connection;
struct guest;
struct serve_guests;
struct uv_loop_s;

struct serve_patience {
	int64_t ask_ms, take_ms; /* for a request, from when it may begin; for its answer */
};

struct serve_guests *serve_guests_new(struct uv_loop_s *loop,
				      const struct serve_patience *patience);

/* Nobody is watched any more, and the handles of the loop are closed; run it once more before the
 * end, and free after the last has gone. */
void serve_guests_stop(struct serve_guests *guests);
void serve_guests_free(struct serve_guests *guests);

/* A connection to the socket FD is there, and is not any more. */
struct guest *serve_guests_come(struct serve_guests *guests, int fd);
void serve_guests_go(struct serve_guests *guests, struct guest *guest);

/* The one of CONNECTION, whose socket context it is. */
struct guest *serve_guest_of(struct MHD_Connection *connection);

/* Its request is there; the answer may last for ever; it was taken, and the next may come. */
void guest_asked(struct guest *guest);
void guest_stays(struct guest *guest);
void guest_answered(struct guest *guest);

#endif
