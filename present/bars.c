#include "present/bars.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include "data/lang.h"
#include "data/mem.h"
#include "present/format.h"
#include "present/label.h"
#include "present/number.h"
#include "present/ranking.h"

enum { ROWS = 15, NAME_COLUMNS = 20, LEAST_ROOM = 10, WIDEST = 100, EIGHTHS = 8 };

/* "ESC [33m" is yellow, or what its reader has made of it. */
static const char color_on[] = "\033[33m", color_off[] = "\033[0m";

bool bars_know_unicode(void)
{
	static const char *const variables[] = { "LC_ALL", "LC_CTYPE", "LANG" };

	for (size_t i = 0; i < sizeof(variables) / sizeof(*variables); i++) {
		const char *value = getenv(variables[i]);

		if (value && *value)
			return strcasestr(value, "UTF-8") || strcasestr(value, "utf8");
	}
	return false;
}

/* What one row of the picture shows. */
struct row {
	char *name;
	int used; /* columns of it */
	double count;
};

static struct row row_of(const struct tally_row *tally_row)
{
	char *token = xmalloc(tally_row->token.len + 1);
	struct row row = { .count = (double)tally_row->count };

	memcpy(token, tally_row->token.data, tally_row->token.len);
	token[tally_row->token.len] = '\0';
	row.name = label_new(token);
	row.name[label_fit(row.name, NAME_COLUMNS, &row.used)] = '\0';
	free(token);
	return row;
}

/* LENGTH columns, as exactly as can be. */
static void put_bar(FILE *out, double length, const struct bars *bars)
{
	static const char *const parts[EIGHTHS] = { "", "▏", "▎", "▍", "▌", "▋", "▊", "▉" };
	int eighths = (int)lround(length * EIGHTHS), whole;

	whole = bars->blocks ? eighths / EIGHTHS : (int)lround(length);
	(void)fputs(bars->color ? color_on : "", out);
	for (int i = 0; i < whole; i++)
		(void)fputs(bars->blocks ? "█" : "#", out);
	if (bars->blocks)
		(void)fputs(parts[eighths % EIGHTHS], out);
	(void)fputs(bars->color ? color_off : "", out);
}

static void put_rows(FILE *out, const struct row *rows, size_t n, const struct bars *bars)
{
	int widest = 0, columns = bars->columns < WIDEST ? bars->columns : WIDEST;
	int counts = n ? (int)strlen(number_of(rows[0].count, 0).text) : 0;
	double room;

	for (size_t i = 0; i < n; i++)
		widest = rows[i].used > widest ? rows[i].used : widest;
	room = fmax(columns - 4 - widest - 2 - 1 - counts, LEAST_ROOM);
	for (size_t i = 0; i < n; i++) {
		(void)fprintf(out, "    %s%*s", rows[i].name, widest - rows[i].used + 2, "");
		put_bar(out, room * rows[i].count / rows[0].count, bars);
		(void)fprintf(out, " %s\n", number_of(rows[i].count, 0).text);
	}
	(void)fputc('\n', out);
}

static void put_table(FILE *out, const char *title, const struct table_rows *table,
		      const struct bars *bars)
{
	const struct tally_row **ranking = ranking_of(table, ORDER_COUNT);
	size_t n = table->n < ROWS ? table->n : ROWS;
	struct row rows[ROWS];

	for (size_t i = 0; i < n; i++)
		rows[i] = row_of(ranking[i]);
	(void)fprintf(out, "    %s\n\n", title);
	put_rows(out, rows, n, bars);
	for (size_t i = 0; i < n; i++)
		free(rows[i].name);
	free(ranking);
}

int bars_write(FILE *out, const struct summary *summary, const struct bars *bars, struct err *err)
{
	if (summary->found && !summary->failure) {
		put_table(out, _("Most used words"), &summary->tables[TABLE_SEQUENCES_FOLDED],
			  bars);
		put_table(out, _("Most used characters"), &summary->tables[TABLE_CHARACTERS_FOLDED],
			  bars);
	}
	return present_check(out, err);
}
