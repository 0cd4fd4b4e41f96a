#include "collect/pace.h"

#include <curl/curl.h>
#include <string.h>

int64_t pace_due(const struct pace *pace, int64_t delay_ms, int at_once)
{
	int64_t due = 0;

	if (pace->running >= at_once)
		return PACE_NEVER;
	if (pace->asked && delay_ms > 0)
		due = pace->ended + delay_ms + 1;
	return due > pace->blocked ? due : pace->blocked;
}

void pace_started(struct pace *pace)
{
	pace->running++;
}

void pace_ended(struct pace *pace, int64_t now)
{
	pace->running--;
	if (!pace->asked || now > pace->ended)
		pace->ended = now;
	pace->asked = true;
}

void pace_block(struct pace *pace, int64_t now, int64_t wait_ms)
{
	int64_t until = now + wait_ms + 1;

	if (wait_ms > 0 && until > pace->blocked)
		pace->blocked = until;
}

int64_t pace_wait_after(int status, const char *retry_after, int64_t unix_seconds)
{
	int64_t wait = -1;

	if (status != 429 && status != 503 && status != 504)
		return -1;
	if (retry_after)
		wait = pace_retry_after(retry_after, unix_seconds);
	return wait < 0 ? PACE_UNSAID_MS : wait;
}

/* Seconds, as many as fit; false where TEXT is not digits alone. */
static bool read_seconds(int64_t *seconds, const char *text)
{
	size_t digits = strspn(text, "0123456789");

	*seconds = 0;
	if (!digits || text[digits + strspn(text + digits, " \t")])
		return false;
	for (size_t i = 0; i < digits && *seconds <= PACE_MOST_MS; i++)
		*seconds = *seconds * 10 + (text[i] - '0');
	return true;
}

int64_t pace_retry_after(const char *value, int64_t unix_seconds)
{
	const char *text = value + strspn(value, " \t");
	int64_t seconds;
	time_t date;

	if (!read_seconds(&seconds, text)) {
		date = curl_getdate(text, NULL);
		if (date == -1)
			return -1;
		seconds = (int64_t)date > unix_seconds ? (int64_t)date - unix_seconds : 0;
	}
	return seconds < PACE_MOST_MS / 1000 ? seconds * 1000 : PACE_MOST_MS;
}
