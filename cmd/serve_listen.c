#include "cmd/serve_listen.h"

#include <arpa/inet.h>
#include <netdb.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>
#include "data/lang.h"
#include "data/mem.h"

#define DEFAULT_ADDRESS "127.0.0.1"
#define DEFAULT_PORT "8077"
enum { BACKLOG = 1024 };

/* The host and the port of TEXT, which is cut into them; PORT: NULL where there is none. */
static void split(char *text, char **host, char **port)
{
	char *end = *text == '[' ? strchr(text, ']') : NULL;
	char *colon = strrchr(end ? end : text, ':');

	*host = text;
	*port = NULL;
	if (end) {
		*host = text + 1;
		*end = '\0';
	} else if (colon && strchr(text, ':') != colon) {
		return; /* an IPv6 address without brackets */
	}
	if (colon) {
		*colon = '\0';
		*port = colon + 1;
	}
}

static bool is_port(const char *port)
{
	size_t n = strspn(port, "0123456789");

	return n > 0 && n <= 5 && !port[n] && strtol(port, NULL, 10) <= 65535;
}

static bool is_loopback(const struct sockaddr *address)
{
	if (address->sa_family == AF_INET) {
		const struct sockaddr_in *v4 = (const void *)address;

		return ntohl(v4->sin_addr.s_addr) >> 24 == 127;
	}
	return IN6_IS_ADDR_LOOPBACK(
		&((const struct sockaddr_in6 *)(const void *)address)->sin6_addr);
}

static int wait_at(struct serve_place *out, const struct addrinfo *at)
{
	int on = 1;

	out->v6 = at->ai_family == AF_INET6;
	out->loopback = is_loopback(at->ai_addr);
	out->fd = socket(at->ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (out->fd < 0)
		return -1;
	(void)setsockopt(out->fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
	return bind(out->fd, at->ai_addr, at->ai_addrlen) || listen(out->fd, BACKLOG);
}

static void name_place(struct serve_place *place)
{
	struct sockaddr_storage address = { 0 };
	socklen_t len = sizeof(address);
	char host[80] = "?", port[16] = "?";

	(void)getsockname(place->fd, (struct sockaddr *)&address, &len);
	(void)getnameinfo((struct sockaddr *)&address, len, host, sizeof(host), port, sizeof(port),
			  NI_NUMERICHOST | NI_NUMERICSERV);
	(void)snprintf(place->text, sizeof(place->text), place->v6 ? "[%s]:%s" : "%s:%s", host,
		       port);
}

static int open_at(struct serve_place *out, const char *where, const char *host, const char *port,
		   struct err *err)
{
	const struct addrinfo hints = { .ai_socktype = SOCK_STREAM, .ai_flags = AI_PASSIVE };
	struct addrinfo *found = NULL;
	int rc = 0;

	/* "8080" alone would be the address 0.0.31.144. */
	if (!host[strspn(host, "0123456789")] || !is_port(port) ||
	    getaddrinfo(host, port, &hints, &found))
		return err_set(err, ERR_USAGE,
			       _("--listen: '%s' is not an address of this machine: it takes "
				 "ADDRESS or ADDRESS:PORT, such as 127.0.0.1:8077"),
			       where);
	if (wait_at(out, found)) {
		rc = err_errno(err, ERR_USAGE, _("--listen: %s:%s cannot be waited at"), host,
			       port);
		if (out->fd >= 0)
			(void)close(out->fd);
		out->fd = -1;
	} else {
		name_place(out);
	}
	freeaddrinfo(found);
	return rc;
}

int serve_place_open(struct serve_place *out, const char *where, struct err *err)
{
	char *text = xstrdup(where ? where : DEFAULT_ADDRESS), *host, *port;
	int rc;

	*out = (struct serve_place) { .fd = -1 };
	split(text, &host, &port);
	rc = open_at(out, where ? where : DEFAULT_ADDRESS, host, port ? port : DEFAULT_PORT, err);
	free(text);
	return rc;
}

bool serve_host_is_ours(const char *header)
{
	char text[256], *host, *port;
	struct in_addr v4;
	struct in6_addr v6;
	size_t len = strlen(header);

	if (len >= sizeof(text))
		return false;
	memcpy(text, header, len + 1);
	split(text, &host, &port);
	len = strlen(host);
	if (strcasecmp(host, "localhost") == 0 ||
	    (len > 10 && strcasecmp(host + len - 10, ".localhost") == 0))
		return true;
	if (inet_pton(AF_INET, host, &v4) == 1)
		return ntohl(v4.s_addr) >> 24 == 127;
	return inet_pton(AF_INET6, host, &v6) == 1 && IN6_IS_ADDR_LOOPBACK(&v6);
}
