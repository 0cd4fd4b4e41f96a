#include "cmd/help.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include "cmd/commands.h"
#include "cmd/option_rows.h"
#include "data/lang.h"
#include "data/mem.h"
#include "present/label.h"

enum { NAME_COLUMNS = 30, INDENT = NAME_COLUMNS + 3 };

/* How many columns NAME leaves of WIDTH; 0: it is longer. */
static int columns_left(const char *name, int width)
{
	int used;

	(void)label_fit(name, width, &used);
	return label_fit(name, width, NULL) < strlen(name) ? 0 : width - used;
}

static void print_text(FILE *out, const char *text, int indent)
{
	for (;;) {
		size_t n = label_fit(text, 80 - indent, NULL), all = strlen(text);

		while (n < all && n > 0 && text[n] != ' ')
			n--;
		if (!n)
			n = strcspn(text, " ");
		(void)fprintf(out, "%.*s\n", (int)n, text);
		text += n + strspn(text + n, " ");
		if (!*text)
			return;
		(void)fprintf(out, "%*s", indent, "");
	}
}

static void print_row(FILE *out, const struct option_row *row)
{
	char letter[] = { '-', row->letter, ',', ' ', '\0' };
	char *name = xasprintf("%s--%s%s%s", row->letter ? letter : "", row->name,
			       row->value ? " " : "", row->value ? _(row->value) : "");
	int left = columns_left(name, NAME_COLUMNS);

	if (left)
		(void)fprintf(out, "  %s%*s", name, left + 1, "");
	else
		(void)fprintf(out, "  %s\n%*s", name, INDENT, "");
	print_text(out, _(row->help), INDENT);
	free(name);
}

static void print_options(FILE *out, unsigned command)
{
	size_t n;
	const struct option_row *rows = option_rows(&n);
	int topic = -1;

	for (size_t i = 0; i < n; i++) {
		if (!(rows[i].commands & command))
			continue;
		if (rows[i].topic != topic)
			(void)fprintf(out, "\n%s:\n", option_topic(&rows[i]));
		topic = rows[i].topic;
		print_row(out, &rows[i]);
	}
}

void help_print(FILE *out)
{
	size_t n;
	const struct command *commands = commands_all(&n);

	(void)fprintf(out, "%s\n\n",
		      _("traca: a polite crawler that counts characters and words of books"));
	for (size_t i = 0; i < n; i++) {
		(void)fprintf(out, "  traca %-11s ", commands[i].name);
		print_text(out, _(commands[i].help), 20);
	}
	(void)fprintf(out,
		      "\n%s\n\n%s\n  traca run --author \"Machado de Assis\" "
		      "--contact ana@example.org\n",
		      _("'traca COMMAND --help' lists the options of a command."), _("Example:"));
}

const char *help_exit_codes(void)
{
	return _("Exit codes: 0 all done; 1 some books or URLs failed, and are named; 2 wrong "
		 "use, or the machine's fault; 3 the budget of the day is spent; 4 the audit "
		 "found a request that came too early; 130, 143 interrupted. Where something "
		 "is left to do, the same command goes on.");
}

void help_print_command(FILE *out, const struct command *command)
{
	char *title = xasprintf("traca %s: %s", command->name, _(command->help));

	print_text(out, title, 0);
	free(title);
	(void)fprintf(out, "\n  traca %s %s\n", command->name, _(command->usage));
	print_options(out, command->bit);
	if (command->bit & (FOR_ROBOTS | FOR_SELF))
		return;
	(void)fprintf(out, "\n");
	print_text(out, help_exit_codes(), 0);
}
