/*
 * order - which type each token of a text is, one after another: four bytes a token.
 */
#ifndef ANALYZE_ORDER_H
#define ANALYZE_ORDER_H

#include <stddef.h>
#include <stdint.h>

struct order {
	uint32_t *types;
	size_t n, size;
};

void order_release(struct order *order);

/* Where the next MORE go; who writes them raises n. */
uint32_t *order_reserve(struct order *order, size_t more);

/* Each type becomes what it is in TO. */
void order_map(struct order *order, const uint32_t *to);

#endif
