#include "present/site.h"

#include <jansson.h>
#include <math.h>
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
		{ "not_before", json_filled_or_null(host->not_before) },
		{ "last_asked", json_filled_or_null(host->last_asked) },
		{ "leased_by", host->leased_by ? json_integer(host->leased_by) : json_null() },
	};

	return JSON_OBJECT(fields);
}

/* Of no more digits than are looked at, so that not each event is another one. */
static json_t *process_object(const struct crawl_process *process)
{
	double efficiency = process->efficiency;
	const struct json_field fields[] = {
		{ "process", json_integer(process->process) },
		{ "requests", json_integer(process->requests) },
		{ "efficiency",
		  isfinite(efficiency) ? json_real(round(efficiency * 1000) / 1000) : json_null() },
	};

	return JSON_OBJECT(fields);
}

static json_t *view_object(const struct crawl_view *view)
{
	json_t *jobs = json_array(), *hosts = json_array(), *processes = json_array();
	const struct json_field fields[] = {
		{ "jobs", jobs },
		{ "hosts", hosts },
		{ "processes", processes },
	};

	for (size_t i = 0; i < view->n_jobs; i++)
		(void)json_array_append_new(jobs, job_object(&view->jobs[i]));
	for (size_t i = 0; i < view->n_hosts; i++)
		(void)json_array_append_new(hosts, host_object(&view->hosts[i]));
	for (size_t i = 0; i < view->n_processes; i++)
		(void)json_array_append_new(processes, process_object(&view->processes[i]));
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

/* COLUMNS: a letter each, w of words, n of numbers. A table that nothing is in is not shown. */
static void table_begin(FILE *out, const char *id, const char *caption, const char *const *heads,
			const char *columns, size_t rows)
{
	(void)fprintf(out, "<figure%s><figcaption>%s</figcaption>\n", rows ? "" : " hidden",
		      caption);
	(void)fprintf(out, "<div class=\"scroll\" tabindex=\"0\"><table id=\"%s\"><thead><tr>", id);
	for (size_t i = 0; columns[i]; i++)
		(void)fprintf(out, "<th scope=\"col\"%s>%s</th>",
			      columns[i] == 'n' ? " class=\"r\"" : "", heads[i]);
	(void)fputs("</tr></thead><tbody>\n", out);
}

static void table_end(FILE *out)
{
	(void)fputs("</tbody></table></div>\n", out);
	html_figure_end(out);
}

static void put_name(FILE *out, const char *name)
{
	(void)fputs("<th scope=\"row\" title=\"", out);
	markup_string(out, name);
	(void)fputs("\">", out);
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

/* How much of the known is over. */
static void put_bar(FILE *out, const struct crawl_job *job)
{
	long long over = job->done + job->moved + job->failed, all = over + job->pending;

	(void)fprintf(
		out, "<td><progress aria-label=\"%s\" max=\"%lld\" value=\"%lld\"></progress></td>",
		_("Progress"), all, over);
}

static void put_job(FILE *out, const struct crawl_job *job)
{
	(void)fputs("<tr>", out);
	put_name(out, job->name);
	put_bar(out, job);
	put_left(out, job->left_s);
	html_number(out, (double)job->pending, 0);
	html_number(out, (double)job->done, 0);
	html_number(out, (double)job->failed, 0);
	html_number(out, (double)job->moved, 0);
	html_number(out, (double)job->hosts_waiting, 0);
	(void)fputs("</tr>\n", out);
}

static void put_jobs(FILE *out, const struct crawl_view *view)
{
	const char *const heads[] = {
		_("Job"),  _("Progress"), _("Time left"), _("Pending"),
		_("Done"), _("Failed"),   _("Moved"),     _("Hosts waiting")
	};

	table_begin(out, "jobs", _("Jobs"), heads, "wwnnnnnn", view->n_jobs);
	for (size_t i = 0; i < view->n_jobs; i++)
		put_job(out, &view->jobs[i]);
	table_end(out);
}

static void put_process(FILE *out, const struct crawl_process *process)
{
	char number[32];

	(void)snprintf(number, sizeof(number), "%lld", (long long)process->process);
	(void)fputs("<tr>", out);
	put_name(out, number);
	html_number(out, (double)process->requests, 0);
	(void)fprintf(out, "<td class=\"r\">%s%s</td></tr>\n",
		      number_of(process->efficiency * 100, 1).text,
		      isfinite(process->efficiency) ? "%" : "");
}

static void put_processes(FILE *out, const struct crawl_view *view)
{
	const char *const heads[] = { _("Process"), _("Requests"), _("Efficiency") };

	table_begin(out, "processes", _("Processes"), heads, "wnn", view->n_processes);
	for (size_t i = 0; i < view->n_processes; i++)
		put_process(out, &view->processes[i]);
	table_end(out);
}

static void put_host(FILE *out, const struct crawl_host *host)
{
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

static void put_hosts(FILE *out, const struct crawl_view *view)
{
	const char *const heads[] = { _("Host"),       _("Pending"), _("Not before"),
				      _("Last asked"), _("Process"), _("Job") };

	table_begin(out, "hosts", _("Hosts"), heads, "wnnnnw", view->n_hosts);
	for (size_t i = 0; i < view->n_hosts; i++)
		put_host(out, &view->hosts[i]);
	table_end(out);
}

int site_write_live(FILE *out, const struct crawl_view *view, struct err *err)
{
	html_head(out, _("Crawls"), &live_script);
	/* Who has no scripts sees it, too. */
	(void)fputs("<noscript><meta http-equiv=\"refresh\" content=\"5\"></noscript>\n</head>\n",
		    out);
	(void)fprintf(out,
		      "<body data-at=\"%s\" data-lost=\"%s\" data-none=\"%s\" "
		      "data-bar=\"%s\">\n<header>\n",
		      _("As of %s."), _("The connection is lost; it is tried again."),
		      _("Nothing was crawled with this store so far."), _("Progress"));
	(void)fputs("<p class=\"brand\">traça</p>\n", out);
	html_navigation(out);
	(void)fprintf(out, "<h1>%s</h1>\n<p class=\"lead\" id=\"state\" role=\"status\">%s</p>\n",
		      _("Crawls"),
		      view->n_jobs ? "" : _("Nothing was crawled with this store so far."));
	(void)fputs("</header>\n<main>\n<section class=\"shelf live\">\n", out);
	put_jobs(out, view);
	put_processes(out, view);
	put_hosts(out, view);
	(void)fprintf(
		out, "</section>\n</main>\n<footer>%s</footer>\n",
		_("Efficiency is the least time that the delays between requests allow, divided "
		  "by the time taken. Of the hosts, those that are being asked come first, at "
		  "most 100. Without scripts, times are in UTC."));
	html_end(out, &live_script);
	return present_check(out, err);
}

void site_live_policy(FILE *out)
{
	html_policy(out, &live_script);
}
