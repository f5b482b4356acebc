/*
 * The law and the words that are built in, for the sites that tests make: read once in a
 * test program, which is most of the time such a site takes. Only tests include this.
 */
#ifndef DINH_CIVIC_BUILT_IN_FIXTURE_H
#define DINH_CIVIC_BUILT_IN_FIXTURE_H

#include "base/testing.h"
#include "law/law.h"
#include "text/message.h"

static inline const struct law *built_in_law(void)
{
    static const struct law *law;
    size_t count;
    const struct asset *assets = asset_list(&count);
    if (!law)
        assert_no_fault(law_load(arena_new(), assets, count, &law));
    return law;
}

static inline const struct messages *built_in_messages(void)
{
    static const struct messages *messages;
    if (!messages)
        assert_no_fault(messages_load(arena_new(), &messages));
    return messages;
}

#endif
