#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "data/err.h"
#include "data/mem.h"
#include "process/article_rules.h"
#include "process/html.h"

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

/* A sentence or two in a paragraph, of which each page has some. */
#define FOX                                                                                        \
	"The quick brown fox, which nobody had seen before, jumps over the lazy dog; and the "     \
	"dog, "                                                                                    \
	"being lazy, does not even look up."
#define LIVRO                                                                                      \
	"O livro que todos procuram, perdido há muitos anos, estava na estante da avó, entre "   \
	"receitas e cartas; ninguém o tinha aberto desde então."
#define ARTIGO                                                                                        \
	"A prefeitura anunciou nesta terça-feira que a ponte, fechada desde março, será reaberta " \
	"ao público; as obras custaram menos do que se previa."
#define BERICHT                                                                                    \
	"Der Rat hat am Dienstag beschlossen, die alte Brücke wieder zu öffnen, obwohl die "     \
	"Kosten, "                                                                                 \
	"wie viele befürchtet hatten, gestiegen sind."
#define STATYA                                                                                                                                                        \
	"Городской совет решил во вторник снова открыть старый мост, хотя расходы, как многие " \
	"опасались, заметно выросли."
#define KIJI                                                                                                                                \
	"市議会は火曜日、長く閉鎖されていた古い橋を再び開くことを決めた。費用は予想より少なく、" \
	"市民の多くがこの決定を歓迎している。"
#define MAQAL                                                                                                                                                           \
	"قرر مجلس المدينة يوم الثلاثاء إعادة فتح الجسر القديم، رغم أن التكاليف ارتفعت، كما كان " \
	"كثيرون "                                                                                                                                                 \
	"يخشون، خلال العام الماضي."
#define MENU                                                                                       \
	"<ul><li><a href=/>Home</a><li><a href=/news>News</a><li><a href=/about>About us</a></ul>"
#define TEASER                                                                                     \
	"<div><h3><a href=/x>Another story</a></h3><p>It begins like this, and goes on.</div>"

/* In KEPT and LEFT_OUT texts end with a '|'. */
static const struct {
	const char *name, *html, *kept, *left_out;
} pages[] = {
	{ "menus and footers are not the article",
	  "<body>" MENU "<div><p>" FOX "<p>" LIVRO "</div><div><a href=/terms>Terms of use</a>",
	  FOX "\n\n" LIVRO "|", "Home|About us|Terms of use|" },
	{ "lists, headings and quotes within it stay, in order",
	  "<article><p>" FOX "<h2>Under it</h2><ul><li>one thing<li>another</ul><blockquote>" LIVRO
	  "</blockquote><p>" FOX "</article>",
	  FOX "\n\nUnder it\n\none thing\nanother\n\n" LIVRO "\n\n" FOX "|", "" },
	{ "what lets its readers edit it is not",
	  "<div class=mw-parser-output><p>" FOX "<h2>Under it<span class=mw-editsection>[<a "
	  "href=/e>edit</a>]</span></h2><p>" LIVRO "</div>",
	  FOX "\n\nUnder it\n\n" LIVRO "|", "edit|" },
	{ "what readers say is not",
	  "<div class=entry-content><p>" FOX "<p>" FOX "</div><div id=comments><p>" LIVRO "</div>",
	  FOX "|", LIVRO "|" },
	{ "nor where they say more than the author",
	  "<article><p>" FOX "<p>" FOX "</article><section class=comment-list>"
	  "<p>" LIVRO "<p>" LIVRO "<p>" LIVRO "<p>" LIVRO "</section>",
	  FOX "|", LIVRO "|" },
	{ "the title and what is above it are not the text",
	  "<title>A fox jumps - The Daily</title><article><div>Animals</div><h1>A fox "
	  "jumps</h1><p>" FOX "<p>" LIVRO "</article>",
	  FOX "\n\n" LIVRO "|", "Animals|A fox jumps|" },
	{ "also where the title is no <h1>",
	  "<title>A fox jumps over it</title><div><h2>A fox jumps over it!</h2><p>" FOX "<p>" LIVRO
	  "</div>",
	  FOX "|", "A fox jumps|" },
	{ "a word of the title is a heading like any other",
	  "<title>Review of the keyboard: probably enough</title><article><p>" FOX
	  "<h2>Keyboard</h2><p>" LIVRO "</article>",
	  "Keyboard|", "" },
	{ "share bars, bylines and captions within it are not",
	  "<article><p>" FOX "<div class=share-buttons>Tell your friends of it, now, please</div>"
	  "<p class=byline>By a writer, for the paper<figure><img><figcaption>A dog, asleep, at "
	  "home, yesterday</figcaption></figure><p>" LIVRO "</article>",
	  FOX "\n\n" LIVRO "|", "friends|writer|asleep|" },
	{ "nor are newsletters and cookie notices",
	  "<div id=cookie-notice><p>We use cookies, as all do; do you accept that we do?</div>"
	  "<main><p>" FOX "<div class=newsletterSignup><p>Get it by mail, every day, for nothing."
	  "</div><p>" LIVRO "</main>",
	  FOX "\n\n" LIVRO "|", "cookies|by mail|" },
	{ "other articles in an article are others",
	  "<article><p>" FOX "<p>" LIVRO "<article><p>" ARTIGO "</article></article>", FOX "|",
	  ARTIGO "|" },
	{ "of the articles of a page, the first is the one, with all that is its own",
	  "<main><article><p>" FOX "<p>" FOX "<p>" LIVRO "</article><article><p>" ARTIGO
	  "</article></main>",
	  FOX "\n\n" FOX "\n\n" LIVRO "|", ARTIGO "|" },
	{ "a list of links under it is not",
	  "<article><p>" FOX "<p>" LIVRO "<h3>Read on</h3><ul><li><a href=/1>One more "
	  "story, about cats</a><li><a href=/2>And another one, about mice</a></ul></article>",
	  LIVRO "|", "cats|mice|Read on|" },
	{ "a list with some links in it stays",
	  "<article><p>" FOX "<ul><li>The <a href=/1>cat</a>, which sleeps<li>The <a "
	  "href=/2>mouse</a>, which does not</ul><p>" LIVRO "</article>",
	  "The cat, which sleeps\nThe mouse, which does not|", "" },
	{ "teasers of other pages do not outweigh a short text",
	  "<div class=post-content><p>" FOX "</div><div>" TEASER TEASER TEASER TEASER "</div>",
	  FOX "|", "It begins|" },
	{ "text in sections is one text",
	  "<div id=x><div><div><p>" FOX "<p>" FOX "</div></div><div><div><p>" LIVRO "<p>" LIVRO
	  "</div></div><div><div><p>" ARTIGO "</div></div></div>",
	  FOX "|" LIVRO "|" ARTIGO "|", "" },
	{ "text between line breaks, as pages of old have it",
	  "<table><tr><td>" MENU "<td><font>" FOX "<br><br>" LIVRO "<br><br>" ARTIGO
	  "</font></table>",
	  FOX "\n\n" LIVRO "\n\n" ARTIGO "|", "About us|" },
	{ "a page of documentation, with code",
	  "<nav>" MENU "</nav><main><h1>install</h1><p>" FOX "<pre>make\n  install</pre><p>" LIVRO
	  "</main>",
	  FOX "\n\nmake\n  install\n\n" LIVRO "|", "About us|" },
	{ "a recipe: what it takes, and how",
	  "<div class=recipe><p>" FOX "<h2>What it takes</h2><ul><li>1 cup of flour<li>2 "
	  "eggs<li>salt</ul><h2>How</h2><ol><li>" FOX "<li>" LIVRO "</ol></div>",
	  "What it takes\n\n1 cup of flour\n2 eggs\nsalt\n\nHow\n\n" FOX "\n" LIVRO "|", "" },
	{ "a question and its answers",
	  "<div id=sidebar><ul><li><a href=/q/1>How many foxes are there?</a></ul></div>"
	  "<div id=mainbar><div class=question><p>" FOX "</div><div class=answer><p>" LIVRO
	  "<p>" ARTIGO "</div></div>",
	  LIVRO "\n\n" ARTIGO "|", "How many|" },
	{ "a table of figures within it stays",
	  "<article><p>" FOX "<table><tr><th>Year<th>Foxes<tr><td>2018<td>12</table><p>" LIVRO
	  "</article>",
	  "Year\tFoxes\n2018\t12|", "" },
	{ "what is hidden is not read",
	  "<div><p>" FOX "<p>" FOX "<div style='color: red; display: none'><p>" ARTIGO
	  "</div><p hidden>" BERICHT "<p>" LIVRO "</div>",
	  FOX "\n\n" LIVRO "|", ARTIGO "|" BERICHT "|" },
	{ "unless it is all that there is",
	  "<body style='display: none'><div style='display:none'><p>" FOX "<p>" LIVRO "</div>",
	  FOX "\n\n" LIVRO "|", "" },
	{ "a name that says what it has, or has not, says nothing of what it is",
	  "<div class='layout has-sidebar no-comments with-footer'><p>" FOX "<p>" LIVRO "</div>"
	  "<div>" MENU "</div>",
	  FOX "\n\n" LIVRO "|", "About us|" },
	{ "a form around the whole page changes nothing",
	  "<form>" MENU "<div><p>" FOX "<p>" LIVRO "</div><select><option>one</select></form>",
	  FOX "\n\n" LIVRO "|", "About us|" },
	{ "German", "<div>" MENU "</div><div><p>" BERICHT "<p>" BERICHT "</div>",
	  BERICHT "\n\n" BERICHT "|", "About us|" },
	{ "Portuguese", "<div>" MENU "</div><div><p>" ARTIGO "<p>" LIVRO "</div>",
	  ARTIGO "\n\n" LIVRO "|", "About us|" },
	{ "Russian", "<div>" MENU "</div><div><p>" STATYA "<p>" STATYA "</div>",
	  STATYA "\n\n" STATYA "|", "About us|" },
	{ "Japanese", "<div>" MENU "</div><div><p>" KIJI "<p>" KIJI "</div>", KIJI "\n\n" KIJI "|",
	  "About us|" },
	{ "Arabic", "<div>" MENU "</div><div><p>" MAQAL "<p>" MAQAL "</div>",
	  MAQAL "\n\n" MAQAL "|", "About us|" },
	{ "a text without any markup", FOX "\n\n" LIVRO, FOX " " LIVRO "|", "" },
	{ "what JSON-LD has, where the page has nothing to read",
	  "<script type=application/ld+json>{\"@type\": \"NewsArticle\", \"articleBody\": \"" FOX
	  " " LIVRO "\"}</script><div>Loading</div>",
	  FOX " " LIVRO "|", "Loading|" },
};

static void check(const char *name, const char *text, const char *list, bool wanted)
{
	char *copy = xstrdup(list), *save = NULL;

	for (char *one = strtok_r(copy, "|", &save); one; one = strtok_r(NULL, "|", &save)) {
		if ((strstr(text, one) != NULL) != wanted)
			fail_msg("%s: '%s' is %sin '%s'", name, one, wanted ? "not " : "", text);
	}
	free(copy);
}

static void read_page(struct text *text, const char *name, const char *html, size_t len)
{
	struct page page = { .body = xmalloc(len + 1), .len = len };
	struct err err = { 0 };

	memcpy(page.body, html, len);
	page.body[len] = '\0';
	*text = (struct text) { 0 };
	if (html_article(text, &page, ARTICLE_ALL, &err))
		fail_msg("%s: %s", name, err.text);
	free(page.body);
}

static void the_article_is_found(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(pages); i++) {
		char *html = xasprintf("<!DOCTYPE html>%s", pages[i].html);
		struct text text;

		read_page(&text, pages[i].name, html, strlen(html));
		check(pages[i].name, text.data, pages[i].kept, true);
		check(pages[i].name, text.data, pages[i].left_out, false);
		if (text.warning)
			fail_msg("%s: %s", pages[i].name, text.warning);
		text_release(&text);
		free(html);
	}
}

/* ---- where there is none ---- */

static void all_that_can_be_read_is_taken_and_said(void **state)
{
	static const char *const without[] = { MENU, "<p>Short.", "<h1>A title alone</h1>" };

	(void)state;
	for (size_t i = 0; i < COUNT(without); i++) {
		struct text text;

		read_page(&text, without[i], without[i], strlen(without[i]));
		assert_true(text.len > 0);
		assert_non_null(text.warning);
		text_release(&text);
	}
}

/* ---- what it says of itself ---- */

static const struct {
	const char *name, *head, *title, *author, *date, *language;
} facts[] = {
	{ "<title> and <html lang>", "<html lang=pt-BR><title>One\n two</title>", "One two", NULL,
	  NULL, "pt" },
	{ "OpenGraph before <title>",
	  "<title>One - Site</title><meta property=og:title content='One'><meta "
	  "property=article:published_time content='2019-11-18T23:59:00-05:00'>",
	  "One", NULL, "2019-11-18", NULL },
	{ "<meta>, of several kinds",
	  "<meta name=author content='A. Writer'><meta name=DC.date content=2019/11/18><meta "
	  "http-equiv=Content-Language content=de>",
	  NULL, "A. Writer", "2019-11-18", "de" },
	{ "JSON-LD before all",
	  "<meta property=og:title content=Two><script type='application/ld+json'>{\"@graph\": [{"
	  "\"@type\": \"Organization\", \"name\": \"Site\"}, {\"@type\": [\"NewsArticle\"], "
	  "\"headline\": \"Q&amp;A\", \"author\": [{\"name\": \"A. B.\"}, \"C. D.\"], "
	  "\"datePublished\": \"2019-11-18\", \"inLanguage\": \"fr-FR\"}]}</script>",
	  "Q&A", "A. B., C. D.", "2019-11-18", "fr" },
	{ "JSON with line ends in its strings",
	  "<script type='application/ld+json'>//<![CDATA[\n{\"@type\": \"BlogPosting\", "
	  "\"headline\": \"One\ntwo\"}\n//]]></script>",
	  "One two", NULL, NULL, NULL },
	{ "what is no JSON says nothing",
	  "<title>One</title><script type='application/ld+json'>{\"@type\": \"Article\", "
	  "\"headline\": </script>",
	  "One", NULL, NULL, NULL },
	{ "an author is no address, a day no sentence",
	  "<meta property=article:author content='https://example.org/a'><meta name=date "
	  "content='last week'><meta name=dc.date content='2019-13-01'>",
	  NULL, NULL, NULL, NULL },
	{ "<time>, where it says what it is",
	  "<body><time datetime=2001-01-01>then</time><time itemprop=datePublished "
	  "datetime='2019-11-18 10:00'>x</time>",
	  NULL, NULL, "2019-11-18", NULL },
};

static void check_fact(const char *name, const char *is, const char *by, const char *wanted)
{
	if ((!is != !wanted) || (is && strcmp(is, wanted) != 0))
		fail_msg("%s: '%s', not '%s'", name, is ? is : "-", wanted ? wanted : "-");
	if (!is != !by)
		fail_msg("%s: '%s' comes from '%s'", name, is ? is : "-", by ? by : "-");
}

static void pages_say_what_they_are(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(facts); i++) {
		char *html = xasprintf("%s<body><p>" FOX "<p>" LIVRO, facts[i].head);
		struct text text;

		read_page(&text, facts[i].name, html, strlen(html));
		check_fact(facts[i].name, text.title, text.title_by, facts[i].title);
		check_fact(facts[i].name, text.author, text.author_by, facts[i].author);
		check_fact(facts[i].name, text.date, text.date_by, facts[i].date);
		check_fact(facts[i].name, text.language, text.language_by, facts[i].language);
		text_release(&text);
		free(html);
	}
}

/* ---- hostile ---- */

/* BEFORE, N times PIECE, AFTER. */
static const struct {
	const char *name, *before, *piece;
	size_t n;
	const char *after;
} hostile[] = {
	{ "nested a million deep", "", "<div>", 1000000, "<p>" FOX "<p>" LIVRO },
	{ "links nested a million deep", "", "<a href=x>", 1000000, "<p>" FOX "<p>" LIVRO },
	{ "a million ends of what never began", "<p>" FOX, "</div>", 1000000, "<p>" LIVRO },
	{ "an attribute of 20 MB", "<p class='", "hidden comment ", 1400000,
	  "'>" FOX "<p>" FOX "<p>" LIVRO },
	{ "half a million attributes", "<p ", "a b=c ", 500000, ">" FOX "<p>" LIVRO },
	{ "a million small elements", "<p>" FOX, "<p>a", 1000000, "<p>" LIVRO },
	{ "a million of JSON's lists", "<script type='application/ld+json'>", "[", 1000000,
	  "</script><p>" FOX "<p>" LIVRO },
	{ "ten thousand scripts of JSON", "", "<script type='application/ld+json'>{}</script>",
	  10000, "<p>" FOX "<p>" LIVRO },
	{ "entities that say how to multiply",
	  "<!DOCTYPE html [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;\">]><p>", "&b;",
	  1000, "<p>" FOX "<p>" LIVRO },
};

static void hostile_pages_end(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(hostile); i++) {
		size_t len = strlen(hostile[i].piece), before = strlen(hostile[i].before),
		       at = before;
		char *html = xmalloc(before + len * hostile[i].n + strlen(hostile[i].after) + 1);
		struct text text;

		memcpy(html, hostile[i].before, before);
		for (size_t n = 0; n < hostile[i].n; n++, at += len)
			memcpy(html + at, hostile[i].piece, len);
		strcpy(html + at, hostile[i].after);
		read_page(&text, hostile[i].name, html, strlen(html));
		check(hostile[i].name, text.data, LIVRO "|", true);
		text_release(&text);
		free(html);
	}
}

static void nuls_are_left_out(void **state)
{
	static const char html[] = "<!DOCTYPE html><p>One\0 two<p\0>" FOX "<p>" LIVRO;
	struct text text;

	(void)state;
	read_page(&text, "NULs", html, sizeof(html) - 1);
	check("NULs", text.data, "One two|" LIVRO "|", true);
	text_release(&text);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_article_is_found),
		cmocka_unit_test(all_that_can_be_read_is_taken_and_said),
		cmocka_unit_test(pages_say_what_they_are),
		cmocka_unit_test(hostile_pages_end),
		cmocka_unit_test(nuls_are_left_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
