#!/bin/sh
# shellcheck disable=SC2119 # serve takes arguments only where there are several addresses
# Of a page, the article: what is a report's text when a site is crawled, and what is not.
# shellcheck source=tests/scenario.sh
. tests/scenario.sh

says="The quick brown fox, which nobody had seen before, jumps over the lazy dog; and the dog,
being lazy, does not even look up."

# NAME LINK: a page with a menu, an article, and what readers say of it.
page() {
	cat <<-END | site "$1"
	<!DOCTYPE html><html lang="en"><head><title>A fox - Site</title>
	<meta property="og:title" content="A fox"><meta name="author" content="A. Writer"></head>
	<body><nav><a href="$2">Menuword</a></nav>
	<article><h1>A fox</h1><p>$says</p><p>Storyword, and so on, and so on, until the end of it.</p></article>
	<div id="comments"><p>Readerword: I like it, and so does everybody whom I know.</p></div>
	</body></html>
	END
}

out_never_says() { ! grep -q "$1" "$DIR/out"; }

fresh
page index.html b.html
page b.html /
serve
traca crawl --contact test@localhost --lang en --delay 0 --table sequences "$URL"
check "a site is crawled" status_is 0
check "what its articles say is counted" out_says Storyword
check "its menus are not" out_never_says Menuword
check "nor what readers say" out_never_says Readerword
traca crawl --contact test@localhost --lang en --delay 0 --table sequences --text all "$URL"
check "unless all is wanted" out_says Menuword
traca crawl --contact test@localhost --lang en --delay 0 --format ndjson --warc "$DIR/site.warc.gz" "$URL"
check "the title is the article's" out_says '"title":"A fox"'
check "and so is the author" out_says '"author":"A. Writer"'

file=$DIR/site/index.html
traca process --text article "$file"
check "of a file, where it is asked for" out_says Storyword
check "and nothing else" out_never_says Menuword
traca process "$file"
check "all of a file otherwise" out_says Menuword
traca process --text some "$file"
check "another word is refused" status_is 2
check "with those that will do" err_says "article, all"

echo "<!DOCTYPE html><title>x</title><ul><li><a href=/>Menuword</a></ul>" >"$DIR/menu.html"
traca process --lang en --text article "$DIR/menu.html"
check "a page without an article is not lost" out_says Menuword
check "and that is said" err_says "no article stands out"
traca process --lang pt --text article "$DIR/menu.html"
check "in Portuguese too" err_says "nenhum artigo se destaca"

echo "<!DOCTYPE html><pre>*** START OF THE PROJECT GUTENBERG EBOOK X ***
Bookword
*** END OF THE PROJECT GUTENBERG EBOOK X ***</pre>" >"$DIR/book.html"
traca process --lang en --text article "$DIR/book.html"
check "a book is cut by its marks" out_says Bookword
