#include "cmd/corpus.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "cmd/folder.h"
#include "cmd/job.h"
#include "cmd/options.h"
#include "data/file_name.h"
#include "data/lang.h"
#include "data/mem.h"
#include "present/present.h"

/* One folder and what is in it. */
struct shelf {
	const char *folder; /* NULL: not asked for */
	const char *ending;
	char **temporary; /* of each job; NULL: none */
};

enum kind { COUNTS, TEXTS, KINDS };

struct corpus {
	struct shelf shelves[KINDS];
	enum table table;
	size_t n;
};

enum table corpus_table(const struct options *options)
{
	return options->has_table ? options->table : TABLE_SEQUENCES;
}

int corpus_open(struct corpus **out, const struct options *options, size_t n, struct err *err)
{
	struct corpus *corpus;

	*out = NULL;
	if (!options->counts && !options->texts)
		return 0;
	*out = corpus = xcalloc(1, sizeof(*corpus));
	corpus->n = n;
	corpus->table = corpus_table(options);
	corpus->shelves[COUNTS] = (struct shelf) { options->counts, "_counts.txt", NULL };
	corpus->shelves[TEXTS] = (struct shelf) { options->texts, "_text.txt", NULL };
	for (int i = 0; i < KINDS; i++) {
		struct shelf *shelf = &corpus->shelves[i];

		shelf->temporary = xcalloc(n, sizeof(*shelf->temporary));
		if (shelf->folder && folder_make(shelf->folder, err))
			return -1;
	}
	return 0;
}

void corpus_free(struct corpus *corpus)
{
	if (!corpus)
		return;
	for (int i = 0; i < KINDS; i++) {
		char **temporary = corpus->shelves[i].temporary;

		for (size_t j = 0; temporary && j < corpus->n; j++) {
			if (temporary[j])
				(void)unlink(temporary[j]);
			free(temporary[j]);
		}
		free(temporary);
	}
	free(corpus);
}

static void write_file(FILE *file, const struct corpus *corpus, enum kind kind,
		       const struct job *job)
{
	if (kind == COUNTS) {
		present_rows(file, &job->summary.tables[corpus->table], ORDER_COUNT);
		return;
	}
	(void)fwrite(job->text.data, 1, job->text.len, file);
	(void)fputc('\n', file);
}

/* On the disk before it gets its name: a power cut leaves no empty file that looks done. */
static int add_file(struct corpus *corpus, enum kind kind, size_t i, const struct job *job,
		    struct err *err)
{
	struct shelf *shelf = &corpus->shelves[kind];
	char *path = xasprintf("%s/traca-%ld-%zu%s.tmp", shelf->folder, (long)getpid(), i,
			       shelf->ending);
	FILE *file;
	int rc = -1;

	/* What is left of a process that was killed, and had our number. */
	(void)unlink(path);
	file = fopen(path, "wxe");
	if (file) {
		shelf->temporary[i] = xstrdup(path);
		write_file(file, corpus, kind, job);
		rc = ferror(file) || fflush(file) || fsync(fileno(file)) ? -1 : 0;
	}
	if (rc)
		err_errno(err, ERR_IO, _("%s cannot be written"), path);
	if (file)
		(void)fclose(file);
	free(path);
	return rc;
}

int corpus_add(struct corpus *corpus, size_t i, const struct job *job, struct err *err)
{
	if (!job->text.found)
		return 0;
	for (int kind = 0; kind < KINDS; kind++) {
		if (corpus->shelves[kind].folder && add_file(corpus, (enum kind)kind, i, job, err))
			return -1;
	}
	return 0;
}

/* ---- names ---- */

/* PATH as the path of a URL, so that nothing in it is taken for a query. */
static char *as_url(const char *path)
{
	static const char hex[] = "0123456789ABCDEF";
	char *url = xmalloc(3 * strlen(path) + sizeof("file:///")), *to = stpcpy(url, "file:///");

	for (; *path; path++) {
		if (!strchr("%?#", *path)) {
			*to++ = *path;
			continue;
		}
		*to++ = '%';
		*to++ = hex[(unsigned char)*path >> 4];
		*to++ = hex[*path & 15];
	}
	*to = '\0';
	return url;
}

/* What the file is called in which the book was, without its ending. */
static char *stem_of(const struct job *job)
{
	const struct book *book = job->book;
	bool is_path = book->kind == BOOK_FILE;
	char *url = is_path ? as_url(book->source) : xstrdup(book->source ? book->source : "_");
	char *dot = strrchr(url, '.');

	if (dot && dot > url && !strpbrk(dot, "/?") && dot[-1] != '/')
		*dot = '\0';
	return url;
}

static int name_file(struct corpus *corpus, size_t i, const char *name, struct err *err)
{
	int rc = 0;

	for (int kind = 0; kind < KINDS && !rc; kind++) {
		struct shelf *shelf = &corpus->shelves[kind];
		char *path;

		if (!shelf->temporary[i])
			continue;
		path = xasprintf("%s/%s%s", shelf->folder, name, shelf->ending);
		if (rename(shelf->temporary[i], path)) {
			rc = err_errno(err, ERR_IO, _("%s cannot be written"), path);
		} else {
			free(shelf->temporary[i]);
			shelf->temporary[i] = NULL;
		}
		free(path);
	}
	return rc;
}

/* Those with a number first: nobody else takes it. */
int corpus_keep(struct corpus *corpus, const struct job *jobs, size_t n, struct err *err)
{
	struct file_names *names = file_names_new();
	int rc = 0;

	for (int numbered = 1; numbered >= 0; numbered--) {
		for (size_t i = 0; i < n && !rc; i++) {
			const struct summary *summary = &jobs[i].summary;
			char *wanted, *name;

			if (!jobs[i].done || !summary->found || (summary->id > 0) != numbered)
				continue;
			wanted = numbered ? xasprintf("%ld", summary->id) : stem_of(&jobs[i]);
			name = file_names_give(names, wanted);
			rc = name_file(corpus, i, name, err);
			free(name);
			free(wanted);
		}
	}
	file_names_free(names);
	return rc;
}
