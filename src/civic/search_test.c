/*
 * Search on both engines, by examples.
 */
#include "civic/search.h"
#include "db/testing.h"

static const int64_t DAY = INT64_C(86400) * 1000000;
static const int64_t START = INT64_C(1646092800000000); /* 2022-03-01T00:00Z */

static const struct fault *put(struct work *work, void *context)
{
    return search_put(work, context);
}

static const struct search_filter everything = {.from = {INT32_MIN}, .until = {INT32_MIN}};

/* The ids of all pages, "3 1 2", asked for page by page. */
static struct str found(struct work *work, struct str typed, const struct search_filter *filter)
{
    struct buf buf = buf_init(work->arena, 64 * 1024);
    struct search_result result = {.has_more = true};
    for (int page = 0; result.has_more; page++) {
        assert_true(page < 100);
        assert_no_fault(search_find(work, typed, filter, result.last, &result));
        assert_true(result.hits.count <= SEARCH_PAGE);
        assert_true(!result.has_more || result.hits.count > 0);
        for (size_t i = 0; i < result.hits.count; i++)
            buf_printf(&buf, buf.len ? " %lld" : "%lld", (long long)result.hits.items[i].id);
    }
    db_release(work);
    return buf_str(&buf);
}

static void put_document(struct work *work, struct str kind, int64_t id, int64_t unit_id, int day,
                         struct str title, struct str text)
{
    struct search_document document = {
        .kind = kind,
        .id = id,
        .unit_id = unit_id,
        .published_at = {START + day * DAY},
        .path = arena_printf(work->arena, "/x/%lld", (long long)id),
        .title = title,
        .text = text,
    };
    assert_no_fault(db_write(work, put, &document));
}

/* ---- examples ---- */

static void put_examples(struct work *work)
{
    put_document(work, STR("news"), 1, 1, 1, STR("Đất đỏ Quảng Yên"),
                 STR("Bản Hồng Ngài có đường mới."));
    put_document(work, STR("news"), 2, 1, 2, STR("Dát vàng"), STR("Cột được dát đồ cũ."));
    put_document(work, STR("news"), 3, 1, 3, STR("Tin vắn"), STR("Giá đất ở vùng đất đỏ tăng."));
    put_document(work, STR("law"), 4, 1, 4, STR("Luật Hòa giải ở cơ sở"),
                 STR("Nguyên tắc hoà giải."));
    put_document(work, STR("news"), 5, 1, 5, STR("Tổ hoà giải"),
                 STR("Ông Thủy và bà Thuỷ khỏe mạnh."));
    put_document(work, STR("news"), 6, 1, 6, STR("Giải bóng đá"),
                 STR("Không khí hòa đồng, trao giải."));
    put_document(work, STR("news"), 7, 1, 7, STR("Chỉ thị 30-CT/TW"),
                 STR("Dân biết, dân bàn, dân làm."));
    put_document(work, STR("news"), 8, 1, 8, STR("Thi đua"),
                 STR("Dân làm tốt, dân bàn kỹ; dân biết sớm. Dân bàn, dân biết."));
}

static void words_are_found_with_and_without_diacritics(void **state)
{
    /* columns: what is typed, ids in order. Titles first, then words in a row,
     * then the others; as typed before folded; the newest first. */
    static const struct {
        struct str typed;
        struct str ids;
    } rows[] = {
        {STR_INIT("đất"),                        STR_INIT("1 3 2")},
        {STR_INIT("ĐẤT"),                        STR_INIT("1 3 2")},
        {STR_INIT("dat"),                           STR_INIT("2 1 3")},
        {STR_INIT("dát"),                          STR_INIT("2 1 3")},
        {STR_INIT("dat do"),                        STR_INIT("1 3 2")},
        {STR_INIT("đất đỏ"),                  STR_INIT("1 3 2")},
        {STR_INIT("dát đồ"),                    STR_INIT("2 1 3")},
        {STR_INIT("hồng ngài"),                  STR_INIT("1")    },
        {STR_INIT("hong ngai"),                     STR_INIT("1")    },
        {STR_INIT("duong"),                         STR_INIT("1")    },
        {STR_INIT("hòa giải"),                   STR_INIT("5 4 6")},
        {STR_INIT("hoà giải"),                   STR_INIT("5 4 6")},
        {STR_INIT("hoa giai"),                      STR_INIT("5 4 6")},
        {STR_INIT("\"hòa giải\""),               STR_INIT("5 4")  },
        {STR_INIT("“hòa giải”"),             STR_INIT("5 4")  },
        {STR_INIT("giải hòa"),                   STR_INIT("5 4 6")},
        {STR_INIT("\"giải hòa\""),               STR_INIT("")     },
        {STR_INIT("thủy"),                        STR_INIT("5")    },
        {STR_INIT("Thuỷ khoẻ"),                 STR_INIT("5")    },
        {STR_INIT("30-CT/TW"),                      STR_INIT("7")    },
        {STR_INIT("30 ct"),                         STR_INIT("7")    },
        {STR_INIT("dân biết"),                   STR_INIT("8 7")  },
        {STR_INIT("\"dân biết dân bàn\""),     STR_INIT("7")    },
        {STR_INIT("\"dân biết\" \"bàn dân\""), STR_INIT("8 7")  },
        {STR_INIT("\"dan biet som dan ban"),        STR_INIT("8")    },
        {STR_INIT("bàn kĩ"),                      STR_INIT("8")    },
        {STR_INIT("\"bàn kĩ\""),                  STR_INIT("8")    },
        {STR_INIT("ki"),                            STR_INIT("8")    },
        {STR_INIT("đất không"),                 STR_INIT("")     },
        {STR_INIT("zzz"),                           STR_INIT("")     },
        {STR_INIT(""),                              STR_INIT("")     },
    };
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        put_examples(test.work);
        for (size_t i = 0; i < COUNT(rows); i++) {
            struct str ids = found(test.work, rows[i].typed, &everything);
            if (!str_equal(ids, rows[i].ids))
                print_error("typed " PRISTR "\n", STRARG(rows[i].typed));
            assert_str(ids, rows[i].ids);
        }
    }
}

static void a_title_that_equals_the_query_comes_first(void **state)
{
    /* columns: what is typed, ids in order. The older of two titles is the shorter one;
     * without diacritics it stands before a text in which the words are written so. */
    static const struct {
        struct str typed;
        struct str ids;
    } rows[] = {
        {STR_INIT("Hòa giải"),              STR_INIT("1 2 3")  },
        {STR_INIT("HOÀ GIẢI"),              STR_INIT("1 2 3")  },
        {STR_INIT("hoa giai"),                 STR_INIT("1 3 2")  },
        {STR_INIT("\"hoa giai\"!"),            STR_INIT("1 3 2")  },
        {STR_INIT("hoa giải"),               STR_INIT("3 2 1")  },
        {STR_INIT("luật tiếp công dân"), STR_INIT("4 5")    },
        {STR_INIT("luat tiep cong dan"),       STR_INIT("4 5")    },
        {STR_INIT("Quy chế dân chủ"),     STR_INIT("6 7 8")  },
        {STR_INIT("qui che dan chu"),          STR_INIT("8 6 7")  },
        {STR_INIT("ma"),                       STR_INIT("11 12 9")},
    };
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct search_document law = {.kind = STR("law"),
                                      .id = 4,
                                      .unit_id = 1,
                                      .published_at = {START},
                                      .path = STR("/x/4"),
                                      .title = STR("Luật 42/2013/QH13: Luật Tiếp công dân"),
                                      .name = STR("Luật Tiếp công dân")};
        put_document(test.work, STR("news"), 1, 1, 1, STR("Hòa giải"), STR("Tổ ở thôn."));
        put_document(test.work, STR("news"), 2, 1, 2, STR("Tổ hòa giải"), STR("Tổ ở thôn."));
        put_document(test.work, STR("news"), 3, 1, 3, STR("Thơ"),
                     STR("hoa giải, hoà giải, hoa giai"));
        assert_no_fault(db_write(test.work, put, &law));
        put_document(test.work, STR("law"), 5, 1, 5,
                     STR("Luật 136/2025/QH15: Luật sửa đổi Luật Tiếp công dân"), STR(""));
        put_document(test.work, STR("law"), 6, 1, 6, STR("Quy chế dân chủ"), STR(""));
        put_document(test.work, STR("law"), 7, 1, 7, STR("Hai quy chế dân chủ"), STR(""));
        put_document(test.work, STR("law"), 8, 1, 8, STR("Quí chế dân chủ"),
                     STR("Quy chế dân chủ"));
        put_document(test.work, STR("news"), 9, 1, 9, STR("Con ma"), STR(""));
        put_document(test.work, STR("news"), 11, 1, 1, STR("Ma"), STR(""));
        put_document(test.work, STR("news"), 12, 1, 12, STR("Mã"), STR(""));
        for (size_t i = 0; i < COUNT(rows); i++) {
            struct str ids = found(test.work, rows[i].typed, &everything);
            if (!str_equal(ids, rows[i].ids))
                print_error("typed " PRISTR "\n", STRARG(rows[i].typed));
            assert_str(ids, rows[i].ids);
        }
    }
}

/* While one types, too. */
static void a_title_that_is_typed_out_is_suggested_first(void **state)
{
    static const struct str typed[] = {STR_INIT("tiep cong dan"), STR_INIT("Tiếp công dân")};
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        put_document(test.work, STR("news"), 1, 1, 1, STR("Tiếp công dân"), STR(""));
        for (int id = 2; id <= 60; id++)
            put_document(test.work, STR("news"), id, 1, id,
                         arena_printf(test.arena, "Lịch tiếp công dân tuần %d", id), STR(""));
        for (size_t i = 0; i < COUNT(typed); i++) {
            search_suggestion_list list;
            assert_no_fault(search_suggest(test.work, typed[i], &list));
            assert_int_equal(list.count, SEARCH_SUGGESTIONS);
            assert_str(list.items[0].title, STR("Tiếp công dân"));
            assert_str(list.items[0].url.text, STR("/x/1"));
            assert_str(list.items[1].title, STR("Lịch tiếp công dân tuần 60"));
        }
    }
}

/* A query is cut behind its sixteenth word; the whole title of a decree may be pasted. */
static void a_long_title_equals_itself(void **state)
{
    const struct str title = STR("Nghị định quy định chi tiết một số điều và biện pháp tổ chức "
                                 "thi hành Luật Tiếp công dân");
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        put_document(test.work, STR("law"), 1, 1, 1, title, STR(""));
        put_document(test.work, STR("law"), 2, 1, 2,
                     arena_printf(test.arena, "Góp ý: " PRISTR, STRARG(title)), STR(""));
        assert_str(found(test.work, title, &everything), STR("1 2"));
    }
}

/* Each is looked for, and suggested for, without a fault. */
static void assert_queries(struct work *work, const struct str rows[], size_t count)
{
    search_suggestion_list suggestions;
    for (size_t i = 0; i < count; i++) {
        found(work, rows[i], &everything);
        assert_no_fault(search_suggest(work, rows[i], &suggestions));
    }
}

/* Of SQL, of SQLite's FTS5 and of PostgreSQL's tsquery. */
static void signs_of_a_query_language_are_a_query(void **state)
{
    static const struct str rows[] = {
        STR_INIT("\""),
        STR_INIT("\"\""),
        STR_INIT("\"\"\""),
        STR_INIT("'"),
        STR_INIT("''"),
        STR_INIT("AND"),
        STR_INIT("OR"),
        STR_INIT("NOT"),
        STR_INIT("AND OR NOT"),
        STR_INIT("NEAR(a b)"),
        STR_INIT("NEAR/2"),
        STR_INIT("*"),
        STR_INIT("đất*"),
        STR_INIT("^đất"),
        STR_INIT("-đất"),
        STR_INIT("tokens:đất"),
        STR_INIT("{tokens} : x"),
        STR_INIT("("),
        STR_INIT(")"),
        STR_INIT("((("),
        STR_INIT("a:b:c"),
        STR_INIT("a & b | !c"),
        STR_INIT("<-> <2>"),
        STR_INIT("a:*"),
        STR_INIT("\\"),
        STR_INIT("\\'"),
        STR_INIT("$1"),
        STR_INIT("%"),
        STR_INIT("_"),
        STR_INIT("@1"),
        STR_INIT("#news"),
        STR_INIT("=đất"),
        STR_INIT("; DROP TABLE search_document; --"),
    };
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        put_examples(test.work);
        assert_queries(test.work, rows, COUNT(rows));
    }
}

static void text_of_any_writing_is_a_query(void **state)
{
    static const struct str rows[] = {
        STR_INIT("a\0b"),
        STR_INIT("\0"),
        STR_INIT("🏠🏠🏠"),
        STR_INIT("nhà 🏠"),
        STR_INIT(".,;:!?…–—"),
        STR_INIT("và của các là"),
        STR_INIT("<script>alert(1)</script>"),
        STR_INIT("ស្រុក"),
        STR_INIT("ꨀꨇꩉ"),
        STR_INIT("\xCC\x81"),
        STR_INIT("\xEF\xBB\xBF"),
        STR_INIT("\xE2\x80\x8B"),
    };
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        put_examples(test.work);
        assert_queries(test.work, rows, COUNT(rows));
    }
}

static void a_query_too_long_is_cut_and_one_of_no_words_is_empty(void **state)
{
    const struct search_place first = {0, 0};
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct search_result result;
        struct buf long_word = buf_init(test.arena, 20000);
        struct buf many_words = buf_init(test.arena, 20000);
        put_examples(test.work);
        while (long_word.len < 10000)
            buf_add(&long_word, STR("ế\""));
        while (many_words.len < 10000)
            buf_add(&many_words, STR("\"a b\" c' "));
        assert_no_fault(search_find(test.work, buf_str(&long_word), &everything, first, &result));
        assert_true(result.is_cut);
        assert_no_fault(search_find(test.work, buf_str(&many_words), &everything, first, &result));
        assert_true(result.is_cut);
        assert_no_fault(search_find(test.work, STR("đất"), &everything,
                                    (struct search_place){-7, -1}, &result));
        assert_false(result.is_empty);
        assert_no_fault(search_find(test.work, STR(" .. "), &everything, first, &result));
        assert_true(result.is_empty);
        assert_int_equal(result.hits.count, 0);
    }
}

static const struct fault *make_units(struct work *work, void *context)
{
    (void)context;
    return db_script(work, STR("INSERT INTO unit (id, parent_id, kind, code, slug, name, name_fold,"
                               "                  name_sort) VALUES"
                               " (1, NULL, 'district', '1', 'huyen', 'H', 'h', ''),"
                               " (2, 1, 'commune', '2', 'xa', 'X', 'x', ''),"
                               " (3, 2, 'village', '3', 'ban', 'B', 'b', ''),"
                               " (4, 1, 'commune', '4', 'xa-2', 'Y', 'y', '');"
                               "INSERT INTO unit_ancestor (unit_id, ancestor_id, depth) VALUES"
                               " (1, 1, 0), (2, 2, 0), (2, 1, 1), (3, 3, 0), (3, 2, 1), (3, 1, 2),"
                               " (4, 4, 0), (4, 1, 1);"));
}

static void filters_narrow_by_kind_unit_and_day(void **state)
{
    /* columns: kind, unit, days from and until (0: open), ids */
    static const struct {
        struct str kind;
        int64_t unit_id;
        int from;
        int until;
        struct str ids;
    } rows[] = {
        {STR_INIT(""),     0, 0, 0, STR_INIT("5 4 3 2 1")},
        {STR_INIT("law"),  0, 0, 0, STR_INIT("4 2")      },
        {STR_INIT("tin"),  0, 0, 0, STR_INIT("")         },
        {STR_INIT("n*\""), 0, 0, 0, STR_INIT("")         },
        {STR_INIT(""),     1, 0, 0, STR_INIT("4 3 2 1")  },
        {STR_INIT(""),     2, 0, 0, STR_INIT("3 2")      },
        {STR_INIT(""),     3, 0, 0, STR_INIT("3")        },
        {STR_INIT(""),     9, 0, 0, STR_INIT("")         }, /* no unit */
        {STR_INIT(""),     0, 3, 0, STR_INIT("5 4 3")    },
        {STR_INIT(""),     0, 0, 3, STR_INIT("3 2 1")    },
        {STR_INIT(""),     0, 2, 4, STR_INIT("4 3 2")    },
        {STR_INIT(""),     0, 4, 2, STR_INIT("")         },
        {STR_INIT("law"),  2, 2, 2, STR_INIT("2")        },
    };
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        /* noon in Viet Nam of 1 to 5 March */
        static const struct {
            struct str kind;
            int64_t unit_id;
        } documents[] = {
            {STR_INIT("news"), 1},
            {STR_INIT("law"),  2},
            {STR_INIT("news"), 3},
            {STR_INIT("law"),  4},
            {STR_INIT("news"), 9},
        };
        assert_no_fault(db_write(test.work, make_units, NULL));
        for (int i = 0; i < (int)COUNT(documents); i++)
            put_document(test.work, documents[i].kind, i + 1, documents[i].unit_id, i,
                         STR("Họp dân"), STR(""));
        put_document(test.work, STR("news"), 5, 99, 4, STR("Họp dân"), STR(""));
        put_document(test.work, STR("news"), 5, 9, 4, STR("Họp dân"), STR(""));
        for (size_t i = 0; i < COUNT(rows); i++) {
            struct search_filter filter = {.kind = rows[i].kind,
                                           .unit_id = rows[i].unit_id,
                                           .from = DATE_NONE,
                                           .until = DATE_NONE};
            if (rows[i].from)
                filter.from = date_ymd(2022, 3, rows[i].from);
            if (rows[i].until)
                filter.until = date_ymd(2022, 3, rows[i].until);
            assert_str(found(test.work, STR("họp"), &filter), rows[i].ids);
        }
    }
}

static void a_day_of_the_filter_is_a_day_of_viet_nam(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct search_filter filter = everything;
        struct search_document document = {
            .kind = STR("news"), .path = STR("/"), .title = STR("Họp")};
        /* 23:59:59.999999 of 5 March and 00:00 of 6 March, UTC+7 */
        document.published_at.us = START + 4 * DAY + 17 * INT64_C(3600000000) - 1;
        document.id = 1;
        assert_no_fault(db_write(test.work, put, &document));
        document.published_at.us++;
        document.id = 2;
        assert_no_fault(db_write(test.work, put, &document));
        filter.until = date_ymd(2022, 3, 5);
        assert_str(found(test.work, STR("họp"), &filter), STR("1"));
        filter = everything;
        filter.from = date_ymd(2022, 3, 6);
        assert_str(found(test.work, STR("họp"), &filter), STR("2"));
    }
}

static void hits_show_where_the_words_stand(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        struct search_result result;
        struct buf text = buf_init(test.arena, 10000);
        for (int i = 0; i < 100; i++)
            buf_add(&text, STR("a <b> & "));
        buf_add(&text, STR("một hai ba bốn năm sáu bảy Đất đỏ, đát đo \"x\""));
        put_document(test.work, STR("news"), 1, 1, 1, STR("Tin <đất>"), buf_str(&text));
        assert_no_fault(search_find(test.work, STR("đất đỏ"), &everything,
                                    (struct search_place){0, 0}, &result));
        assert_int_equal(result.hits.count, 1);
        assert_str(result.hits.items[0].title.markup, STR("Tin &lt;<mark>đất</mark>&gt;"));
        assert_str(result.hits.items[0].snippet.markup,
                   STR("… hai ba bốn năm sáu bảy <mark>Đất đỏ</mark>, đát đo &quot;x&quot;"));
        assert_str(result.hits.items[0].url.text, STR("/x/1"));
        assert_no_fault(search_find(test.work, STR("dat do"), &everything,
                                    (struct search_place){0, 0}, &result));
        assert_str(result.hits.items[0].snippet.markup,
                   STR("… hai ba bốn năm sáu bảy <mark>Đất đỏ</mark>, <mark>đát đo</mark> "
                       "&quot;x&quot;"));
        /* what stands in quotes is found in its row alone */
        put_document(test.work, STR("news"), 2, 1, 1, STR("Đất"),
                     STR("Đỏ đất, đất; giá đất đỏ. Mới đỏ."));
        assert_no_fault(search_find(test.work, STR("\"đất đỏ\" mới"), &everything,
                                    (struct search_place){0, 0}, &result));
        assert_int_equal(result.hits.count, 1);
        assert_str(result.hits.items[0].title.markup, STR("Đất"));
        assert_str(result.hits.items[0].snippet.markup,
                   STR("Đỏ đất, đất; giá <mark>đất đỏ</mark>. <mark>Mới</mark> đỏ."));
        assert_no_fault(
            search_find(test.work, STR("tin"), &everything, (struct search_place){0, 0}, &result));
        assert_true(str_starts(result.hits.items[0].snippet.markup, STR("a &lt;b&gt; &amp; a")));
        assert_true(str_ends(result.hits.items[0].snippet.markup, STR(" …")));
    }
}

static void titles_are_suggested_as_one_types(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        search_suggestion_list list;
        struct search_result result;
        put_examples(test.work);
        put_document(test.work, STR("news"), 9, 1, 9, STR("Tổ hoà giải"), STR(""));
        assert_no_fault(search_suggest(test.work, STR("hòa gi"), &list));
        assert_int_equal(list.count, 2);
        assert_str(list.items[0].title, STR("Tổ hoà giải"));
        assert_str(list.items[0].url.text, STR("/x/9"));
        assert_str(list.items[1].title, STR("Luật Hòa giải ở cơ sở"));
        assert_no_fault(search_suggest(test.work, STR("d"), &list));
        assert_int_equal(list.count, 4); /* đua, đá, Dát, Đất */
        assert_no_fault(search_suggest(test.work, STR(""), &list));
        assert_int_equal(list.count, 0);
        assert_no_fault(search_suggest(test.work, STR("hồng"), &list));
        assert_int_equal(list.count, 0); /* stands in a text alone */
        put_document(test.work, STR("law"), 10, 1, 9, STR("Quý III"), STR("Kinh phí quí 3."));
        assert_no_fault(search_suggest(test.work, STR("qui"), &list));
        assert_int_equal(list.count, 1);
        assert_no_fault(
            search_find(test.work, STR("qui"), &everything, (struct search_place){0, 0}, &result));
        assert_str(result.hits.items[0].title.markup, STR("<mark>Quý</mark> III"));
        assert_str(result.hits.items[0].snippet.markup, STR("Kinh phí <mark>quí</mark> 3."));
        for (int i = 0; i < 20; i++)
            put_document(test.work, STR("law"), 100 + i, 1, i,
                         arena_printf(test.arena, "Đơn số %d", i), STR(""));
        assert_no_fault(search_suggest(test.work, STR("đơn số"), &list));
        assert_int_equal(list.count, SEARCH_SUGGESTIONS);
    }
}

static void kinds_are_those_that_are_published(void **state)
{
    (void)state;
    ON_EACH_ENGINE(test, true)
    {
        search_kind_list kinds;
        assert_no_fault(search_kinds(test.work, &kinds));
        assert_int_equal(kinds.count, 0);
        db_release(test.work);
        put_examples(test.work);
        assert_no_fault(search_kinds(test.work, &kinds));
        assert_int_equal(kinds.count, 2);
        assert_str(kinds.items[0], STR("law"));
        assert_str(kinds.items[1], STR("news"));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_are_found_with_and_without_diacritics),
        cmocka_unit_test(a_title_that_equals_the_query_comes_first),
        cmocka_unit_test(a_title_that_is_typed_out_is_suggested_first),
        cmocka_unit_test(a_long_title_equals_itself),
        cmocka_unit_test(signs_of_a_query_language_are_a_query),
        cmocka_unit_test(text_of_any_writing_is_a_query),
        cmocka_unit_test(a_query_too_long_is_cut_and_one_of_no_words_is_empty),
        cmocka_unit_test(filters_narrow_by_kind_unit_and_day),
        cmocka_unit_test(a_day_of_the_filter_is_a_day_of_viet_nam),
        cmocka_unit_test(hits_show_where_the_words_stand),
        cmocka_unit_test(titles_are_suggested_as_one_types),
        cmocka_unit_test(kinds_are_those_that_are_published),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
