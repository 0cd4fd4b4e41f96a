/*
 * library - a shared library that is loaded when one of its functions is first called.
 *
 * For the big ones that many a run does without: linked, they would be loaded at each start. A file
 * of ours defines the functions that we use, one line each, and is to its callers what the library
 * was: they include its header and link nothing. A library is never unloaded, and any thread may be
 * the first to call.
 */
#ifndef DATA_LIBRARY_H
#define DATA_LIBRARY_H

#include "data/err.h"

struct library {
	const char *names[3];   /* of its file, the first that is there; then NULL */
	const char *title;      /* as people call it */
	const char *in_package; /* of Debian */
};

/* To be asked before the first call: -1 and ERR where the library is not there. */
int library_load(const struct library *library, struct err *err);

/* Ends the program where it is not there: that could be known before. */
void *library_function(const struct library *library, const char *name);

/* The library's FUNCTION, of the type that its header declares: looked up once, as the dynamic linker
 * does it; twice does no harm. */
#define LIBRARY_LOOK_UP(library, name)                                                             \
	static _Atomic(__typeof__(name) *) function;                                               \
	if (!function)                                                                             \
	function = (__typeof__(name) *)library_function(library, #name)

/* lazy_NAME is what NAME is for our own files, and for nobody else's; the compiler compares the types. */
#define LIBRARY_DEFINE(name)                                                                       \
	/* NOLINTNEXTLINE(bugprone-macro-parentheses) */                                           \
	extern __typeof__(name) name __attribute__((alias("lazy_" #name), visibility("hidden")))

/* A definition of NAME that calls the library's. */
#define LIBRARY_FUNCTION(library, type, name, parameters, ...)                                     \
	__attribute__((used)) static type lazy_##name parameters                                   \
	{                                                                                          \
		LIBRARY_LOOK_UP(library, name);                                                    \
		return function(__VA_ARGS__);                                                      \
	}                                                                                          \
	LIBRARY_DEFINE(name)

#endif
