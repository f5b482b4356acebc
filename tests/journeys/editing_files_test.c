/*
 * Pictures and files of an article: who sees them, what is taken off them, which are
 * refused.
 */
#include "base/file.h"
#include "civic/file_store.h"
#include "desk.h"
#include "http/picture.h"

static struct str fixture(struct site_testing *site, const char *name)
{
    struct str bytes;
    assert_no_fault(file_read(site->arena,
                              arena_printf(site->arena, "tests/fixtures/picture/%s", name).ptr,
                              1 << 20, &bytes));
    return bytes;
}

/* "![words](/tep/…)", which the page offers for the text. */
static struct str markdown_line(struct visitor *visitor)
{
    const struct xml_node *root = visit_tree(visitor);
    for (const struct xml_node *node = root; node; node = xml_walk(root, node))
        if (xml_is_element(node, STR("code")))
            return arena_copy(visitor->site->arena, xml_text(visitor->arena, node));
    fail_msg("no line");
    return STR("");
}

/* The whole form with one file, as a browser sends it. */
static void upload(struct visitor *editor, const char *address, const struct visit_file *file,
                   const char *alt)
{
    struct arena *arena = editor->site->arena;
    visit_get(editor, address);
    visit_upload(editor, address, file, "title", arena_c(arena, page_value(editor, "title")),
                 "body", "Chữ giữ nguyên.", "version",
                 arena_c(arena, page_value(editor, "version")), "file_alt", alt, "file_caption",
                 "Ảnh: \"An\"", "do", "upload", NULL);
}

static void a_picture_is_shown_without_what_the_camera_wrote(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = visitor_new(&site);
        struct visitor *editor = sign_in(&site, "bientap");
        struct visitor *approver = sign_in(&site, "duyet");
        const char *address = write_draft(editor, "Bài có ảnh");
        struct visit_file file = {"file", "../../x.jpg", "image/jpeg",
                                  fixture(&site, "turned.jpg")};
        struct str link;
        upload(editor, address, &file, "");
        assert_status(editor, 422);
        assert_field_error(editor, "file_alt", "Xin mô tả ảnh");
        assert_page_has(editor, "Riêng tệp đã chọn (x.jpg) không giữ được: xin chọn lại");
        assert_field(editor, "body", "Chữ giữ nguyên.");
        upload(editor, address, &file, "Đường thôn ngập nước");
        assert_status(editor, 303);
        visit_follow(editor);
        assert_page_has(editor, "x.webp");
        assert_page_has(editor, "![Đường thôn ngập nước](/tep/");
        assert_field(editor, "picture_alt", "Đường thôn ngập nước");
        assert_no_dead_links(editor);
        visit_submit(
            editor, "", "body",
            arena_printf(site.arena, "Trước.\n\n" PRISTR "\n\nSau.", STRARG(markdown_line(editor)))
                .ptr,
            NULL);
        assert_status(editor, 303);
        visit_get(editor, below(editor, address, "/dang")); /* as readers will see it */
        assert_true(str_find(editor->body, STR("<img loading=\"lazy\" src=\"/tep/"), 0) > 0);
        assert_true(str_find(editor->body, STR("<img class=\"pic\" src=\"/tep/"), 0) > 0);
        assert_true(str_find(editor->body, STR("srcset=\"/tep/"), 0) > 0);
        assert_true(str_find(editor->body,
                             STR("</p>\n<figcaption>Ảnh: &quot;An&quot;</figcaption>"), 0) > 0);
        publish(approver, address);
        visit_get(an, "/tin-tuc/bai-co-anh");
        assert_status(an, 200);
        assert_true(str_find(an->body, STR("<img loading=\"lazy\" src=\"/tep/"), 0) > 0);
        assert_true(str_find(an->body, STR("srcset=\"/tep/"), 0) > 0);
        assert_true(str_find(an->body, STR("alt=\"Đường thôn ngập nước\""), 0) > 0);
        assert_no_dead_links(an);
        link = page_picture(an);
        visit_get(an, arena_c(site.arena, link));
        assert_status(an, 200);
        assert_str(visit_header(an, "Content-Type"), STR("image/webp"));
        assert_true(str_starts(visit_header(an, "Cache-Control"), STR("public, max-age=0")));
        assert_true(visit_header(an, "ETag").len > 0);
        assert_true(str_starts(visit_header(an, "Content-Security-Policy"), STR("sandbox")));
        visit_get(an, "/tep/0000000000000000000000000000000000000000000000000000000000000000/x");
        assert_status(an, 404);
        visit_get(an, "/tep/x/x");
        assert_status(an, 404);
    }
}

/* The caption under the picture, the words for who does not see it, and those of a
 * picture within the text: each lies in no other place. */
static void words_about_a_picture_are_found(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        static const char *const queries[] = {"/tim-kiem?q=chup+buoi+binh+minh",
                                              "/tim-kiem?q=con+trau+ben+bo+ao",
                                              "/tim-kiem?q=mai+dinh+cong+vut"};
        struct visitor *an = visitor_new(&site);
        struct visitor *editor = sign_in(&site, "bientap");
        const char *address = write_draft(editor, "Bài có chú thích");
        struct visit_file file = {"file", "x.jpg", "image/jpeg", fixture(&site, "turned.jpg")};
        upload(editor, address, &file, "Con trâu bên bờ ao");
        visit_follow(editor);
        visit_submit(editor, "", "caption", "Chụp buổi bình minh", "body",
                     "![Mái đình cong vút](/a/x.webp)", NULL);
        assert_status(editor, 303);
        publish(sign_in(&site, "duyet"), address);
        for (size_t i = 0; i < COUNT(queries); i++) {
            visit_get(an, queries[i]);
            assert_page_has(an, "Bài có chú thích");
        }
    }
}

/* What an editor sends is the desk's until it is published, and again when it is
 * withdrawn. */
/* A number in a button is anybody's to write. */
static void nobody_uses_the_file_of_another_article(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *editor = sign_in(&site, "bientap");
        const char *one = write_draft(editor, "Bài có tệp");
        const char *other = write_draft(editor, "Bài không tệp");
        struct visit_file file = {"file", "x.jpg", "image/jpeg", fixture(&site, "turned.jpg")};
        struct str button = {NULL, 0};
        const struct xml_node *root;
        upload(editor, one, &file, "Đường thôn");
        visit_get(editor, one);
        assert_page_has(editor, "x.webp");
        root = visit_tree(editor);
        for (const struct xml_node *node = root; node; node = xml_walk(root, node)) {
            struct str value = STR("");
            if (xml_attribute_value(node, STR("value"), &value) &&
                str_starts(value, STR("remove:")))
                button = arena_copy(site.arena, value);
        }
        assert_non_null(button.ptr);
        visit_get(editor, other);
        visit_submit(editor, "", "do", arena_c(site.arena, button), NULL);
        assert_status(editor, 404);
        /* nor is it shown above another text */
        visit_get(editor, other);
        visit_submit(editor, "", "picture",
                     arena_c(site.arena, str_from(button, sizeof("remove:") - 1)), "picture_alt",
                     "Đường", NULL);
        assert_status(editor, 422);
        assert_field_error(editor, "picture", "");
        visit_get(editor, one);
        assert_page_has(editor, "x.webp");
        visit_submit(editor, "", "do", arena_c(site.arena, button), NULL);
        assert_status(editor, 303);
        visit_get(editor, one);
        assert_page_lacks(editor, "x.webp");
    }
}

static void a_file_is_everybody_s_while_its_article_is_published(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *an = visitor_new(&site);
        struct visitor *citizen = sign_in(&site, "congdan");
        struct visitor *editor = sign_in(&site, "bientap");
        struct visitor *approver = sign_in(&site, "duyet");
        const char *address = write_draft(editor, "Bài có ảnh kín");
        struct visit_file file = {"file", "x.jpg", "image/jpeg", fixture(&site, "turned.jpg")};
        const char *picture;
        upload(editor, address, &file, "Đường thôn");
        visit_follow(editor);
        picture = arena_c(site.arena, page_picture(editor));
        visit_get(editor, picture);
        assert_status(editor, 200);
        assert_true(str_find(visit_header(editor, "Cache-Control"), STR("public"), 0) < 0);
        visit_get(an, picture);
        assert_status(an, 404);
        visit_get(citizen, picture);
        assert_status(citizen, 404);
        publish(approver, address);
        visit_get(an, picture);
        assert_status(an, 200);
        visit_get(approver, below(approver, address, "/dang"));
        visit_submit(approver, "#reason", "step", "withdraw", "reason", "Ảnh có mặt người khác.",
                     NULL);
        assert_status(approver, 303);
        visit_get(an, picture);
        assert_status(an, 404);
        visit_get(editor, picture);
        assert_status(editor, 200);
    }
}

/* Nothing is kept of a file that somebody unknown sent, but its name: the page says so
 * and offers to choose it again where it can be sent. */
static void a_session_that_ended_asks_for_the_file_again(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *editor = sign_in(&site, "bientap");
        const char *address = write_draft(editor, "Bài có tệp");
        struct visit_file file = {"file", "Biểu mẫu <01>.txt", "text/plain", STR("Một dòng.\n")};
        struct str version;
        struct str lost;
        visit_get(editor, address);
        version = page_value(editor, "version");
        site_testing_wait(&site, 365 * 24 * 3600);
        visit_upload(editor, address, &file, "title", "Bài có tệp", "body", "Chữ gõ lâu.",
                     "version", arena_c(site.arena, version), "do", "upload", NULL);
        assert_status(editor, 401);
        assert_page_has(editor, "Riêng tệp đã chọn (Biểu mẫu <01>.txt) không giữ được");
        lost = page_value(editor, "_files");
        assert_str(lost, STR("file:Biểu mẫu <01>.txt"));
        editor = sign_in(&site, "bientap");
        visit_post(editor, address, "title", "Bài có tệp", "body", "Chữ gõ lâu.", "version",
                   arena_c(site.arena, version), "do", "upload", "_files",
                   arena_c(site.arena, lost), NULL);
        assert_wrong_token(editor);
        assert_page_has(editor, "Chọn lại tệp: Biểu mẫu <01>.txt");
        assert_str(page_value(editor, "body"), STR("Chữ gõ lâu."));
        visit_upload(editor, address, &file, "title", "Bài có tệp", "body", "Chữ gõ lâu.",
                     "version", arena_c(site.arena, version), "do", "upload", NULL);
        assert_status(editor, 303);
        visit_follow(editor);
        assert_field(editor, "body", "Chữ gõ lâu.");
        assert_page_has(editor, "Biểu mẫu <01>.txt");
    }
}

static struct part part_of(const char *name, struct str bytes)
{
    return (struct part){.name = STR("file"),
                         .is_file = true,
                         .filename = str_from_c(name),
                         .bytes = bytes,
                         .size = bytes.len};
}

/* Several are encoded at once; they stay in their order, and the first fault is told. */
static void files_of_one_form_stay_in_their_order(void **state)
{
    enum {
        FILES = 7
    };
    static const char *const names[FILES] = {"turned.jpg", "a.txt", "turned.jpg", "bomb.png",
                                             "b.txt",      "c.txt", "turned.jpg"};
    (void)state;
    ON_EACH_SITE(site, SITE_EMPTY)
    {
        struct part parts[FILES];
        const struct part *sent[FILES];
        struct upload_received received[FILES];
        const struct fault *fault;
        for (size_t i = 0; i < FILES; i++) {
            bool is_text = str_ends(str_from_c(names[i]), STR(".txt"));
            parts[i] = part_of(names[i], is_text ? STR("Chữ.\n") : fixture(&site, names[i]));
            sent[i] = &parts[i];
        }
        fault =
            upload_receive_all(site.work, sent, FILES, FILETYPE_PAPER | FILETYPE_PICTURE, received);
        assert_non_null(fault);
        assert_string_equal(fault->key, "picture.too_large");
        assert_string_equal(fault->field, "file");
        parts[3] = part_of("d.txt", STR("Khác.\n"));
        assert_no_fault(upload_receive_all(site.work, sent, FILES,
                                           FILETYPE_PAPER | FILETYPE_PICTURE, received));
        for (size_t i = 0; i < FILES; i++) {
            bool is_text = str_ends(parts[i].filename, STR(".txt"));
            assert_str(received[i].name, is_text ? parts[i].filename : STR("turned.webp"));
            assert_true(received[i].parts.count > 0);
            assert_int_equal(received[i].parts.items[0].digest.len, UPLOAD_DIGEST);
        }
        assert_str(received[0].parts.items[0].digest, received[6].parts.items[0].digest);
        assert_no_fault(upload_receive_all(site.work, NULL, 0, FILETYPE_PAPER, received));
    }
}

#define PDF_HEAD "%PDF-1.4\n1 0 obj\n<< /Type /Catalog "
#define PDF_TAIL " >>\nendobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"

/* columns: name of the file, its bytes, what is said (NULL: taken) */
static const struct {
    const char *name;
    struct str bytes;
    const char *said;
} papers[] = {
    {"don.pdf",          STR_INIT(PDF_HEAD PDF_TAIL),                                       NULL                        },
    {"../../etc/passwd", STR_INIT("Chữ thường.\n"),                                    NULL                        },
    {"script.pdf",
     STR_INIT(PDF_HEAD "/OpenAction << /S /JavaScript /JS (app.alert(1)) >>" PDF_TAIL),
     "Tệp PDF này có mã chạy"                                                                                    },
    {"hidden.pdf",       STR_INIT(PDF_HEAD "/AA << /S /#4aava#53cript >>" PDF_TAIL),
     "Tệp PDF này có mã chạy"                                                                                    },
    {"locked.pdf",       STR_INIT(PDF_HEAD "/Encrypt 5 0 R" PDF_TAIL),                      "bị khóa"                },
    {"anh.svg",
     STR_INIT("<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>"),
     "Không nhận tệp loại image/svg+xml"                                                                         },
    {"trang.html",       STR_INIT("<!DOCTYPE html><html><script>alert(1)</script></html>"),
     "Không nhận tệp loại text/html"                                                                             },
    {"may.exe",          STR_INIT("MZ\x90\0\3\0\0\0\4\0\0\0\xff\xff\0\0"),                  "Không nhận tệp loại"},
    {"trong.pdf",        STR_INIT(""),                                                      "Tệp này trống"        },
};

static void hostile_files_are_refused_with_a_sentence(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *editor = sign_in(&site, "bientap");
        const char *address = write_draft(editor, "Bài có tệp lạ");
        for (size_t i = 0; i < COUNT(papers); i++) {
            struct visit_file file = {"file", papers[i].name, "application/pdf", papers[i].bytes};
            upload(editor, address, &file, "");
            if (!papers[i].said) {
                assert_status(editor, 303);
                continue;
            }
            assert_status(editor, 422);
            assert_field_error(editor, "file", papers[i].said);
            assert_page_lacks(editor, "không giữ được"); /* another one is to be chosen */
            assert_field(editor, "body", "Chữ giữ nguyên.");
        }
        {
            struct visit_file bomb = {"file", "bomb.png", "image/png", fixture(&site, "bomb.png")};
            upload(editor, address, &bomb, "Ảnh");
            assert_status(editor, 422);
            assert_field_error(editor, "file", "Ảnh quá lớn");
        }
        visit_get(editor, address);
        assert_page_has(editor, "don.pdf");
        assert_page_has(editor, "passwd.txt");
        assert_page_lacks(editor, "script.pdf");
        assert_page_lacks(editor, "../..");
        /* a paper is saved, not opened in the site */
        visit_get(editor, arena_c(site.arena, visit_link(editor, "don.pdf")));
        assert_status(editor, 200);
        assert_true(str_starts(visit_header(editor, "Content-Disposition"), STR("attachment")));
        assert_str(visit_header(editor, "X-Content-Type-Options"), STR("nosniff"));
    }
}

/* Everything in a folder, chosen by a slip of the hand. */
static void ten_thousand_files_are_refused_beside_their_field(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *editor = sign_in(&site, "bientap");
        const char *address = write_draft(editor, "Bài có vạn tệp");
        struct buf body = buf_init(site.arena, REQUEST_UPLOAD);
        static const char *const names[] = {"csrf", "version"};
        visit_get(editor, address);
        for (size_t i = 0; i < COUNT(names); i++)
            buf_printf(&body,
                       "--B\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n" PRISTR "\r\n",
                       names[i], STRARG(page_value(editor, names[i])));
        buf_printf(&body, "--B\r\nContent-Disposition: form-data; name=\"title\"\r\n\r\nBài có "
                          "vạn tệp\r\n");
        for (int i = 0; i < 10000; i++)
            buf_printf(&body,
                       "--B\r\nContent-Disposition: form-data; name=\"file\"; "
                       "filename=\"%d.pdf\"\r\n\r\n%%PDF-1.4\r\n",
                       i);
        buf_printf(&body, "--B\r\nContent-Disposition: form-data; name=\"body\"\r\n\r\nChữ gõ "
                          "sau tệp.\r\n--B--\r\n");
        visit_send(editor, address, "multipart/form-data; boundary=B", buf_str(&body));
        assert_status(editor, 422);
        assert_field_error(editor, "file", "Tối đa 10 tệp");
        assert_field(editor, "title", "Bài có vạn tệp");
        assert_field(editor, "body", "Chữ gõ sau tệp.");
    }
}

static void a_form_larger_than_the_server_takes_keeps_its_text(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct visitor *editor = sign_in(&site, "bientap");
        const char *address = write_draft(editor, "Bài có tệp lớn");
        const size_t size = REQUEST_UPLOAD + 1; /* docs/security.md: 64 MiB of body */
        struct visit_file file = {
            "file", "phim.pdf", "application/pdf", {arena_alloc(site.arena, size), size}
        };
        upload(editor, address, &file, "");
        assert_status(editor, 422);
        assert_field_error(editor, "file", "Mỗi tệp tối đa 32 MB");
        assert_field(editor, "body", "Chữ giữ nguyên.");
    }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_about_a_picture_are_found),
        cmocka_unit_test(a_picture_is_shown_without_what_the_camera_wrote),
        cmocka_unit_test(nobody_uses_the_file_of_another_article),
        cmocka_unit_test(a_file_is_everybody_s_while_its_article_is_published),
        cmocka_unit_test(a_session_that_ended_asks_for_the_file_again),
        cmocka_unit_test(files_of_one_form_stay_in_their_order),
        cmocka_unit_test(hostile_files_are_refused_with_a_sentence),
        cmocka_unit_test(ten_thousand_files_are_refused_beside_their_field),
        cmocka_unit_test(a_form_larger_than_the_server_takes_keeps_its_text),
    };
    if (picture_is_worker(argc, argv))
        picture_work(argv);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
