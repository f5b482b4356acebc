/*
 * A new edition of the law is tried out before it is applied: whose dates would move.
 */
#include "modules/law/law_site.h"
#include "people.h"

#include <string.h>

/* A proposal from `name`; its code. */
static struct str send(struct visitor *farmer, const char *title, const char *name)
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

/* The law as its files say, with one piece of its files replaced. */
static const struct law *edition(struct site_testing *site, const char *file, const char *old_text,
                                 const char *new_text)
{
    size_t count;
    const struct asset *assets = asset_list(&count);
    struct asset *files = arena_alloc_array(site->arena, count, sizeof(*files));
    const struct law *law;
    bool is_found = false;
    for (size_t i = 0; i < count; i++) {
        ptrdiff_t at = str_equal(assets[i].name, str_from_c(file))
                           ? str_find(assets[i].bytes, str_from_c(old_text), 0)
                           : -1;
        files[i] = assets[i];
        if (at < 0)
            continue;
        is_found = true;
        files[i].bytes = arena_printf(
            site->arena, PRISTR "%s" PRISTR, STRARG(str_slice(assets[i].bytes, 0, (size_t)at)),
            new_text, STRARG(str_from(assets[i].bytes, (size_t)at + strlen(old_text))));
    }
    assert_true(is_found);
    assert_no_fault(law_load(site->arena, files, count, &law));
    return law;
}

/* What `dinh law diff` would say of whose dates move between the law and `after`. */
static struct str moved_by(struct site_testing *site, const struct law *after)
{
    struct law_moved moved;
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    struct str said;
    assert_no_fault(law_say_moved(site->work, law_of_files(site->work), after, out, &moved));
    fclose(out);
    said = arena_copy(site->arena, (struct str){text, size});
    free(text);
    return said;
}

#define ON_PUBLICATION                                                                             \
    "INSERT INTO library_document (id, unit_id, slug, kind, number, issuer, title, title_en,"      \
    " summary, signer, position, signed_on, day, words, status, published_at, updated_at, item)"   \
    " SELECT 77, id, 'du-toan-2022', 'quyet-dinh', '5/QĐ', 'UBND', 'Dự toán', '', '', '', ''," \
    " '2022-03-01', '2022-03-01', '', 'published', 1646182800000000, 1646182800000000, 'c2'"       \
    " FROM unit WHERE kind = 'commune' ORDER BY id LIMIT 1;"

static const struct fault *post(struct work *work, void *context)
{
    (void)context;
    return db_script(work, STR(ON_PUBLICATION));
}

/* Received on Monday 07/03/2022: ten working days end on 21/03, seven on 16/03. Posted on
 * Wednesday 02/03/2022: thirty days end on 01/04; forty on Monday 11/04, which is off for
 * Giỗ Tổ, so on 12/04. */
static void whose_dates_a_new_edition_moves_is_told(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *farmer = visitor_new(&site);
        struct str code = send(farmer, "Mương khu 5 bị tắc", "Trần Văn Ất");
        static char law[] = "law";
        static char nowhere[] = "no/such/folder";
        static char one_file[] = "law/rules/complaint.txt";
        static char unknown[] = "tests/journeys/none.txt";
        char *same[] = {law, law, NULL};
        char *file[] = {law, one_file, NULL};
        char *lost[] = {law, nowhere, NULL};
        char *odd[] = {law, unknown, NULL};
        char *one[] = {law, NULL};
        struct str said;
        assert_no_fault(db_write(site.work, post, NULL));
        said = moved_by(
            &site, edition(&site, "law/rules/petition.txt", "limit max 10 W", "limit max 7 W"));
        assert_true(
            str_find(said,
                     arena_printf(site.arena,
                                  "! matters petition.classify 2022-03-21 -> 2022-03-16 " PRISTR
                                  "\n",
                                  STRARG(code)),
                     0) >= 0);
        said = moved_by(
            &site, edition(&site, "law/rules/publication.txt", "limit min 30 D", "limit min 40 D"));
        assert_str(said, STR("! library publication.posting.min 2022-04-01 -> 2022-04-12"
                             " /van-ban/du-toan-2022\n"));
        said = moved_by(&site,
                        edition(&site, "law/rules/reception.txt", "limit min 5 W\ncounts before",
                                "limit min 6 W\ncounts before"));
        assert_true(str_find(said, STR("! reception reception.schedule.publish "), 0) >= 0);
        assert_int_equal(law_diff_command(site.work, 2, same), 0);
        assert_int_equal(law_diff_command(site.work, 2, file), 0);
        assert_int_equal(law_diff_command(site.work, 2, lost), 1);
        assert_int_equal(law_diff_command(site.work, 2, odd), 1);
        assert_int_equal(law_diff_command(site.work, 1, one), 2);
    }
}

/* Received on Monday 07/03/2022: ten working days end on 21/03, seven on 16/03. */
static void an_administrator_sees_whose_dates_a_number_would_move_before_setting_it(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *farmer = visitor_new(&site);
        struct visitor *admin = visitor_new(&site);
        const char *page = "/quan-tri/quy-dinh-rieng/petition.classify";
        struct str code = send(farmer, "Mương khu 5 bị tắc", "Trần Văn Ất");
        signs_in(admin, "quantri");
        visit_get(admin, page);
        visit_submit(admin, page, "gia-tri", "7", "tu-ngay", "07/03/2022", "ly-do",
                     "Quy chế xử lý đơn", "viec", "xem", NULL);
        assert_status(admin, 200);
        assert_page_has(admin, arena_c(site.arena, code));
        assert_page_has(admin, "21/03/2022");
        assert_page_has(admin, "16/03/2022");
        assert_page_has(admin, "Chưa đặt gì cả");
        assert_page_has(admin, "Chưa đặt lần nào");
        assert_field(admin, "gia-tri", "7");
        assert_field(admin, "ly-do", "Quy chế xử lý đơn");
        /* what begins tomorrow is nobody's yet */
        visit_submit(admin, page, "tu-ngay", "08/03/2022", "viec", "xem", NULL);
        assert_status(admin, 200);
        assert_page_has(admin, "0 trong");
        /* a wrong number is told as ever, and nothing is looked for */
        visit_submit(admin, page, "gia-tri", "99", "viec", "xem", NULL);
        assert_status(admin, 422);
        assert_page_lacks(admin, "Chưa đặt gì cả");
        visit_submit(admin, page, "gia-tri", "7", "tu-ngay", "07/03/2022", "ly-do",
                     "Quy chế xử lý đơn", NULL);
        assert_leads_to(admin, "/quan-tri/quy-dinh-rieng?da=dat");
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(whose_dates_a_new_edition_moves_is_told),
        cmocka_unit_test(an_administrator_sees_whose_dates_a_number_would_move_before_setting_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
