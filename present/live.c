#include "present/site.h"

#include <jansson.h>
#include <string.h>
#include "data/lang.h"
#include "present/format.h"
#include "present/html.h"
#include "present/json_value.h"
#include "present/markup.h"
#include "present/number.h"

static const char script[] = {
#include "present/live_js.inc"
	'\0',
};

static const struct html_script live_script = { script, sizeof(script) - 1, "'self'" };

/* ---- for programs ---- */

static json_t *text_or_null(const char *text)
{
	return json_text_or_null(*text ? text : NULL);
}

static json_t *job_object(const struct crawl_job *job)
{
	const struct json_field fields[] = {
		{ "job", json_text_or_null(job->name) },
		{ "pending", json_integer(job->pending) },
		{ "done", json_integer(job->done) },
		{ "moved", json_integer(job->moved) },
		{ "failed", json_integer(job->failed) },
		{ "hosts_waiting", json_integer(job->hosts_waiting) },
		{ "left_s", job->left_s < 0 ? json_null() : json_integer(job->left_s) },
	};

	return JSON_OBJECT(fields);
}

static json_t *host_object(const struct crawl_host *host)
{
	const struct json_field fields[] = {
		{ "host", json_text_or_null(host->name) },
		{ "job", json_text_or_null(host->job) },
		{ "pending", json_integer(host->pending) },
		{ "not_before", text_or_null(host->not_before) },
		{ "last_asked", text_or_null(host->last_asked) },
		{ "leased_by", host->leased_by ? json_integer(host->leased_by) : json_null() },
	};

	return JSON_OBJECT(fields);
}

static json_t *view_object(const struct crawl_view *view)
{
	json_t *jobs = json_array(), *hosts = json_array();
	const struct json_field fields[] = { { "jobs", jobs }, { "hosts", hosts } };

	for (size_t i = 0; i < view->n_jobs; i++)
		(void)json_array_append_new(jobs, job_object(&view->jobs[i]));
	for (size_t i = 0; i < view->n_hosts; i++)
		(void)json_array_append_new(hosts, host_object(&view->hosts[i]));
	return JSON_OBJECT(fields);
}

int site_write_view(FILE *out, const struct crawl_view *view, struct err *err)
{
	json_t *object = view_object(view);

	if (object)
		(void)json_dumpf(object, out, JSON_COMPACT);
	json_decref(object);
	return present_check(out, err);
}

/* ---- for people ---- */

static void table_begin(FILE *out, const char *id, const char *caption, const char *const *heads,
			size_t n)
{
	html_figure_begin(out, "both", caption, NULL);
	(void)fprintf(out, "<div class=\"scroll\"><table id=\"%s\"><thead><tr>", id);
	for (size_t i = 0; i < n; i++)
		(void)fprintf(out, "<th scope=\"col\"%s>%s</th>",
			      i && strcmp(heads[i], _("Job")) != 0 ? " class=\"r\"" : "", heads[i]);
	(void)fputs("</tr></thead><tbody>\n", out);
}

static void table_end(FILE *out)
{
	(void)fputs("</tbody></table></div>\n", out);
	html_figure_end(out);
}

static void put_name(FILE *out, const char *name)
{
	(void)fputs("<th scope=\"row\">", out);
	markup_string(out, name);
	(void)fputs("</th>", out);
}

static void put_text(FILE *out, const char *text)
{
	(void)fputs("<td class=\"r\">", out);
	markup_string(out, text);
	(void)fputs("</td>", out);
}

static void put_left(FILE *out, int64_t left)
{
	(void)fputs("<td class=\"r\">", out);
	if (left >= 0)
		(void)fprintf(out, "%lld:%02lld:%02lld", (long long)left / 3600,
			      (long long)left / 60 % 60, (long long)left % 60);
	(void)fputs("</td>", out);
}

static void put_jobs(FILE *out, const struct crawl_view *view)
{
	const char *const heads[] = { _("Job"),    _("Pending"),       _("Done"),     _("Moved"),
				      _("Failed"), _("Hosts waiting"), _("Time left") };

	table_begin(out, "jobs", _("Jobs"), heads, sizeof(heads) / sizeof(*heads));
	for (size_t i = 0; i < view->n_jobs; i++) {
		const struct crawl_job *job = &view->jobs[i];

		(void)fputs("<tr>", out);
		put_name(out, job->name);
		html_number(out, (double)job->pending, 0);
		html_number(out, (double)job->done, 0);
		html_number(out, (double)job->moved, 0);
		html_number(out, (double)job->failed, 0);
		html_number(out, (double)job->hosts_waiting, 0);
		put_left(out, job->left_s);
		(void)fputs("</tr>\n", out);
	}
	table_end(out);
}

static void put_hosts(FILE *out, const struct crawl_view *view)
{
	const char *const heads[] = { _("Host"),       _("Pending"), _("Not before"),
				      _("Last asked"), _("Process"), _("Job") };

	table_begin(out, "hosts", _("Hosts"), heads, sizeof(heads) / sizeof(*heads));
	for (size_t i = 0; i < view->n_hosts; i++) {
		const struct crawl_host *host = &view->hosts[i];

		(void)fputs("<tr>", out);
		put_name(out, host->name);
		html_number(out, (double)host->pending, 0);
		put_text(out, host->not_before);
		put_text(out, host->last_asked);
		(void)fputs("<td class=\"r\">", out);
		if (host->leased_by)
			(void)fprintf(out, "%lld", (long long)host->leased_by);
		(void)fputs("</td>", out);
		put_name(out, host->job);
		(void)fputs("</tr>\n", out);
	}
	table_end(out);
}

int site_write_live(FILE *out, const struct crawl_view *view, struct err *err)
{
	html_head(out, _("Crawls"), &live_script);
	/* Who has no scripts sees it, too. */
	(void)fputs("<noscript><meta http-equiv=\"refresh\" content=\"5\"></noscript>\n</head>\n",
		    out);
	(void)fprintf(out, "<body data-at=\"%s\" data-lost=\"%s\">\n<header>\n", _("As of %s."),
		      _("The connection is lost; it is tried again."));
	(void)fputs("<p class=\"brand\">traça</p>\n", out);
	html_navigation(out);
	(void)fprintf(out, "<h1>%s</h1>\n<p class=\"lead\" id=\"state\" role=\"status\"></p>\n",
		      _("Crawls"));
	(void)fputs("</header>\n<main>\n<section class=\"shelf live\">\n", out);
	put_jobs(out, view);
	put_hosts(out, view);
	(void)fprintf(out, "</section>\n</main>\n<footer>%s</footer>\n",
		      _("Of the hosts, those that are being asked come first, at most 100. Without "
			"scripts, times are in UTC."));
	html_end(out, &live_script);
	return present_check(out, err);
}

void site_live_policy(FILE *out)
{
	html_policy(out, &live_script);
}
