/*
 * Articles for the tests of this module: a unit to publish in, and articles made
 * in one line. Only *_test.c files include this.
 */
#ifndef DINH_MODULES_PUBLICATIONS_ARTICLE_TESTING_H
#define DINH_MODULES_PUBLICATIONS_ARTICLE_TESTING_H

#include "civic/unit.h"
#include "db/testing.h"
#include "modules/publications/article_service.h"

static inline const struct fault *article_testing_unit_use_case(struct work *work, void *unit)
{
    return unit_create(work, unit);
}

/* A commune; the work acts as the system from here on. */
static inline int64_t article_testing_unit(struct work *work, const char *code)
{
    struct unit unit = {.kind = UNIT_COMMUNE,
                        .code = str_from_c(code),
                        .name = arena_printf(work->arena, "Xã %s", code),
                        .valid_from = DATE_NONE,
                        .valid_to = DATE_NONE};
    work->actor = &actor_system;
    assert_no_fault(db_write(work, article_testing_unit_use_case, &unit));
    return unit.id;
}

static inline const struct fault *article_testing_insert(struct work *work, void *article)
{
    return article_insert(work, article, STR(""), STR(""), STR(""));
}

/* An article with this number for an id, published at `seconds` (0: a draft), its
 * slug and title made from the number. */
static inline void article_testing_add(struct work *work, int64_t unit_id, int64_t id,
                                       int64_t seconds)
{
    struct article article = {.id = id,
                              .unit_id = unit_id,
                              .slug = arena_printf(work->arena, "bai-%lld", (long long)id),
                              .title = arena_printf(work->arena, "Bài %lld", (long long)id),
                              .lead = STR("Sapo."),
                              .body = STR("Nội dung."),
                              .status = seconds ? ARTICLE_PUBLISHED : ARTICLE_DRAFT,
                              .published_at = {seconds * 1000000},
                              .updated_at = {seconds * 1000000}};
    assert_no_fault(db_write(work, article_testing_insert, &article));
    db_release(work);
}

/* The article as it is stored now. */
static inline struct article article_testing_load(struct work *work, int64_t id)
{
    struct article article;
    db_release(work);
    assert_no_fault(article_load(work, id, &article));
    return article;
}

#endif
