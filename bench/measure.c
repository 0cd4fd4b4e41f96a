/*
 * measure - runs a command several times and says how long it took and how much memory.
 *
 *   measure [-n TIMES] COMMAND [ARGUMENT...]
 *
 * Its standard output goes nowhere. Prints one line, numbers with spaces between: seconds by
 * the wall clock (least, median, most), seconds of processor time (median, user and system),
 * and the largest resident set of all runs in kB. Exit code: 0, or 1 where the command failed.
 */
#include <errno.h>
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { TIMES_MAX = 1000 };

struct run {
	double wall, cpu;
	long kilobytes;
};

static double wall_clock(void)
{
	struct timespec now;

	(void)clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static double seconds(struct timeval time)
{
	return (double)time.tv_sec + (double)time.tv_usec / 1e6;
}

static int start(pid_t *pid, char **command)
{
	posix_spawn_file_actions_t actions;
	int rc;

	(void)posix_spawn_file_actions_init(&actions);
	(void)posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
	rc = posix_spawnp(pid, command[0], &actions, NULL, command, environ);
	(void)posix_spawn_file_actions_destroy(&actions);
	return rc;
}

static int run_once(struct run *run, char **command)
{
	double begin = wall_clock();
	struct rusage usage;
	int rc, status;
	pid_t pid;

	rc = start(&pid, command);
	if (rc) {
		(void)fprintf(stderr, "measure: %s: %s\n", command[0], strerror(rc));
		return -1;
	}
	while (wait4(pid, &status, 0, &usage) < 0) {
		if (errno != EINTR)
			return -1;
	}
	run->wall = wall_clock() - begin;
	run->cpu = seconds(usage.ru_utime) + seconds(usage.ru_stime);
	run->kilobytes = usage.ru_maxrss;
	if (!WIFEXITED(status) || WEXITSTATUS(status)) {
		(void)fprintf(stderr, "measure: %s: failed\n", command[0]);
		return -1;
	}
	return 0;
}

static int by_size(const void *a, const void *b)
{
	double left = *(const double *)a, right = *(const double *)b;

	return (left > right) - (left < right);
}

static void report(const struct run *runs, size_t n)
{
	double wall[TIMES_MAX], cpu[TIMES_MAX];
	long kilobytes = 0;

	for (size_t i = 0; i < n; i++) {
		wall[i] = runs[i].wall;
		cpu[i] = runs[i].cpu;
		if (runs[i].kilobytes > kilobytes)
			kilobytes = runs[i].kilobytes;
	}
	qsort(wall, n, sizeof(*wall), by_size);
	qsort(cpu, n, sizeof(*cpu), by_size);
	(void)printf("%.4f %.4f %.4f %.4f %ld\n", wall[0], wall[n / 2], wall[n - 1], cpu[n / 2],
		     kilobytes);
}

int main(int argc, char **argv)
{
	static struct run runs[TIMES_MAX];
	long n = 1;
	int option;

	while ((option = getopt(argc, argv, "+n:")) == 'n')
		n = strtol(optarg, NULL, 10);
	if (option != -1 || n < 1 || n > TIMES_MAX || optind == argc) {
		(void)fprintf(stderr, "usage: measure [-n TIMES] COMMAND [ARGUMENT...]\n");
		return 2;
	}
	for (long i = 0; i < n; i++) {
		if (run_once(&runs[i], argv + optind))
			return 1;
	}
	report(runs, (size_t)n);
	return 0;
}
