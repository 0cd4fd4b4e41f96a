/*
 * err - why something failed: a code and one line of text.
 *
 * The last parameter of whatever can fail because of the world (network, file,
 * hostile input) is a struct err, untouched on success. Functions return 0 or -1,
 * so calls chain with ||. Nothing here prints: only cmd/ does.
 */
#ifndef DATA_ERR_H
#define DATA_ERR_H

/* traca.db keeps them as numbers: new ones go to the end. */
enum err_code {
	ERR_NONE,
	ERR_USAGE,     /* a wrong option, list or configuration */
	ERR_IO,        /* the machine: a file, a folder, a socket of ours */
	ERR_FULL,      /* the disk is full */
	ERR_FORMAT,    /* what came is not what it should be */
	ERR_LIMIT,     /* larger or longer than we accept */
	ERR_NETWORK,   /* a transfer that broke, or went round in circles */
	ERR_NAME,      /* no such host */
	ERR_CONNECT,   /* no connection */
	ERR_TLS,       /* a certificate that does not hold */
	ERR_TIMEOUT,   /* too slow, in all or at some point */
	ERR_STATUS,    /* the server answered, but not with what was asked for */
	ERR_FORBIDDEN, /* robots.txt says no */
	ERR_CLOSED,    /* robots.txt could not be read: perhaps later */
	ERR_BUDGET,    /* the day's requests are spent */
	ERR_MISSING,   /* not there: a book, an author, a cached file */
	ERR_STOPPED,   /* interrupted by the user */
	ERR_UNREAD,    /* whoever read our output has closed it: no fault */
};

struct err {
	enum err_code code;
	char text[1000]; /* one line, no line end; control characters are replaced */
};

/* Sets CODE and the formatted text; returns -1. ERR may be NULL. */
int err_set(struct err *err, enum err_code code, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* The same, followed by ": " and the text of errno; ENOSPC and EDQUOT make the code ERR_FULL,
 * EPIPE makes it ERR_UNREAD. */
int err_errno(struct err *err, enum err_code code, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Puts the formatted text and ": " before what is there; returns -1. */
int err_prefix(struct err *err, const char *format, ...) __attribute__((format(printf, 2, 3)));

#endif
