#include "data/library.h"

#include <assert.h>
#include <dlfcn.h>
#include <stddef.h>
#include "data/lang.h"

static void *open_library(const struct library *library)
{
	void *handle = NULL;

	for (const char *const *name = library->names; *name && !handle; name++)
		handle = dlopen(*name, RTLD_LAZY | RTLD_LOCAL | RTLD_NODELETE);
	return handle;
}

int library_load(const struct library *library, struct err *err)
{
	void *handle = open_library(library);

	if (!handle)
		return err_set(err, ERR_IO, _("%s is not there (in Debian: %s)"), library->title,
			       library->in_package);
	(void)dlclose(handle);
	return 0;
}

void *library_function(const struct library *library, const char *name)
{
	void *handle = open_library(library);
	void *function = handle ? dlsym(handle, name) : NULL;

	assert(function);
	(void)dlclose(handle);
	return function;
}
