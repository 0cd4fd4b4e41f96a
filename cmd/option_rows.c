#include "cmd/option_rows.h"

#include <stddef.h>
#include "cmd/options.h"
#include "data/lang.h"

/* In the order of their rows. */
enum topic { BOOKS, LIBRARIES, LINKS, WEB, LIMITS, KEPT, ANSWERS, WORK, REPORT, TALK };

static const char *const topics[] = {
	[BOOKS] = N_("Which books"),
	[LIBRARIES] = N_("Where they are found"),
	[LINKS] = N_("Which links are followed"),
	[WEB] = N_("How the web is asked"),
	[LIMITS] = N_("Limits"),
	[KEPT] = N_("What is kept, and asked for again"),
	[ANSWERS] = N_("What becomes of the answers"),
	[WORK] = N_("How the work is done"),
	[REPORT] = N_("What is reported"),
	[TALK] = N_("Messages"),
};

#define AT(member) offsetof(struct options, member)

static const struct option_row rows[] = {
	{ BOOKS, "author", 0, N_("NAME"), N_("a name"), value_texts, AT(authors),
	  FOR_ALL | FOR_PRESENT,
	  N_("every book of an author; words in any order, case or accents") },
	{ BOOKS, "author-exact", 0, NULL, NULL, value_flag, AT(author_exact), FOR_ALL | FOR_PRESENT,
	  N_("the whole name of --author, not some of its words") },
	{ BOOKS, "title", 0, N_("WORDS"), N_("words of a title"), value_texts, AT(titles),
	  FOR_ALL | FOR_PRESENT, N_("books with these words in the title") },
	{ BOOKS, "id", 0, "N", N_("a Gutenberg number"), value_texts, AT(ids),
	  FOR_ALL | FOR_PRESENT, N_("the book of this Gutenberg number") },
	{ BOOKS, "language", 0, N_("CODE"), N_("a code such as pt"), value_language, AT(language),
	  FOR_ALL | FOR_PRESENT, N_("only books in this language (pt, en, ...)") },
	{ BOOKS, "index", 0, N_("FILE|URL"), N_("a file or a URL"), value_text, AT(index), FOR_ALL,
	  N_("GUTINDEX.ALL or pg_catalog.csv (default: {mirror}/dirs/GUTINDEX.ALL)") },
	{ LIBRARIES, "mirror", 0, "URL", N_("an http or https URL"), value_texts, AT(mirrors),
	  FOR_ALL,
	  N_("a library to ask; may be given several times: where one fails or lacks a book, "
	     "the next (default: https://www.gutenberg.org)") },
	{ LIBRARIES, "mirrors", 0, N_("FILE"), N_("a file"), value_text, AT(mirrors_file), FOR_ALL,
	  N_("such libraries, from a file: Gutenberg's MIRRORS.ALL, or a URL a line") },
	{ LIBRARIES, "via", 0, "direct|landing|harvest", "direct, landing, harvest", value_via,
	  AT(via), FOR_ALL,
	  N_("how a text is found: by its address, by the book's page, by the library's list for "
	     "robots (default: direct)") },
	{ LINKS, "depth", 0, "N", N_("a whole number"), value_count, AT(depth), FOR_CRAWL,
	  N_("how many links away from the URLs given; 0: those alone, no sitemaps (default: 5)") },
	{ LINKS, "scope", 0, "host|domain|any", "host, domain, any", value_scope, AT(scope),
	  FOR_CRAWL,
	  N_("where links may lead: to the same host, the same domain, or anywhere (default: "
	     "host)") },
	{ LINKS, "include", 0, N_("PATTERN"), N_("a pattern such as */docs/*"), value_texts,
	  AT(include), FOR_CRAWL,
	  N_("follow only links to URLs that match this; * stands for any text, ? for a "
	     "character, [a-z] for one of these; of several, any will do") },
	{ LINKS, "exclude", 0, N_("PATTERN"), N_("a pattern such as *[?]*"), value_texts,
	  AT(exclude), FOR_CRAWL, N_("but not links to URLs that match this") },
	{ LINKS, "max-pages", 0, "N", N_("a whole number from 1"), value_positive, AT(max_pages),
	  FOR_CRAWL,
	  N_("stop after so many pages, or ten times as many answers that are none, but at least "
	     "1,000 of these (default: 1000)") },
	{ WEB, "contact", 0, N_("ADDRESS"), N_("an address, on one line"), value_text, AT(contact),
	  FOR_NETWORK, N_("who is asking: an e-mail address or a URL, for the User-Agent") },
	{ WEB, "user-agent", 0, N_("TEXT"), N_("a text, on one line"), value_text, AT(user_agent),
	  FOR_NETWORK, N_("the whole User-Agent, instead of that") },
	{ WEB, "header", 0, N_("'NAME: VALUE'"),
	  N_("'Name: value', not one that traca sets itself"), value_header, AT(headers), FOR_FETCH,
	  N_("sent along; not with robots.txt, nor where a redirect leads to another origin") },
	{ WEB, "robots", 0, NULL, NULL, value_flag, AT(robots), FOR_CHECK,
	  N_("ask for each robots.txt first, and obey it") },
	{ WEB, "delay", 0, N_("SECONDS"), N_("a number of seconds"), value_amount, AT(delay),
	  FOR_NETWORK,
	  N_("from the end of one request to a host to the start of the next (default: 2)") },
	{ WEB, "pace-by", 0, "host|ip", "host, ip", value_pace_by, AT(pace_by),
	  FOR_RUN | FOR_COLLECT | FOR_FETCH | FOR_CRAWL,
	  N_("who keeps one delay: each host, or all hosts of one address together (default: "
	     "host)") },
	{ WEB, "per-host", 0, "N", N_("a whole number from 1"), value_positive, AT(per_host),
	  FOR_RUN | FOR_COLLECT | FOR_FETCH | FOR_CRAWL,
	  N_("requests at once to a host, as if it had so many readers who each keep the delay "
	     "(default: 1)") },
	{ WEB, "max-in-flight", 0, "N", N_("a whole number from 1"), value_positive,
	  AT(max_in_flight), FOR_NETWORK,
	  N_("requests at once, over all hosts (default: 256; for check, all)") },
	{ WEB, "budget", 0, "N", N_("a whole number"), value_count, AT(budget),
	  FOR_NETWORK & ~FOR_CHECK,
	  N_("requests a day to the hosts of one operator; 0: no limit (default: 100 for "
	     "*.gutenberg.org, no limit for others)") },
	{ WEB, "dry-run", 0, NULL, NULL, value_flag, AT(dry_run), FOR_NETWORK & ~FOR_CHECK,
	  N_("ask for nothing; say how many requests it would be, and how long it would take") },
	{ WEB, "audit", 0, N_("FILE"), N_("a file"), value_text, AT(audit), FOR_NETWORK,
	  N_("a line for each request, and the gaps of each host: proof of manners") },
	{ LIMITS, "timeout", 0, N_("SECONDS"), N_("a number of seconds"), value_amount, AT(timeout),
	  FOR_NETWORK, N_("the longest that a request may take (default: 120)") },
	{ LIMITS, "retries", 0, "N", N_("a whole number"), value_count, AT(retries),
	  FOR_NETWORK & ~FOR_CHECK,
	  N_("how often to ask again, later and later, after 429, 5xx, a time-out, no connection "
	     "or a broken body (default: 4)") },
	{ LIMITS, "max-body", 0, N_("SIZE"), N_("a size such as 500K or 64M"), value_size,
	  AT(max_body), FOR_ALL | FOR_CRAWL | FOR_CHECK | FOR_FETCH,
	  N_("the largest file accepted (default: 64M)") },
	{ LIMITS, "allow-private", 0, NULL, NULL, value_flag, AT(allow_private),
	  FOR_RUN | FOR_COLLECT | FOR_CRAWL | FOR_FETCH,
	  N_("let the open net lead to this machine and to private nets, by redirects and links") },
	{ KEPT, "cache", 0, N_("DIR"), N_("a folder"), value_text, AT(cache),
	  FOR_ALL | FOR_CRAWL | FOR_FETCH | FOR_PRESENT | FOR_SERVE,
	  N_("where what was collected is kept (default: $XDG_CACHE_HOME/traca)") },
	{ KEPT, "offline", 0, NULL, NULL, value_flag, AT(offline), FOR_ALL | FOR_CRAWL,
	  N_("never open a socket; say which books are missing") },
	{ KEPT, "max-age", 0, N_("DAYS"), N_("a number of days"), value_amount, AT(max_age_days),
	  FOR_ALL | FOR_CRAWL,
	  N_("ask again for what is older; only what has changed is sent (default: 7 for "
	     "indexes, books never)") },
	{ KEPT, "refresh", 0, NULL, NULL, value_flag, AT(refresh),
	  FOR_RUN | FOR_COLLECT | FOR_CRAWL,
	  N_("ask again for all that is cached; what has not changed is not sent") },
	{ KEPT, "warc", 0, N_("FILE"), N_("a file"), value_text, AT(warc),
	  FOR_RUN | FOR_COLLECT | FOR_CRAWL,
	  N_("add each request and answer to a web archive (FILE.warc.gz); bodies are kept "
	     "decoded, with headers that fit") },
	{ ANSWERS, "output-dir", 0, N_("DIR"), N_("a folder"), value_text, AT(output_dir),
	  FOR_FETCH, N_("keep each answer there, as a file named after its URL") },
	{ ANSWERS, "gallery", 0, N_("FILE.html"), N_("a file"), value_text, AT(gallery), FOR_FETCH,
	  N_("lay the pictures among the answers out on a page") },
	{ ANSWERS, "json-fields", 0, "A,B.C,D.0", N_("names of fields, commas between"), value_text,
	  AT(json_fields), FOR_FETCH,
	  N_("show these fields of each answer, or of each object of a list, as a line of JSON; "
	     "a dot goes deeper, a number into a list; null where there is none") },
	{ ANSWERS, "json", 0, NULL, NULL, value_flag, AT(json), FOR_CHECK,
	  N_("a line of JSON for each URL, instead of the count") },
	{ ANSWERS, "ordered", 0, NULL, NULL, value_flag, AT(ordered), FOR_FETCH,
	  N_("show the answers in the order of the list, not as they come") },
	{ WORK, "sync", 0, NULL, NULL, value_flag, AT(sync), FOR_ALL | FOR_CRAWL,
	  N_("one thing after another, nothing at the same time") },
	{ WORK, "group-by", 0, "stage|book", "stage, book", value_group_by, AT(group_by),
	  FOR_RUN | FOR_ANALYZE | FOR_CRAWL,
	  N_("all books through one stage after the other, or each book through all (default: "
	     "book)") },
	{ WORK, "jobs", 0, "N", N_("a whole number from 1"), value_positive, AT(jobs),
	  FOR_ALL | FOR_CRAWL, N_("threads that process and analyze (default: one a core)") },
	{ REPORT, "cut", 0, "auto|classic|none", "auto, classic, none", value_cut, AT(process.cut),
	  FOR_RUN | FOR_PROCESS | FOR_ANALYZE | FOR_CRAWL,
	  N_("what counts as the text: by the marks and credits of the library, by the rule of "
	     "old, or the whole file (default: auto)") },
	{ REPORT, "text", 0, "article|all", "article, all", value_part, AT(process.part),
	  FOR_RUN | FOR_PROCESS | FOR_ANALYZE | FOR_CRAWL,
	  N_("of a page of the web, its main text alone, or all that can be read (default: article "
	     "for what is crawled and for web archives, all for other files)") },
	{ REPORT, "transcriber-notes", 0, "keep|drop", "keep, drop", value_notes,
	  AT(process.drop_notes), FOR_RUN | FOR_PROCESS | FOR_ANALYZE | FOR_CRAWL,
	  N_("what those who typed a book say of it: part of the text, or not (default: keep)") },
	{ REPORT, "drop-invisible", 0, NULL, NULL, value_flag, AT(process.drop_invisible),
	  FOR_RUN | FOR_PROCESS | FOR_ANALYZE | FOR_CRAWL,
	  N_("take soft hyphens and characters without width out of the text") },
	{ REPORT, "repair", 0, NULL, NULL, value_flag, AT(process.repair),
	  FOR_RUN | FOR_PROCESS | FOR_ANALYZE | FOR_CRAWL,
	  N_("put letters right that were UTF-8 and were read as Latin-1 before they came") },
	{ REPORT, "explain", 0, NULL, NULL, value_flag, AT(process.explain), FOR_PROCESS,
	  N_("instead of the text, a line of JSON for each file: its kind, charset, cut, title, "
	     "author, date and language, how each was found, and words before and after") },
	{ REPORT, "tokens", 0, N_("NAME"), "visible, words, letters, pattern:REGEX", value_text,
	  AT(tokens.name), FOR_RUN | FOR_ANALYZE | FOR_CRAWL,
	  N_("what the sequences are: visible characters in a row, words as Unicode has them, "
	     "letters in a row in lower case, or pattern:REGEX, what a regular expression finds in "
	     "each line (default: visible)") },
	{ REPORT, "split-apostrophe", 0, NULL, NULL, value_flag, AT(tokens.split_apostrophe),
	  FOR_RUN | FOR_ANALYZE | FOR_CRAWL,
	  N_("take sequences apart after an apostrophe between letters: l'amour, but also don't") },
	{ REPORT, "join-hyphen", 0, NULL, NULL, value_flag, AT(tokens.join_hyphen),
	  FOR_RUN | FOR_ANALYZE | FOR_CRAWL,
	  N_("put words together that a hyphen breaks at a line end, without the hyphen") },
	{ REPORT, "nfc", 0, NULL, NULL, value_flag, AT(tokens.nfc),
	  FOR_RUN | FOR_ANALYZE | FOR_CRAWL,
	  N_("compose letters and their accents first (Unicode's form C)") },
	{ REPORT, "ngrams", 0, "N", N_("a whole number from 1 to 5"), value_ngrams, AT(ngrams),
	  FOR_RUN | FOR_ANALYZE | FOR_CRAWL,
	  N_("a table of so many sequences in a row, with a space between (--table sequences, or "
	     "sequences-folded)") },
	{ REPORT, "format", 0, "text|table|json|ndjson|csv|tsv|html",
	  "text, table, json, ndjson, csv, tsv, html", value_format, AT(format),
	  FOR_RUN | FOR_ANALYZE | FOR_CRAWL | FOR_MERGE | FOR_PRESENT,
	  N_("how the reports are shown: text, a line a book (table), a page (html), or for "
	     "programs (default: text)") },
	{ REPORT, "chart", 0, NULL, NULL, value_flag, AT(chart),
	  FOR_RUN | FOR_ANALYZE | FOR_CRAWL | FOR_PRESENT,
	  N_("below each text report, the most used words and characters as bars") },
	{ REPORT, "color", 0, "auto|always|never", "auto, always, never", value_color, AT(color),
	  FOR_RUN | FOR_ANALYZE | FOR_CRAWL | FOR_PRESENT,
	  N_("bars in colour: on a terminal, unless NO_COLOR is set; always; or never (default: "
	     "auto)") },
	{ REPORT, "csv-guard", 0, NULL, NULL, value_flag, AT(csv_guard),
	  FOR_RUN | FOR_ANALYZE | FOR_CRAWL | FOR_MERGE | FOR_PRESENT,
	  N_("csv and tsv for spreadsheets: what would be run as a formula (=1+1) gets a ' before "
	     "it") },
	{ REPORT, "since", 0, N_("DATE"), N_("a date such as 2026-11-28"), value_date, AT(since),
	  FOR_PRESENT, N_("only what was counted on this day (UTC) or later") },
	{ REPORT, "sort", 0, N_("NAME"), "author, title, id, date, sequences, distinct, characters",
	  value_sort, AT(sort), FOR_PRESENT,
	  N_("the order of the books: by author, title, id, date of counting, or number of "
	     "sequences, distinct sequences, characters (default: author)") },
	{ REPORT, "table", 0, N_("NAME"),
	  "characters, characters-folded, sequences, sequences-folded", value_table, AT(table),
	  FOR_RUN | FOR_ANALYZE | FOR_CRAWL | FOR_MERGE | FOR_PRESENT,
	  N_("instead of the reports, each token and its count: characters, characters-folded, "
	     "sequences, sequences-folded") },
	{ REPORT, "order", 0, "count|token", "count, token", value_order, AT(order),
	  FOR_RUN | FOR_ANALYZE | FOR_CRAWL | FOR_MERGE | FOR_PRESENT,
	  N_("the order of a table (default: count)") },
	{ REPORT, "no-measures", 0, NULL, NULL, value_flag, AT(no_measures),
	  FOR_RUN | FOR_ANALYZE | FOR_CRAWL | FOR_PRESENT,
	  N_("json without measures of richness, length and readability, which then cost "
	     "nothing") },
	{ REPORT, "curves", 0, NULL, NULL, value_flag, AT(curves),
	  FOR_RUN | FOR_ANALYZE | FOR_CRAWL | FOR_PRESENT,
	  N_("json with curves, too: growth of the vocabulary, frequency by rank, lengths of "
	     "tokens, lines and sentences (in visible words, whatever --tokens says)") },
	{ REPORT, "mattr-window", 0, "N", N_("a whole number from 1"), value_positive,
	  AT(running.window), FOR_RUN | FOR_ANALYZE | FOR_CRAWL,
	  N_("tokens in a window of the moving-average type-token ratio (default: 500)") },
	{ REPORT, "mtld-threshold", 0, "X", N_("a number between 0 and 1"), value_ratio,
	  AT(running.threshold), FOR_RUN | FOR_ANALYZE | FOR_CRAWL,
	  N_("the type-token ratio that ends a factor of MTLD (default: 0.72)") },
	{ REPORT, "totals", 0, "author|language|all", "author, language, all", value_totals,
	  AT(totals), FOR_RUN | FOR_ANALYZE | FOR_CRAWL | FOR_MERGE,
	  N_("also the books of each author, of each language, or all of them, together") },
	{ REPORT, "partial", 0, NULL, NULL, value_flag, AT(partial),
	  FOR_RUN | FOR_ANALYZE | FOR_CRAWL | FOR_MERGE,
	  N_("instead of the reports, lines of JSON with whole tables, for 'traca merge'; with "
	     "--totals, of the totals alone") },
	{ REPORT, "counts", 0, N_("DIR"), N_("a folder"), value_text, AT(counts),
	  FOR_RUN | FOR_ANALYZE | FOR_CRAWL,
	  N_("also a file ID_counts.txt for each book: a token, a tab and its count a line "
	     "(of --table, else sequences)") },
	{ REPORT, "texts", 0, N_("DIR"), N_("a folder"), value_text, AT(texts),
	  FOR_RUN | FOR_ANALYZE | FOR_CRAWL,
	  N_("also a file ID_text.txt for each book: its clean text") },
	{ REPORT, "save", 0, NULL, NULL, value_flag, AT(save), FOR_RUN | FOR_ANALYZE | FOR_CRAWL,
	  N_("keep all numbers in traca.db, for 'traca present'; 'traca run' keeps what it "
	     "counts in any case, and with this the measures and curves, too") },
	{ REPORT, "provenance", 0, NULL, NULL, value_flag, AT(provenance),
	  FOR_RUN | FOR_ANALYZE | FOR_CRAWL | FOR_PRESENT,
	  N_("in text, too, how the numbers came about: address, date, hashes, charset, cut, "
	     "options, versions; the other formats always say so, except the table, which has no "
	     "room for it") },
	{ REPORT, "output", 0, N_("FILE"), N_("a file"), value_text, AT(output),
	  FOR_ALL | FOR_CRAWL | FOR_MERGE | FOR_PRESENT,
	  N_("where the result goes, when it is whole (default: standard output)") },
	{ REPORT, "listen", 0, N_("ADDRESS[:PORT]"), N_("an address, or ADDRESS:PORT"), value_text,
	  AT(listen), FOR_SERVE,
	  N_("where to wait for browsers; port 0: any that is free (default: 127.0.0.1:8077, for "
	     "this machine alone)") },
	{ TALK, "lang", 0, "pt|en", "pt, en", value_lang, AT(lang), FOR_EVERY,
	  N_("the language of reports and messages (default: the locale's)") },
	{ TALK, "progress", 0, "auto|bar|dots|none", "auto, bar, dots, none", value_progress,
	  AT(progress), FOR_ALL | FOR_CRAWL | FOR_CHECK | FOR_FETCH,
	  N_("how it goes is shown on standard error (default: auto)") },
	{ TALK, "quiet", 'q', NULL, NULL, value_flag, AT(quiet),
	  FOR_ALL | FOR_CRAWL | FOR_CHECK | FOR_FETCH | FOR_MERGE | FOR_PRESENT | FOR_SERVE,
	  N_("no progress and no notes; errors are still said") },
	{ TALK, "help", 'h', NULL, NULL, value_flag, AT(help), FOR_EVERY, N_("this text") },
	{ TALK, "version", 0, NULL, NULL, value_flag, AT(version), FOR_EVERY, N_("the version") },
};

const struct option_row *option_rows(size_t *n)
{
	*n = sizeof(rows) / sizeof(*rows);
	return rows;
}

const char *option_topic(const struct option_row *row)
{
	return _(topics[row->topic]);
}
