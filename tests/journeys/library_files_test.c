/*
 * Files of documents: the desk's while a draft, everybody's while published.
 */
#include "base/crypto.h"
#include "desk.h"

#define PDF "%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"

static void send_file(struct visitor *visitor, const char *edit, const char *name, struct str bytes)
{
    struct visit_file file = {"file", name, "application/pdf", bytes};
    visit_get(visitor, edit);
    visit_upload(visitor, below(visitor, edit, "/tep"), &file, NULL);
}

/* The public address of what lies behind the desk's own: the digest is of these bytes. */
static const char *public_file(struct site_testing *site, struct str bytes, const char *name)
{
    uint8_t digest[CRYPTO_DIGEST_SIZE];
    crypto_digest(bytes, digest);
    return arena_printf(site->arena, "/tep/" PRISTR "/%s",
                        STRARG(crypto_hex(site->arena, digest, sizeof(digest))), name)
        .ptr;
}

static void a_file_is_everybody_s_while_its_document_is_published(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = visitor_new(&site);
        struct visitor *editor = sign_in(&site, "bientap");
        struct visitor *approver = sign_in(&site, "duyet");
        const char *edit;
        const char *own;
        const char *file = public_file(&site, STR(PDF), "bieu-mau-ke-khai.pdf");
        edit = write_document(editor, "Báo cáo có biểu mẫu");
        send_file(editor, edit, "../Biểu mẫu kê khai.PDF", STR(PDF));
        assert_status(editor, 303);
        visit_follow(editor);
        assert_page_has(editor, "Đã thêm tệp.");
        assert_page_has(editor, "Biểu mẫu kê khai.pdf PDF, ");
        assert_no_dead_links(editor);
        own = arena_c(site.arena, visit_link(editor, "Biểu mẫu kê khai.pdf"));
        visit_get(editor, own);
        assert_status(editor, 200);
        assert_str(editor->body, STR(PDF));
        assert_true(str_starts(visit_header(editor, "Content-Disposition"), STR("attachment")));

        /* nobody else gets it while it is a draft, not even by its digest */
        visit_get(an, own);
        assert_status(an, 303);
        visit_get(an, file);
        assert_status(an, 404);
        visit_get(an, "/tim-kiem?q=%22bieu+mau+ke+khai%22");
        assert_page_lacks(an, "Báo cáo có biểu mẫu");

        visit_get(approver, edit);
        visit_submit(approver, below(approver, edit, "/dang"), NULL);
        visit_get(an, "/van-ban/bao-cao-co-bieu-mau");
        assert_link(an, file);
        assert_page_has(an, "Biểu mẫu kê khai.pdf PDF, ");
        assert_no_dead_links(an);
        visit_get(an, file);
        assert_status(an, 200);
        assert_str(an->body, STR(PDF));
        visit_get(an, "/tim-kiem?q=%22bieu+mau+ke+khai%22");
        assert_link(an, "/van-ban/bao-cao-co-bieu-mau");
        visit_get(an, "/api/v1/documents/bao-cao-co-bieu-mau");
        assert_true(str_find(an->body, STR("\"media_type\":\"application/pdf\""), 0) > 0);
        assert_true(str_find(an->body, str_from_c(file), 0) > 0);

        visit_get(approver, edit);
        visit_submit(approver, below(approver, edit, "/go"), NULL);
        visit_get(an, file);
        assert_status(an, 404);
        visit_get(an, "/van-ban/bao-cao-co-bieu-mau");
        assert_status(an, 410);
        assert_page_lacks(an, "Biểu mẫu");
        visit_get(an, "/api/v1/documents/bao-cao-co-bieu-mau");
        assert_status(an, 410);
        visit_get(approver, own);
        assert_status(approver, 200);
    }
}

static void files_of_a_published_document_are_the_approver_s(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = visitor_new(&site);
        struct visitor *editor = sign_in(&site, "bientap");
        struct visitor *approver = sign_in(&site, "duyet");
        const char *edit;
        const char *other;
        struct str id;
        edit = write_document(approver, "Báo cáo đã đăng");
        other = write_document(approver, "Báo cáo khác");
        visit_get(approver, edit);
        visit_submit(approver, below(approver, edit, "/dang"), NULL);
        visit_get(an, "/van-ban/bao-cao-da-dang");
        send_file(editor, edit, "a.pdf", STR(PDF));
        assert_status(editor, 403);
        send_file(approver, edit, "a.pdf", STR(PDF));
        assert_status(approver, 303);
        visit_get(an, "/van-ban/bao-cao-da-dang");
        assert_link(an, public_file(&site, STR(PDF), "a.pdf"));

        visit_get(approver, edit);
        id = arena_copy(site.arena, page_value(approver, "remove"));
        visit_get(editor, other);
        visit_post(editor, below(editor, other, "/tep"), "remove", arena_c(site.arena, id), NULL);
        assert_status(editor, 404); /* no file of that one */
        visit_get(editor,
                  below(editor, other, arena_printf(site.arena, "/tep/" PRISTR, STRARG(id)).ptr));
        assert_status(editor, 404);
        visit_get(approver, edit);
        visit_post(approver, below(approver, edit, "/tep"), "remove", arena_c(site.arena, id),
                   NULL);
        visit_follow(approver);
        assert_page_has(approver, "Đã bỏ tệp.");
        visit_get(an, "/van-ban/bao-cao-da-dang");
        assert_page_lacks(an, "a.pdf");
        visit_get(an, public_file(&site, STR(PDF), "a.pdf"));
        assert_status(an, 404);
    }
}

static void a_file_that_is_none_is_refused_at_its_field(void **state)
{
    /* columns: name, bytes, what is said */
    static const struct {
        const char *name;
        struct str bytes;
        const char *said;
    } hostile[] = {
        {"a.pdf", STR_INIT("%PDF-1.4\n1 0 obj\n<< /OpenAction << /S /JavaScript /JS (x) >> >>\n"),
         "Tệp PDF này có mã chạy"                                                                                              },
        {"a.svg", STR_INIT("<svg xmlns=\"http://www.w3.org/2000/svg\"/>"),                         "Không nhận tệp loại"       },
        {"a.pdf", STR_INIT("<!DOCTYPE html><html><script>alert(1)</script></html>"),
         "Không nhận tệp loại text/html"                                                                                       },
        {"x.pdf", STR_INIT(""),                                                                    "Tệp này trống"               },
        {"",      STR_INIT(""),                                                                    "Xin chọn ít nhất một tệp"},
    };
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *editor = sign_in(&site, "bientap");
        const char *edit;
        edit = write_document(editor, "Báo cáo có tệp lạ");
        for (size_t i = 0; i < COUNT(hostile); i++) {
            send_file(editor, edit, hostile[i].name, hostile[i].bytes);
            assert_status(editor, 422);
            assert_field_error(editor, "file", hostile[i].said);
            assert_field(editor, "title", "Báo cáo có tệp lạ");
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_file_is_everybody_s_while_its_document_is_published),
        cmocka_unit_test(files_of_a_published_document_are_the_approver_s),
        cmocka_unit_test(a_file_that_is_none_is_refused_at_its_field),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
