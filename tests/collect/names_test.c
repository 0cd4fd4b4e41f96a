#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "collect/names.h"

static void set(struct name *name, const char *text)
{
	name_set(name, text, strlen(text));
}

static const struct {
	const char *sentence, *name, *query;
	bool has, is;
} pairs[] = {
	{ "a name is its own", "Machado de Assis", "Machado de Assis", true, true },
	{ "case says nothing", "Machado de Assis", "MACHADO DE ASSIS", true, true },
	{ "order says nothing", "Machado de Assis", "assis, machado de", true, true },
	{ "a longer name is found by its words, but is not the whole name",
	  "Joaquim Maria Machado de Assis", "Machado de Assis", true, false },
	{ "a word must be there whole", "Machado de Assis", "Machado de Assi", false, false },
	{ "each word must be there", "Machado de Assis", "Joaquim Machado", false, false },
	{ "accents say nothing in the query", "Camoes", "Camões", true, true },
	{ "accents say nothing in the name", "Luís Vaz de Camões", "camoes", true, false },
	{ "a combining accent is no letter", "Came\xcc\x82s", "camês", true, true },
	{ "Vietnamese letters carry two accents", "Nguyễn Du", "nguyen du", true, true },
	{ "ß is ss", "Hermann Knackfuß", "knackfuss", true, false },
	{ "ø is o", "Bjørnson", "BJORNSON", true, true },
	{ "ł is l, also as a capital", "ŁUKASZ Małecki", "lukasz malecki", true, true },
	{ "æ is ae", "Ælfric", "aelfric", true, true },
	{ "initials need no blank between them", "H.G. Wells", "H. G. Wells", true, true },
	{ "an apostrophe parts words", "Constance D'Arcy Mackay", "d'arcy", true, false },
	{ "Cyrillic has case too", "Лев Толстой", "толстой", true, false },
	{ "Greek's final sigma is a sigma", "ΑΛΕΞΑΝΔΡΟΣ", "αλέξανδρος", true, true },
	{ "Chinese is written without blanks", "曹雪芹", "曹雪芹", true, true },
	{ "Korean syllables are taken apart and still compare", "이광수", "이광수", true, true },
	{ "a query without words is found nowhere", "Machado de Assis", " - ", false, false },
	{ "a name without words has none", "...", "a", false, false },
	{ "a word that stands twice is not two words", "Ford Ford", "Ford Madox", false, false },
	{ "ill-formed bytes part words",
	  "Machado\xff"
	  "de\xc3 Assis",
	  "machado de assis", true, true },
};

static void names_are_compared_by_their_words(void **state)
{
	struct name name = { 0 }, query = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++) {
		set(&name, pairs[i].name);
		set(&query, pairs[i].query);
		if (name_has(&name, &query) != pairs[i].has)
			fail_msg("has: %s", pairs[i].sentence);
		if (name_is(&name, &query) != pairs[i].is)
			fail_msg("is: %s", pairs[i].sentence);
	}
	name_release(&name);
	name_release(&query);
}

static const struct {
	const char *sentence, *name, *query;
	size_t limit, distance;
} distances[] = {
	{ "the same is no letter away", "Machado de Assis", "Machado de Assis", 3, 0 },
	{ "a letter that is missing", "Machado de Assis", "Machado de Asis", 3, 1 },
	{ "a letter that is another", "Fyodor Dostoyevsky", "Dostoievsky", 3, 1 },
	{ "words the query does not have are free", "Joaquim Maria Machado de Assis", "Asis", 3,
	  1 },
	{ "each word counts", "Emily Bronte", "Emely Bronty", 3, 2 },
	{ "more than the limit is the limit and one", "Homer", "Shakespeare", 3, 4 },
	{ "also when it adds up", "Emily Bronte", "Emely Bronty", 1, 2 },
	{ "a limit of none is for the same only", "Emily", "Emely", 0, 1 },
	{ "an empty name is as far as the query is long", "", "abc", 5, 6 },
};

static void distances_count_letters(void **state)
{
	struct name name = { 0 }, query = { 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(distances) / sizeof(*distances); i++) {
		set(&name, distances[i].name);
		set(&query, distances[i].query);
		if (name_distance(&name, &query, distances[i].limit) != distances[i].distance)
			fail_msg("%s: %zu", distances[i].sentence,
				 name_distance(&name, &query, distances[i].limit));
	}
	name_release(&name);
	name_release(&query);
}

static void words_of_any_length_are_bounded(void **state)
{
	size_t len = 1 << 20;
	char *text = malloc(len);
	struct name name = { 0 }, query = { 0 };

	(void)state;
	assert_non_null(text);
	memset(text, 'x', len);
	name_set(&name, text, len);
	assert_int_equal(name.words, 1);
	name_set(&query, text, len - 1);
	assert_false(name_has(&name, &query));
	assert_int_equal(name_distance(&name, &query, 2), 0);
	name_set(&query, NULL, 0);
	assert_int_equal(query.words, 0);
	free(text);
	name_release(&name);
	name_release(&query);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_are_compared_by_their_words),
		cmocka_unit_test(distances_count_letters),
		cmocka_unit_test(words_of_any_length_are_bounded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
