/*
 * article - what each rule by which articles are found is worth: bench/article_bench.sh has it
 * print, for score.py, the texts of pages as the rules but one find them.
 *
 *   article [-RULE...] FILE...    {"NAME": "text", ...}, NAME without its folder and ".html"
 */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "data/mem.h"
#include "process/article_rules.h"
#include "process/html.h"

static void add(json_t *texts, const char *path, unsigned rules)
{
	const char *slash = strrchr(path, '/');
	char *name = xstrdup(slash ? slash + 1 : path), *dot = strstr(name, ".html");
	struct page page = { 0 };
	struct text text = { 0 };
	struct err err = { 0 };

	if (dot)
		*dot = '\0';
	if (page_read_file(&page, path, 1 << 30, &err) || html_article(&text, &page, rules, &err)) {
		(void)fprintf(stderr, "%s: %s\n", path, err.text);
		exit(1);
	}
	if (text.warning)
		(void)fprintf(stderr, "%s: %s\n", path, text.warning);
	(void)json_object_set_new(texts, name, json_stringn(text.data, text.len));
	text_release(&text);
	page_release(&page);
	free(name);
}

int main(int argc, char **argv)
{
	json_t *texts = json_object();
	unsigned rules = ARTICLE_ALL;

	for (int i = 1; i < argc; i++) {
		if (argv[i][0] == '-')
			rules &= ~(1U << strtoul(argv[i] + 1, NULL, 10));
		else
			add(texts, argv[i], rules);
	}
	(void)json_dumpf(texts, stdout, JSON_COMPACT);
	json_decref(texts);
	return 0;
}
