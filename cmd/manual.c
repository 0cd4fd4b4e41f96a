/* manual: the manual page, made of the tables that the program itself goes by. */
#include "cmd/commands.h"

#include <stdio.h>
#include <string.h>
#include "cmd/help.h"
#include "cmd/manual_topics.h"
#include "cmd/option_rows.h"
#include "cmd/options.h"
#include "cmd/session.h"
#include "cmd/version.h"
#include "data/lang.h"

/* Text as roff takes it: nothing in it is an order. */
static void print_text(const char *text)
{
	if (*text == '.' || *text == '\'')
		(void)fputs("\\&", stdout);
	for (; *text; text++) {
		if (*text == '\\')
			(void)fputs("\\e", stdout);
		else if (*text == '-')
			(void)fputs("\\-", stdout);
		else
			(void)fputc(*text, stdout);
	}
}

static void print_line(const char *text)
{
	print_text(text);
	(void)fputc('\n', stdout);
}

static void print_section(const char *title)
{
	(void)printf(".SH ");
	print_line(title);
}

/* What follows is about TERM, which is followed by the VALUE it takes, where that is not NULL. */
static void print_term(const char *term, const char *value)
{
	(void)printf(".TP\n\\fB");
	print_text(term);
	(void)printf("\\fR");
	if (value) {
		(void)printf(" \\fI");
		print_text(value);
		(void)printf("\\fR");
	}
	(void)fputc('\n', stdout);
}

static void print_commands(void)
{
	size_t n;
	const struct command *commands = commands_all(&n);

	print_section(_("COMMANDS"));
	for (size_t i = 0; i < n; i++) {
		print_term(commands[i].name, _(commands[i].usage));
		print_line(_(commands[i].help));
	}
}

/* "(run, collect)"; nothing where all take it. */
static void print_takers(unsigned bits)
{
	size_t n;
	const struct command *commands = commands_all(&n);
	const char *before = " (";

	if ((bits & FOR_EVERY) == FOR_EVERY) {
		(void)fputc('\n', stdout);
		return;
	}
	for (size_t i = 0; i < n; i++) {
		if (!(bits & commands[i].bit))
			continue;
		(void)printf("%s%s", before, commands[i].name);
		before = ", ";
	}
	(void)printf(")\n");
}

static void print_options(void)
{
	size_t n;
	const struct option_row *rows = option_rows(&n);
	int topic = -1;

	print_section(_("OPTIONS"));
	for (size_t i = 0; i < n; i++) {
		char name[64];

		if (rows[i].topic != topic) {
			(void)printf(".SS ");
			print_line(option_topic(&rows[i]));
		}
		topic = rows[i].topic;
		(void)snprintf(name, sizeof(name), rows[i].letter ? "-%c, --%s" : "%.0d--%s",
			       rows[i].letter, rows[i].name);
		print_term(name, rows[i].value ? _(rows[i].value) : NULL);
		print_text(_(rows[i].help));
		print_takers(rows[i].commands);
	}
}

static void print_entries(const char *title, const struct manual_entry *entries, size_t n)
{
	print_section(title);
	for (size_t i = 0; i < n; i++) {
		print_term(entries[i].term, NULL);
		print_line(_(entries[i].text));
	}
}

static const struct manual_entry files[] = {
	{ "~/.config/traca/config", N_("Settings, a line each: 'name = value'. 'traca config' "
				       "lists them. $XDG_CONFIG_HOME may "
				       "name another place for ~/.config.") },
	{ "~/.cache/traca", N_("What was collected: a file for each URL, as it was received. "
			       "$XDG_CACHE_HOME or --cache "
			       "may name another place.") },
	{ "~/.cache/traca/traca.db", N_("What is left to do, the clock of each host, and the "
					"results (SQLite). '.schema' explains "
					"each column.") },
};

static const struct manual_entry variables[] = {
	{ "LC_ALL, LC_MESSAGES, LANG", N_("The language of reports and messages, unless --lang.") },
	{ "NO_COLOR", N_("No colours, unless --color always.") },
	{ "CURL_CA_BUNDLE, SSL_CERT_FILE", N_("Certificates to trust, instead of the system's.") },
};

static const struct manual_entry examples[] = {
	{ "traca run --author \"Machado de Assis\" --contact ana@example.org",
	  N_("Reports on all books of an author.") },
	{ "traca run list.txt --dry-run", N_("What a list would cost: requests, time, days.") },
	{ "traca run list.txt --offline --format json --output books.json",
	  N_("The numbers of what is cached already, for programs.") },
	{ "traca analyze book.txt --cut none --table sequences",
	  N_("Each word of a file with its count.") },
	{ "traca crawl https://example.org/ --depth 2 --warc web.warc.gz",
	  N_("A site: reports on its pages, and a web archive of the visits.") },
};

static void print_topics(void)
{
	size_t n;
	const struct manual_topic *topics = manual_topics(&n);

	for (size_t i = 0; i < n; i++)
		print_entries(_(topics[i].title), topics[i].entries, topics[i].n);
}

#define PRINT_ENTRIES(title, entries)                                                              \
	print_entries(title, entries, sizeof(entries) / sizeof(*(entries)))

static void print_manual(void)
{
	(void)printf(".TH TRACA 1 \"\" \"traca " TRACA_VERSION "\" \"traça\"\n.nh\n");
	print_section(_("NAME"));
	print_line(_("traca - a polite crawler that counts characters and words of books"));
	print_section(_("SYNOPSIS"));
	(void)printf("\\fBtraca\\fR \\fI%s\\fR [\\fI%s\\fR]...\n", _("COMMAND"), _("ARGUMENT"));
	print_section(_("DESCRIPTION"));
	print_line(_(
		"Collects texts with manners (two seconds between requests to a host, robots.txt, "
		"a cache on the disk), cleans them, counts their characters and words, and shows "
		"the numbers. Data go to standard output, messages to standard error. Whatever "
		"interrupts it, the same command goes on."));
	print_commands();
	print_options();
	print_topics();
	print_section(_("EXIT STATUS"));
	print_line(help_exit_codes());
	PRINT_ENTRIES(_("FILES"), files);
	PRINT_ENTRIES(_("ENVIRONMENT"), variables);
	PRINT_ENTRIES(_("EXAMPLES"), examples);
}

int cmd_manual(int argc, char **argv, struct err *err)
{
	struct options options;
	int rc = options_parse(&options, FOR_SELF, argc, argv, err);

	if (rc == 0 && options.arguments.n)
		rc = err_set(err, ERR_USAGE, _("takes no arguments"));
	if (rc == 0)
		print_manual();
	options_release(&options);
	return rc == 0 && fflush(stdout) ? err_errno(err, ERR_IO, _("standard output")) : rc;
}
