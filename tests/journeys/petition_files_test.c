/*
 * Papers that go with a petition: sent with it, added later, keyed in with scans,
 * refused at the door with nothing lost, taken out by those who may.
 */
#include "petition_story.h"

#include "modules/petitions/petition.h"

#define PDF "%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n%%EOF\n"
#define ARCHIVE_END "PK\5\6\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"

/* A complaint up to its papers. */
static void write_complaint(struct visitor *farmer)
{
    visit_get(farmer, "/don-thu/viet/loai");
    answer(farmer, "loai", "kind", "khieu-nai");
    answer(farmer, "quyet-dinh", "decision", "administrative");
    answer(farmer, "ve-viec", "about", "Quyết định 15/QĐ-UBND về bồi thường đất vườn");
    answer(farmer, "tom-tat", "title", "Diện tích đất được bồi thường bị tính thiếu");
    answer(farmer, "noi-dung", "content", "Biên bản đo ghi 318 m2 mà phương án chỉ tính 276 m2.");
    answer(farmer, "yeu-cau", "request", "Đo lại thửa đất.");
    answer(farmer, "cung-don", "people", "");
    answer(farmer, "ai-khieu-nai", "agent", "self");
}

static struct sent finish_complaint(struct visitor *farmer)
{
    visit_get(farmer, "/don-thu/viet/ho-ten");
    visit_submit(farmer, "/don-thu/viet/ho-ten", "name", "Nguyễn Thị Thưởng", "address",
                 "Khu 4, xã Quảng Yên", NULL);
    visit_follow(farmer);
    visit_submit(farmer, "/don-thu/viet/lien-he", NULL);
    visit_follow(farmer);
    return send(farmer);
}

static void papers_go_with_a_petition_and_come_back(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *farmer = visitor_new(&site);
        struct visitor *other = visitor_new(&site);
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct visitor *editor = sign_in(&site, "bientap");
        struct sent sent;
        const char *paper;
        write_complaint(farmer);
        assert_page_has(farmer, "Có giấy tờ, ảnh, ghi âm kèm theo không?");
        assert_no_dead_links(farmer);
        send_paper(farmer, "upload", "Biên bản đo.pdf", PDF);
        assert_leads_to(farmer, "/don-thu/viet/giay-to");
        send_paper(farmer, "upload", "Ảnh bìa sổ đỏ.pdf", PDF "% bìa\n");
        visit_follow(farmer);
        assert_page_has(farmer, "Biên bản đo.pdf");
        assert_page_has(farmer, "Ảnh bìa sổ đỏ.pdf");
        visit_submit(farmer, "/don-thu/viet/giay-to", "do", "remove:1", NULL);
        visit_follow(farmer);
        assert_page_lacks(farmer, "Ảnh bìa sổ đỏ.pdf");
        visit_submit(farmer, "/don-thu/viet/giay-to", "do", "next", NULL);
        assert_leads_to(farmer, "/don-thu/viet/ho-ten");
        sent = finish_complaint(farmer);
        assert_page_has(farmer, "Biên bản đo.pdf"); /* on the receipt */
        visit_get(farmer, "/don-thu/viet/bien-nhan.pdf");
        assert_status(farmer, 200);
        look_up(farmer, sent);
        assert_page_has(farmer, "Biên bản đo.pdf");
        paper = arena_c(farmer->jar, visit_link(farmer, "Biên bản đo.pdf"));
        visit_get(farmer, paper);
        assert_str(farmer->body, STR(PDF));
        visit_get(other, paper);
        assert_status(other, 404);
        visit_get(clerk, file_of(clerk, sent.code, ""));
        assert_no_dead_links(clerk);
        paper = arena_c(clerk->jar, visit_link(clerk, "Biên bản đo.pdf"));
        visit_get(clerk, paper);
        assert_str(clerk->body, STR(PDF));
        assert_str(visit_header(clerk, "Content-Type"), STR("application/pdf"));
        assert_true(str_starts(visit_header(clerk, "Content-Disposition"), STR("attachment")));
        assert_str(visit_header(clerk, "X-Content-Type-Options"), STR("nosniff"));
        assert_str(visit_header(clerk, "Cache-Control"), STR("no-store"));
        visit_get(editor, paper);
        assert_status(editor, 403);
        visit_get(clerk, file_of(clerk, sent.code, "/tai-lieu"));
        assert_page_has(clerk, "Đã lấy tệp ra");
        assert_page_has(clerk, "Cán bộ tiếp công dân (minh họa)");
    }
}

/* columns: name, bytes, what is said */
static const struct {
    const char *name;
    struct str bytes;
    const char *says;
} refused[] = {
    {"chuong-trinh.exe", STR_INIT("MZ\220\0\3\0\0\0\4\0\0\0"),                         "Không nhận tệp chuong-trinh.exe"},
    {"hai-mat.pdf",      STR_INIT(PDF ARCHIVE_END),                                    "ghép nhiều loại làm một"     },
    {"ma-chay.pdf",      STR_INIT("%PDF-1.4\n<< /S /JavaScript >>"),                   "có mã chạy"                      },
    {"trang.pdf",        STR_INIT("<!DOCTYPE html><html><script>x()</script></html>"),
     "Không nhận tệp trang.pdf"                                                                                         },
};

static void what_is_no_paper_is_refused_beside_the_field(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *farmer = visitor_new(&site);
        write_complaint(farmer);
        send_paper(farmer, "upload", "Biên bản đo.pdf", PDF);
        for (size_t i = 0; i < COUNT(refused); i++) {
            struct visit_file file = {"file", refused[i].name, "application/pdf", refused[i].bytes};
            visit_get(farmer, "/don-thu/viet/giay-to");
            visit_upload(farmer, "/don-thu/viet/giay-to", &file, "do", "next", NULL);
            assert_status(farmer, 422);
            assert_field_error(farmer, "file", refused[i].says);
            assert_page_has(farmer, "Biên bản đo.pdf"); /* what was there stays */
            assert_page_lacks(farmer, "xin chọn lại trước khi gửi");
        }
        visit_get(farmer, "/don-thu/viet/noi-dung");
        assert_field(farmer, "content", "Biên bản đo ghi 318 m2 mà phương án chỉ tính 276 m2.");
    }
}

/* 33 MB of sound: more than one file may have, less than the door lets in. */
static void a_recording_too_long_is_refused_beside_the_field(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        size_t size = (size_t)33 * 1024 * 1024;
        char *bytes = arena_alloc_raw(site.arena, size);
        struct visit_file file = {
            "file", "ghi-am.mp3", "audio/mpeg", {bytes, size}
        };
        struct visitor *farmer = visitor_new(&site);
        memset(bytes, 0, size);
        memcpy(bytes, "ID3\3\0\0\0\0\0\0", 10);
        write_complaint(farmer);
        visit_upload(farmer, "/don-thu/viet/giay-to", &file, "do", "next", NULL);
        assert_status(farmer, 422);
        assert_field_error(farmer, "file", "tối đa 32 MB");
    }
}

static void papers_are_added_from_the_status_page(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *farmer = visitor_new(&site);
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct sent sent = complain(farmer);
        struct visit_file file = {"file", "Giấy chứng nhận.pdf", "application/pdf", STR(PDF)};
        struct visit_file bad = {"file", "hai.pdf", "application/pdf", STR(PDF ARCHIVE_END)};
        const char *add =
            arena_printf(farmer->jar, "/don-thu/" PRISTR "/add", STRARG(sent.code)).ptr;
        look_up(farmer, sent);
        visit_upload(farmer, add, &bad, "version", "1", "note", "Tôi gửi thêm giấy tờ.", NULL);
        assert_status(farmer, 422);
        assert_page_has(farmer, "ghép nhiều loại làm một");
        assert_page_has(farmer, "Tôi gửi thêm giấy tờ."); /* what was typed */
        visit_upload(farmer, add, &file, "version", "1", "note", "Tôi gửi thêm giấy tờ.", NULL);
        assert_status(farmer, 303);
        visit_follow(farmer);
        assert_page_has(farmer, "Giấy chứng nhận.pdf");
        visit_get(clerk, file_of(clerk, sent.code, ""));
        assert_page_has(clerk, "Giấy chứng nhận.pdf");
        assert_page_has(clerk, "Tôi gửi thêm giấy tờ.");
        /* an action that takes none refuses them */
        look_up(farmer, sent);
        add = arena_printf(farmer->jar, "/don-thu/" PRISTR "/take-back", STRARG(sent.code)).ptr;
        visit_upload(farmer, add, &file, "version", "2", "note", "Tôi rút đơn.", NULL);
        assert_status(farmer, 404);
    }
}

static void an_official_keys_in_scans_and_adds_more(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *clerk = sign_in(&site, "tiepdan");
        struct visitor *editor = sign_in(&site, "bientap");
        struct visit_file scan = {"file", "Đơn gốc.pdf", "application/pdf", STR(PDF)};
        struct visit_file bad = {"file", "don.exe", "application/pdf", STR("MZ\220\0\3\0\0\0")};
        const char *papers;
        visit_get(clerk, "/can-bo/don-thu/nhap");
        visit_upload(clerk, "/can-bo/don-thu/nhap", &bad, "kind", "khieu-nai", "source", "post",
                     "received_on", "4/3/2022", "title", "Mức bồi thường cây cối", "content",
                     "Mức bồi thường thấp hơn quyết định.", "name", "Phạm Thị Quyển", NULL);
        assert_status(clerk, 422);
        assert_field_error(clerk, "file", "Không nhận tệp don.exe");
        assert_field(clerk, "title", "Mức bồi thường cây cối");
        /* a scan that came with a day that is none is not chosen again */
        visit_upload(clerk, "/can-bo/don-thu/nhap", &scan, "kind", "khieu-nai", "source", "post",
                     "received_on", "31/2/2022", "title", "Mức bồi thường cây cối", "content",
                     "Mức bồi thường thấp hơn quyết định.", "name", "Phạm Thị Quyển", NULL);
        assert_status(clerk, 422);
        assert_field_error(clerk, "received_on", "Không có ngày 31/2/2022");
        assert_page_lacks(clerk, "xin chọn lại trước khi gửi");
        assert_page_has(clerk, "Đơn gốc.pdf");
        visit_submit(clerk, "/can-bo/don-thu/nhap", "received_on", "4/3/2022", NULL);
        assert_status(clerk, 303);
        visit_follow(clerk);
        assert_page_has(clerk, "Đơn gốc.pdf");
        papers = arena_c(clerk->jar, visit_link(clerk, "Tài liệu kèm theo"));
        scan.filename = "Bản chụp sổ đỏ.pdf";
        visit_get(editor, papers);
        assert_status(editor, 403);
        visit_get(clerk, papers);
        visit_upload(clerk, papers, &bad, NULL);
        assert_status(clerk, 422);
        assert_field_error(clerk, "file", "Không nhận tệp don.exe");
        visit_upload(clerk, papers, &scan, NULL);
        assert_status(clerk, 303);
        visit_follow(clerk);
        assert_page_has(clerk, "Bản chụp sổ đỏ.pdf");
        assert_no_dead_links(clerk);
    }
}

static size_t count_files(const struct site_testing *site)
{
    char command[256];
    size_t count = 0;
    FILE *list;
    snprintf(command, sizeof(command), "find %s/files -type f", site->folder);
    list = popen(command, "r");
    assert_non_null(list);
    for (int c = fgetc(list); c != EOF; c = fgetc(list))
        count += c == '\n';
    pclose(list);
    return count;
}

static void papers_of_a_forgotten_petition_go_with_it(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *farmer = visitor_new(&site);
        struct visitor *other = visitor_new(&site);
        size_t before = count_files(&site);
        write_complaint(farmer);
        send_paper(farmer, "upload", "Biên bản đo.pdf", PDF);
        assert_int_equal(count_files(&site), before + 1);
        visit_follow(farmer);
        visit_submit(farmer, "/don-thu/viet/xoa", NULL);
        assert_int_equal(count_files(&site), before);
        /* one that is left alone goes when its draft does; one that was sent stays */
        write_complaint(other);
        send_paper(other, "upload", "Biên bản đo.pdf", PDF);
        write_complaint(farmer);
        send_paper(farmer, "next", "Biên bản đo.pdf", PDF);
        finish_complaint(farmer);
        assert_int_equal(count_files(&site), before + 2);
        site_testing_wait(&site, (int64_t)8 * 24 * 60 * 60);
        db_release(site.work);
        assert_no_fault(case_files_expire(site.work));
        assert_int_equal(count_files(&site), before + 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(papers_go_with_a_petition_and_come_back),
        cmocka_unit_test(what_is_no_paper_is_refused_beside_the_field),
        cmocka_unit_test(a_recording_too_long_is_refused_beside_the_field),
        cmocka_unit_test(papers_are_added_from_the_status_page),
        cmocka_unit_test(an_official_keys_in_scans_and_adds_more),
        cmocka_unit_test(papers_of_a_forgotten_petition_go_with_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
