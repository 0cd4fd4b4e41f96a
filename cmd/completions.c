/* completions: what a shell needs to complete commands, options and their values. */
#include "cmd/commands.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include "cmd/option_rows.h"
#include "cmd/options.h"
#include "data/lang.h"

/* ---- what a value is ---- */

enum value_kind { NO_VALUE, CHOICE, A_FILE, A_FOLDER, SOMETHING };

/* As the option table calls them, before translation. */
static enum value_kind kind_of(const struct option_row *row)
{
	if (!row->value)
		return NO_VALUE;
	if (strcmp(row->value, "DIR") == 0)
		return A_FOLDER;
	if (strncmp(row->value, "FILE", 4) == 0)
		return A_FILE;
	if (islower((unsigned char)*row->value) && strchr(row->value, '|'))
		return CHOICE;
	return strcmp(row->value, "NAME") == 0 && strchr(row->allowed, ',') ? CHOICE : SOMETHING;
}

/* "a|b", or what "a, b, c:D" names whole, a blank between two. */
static void print_choices(const struct option_row *row)
{
	const char *text = strchr(row->value, '|') ? row->value : row->allowed;
	bool any = false;

	while (*text) {
		size_t len = strcspn(text, "|, ");

		if (len && !memchr(text, ':', len)) {
			(void)printf("%s%.*s", any ? " " : "", (int)len, text);
			any = true;
		}
		text += len + strspn(text + len, "|, ");
	}
}

/* Between single quotes; what STOP has is kept from meaning something by a backslash. */
static void print_quoted(const char *text, const char *stop)
{
	for (; *text; text++) {
		if (*text == '\'')
			(void)fputs("'\\'", stdout);
		else if (strchr(stop, *text))
			(void)fputc('\\', stdout);
		(void)fputc(*text, stdout);
	}
}

/* ---- bash ---- */

static void bash_options(const struct command *command)
{
	size_t n;
	const struct option_row *rows = option_rows(&n);

	(void)printf("\t%s) options='", command->name);
	for (size_t i = 0; i < n; i++) {
		if (rows[i].commands & command->bit)
			(void)printf("--%s ", rows[i].name);
	}
	(void)printf("' ;;\n");
}

static void bash_values(void)
{
	size_t n;
	const struct option_row *rows = option_rows(&n);

	for (size_t i = 0; i < n; i++) {
		enum value_kind kind = kind_of(&rows[i]);

		if (kind == NO_VALUE)
			continue;
		(void)printf("\t--%s) ", rows[i].name);
		if (kind == CHOICE) {
			(void)printf("COMPREPLY=($(compgen -W '");
			print_choices(&rows[i]);
			(void)printf("' -- \"$word\")); ");
		} else if (kind == A_FOLDER) {
			(void)printf("COMPREPLY=($(compgen -d -- \"$word\")); ");
		} else if (kind == A_FILE) {
			(void)printf("COMPREPLY=($(compgen -f -- \"$word\")); ");
		}
		(void)printf("return ;;\n");
	}
}

static void print_bash(const struct command *commands, size_t n)
{
	(void)printf("# bash completion for traca\n_traca() {\n"
		     "\tlocal word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}\n"
		     "\tlocal options=\n\tCOMPREPLY=()\n"
		     "\tif [ \"$COMP_CWORD\" -eq 1 ]; then\n\t\tCOMPREPLY=($(compgen -W '");
	for (size_t i = 0; i < n; i++)
		(void)printf("%s ", commands[i].name);
	(void)printf("--help --version' -- \"$word\"))\n\t\treturn\n\tfi\n\tcase $before in\n");
	bash_values();
	(void)printf("\tesac\n\tcase ${COMP_WORDS[1]} in\n");
	for (size_t i = 0; i < n; i++)
		bash_options(&commands[i]);
	(void)printf("\tesac\n\tcase $word in\n"
		     "\t-*) COMPREPLY=($(compgen -W \"$options\" -- \"$word\")) ;;\n"
		     "\t*) COMPREPLY=($(compgen -f -- \"$word\")) ;;\n"
		     "\tesac\n}\ncomplete -o filenames -F _traca traca\n");
}

/* ---- zsh ---- */

static void zsh_option(const struct option_row *row)
{
	enum value_kind kind = kind_of(row);

	(void)printf("\t\t'--%s%s[", row->name, kind == NO_VALUE ? "" : "=");
	print_quoted(_(row->help), "[]\\:");
	(void)printf("]");
	if (kind != NO_VALUE) {
		(void)printf(":");
		print_quoted(kind == CHOICE ? row->name : _(row->value), "[]\\:");
		(void)printf(":");
	}
	if (kind == CHOICE) {
		(void)printf("(");
		print_choices(row);
		(void)printf(")");
	} else if (kind == A_FILE || kind == A_FOLDER) {
		(void)printf(kind == A_FILE ? "_files" : "_files -/");
	}
	(void)printf("' \\\n");
}

static void print_zsh(const struct command *commands, size_t n)
{
	size_t n_rows;
	const struct option_row *rows = option_rows(&n_rows);

	(void)printf("#compdef traca\n_traca() {\n\tlocal -a commands\n\tcommands=(\n");
	for (size_t i = 0; i < n; i++) {
		(void)printf("\t\t'%s:", commands[i].name);
		print_quoted(_(commands[i].help), "\\");
		(void)printf("'\n");
	}
	(void)printf("\t)\n\tif (( CURRENT == 2 )); then\n\t\t_describe command commands\n"
		     "\t\treturn\n\tfi\n\tlocal command=$words[2]\n\tshift words\n"
		     "\t(( CURRENT-- ))\n\tcase $command in\n");
	for (size_t i = 0; i < n; i++) {
		(void)printf("\t%s) _arguments -s \\\n", commands[i].name);
		for (size_t row = 0; row < n_rows; row++) {
			if (rows[row].commands & commands[i].bit)
				zsh_option(&rows[row]);
		}
		(void)printf("\t\t'*:file:_files' ;;\n");
	}
	(void)printf("\tesac\n}\nif [ \"$funcstack[1]\" = _traca ]; then\n\t_traca \"$@\"\nelse\n"
		     "\tcompdef _traca traca\nfi\n");
}

/* ---- fish ---- */

static void fish_option(const struct command *command, const struct option_row *row)
{
	enum value_kind kind = kind_of(row);

	(void)printf("complete -c traca -n '__fish_seen_subcommand_from %s' -l %s", command->name,
		     row->name);
	if (row->letter)
		(void)printf(" -s %c", row->letter);
	if (kind == CHOICE) {
		(void)printf(" -x -a '");
		print_choices(row);
		(void)printf("'");
	} else if (kind == A_FOLDER) {
		(void)printf(" -x -a '(__fish_complete_directories)'");
	} else if (kind != NO_VALUE) {
		(void)printf(kind == A_FILE ? " -r -F" : " -x");
	}
	(void)printf(" -d '");
	print_quoted(_(row->help), "\\");
	(void)printf("'\n");
}

static void print_fish(const struct command *commands, size_t n)
{
	size_t n_rows;
	const struct option_row *rows = option_rows(&n_rows);

	for (size_t i = 0; i < n; i++) {
		(void)printf("complete -c traca -n __fish_use_subcommand -f -a %s -d '",
			     commands[i].name);
		print_quoted(_(commands[i].help), "\\");
		(void)printf("'\n");
		for (size_t row = 0; row < n_rows; row++) {
			if (rows[row].commands & commands[i].bit)
				fish_option(&commands[i], &rows[row]);
		}
	}
}

static const struct shell {
	const char *name;
	void (*print)(const struct command *commands, size_t n);
} shells[] = {
	{ "bash", print_bash },
	{ "zsh", print_zsh },
	{ "fish", print_fish },
};

static int print_for(const char *name, struct err *err)
{
	size_t n;
	const struct command *commands = commands_all(&n);

	for (size_t i = 0; i < sizeof(shells) / sizeof(*shells); i++) {
		if (strcmp(shells[i].name, name) != 0)
			continue;
		shells[i].print(commands, n);
		return fflush(stdout) ? err_errno(err, ERR_IO, _("standard output")) : 0;
	}
	return err_set(err, ERR_USAGE,
		       _("'%s' is no shell that can be completed for: bash, zsh, fish"), name);
}

int cmd_completions(int argc, char **argv, struct err *err)
{
	struct options options;
	int rc = options_parse(&options, FOR_SELF, argc, argv, err);

	if (rc == 0 && options.arguments.n != 1)
		rc = err_set(err, ERR_USAGE, _("needs a shell: bash, zsh or fish"));
	if (rc == 0)
		rc = print_for(options.arguments.items[0], err);
	options_release(&options);
	return rc;
}
