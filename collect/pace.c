#include "collect/pace.h"

#include <curl/curl.h>
#include <string.h>

int64_t pace_due(const struct pace *pace, int64_t delay_ms)
{
	int64_t due = 0;

	if (pace->running)
		return PACE_NEVER;
	if (pace->asked && delay_ms > 0)
		due = pace->ended + delay_ms + 1;
	return due > pace->blocked ? due : pace->blocked;
}

void pace_started(struct pace *pace)
{
	pace->running = true;
}

void pace_ended(struct pace *pace, int64_t now)
{
	pace->running = false;
	pace->asked = true;
	pace->ended = now;
}

void pace_block(struct pace *pace, int64_t now, int64_t wait_ms)
{
	int64_t until = now + wait_ms + 1;

	if (wait_ms > 0 && until > pace->blocked)
		pace->blocked = until;
}

void pace_resume(struct pace *pace, int64_t now, int64_t ended_ago, int64_t blocked_for)
{
	bool asked = ended_ago != PACE_NEVER;

	/* Two clocks were read, each cut down to whole milliseconds. */
	*pace = (struct pace) {
		.asked = asked,
		.ended = asked ? now - ended_ago + 1 : 0,
	};
	pace_block(pace, now, blocked_for < PACE_MOST_MS ? blocked_for : PACE_MOST_MS);
}

static int64_t back_off(const struct pace_outcome *outcome, int64_t base_ms)
{
	int64_t wait = base_ms;

	for (int i = 0; i < outcome->tries && wait < PACE_LONGEST_MS; i++)
		wait *= 2;
	wait += (int64_t)((double)wait / 2 * outcome->chance);
	return wait < PACE_LONGEST_MS ? wait : PACE_LONGEST_MS;
}

bool pace_asks_for_time(int status)
{
	return status == 429 || status == 503 || status == 504;
}

enum pace_verdict pace_after(const struct pace_outcome *outcome, int64_t unix_seconds,
			     int64_t *wait_ms)
{
	enum err_code failure = outcome->failure;
	bool timeout = failure == ERR_TIMEOUT;

	if (failure == ERR_STOPPED)
		return PACE_ACCEPT;
	/* Whether or not all of its body has arrived. */
	if (pace_asks_for_time(outcome->status)) {
		*wait_ms = outcome->retry_after
				   ? pace_retry_after(outcome->retry_after, unix_seconds)
				   : -1;
		if (*wait_ms < 0)
			*wait_ms = back_off(outcome, PACE_UNSAID_MS);
		return PACE_HOST_LATER;
	}
	*wait_ms = back_off(outcome, outcome->base_ms);
	if (failure == ERR_CONNECT || (timeout && outcome->timeouts >= PACE_TIMEOUTS))
		return PACE_HOST_LATER;
	if (timeout || failure == ERR_NETWORK || (failure == ERR_NONE && outcome->status >= 500))
		return PACE_URL_LATER;
	return PACE_ACCEPT;
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
