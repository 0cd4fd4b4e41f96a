#include <libxml/parser.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "cmd/commands.h"
#include "cmd/help.h"
#include "cmd/nearest.h"
#include "cmd/options.h"
#include "cmd/session.h"
#include "cmd/version.h"
#include "data/lang.h"
#include "data/mem.h"

static void print_library(const char *name, const char *version, void *arg)
{
	(void)arg;
	(void)printf("%s %s\n", name, version);
}

static int print_version(void)
{
	(void)printf("traca %s\n", TRACA_VERSION);
	version_libraries(print_library, NULL);
	return EXIT_DONE;
}

static int exit_code(const struct err *err)
{
	switch (err->code) {
	case ERR_NETWORK:
	case ERR_NAME:
	case ERR_CONNECT:
	case ERR_TLS:
	case ERR_TIMEOUT:
	case ERR_STATUS:
	case ERR_FORBIDDEN:
	case ERR_CLOSED:
	case ERR_MISSING:
		return EXIT_SOME_FAILED;
	default:
		return EXIT_WRONG;
	}
}

/* --help and --version win over whatever else is on the line. */
static bool asks_for(int argc, char **argv, const char *what)
{
	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
		if (strcmp(argv[i], what) == 0)
			return true;
	}
	return false;
}

/* The language first, so that help and errors are in it wherever it stands on the line. */
static void choose_language(int argc, char **argv)
{
	lang_set_from_environment();
	for (int i = 1; i < argc; i++) {
		if (strncmp(argv[i], "--lang=", 7) == 0)
			(void)lang_set(argv[i] + 7);
		else if (strcmp(argv[i], "--lang") == 0 && i + 1 < argc)
			(void)lang_set(argv[i + 1]);
	}
}

/* Options may stand before the command: it goes to the front. */
static void command_first(int argc, char **argv)
{
	int i = 1;
	char *name;

	while (i < argc && argv[i][0] == '-' && strcmp(argv[i], "--") != 0)
		i += options_want_value(argv[i]) ? 2 : 1;
	if (i >= argc || strcmp(argv[i], "--") == 0)
		return;
	name = argv[i];
	memmove(&argv[2], &argv[1], (size_t)(i - 1) * sizeof(*argv));
	argv[1] = name;
}

static void refuse_command(const char *word)
{
	size_t n;
	const struct command *commands = commands_all(&n);
	struct nearest meant = { .word = word };

	for (size_t i = 0; i < n; i++)
		nearest_offer(&meant, commands[i].name);
	if (meant.name)
		(void)fprintf(stderr, _("traca: no command '%s'; was '%s' meant?\n"), word,
			      meant.name);
	else
		(void)fprintf(stderr, _("traca: no command '%s'; 'traca --help' lists them\n"),
			      word);
}

/* No command was named, or none of ours. */
static int help_instead(int argc, char **argv)
{
	bool wanted = argc > 1 && (asks_for(argc, argv, "--help") || asks_for(argc, argv, "-h") ||
				   strcmp(argv[1], "help") == 0);

	if (argc > 1 && !wanted)
		refuse_command(argv[1]);
	else
		help_print(wanted ? stdout : stderr);
	return wanted ? EXIT_DONE : EXIT_WRONG;
}

int main(int argc, char **argv)
{
	const struct command *command;
	struct err err = { 0 };
	int code;

	/* Before there are threads. */
	mem_keep();
	xmlInitParser();
	choose_language(argc, argv);
	if (asks_for(argc, argv, "--version"))
		return print_version();
	command_first(argc, argv);
	command = argc > 1 ? command_named(argv[1]) : NULL;
	if (!command)
		return help_instead(argc, argv);
	if (asks_for(argc, argv, "--help") || asks_for(argc, argv, "-h")) {
		help_print_command(stdout, command);
		return EXIT_DONE;
	}
	code = command->run(argc - 1, argv + 1, &err);
	if (code >= 0)
		return code;
	/* As any program that feeds head. */
	if (err.code == ERR_UNREAD)
		return 128 + SIGPIPE;
	(void)fprintf(stderr, "traca: %s\n", err.text);
	return exit_code(&err);
}
