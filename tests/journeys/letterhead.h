/*
 * What stands at the head of a printed table: for journeys.
 */
#ifndef DINH_TESTS_JOURNEYS_LETTERHEAD_H
#define DINH_TESTS_JOURNEYS_LETTERHEAD_H

#include "app/testing.h"
#include "civic/paper_testing.h"

/* The last answer is a PDF of the district. NĐ 30/2020, annex I, II.2, II.4: the People's
 * Committee issues it, at a place that is named without the word for its kind. */
static inline void assert_letterhead(struct visitor *visitor)
{
    struct paper_desk desk = {.arena = visitor->jar};
    struct str words;
    assert_status(visitor, 200);
    assert_str(visit_header(visitor, "Content-Type"), STR("application/pdf"));
    words = paper_words(&desk, visitor->body);
    assert_true(str_find(words, STR("ỦY BAN NHÂN DÂN HUYỆN THANH BA"), 0) >= 0);
    assert_true(str_find(words, STR("Thanh Ba, ngày"), 0) >= 0);
    assert_true(str_find(words, STR("Huyện Thanh Ba, ngày"), 0) < 0);
}

#endif
