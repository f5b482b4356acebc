/*
 * Static pages for journeys: a new one in one line.
 */
#ifndef DINH_TESTS_JOURNEYS_PORTAL_H
#define DINH_TESTS_JOURNEYS_PORTAL_H

#include "desk.h"

#define PAGES "/quan-tri/trang"

/* A new page; the address of its form. */
static inline const char *write_page(struct visitor *writer, const char *title, const char *body,
                                     const char *is_public)
{
    const char *address;
    visit_get(writer, PAGES "/moi");
    assert_status(writer, 200);
    visit_submit(writer, "", "title", title, "body", body, "public", is_public, NULL);
    assert_status(writer, 303);
    address = arena_c(writer->site->arena, visit_header(writer, "Location"));
    return arena_c(writer->site->arena, str_slice(str_from_c(address), 0, strcspn(address, "?")));
}

#endif
