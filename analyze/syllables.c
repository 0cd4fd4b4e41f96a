#include "analyze/syllables.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include "data/buf.h"
#include "data/mem.h"

enum { MAX_DICTIONARY = 4 << 20, LANGUAGES = 6 };

static const struct {
	const char *code, *files[2], *package;
} languages[LANGUAGES] = {
	{ "pt", { "hyph_pt_BR.dic", "hyph_pt_PT.dic" }, "hyphen-pt-br" },
	{ "en", { "hyph_en_US.dic", "hyph_en_GB.dic" }, "hyphen-en-us" },
	{ "es", { "hyph_es_ES.dic", "hyph_es.dic" }, "hyphen-es" },
	{ "fr", { "hyph_fr.dic", "hyph_fr_FR.dic" }, "hyphen-fr" },
	{ "de", { "hyph_de_DE.dic", "hyph_de.dic" }, "hyphen-de" },
	{ "it", { "hyph_it_IT.dic", "hyph_it.dic" }, "hyphen-it" },
};

struct syllables {
	pthread_mutex_t lock;
	struct patterns *patterns[LANGUAGES];
	bool asked[LANGUAGES];
};

static struct patterns *read_patterns(const char *name)
{
	char *path = xasprintf("/usr/share/hyphen/%s", name);
	struct patterns *patterns = NULL;
	struct err err = { 0 };
	struct buf file;

	buf_init(&file, MAX_DICTIONARY);
	if (buf_read_file(&file, path, &err) == 0 && file.len)
		patterns = patterns_new(file.data);
	buf_release(&file);
	free(path);
	return patterns;
}

struct syllables *syllables_new(void)
{
	struct syllables *syllables = xcalloc(1, sizeof(*syllables));

	(void)pthread_mutex_init(&syllables->lock, NULL);
	return syllables;
}

void syllables_free(struct syllables *syllables)
{
	if (!syllables)
		return;
	for (int i = 0; i < LANGUAGES; i++)
		patterns_free(syllables->patterns[i]);
	(void)pthread_mutex_destroy(&syllables->lock);
	free(syllables);
}

static const struct patterns *read_once(struct syllables *syllables, int i)
{
	if (!syllables->asked[i]) {
		syllables->asked[i] = true;
		for (int j = 0; j < 2 && !syllables->patterns[i]; j++)
			syllables->patterns[i] = read_patterns(languages[i].files[j]);
	}
	return syllables->patterns[i];
}

const struct patterns *syllables_patterns(struct syllables *syllables, const char *language)
{
	const struct patterns *patterns = NULL;

	if (!language)
		return NULL;
	(void)pthread_mutex_lock(&syllables->lock);
	for (int i = 0; i < LANGUAGES; i++)
		if (strcmp(languages[i].code, language) == 0)
			patterns = read_once(syllables, i);
	(void)pthread_mutex_unlock(&syllables->lock);
	return patterns;
}

const char *syllables_missing(const struct syllables *syllables, size_t i)
{
	for (int j = 0; j < LANGUAGES; j++)
		if (syllables->asked[j] && !syllables->patterns[j] && i-- == 0)
			return languages[j].package;
	return NULL;
}
