#include "data/curves.h"

#include <stdlib.h>
#include "data/mem.h"

struct curves *curves_copy(const struct curves *from)
{
	struct curves *to = xmalloc(sizeof(*to));

	*to = *from;
	for (size_t i = 0; i < to->dispersion.n; i++)
		to->dispersion.rows[i].word = xstrdup(from->dispersion.rows[i].word);
	return to;
}

void curves_free(struct curves *curves)
{
	if (!curves)
		return;
	for (size_t i = 0; i < curves->dispersion.n; i++)
		free(curves->dispersion.rows[i].word);
	free(curves);
}
