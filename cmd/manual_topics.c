#include "cmd/manual_topics.h"

#include "data/lang.h"

static const struct manual_entry manners[] = {
	{ "--delay",
	  N_("The clock belongs to the host, and is kept in traca.db: a restart does not shorten "
	     "it. "
	     "robots.txt is asked for first, counts as a request, and may ask for more. 429, 503 "
	     "and 504 stop the host, not the URL.") },
	{ "--budget",
	  N_("When the requests of a day are spent, exit code 3; the same command goes on "
	     "tomorrow.") },
	{ "--allow-private",
	  N_("Without it, no link or redirect of the open net leads to this machine or the net "
	     "around it. TLS is always verified. --header goes to its own origin only.") },
	{ "--mirror",
	  N_("A text is sought at cache/epub/N/pgN.txt, 1/2/3/4/12345/12345-0.txt, -8.txt, .txt, "
	     "old/, ebooks/N; on the main site, and where a page has led to a text, only at the "
	     "first and the last.") },
	{ "traca fetch",
	  N_("URL templates: {1..365}, {001..365}, {2016-01-01..2016-12-31..7}, {png,jpg}; \\{ is "
	     "the brace itself.") },
};

static const struct manual_entry texts[] = {
	{ "traca process",
	  N_("Reads TXT, HTML, EPUB, TEI, also in .zip or .gz; all else is refused "
	     "by name.") },
	{ "--tokens visible", N_("What is not white space. Lines and characters are always those "
				 "of the text, whatever the tokens.") },
	{ "--tokens words", N_("Unicode's words (UAX #29), as in ICU: those with a letter, a "
			       "number, a kana or an ideograph.") },
	{ "--tokens letters", N_("Letters and their marks in a row, in lower case.") },
	{ "--tokens pattern:REGEX", N_("What a regular expression of ICU finds, line by line.") },
	{ "--ngrams", N_("They go on from one line to the next, not from book to book.") },
};

static const struct manual_entry formats[] = {
	{ "json, ndjson",
	  N_("An object a book: schema, id, title, author, language, source, sha256, language_by, "
	     "language_detected {language, percent}, charset {name, by, declared}, cut {rule, "
	     "first_line, last_line, of_lines}, provenance {software, options, fetched, etag, "
	     "text_sha256}, lines {blank, visible, total}, characters {visible, distinct, "
	     "distinct_folded, most_used, most_used_folded}, tokens {name, options}, sequences "
	     "{total, distinct, distinct_folded, most_used, most_used_folded, longest, "
	     "longest_folded}, measures; or error. most_used has tokens and count, longest tokens "
	     "and length. With --curves also curves; a total has books.") },
	{ "measures",
	  N_("tokens, types, hapax, dis, ttr, herdan_c, guiraud_r, carroll_cttr, maas_a2, "
	     "dugast_u, "
	     "yule_k, simpson_d, honore_h, brunet_w, entropy, mattr, mtld, hdd, zipf, heaps_k, "
	     "heaps_beta; means and deviations of the length of tokens, lines and sentences; "
	     "letters, "
	     "words, long_words, sentences, syllables; ari, coleman_liau, lix, rix, gulpease, "
	     "flesch "
	     "and flesch_formula. What is not defined for a text is null.") },
	{ "curves", N_("growth [tokens, types], rank_frequency [rank, count], token_lengths, "
		       "line_lengths and "
		       "sentence_lengths [length, how many], dispersion {token, count, bins}: how "
		       "often in each "
		       "hundredth of the book.") },
	{ "csv, tsv", N_("A line a book, RFC 4180. In tsv a field with a tab or a line end, or "
			 "that begins with "
			 "a quotation mark, is quoted as in csv; tokens that tie have a space "
			 "between them; NUL "
			 "is U+2400.") },
	{ "html", N_("A page that needs no network. Of more than 500 books it is the shelf alone: "
		     "a book's own section comes with a narrower choice, or its page with traca "
		     "serve.") },
	{ "--counts DIR", N_("A file a book, ID_counts.txt: token, tab, count, as in the "
			     "Standardized Project Gutenberg Corpus.") },
	{ "--partial",
	  N_("For several machines: traca analyze --partial on each, then traca merge "
	     "of all, in any order with the same result; what needs the running text is "
	     "null.") },
	{ "--warc FILE.warc.gz",
	  N_("ISO 28500: each request and answer, of robots.txt and redirects too. Bodies are kept "
	     "decoded, with headers that fit them: Content-Encoding, Transfer-Encoding and "
	     "Content-Length become X-Archive-Orig-...; HTTP/2 becomes HTTP/1.1; passwords are "
	     "left "
	     "out. A file that exists goes on; what was asked again "
	     "after a kill -9 is there twice, as it was.") },
};

static const struct manual_entry store[] = {
	{ "progress, host_progress, url_progress",
	  N_("Views: by command, what is pending, done, moved, failed, and how many hosts wait; "
	     "by host, how much is left, not before when, and who asks; and each URL. Tables: "
	     "jobs, "
	     "urls, hosts, processes.") },
	{ "shelf, top_tokens, provenance",
	  N_("Views of the results of traca run and analyze --save; tables: books, summaries, "
	     "measures, tokens. The same bytes with the same options are one summary.") },
	{ "SELECT title, sequences, most_used FROM shelf WHERE author LIKE '%Assis%'",
	  N_("With sqlite3 traca.db: the books of an author.") },
	{ "SELECT token, sum(count) FROM top_tokens WHERE kind = 'sequences-folded' GROUP BY 1 "
	  "ORDER BY 2 DESC LIMIT 20",
	  N_("The words that are most used in all.") },
};

static const struct manual_entry pages[] = {
	{ "/, /books/ID, /live", N_("The shelf, a book, and how crawls go. ID is the number of "
				    "Gutenberg, or s and that of the summary.") },
	{ "/api/books?limit=&offset=, /api/books/ID", N_("The same as JSON.") },
	{ "/api/books/ID/tokens?table=sequences&limit=100", N_("A table of a book.") },
};

#define TOPIC(title, entries)                                                                      \
	{                                                                                          \
		title, entries, sizeof(entries) / sizeof(*(entries))                               \
	}

static const struct manual_topic topics[] = {
	TOPIC(N_("MANNERS"), manners),
	TOPIC(N_("TEXTS AND TOKENS"), texts),
	TOPIC(N_("FORMATS"), formats),
	TOPIC(N_("THE STORE: TRACA.DB"), store),
	TOPIC(N_("WHAT TRACA SERVE SHOWS"), pages),
};

const struct manual_topic *manual_topics(size_t *n)
{
	*n = sizeof(topics) / sizeof(*topics);
	return topics;
}
