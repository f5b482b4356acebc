/*
 * What becomes of imported articles that are edited here, of the categories and tags
 * of the other site, and of what readers are not to see yet; on both engines.
 */
#include "modules/publications/article_testing.h"
#include "modules/publications/editing.h"

static struct import_article page_of(struct work *work, int number)
{
    return (struct import_article){
        .source_id = arena_printf(work->arena, "https://cu.example/?p=%d", number),
        .slug_hint = arena_printf(work->arena, "bai-%d", number),
        .title = arena_printf(work->arena, "Bài số %d", number),
        .body_markdown = STR("Chữ."),
        .original = STR("<item/>"),
        .published = {INT64_C(1646524800000000)},
        .updated = {INT64_C(1646524800000000)},
        .has_date = true,
        .views = -1,
    };
}

static struct import_count import(struct work *work, int64_t unit,
                                  const struct import_article *page)
{
    struct import_count count;
    db_release(work);
    assert_no_fault(article_import(work, unit, page, 1, &count));
    db_release(work);
    return count;
}

static struct article stored(struct work *work, const char *slug)
{
    struct article article;
    db_release(work);
    assert_no_fault(article_by_slug(work, str_from_c(slug), &article));
    return article;
}

static const struct fault *put_category(struct work *work, void *category)
{
    return category_put(work, category);
}

static int64_t add_category(struct work *work, struct str name)
{
    struct category category = {.name = name};
    assert_no_fault(db_write(work, put_category, &category));
    db_release(work);
    return category.id;
}

/* An editor set a wrong name right; the old site changed something else. */
static void what_was_edited_here_is_not_overwritten(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        int64_t unit = article_testing_unit(test.work, "1");
        struct import_article page = page_of(test.work, 1);
        struct article_edit edit;
        struct article article;
        struct import_count count;
        import(test.work, unit, &page);
        article = stored(test.work, "bai-1");
        edit = article_edit_of(&article);
        edit.text.title = STR("Bài đã sửa ở đây");
        assert_no_fault(article_write(test.work, article.id, article.version, &edit, false));
        page.title = STR("Bài đã sửa ở kia");
        count = import(test.work, unit, &page);
        assert_int_equal(count.kept, 1);
        assert_int_equal(count.changed + count.added + count.unchanged, 0);
        assert_str(stored(test.work, "bai-1").title, STR("Bài đã sửa ở đây"));
    }
}

static void what_was_withdrawn_here_is_not_published_again(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        int64_t unit = article_testing_unit(test.work, "1");
        struct import_article page = page_of(test.work, 1);
        struct article_decision withdrawal = {.step = STEP_WITHDRAW, .reason = STR("Nhầm số liệu")};
        struct article article;
        import(test.work, unit, &page);
        article = stored(test.work, "bai-1");
        assert_no_fault(article_decide(test.work, article.id, article.version, &withdrawal));
        page.title = STR("Bài số một");
        assert_int_equal(import(test.work, unit, &page).kept, 1);
        assert_int_equal(stored(test.work, "bai-1").status, ARTICLE_WITHDRAWN);
    }
}

/* A category that is here by its name, one that is not, and tags, one of them twice. */
static void categories_and_tags_come_along(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        int64_t unit = article_testing_unit(test.work, "1");
        int64_t democracy = add_category(test.work, STR("Dân chủ cơ sở"));
        struct import_article page = page_of(test.work, 1);
        struct str name;
        *VEC_PUSH(&page.categories, test.arena) = STR("Tin huyện");
        *VEC_PUSH(&page.categories, test.arena) = STR("Dân Chủ Cơ Sở");
        *VEC_PUSH(&page.tags, test.arena) = STR("hòa giải");
        *VEC_PUSH(&page.tags, test.arena) = STR("Hòa Giải");
        *VEC_PUSH(&page.tags, test.arena) = STR("đất đai, môi trường");
        import(test.work, unit, &page);
        assert_int_equal(stored(test.work, "bai-1").category_id, democracy);
        assert_str(stored(test.work, "bai-1").tags,
                   STR("Tin huyện, hòa giải, đất đai, môi trường"));
        assert_no_fault(tag_name(test.work, STR("moi-truong"), &name));
        assert_int_equal(import(test.work, unit, &page).unchanged, 1);
        /* the other site takes them off again */
        page.categories.count = 0;
        page.tags.count = 1;
        assert_int_equal(import(test.work, unit, &page).changed, 1);
        assert_int_equal(stored(test.work, "bai-1").category_id, 0);
        assert_str(stored(test.work, "bai-1").tags, STR("hòa giải"));
        db_release(test.work);
        assert_int_equal(tag_name(test.work, STR("moi-truong"), &name)->kind, FAULT_NOT_FOUND);
    }
}

static void of_many_tags_as_many_as_an_article_may_have_are_kept(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        int64_t unit = article_testing_unit(test.work, "1");
        struct import_article page = page_of(test.work, 1);
        article_tags tags;
        for (int i = 0; i < ARTICLE_TAGS_MOST + 5; i++)
            *VEC_PUSH(&page.tags, test.arena) = arena_printf(test.arena, "thẻ %d", i);
        import(test.work, unit, &page);
        assert_no_fault(article_tags_read(test.arena, stored(test.work, "bai-1").tags, &tags));
        assert_int_equal(tags.count, ARTICLE_TAGS_MOST);
    }
}

/* columns: state at the other site, whether it is a page there, state here, is a draft.
 * Their day is over. */
static void what_readers_are_not_to_see_is_a_draft_and_counted(void **state)
{
    static const struct {
        enum import_status status;
        bool is_page;
        enum article_status here;
        int64_t drafts;
    } rows[] = {
        {IMPORT_PUBLISHED, false, ARTICLE_PUBLISHED, 0},
        {IMPORT_PUBLISHED, true,  ARTICLE_DRAFT,     1},
        {IMPORT_SCHEDULED, false, ARTICLE_DRAFT,     1},
        {IMPORT_DRAFT,     false, ARTICLE_DRAFT,     1},
        {IMPORT_PENDING,   false, ARTICLE_PENDING,   1},
        {IMPORT_PENDING,   true,  ARTICLE_DRAFT,     1},
        {IMPORT_PRIVATE,   false, ARTICLE_DRAFT,     1},
        {IMPORT_TRASHED,   false, ARTICLE_WITHDRAWN, 0},
    };
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        int64_t unit = article_testing_unit(test.work, "1");
        for (size_t i = 0; i < COUNT(rows); i++) {
            struct import_article page = page_of(test.work, (int)i);
            page.status = rows[i].status;
            page.is_page = rows[i].is_page;
            assert_int_equal(import(test.work, unit, &page).drafts, rows[i].drafts);
            assert_int_equal(stored(test.work, arena_printf(test.arena, "bai-%zu", i).ptr).status,
                             rows[i].here);
        }
    }
}

/* Dated a minute ahead: no reader sees it before, every reader afterwards. */
static void what_is_dated_ahead_is_published_when_its_time_comes(void **state)
{
    static const enum import_status statuses[] = {IMPORT_PUBLISHED, IMPORT_SCHEDULED};
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        int64_t unit = article_testing_unit(test.work, "1");
        struct instant now = clock_now(test.work->clock);
        test.work->clock = clock_fixed(&now);
        for (size_t i = 0; i < COUNT(statuses); i++) {
            const char *slug = arena_printf(test.arena, "bai-%zu", i).ptr;
            struct import_article page = page_of(test.work, (int)i);
            struct instant ahead = {now.us + INT64_C(60000000)};
            struct import_count count;
            page.status = statuses[i];
            page.published = page.updated = ahead;
            count = import(test.work, unit, &page);
            assert_int_equal(count.scheduled, 1);
            assert_int_equal(count.drafts, 0);
            assert_int_equal(import(test.work, unit, &page).unchanged, 1);
            assert_no_fault(article_publish_due(test.work));
            assert_int_equal(stored(test.work, slug).status, ARTICLE_SCHEDULED);
            assert_int_equal(stored(test.work, slug).published_at.us, ahead.us);
            now.us += INT64_C(61000000);
            assert_no_fault(article_publish_due(test.work));
            assert_int_equal(stored(test.work, slug).status, ARTICLE_PUBLISHED);
            assert_int_equal(import(test.work, unit, &page).unchanged, 1);
        }
        /* a page is no news, whenever it is dated */
        {
            struct import_article page = page_of(test.work, 9);
            page.is_page = true;
            page.published.us = now.us + INT64_C(60000000);
            assert_int_equal(import(test.work, unit, &page).drafts, 1);
        }
    }
}

static void what_stood_first_there_stands_first_here(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        int64_t unit = article_testing_unit(test.work, "1");
        struct import_article page = page_of(test.work, 1);
        page.is_pinned = true;
        assert_int_equal(import(test.work, unit, &page).pinned, 1);
        assert_true(stored(test.work, "bai-1").is_pinned);
        assert_int_equal(import(test.work, unit, &page).unchanged, 1);
        page.is_pinned = false;
        assert_int_equal(import(test.work, unit, &page).changed, 1);
        assert_false(stored(test.work, "bai-1").is_pinned);
    }
}

static void pictures_that_stay_on_the_other_site_are_counted(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        int64_t unit = article_testing_unit(test.work, "1");
        struct import_article page = page_of(test.work, 1);
        *VEC_PUSH(&page.pictures, test.arena) =
            (struct markdown_picture){.url = STR("https://cu.example/a.jpg")};
        *VEC_PUSH(&page.pictures, test.arena) =
            (struct markdown_picture){.url = STR("https://cu.example/b.jpg")};
        assert_int_equal(import(test.work, unit, &page).pictures, 2);
        assert_int_equal(import(test.work, unit, &page).pictures, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_edited_here_is_not_overwritten),
        cmocka_unit_test(what_was_withdrawn_here_is_not_published_again),
        cmocka_unit_test(categories_and_tags_come_along),
        cmocka_unit_test(of_many_tags_as_many_as_an_article_may_have_are_kept),
        cmocka_unit_test(what_readers_are_not_to_see_is_a_draft_and_counted),
        cmocka_unit_test(what_is_dated_ahead_is_published_when_its_time_comes),
        cmocka_unit_test(what_stood_first_there_stands_first_here),
        cmocka_unit_test(pictures_that_stay_on_the_other_site_are_counted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
