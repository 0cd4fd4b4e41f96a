# gprof's flat profile (gprof -b -p) as one line: all calls, then the five costliest functions.
# A row is "% time, cumulative, self seconds, calls, two times a call, name", without the calls and
# the times of a call where the function was only seen by the sampler.
/^ *time +seconds/ { in_table = 1; next }
in_table && NF >= 4 && $1 ~ /^[0-9.]+$/ {
	counted = NF >= 7 && $4 ~ /^[0-9]+$/
	if (counted)
		calls += $4
	if (++row <= 5)
		top = top (row > 1 ? ", " : "") (counted ? $7 : $4) " " $1 " %"
}
END { printf "%14d   %s\n", calls, top }
