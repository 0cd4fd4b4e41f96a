#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>
#include "data/buf.h"
#include "data/err.h"

static void an_error_is_one_line(void **state)
{
	struct err err = { 0 };

	(void)state;
	assert_int_equal(err_set(&err, ERR_IO, "a\nb\033[31mc"), -1);
	assert_string_equal(err.text, "a b?[31mc");
	err_prefix(&err, "list.txt:%d", 3);
	assert_string_equal(err.text, "list.txt:3: a b?[31mc");
	assert_int_equal(err.code, ERR_IO);
}

static void a_full_disk_has_a_code_of_its_own(void **state)
{
	struct err err = { 0 };

	(void)state;
	errno = ENOSPC;
	err_errno(&err, ERR_IO, "x");
	assert_int_equal(err.code, ERR_FULL);
	assert_non_null(strstr(err.text, "x: "));
}

static void a_buffer_stops_at_its_limit_and_keeps_what_it_has(void **state)
{
	struct err err = { 0 };
	struct buf buf;

	(void)state;
	buf_init(&buf, 5);
	assert_int_equal(buf_add(&buf, "abc", 3, &err), 0);
	assert_int_equal(buf_add(&buf, "def", 3, &err), -1);
	assert_int_equal(err.code, ERR_LIMIT);
	assert_int_equal(buf_add(&buf, "de", 2, &err), 0);
	assert_string_equal(buf.data, "abcde");
	buf_release(&buf);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_error_is_one_line),
		cmocka_unit_test(a_full_disk_has_a_code_of_its_own),
		cmocka_unit_test(a_buffer_stops_at_its_limit_and_keeps_what_it_has),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
