#include "civic/search.h"
#include "civic/search_tokens.h"
#include "civic/site.h"
#include "db/testing.h"

static struct search_document document(int64_t id, struct str title, struct str text)
{
    return (struct search_document){.kind = STR("news"),
                                    .id = id,
                                    .unit_id = 1,
                                    .published_at = {INT64_C(1646524800000000)},
                                    .path = STR("/tin-tuc/x"),
                                    .title = title,
                                    .text = text};
}

static const struct fault *put(struct work *work, void *context)
{
    return search_put(work, context);
}

static const struct fault *take_out(struct work *work, void *context)
{
    return search_remove(work, STR("news"), *(int64_t *)context);
}

static const struct fault *clear(struct work *work, void *context)
{
    (void)context;
    return search_clear(work);
}

static int64_t count(struct work *work, const char *sql, struct str token)
{
    struct db_rows *rows;
    int64_t number;
    assert_no_fault(db_one(work, sql, P(token), &rows));
    number = db_int(rows, 0);
    db_release(work);
    return number;
}

static int64_t documents_with(struct work *work, const char *token)
{
    static const char FTS5[] = "SELECT COUNT(*) FROM search_index WHERE search_index MATCH $1";
    static const char TSVECTOR[] =
        "SELECT COUNT(*) FROM search_index WHERE tokens @@ CAST($1 AS tsquery)";
    bool is_sqlite = db_engine_of(work) == DB_SQLITE;
    return count(work, is_sqlite ? FTS5 : TSVECTOR,
                 arena_printf(work->arena, is_sqlite ? "\"%s\"" : "'%s'", token));
}

static void tokens_say_word_row_title_and_beginning(void **state)
{
    struct arena *arena = arena_new();
    (void)state;
    assert_str(search_tokens(arena, DB_SQLITE, STR("news"), STR("Đỏ"), STR("đất đỏ")),
               STR("#news do =đỏ ^do ^=đỏ %d %do dat =đất do =đỏ dat_do "));
    assert_str(search_tokens(arena, DB_POSTGRES, STR("law"), STR(""), STR("'\\ đất")),
               STR("'#law' 'dat' '=đất' "));
    arena_free(arena);
}

static void what_is_put_is_indexed_replaced_and_forgotten(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct search_document one = document(7, STR("Đất đỏ"), STR("Bản Hồng Ngài"));
        struct search_document other = document(8, STR("Đất đai"), STR("xã"));
        assert_no_fault(db_write(test.work, put, &one));
        assert_no_fault(db_write(test.work, put, &other));
        assert_int_equal(documents_with(test.work, "^=đất"), 2);
        assert_int_equal(documents_with(test.work, "dat_do"), 1);
        assert_int_equal(documents_with(test.work, "hong_ngai"), 1);
        one.text = STR("Bản Lác");
        assert_no_fault(db_write(test.work, put, &one));
        assert_int_equal(documents_with(test.work, "hong_ngai"), 0);
        assert_int_equal(documents_with(test.work, "ban_lac"), 1);
        assert_no_fault(db_write(test.work, take_out, &one.id));
        assert_no_fault(db_write(test.work, take_out, &one.id));
        assert_int_equal(documents_with(test.work, "dat"), 1);
        assert_int_equal(documents_with(test.work, "#news"), 1);
        assert_no_fault(db_write(test.work, clear, NULL));
        assert_int_equal(documents_with(test.work, "#news"), 0);
        assert_no_fault(db_write(test.work, put, &other));
        assert_int_equal(documents_with(test.work, "#news"), 1);
    }
}

static const struct fault *put_one_of_many(struct work *work, int64_t id, struct str title)
{
    struct search_document one = document(id, title, STR("chung"));
    one.is_one_of_many = true;
    return search_put(work, &one);
}

/* One as it is, one that a second document replaces, one that is taken out again. */
static const struct fault *put_many(struct work *work, void *context)
{
    const struct fault *fault = put_one_of_many(work, 1, STR("Ao"));
    (void)context;
    if (!fault)
        fault = put_one_of_many(work, 2, STR("Bến"));
    if (!fault)
        fault = put_one_of_many(work, 2, STR("Cầu"));
    if (!fault)
        fault = put_one_of_many(work, 3, STR("Đình"));
    if (!fault)
        fault = search_remove(work, STR("news"), 3);
    return fault ? fault : search_settle(work);
}

static const struct fault *put_and_clear(struct work *work, void *context)
{
    const struct fault *fault = put_one_of_many(work, 9, STR("Giếng"));
    (void)context;
    if (!fault)
        fault = search_clear(work);
    if (!fault)
        fault = put_one_of_many(work, 9, STR("Hồ"));
    return fault ? fault : search_settle(work);
}

static void many_in_one_write_are_as_one_after_another(void **state)
{
    static const char WAITING[] = "SELECT COUNT(*) FROM search_waiting WHERE kind = $1";
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        for (int round = 0; round < 2; round++) {
            assert_no_fault(db_write(test.work, put_many, NULL));
            assert_int_equal(documents_with(test.work, "chung"), 2);
            assert_int_equal(documents_with(test.work, "ao"), 1);
            assert_int_equal(documents_with(test.work, "ben"), 0);
            assert_int_equal(documents_with(test.work, "cau"), 1);
            assert_int_equal(documents_with(test.work, "dinh"), 0);
            assert_int_equal(count(test.work, WAITING, STR("news")), 0);
        }
        assert_no_fault(db_write(test.work, put_and_clear, NULL));
        assert_int_equal(documents_with(test.work, "chung"), 1);
        assert_int_equal(documents_with(test.work, "ho"), 1);
        assert_int_equal(count(test.work, WAITING, STR("news")), 0);
    }
}

static const struct fault *forget_titles(struct work *work, void *context)
{
    (void)context;
    return db_script(work, STR("UPDATE search_document SET title_exact = NULL, title_fold = NULL;"
                               "UPDATE search_document SET title_exact = 'Luật Tiếp công dân'"
                               " WHERE document_id = 1"));
}

/* As after an upgrade: more than one write of the job, and a name from the migration. */
static void titles_of_an_earlier_version_are_filled_in(void **state)
{
    static const char TITLED[] = "SELECT COUNT(*) FROM search_document WHERE title_fold = $1";
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct site site = {0};
        test.work->site = &site;
        for (int64_t id = 1; id <= 450; id++) {
            struct search_document one = document(id, STR("Tin Đỏ"), STR(""));
            assert_no_fault(db_write(test.work, put, &one));
        }
        assert_int_equal(count(test.work, TITLED, STR("tin do")), 450);
        assert_no_fault(db_write(test.work, forget_titles, NULL));
        assert_int_equal(count(test.work, TITLED, STR("tin do")), 0);
        assert_no_fault(search_titles_job(test.work));
        assert_int_equal(count(test.work, TITLED, STR("tin do")), 449);
        assert_int_equal(count(test.work, TITLED, STR("luat tiep cong dan")), 1);
    }
}

static void documents_of_one_moment_have_keys_of_their_own(void **state)
{
    static const char KEYS[] = "SELECT COUNT(DISTINCT key) FROM search_document WHERE kind = $1";
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        for (int64_t id = 1; id <= 5; id++) {
            struct search_document one = document(id, STR("Tin"), STR(""));
            assert_no_fault(db_write(test.work, put, &one));
        }
        assert_int_equal(count(test.work, KEYS, STR("news")), 5);
    }
}

static void keys_are_in_the_order_of_moments(void **state)
{
    /* 1945, a microsecond before 1970, 1970, 2022, far away */
    static const int64_t moments[] = {INT64_C(-767836800000000), -1, 0, INT64_C(1646524800000000),
                                      INT64_MAX};
    (void)state;
    for (size_t i = 1; i < COUNT(moments); i++)
        assert_true(search_first_key((struct instant){moments[i - 1]}) <
                    search_first_key((struct instant){moments[i]}));
}

static void a_very_long_document_is_taken(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct buf buf = buf_init(test.arena, 4 * 1024 * 1024);
        struct search_document one = document(1, STR("Dài"), STR(""));
        for (int i = 0; i < 200000; i++)
            buf_printf(&buf, "chữ%d ", i);
        buf_add(&buf, STR("cuối"));
        one.text = buf_str(&buf);
        assert_no_fault(db_write(test.work, put, &one));
        assert_int_equal(documents_with(test.work, "chu1000"), 1);
        assert_int_equal(documents_with(test.work, "cuoi"), 0);
        assert_no_fault(db_write(test.work, take_out, &one.id));
        assert_int_equal(documents_with(test.work, "chu1000"), 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tokens_say_word_row_title_and_beginning),
        cmocka_unit_test(what_is_put_is_indexed_replaced_and_forgotten),
        cmocka_unit_test(many_in_one_write_are_as_one_after_another),
        cmocka_unit_test(titles_of_an_earlier_version_are_filled_in),
        cmocka_unit_test(documents_of_one_moment_have_keys_of_their_own),
        cmocka_unit_test(keys_are_in_the_order_of_moments),
        cmocka_unit_test(a_very_long_document_is_taken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
