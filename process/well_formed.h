/*
 * well_formed - whether bytes are UTF-8 from end to end, and nothing more about them.
 *
 * As process/utf8 has it, for those who have many. With AVX2 by the three tables of Keiser and
 * Lemire ("Validating UTF-8 in less than one instruction per byte", 2021).
 */
#ifndef PROCESS_WELL_FORMED_H
#define PROCESS_WELL_FORMED_H

#include <stdbool.h>
#include <stddef.h>

bool well_formed(const char *bytes, size_t len);

#endif
