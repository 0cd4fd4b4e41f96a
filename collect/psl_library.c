#include "collect/psl_library.h"

#include <libpsl.h>
#include "data/library.h"

static const struct library psl = { { "libpsl.so.5" }, "libpsl", "libpsl5" };

int psl_library_load(struct err *err)
{
	return library_load(&psl, err);
}

#define PSL_FUNCTION(type, name, parameters, ...)                                                  \
	LIBRARY_FUNCTION(&psl, type, name, parameters, __VA_ARGS__)

PSL_FUNCTION(const char *, psl_get_version, (void));
PSL_FUNCTION(const psl_ctx_t *, psl_builtin, (void));
PSL_FUNCTION(const char *, psl_registrable_domain, (const psl_ctx_t *list, const char *host), list,
	     host);
