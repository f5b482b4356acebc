/*
 * Finding at the desks of editors: news and documents among very many, by words, state,
 * category or kind, unit and year.
 */
#include "civic/unit.h"
#include "db/db.h"
#include "desk.h"
#include "modules/library/library.h"
#include "modules/publications/article_store.h"
#include "modules/publications/editing.h"

/* Goes where the link with these words leads. */
static void follow(struct visitor *visitor, const char *words)
{
    visit_get(visitor, arena_c(visitor->site->arena, visit_link(visitor, words)));
    assert_status(visitor, 200);
}

struct many {
    int64_t unit_id;
    int count;
    const char *title;
};

/* Published, one a day from 02/01/2019 on. */
static const struct fault *put_many(struct work *work, void *context)
{
    const struct many *many = context;
    for (int i = 0; i < many->count; i++) {
        struct instant day = date_start(date_add_days(date_ymd(2019, 1, 2), i));
        struct article article = {
            .id = db_new_id(work->clock),
            .unit_id = many->unit_id,
            .slug = arena_printf(work->arena, "%lld-%d", (long long)many->unit_id, i),
            .title = arena_printf(work->arena, "%s %d", many->title, i + 1),
            .lead = STR("Tóm tắt"),
            .body = STR("Nội dung"),
            .byline = STR("Đào Thị Mận"),
            .status = ARTICLE_PUBLISHED,
            .published_at = day,
            .updated_at = day,
        };
        const struct fault *fault = article_insert(work, &article, STR(""), STR(""), STR(""));
        if (fault)
            return fault;
    }
    return NULL;
}

static void news_is_found_by_words_in_every_state(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *editor = sign_in(&site, "bientap");
        struct visitor *approver = sign_in(&site, "duyet");
        const char *draft = write_draft(editor, "Đường làng Quảng Yên");
        const char *shown = write_draft(editor, "Đường liên xã qua đồng");
        publish(approver, shown);
        /* without diacritics, with them, a word only begun */
        visit_get(editor, DESK "?q=duong");
        assert_link(editor, draft);
        assert_link(editor, shown);
        assert_page_has(editor, "Bản nháp");
        visit_get(editor, DESK "?q=%C4%90%C6%B0%E1%BB%9Dng+Qu%E1%BA%A3ng");
        assert_link(editor, draft);
        assert_no_link(editor, shown);
        visit_get(editor, DESK "?q=duo+lien");
        assert_link(editor, shown);
        assert_no_link(editor, draft);
        /* the middle of a word is not its beginning */
        visit_get(editor, DESK "?q=uong");
        assert_page_has(editor, "Không có tin nào khớp");
        /* in one state; the other states are a link away, with the words */
        visit_get(editor, DESK "?q=duong+lang&trang-thai=da-dang");
        assert_page_has(editor, "Không có tin nào khớp");
        assert_no_link(editor, draft);
        assert_field(editor, "q", "duong lang");
        follow(editor, "Tìm trong mọi tình trạng.");
        assert_link(editor, draft);
        /* words of a title that was changed are found, those that it had are not */
        visit_get(editor, draft);
        visit_submit(editor, "", "title", "Ngõ xóm Quảng Yên", NULL);
        visit_get(editor, DESK "?q=ngo+xom");
        assert_link(editor, draft);
        visit_get(editor, DESK "?q=duong+lang");
        assert_no_link(editor, draft);
        /* signs of the database mean nothing */
        visit_get(editor, DESK "?q=%25_");
        assert_status(editor, 200);
        visit_get(editor, DESK "?q=ngo&nam=abc");
        assert_status(editor, 422);
        assert_field_error(editor, "nam", "số");
        assert_field(editor, "q", "ngo");
        visit_get(editor, DESK "?q=ngo&muc=khong-co");
        assert_status(editor, 422);
    }
}

static void a_search_of_the_desk_keeps_its_filters_from_page_to_page(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *editor = sign_in(&site, "bientap");
        struct many many = {0, 2 * DESK_PAGE + 5, "Phiên họp thứ"};
        struct unit commune;
        assert_no_fault(unit_by_slug(site.work, STR("xa-dong-xuan"), &commune));
        many.unit_id = commune.id;
        assert_no_fault(db_write(site.work, put_many, &many));
        db_release(site.work);
        visit_get(editor, DESK "?q=phien+hop&nam=2019");
        assert_page_has(editor, "Phiên họp thứ 65");
        assert_page_has(editor, "Phiên họp thứ 36");
        assert_page_lacks(editor, "Phiên họp thứ 35");
        follow(editor, "Cũ hơn");
        assert_page_has(editor, "Phiên họp thứ 35");
        assert_page_lacks(editor, "Phiên họp thứ 36");
        assert_field(editor, "q", "phien hop");
        follow(editor, "Cũ hơn");
        assert_page_has(editor, "Phiên họp thứ 5");
        assert_page_lacks(editor, "Phiên họp thứ 6");
        follow(editor, "Mới hơn");
        assert_page_has(editor, "Phiên họp thứ 35");
        visit_get(editor, DESK "?q=phien+hop&nam=2018");
        assert_page_has(editor, "Không có tin nào khớp");
        visit_get(editor, DESK "?trang-thai=da-dang&nam=2019");
        assert_page_has(editor, "Phiên họp thứ 65");
        visit_get(editor, DESK "?trang-thai=da-dang&nam=2020");
        assert_page_lacks(editor, "Phiên họp thứ 65");
        /* a commune below the editor's district, another one, and one that is none of theirs */
        visit_get(editor, DESK "?q=phien+hop&don-vi=xa-dong-xuan");
        assert_page_has(editor, "Phiên họp thứ 65");
        assert_field(editor, "don-vi", "xa-dong-xuan");
        follow(editor, "Cũ hơn");
        assert_field(editor, "don-vi", "xa-dong-xuan");
        visit_get(editor, DESK "?q=phien+hop&don-vi=xa-son-cuong");
        assert_page_lacks(editor, "Phiên họp thứ 65");
    }
}

static void what_was_stored_before_is_found_after_a_start(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *editor = sign_in(&site, "bientap");
        const char *draft = write_draft(editor, "Đường làng Quảng Yên");
        struct str forget = STR("DELETE FROM article_words");
        assert_no_fault(db_write(site.work, db_testing_script, &forget));
        visit_get(editor, DESK "?q=duong+lang");
        assert_no_link(editor, draft);
        site_testing_job(&site, "desk");
        visit_get(editor, DESK "?q=duong+lang");
        assert_link(editor, draft);
    }
}

/* ---- documents ---- */

#define LIBRARY "/can-bo/van-ban"

static const char *draft_document(struct visitor *secretary, const char *kind, const char *title,
                                  const char *signed_on)
{
    visit_get(secretary, LIBRARY "/moi");
    visit_submit(secretary, LIBRARY "/moi", "kind", kind, "title", title, "issuer", "Ban Chỉ đạo",
                 "signed_on", signed_on, NULL);
    return led_to(secretary);
}

static void a_document_is_found_by_words_state_kind_issuer_and_year(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *secretary = sign_in(&site, "thuky");
        const char *notice =
            draft_document(secretary, "thong-bao", "Thông báo họp quý I", "7/3/2022");
        const char *plan = draft_document(secretary, "ke-hoach", "Kế hoạch họp dân", "7/3/2021");
        visit_get(secretary, LIBRARY "?q=hop");
        assert_link(secretary, notice);
        assert_link(secretary, plan);
        visit_get(secretary, LIBRARY "?q=h%E1%BB%8Dp+d%C3%A2n");
        assert_link(secretary, plan);
        assert_no_link(secretary, notice);
        visit_get(secretary, LIBRARY "?q=hop&loai=thong-bao");
        assert_link(secretary, notice);
        assert_no_link(secretary, plan);
        visit_get(secretary, LIBRARY "?q=hop&nam=2021");
        assert_link(secretary, plan);
        assert_no_link(secretary, notice);
        visit_get(secretary, LIBRARY "?tinh-trang=nhap");
        assert_link(secretary, plan);
        visit_get(secretary, LIBRARY "?q=hop&tinh-trang=da-dang");
        assert_page_has(secretary, "Không có văn bản nào như vậy.");
        assert_field(secretary, "q", "hop");
        follow(secretary, "Bỏ các điều kiện tìm.");
        assert_field(secretary, "q", "");
        assert_page_has(secretary, "Đã đăng");
        visit_get(secretary, LIBRARY "?co-quan=Qu%E1%BB%91c+h%E1%BB%99i");
        assert_page_has(secretary, "Luật");
        assert_no_link(secretary, plan);
        visit_get(secretary, LIBRARY "?q=hop&nam=abc");
        assert_status(secretary, 422);
        assert_field_error(secretary, "nam", "số");
        assert_field(secretary, "q", "hop");
    }
}

static void a_search_of_documents_keeps_its_filters_from_page_to_page(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *secretary = sign_in(&site, "thuky");
        struct arena *arena = site.arena;
        for (int i = 1; i <= DOCUMENT_PAGE + 2; i++)
            draft_document(secretary, "thong-bao", arena_printf(arena, "Giấy số %02d.", i).ptr,
                           "7/3/2022");
        visit_get(secretary, LIBRARY "?q=giay+so&loai=thong-bao");
        assert_page_has(secretary, "Giấy số 22.");
        assert_page_has(secretary, "Giấy số 03.");
        assert_page_lacks(secretary, "Giấy số 02.");
        follow(secretary, "Cũ hơn");
        assert_field(secretary, "q", "giay so");
        assert_field(secretary, "loai", "thong-bao");
        assert_page_has(secretary, "Giấy số 02.");
        assert_page_has(secretary, "Giấy số 01.");
        assert_page_lacks(secretary, "Giấy số 03.");
        follow(secretary, "Mới hơn");
        assert_page_has(secretary, "Giấy số 22.");
        assert_page_has(secretary, "Giấy số 03.");
        assert_page_lacks(secretary, "Giấy số 02.");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(news_is_found_by_words_in_every_state),
        cmocka_unit_test(a_search_of_the_desk_keeps_its_filters_from_page_to_page),
        cmocka_unit_test(what_was_stored_before_is_found_after_a_start),
        cmocka_unit_test(a_document_is_found_by_words_state_kind_issuer_and_year),
        cmocka_unit_test(a_search_of_documents_keeps_its_filters_from_page_to_page),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
