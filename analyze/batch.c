#include "analyze/batch.h"

void batch_begin(struct batch *batch, const char *end, struct sink sink)
{
	batch->n = 0;
	batch->end = end;
	batch->sink = sink;
}

int batch_flush(struct batch *batch, struct err *err)
{
	size_t n = batch->n;

	batch->n = 0;
	return n ? batch->sink.take(batch->sink.arg, batch->tokens, n, batch->end, err) : 0;
}
