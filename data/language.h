/*
 * language - names of languages -> codes, as book headers and catalogues write them.
 *
 * ISO 639-1 where there is one ("pt"), else 639-3 ("arp"). Takes English names, names
 * in the language itself, and codes of either length; of several ("Latin and English",
 * "en/zh") the first. Names beyond the usual are asked of ICU.
 */
#ifndef DATA_LANGUAGE_H
#define DATA_LANGUAGE_H

/* Static; NULL: not a language we know. */
const char *language_code(const char *name);

/* The same of a tag ("pt-BR", RFC 5646): a code, never a name, which would take long to look up. */
const char *language_of_tag(const char *tag);

#endif
