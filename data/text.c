#include "data/text.h"

#include <stdlib.h>

void text_release(struct text *text)
{
	free(text->source);
	free(text->data);
	free(text->within);
	free(text->title);
	free(text->author);
	free(text->date);
	free(text->language);
	*text = (struct text) { 0 };
}
