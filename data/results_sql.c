#include "data/results_sql.h"

#include <stdlib.h>
#include <sqlite3.h>
#include "data/mem.h"
#include "data/store.h"

/* In the order in which results_save binds and results_each reads them. */
#define BOOK "sha256, number, title, author, language, source, fetched, etag"
#define NUMBERS                                                                                    \
	"options, analyzed, software, text_sha256, tokenizer, token_options, charset, "            \
	"charset_by, "                                                                             \
	"charset_declared, "                                                                       \
	"language_by, language_detected, language_percent, cut_rule, first_line, "                 \
	"last_line, of_lines, found, lines_blank, lines_visible, lines, characters, sequences, "   \
	"distinct_characters, distinct_characters_folded, distinct_sequences, "                    \
	"distinct_sequences_folded, most_used_characters, most_used_characters_count, "            \
	"most_used_characters_folded, most_used_characters_folded_count, most_used_sequences, "    \
	"most_used_sequences_count, most_used_sequences_folded, "                                  \
	"most_used_sequences_folded_count, longest, longest_length, longest_folded, "              \
	"longest_folded_length"
/* Those of enum measure in their order. */
#define MEASURE_NAMES                                                                              \
	"measures.tokens, measures.types, measures.hapax, measures.dis, "                          \
	"measures.ttr, measures.herdan_c, measures.guiraud_r, "                                    \
	"measures.carroll_cttr, measures.maas_a2, measures.dugast_u, "                             \
	"measures.yule_k, measures.simpson_d, measures.honore_h, measures.brunet_w, "              \
	"measures.entropy, measures.mattr, measures.mtld, measures.hdd, "                          \
	"measures.zipf, measures.heaps_beta, measures.heaps_k, "                                   \
	"measures.mean_token_length, measures.sd_token_length, "                                   \
	"measures.mean_line_length, measures.sd_line_length, measures.sentences, "                 \
	"measures.mean_sentence_length, measures.sd_sentence_length, "                             \
	"measures.words, measures.letters, measures.long_words, measures.syllables, "              \
	"measures.ari, measures.coleman_liau, measures.lix, measures.rix, "                        \
	"measures.gulpease, measures.flesch, flesch_formula, iif(?5, curves, NULL)"
#define EACH                                                                                       \
	"SELECT summaries.id, " BOOK ", " NUMBERS ", " MEASURE_NAMES " FROM summaries JOIN books " \
	"ON books.id = summaries.book LEFT JOIN measures ON measures.summary = "                   \
	"iif(?4, summaries.id, NULL) "                                                             \
	"WHERE summaries.id BETWEEN ?1 AND iif(?1, ?1, 1 << 62) "                                  \
	"AND (?2 = 0 OR number = ?2) AND analyzed >= ?3"

static const char *const sql[RESULTS_SQL] = {
	[RESULTS_PUT_BOOK] =
		"INSERT INTO books (" BOOK ") VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (sha256) "
		"DO UPDATE SET (" BOOK ") = (excluded.sha256, excluded.number, excluded.title, "
		"excluded.author, excluded.language, excluded.source, excluded.fetched, "
		"excluded.etag) RETURNING id",
	[RESULTS_FORGET_MEASURES] =
		"DELETE FROM measures WHERE summary = (SELECT id FROM summaries WHERE book = ? "
		"AND options = ? AND software IS NOT ?)",
	[RESULTS_PUT_SUMMARY] =
		"INSERT INTO summaries (book, " NUMBERS ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
		"?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
		"?, ?, ?, ?) ON CONFLICT (book, options) DO UPDATE SET (" NUMBERS ") = "
		"(excluded.options, excluded.analyzed, excluded.software, "
		"excluded.text_sha256, excluded.tokenizer, excluded.token_options, "
		"excluded.charset, "
		"excluded.charset_by, "
		"excluded.charset_declared, excluded.language_by, "
		"excluded.language_detected, excluded.language_percent, excluded.cut_rule, "
		"excluded.first_line, excluded.last_line, excluded.of_lines, "
		"excluded.found, excluded.lines_blank, excluded.lines_visible, "
		"excluded.lines, excluded.characters, excluded.sequences, "
		"excluded.distinct_characters, excluded.distinct_characters_folded, "
		"excluded.distinct_sequences, excluded.distinct_sequences_folded, "
		"excluded.most_used_characters, excluded.most_used_characters_count, "
		"excluded.most_used_characters_folded, "
		"excluded.most_used_characters_folded_count, excluded.most_used_sequences, "
		"excluded.most_used_sequences_count, excluded.most_used_sequences_folded, "
		"excluded.most_used_sequences_folded_count, excluded.longest, "
		"excluded.longest_length, excluded.longest_folded, "
		"excluded.longest_folded_length) RETURNING id",
	[RESULTS_PUT_MEASURES] =
		"INSERT OR REPLACE INTO measures VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, "
		"?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
	[RESULTS_PUT_TOKENS] = "INSERT OR REPLACE INTO tokens (summary, kind, counts) "
			       "VALUES (?, ?, ?)",
	[RESULTS_GET_TOKENS] = "SELECT counts FROM tokens WHERE summary = ? AND kind = ?",
	[RESULTS_EACH] = EACH,
	[RESULTS_DATA_VERSION] = "PRAGMA data_version",
	/* Ever more: summaries come and are replaced, and do not go. */
	[RESULTS_VERSION] =
		"SELECT coalesce(max(analyzed), 0) + coalesce(max(id), 0) FROM summaries",
};

struct sqlite3_stmt *results_statement(struct results *results, enum results_sql which,
				       struct err *err)
{
	sqlite3_stmt **statement = &results->statements[which];

	if (!*statement && sqlite3_prepare_v3(store_handle(results->store), sql[which], -1,
					      SQLITE_PREPARE_PERSISTENT, statement, NULL)) {
		(void)store_failed(results->store, err);
		return NULL;
	}
	return *statement;
}

void results_reset(struct sqlite3_stmt *statement)
{
	(void)sqlite3_reset(statement);
	(void)sqlite3_clear_bindings(statement);
}

struct results *results_new(struct store *store)
{
	struct results *results = xcalloc(1, sizeof(*results));

	results->store = store;
	return results;
}

void results_free(struct results *results)
{
	if (!results)
		return;
	for (int i = 0; i < RESULTS_SQL; i++)
		(void)sqlite3_finalize(results->statements[i]);
	free(results);
}
