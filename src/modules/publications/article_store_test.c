/*
 * Articles in the database, on both engines: lists by key, neighbours, addresses,
 * writing by several people, imports, and what a write makes stale.
 */
#include "modules/publications/article_testing.h"

#include "base/file.h"

/* The ids of a list as text: "5 4 3". */
static struct str ids_of(struct work *work, const article_rows *rows)
{
    struct str text = STR("");
    for (size_t i = 0; i < rows->count; i++)
        text = arena_printf(work->arena, PRISTR "%s%lld", STRARG(text), i ? " " : "",
                            (long long)rows->items[i].id);
    return text;
}

static struct str older(struct work *work, int64_t unit_id, int64_t seconds, int64_t id, int limit)
{
    const struct article_filter filter = article_filter_of_unit(unit_id);
    article_rows rows;
    struct article_key key = {{seconds * 1000000}, id};
    db_release(work);
    assert_no_fault(article_list_of(work, &filter, false, key, limit, &rows));
    return ids_of(work, &rows);
}

static struct str newer(struct work *work, int64_t unit_id, int64_t seconds, int64_t id, int limit)
{
    const struct article_filter filter = article_filter_of_unit(unit_id);
    article_rows rows;
    struct article_key key = {{seconds * 1000000}, id};
    db_release(work);
    assert_no_fault(article_list_of(work, &filter, true, key, limit, &rows));
    return ids_of(work, &rows);
}

/* Six published articles, 2 to 4 at the same instant, and a draft. */
static int64_t fill(struct work *work)
{
    int64_t unit = article_testing_unit(work, "1");
    static const int64_t seconds[] = {100, 200, 200, 200, 300, 400};
    for (size_t i = 0; i < COUNT(seconds); i++)
        article_testing_add(work, unit, (int64_t)i + 1, seconds[i]);
    article_testing_add(work, unit, 7, 0);
    return unit;
}

static void lists_are_paged_by_key_in_both_directions(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        fill(test.work);
        assert_str(older(test.work, 0, 0, 0, 10), STR("6 5 4 3 2 1"));
        assert_str(older(test.work, 0, 0, 0, 3), STR("6 5 4"));
        assert_str(older(test.work, 0, 200, 4, 3), STR("3 2 1"));
        assert_str(older(test.work, 0, 200, 3, 1), STR("2"));
        assert_str(older(test.work, 0, 100, 1, 3), STR(""));
        assert_str(newer(test.work, 0, 200, 3, 2), STR("5 4"));
        assert_str(newer(test.work, 0, 200, 3, 10), STR("6 5 4"));
        assert_str(newer(test.work, 0, 400, 6, 10), STR(""));
    }
}

static void lists_of_a_unit_hold_its_own_articles(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        int64_t unit = fill(test.work);
        int64_t other = article_testing_unit(test.work, "2");
        article_testing_add(test.work, other, 8, 250);
        assert_str(older(test.work, 0, 0, 0, 3), STR("6 5 8"));
        assert_str(older(test.work, unit, 0, 0, 3), STR("6 5 4"));
        assert_str(newer(test.work, other, 100, 1, 3), STR("8"));
    }
}

static void neighbours_are_the_next_published_ones_of_the_unit(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct article article;
        struct article_row before;
        struct article_row after;
        fill(test.work);
        article_testing_add(test.work, article_testing_unit(test.work, "2"), 8, 200);
        article = article_testing_load(test.work, 4);
        assert_no_fault(article_neighbours(test.work, &article, &before, &after));
        assert_int_equal(before.id, 3);
        assert_int_equal(after.id, 5);
        assert_str(after.slug, STR("bai-5"));
        article = article_testing_load(test.work, 6);
        assert_no_fault(article_neighbours(test.work, &article, &before, &after));
        assert_int_equal(before.id, 5);
        assert_int_equal(after.id, 0);
    }
}

/* ---- addresses ---- */

static const struct fault *rename_article(struct work *work, void *slug)
{
    return article_set_slug(work, 1, *(struct str *)slug);
}

static struct str chosen(struct work *work, const char *title)
{
    struct str slug;
    db_release(work);
    assert_no_fault(article_choose_slug(work, str_from_c(title), &slug));
    return slug;
}

static void an_address_leads_to_one_article_for_ever(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct str first = STR("hop-dan");
        struct str second = STR("hop-dan-khu-5");
        struct str now;
        struct article article;
        const struct fault *fault;
        fill(test.work);
        assert_str(chosen(test.work, "Đồng Xuân"), STR("dong-xuan"));
        assert_str(chosen(test.work, "???"), STR("tin"));
        assert_no_fault(db_write(test.work, rename_article, &first));
        assert_no_fault(db_write(test.work, rename_article, &second));
        assert_str(chosen(test.work, "Họp dân"), STR("hop-dan-2"));
        assert_no_fault(article_by_alias(test.work, STR("bai-1"), &now));
        assert_str(now, second);
        assert_no_fault(article_by_alias(test.work, first, &now));
        assert_str(now, second);
        assert_no_fault(article_by_slug(test.work, second, &article));
        assert_int_equal(article.id, 1);
        fault = article_by_slug(test.work, first, &article);
        assert_int_equal(fault->kind, FAULT_NOT_FOUND);
        fault = article_by_alias(test.work, STR("khong-co"), &now);
        assert_int_equal(fault->kind, FAULT_NOT_FOUND);
    }
}

/* ---- writing ---- */

static const struct article_text first_text = {STR_INIT("Tên bài"), STR_INIT("Sapo"),
                                               STR_INIT("Nội dung"), STR_INIT("Hải Minh")};
static const struct article_text second_text = {STR_INIT("Tên mới"), STR_INIT("Sapo mới"),
                                                STR_INIT("Nội dung mới"), STR_INIT("")};

static void a_draft_is_published_and_withdrawn_once(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct instant now = {INT64_C(1646524800000000)};
        struct article article;
        const struct fault *fault;
        int64_t unit = article_testing_unit(test.work, "1");
        int64_t id;
        test.work->clock = clock_fixed(&now);
        assert_no_fault(article_create(test.work, unit, &first_text, &id));
        article = article_testing_load(test.work, id);
        assert_int_equal(article.status, ARTICLE_DRAFT);
        assert_str(article.slug, STR("ten-bai"));
        assert_str(older(test.work, 0, 0, 0, 10), STR(""));
        fault = article_withdraw(test.work, id, article.version);
        assert_int_equal(fault->kind, FAULT_CONFLICT);
        assert_no_fault(article_publish(test.work, id, article.version));
        article = article_testing_load(test.work, id);
        assert_int_equal(article.status, ARTICLE_PUBLISHED);
        assert_int_equal(article.published_at.us, now.us);
        fault = article_publish(test.work, id, article.version);
        assert_int_equal(fault->kind, FAULT_CONFLICT);
        assert_no_fault(article_withdraw(test.work, id, article.version));
        article = article_testing_load(test.work, id);
        assert_int_equal(article.status, ARTICLE_WITHDRAWN);
        assert_str(older(test.work, 0, 0, 0, 10), STR(""));
    }
}

static void who_saves_an_old_version_is_told_and_changes_nothing(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct article article;
        const struct fault *fault;
        int64_t id;
        assert_no_fault(
            article_create(test.work, article_testing_unit(test.work, "1"), &first_text, &id));
        article = article_testing_load(test.work, id);
        assert_no_fault(article_save(test.work, id, article.version, &second_text));
        fault = article_save(test.work, id, article.version, &first_text);
        assert_int_equal(fault->kind, FAULT_CONFLICT);
        assert_string_equal(fault->key, "news.changed");
        article = article_testing_load(test.work, id);
        assert_str(article.title, second_text.title);
        assert_str(article.lead, second_text.lead);
        assert_str(article.body, second_text.body);
        assert_str(article.byline, second_text.byline);
        assert_str(article.slug, STR("ten-bai"));
    }
}

static void nobody_publishes_without_the_permission(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        int64_t unit = article_testing_unit(test.work, "1");
        int64_t other = article_testing_unit(test.work, "2");
        struct grant grants[] = {
            {ROLE_EDITOR,   unit },
            {ROLE_APPROVER, other}
        };
        struct actor editor = {.account_id = 9, .grants = grants, .grant_count = 2};
        const struct fault *fault;
        int64_t id;
        test.work->actor = &editor;
        assert_no_fault(article_create(test.work, unit, &first_text, &id));
        fault = article_publish(test.work, id, 1);
        assert_int_equal(fault->kind, FAULT_FORBIDDEN);
        test.work->actor = &actor_anonymous;
        fault = article_create(test.work, unit, &first_text, &id);
        assert_int_equal(fault->kind, FAULT_UNAUTHENTICATED);
    }
}

/* ---- imports ---- */

static struct import_article pasted(struct work *work, struct str bytes)
{
    static const struct import_options options = {.format = IMPORT_SNIFF};
    struct import import;
    assert_no_fault(import_read(work->arena, bytes, &options, &import));
    assert_int_equal(import.articles.count, 1);
    return import.articles.items[0];
}

static void the_page_this_program_began_with_is_stored_to_the_byte(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct import_article page;
        struct import_count count;
        struct article article;
        struct str bytes;
        struct str original;
        int64_t unit = article_testing_unit(test.work, "1");
        assert_no_fault(
            file_read(test.arena, "tests/fixtures/import/thanh-ba-2022.txt", 100000, &bytes));
        page = pasted(test.work, bytes);
        assert_no_fault(article_import(test.work, unit, &page, 1, &count));
        assert_int_equal(count.added, 1);
        db_release(test.work);
        assert_no_fault(article_by_slug(test.work,
                                        STR("ban-chi-dao-thuc-hien-dan-chu-huyen-thanh-ba-trien-"
                                            "khai-nhiem-vu-nam-2022"),
                                        &article));
        assert_str(article.title, STR("Ban chỉ đạo thực hiện dân chủ huyện Thanh Ba triển khai "
                                      "nhiệm vụ năm 2022"));
        assert_int_equal(article.views, 3418);
        assert_str(article.byline, STR("Hải Minh"));
        assert_int_equal(date_compare(instant_date(article.updated_at), date_ymd(2022, 3, 6)), 0);
        assert_true(str_starts(article.lead, STR("Ban chỉ đạo Quy chế dân chủ (QCDC)")));
        assert_true(str_find(article.body, STR("củng cố. Về"), 0) > 0);
        assert_no_fault(article_original(test.work, article.id, &original));
        assert_str(original, bytes);
        assert_true(str_find(original, STR("củng cố.Về"), 0) > 0);
    }
}

static void a_second_import_changes_only_what_changed(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct import_article page = {.source_id = STR("https://mau.example/?p=1"),
                                      .title = STR("Một"),
                                      .body_markdown = STR("Chữ."),
                                      .original = STR("<item/>"),
                                      .published = {INT64_C(1646524800000000)},
                                      .updated = {INT64_C(1646524800000000)},
                                      .has_date = true,
                                      .views = 10};
        struct import_count count;
        struct article article;
        int64_t unit = article_testing_unit(test.work, "1");
        assert_no_fault(article_import(test.work, unit, &page, 1, &count));
        assert_int_equal(count.added, 1);
        assert_no_fault(article_import(test.work, unit, &page, 1, &count));
        assert_int_equal(count.added + count.changed, 0);
        assert_int_equal(count.unchanged, 1);
        db_release(test.work);
        assert_no_fault(article_by_slug(test.work, STR("mot"), &article));
        assert_int_equal(article.version, 1);
        page.title = STR("Hai");
        page.views = 5;
        assert_no_fault(article_import(test.work, unit, &page, 1, &count));
        assert_int_equal(count.changed, 1);
        article = article_testing_load(test.work, article.id);
        assert_str(article.title, STR("Hai"));
        assert_str(article.slug, STR("mot"));
        assert_int_equal(article.views, 10);
        page.views = 12;
        assert_no_fault(article_import(test.work, unit, &page, 1, &count));
        assert_int_equal(count.unchanged, 1);
        assert_int_equal(article_testing_load(test.work, article.id).views, 12);
    }
}

static void pictures_elsewhere_become_links_behind_the_text(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct markdown_picture pictures[] = {
            {STR_INIT("https://mau.example/hop.jpg"),       STR_INIT("Họp *thôn*"), STR_INIT("")},
            {STR_INIT("/anh/gan.jpg"),                      STR_INIT(""),              STR_INIT("")},
            {STR_INIT("https://mau.example/anh/duong.jpg"), STR_INIT(""),              STR_INIT("")},
        };
        struct import_article page = {
            .source_id = STR("https://mau.example/?p=1"),
            .title = STR("Một"),
            .body_markdown = STR("Chữ.\n"),
            .original = STR("<item/>"),
            .pictures = {pictures, COUNT(pictures), COUNT(pictures)}
        };
        struct import_count count;
        struct article article;
        int64_t unit = article_testing_unit(test.work, "1");
        assert_no_fault(article_import(test.work, unit, &page, 1, &count));
        db_release(test.work);
        assert_no_fault(article_by_slug(test.work, STR("mot"), &article));
        assert_str(article.body, STR("Chữ.\n\n[Họp \\*thôn\\*](https://mau.example/hop.jpg)\n\n"
                                     "[duong.jpg](https://mau.example/anh/duong.jpg)\n"));
    }
}

/* ---- what a write makes stale ---- */

/* What the page of an article depends on. */
static struct depend page_of(struct work *work, int64_t id)
{
    struct depend depend = {0};
    struct article article;
    struct article_row before;
    struct article_row after;
    db_release(work);
    work->depend = &depend;
    assert_no_fault(article_load(work, id, &article));
    assert_no_fault(article_neighbours(work, &article, &before, &after));
    work->depend = NULL;
    db_release(work);
    return depend;
}

static struct depend list_of(struct work *work)
{
    struct depend depend = {0};
    const struct article_filter all = {.kind = ARTICLE_OF_ALL};
    article_rows rows;
    db_release(work);
    work->depend = &depend;
    assert_no_fault(article_list_of(work, &all, false, (struct article_key){0}, 20, &rows));
    work->depend = NULL;
    db_release(work);
    return depend;
}

static void a_withdrawal_drops_the_article_its_neighbours_and_the_list(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct depend pages[7];
        struct depend list;
        fill(test.work);
        for (int64_t id = 1; id <= 6; id++)
            pages[id] = page_of(test.work, id);
        list = list_of(test.work);
        assert_no_fault(article_withdraw(test.work, 4, 1));
        assert_false(depend_fresh(test.pool, &list));
        assert_true(depend_fresh(test.pool, &pages[1]));
        assert_true(depend_fresh(test.pool, &pages[2]));
        assert_false(depend_fresh(test.pool, &pages[3]));
        assert_false(depend_fresh(test.pool, &pages[4]));
        assert_false(depend_fresh(test.pool, &pages[5]));
        assert_true(depend_fresh(test.pool, &pages[6]));
    }
}

static void a_draft_drops_no_page(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        int64_t unit = fill(test.work);
        struct depend page = page_of(test.work, 6);
        struct depend list = list_of(test.work);
        int64_t id;
        assert_no_fault(article_create(test.work, unit, &first_text, &id));
        assert_no_fault(article_save(test.work, id, 1, &second_text));
        assert_true(depend_fresh(test.pool, &page));
        assert_true(depend_fresh(test.pool, &list));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lists_are_paged_by_key_in_both_directions),
        cmocka_unit_test(lists_of_a_unit_hold_its_own_articles),
        cmocka_unit_test(neighbours_are_the_next_published_ones_of_the_unit),
        cmocka_unit_test(an_address_leads_to_one_article_for_ever),
        cmocka_unit_test(a_draft_is_published_and_withdrawn_once),
        cmocka_unit_test(who_saves_an_old_version_is_told_and_changes_nothing),
        cmocka_unit_test(nobody_publishes_without_the_permission),
        cmocka_unit_test(the_page_this_program_began_with_is_stored_to_the_byte),
        cmocka_unit_test(a_second_import_changes_only_what_changed),
        cmocka_unit_test(pictures_elsewhere_become_links_behind_the_text),
        cmocka_unit_test(a_withdrawal_drops_the_article_its_neighbours_and_the_list),
        cmocka_unit_test(a_draft_drops_no_page),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
