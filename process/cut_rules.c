#include "process/cut_rules.h"

#include <string.h>
#include <strings.h>

enum { LOOK_AT = 256, ANYTHING = 24 };

static const struct cut_rule rules[] = {
	{ CUT_START, "start", "START OF TH~GUTENBERG",
	  "*** START OF THIS PROJECT GUTENBERG EBOOK THE WORM ***" },
	{ CUT_START, "starred-start", "*START OF~PROJECT", "*** START OF THIS PROJECT" },
	{ CUT_START, "beginning", "BEGINNING OF TH~GUTENBERG",
	  "Beginning of this Project Gutenberg Etext" },
	{ CUT_START, "start-de", "ANFANG DIE~GUTENBERG",
	  "*** ANFANG DIESES PROJECT GUTENBERG EBOOKS DER WURM ***" },

	{ CUT_SMALL_PRINT, "small-print", "END~THE SMALL PRINT",
	  "*END*THE SMALL PRINT! FOR PUBLIC DOMAIN ETEXTS*Ver.01.01.95*END*" },
	{ CUT_SMALL_PRINT, "small-print-version", "\"Small Print\" V.",
	  "[\"Small Print\" V.01.01.93]" },

	{ CUT_FIELD, "title", "Title:", "Title: The Worm" },
	{ CUT_FIELD, "author", "Author:", "Author: A. Worm" },
	{ CUT_FIELD, "editor", "Editor:", "Editor: B. Worm" },
	{ CUT_FIELD, "translator", "Translator:", "Translator: C. Worm" },
	{ CUT_FIELD, "release-date", "Release Date:", "Release Date: May, 1997 [Etext #1]" },
	{ CUT_FIELD, "posting-date", "Posting Date:", "Posting Date: May 1, 2009 [EBook #1]" },
	{ CUT_FIELD, "edition", "Edition:", "Edition: 10" },
	{ CUT_FIELD, "language", "Language:", "Language: Portuguese" },
	{ CUT_FIELD, "charset", "Cha~ set encoding:", "Character set encoding: ASCII" },

	{ CUT_END, "end", "END OF~PROJECT GUTENB",
	  "*** END OF THIS PROJECT GUTENBERG EBOOK THE WORM ***" },
	{ CUT_END, "starred-end", "*END OF~PROJECT", "*** END OF THIS PROJECT" },
	{ CUT_END, "the-end", "The end of~Project Gutenberg E",
	  "The end of the Project Gutenberg Etext of The Worm" },
	{ CUT_END, "here-ends", "Here ends~Project Gutenberg",
	  "Here ends the Project Gutenberg Etext of The Worm" },
	{ CUT_END, "end-short", "End Project Gutenberg", "End Project Gutenberg's The Worm" },
	{ CUT_END, "end-etext", "End of this etext", "End of this Etext of The Worm" },
	{ CUT_END, "end-de", "ENDE DIE~GUTENBERG", "Ende dieses Projekt Gutenberg Etextes" },
	{ CUT_END, "end-etext-de", "ENDE DIESES ETEXT", "Ende dieses Etextes Der Wurm" },
	{ CUT_END, "end-of-de", "ENDE DES PROJE~GUTENBERG", "Ende des Project Gutenberg EBooks" },
	{ CUT_END, "end-fr", "FIN D~PROJECT GUTENBERG", "Fin de Project Gutenberg Le Ver" },
	{ CUT_END, "end-it", "FINE D~PROJECT GUTENBERG", "Fine di Project Gutenberg Il Tarlo" },
	{ CUT_END, "end-pt", "FIM D~PROJECT GUTENBERG", "Fim do Project Gutenberg EBook" },

	{ CUT_LICENSE, "file-name", "This file should be named",
	  "***** This file should be named 1.txt or 1.zip *****" },
	{ CUT_LICENSE, "full-license", "START: FULL LICEN", "*** START: FULL LICENSE ***" },
	{ CUT_LICENSE, "the-license", "THE FULL PROJECT GUTENBERG LICEN",
	  "THE FULL PROJECT GUTENBERG LICENSE" },
	{ CUT_LICENSE, "updated", "Updated editions will replace the previous",
	  "Updated editions will replace the previous one--the old editions" },
	{ CUT_LICENSE, "legal", "The Legal Small Print", "**The Legal Small Print**" },
	{ CUT_LICENSE, "small-print-start", "START~THE SMALL PRINT",
	  "***START**THE SMALL PRINT!**FOR PUBLIC DOMAIN ETEXTS**START***" },

	{ CUT_CREDIT, "produced", "Produced by", "Produced by A. Worm and B. Worm" },
	{ CUT_CREDIT, "produced-from", "Produced from", "Produced from images of The Library" },
	{ CUT_CREDIT, "text", "Text~ed by", "Text file produced by A. Worm" },
	{ CUT_CREDIT, "electronic-text", "Electronic~ by", "Electronic text prepared by A. Worm" },
	{ CUT_CREDIT, "html", "HTML~ by", "HTML version by A. Worm" },
	{ CUT_CREDIT, "e-text", "E-text", "E-text prepared by A. Worm" },
	{ CUT_CREDIT, "etext", "Etext", "Etext prepared by A. Worm" },
	{ CUT_CREDIT, "ebook", "eBook", "eBook prepared by A. Worm" },
	{ CUT_CREDIT, "credit", "Credit for", "Credit for e-text: A. Worm" },
	{ CUT_CREDIT, "credits", "Credits:", "Credits: A. Worm" },
	{ CUT_CREDIT, "this-etext-is-in", "This etext is in", "This Etext is in Portuguese" },
	{ CUT_CREDIT, "this-etext", "This etext", "This etext was produced by A. Worm" },
	{ CUT_CREDIT, "this-e-text", "This e-text", "This e-text was prepared by A. Worm" },
	{ CUT_CREDIT, "this-ebook", "This ebook", "This eBook was produced by A. Worm" },
	{ CUT_CREDIT, "this-project", "This Project Gutenberg",
	  "This Project Gutenberg Etext was prepared by A. Worm" },
	{ CUT_CREDIT, "this-file", "This file was", "This file was produced from images" },
	{ CUT_CREDIT, "this-text", "This text was p~ed by", "This text was prepared by A. Worm" },
	{ CUT_CREDIT, "transcribed", "Transcribed by", "Transcribed by A. Worm" },
	{ CUT_CREDIT, "transcribed-from", "Transcribed from", "Transcribed from the 1901 edition" },
	{ CUT_CREDIT, "scanned", "Scanned by", "Scanned by A. Worm" },
	{ CUT_CREDIT, "scanned-and", "Scanned and", "Scanned and proofread by A. Worm" },
	{ CUT_CREDIT, "typed", "Typed~ by", "Typed in by A. Worm" },
	{ CUT_CREDIT, "digitized", "Digiti~ed by", "Digitised by A. Worm" },
	{ CUT_CREDIT, "prepared", "Prepared by", "Prepared by A. Worm" },
	{ CUT_CREDIT, "proofed", "Proofed by", "Proofed by A. Worm" },
	{ CUT_CREDIT, "ocr", "OCR~ by", "OCR by A. Worm" },
	{ CUT_CREDIT, "proofread", "Proofread by", "Proofread by A. Worm" },
	{ CUT_CREDIT, "note", "Note: Project Gutenberg",
	  "Note: Project Gutenberg also has an HTML version of this" },
	{ CUT_CREDIT, "note-images", "Note: Images of the original pages",
	  "Note: Images of the original pages are available" },
	{ CUT_CREDIT, "original-pages", "Images of the original pages",
	  "Images of the original pages are available" },
	{ CUT_CREDIT, "portions", "Portions of this~header",
	  "[Portions of this header are copyright (C) 2001 by A. Worm" },
	{ CUT_CREDIT, "all-caps", "All of the original Project Gutenberg",
	  "All of the original Project Gutenberg Etexts from the 1970's" },
	{ CUT_CREDIT, "banner", "The Project Gutenberg E", "**The Project Gutenberg Etext of X**" },
	{ CUT_CREDIT, "banner-old", "Project Gutenberg E", "Project Gutenberg Etext of X" },
	{ CUT_CREDIT, "proud", "Project Gutenberg is proud to",
	  "*Project Gutenberg is proud to cooperate with The Library*" },
	{ CUT_CREDIT, "electronic", "THIS ELECTRONIC VERSION OF",
	  "<<THIS ELECTRONIC VERSION OF THE WORM IS COPYRIGHT 1990" },
	{ CUT_CREDIT, "contributed", "This book content was graciously",
	  "This book content was graciously contributed by A. Worm" },
	{ CUT_CREDIT, "contributed-de", "Dieses Buch wurde uns freundlich",
	  "Dieses Buch wurde uns freundlicherweise vom Wurm" },

	{ CUT_CREDIT_MORE, "versions", "We are releasing two versions",
	  "We are releasing two versions of this Etext" },
	{ CUT_CREDIT_MORE, "thank", "We thank", "We thank the library that made the images" },
	{ CUT_CREDIT_MORE, "thank-fr", "Nous remercions", "Nous remercions la bibliothèque" },
	{ CUT_CREDIT_MORE, "thank-more", "Special thanks", "Special thanks to A. Worm" },
	{ CUT_CREDIT_MORE, "revised", "Revised by", "Revised by A. Worm" },
	{ CUT_CREDIT_MORE, "compiled", "These original Project Gutenberg",
	  "These original Project Gutenberg Etexts will be compiled" },
	{ CUT_CREDIT_MORE, "at-the-end", "The \"legal small print\"",
	  "The \"legal small print\" and other information about this book" },
	{ CUT_CREDIT_MORE, "images", "Images generously", "(Images generously made available" },

	{ CUT_CREDIT_NAME, "proofreaders", "Distributed Proofread",
	  "and the Online Distributed Proofreading Team" },
};

const struct cut_rule *cut_rule_at(size_t i)
{
	return i < sizeof(rules) / sizeof(*rules) ? &rules[i] : NULL;
}

static bool is_space(char c)
{
	return c == ' ' || c == '\t';
}

/* Whether TEXT starts with the pattern, which has at most one '~'. */
static bool matches(const char *pattern, const char *text, const char *end)
{
	const char *rest = NULL, *from = text;
	int skipped = 0;

	while (*pattern) {
		if (*pattern == '~') {
			rest = ++pattern;
			from = text;
		} else if (*pattern == ' ') {
			while (text < end && is_space(*text))
				text++;
			pattern++;
		} else if (text < end && strncasecmp(pattern, text, 1) == 0) {
			pattern++;
			text++;
		} else {
			if (!rest || from == end || ++skipped > ANYTHING)
				return false;
			pattern = rest;
			text = ++from;
		}
	}
	return true;
}

bool cut_rule_matches(const struct cut_rule *rule, struct line line)
{
	const char *p = line.text, *end = p + (line.len < LOOK_AT ? line.len : LOOK_AT);
	const char *pattern = rule->pattern;
	bool starred = false;

	if (rule->part == CUT_CREDIT_NAME) {
		while (p < end && !matches(pattern, p, end))
			p++;
		return p < end;
	}
	for (; p < end && strchr(" \t*[(<_", *p) && *p; p++)
		starred |= *p == '*';
	if (*pattern == '*' && !starred)
		return false;
	return p < end && matches(pattern + (*pattern == '*'), p, end);
}

bool cut_part_matches(enum cut_part part, struct line line)
{
	const struct cut_rule *rule;
	size_t i;

	for (i = 0; (rule = cut_rule_at(i)); i++)
		if (rule->part == part && cut_rule_matches(rule, line))
			return true;
	return false;
}
