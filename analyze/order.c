#include "analyze/order.h"

#include <stdlib.h>
#include "data/mem.h"

enum { FIRST_SIZE = 16384 };

void order_release(struct order *order)
{
	free(order->types);
	*order = (struct order) { 0 };
}

uint32_t *order_reserve(struct order *order, size_t more)
{
	if (order->size - order->n < more) {
		order->size = order->size ? 2 * order->size + more : FIRST_SIZE + more;
		order->types = xreallocarray(order->types, order->size, sizeof(*order->types));
	}
	return order->types + order->n;
}

void order_map(struct order *order, const uint32_t *to)
{
	for (size_t i = 0; i < order->n; i++)
		order->types[i] = to[order->types[i]];
}
