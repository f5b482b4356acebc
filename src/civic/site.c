/*
 * Words of the site in the language of the work.
 */
#include "civic/site.h"

#include "text/message.h"

void *site_state(const struct site *site, const char *name)
{
    return map_get(site->states, str_from_c(name));
}

struct kept *site_kept(const struct site *site, const char *name)
{
    return site->kept ? map_get(site->kept, str_from_c(name)) : NULL;
}

struct str site_message(struct work *work, const char *key)
{
    return message_format(work->arena, work->site->messages, work->locale, str_from_c(key), NULL,
                          0);
}

struct str site_fault_message(struct work *work, const struct fault *fault)
{
    return message_fault(work->arena, work->site->messages, work->locale, fault);
}
