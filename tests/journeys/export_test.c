/*
 * dinh export: what is public goes out in forms that other programs read, and nothing
 * else does.
 */
#include "desk.h"

#include "base/crypto.h"
#include "base/file.h"
#include "civic/unit.h"
#include "modules/admin/export_command.h"
#include "modules/publications/article.h"
#include "view/json_read.h"

#include <sys/stat.h>

static struct str read_file(struct site_testing *site, const char *folder, const char *name)
{
    struct str bytes;
    assert_no_fault(file_read(site->arena, arena_printf(site->arena, "%s/%s", folder, name).ptr,
                              1 << 24, &bytes));
    return bytes;
}

static size_t lines_of(struct str text)
{
    size_t count = 0;
    for (size_t i = 0; i < text.len; i++)
        count += text.ptr[i] == '\n';
    return count;
}

static void what_is_public_is_exported_and_drafts_are_not(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        const char *folder = testing_folder(site.arena);
        char *argv[] = {(char *)(uintptr_t)folder, NULL};
        struct article_text text = {STR("Bản nháp chưa đăng"), STR(""), STR("Chưa ai đọc."),
                                    STR("")};
        const struct json_value *row;
        struct str csv;
        struct str json;
        struct str markdown;
        struct str first;
        struct unit unit;
        const struct article_filter all = {.kind = ARTICLE_OF_ALL};
        article_rows rows;
        int64_t id;
        assert_no_fault(unit_by_slug(site.work, STR("huyen-thanh-ba"), &unit));
        assert_no_fault(article_create(site.work, unit.id, &text, &id));
        assert_int_equal(export_command(site.work, 1, argv), 0);
        csv = read_file(&site, folder, "tin-tuc.csv");
        assert_true(str_starts(csv, STR("\xef\xbb\xbf"))); /* spreadsheets know UTF-8 by it */
        assert_true(str_find(csv, STR("Bản nháp chưa đăng"), 0) < 0);
        json = read_file(&site, folder, "tin-tuc.jsonl");
        assert_int_equal(lines_of(json) + 1, lines_of(csv));
        first = str_cut_line(&json);
        assert_no_fault(json_read(site.arena, first, 1 << 20, &row));
        assert_true(json_get_text(row, "title", &first));
        assert_no_fault(article_list_of(site.work, &all, false, (struct article_key){0}, 1, &rows));
        markdown = read_file(
            &site, folder,
            arena_printf(site.arena, "articles/" PRISTR ".md", STRARG(rows.items[0].slug)).ptr);
        assert_true(str_starts(markdown, STR("---\ntitle: \"")));
        assert_true(str_find(markdown, rows.items[0].title, 0) > 0);
        /* static pages in both languages, and who holds which post */
        markdown = read_file(&site, folder, "pages/gioi-thieu.md");
        assert_true(str_starts(markdown, STR("---\ntitle: \"Giới thiệu\"\n")));
        assert_true(str_find(markdown, STR("# Bộ máy"), 0) > 0);
        markdown = read_file(&site, folder, "pages/gioi-thieu.en.md");
        assert_true(str_find(markdown, STR("# How it is governed"), 0) > 0);
        csv = read_file(&site, folder, "lanh-dao.csv");
        assert_true(str_find(csv, STR("Hà Văn Mẫu,Chủ tịch Ủy ban nhân dân huyện"), 0) > 0);
        /* a folder with something in it is left alone */
        assert_int_not_equal(export_command(site.work, 1, argv), 0);
        db_release(site.work);
    }
}

/* ---- files ---- */

/* A document with a file; the path of the file below the folder. */
static const char *document_with_file(struct visitor *approver, const char *title, struct str bytes,
                                      bool is_published)
{
    struct arena *arena = approver->site->arena;
    struct visit_file file = {"file", "Biểu mẫu.txt", "text/plain", bytes};
    uint8_t digest[CRYPTO_DIGEST_SIZE];
    const char *edit = write_document(approver, title);
    visit_get(approver, edit);
    visit_upload(approver, below(approver, edit, "/tep"), &file, NULL);
    assert_status(approver, 303);
    visit_get(approver, edit);
    if (is_published)
        visit_submit(approver, below(approver, edit, "/dang"), NULL);
    crypto_digest(bytes, digest);
    return arena_printf(arena, "tep/" PRISTR "/bieu-mau.txt",
                        STRARG(crypto_hex(arena, digest, sizeof(digest))))
        .ptr;
}

static void files_of_what_is_public_are_exported_and_those_of_drafts_are_not(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        const char *folder = testing_folder(site.arena);
        char *argv[] = {(char *)(uintptr_t)folder, NULL};
        struct visitor *approver = sign_in(&site, "duyet");
        const char *published =
            document_with_file(approver, "Báo cáo đã đăng", STR("Ai cũng đọc.\n"), true);
        const char *draft =
            document_with_file(approver, "Báo cáo còn viết", STR("Chưa ai đọc.\n"), false);
        assert_int_equal(export_command(site.work, 1, argv), 0);
        assert_str(read_file(&site, folder, published), STR("Ai cũng đọc.\n"));
        assert_false(file_exists(arena_printf(site.arena, "%s/%s", folder, draft).ptr));
        db_release(site.work);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_public_is_exported_and_drafts_are_not),
        cmocka_unit_test(files_of_what_is_public_are_exported_and_those_of_drafts_are_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
