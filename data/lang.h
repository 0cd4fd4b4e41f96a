/*
 * lang - what people see, in their language: English in the code, Portuguese in po/pt.po.
 *
 * The catalogues are made by gettext's tools and built into the program, so that they
 * work where no locale is installed and wherever the program is copied to. The language
 * is chosen once, before there are threads; it is the one thing here that, as in gettext
 * itself, belongs to the process.
 */
#ifndef DATA_LANG_H
#define DATA_LANG_H

#define _(text) lang_text(text)
/* Marks a text of a table for the catalogue; _() translates it where it is shown. */
#define N_(text) text
/* The same for a pair, as an initialiser; lang_plural translates it. */
#define N_PLURAL(one, many)                                                                        \
	{                                                                                          \
		one, many                                                                          \
	}

/* "pt" or "en", also with region and charset ("pt_BR.UTF-8"). -1: not one that we speak. */
int lang_set(const char *name);

/* As LC_ALL, LC_MESSAGES and LANG ask for it; English where they name none that we speak. */
void lang_set_from_environment(void);

/* "pt" or "en". */
const char *lang_name(void);

/* TEXT in the chosen language, or TEXT itself; lives as long as the program. */
const char *lang_text(const char *text) __attribute__((format_arg(1)));

/* One of the two, as N asks for. */
const char *lang_plural(const char *one, const char *many, unsigned long n)
	__attribute__((format_arg(1), format_arg(2)));

#endif
