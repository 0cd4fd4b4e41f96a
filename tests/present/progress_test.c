#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>
#include "data/buf.h"
#include "data/lang.h"
#include "data/mem.h"
#include "present/label.h"
#include "present/pending.h"
#include "present/progress.h"

/* A story, one letter an event: "+A" A is awaited, "-A" it completed, "xA" it failed, "*N" N
 * ticks, "bN" N bytes, "aN" N requests are under way,
 * "wN" waits for the host until N ms, "vN" for another one, "!" a warning, "$" the end. */
struct scenario {
	const char *name;
	enum progress_kind kind;
	int columns;
	const char *lang, *story, *shown;
};

#define FORTY_NINE "................................................."
#define FIFTY FORTY_NINE "."

static const struct scenario scenarios[] = {
	{ "a dot for each tick in which nothing completed", PROGRESS_DOTS, 80, "pt", "+A *3 $",
	  "...!\n" },
	{ "who is missing after 5 s, by code point", PROGRESS_DOTS, 80, "pt", "+C +A +B *51",
	  FIFTY " [faltam A, B, C]\n." },
	{ "the one that is missing", PROGRESS_DOTS, 80, "pt", "+A *50", FIFTY " [falta A]\n" },
	{ "missing in English", PROGRESS_DOTS, 80, "en", "+A *50 +B *50",
	  FIFTY " [missing A]\n" FIFTY " [missing A, B]\n" },
	{ "a title awaited twice is missing twice", PROGRESS_DOTS, 80, "pt", "+A +A *50 -A *51",
	  FIFTY " [faltam A, A]\n A completou!\n" FIFTY " [falta A]\n" },
	{ "several at once are sorted", PROGRESS_DOTS, 80, "pt", "+A +B +C *2 -C -A *1",
	  ".. A completou!\n C completou!\n" },
	{ "a completion restarts the count", PROGRESS_DOTS, 80, "pt", "+A +B *49 -A *50 *1",
	  FORTY_NINE " A completou!\n" FIFTY " [falta B]\n" },
	{ "what completed after the last tick is shown at the end", PROGRESS_DOTS, 80, "en",
	  "+A *1 -A $", ". A done!\n!\n" },
	{ "a failure has its reason", PROGRESS_DOTS, 80, "pt", "+A xA *1 $",
	  " A falhou: 404\n!\n" },
	{ "a warning gets a line of its own", PROGRESS_DOTS, 80, "en", "+A *2 ! *1 $",
	  "..\nbeware\n.!\n" },
	{ "nothing awaited is no one missing", PROGRESS_DOTS, 80, "en", "*51 $", FIFTY "\n.!\n" },

	{ "a line for each completion", PROGRESS_PLAIN, 80, "en", "+A +B -B *1 xA *1 *9 $",
	  "1/2 B\n2/2 A: 404\n" },
	{ "plain lines come in the order of completion", PROGRESS_PLAIN, 80, "en", "+A +B -B -A $",
	  "1/2 B\n2/2 A\n" },
	{ "silence but for warnings", PROGRESS_NONE, 80, "en", "+A +B *60 ! xB -A *1 $",
	  "beware\n" },

	{ "the bar is drawn when it changes", PROGRESS_BAR, 50, "en",
	  "+A +B *2 b1234 *2 b4000000 *1", "\r0/2\033[K\r0/2  2 kB\033[K\r0/2  4.0 MB\033[K" },
	{ "a wait counts down", PROGRESS_BAR, 50, "pt", "+A w250 *3",
	  "\r0/1  aguarda h, 0,1 s\033[K\r0/1  aguarda h, 0,0 s\033[K\r0/1  aguarda h\033[K" },
	{ "the time left is that of the pace so far", PROGRESS_BAR, 50, "en", "+A +B +C *20 -A *1",
	  "\r0/3\033[K\r1/3  0:04 left\033[K" },
	{ "a wide terminal has room for a picture", PROGRESS_BAR, 80, "en", "+A +B -A *1 -B *1",
	  "\r[##########----------] 1/2  0:00 left\033[K\r[####################] 2/2\033[K" },
	{ "a narrow terminal gets what fits", PROGRESS_BAR, 8, "en", "+A +B b1234 *1",
	  "\r0/2\033[K" },
	{ "a narrow terminal gets whole words", PROGRESS_BAR, 24, "en", "+A +B b1234 w9000 *1",
	  "\r0/2  2 kB\033[K" },
	{ "a warning stands above the bar", PROGRESS_BAR, 50, "en", "+A *1 ! *1",
	  "\r0/1\033[K\r\033[Kbeware\n\r0/1\033[K" },
	{ "a failure stands above the bar", PROGRESS_BAR, 50, "en", "+A +B *1 xA *1",
	  "\r0/2\033[K\r\033[KA: 404\n\r1/2  0:00 left\033[K" },
	{ "the bar ends with a line of its own", PROGRESS_BAR, 50, "en", "+A *1 -A $",
	  "\r0/1\033[K\r1/1\033[K\n" },
	{ "an interrupted bar promises nothing", PROGRESS_BAR, 50, "en", "+A +B -A *1 w900 $",
	  "\r1/2  0:00 left\033[K\r1/2\033[K\n" },
	{ "the rate is that of the last two seconds", PROGRESS_BAR, 50, "pt",
	  "+A b1000 *19 b180000 *2 b5000000 *1",
	  "\r0/1  1 kB\033[K\r0/1  181 kB\033[K\r0/1  181 kB, 90 kB/s\033[K"
	  "\r0/1  5,1 MB, 2,5 MB/s\033[K" },
	{ "several at once are counted", PROGRESS_BAR, 50, "en", "+A +B a1 *1 a2 *1 a1 *1",
	  "\r0/2\033[K\r0/2  2 at once\033[K\r0/2\033[K" },
	{ "of several waits the shortest is shown, and how many there are", PROGRESS_BAR, 50, "en",
	  "+A v150 w350 *3",
	  "\r0/1  waiting for g, 0.0 s (and 1 more)\033[K\r0/1  waiting for h, 0.1 s\033[K"
	  "\r0/1  waiting for h, 0.0 s\033[K" },
	{ "a bar without work leaves no trace", PROGRESS_BAR, 50, "en", "*3 $", "" },
};

/* Returns the time after WORD. */
static uint64_t play(struct pending *pending, const struct scenario *scenario, const char *word,
		     uint64_t now, struct buf *out)
{
	const char *rest = word + 1;

	switch (word[0]) {
	case '+':
		pending_add(pending, rest, now);
		break;
	case '-':
	case 'x':
		pending_done(pending, rest, word[0] == 'x' ? "404" : NULL, now);
		break;
	case 'b':
		pending_bytes(pending, (size_t)atol(rest));
		break;
	case 'a':
		pending_asking(pending, atoi(rest));
		break;
	case 'v':
		pending_waiting(pending, "g", now + (uint64_t)atol(rest));
		break;
	case 'w':
		pending_waiting(pending, "h", now + (uint64_t)atol(rest));
		break;
	case '!':
		pending_say(pending, "beware", out);
		break;
	case '*':
		for (int i = 0; i < atoi(rest); i++) {
			now += PENDING_TICK_MS;
			pending_tick(pending, now, scenario->columns, out);
		}
		break;
	default:
		pending_finish(pending, now, scenario->columns, out);
	}
	return now;
}

static void a_story_is_shown(void **state)
{
	const struct scenario *scenario = *state;
	struct pending *pending = pending_new(scenario->kind);
	char *story = xstrdup(scenario->story), *rest = NULL;
	uint64_t now = 1000000;
	struct buf out;

	assert_int_equal(lang_set(scenario->lang), 0);
	buf_init(&out, 1 << 20);
	buf_add_text(&out, "", NULL);
	for (char *word = strtok_r(story, " ", &rest); word; word = strtok_r(NULL, " ", &rest))
		now = play(pending, scenario, word, now, &out);
	assert_string_equal(out.data, scenario->shown);
	buf_release(&out);
	pending_free(pending);
	free(story);
	(void)lang_set("en");
}

static void a_label_is_harmless(void **state)
{
	static const struct {
		const char *name, *text, *label;
	} cases[] = {
		{ "plain text stays", "Dom Casmurro", "Dom Casmurro" },
		{ "accents and other scripts stay", "Estátuas 猫 عر", "Estátuas 猫 عر" },
		{ "line ends and tabs become spaces", "a\r\nb\tc", "a  b c" },
		{ "an escape sequence loses its escape", "\033[2Jx\a", "?[2Jx?" },
		{ "C1 controls are controls too",
		  "\xc2\x9b"
		  "31m",
		  "?31m" },
		{ "so are line and paragraph separators",
		  "a\xe2\x80\xa8"
		  "b",
		  "a b" },
		{ "writing is not turned around",
		  "a\xe2\x80\xae"
		  "b",
		  "a?b" },
		{ "ill-formed bytes are replaced", "a\xff\xc3", "a\xef\xbf\xbd\xef\xbf\xbd" },
		{ "nothing is nothing", "", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		char *label = label_new(cases[i].text);

		if (strcmp(label, cases[i].label) != 0)
			fail_msg("%s: %s", cases[i].name, label);
		free(label);
	}
}

static void a_label_fits_by_columns(void **state)
{
	static const struct {
		const char *name, *text;
		int columns, used;
		size_t bytes;
	} cases[] = {
		{ "all of it", "abc", 3, 3, 3 },
		{ "what fits", "abcd", 3, 3, 3 },
		{ "an accent is one column", "éé", 1, 1, 2 },
		{ "a wide character takes two", "猫猫", 3, 2, 3 },
		{ "a combining mark goes with its letter", "e\xcc\x81z", 1, 1, 3 },
		{ "no room", "abc", 0, 0, 0 },
		{ "less than no room", "abc", -1, 0, 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		int used = -1;
		size_t bytes = label_fit(cases[i].text, cases[i].columns, &used);

		if (bytes != cases[i].bytes || used != cases[i].used)
			fail_msg("%s: %zu bytes, %d columns", cases[i].name, bytes, used);
	}
}

static void kinds_have_names(void **state)
{
	enum progress_kind kind = PROGRESS_AUTO;

	(void)state;
	assert_int_equal(progress_named(&kind, "dots"), 0);
	assert_int_equal(kind, PROGRESS_DOTS);
	assert_int_equal(progress_named(&kind, "plain"), -1);
	assert_int_equal(progress_named(&kind, ""), -1);
	assert_int_equal(kind, PROGRESS_DOTS);
}

enum { THREADS = 4, EACH = 500 };

static void *work(void *arg)
{
	struct progress *progress = arg;

	for (int i = 0; i < EACH; i++) {
		progress_add(progress, "A");
		progress_bytes(progress, 10);
		progress_waiting(progress, i % 2 ? "host" : NULL, 1.5);
		progress_done(progress, "A", i == 7 ? "404" : NULL);
	}
	progress_say(progress, "beware");
	return NULL;
}

/* All that PROGRESS_KIND shows of what several threads tell it; the caller's. */
static char *shown_by_threads(enum progress_kind kind)
{
	FILE *file = tmpfile();
	struct progress *progress;
	pthread_t threads[THREADS];
	char *text;
	long len;

	assert_non_null(file);
	progress = progress_new(file, kind);
	for (int i = 0; i < THREADS; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, work, progress), 0);
	for (int i = 0; i < THREADS; i++)
		assert_int_equal(pthread_join(threads[i], NULL), 0);
	progress_finish(progress);
	len = ftell(file);
	text = xcalloc(1, (size_t)len + 1);
	rewind(file);
	assert_int_equal(fread(text, 1, (size_t)len, file), len);
	(void)fclose(file);
	return text;
}

static int count(const char *text, const char *part)
{
	int n = 0;

	for (const char *at = strstr(text, part); at; at = strstr(at + 1, part))
		n++;
	return n;
}

static void nothing_is_lost_between_threads(void **state)
{
	static const struct {
		enum progress_kind kind;
		const char *done, *failed, *end;
	} cases[] = {
		{ PROGRESS_DOTS, " A done!\n", " A failed: 404\n", "!\n" },
		{ PROGRESS_AUTO, " A\n", " A: 404\n", "\n" },
		{ PROGRESS_BAR, "2000/2000  20 kB\033[K\n", "A: 404\n", "\033[K\n" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		char *text = shown_by_threads(cases[i].kind);
		size_t len = strlen(text), end = strlen(cases[i].end);
		int done = cases[i].kind == PROGRESS_BAR ? 1 : THREADS * (EACH - 1);

		assert_int_equal(count(text, "beware\n"), THREADS);
		assert_int_equal(count(text, cases[i].done), done);
		assert_int_equal(count(text, cases[i].failed), THREADS);
		assert_true(len > end && strcmp(text + len - end, cases[i].end) == 0);
		free(text);
	}
}

int main(void)
{
	enum { N = sizeof(scenarios) / sizeof(*scenarios) };
	struct CMUnitTest stories[N];
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_label_is_harmless),
		cmocka_unit_test(a_label_fits_by_columns),
		cmocka_unit_test(kinds_have_names),
		cmocka_unit_test(nothing_is_lost_between_threads),
	};

	for (size_t i = 0; i < N; i++)
		stories[i] = (struct CMUnitTest) {
			.name = scenarios[i].name,
			.test_func = a_story_is_shown,
			.initial_state = (void *)(uintptr_t)&scenarios[i],
		};
	return _cmocka_run_group_tests("stories", stories, N, NULL, NULL) +
	       cmocka_run_group_tests(tests, NULL, NULL);
}
