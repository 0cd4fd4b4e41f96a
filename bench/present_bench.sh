#!/bin/sh
# traca present from a store of 10,000 summaries, each as large as a book's: the shared books', 228 times
# under other names, with their tokens, measures and curves. The processor's time, format by format.
set -u
# shellcheck source=bench/bench.sh
. bench/bench.sh

books=../shared/corpus/books
[ -r "$books/MANIFEST.tsv" ] || { echo "skipped: $books is not there"; exit 0; }
needs python3 || exit 0
cache=$WORK/cache

"$TRACA" analyze "$books"/*.txt --save -q --cache "$cache" >/dev/null || exit 2
"$FOUND" - "$cache/traca.db" <<-'END' || exit 2
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
STEP = 100000
last, = db.execute("SELECT count(*) FROM summaries").fetchone()
other = {
    "sha256": "printf('%04x', n) || substr(sha256, 5)",
    "title": "title || ' ' || n",
    "source": "source || '?' || n",
}
for table, key, keys in (("books", "id", {"id"}), ("summaries", "id", {"id", "book"}),
                         ("measures", "summary", {"summary"}), ("tokens", "summary", {"summary"})):
    names = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
    values = [f"{name} + {STEP} * n" if name in keys else other.get(name, name) for name in names]
    db.execute(f"WITH RECURSIVE copies(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM copies "
               f"WHERE n < {10000 // last}) INSERT INTO {table} ({', '.join(names)}) "
               f"SELECT {', '.join(values)} FROM copies CROSS JOIN {table} WHERE {key} < {STEP}")
db.commit()
db.execute("PRAGMA wal_checkpoint(TRUNCATE)")
END

echo "traca present from a store of 10,000 summaries, ms of processor time, the median of 7"
for format in text table csv tsv json ndjson; do
	for _ in 1 2 3 4 5 6 7; do
		turn "$format" "$TRACA" present --cache "$cache" --format "$format" || exit 2
	done
	row "$format" "$(median "$format" 2 | awk '{ print int(1000 * $1 + 0.5) }')" '< 100'
done

echo "the report of the shared books"
"$TRACA" analyze "$books"/*.txt --save -q --cache "$WORK/few" >/dev/null || exit 2
for _ in 1 2 3; do
	turn report "$TRACA" present --cache "$WORK/few" --format html --output "$WORK/report.html"
done
row "html, seconds" "$(median report 1)" '< 1'
row "html, MB" "$(wc -c <"$WORK/report.html" | awk '{ printf "%.2f", $1 / 1e6 }')" '< 3'
finish
