/*
 * Documents that a published text names lead into the library.
 */
#include "portal.h"

#define REAL_SLUG "ban-chi-dao-thuc-hien-dan-chu-huyen-thanh-ba-trien-khai-nhiem-vu-nam-2022"
#define REAL "/tin-tuc/" REAL_SLUG
#define DIRECTIVE_30 "/van-ban/chi-thi-30-ct-tw"
#define CONCLUSION_120 "/van-ban/ket-luan-120-kl-tw"

/* "quan điểm chỉ đạo Chỉ thị 30, Kết luận 120 của Bộ Chính trị" */
static void the_article_this_program_began_with_leads_to_directive_30(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = visitor_new(&site);
        visit_get(an, REAL);
        assert_str(visit_link(an, "Chỉ thị 30"), STR(DIRECTIVE_30));
        assert_str(visit_link(an, "Kết luận 120"), STR(CONCLUSION_120));
        assert_no_dead_links(an);
    }
}

#define TEXT                                                                                                    \
    "Theo Nghị định số 59/2023/NĐ-CP, [Luật 10/2022/QH15](/tin-tuc) và `Luật 25/2018/QH14`.\n\n"   \
    "Xã đã kết luận 120 vụ. Nghị định 9999/2023/NĐ-CP thì không có. Thực hiện Báo cáo " \
    "7/BC-UBND ngày 01/03/2022, không phải Báo cáo 7/BC-UBND ngày 02/03/2022."

static bool has_link_words(struct visitor *visitor, const char *words)
{
    const struct xml_node *root = visit_tree(visitor);
    for (const struct xml_node *node = root; node; node = xml_walk(root, node))
        if (xml_is_element(node, STR("a")) &&
            str_equal(xml_text(visitor->arena, node), str_from_c(words)))
            return true;
    return false;
}

static void what_the_library_knows_is_a_link_and_nothing_else(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = visitor_new(&site);
        struct visitor *editor = sign_in(&site, "bientap");
        struct visitor *approver = sign_in(&site, "duyet");
        const char *address = write_draft(editor, "Bài nhắc văn bản");
        const char *report;
        visit_get(editor, address);
        visit_submit(editor, "", "body", TEXT, NULL);
        visit_get(editor, address);
        visit_submit(editor, "", "do", "preview", NULL);
        assert_true(has_link_words(editor, "Nghị định số 59/2023/NĐ-CP"));
        publish(approver, address);
        visit_get(an, "/tin-tuc/bai-nhac-van-ban");
        assert_str(visit_link(an, "Nghị định số 59/2023/NĐ-CP"),
                   STR("/van-ban/nghi-dinh-59-2023-nd-cp"));
        assert_str(visit_link(an, "Luật 10/2022/QH15"), STR("/tin-tuc"));
        assert_no_link(an, "/van-ban/luat-25-2018-qh14");
        assert_no_link(an, CONCLUSION_120);
        assert_false(has_link_words(an, "Báo cáo 7/BC-UBND"));

        /* the page follows the library: a document comes, and goes */
        report = write_document(approver, "Báo cáo tháng hai");
        visit_get(approver, report);
        visit_submit(approver, report, "number", "7/BC-UBND", "signed_on", "1/3/2022", NULL);
        visit_get(an, "/tin-tuc/bai-nhac-van-ban");
        assert_false(has_link_words(an, "Báo cáo 7/BC-UBND"));
        visit_get(approver, report);
        visit_submit(approver, below(approver, report, "/dang"), NULL);
        visit_get(an, "/tin-tuc/bai-nhac-van-ban");
        assert_str(visit_link(an, "Báo cáo 7/BC-UBND"), STR("/van-ban/bao-cao-7-bc-ubnd"));
        assert_true(str_find(an->body, STR("Báo cáo 7/BC-UBND</a> ngày 01/03/2022"), 0) > 0);
        assert_true(str_find(an->body, STR("phải Báo cáo 7/BC-UBND ngày 02/03/2022"), 0) > 0);
        visit_get(approver, report);
        visit_submit(approver, below(approver, report, "/go"), NULL);
        visit_get(an, "/tin-tuc/bai-nhac-van-ban");
        assert_false(has_link_words(an, "Báo cáo 7/BC-UBND"));
    }
}

/* A static page, its preview and what programs read say the same. */
static void a_page_and_what_programs_read_lead_into_the_library(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = sign_in(&site, "quantri");
        struct visitor *reader = visitor_new(&site);
        const char *form = write_page(an, "Căn cứ", "Theo Nghị định số 59/2023/NĐ-CP.", "1");
        visit_get(reader, "/can-cu");
        assert_str(visit_link(reader, "Nghị định số 59/2023/NĐ-CP"),
                   STR("/van-ban/nghi-dinh-59-2023-nd-cp"));
        visit_get(an, form);
        visit_submit(an, "", "do", "preview", NULL);
        assert_true(has_link_words(an, "Nghị định số 59/2023/NĐ-CP"));
        visit_get(reader, "/api/v1/news/" REAL_SLUG);
        assert_status(reader, 200);
        assert_true(str_find(reader->body, STR(DIRECTIVE_30), 0) > 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_article_this_program_began_with_leads_to_directive_30),
        cmocka_unit_test(what_the_library_knows_is_a_link_and_nothing_else),
        cmocka_unit_test(a_page_and_what_programs_read_lead_into_the_library),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
