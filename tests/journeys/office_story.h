/*
 * The office for journeys: a proposal that a farmer sends, its file, and its box in a list.
 */
#ifndef DINH_TESTS_JOURNEYS_OFFICE_STORY_H
#define DINH_TESTS_JOURNEYS_OFFICE_STORY_H

#include "people.h"

#include <string.h>

/* A proposal from `name`; its code. */
static inline struct str send(struct visitor *farmer, const char *title, const char *name)
{
    struct str text;
    struct str rest;
    visit_get(farmer, "/don-thu/gui");
    visit_submit(farmer, "/don-thu/gui", "title", title, "content",
                 "Từ tháng trước mương tắc, nước tràn ra đường, trẻ đi học phải lội.", "name", name,
                 "address", "Khu 5, xã Quảng Yên", "phone", "0912 345 678", NULL);
    assert_status(farmer, 200);
    text = visit_text(farmer);
    rest = str_from(text, (size_t)str_find(text, STR("Mã đơn "), 0) + strlen("Mã đơn "));
    return arena_copy(farmer->jar, str_cut(&rest, ' '));
}

static inline const char *file_of(struct visitor *visitor, struct str code, const char *rest)
{
    return arena_printf(visitor->jar, "/can-bo/viec/" PRISTR "%s", STRARG(code), rest).ptr;
}

/* A code as a ticked box sends it. */
static inline const char *box(struct visitor *visitor, struct str code, int version)
{
    return arena_printf(visitor->jar, PRISTR ".%d", STRARG(code), version).ptr;
}

#endif
