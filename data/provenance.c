#include "data/provenance.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include "data/mem.h"

void provenance_release(struct provenance *provenance)
{
	free(provenance->software);
	free(provenance->options);
	free(provenance->etag);
	*provenance = (struct provenance) { 0 };
}

static char *copy(const char *text)
{
	return text ? xstrdup(text) : NULL;
}

void provenance_copy(struct provenance *to, const struct provenance *from)
{
	*to = *from;
	to->software = copy(from->software);
	to->options = copy(from->options);
	to->etag = copy(from->etag);
}

void provenance_date(char date[32], int64_t seconds)
{
	time_t when = (time_t)seconds;
	struct tm tm;

	*date = '\0';
	if (seconds && gmtime_r(&when, &tm) && !strftime(date, 32, "%Y-%m-%d", &tm))
		*date = '\0';
}

int provenance_date_read(int64_t *seconds, const char *date)
{
	struct tm tm = { 0 };
	int day;
	const char *end = strptime(date, "%Y-%m-%d", &tm);

	if (end && *end)
		end = strptime(end, "T%H:%M:%SZ", &tm);
	if (!end || *end)
		return -1;
	day = tm.tm_mday;
	*seconds = (int64_t)timegm(&tm);
	/* The 30th of February would be a day of March. */
	return tm.tm_mday == day ? 0 : -1;
}
