/*
 * The law that the module keeps in memory, loaded before anything else starts.
 */
#include "modules/law/law_site.h"

#include "civic/site.h"

const struct law *law_of_site(const struct work *work)
{
    return site_state(work->site, "law");
}

struct explainer law_explainer(struct work *work)
{
    return (struct explainer){work->arena, work->site->messages, work->locale, law_of_site(work)};
}
