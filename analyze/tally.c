#include "analyze/tally.h"

#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include "data/mem.h"

enum { FIRST_SLOTS = 1024, GROUP = 32, HEAD = sizeof(struct tally_head) };

struct tally_slot {
	uint32_t hash;
	uint32_t entry; /* from 1; 0: free */
};

void tally_release(struct tally *tally)
{
	free(tally->entries);
	free(tally->slots);
	arena_release(&tally->arena);
	*tally = (struct tally) { 0 };
}

/* Both halves of the product: each bit of a and b has its say. */
static inline uint64_t mix(uint64_t a, uint64_t b)
{
	unsigned __int128 product = (unsigned __int128)a * b;

	return (uint64_t)product ^ (uint64_t)(product >> 64);
}

static inline uint64_t mix_head(uint64_t state, const struct tally_head *head)
{
	return mix(head->words[0] ^ state ^ 0x9e3779b97f4a7c15,
		   head->words[1] ^ state ^ 0xd1b54a32d192ed03);
}

static inline struct tally_head head_of(const char *data, size_t len)
{
	struct tally_head head = { 0 };

	memcpy(&head, data, len < HEAD ? len : HEAD);
	return head;
}

/* The same of a token that HEAD readable bytes begin with, without a branch on its length. */
static inline struct tally_head masked_head_of(const char *data, size_t len)
{
	static const unsigned char ones_and_zeros[2 * HEAD] = {
		255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
	};
	struct tally_head head, mask;

	memcpy(&head, data, HEAD);
	memcpy(&mask, ones_and_zeros + HEAD - (len < HEAD ? len : HEAD), HEAD);
	head.words[0] &= mask.words[0];
	head.words[1] &= mask.words[1];
	return head;
}

static uint64_t mix_tail(uint64_t state, struct token token)
{
	for (size_t i = HEAD; i < token.len; i += HEAD) {
		struct tally_head head = head_of(token.data + i, token.len - i);

		state = mix_head(state, &head);
	}
	return state;
}

static inline uint32_t hash_of(uint64_t seed, struct token token, const struct tally_head *head)
{
	uint64_t state = mix_head(seed + token.len, head);

	if (token.len > HEAD)
		state = mix_tail(state, token);
	return (uint32_t)state;
}

static inline bool is_same(const struct tally_entry *entry, struct token token,
			   const struct tally_head *head)
{
	const struct token *other = &entry->row.token;

	return entry->head.words[0] == head->words[0] && entry->head.words[1] == head->words[1] &&
	       other->len == token.len &&
	       (token.len <= HEAD ||
		memcmp(other->data + HEAD, token.data + HEAD, token.len - HEAD) == 0);
}

static void resize_slots(struct tally *tally, size_t n)
{
	struct tally_slot *old = tally->slots, *slots = xcalloc(n, sizeof(*slots));

	for (size_t i = 0; i < tally->n_slots; i++) {
		size_t at = old[i].hash & (n - 1);

		if (!old[i].entry)
			continue;
		while (slots[at].entry)
			at = (at + 1) & (n - 1);
		slots[at] = old[i];
	}
	/* The address is not known to who writes a text, so none can be made to collide. */
	if (!old)
		tally->seed = (uint64_t)(uintptr_t)slots * 0x9e3779b97f4a7c15;
	free(old);
	tally->slots = slots;
	tally->n_slots = n;
}

/* At most half of the slots are taken, and there is an entry for each that may be. */
void tally_reserve(struct tally *tally, size_t n)
{
	size_t n_slots = tally->n_slots ? tally->n_slots : FIRST_SLOTS;

	while (tally->n + n > n_slots / 2)
		n_slots *= 2;
	if (n_slots == tally->n_slots)
		return;
	assert(n_slots <= (size_t)1 << 32);
	resize_slots(tally, n_slots);
	tally->entries = xreallocarray(tally->entries, n_slots / 2, sizeof(*tally->entries));
}

static inline size_t find(struct tally *tally, struct token token, const struct tally_head *head,
			  uint32_t hash)
{
	size_t at = hash & (tally->n_slots - 1);

	for (; tally->slots[at].entry; at = (at + 1) & (tally->n_slots - 1)) {
		const struct tally_slot *slot = &tally->slots[at];

		if (slot->hash == hash && is_same(&tally->entries[slot->entry - 1], token, head))
			return slot->entry - 1;
	}
	token.data = arena_copy(&tally->arena, token.data, token.len);
	tally->entries[tally->n] = (struct tally_entry) { { token, 0 }, *head };
	tally->slots[at] = (struct tally_slot) { hash, (uint32_t)tally->n + 1 };
	return tally->n++;
}

size_t tally_add(struct tally *tally, struct token token, uint64_t count)
{
	struct tally_head head = head_of(token.data, token.len);
	size_t i;

	tally_reserve(tally, 1);
	i = find(tally, token, &head, hash_of(tally->seed, token, &head));
	tally->entries[i].row.count += count;
	return i;
}

static bool may_read_head(const char *data, const char *end)
{
	return end && end - data >= HEAD;
}

/* First all slots are asked of the memory, then, when they have come, looked at. */
static void add_group(struct tally *tally, const struct token *tokens, size_t n, const char *end,
		      uint32_t *which)
{
	struct tally_head heads[GROUP];
	uint32_t hashes[GROUP];

	tally_reserve(tally, n);
	for (size_t i = 0; i < n; i++) {
		heads[i] = may_read_head(tokens[i].data, end)
				   ? masked_head_of(tokens[i].data, tokens[i].len)
				   : head_of(tokens[i].data, tokens[i].len);
		hashes[i] = hash_of(tally->seed, tokens[i], &heads[i]);
		__builtin_prefetch(&tally->slots[hashes[i] & (tally->n_slots - 1)]);
	}
	for (size_t i = 0; i < n; i++) {
		size_t entry = find(tally, tokens[i], &heads[i], hashes[i]);

		tally->entries[entry].row.count++;
		which[i] = (uint32_t)entry;
	}
}

void tally_add_each(struct tally *tally, const struct token *tokens, size_t n, const char *end,
		    uint32_t *which)
{
	uint32_t unasked[GROUP];

	for (size_t size; n; n -= size, tokens += size) {
		size = n < GROUP ? n : GROUP;
		add_group(tally, tokens, size, end, which ? which : unasked);
		which = which ? which + size : NULL;
	}
}
