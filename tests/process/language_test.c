#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "process/language.h"
#include "process/process.h"

/* The first article of the Universal Declaration of Human Rights. */
static const struct {
	const char *code, *text;
} texts[] = {
	{ "en",
	  "All human beings are born free and equal in dignity and rights. They are endowed with "
	  "reason and conscience and should act towards one another in a spirit of brotherhood." },
	{ "pt",
	  "Todos os seres humanos nascem livres e iguais em dignidade e em direitos. Dotados de "
	  "raz\xc3\xa3o e de consci\xc3\xaancia, devem agir uns para com os outros em "
	  "esp\xc3\xadrito de "
	  "fraternidade." },
	{ "es",
	  "Todos los seres humanos nacen libres e iguales en dignidad y derechos y, dotados como "
	  "est\xc3\xa1n de raz\xc3\xb3n y conciencia, deben comportarse fraternalmente los unos "
	  "con "
	  "los otros." },
	{ "fr",
	  "Tous les \xc3\xaatres humains naissent libres et \xc3\xa9gaux en dignit\xc3\xa9 et en "
	  "droits. Ils sont dou\xc3\xa9s de raison et de conscience et doivent agir les uns envers "
	  "les autres dans un esprit de fraternit\xc3\xa9." },
	{ "he", "כל בני האדם נולדו בני חורין ושווים בערכם ובזכויותיהם. כולם חוננו בתבונה ובמצפון, "
		"לפיכך חובה "
		"עליהם לנהוג איש ברעהו ברוח של אחוה." },
	{ NULL, "1234 5678 90" },
	{ NULL, "" },
	{ NULL, "x" },
};

static void skip_without_it(void)
{
	if (!language_can_detect()) {
		print_message("# skipped: libcld2 is not there\n");
		skip();
	}
}

static void a_text_is_in_a_language(void **state)
{
	(void)state;
	skip_without_it();
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		struct language language = { 0 };
		bool found = language_detect(&language, texts[i].text, strlen(texts[i].text));

		if (texts[i].code ? !found || strcmp(language.code, texts[i].code) != 0 : found)
			fail_msg("%s: %s", texts[i].text, language.code);
		if (found)
			assert_in_range(language.percent, 1, 100);
	}
}

/* However the pieces that are looked at cut its characters. */
static void a_long_text_is_looked_at_in_part(void **state)
{
	(void)state;
	skip_without_it();
	for (size_t shift = 0; shift < 4; shift++) {
		size_t len = strlen(texts[4].text), n = 1000;
		char *text = malloc(n * (len + 1) + shift), *to = text;
		struct language language;

		memset(to, 'x', shift);
		to += shift;
		for (size_t i = 0; i < n; i++) {
			memcpy(to, texts[4].text, len);
			to[len] = '\0';
			to += len + 1;
		}
		assert_true(language_detect(&language, text, (size_t)(to - text)));
		assert_string_equal(language.code, "he");
		free(text);
	}
}

static void process(struct text *text, const char *header, bool languages)
{
	const struct process_options options = { .cut = CUT_AUTO, .languages = languages };
	struct page page = { .body = malloc(2000) };

	strcpy(page.body, header);
	strcat(page.body, "*** START OF THE PROJECT GUTENBERG EBOOK X ***\n\n");
	strcat(page.body, texts[1].text);
	page.len = strlen(page.body);
	assert_int_equal(process_page(text, &page, &options, NULL), 0);
	free(page.body);
}

static void declared_and_detected_both_stay(void **state)
{
	struct text text;

	(void)state;
	skip_without_it();
	process(&text, "Language: French\n\n", true);
	assert_string_equal(text.language, "fr");
	assert_string_equal(text.language_by, "header");
	assert_string_equal(text.language_detected, "pt");
	text_release(&text);

	process(&text, "", true);
	assert_string_equal(text.language, "pt");
	assert_string_equal(text.language_by, "detected");
	assert_string_equal(text.language_detected, "pt");
	text_release(&text);

	process(&text, "", false);
	assert_null(text.language);
	assert_null(text.language_by);
	assert_null(text.language_detected);
	text_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_text_is_in_a_language),
		cmocka_unit_test(a_long_text_is_looked_at_in_part),
		cmocka_unit_test(declared_and_detected_both_stay),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
