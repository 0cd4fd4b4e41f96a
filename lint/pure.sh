#!/bin/sh
# Pure before I/O: these files take memory and `now`, never a socket, a file, a clock or a setting
# of the machine, so that a test can put anything before them.
set -u
collect='robots|robots_tag|budget|pace|readers|turns|url|origin|template|links|sitemap|glob|scope|names|catalog|gutentry|gutindex|pg_catalog|gutenberg|mirrors|route|harvest|unzip|head'
pure="^(collect/($collect)|process/[a-z]+|analyze/[a-z]+|present/(label|pending|status_line|likeness|number)|data/(err|summary|summary_line|table|text|language|stopwords|file_name|markup|zip))\.[ch]:"
impure='(fopen|fdopen|freopen|open|openat|creat|read|write|socket|connect|send|recv|time|clock|clock_gettime|gettimeofday|getenv|system|popen|sleep|usleep|nanosleep|buf_read_file|page_read_file)'

found=$(find data collect process analyze present -name '*.[ch]' 2>/dev/null | sort |
	xargs -r awk -f "$(dirname "$0")/code.awk" | grep -E "$pure" |
	grep -v '^analyze/syllables\.' |
	grep -E "^[^:]*:[0-9]+:(.*[^A-Za-z0-9_>.])?${impure} *\(" |
	sed -E 's|^([^:]*:[0-9]+):.*|\1: this file is pure: neither file, socket nor clock|')
[ -z "$found" ] && exit 0
echo "$found"
exit 1
