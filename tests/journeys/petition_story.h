/*
 * Petitions for journeys: a farmer who complains, somebody who denounces, officials
 * who act, and the search for a canary.
 */
#ifndef DINH_TESTS_JOURNEYS_PETITION_STORY_H
#define DINH_TESTS_JOURNEYS_PETITION_STORY_H

#include "app/backup.h"
#include "app/testing.h"
#include "people.h"

#include <stdio.h>
#include <string.h>

#define CANARY "Khổng Tước Vũ Thị Kín"
#define CANARY_PHONE "0987654321"
#define CANARY_MAIL "khong.tuoc@example.com"
#define CANARY_WORDS "Ông trưởng khu thu tiền mà không ghi phiếu"
#define CANARY_PAPER "Phiếu thu viết tay số 0173 của trưởng khu"

static inline struct str word_after(const struct visitor *visitor, const char *before)
{
    struct str text = visit_text(visitor);
    ptrdiff_t at = str_find(text, str_from_c(before), 0);
    struct str rest;
    assert_true(at >= 0);
    rest = str_trim(str_from(text, (size_t)at + strlen(before)));
    return arena_copy(visitor->jar, str_cut(&rest, ' '));
}

static inline int times(struct visitor *visitor, const char *words)
{
    struct str text = visit_text(visitor);
    int count = 0;
    for (ptrdiff_t at = str_find(text, str_from_c(words), 0); at >= 0;
         at = str_find(text, str_from_c(words), (size_t)at + 1))
        count++;
    return count;
}

/* Answers a question and stands before the next. */
static inline void answer(struct visitor *visitor, const char *step, const char *name,
                          const char *value)
{
    visit_submit(visitor, arena_printf(visitor->jar, "/don-thu/viet/%s", step).ptr, name, value,
                 NULL);
    assert_status(visitor, 303);
    visit_follow(visitor);
    assert_status(visitor, 200);
}

struct sent {
    struct str code;
    struct str key;
};

static inline struct sent send(struct visitor *visitor)
{
    struct sent sent;
    /* every answer once, by its name */
    assert_int_equal(times(visitor, "Sửa Thư điện tử"), 1);
    assert_page_lacks(visitor, "intake.");
    visit_submit(visitor, "/don-thu/viet/kiem-tra", "truth", "1", NULL);
    assert_status(visitor, 303);
    visit_follow(visitor);
    assert_page_has(visitor, "Đã nhận");
    sent.code = word_after(visitor, "Mã đơn ");
    sent.key = word_after(visitor, "Khóa tra cứu ");
    return sent;
}

static inline struct sent complain(struct visitor *farmer)
{
    visit_get(farmer, "/don-thu");
    assert_no_dead_links(farmer);
    visit_get(farmer, "/don-thu/viet");
    visit_follow(farmer);
    assert_page_has(farmer, "Ông/bà muốn làm gì?");
    answer(farmer, "loai", "kind", "khieu-nai");
    assert_page_has(farmer, "Câu 2 trong 12");
    answer(farmer, "quyet-dinh", "decision", "administrative");
    answer(farmer, "ve-viec", "about", "Quyết định 15/QĐ-UBND về bồi thường đất vườn");
    answer(farmer, "tom-tat", "title", "Diện tích đất được bồi thường bị tính thiếu");
    answer(farmer, "noi-dung", "content", "Biên bản đo ghi 318 m2 mà phương án chỉ tính 276 m2.");
    answer(farmer, "yeu-cau", "request", "Đo lại thửa đất.");
    answer(farmer, "cung-don", "people", "");
    answer(farmer, "ai-khieu-nai", "agent", "self");
    answer(farmer, "giay-to", "do", "next");
    visit_submit(farmer, "/don-thu/viet/ho-ten", "name", "Nguyễn Thị Thưởng", "address",
                 "Khu 4, xã Quảng Yên", NULL);
    visit_follow(farmer);
    visit_submit(farmer, "/don-thu/viet/lien-he", "phone", "0912 345 678", NULL);
    visit_follow(farmer);
    assert_page_has(farmer, "Xem lại đơn trước khi gửi");
    assert_page_has(farmer, "Biên bản đo ghi 318 m2");
    assert_no_dead_links(farmer);
    return send(farmer);
}

static inline const char *file_of(struct visitor *visitor, struct str code, const char *rest)
{
    return arena_printf(visitor->jar, "/can-bo/viec/" PRISTR "%s", STRARG(code), rest).ptr;
}

static inline void act(struct visitor *visitor, struct str code, const char *action,
                       const char *name, const char *value)
{
    const char *url = file_of(visitor, code, arena_printf(visitor->jar, "/%s", action).ptr);
    visit_get(visitor, url);
    assert_status(visitor, 200);
    visit_submit(visitor, url, name, value, NULL);
    assert_status(visitor, 303);
}

/* The piece of markup behind `before` up to the next quotation mark. */
static inline const char *quoted(struct visitor *visitor, struct str page, const char *before)
{
    ptrdiff_t at = str_find(page, str_from_c(before), 0);
    struct str rest;
    assert_true(at >= 0);
    rest = str_from(page, (size_t)at + strlen(before));
    return arena_c(visitor->jar, str_cut(&rest, '"'));
}

/* The value of the first field of this name. */
static inline const char *page_value(struct visitor *visitor, const char *name)
{
    return quoted(visitor, visitor->body,
                  arena_printf(visitor->jar, "name=\"%s\" value=\"", name).ptr);
}

/* The value of the choice with these words. */
static inline const char *option_of(struct visitor *visitor, const char *words)
{
    struct str page = visitor->body;
    ptrdiff_t end = str_find(page, str_from_c(words), 0);
    ptrdiff_t at = 0;
    assert_true(end >= 0);
    for (ptrdiff_t next = 0; next >= 0 && next < end;
         next = str_find(page, STR("value=\""), (size_t)next + 1))
        at = next;
    return quoted(visitor, str_from(page, (size_t)at), "value=\"");
}

/* Where the button goes that joins two petitions. */
static inline struct str join_action(struct visitor *visitor)
{
    struct str page = visitor->body;
    ptrdiff_t at = str_find(page, STR("/don-trung/"), 0);
    ptrdiff_t from = 0;
    assert_true(at >= 0);
    for (ptrdiff_t next = 0; next >= 0 && next < at;
         next = str_find(page, STR("action=\""), (size_t)next + 1))
        from = next;
    return str_from_c(quoted(visitor, str_from(page, (size_t)from), "action=\""));
}

/* The register has these columns in a line, for those who keep it. */
static inline void assert_registered(struct visitor *clerk, const char *columns)
{
    visit_get(clerk, "/can-bo/so-don.csv");
    assert_status(clerk, 200);
    if (str_find(clerk->body, str_from_c(columns), 0) < 0)
        fail_msg("the register lacks %s", columns);
}

static inline void look_up(struct visitor *farmer, struct sent sent)
{
    visit_get(farmer, "/don-thu/tra-cuu");
    visit_submit(farmer, "/don-thu/tra-cuu", "ma", arena_c(farmer->jar, sent.code), "khoa",
                 arena_c(farmer->jar, sent.key), NULL);
    visit_follow(farmer);
    assert_status(farmer, 200);
}

#define CANARY_PDF "%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\n% " CANARY_PAPER "\n%%EOF\n"

/* Sends a paper with the petition being written, by the button "upload" or "next". */
static inline void send_paper(struct visitor *visitor, const char *button, const char *name,
                              const char *bytes)
{
    struct visit_file file = {"file", name, "application/pdf", str_from_c(bytes)};
    visit_get(visitor, "/don-thu/viet/giay-to");
    visit_upload(visitor, "/don-thu/viet/giay-to", &file, "do", button, NULL);
}

static inline struct sent denounce(struct visitor *sender, bool asks_protection)
{
    visit_get(sender, "/don-thu/viet/loai");
    answer(sender, "loai", "kind", "to-cao");
    assert_page_has(sender, "niêm phong");
    answer(sender, "ve-viec", "about", "Trưởng khu 5");
    answer(sender, "noi-dung", "content", CANARY_WORDS ", tôi là " CANARY ".");
    answer(sender, "chung-cu", "evidence", "");
    send_paper(sender, "next", CANARY ".pdf", CANARY_PDF);
    visit_follow(sender);
    visit_submit(sender, "/don-thu/viet/nguoi-to-cao", "name", CANARY, "address",
                 "Khu 5, xã Quảng Yên", NULL);
    visit_follow(sender);
    answer(sender, "bao-ve", asks_protection ? "protect" : NULL, "1");
    visit_submit(sender, "/don-thu/viet/lien-he", "phone", CANARY_PHONE, "email", CANARY_MAIL,
                 NULL);
    visit_follow(sender);
    assert_page_has(sender, asks_protection ? "Yêu cầu bảo vệ Có Sửa" : "Yêu cầu bảo vệ Không Sửa");
    return send(sender);
}

/* Fails the test where a canary stands in the bytes that `where` names. */
static inline void search_bytes(const char *where, const void *bytes, size_t size)
{
    static const char *const canaries[] = {
        CANARY,       CANARY_WORDS, CANARY_PAPER, "khong tuoc vu thi kin",
        "Khong-Tuoc", "khong-tuoc", CANARY_PHONE, CANARY_MAIL};
    for (size_t i = 0; size > 0 && i < COUNT(canaries); i++)
        if (memmem(bytes, size, canaries[i], strlen(canaries[i])))
            fail_msg("%s stands in %s", canaries[i], where);
}

static inline void search_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    static char bytes[64 * 1024 * 1024];
    size_t size;
    if (!file)
        return;
    size = fread(bytes, 1, sizeof(bytes), file);
    fclose(file);
    search_bytes(path, bytes, size);
    search_bytes(path, path, strlen(path));
}

/* What a backup of the site has: every row of every table, every file. */
static inline void search_backup(struct site_testing *site)
{
    const char *path = arena_printf(site->arena, "%s/canary.backup", site->folder).ptr;
    struct backup_reader *reader;
    struct backup_member member;
    struct backup_sum sum;
    size_t count = 0;
    assert_no_fault(backup_make(site->work, path, NULL, NULL, &sum));
    assert_no_fault(backup_open(site->arena, path, &reader));
    for (;;) {
        struct arena *scratch = arena_new();
        bool is_end;
        assert_no_fault(backup_next(reader, scratch, &member));
        search_bytes(arena_c(scratch, member.name), member.bytes.ptr, member.bytes.len);
        is_end = member.name.len == 0;
        arena_free(scratch);
        if (is_end)
            break;
        count++;
    }
    assert_true(count > 10);
    remove(path);
}

/* Every file of the site: database, its log, temporary files, keys. */
static inline void search_folder(const char *folder)
{
    char command[256];
    char path[512];
    FILE *list;
    snprintf(command, sizeof(command), "find %s -type f", folder);
    list = popen(command, "r");
    assert_non_null(list);
    while (fgets(path, sizeof(path), list)) {
        path[strcspn(path, "\n")] = '\0';
        search_file(path);
    }
    pclose(list);
}

#endif
