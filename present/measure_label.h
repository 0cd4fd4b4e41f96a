/*
 * measure_label - what a measure is called for people; data/measures.h has its key.
 */
#ifndef PRESENT_MEASURE_LABEL_H
#define PRESENT_MEASURE_LABEL_H

#include "data/measures.h"

/* To be translated; static. */
const char *measure_label(enum measure measure);

#endif
