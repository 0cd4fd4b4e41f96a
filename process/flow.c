#include "process/flow.h"

#include <string.h>

void flow_init(struct flow *flow, size_t max)
{
	*flow = (struct flow) { 0 };
	buf_init(&flow->out, max);
}

void flow_release(struct flow *flow)
{
	buf_release(&flow->out);
}

struct flow_mark flow_mark(const struct flow *flow)
{
	return (struct flow_mark) { flow->out.len, flow->breaks, flow->gap };
}

void flow_return(struct flow *flow, struct flow_mark mark)
{
	flow->out.len = mark.len;
	if (flow->out.data)
		flow->out.data[mark.len] = '\0';
	flow->breaks = mark.breaks;
	flow->gap = mark.gap;
}

/* HTML's: U+00A0 is none of them. */
static bool is_space(char c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

static bool at_line_start(const struct flow *flow)
{
	return flow->breaks || !flow->out.len;
}

/* What was due, now that something follows. */
static void settle(struct flow *flow)
{
	if (flow->out.len) {
		for (; flow->breaks; flow->breaks--)
			(void)buf_add(&flow->out, "\n", 1, NULL);
		if (flow->gap)
			(void)buf_add(&flow->out, &flow->gap, 1, NULL);
	}
	flow->breaks = 0;
	flow->gap = '\0';
}

void flow_text(struct flow *flow, const char *text, size_t len)
{
	const char *end = text + len, *word;

	while (text < end) {
		for (word = text; text < end && !is_space(*text);)
			text++;
		if (text > word) {
			settle(flow);
			(void)buf_add(&flow->out, word, (size_t)(text - word), NULL);
		}
		for (word = text; text < end && is_space(*text);)
			text++;
		if (text > word && !flow->gap && !at_line_start(flow))
			flow->gap = ' ';
	}
}

void flow_verbatim(struct flow *flow, const char *text, size_t len)
{
	const char *end = text + len, *stop;

	for (; text < end; text = stop + 1) {
		stop = memchr(text, '\n', (size_t)(end - text));
		if (!stop)
			stop = end;
		if (stop > text) {
			settle(flow);
			(void)buf_add(&flow->out, text, (size_t)(stop - text), NULL);
		}
		if (stop < end)
			flow_line_end(flow);
	}
}

void flow_block(struct flow *flow, bool spaced)
{
	size_t wanted = spaced ? 2 : 1;

	if (flow->breaks < wanted)
		flow->breaks = wanted;
	flow->gap = '\0';
}

void flow_line_end(struct flow *flow)
{
	flow->breaks++;
	flow->gap = '\0';
}

void flow_cell(struct flow *flow)
{
	if (!at_line_start(flow))
		flow->gap = '\t';
}
