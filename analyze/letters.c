#include "analyze/letters.h"

#include <stdlib.h>
#include <unicode/uchar.h>
#include "analyze/classes.h"
#include "data/mem.h"

enum letter_class {
	LETTER = CLASS_UNKNOWN + 1,
	MARK,
	JOINER,
	OTHER,
};

static uint8_t class_of(uint32_t c)
{
	if (u_isalpha((UChar32)c))
		return LETTER;
	if (U_GET_GC_MASK((UChar32)c) & U_GC_M_MASK)
		return MARK;
	return c == 0x200c || c == 0x200d ? JOINER : OTHER;
}

/* The end of the run that begins with the letter at P. */
static const char *run_end(struct classes *classes, const char *p, const char *end)
{
	const char *stop = p;
	uint8_t class;
	size_t len;

	for (; p < end && (class = classes_at(classes, p, &len)) != OTHER; p += len) {
		if (class != JOINER)
			stop = p + len;
	}
	return stop;
}

static int letters_read(void *self, const char *data, size_t len, struct batch *out,
			struct err *err)
{
	struct classes *classes = self;
	const char *p = data, *end = data + len, *start;
	size_t n;

	while (p < end) {
		if (classes_at(classes, p, &n) != LETTER) {
			p += n;
			continue;
		}
		start = p;
		p = run_end(classes, start, end);
		if (batch_add(out, start, (size_t)(p - start), err))
			return -1;
	}
	return 0;
}

bool letters_end_at(const char *start, const char *p)
{
	uint8_t class = MARK;
	size_t len;

	while (p > start && class == MARK) {
		p = classes_back(p);
		class = class_of(classes_decode(p, &len));
	}
	return class == LETTER;
}

static void *letters_new(const char *argument, struct err *err)
{
	struct classes *classes = xcalloc(1, sizeof(*classes));

	(void)argument;
	(void)err;
	classes->of = class_of;
	return classes;
}

const struct tokenizer_kind letters_kind = {
	.name = "letters",
	.lowers = true,
	.new = letters_new,
	.read = letters_read,
	.free = free,
};
