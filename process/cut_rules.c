#include "process/cut_rules.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

enum { LOOK_AT = 256, ANYTHING = 24, MUCH = 120 };

static const struct cut_rule rules[] = {
	{ CUT_START, "start", "START OF TH~GUTENBERG",
	  "*** START OF THIS PROJECT GUTENBERG EBOOK THE WORM ***" },
	{ CUT_START, "starred-start", "*START OF~PROJECT", "*** START OF THIS PROJECT" },
	{ CUT_START, "beginning", "BEGINNING OF TH~GUTENBERG",
	  "Beginning of this Project Gutenberg Etext" },
	{ CUT_START, "start-de", "ANFANG D~GUTENBERG",
	  "*** ANFANG DIESES PROJECT GUTENBERG EBOOKS DER WURM ***" },
	{ CUT_START, "beginning-de", "*BEGINN D~GUTENBERG",
	  "*** BEGINN DIESES PROJEKT GUTENBERG EBOOKS ***" },
	{ CUT_START, "start-fr", "*DEBUT D~GUTENBERG", "*** DEBUT DE CE PROJET GUTENBERG ***" },
	{ CUT_START, "start-fr-accent", "*DÉBUT D~GUTENBERG",
	  "*** DÉBUT DU PROJET GUTENBERG EBOOK LE VER ***" },
	{ CUT_START, "start-es", "*COMIENZO DE~GUTENBERG",
	  "*** COMIENZO DEL EBOOK DEL PROYECTO GUTENBERG ***" },
	{ CUT_START, "start-es-pt", "*INICIO D~GUTENBERG",
	  "*** INICIO DE ESTE PROYECTO GUTENBERG ***" },
	{ CUT_START, "start-pt-accent", "*INÍCIO D~GUTENBERG",
	  "*** INÍCIO DESTE LIVRO DO PROJETO GUTENBERG ***" },
	{ CUT_START, "start-it", "*INIZIO D~GUTENBERG", "*** INIZIO DEL PROGETTO GUTENBERG ***" },
	{ CUT_START, "start-nl", "*BEGIN VAN~GUTENBERG",
	  "*** BEGIN VAN HET PROJECT GUTENBERG EBOOK DE WORM ***" },
	{ CUT_START, "abu", "-DEBUT DU FICHIER", "--------- DEBUT DU FICHIER ver1 ---------" },

	{ CUT_SMALL_PRINT, "small-print", "END~THE SMALL PRINT",
	  "*END*THE SMALL PRINT! FOR PUBLIC DOMAIN ETEXTS*Ver.01.01.95*END*" },
	{ CUT_SMALL_PRINT, "small-print-version", "\"Small Print\" V.",
	  "[\"Small Print\" V.01.01.93]" },

	{ CUT_FIELD, "title", "Title:", "Title: The Worm" },
	{ CUT_FIELD, "author", "Author:", "Author: A. Worm" },
	{ CUT_FIELD, "editor", "Editor:", "Editor: B. Worm" },
	{ CUT_FIELD, "translator", "Translator:", "Translator: C. Worm" },
	{ CUT_FIELD, "illustrator", "Illustrator:", "Illustrator: D. Worm" },
	{ CUT_FIELD, "contributor", "Contributor:", "Contributor: E. Worm" },
	{ CUT_FIELD, "compiler", "Compiler:", "Compiler: F. Worm" },
	{ CUT_FIELD, "commentator", "Commentator:", "Commentator: G. Worm" },
	{ CUT_FIELD, "edition", "Edition:", "Edition: 10" },
	{ CUT_FIELD_SURE, "release-date", "Release Date:", "Release Date: May, 1997 [Etext #1]" },
	{ CUT_FIELD_SURE, "posting-date", "Posting Date:", "Posting Date: May 1, 2009 [EBook #1]" },
	{ CUT_FIELD_SURE, "language", "Language:", "Language: Portuguese" },
	{ CUT_FIELD_SURE, "charset", "Cha~ set encoding:", "Character set encoding: ASCII" },
	{ CUT_FIELD_SURE, "credits", "Credits:", "Credits: A. Worm" },
	{ CUT_FIELD_SURE, "updated-field",
	  "Most recently updated:", "Most recently updated: January 1, 2021" },
	{ CUT_FIELD_SURE, "published-field",
	  "Original publication:", "Original publication: Lisboa: Traça, 1901" },
	{ CUT_FIELD_SURE, "number-au", "eBook No.:", "eBook No.: 0100021.txt" },
	{ CUT_FIELD_SURE, "posted-au", "Date first posted:", "Date first posted: August 2001" },
	{ CUT_FIELD_SURE, "updated-au",
	  "Date most recently updated:", "Date most recently updated: May 2003" },
	{ CUT_FIELD_SURE, "published-ca",
	  "Date of first publication:", "Date of first publication: 1901" },
	{ CUT_FIELD_SURE, "updated-ca", "Date last updated:", "Date last updated: May 1, 2009" },

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
	{ CUT_END, "end-projet", "FIN D~PROJET GUTENBERG", "Fin du livre du projet Gutenberg" },
	{ CUT_END, "end-proyecto", "FIN D~PROYECTO GUTENBERG", "Fin del Proyecto Gutenberg" },
	{ CUT_END, "end-it", "FINE D~PROJECT GUTENBERG", "Fine di Project Gutenberg Il Tarlo" },
	{ CUT_END, "end-progetto", "FINE D~PROGETTO GUTENBERG", "Fine del Progetto Gutenberg" },
	{ CUT_END, "end-pt", "FIM D~PROJECT GUTENBERG", "Fim do Project Gutenberg EBook" },
	{ CUT_END, "end-projeto", "FIM D~PROJETO GUTENBERG", "Fim do Projeto Gutenberg" },
	{ CUT_END, "end-projecto", "FIM D~PROJECTO GUTENBERG", "Fim do Projecto Gutenberg" },
	{ CUT_END, "end-nl", "EINDE VAN~PROJECT GUTENBERG",
	  "Einde van het Project Gutenberg EBook De Worm" },
	{ CUT_END, "end-sv", "SLUT P~PROJE~GUTENBERG", "Slut på Project Gutenberg EBook Masken" },
	{ CUT_END, "end-da", "SLUTNINGEN AF~GUTENBERG", "Slutningen af Project Gutenberg Ormen" },
	{ CUT_END, "end-fi", "PROJECT GUTENBERGIN~LOPPU", "Project Gutenbergin e-kirjan loppu" },
	{ CUT_END, "end-zh", "PROJECT GUTENBERG~完", "Project Gutenberg 電子書完" },
	{ CUT_END, "end-ca", "[End of%, by", "[End of The Worm, by A. Worm]" },
	{ CUT_END, "end-site-au", "This site is full of FREE ebooks",
	  "This site is full of FREE ebooks - Project Gutenberg Australia" },
	{ CUT_END, "end-abu", "-FIN DU FICHIER", "--------- FIN DU FICHIER ver1 ---------" },

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

	{ CUT_CREDIT, "produced", "Produced by!", "Produced by A. Worm and B. Worm" },
	{ CUT_CREDIT, "produced-from", "Produced from", "Produced from images of The Library" },
	{ CUT_CREDIT, "text", "Text~ed by!", "Text file produced by A. Worm" },
	{ CUT_CREDIT, "electronic-text", "Electronic~ by!", "Electronic text prepared by A. Worm" },
	{ CUT_CREDIT, "html", "HTML~ by!", "HTML version by A. Worm" },
	{ CUT_CREDIT, "e-text", "E-text", "E-text prepared by A. Worm" },
	{ CUT_CREDIT, "etext", "Etext", "Etext prepared by A. Worm" },
	{ CUT_CREDIT, "ebook", "eBook", "eBook prepared by A. Worm" },
	{ CUT_CREDIT, "credit", "Credit for", "Credit for e-text: A. Worm" },
	{ CUT_CREDIT, "this-etext-is-in", "This etext is in", "This Etext is in Portuguese" },
	{ CUT_CREDIT, "this-etext", "This etext", "This etext was produced by A. Worm" },
	{ CUT_CREDIT, "this-e-text", "This e-text", "This e-text was prepared by A. Worm" },
	{ CUT_CREDIT, "this-ebook", "This ebook", "This eBook was produced by A. Worm" },
	{ CUT_CREDIT, "this-project", "This Project Gutenberg",
	  "This Project Gutenberg Etext was prepared by A. Worm" },
	{ CUT_CREDIT, "this-file", "This file was", "This file was produced from images" },
	{ CUT_CREDIT, "this-text", "This text was p~ed by!", "This text was prepared by A. Worm" },
	{ CUT_CREDIT, "transcribed", "Transcribed by!", "Transcribed by A. Worm" },
	{ CUT_CREDIT, "transcribed-from", "Transcribed from", "Transcribed from the 1901 edition" },
	{ CUT_CREDIT, "scanned", "Scanned by!", "Scanned by A. Worm" },
	{ CUT_CREDIT, "scanned-and", "Scanned and", "Scanned and proofread by A. Worm" },
	{ CUT_CREDIT, "typed", "Typed~ by!", "Typed in by A. Worm" },
	{ CUT_CREDIT, "digitized", "Digiti~ed by!", "Digitised by A. Worm" },
	{ CUT_CREDIT, "prepared", "Prepared~ by!", "Prepared by A. Worm" },
	{ CUT_CREDIT, "proofed", "Proofed by!", "Proofed by A. Worm" },
	{ CUT_CREDIT, "ocr", "OCR~ by!", "OCR by A. Worm" },
	{ CUT_CREDIT, "proofread", "Proofread by!", "Proofread by A. Worm" },
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
	{ CUT_CREDIT, "created", "Created by!", "Created by A. Worm and the Worms of the World" },
	{ CUT_CREDIT, "converted", "Converted~ by!", "Converted to text by A. Worm" },
	{ CUT_CREDIT, "edited-and", "Edited and~ by!", "Edited and proofread by A. Worm" },
	{ CUT_CREDIT, "submitted", "Submitted by!", "Submitted by A. Worm" },
	{ CUT_CREDIT, "contributed-by", "Contributed by!", "Contributed by A. Worm" },
	{ CUT_CREDIT, "put-online", "Online distributed", "Online Distributed Proofreading Team" },
	{ CUT_CREDIT, "granted", "Granted to the public domain by",
	  "Granted to the public domain by A. W." },
	{ CUT_CREDIT, "produced-fr", "Produit par!", "Produit par A. Ver et B. Ver" },
	{ CUT_CREDIT, "produced-de", "Produziert von!", "Produziert von A. Wurm" },
	{ CUT_CREDIT, "created-de", "Erstellt von!", "Erstellt von A. Wurm" },
	{ CUT_CREDIT, "produced-es", "Producido por!", "Producido por A. Gusano" },
	{ CUT_CREDIT, "produced-pt", "Produzido por!", "Produzido por A. Traça" },
	{ CUT_CREDIT, "digitized-pt", "Digitalizado por!", "Digitalizado por A. Traça" },
	{ CUT_CREDIT, "transcribed-pt", "Transcrito por!", "Transcrito por A. Traça" },
	{ CUT_CREDIT, "produced-it", "Prodotto da!", "Prodotto da A. Tarlo" },
	{ CUT_CREDIT, "produced-nl", "Geproduceerd door!", "Geproduceerd door A. Worm" },
	{ CUT_CREDIT, "made-nl", "Vervaardigd door!", "Vervaardigd door A. Worm" },
	{ CUT_CREDIT, "made-it", "Realizzato da!", "Realizzato da A. Tarlo" },
	{ CUT_CREDIT, "made-de", "Hergestellt von!", "Hergestellt von A. Wurm" },
	{ CUT_CREDIT, "produced-da", "Produceret af!", "Produceret af A. Orm" },
	{ CUT_CREDIT, "produced-sv", "Producerad av!", "Producerad av A. Mask" },
	{ CUT_CREDIT, "produced-fi", "Tuottanut!", "Tuottanut A. Mato" },
	{ CUT_CREDIT, "contact-au", "To contact Project Gutenberg",
	  "To contact Project Gutenberg of Australia go to http://gutenberg.net.au" },
	{ CUT_CREDIT, "created-au", "Project Gutenberg of Australia eBooks",
	  "Project Gutenberg of Australia eBooks are created from printed editions" },
	{ CUT_CREDIT, "banner-au", "A Project Gutenberg~eBook",
	  "* A Project Gutenberg of Australia eBook *" },
	{ CUT_CREDIT, "banner-dp-ca", "A Distributed Proofreaders Canada",
	  "* A Distributed Proofreaders Canada eBook *" },
	{ CUT_CREDIT, "notes-au", "Production notes:", "Production notes: italics are lost" },
	{ CUT_CREDIT, "contributed-de", "Dieses Buch wurde uns freundlich",
	  "Dieses Buch wurde uns freundlicherweise vom Wurm" },

	{ CUT_CREDIT_MORE, "versions", "We are releasing two versions",
	  "We are releasing two versions of this Etext" },
	{ CUT_CREDIT_MORE, "thank", "We thank", "We thank the library that made the images" },
	{ CUT_CREDIT_MORE, "thank-fr", "Nous remercions", "Nous remercions la bibliothèque" },
	{ CUT_CREDIT_MORE, "thank-more", "Special thanks", "Special thanks to A. Worm" },
	{ CUT_CREDIT_MORE, "revised", "Revised by!", "Revised by A. Worm" },
	{ CUT_CREDIT_MORE, "compiled", "These original Project Gutenberg",
	  "These original Project Gutenberg Etexts will be compiled" },
	{ CUT_CREDIT_MORE, "at-the-end", "The \"legal small print\"",
	  "The \"legal small print\" and other information about this book" },
	{ CUT_CREDIT_MORE, "based-on", "Based on Project Gutenberg",
	  "Based on Project Gutenberg English-language texts." },
	{ CUT_CREDIT_MORE, "available-at", "This file is~available",
	  "This file is gratefully available in other formats" },
	{ CUT_CREDIT_MORE, "images", "Images generously", "(Images generously made available" },

	{ CUT_CREDIT_NAME, "proofreaders", "Distributed Proofread",
	  "and the Online Distributed Proofreading Team" },
	{ CUT_CREDIT_NAME, "proofreaders-url", "http://www.pgdp", "at http://www.pgdp.net" },
	{ CUT_CREDIT_NAME, "proofreaders-https", "https://www.pgdp", "at https://www.pgdp.net" },

	{ CUT_NOTICE, "world-library", "<THIS ELECTRONIC VERSION OF",
	  "<<THIS ELECTRONIC VERSION OF THE COMPLETE WORMS IS COPYRIGHT 1990" },

	{ CUT_NOTE, "transcriber", "Transcriber~Note", "[Transcriber's Note: It is a worm.]" },
	{ CUT_NOTE, "transcription", "Transcription Note", "Transcription notes" },
	{ CUT_NOTE, "transcriber-of", "Note~transcriber", "Notes of the transcriber" },
	{ CUT_NOTE, "note-de", "Anmerkung~Transkription", "Anmerkungen zur Transkription" },
	{ CUT_NOTE, "note-fr", "Note~transcri", "Notes du transcripteur" },
	{ CUT_NOTE, "note-es-pt", "Nota~transcri", "Nota del transcriptor" },
	{ CUT_NOTE, "note-it", "Nota~trascri", "Nota del trascrittore" },
	{ CUT_NOTE, "note-nl", "Opmerkingen van de bewerker", "Opmerkingen van de bewerker" },
	{ CUT_NOTE, "tonic", "Note: The tonic system", "Note: The tonic system has been changed" },
};

const struct cut_rule *cut_rule_at(size_t i)
{
	return i < sizeof(rules) / sizeof(*rules) ? &rules[i] : NULL;
}

static bool is_space(char c)
{
	return c == ' ' || c == '\t';
}

/* What somebody calls himself, and nothing after it: sentences go on, or end in a point. */
static bool is_lone_word(const char *p, const char *end)
{
	while (p < end && !is_space(*p))
		p++;
	if (p[-1] == '.')
		return false;
	while (p < end && is_space(*p))
		p++;
	return p == end;
}

/* Who made a file has a name, or is one of these; what heat produces has not. */
static bool is_somebody(const char *p, const char *end)
{
	static const char *const words[] = { "the ", "a ", "an ", "our ", "some ", "several " };
	static const char *const people[] = {
		"anonymous", "author",   "distributed", "e-text",    "editor",  "estate",
		"etext",     "family",   "librar",      "member",    "online",  "project",
		"proofread", "scann",    "society",     "staff",     "student", "team",
		"transcri",  "translat", "universit",   "volunteer",
	};

	while (p < end && (is_space(*p) || *p == ':'))
		p++;
	if (p == end || is_lone_word(p, end))
		return true;
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++) {
		size_t len = strlen(words[i]);

		if ((size_t)(end - p) > len && strncasecmp(p, words[i], len) == 0) {
			p += len;
			break;
		}
	}
	for (size_t i = 0; i < sizeof(people) / sizeof(*people); i++) {
		size_t len = strlen(people[i]);

		if ((size_t)(end - p) >= len && strncasecmp(p, people[i], len) == 0)
			return true;
	}
	return p == end || !islower((unsigned char)*p) || memchr(p, '@', (size_t)(end - p));
}

/* Whether TEXT starts with the pattern; the last '~' or '%' before a mismatch takes one more. */
static bool matches(const char *pattern, const char *text, const char *end)
{
	const char *rest = NULL, *from = text;
	int skipped = 0, most = 0;

	while (*pattern) {
		if (*pattern == '~' || *pattern == '%') {
			most = *pattern == '~' ? ANYTHING : MUCH;
			rest = ++pattern;
			from = text;
			skipped = 0;
		} else if (*pattern == '!') {
			return is_somebody(text, end);
		} else if (*pattern == ' ') {
			while (text < end && is_space(*text))
				text++;
			pattern++;
		} else if (text < end && strncasecmp(pattern, text, 1) == 0) {
			pattern++;
			text++;
		} else {
			if (!rest || from == end || ++skipped > most)
				return false;
			pattern = rest;
			text = ++from;
		}
	}
	return true;
}

/* What may stand before the first letter. */
static inline bool is_before(char c)
{
	return c == ' ' || c == '\t' || c == '*' || c == '[' || c == '(' || c == '<' || c == '_' ||
	       c == '-' || c == '=';
}

/* With these a pattern says that they must. */
static inline bool is_wanted_before(char c)
{
	return c == '*' || c == '[' || c == '<' || c == '-';
}

static inline bool is_letter(char c)
{
	return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

/* Nearly all lines are told from a rule by their first letter. */
static inline bool may_match(const struct cut_rule *rule, char first)
{
	char wanted = rule->pattern[is_wanted_before(*rule->pattern)];

	return rule->part == CUT_CREDIT_NAME || !is_letter(wanted) ||
	       (wanted | 0x20) == (first | 0x20);
}

bool cut_rule_matches(const struct cut_rule *rule, struct line line)
{
	const char *p = line.text, *end = p + (line.len < LOOK_AT ? line.len : LOOK_AT);
	const char *pattern = rule->pattern;
	bool found = false, wants = is_wanted_before(*pattern);

	if (rule->part == CUT_CREDIT_NAME) {
		while (p < end && !matches(pattern, p, end))
			p++;
		return p < end;
	}
	for (; p < end && is_before(*p); p++)
		found |= *p == *pattern;
	if (wants && !found)
		return false;
	return p < end && matches(pattern + wants, p, end);
}

/* The first row of the part: the table is in their order. */
static size_t first_rule(enum cut_part part)
{
	size_t first = 0, end = sizeof(rules) / sizeof(*rules);

	while (first < end) {
		size_t middle = first + (end - first) / 2;

		if (rules[middle].part < part)
			first = middle + 1;
		else
			end = middle;
	}
	return first;
}

bool cut_part_matches(enum cut_part part, struct line line, size_t without)
{
	const struct cut_rule *rule;
	size_t i, begin = 0;
	char first;

	while (begin < line.len && begin < LOOK_AT && is_before(line.text[begin]))
		begin++;
	first = begin < line.len ? line.text[begin] : '\0';
	for (i = first_rule(part); (rule = cut_rule_at(i)) && rule->part == part; i++)
		if (i != without && may_match(rule, first) && cut_rule_matches(rule, line))
			return true;
	return false;
}
