/*
 * The law that is built in, for tests that ask it. Only *_test.c files include this.
 */
#ifndef DINH_LAW_LAW_FIXTURE_H
#define DINH_LAW_LAW_FIXTURE_H

#include "base/testing.h"
#include "law/law.h"

/* Between the set-up and the tear-down of a group. */
static const struct law *law;

static inline int law_begin(void **state)
{
    size_t count;
    const struct asset *assets = asset_list(&count);
    struct arena *arena = arena_new();
    assert_no_fault(law_load(arena, assets, count, &law));
    *state = arena;
    return 0;
}

static inline int law_end(void **state)
{
    arena_free(*state);
    return 0;
}

/* A day that must be one: "2022-03-06". */
static inline struct civil_date iso(struct str s)
{
    struct civil_date date = DATE_NONE;
    if (!date_from_iso(s, &date))
        print_error("no date: " PRISTR "\n", STRARG(s));
    assert_false(date_is_none(date));
    return date;
}

#endif
