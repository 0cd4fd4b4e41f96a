#include "collect/crawl_place.h"

#include <assert.h>
#include "collect/frontier.h"

enum { HOPS = 16, SITEMAPS = FRONTIER_ASIDE };

static_assert((long)CRAWL_MAX_DEPTH * HOPS < SITEMAPS && (int)CRAWL_MAX_HOPS < (int)HOPS,
	      "they fit");

int crawl_place_write(const struct crawl_place *place)
{
	return (place->sitemap ? SITEMAPS : 0) + place->links * HOPS + place->hops;
}

struct crawl_place crawl_place_read(int depth)
{
	bool sitemap = depth >= SITEMAPS;
	int rest = sitemap ? depth - SITEMAPS : depth;

	return (struct crawl_place) {
		.sitemap = sitemap,
		.links = rest / HOPS,
		.hops = rest % HOPS,
	};
}
