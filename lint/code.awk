# The code of C files without comments and without what stands between quotes, as
# "file:line:code", for rules that look for words: a comment may speak of anything.
FNR == 1 { in_comment = 0 }
{
	code = ""
	quote = ""
	for (i = 1; i <= length($0); i++) {
		c = substr($0, i, 1)
		two = substr($0, i, 2)
		if (in_comment) {
			if (two == "*/") {
				in_comment = 0
				i++
			}
		} else if (quote != "") {
			if (c == "\\")
				i++
			else if (c == quote) {
				code = code c
				quote = ""
			}
		} else if (two == "/*") {
			in_comment = 1
			i++
		} else if (two == "//") {
			break
		} else {
			if (c == "\"" || c == "'")
				quote = c
			code = code c
		}
	}
	print FILENAME ":" FNR ":" code
}
