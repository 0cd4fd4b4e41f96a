#!/bin/sh
# Who may include what: data only data, a stage itself and data, cmd and bench everything; from the
# root; the own header first; and a library's headers in the .c files that own the library, never
# in a header.
# shellcheck disable=SC2016 # awk's $
set -u

# A library's headers (their beginnings, with | between), and the files that own it (the
# beginnings of their paths). What is in neither table is not to be included.
libraries() {
	cat <<-'END'
	zlib.h                        collect/decode. process/gunzip. data/warc_source. data/warc_out. cmd/serve_reply. cmd/version.
	curl/                         collect/curl_library. collect/exchange. collect/fetch. collect/url. collect/pace. cmd/
	uv.h                          collect/ cmd/ bench/
	libxml/                       collect/links. collect/sitemap. collect/gutenberg. process/html_parser. cmd/main. cmd/version. process/xml.
	unicode/                      process/ analyze/ collect/names. collect/catalog. collect/url. collect/links. data/language. data/booklist. data/file_name. present/label. present/json. cmd/version. data/stopwords. present/json_value. bench/tokens.
	uchardet                      process/charset
	jansson.h                     present/json. present/live. present/partial. data/ cmd/ present/json_value. present/explain. process/json_ld. bench/article.
	nettle/                       data/page. data/warc_writer. collect/
	sqlite3.h                     data/sqlite_library. data/store. data/results data/crawl_view. collect/frontier cmd/version.
	microhttpd.h                  cmd/serve cmd/version.
	hyphen.h                      analyze/patterns.
	libpsl.h                      collect/psl_library. collect/scope. cmd/version.
	archive.h|archive_entry.h     data/archive_library. data/zip. cmd/version.
	immintrin.h                   analyze/tokens. analyze/tally. analyze/prose. process/well_formed.
	uthash.h|utarray.h|utstring.h|utlist.h  data/ collect/ process/ analyze/ present/ cmd/
	END
}

# C's own, POSIX's, and the few of Linux and glibc.
system='assert complex ctype errno fenv float inttypes iso646 limits locale malloc math setjmp signal
	stdalign stdarg stdatomic stdbool stddef stdint stdio stdlib stdnoreturn string time threads
	arpa/inet dirent dlfcn fcntl fnmatch ftw getopt glob grp langinfo libgen netdb netinet/in
	netinet/tcp poll pthread pwd sched semaphore strings sys/file sys/ioctl sys/mman
	sys/resource sys/select sys/socket sys/stat sys/time sys/types sys/uio sys/un sys/wait
	syslog termios unistd wchar wctype endian sys/random sys/statvfs
	sys/epoll sys/eventfd sys/signalfd sys/prctl sys/syscall spawn utime features stdio_ext'

find data collect process analyze present cmd bench -name '*.[ch]' 2>/dev/null | sort |
	LIBRARIES=$(libraries) SYSTEM=$system xargs -r awk '
BEGIN {
	n = split(ENVIRON["LIBRARIES"], rows, "\n")
	for (i = 1; i <= n; i++) {
		words = split(rows[i], word, " ")
		heads = split(word[1], head, "|")
		for (h = 1; h <= heads; h++)
			for (w = 2; w <= words; w++)
				owners[head[h]] = owners[head[h]] " " word[w]
	}
	n = split(ENVIRON["SYSTEM"], names, " ")
	for (i = 1; i <= n; i++)
		is_system[names[i] ".h"] = 1
}

function complain(text) {
	print FILENAME ":" FNR ": " text
	bad = 1
}

function room_of(path) {
	sub("/.*", "", path)
	return path
}

function ours(name,   from, to) {
	from = room_of(FILENAME)
	to = room_of(name)
	if (name !~ /^[a-z]+\/[a-z0-9_]+\.(h|inc)$/)
		complain("\"" name "\" is not written from the root")
	else if (to == "cmd" && from != "cmd")
		complain("nobody includes cmd")
	else if (from == "data" && to != "data" && to != "po")
		complain("data includes only data, not " to)
	else if (from != "cmd" && from != "bench" && from != "data" && to != from && to != "data")
		complain(from " includes only itself and data, not " to)
}

function own_header_first(name,   own, line) {
	own = FILENAME
	if (sub(/\.c$/, ".h", own) && name != own && (getline line < own) > 0)
		complain("its own header, \"" own "\", comes first")
	close(own)
}

function third_party(name,   head, n, i, owner) {
	if (name in is_system)
		return
	for (head in owners) {
		if (index(name, head) != 1)
			continue
		if (FILENAME ~ /\.h$/)
			complain("a header of ours includes <" name ">, a library")
		n = split(owners[head], owner, " ")
		for (i = 1; i <= n; i++)
			if (index(FILENAME, owner[i]) == 1)
				return
		complain("<" name "> belongs to" owners[head] " (see lint/includes.sh)")
		return
	}
	complain("<" name "> is in no table of lint/includes.sh")
}

FNR == 1 { first = 1 }

/^[ \t]*#[ \t]*include/ {
	name = $0
	sub(/^[^<"]*[<"]/, "", name)
	sub(/[>"].*/, "", name)
	if (first)
		own_header_first(name)
	first = 0
	if ($0 ~ /include[ \t]*"/)
		ours(name)
	else
		third_party(name)
}

END { exit bad }'
