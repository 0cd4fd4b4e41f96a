#include "process/html_notes.h"

#include <string.h>
#include <strings.h>
#include "process/cut.h"
#include "process/html_parser.h"

enum {
	LONGEST_NOTE = 16384, /* bytes */
	BODY = 2              /* <html>, <body>: what is in no other element ends nowhere */
};

static struct line first_line(const struct flow *flow, struct flow_mark from)
{
	const struct lines text = { flow->out.data + from.len, flow->out.len - from.len };
	size_t at = 0;

	while (at != LINES_NONE && !line_is_visible(lines_at(&text, at)))
		at = lines_next(&text, at);
	return at == LINES_NONE ? (struct line) { text.text, 0 } : line_trim(lines_at(&text, at));
}

static bool is_any_after(const struct flow *flow, struct line line)
{
	const struct lines rest = { line.text + line.len,
				    (size_t)(flow->out.data + flow->out.len - line.text) -
					    line.len };

	return line_is_visible((struct line) { rest.text, rest.len });
}

/* Also where the page says so by a class that many have: "transnote", "tn", "notes". */
static bool is_called_note(const char **attributes)
{
	static const char *const keys[] = { "class", "id" };

	for (size_t i = 0; i < 2; i++) {
		const char *value = html_attribute(attributes, keys[i]);

		if (value && (strcasestr(value, "note") || strcasestr(value, "transcri") ||
			      strncasecmp(value, "tn", 2) == 0))
			return true;
	}
	return false;
}

/* The note at hand ends here, if it is more than its heading; false: it is not. */
static bool drop_note(struct html_notes *notes, struct flow *flow)
{
	size_t len = flow->out.len > notes->before.len ? flow->out.len - notes->before.len : 0;

	if (len && len <= LONGEST_NOTE && !is_any_after(flow, first_line(flow, notes->before)))
		return false;
	if (len <= LONGEST_NOTE)
		flow_return(flow, notes->before);
	notes->within = 0;
	return true;
}

static bool ends_note(const char *name)
{
	return (name[0] == 'h' && ((name[1] >= '1' && name[1] <= '6') || name[1] == 'r') &&
		!name[2]) ||
	       strcmp(name, "pre") == 0;
}

void html_notes_start(struct html_notes *notes, struct flow *flow, const char *name, bool is_block,
		      const char **attributes)
{
	notes->depth++;
	if (!notes->drop)
		return;
	if (notes->within && ends_note(name))
		(void)drop_note(notes, flow);
	if (!is_block)
		return;
	notes->block = flow_mark(flow);
	if (!notes->boxed && is_called_note(attributes)) {
		notes->box = notes->block;
		notes->boxed = notes->depth;
	}
}

/* A block that has just ended may have been the heading of one. */
static void begin_note(struct html_notes *notes, const struct flow *flow)
{
	struct line line;

	if (flow->out.len <= notes->block.len)
		return;
	line = first_line(flow, notes->block);
	if (!cut_is_note_heading(line) || is_any_after(flow, line))
		return;
	notes->before = notes->block;
	notes->within = notes->depth;
}

static void end_box(struct html_notes *notes, struct flow *flow)
{
	size_t len = flow->out.len > notes->box.len ? flow->out.len - notes->box.len : 0;

	notes->boxed = 0;
	if (!len || len > LONGEST_NOTE || !cut_is_note(first_line(flow, notes->box)))
		return;
	flow_return(flow, notes->box);
	notes->within = 0;
}

void html_notes_end(struct html_notes *notes, struct flow *flow, bool is_block)
{
	if (notes->drop && notes->boxed == notes->depth)
		end_box(notes, flow);
	notes->depth -= notes->depth > 0;
	if (!notes->drop)
		return;
	if (notes->within && notes->depth < notes->within) {
		/* A heading in a box of its own is one of what that box is in. */
		if (notes->depth < BODY)
			notes->within = 0;
		else if (!drop_note(notes, flow))
			notes->within = notes->depth;
	} else if (is_block && !notes->within) {
		begin_note(notes, flow);
	}
}

void html_notes_stop(struct html_notes *notes, struct flow *flow)
{
	if (notes->within)
		(void)drop_note(notes, flow);
	notes->within = notes->boxed = 0;
}
