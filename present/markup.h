/*
 * markup - pieces of an HTML page, in which what strangers wrote is text and never markup.
 */
#ifndef PRESENT_MARKUP_H
#define PRESENT_MARKUP_H

#include <stddef.h>
#include <stdio.h>

/* UTF-8, also within an attribute's quotes; a control character is shown by its picture. */
void markup_text(FILE *out, const char *text, size_t len);
void markup_string(FILE *out, const char *text);

void markup_base64(FILE *out, const char *bytes, size_t len);

/* 'sha256-...': how a Content-Security-Policy names the one style or script that it allows. */
void markup_hash(FILE *out, const char *content, size_t len);

#endif
