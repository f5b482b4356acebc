/*
 * Papers, read back with poppler: what they say, where it stands, that it can be
 * copied out of the PDF letter for letter.
 */
#include "civic/paper_testing.h"

#include "base/file.h"
#include "civic/cli.h"
#include "civic/module.h"
#include "civic/paper_command.h"
#include "civic/paper_sheet.h"

#include <math.h>
#include <pthread.h>

#define MM (72.0 / 25.4)

/* ---- what the papers say ---- */

static void a_letter_has_the_parts_of_the_decree_in_their_order(void **state)
{
    static const char *const order[] = {
        "UBND HUYỆN THANH BA",
        "ỦY BAN NHÂN DÂN XÃ ĐỒNG XUÂN",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
    };
    static const char *const parts[] = {
        "Số: 05/UBND-VP",
        "Đồng Xuân, ngày 06 tháng 3 năm 2022",
        "V/v lấy ý kiến Nhân dân",
        "Kính gửi:",
        "- Ban công tác Mặt trận các thôn;",
        "- Trưởng thôn các thôn trên địa bàn xã.",
        "để được hướng dẫn./.",
        "Nơi nhận:",
        "- Như trên;",
        "- Lưu: VT, VP.",
        "TM. ỦY BAN NHÂN DÂN",
        "CHỦ TỊCH",
        "Nguyễn Thị Hữu Ước (minh họa)",
    };
    struct paper_desk *desk = paper_desk_new();
    struct str words = paper_words(desk, paper_of_sample(desk, &paper_letter_kind));
    ptrdiff_t at = 0;
    (void)state;
    for (size_t i = 0; i < COUNT(order); i++) {
        at = str_find(words, str_from_c(order[i]), (size_t)at);
        assert_true(at >= 0);
    }
    for (size_t i = 0; i < COUNT(parts); i++)
        assert_words_at(words, str_from_c(parts[i]), __FILE__, __LINE__);
    arena_free(desk->arena);
}

static void a_notice_has_its_kind_its_summary_and_its_grounds(void **state)
{
    struct paper_desk *desk = paper_desk_new();
    struct str words = paper_words(desk, paper_of_sample(desk, &paper_notice_kind));
    (void)state;
    assert_has(words, "THÔNG BÁO Lịch tiếp công dân định kỳ");
    assert_has(words, "Thanh Ba, ngày 09 tháng 02 năm 2022");
    assert_has(words, "Căn cứ Luật Tiếp công dân; Căn cứ Nghị định số 64/2014/NĐ-CP");
    assert_has(words, "KT. TRƯỞNG BAN");
    arena_free(desk->arena);
}

/* Mẫu số 02/TCD, Decree 154/2026/NĐ-CP. */
static void a_receipt_has_the_words_of_form_02_tcd(void **state)
{
    struct paper_desk *desk = paper_desk_new();
    struct str words = paper_words(desk, paper_of_sample(desk, &paper_receipt_kind));
    (void)state;
    assert_has(words, "Mẫu số 02/TCD");
    assert_has(words, "GIẤY BIÊN NHẬN Thông tin, tài liệu");
    assert_has(words, "Vào 08 giờ 15 phút, ngày 24 tháng 11 năm 2026, tại:");
    assert_has(words, "Đã nhận của ông (bà): Trần Quốc Nghiễm (minh họa).");
    assert_has(words, "ngày cấp: 09/07/2021");
    assert_has(words, "2. Bản sao giấy chứng nhận quyền sử dụng đất");
    assert_has(words, "được lập thành 02 bản, giao cho người cung cấp");
    assert_has(words, "NGƯỜI CUNG CẤP THÔNG TIN, TÀI LIỆU");
    assert_has(words, "NGƯỜI NHẬN");
    arena_free(desk->arena);
}

static void a_register_repeats_its_thirteen_headings_on_every_page(void **state)
{
    struct paper_desk *desk = paper_desk_new();
    struct str pdf = paper_of_sample(desk, &paper_register_kind);
    struct str info = paper_asked(desk, pdf, "pdfinfo %s");
    struct str rest = paper_asked(desk, pdf, "pdftotext -layout %s -");
    int page = 0;
    (void)state;
    assert_has(info, "841.89 x 595.276 pts (A4)");
    while (rest.len > 0) {
        struct str text = str_cut(&rest, '\f');
        if (str_trim(text).len == 0)
            break;
        page++;
        assert_has(text, "STT");
        assert_has(text, "Ghi chú");
        assert_has(text, "13");
        if (page > 1)
            assert_true(str_starts(str_trim(text), arena_printf(desk->arena, "%d", page)));
    }
    assert_true(page >= 3);
    arena_free(desk->arena);
}

/* HD 36-HD/VPTW: no Quốc hiệu, a hyphen in the number, T/M, "." at the end. */
static void a_paper_of_the_party_has_the_partys_layout(void **state)
{
    struct paper_desk *desk = paper_desk_new();
    struct str words = paper_words(desk, paper_of_sample(desk, &paper_party_report_kind));
    (void)state;
    assert_has(words, "ĐẢNG CỘNG SẢN VIỆT NAM");
    assert_lacks(words, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA");
    assert_lacks(words, "Tự do");
    assert_has(words, "QUY CHẾ DÂN CHỦ Ở CƠ SỞ * ");
    assert_has(words, " Số 05-BC/BCĐ ");
    assert_has(words, "T/M BAN CHỈ ĐẠO PHÓ TRƯỞNG BAN THƯỜNG TRỰC");
    assert_has(words, "trân trọng báo cáo.");
    assert_lacks(words, "./.");
    arena_free(desk->arena);
}

static void before_issue_the_number_and_the_day_are_left_to_be_written(void **state)
{
    struct paper_desk *desk = paper_desk_new();
    struct paper_letter letter = paper_letter_sample(desk);
    struct str words;
    struct str pdf;
    (void)state;
    letter.head.number = STR("");
    letter.head.signed_on = DATE_NONE;
    assert_no_fault(paper_preview(&desk->work, &paper_letter_kind, &letter, &pdf));
    words = paper_words(desk, pdf);
    assert_has(words, "Số: ");
    assert_has(words, "Đồng Xuân, ngày tháng năm");
    /* the words lie across the page, which poppler gives letter by letter */
    assert_has(paper_asked(desk, pdf, "pdftotext -raw %s -"), "T\nR\nƯ\nỚ\nC\n");
    pdf = paper_letter_pdf(desk, &letter);
    assert_lacks(paper_asked(desk, pdf, "pdftotext -raw %s -"), "T\nR\nƯ\nỚ\nC\n");
    arena_free(desk->arena);
}

/* ---- where it stands ---- */

struct box {
    double x1;
    double y1;
    double x2;
    double y2;
};

/* The box of the first `word` of a page made by pdftotext -bbox. */
static struct box box_of(struct paper_desk *desk, struct str boxes, const char *word)
{
    struct str end = arena_printf(desk->arena, ">%s</word>", word);
    ptrdiff_t at = str_find(boxes, end, 0);
    struct box box;
    const char *line;
    assert_true(at > 0);
    while (boxes.ptr[at] != '<' || strncmp(boxes.ptr + at, "<word", 5) != 0)
        at--;
    line = boxes.ptr + at;
    assert_int_equal(sscanf(line, "<word xMin=\"%lf\" yMin=\"%lf\" xMax=\"%lf\" yMax=\"%lf\"",
                            &box.x1, &box.y1, &box.x2, &box.y2),
                     4);
    return box;
}

/* The union of all words. */
static struct box whole_box(struct str boxes)
{
    struct box whole = {1e6, 1e6, 0, 0};
    for (ptrdiff_t at = str_find(boxes, STR("<word"), 0); at >= 0;
         at = str_find(boxes, STR("<word"), (size_t)at + 1)) {
        struct box box;
        assert_int_equal(sscanf(boxes.ptr + at,
                                "<word xMin=\"%lf\" yMin=\"%lf\" xMax=\"%lf\" yMax=\"%lf\"",
                                &box.x1, &box.y1, &box.x2, &box.y2),
                         4);
        whole = (struct box){fmin(whole.x1, box.x1), fmin(whole.y1, box.y1), fmax(whole.x2, box.x2),
                             fmax(whole.y2, box.y2)};
    }
    return whole;
}

static struct str boxes_of(struct paper_desk *desk, struct str pdf)
{
    return paper_asked(desk, pdf, "pdftotext -bbox %s -");
}

/* Annex I, I.3: top and bottom 20–25, left 30–35, right 15–20 mm. The lines of a
 * justified paragraph reach from margin to margin. */
static void the_margins_are_those_of_the_decree(void **state)
{
    struct paper_desk *desk = paper_desk_new();
    struct box box = whole_box(boxes_of(desk, paper_of_sample(desk, &paper_letter_kind)));
    (void)state;
    assert_true(box.x1 >= 30 * MM - 0.5 && box.x1 <= 35 * MM);
    assert_true(595.28 - box.x2 >= 15 * MM - 0.5 && 595.28 - box.x2 <= 20 * MM);
    assert_true(box.y1 >= 20 * MM - 0.5 && box.y1 <= 25 * MM);
    arena_free(desk->arena);
}

/* II.4.c: number and date stand on one line; II.1 and II.2: names left, Quốc hiệu right. */
static void number_and_date_stand_on_one_line(void **state)
{
    struct paper_desk *desk = paper_desk_new();
    struct str boxes = boxes_of(desk, paper_of_sample(desk, &paper_letter_kind));
    struct box number = box_of(desk, boxes, "05/UBND-VP");
    struct box month = box_of(desk, boxes, "tháng");
    struct box nation = box_of(desk, boxes, "CỘNG");
    struct box unit = box_of(desk, boxes, "UBND");
    (void)state;
    assert_true(fabs(number.y2 - month.y2) < 1);
    assert_true(unit.x2 < nation.x1);
    assert_true(fabs(unit.y1 - nation.y1) < 1);
    arena_free(desk->arena);
}

/* II.6.e: the first line of a paragraph goes in by 10 or 12.7 mm. */
static void a_paragraph_goes_in_by_a_centimetre_and_a_quarter(void **state)
{
    struct paper_desk *desk = paper_desk_new();
    struct str boxes = boxes_of(desk, paper_of_sample(desk, &paper_letter_kind));
    (void)state;
    assert_true(fabs(box_of(desk, boxes, "Thực").x1 - (30 + 12.7) * MM) < 1);
    arena_free(desk->arena);
}

/* A letter with `count` times the same paragraph. */
static struct paper_letter long_letter(struct paper_desk *desk, size_t count)
{
    struct paper_letter letter = paper_letter_sample(desk);
    struct str *paragraphs = arena_alloc_array(desk->arena, count, sizeof(struct str));
    for (size_t i = 0; i < count; i++)
        paragraphs[i] = STR("Nhân dân bàn và quyết định mức đóng góp, việc sử dụng và cách công "
                            "khai các khoản thu, chi do thôn tự tổ chức, bảo đảm đúng pháp luật, "
                            "đúng ý nguyện của người dân.");
    letter.paragraphs = (struct list){paragraphs, count, sizeof(struct str)};
    return letter;
}

/* I.7: the first page shows no number; II.7: a signature never stands alone. */
static void pages_are_numbered_from_the_second_and_signed_below_some_text(void **state)
{
    struct paper_desk *desk = paper_desk_new();
    (void)state;
    for (size_t count = 8; count < 24; count++) {
        struct paper_letter letter = long_letter(desk, count);
        struct str text = paper_asked(desk, paper_letter_pdf(desk, &letter), "pdftotext %s -");
        struct str first = str_cut(&text, '\f');
        struct str last = first;
        assert_true(str_starts(str_trim(first), STR("UBND")));
        for (int page = 2; str_trim(text).len > 0; page++) {
            last = str_cut(&text, '\f');
            assert_true(str_starts(last, arena_printf(desk->arena, "%d\n", page)));
        }
        assert_has(last, "hướng dẫn./.");
        assert_has(last, "CHỦ TỊCH");
        assert_has(last, "Nguyễn Thị Hữu Ước");
    }
    arena_free(desk->arena);
}

static void the_page_number_is_centred_in_the_top_margin(void **state)
{
    struct paper_desk *desk = paper_desk_new();
    struct paper_letter letter = long_letter(desk, 40);
    struct str boxes =
        paper_asked(desk, paper_letter_pdf(desk, &letter), "pdftotext -f 2 -l 2 -bbox %s -");
    struct box number = box_of(desk, boxes, "2");
    (void)state;
    assert_true(number.y2 < 20 * MM);
    assert_true(fabs((number.x1 + number.x2) / 2 - (30 + (210 - 15)) / 2.0 * MM) < 1);
    arena_free(desk->arena);
}

/* ---- letters ---- */

#define LETTERS                                                                                                                                          \
    "a à ả ã á ạ ă ằ ẳ ẵ ắ ặ â ầ ẩ ẫ ấ ậ b c d đ e è ẻ ẽ é ẹ ê ề ể ễ ế ệ g h i ì ỉ ĩ í ị k l m " \
    "n o ò ỏ õ ó ọ ô ồ ổ ỗ ố ộ ơ ờ ở ỡ ớ ợ p q r s t u ù ủ ũ ú ụ ư ừ ử ữ ứ ự v x y ỳ ỷ ỹ ý ỵ "   \
    "A À Ả Ã Á Ạ Ă Ằ Ẳ Ẵ Ắ Ặ Â Ầ Ẩ Ẫ Ấ Ậ B C D Đ E È Ẻ Ẽ É Ẹ Ê Ề Ể Ễ Ế Ệ G H I Ì Ỉ Ĩ Í Ị K L M " \
    "N O Ò Ỏ Õ Ó Ọ Ô Ồ Ổ Ỗ Ố Ộ Ơ Ờ Ở Ỡ Ớ Ợ P Q R S T U Ù Ủ Ũ Ú Ụ Ư Ừ Ử Ữ Ứ Ự V X Y Ỳ Ỷ Ỹ Ý Ỵ"

/* Poppler takes letters at even distances for one word, so blanks do not count. */
static struct str without_blanks(struct paper_desk *desk, struct str text)
{
    struct buf out = buf_init(desk->arena, text.len + 1);
    for (size_t i = 0; i < text.len; i++)
        if (text.ptr[i] != ' ' && text.ptr[i] != '\n')
            buf_add_byte(&out, text.ptr[i]);
    return buf_str(&out);
}

static void every_vietnamese_letter_comes_out_of_the_pdf_as_it_went_in(void **state)
{
    static const struct str letters[] = {STR_INIT(LETTERS)};
    struct paper_desk *desk = paper_desk_new();
    struct paper_letter letter = paper_letter_sample(desk);
    struct str pdf;
    (void)state;
    letter.paragraphs = (struct list){letters, 1, sizeof(letters[0])};
    pdf = paper_letter_pdf(desk, &letter);
    assert_words_at(without_blanks(desk, paper_words(desk, pdf)),
                    without_blanks(desk, STR(LETTERS)), __FILE__, __LINE__);
    arena_free(desk->arena);
}

/* PDF/A and printing elsewhere need every font inside; pdffonts says "yes" for
 * embedded, subset and Unicode. */
static void every_font_is_embedded_and_is_the_one_of_times_metrics(void **state)
{
    struct paper_desk *desk = paper_desk_new();
    struct str rest = paper_asked(desk, paper_of_sample(desk, &paper_notice_kind), "pdffonts %s");
    size_t fonts = 0;
    (void)state;
    (void)str_cut_line(&rest);
    (void)str_cut_line(&rest);
    while (rest.len > 0) {
        struct str line = str_cut_line(&rest);
        assert_has(line, "+LiberationSerif");
        assert_has(line, "yes yes yes");
        fonts++;
    }
    assert_true(fonts >= 4);
    arena_free(desk->arena);
}

/* ---- what the file says of itself ---- */

static void the_pdf_names_title_author_language_and_day(void **state)
{
    struct paper_desk *desk = paper_desk_new();
    struct str pdf = paper_of_sample(desk, &paper_notice_kind);
    struct str info = paper_asked(desk, pdf, "TZ=Asia/Ho_Chi_Minh pdfinfo -isodates %s");
    (void)state;
    assert_has(info, "THÔNG BÁO Lịch tiếp công dân định kỳ của Chủ tịch");
    assert_has(info, "Ban Tiếp công dân");
    assert_has(info, "2022-02-09T00:00:00+07");
    assert_true(str_find(info, STR("Tagged:          yes"), 0) > 0);
    assert_true(str_find(pdf, STR("/Lang (vi)"), 0) > 0);
    arena_free(desk->arena);
}

static void the_same_paper_has_the_same_bytes(void **state)
{
    struct paper_desk *desk = paper_desk_new();
    (void)state;
    for (size_t i = 0; i < PAPER_STANDARD_COUNT; i++) {
        struct str first = paper_of_sample(desk, paper_standard_kinds[i]);
        desk->now.us += 1000000;
        assert_true(str_equal(first, paper_of_sample(desk, paper_standard_kinds[i])));
    }
    arena_free(desk->arena);
}

struct maker {
    const struct site *site;
    struct str expected;
    bool failed;
};

static void *make_many(void *context)
{
    struct maker *maker = context;
    for (int i = 0; i < 5; i++) {
        struct arena *arena = arena_new();
        struct work work = {
            .arena = arena, .clock = clock_system(), .site = (struct site *)(uintptr_t)maker->site};
        const void *data;
        struct str pdf;
        if (paper_sample(arena, maker->site->papers, &paper_receipt_kind, &data) ||
            paper_render(&work, &paper_receipt_kind, data, &pdf) ||
            !str_equal(pdf, maker->expected))
            maker->failed = true;
        arena_free(arena);
    }
    return NULL;
}

/* More threads than font maps: they wait, and nobody's paper is another's. */
static void many_threads_make_papers_at_once(void **state)
{
    enum {
        MAKERS = 2 * PAPER_MAKERS
    };
    struct paper_desk *desk = paper_desk_new();
    struct str expected = paper_of_sample(desk, &paper_receipt_kind);
    struct maker makers[MAKERS];
    pthread_t threads[MAKERS];
    (void)state;
    for (int i = 0; i < MAKERS; i++) {
        makers[i] = (struct maker){&desk->site, expected, false};
        assert_int_equal(pthread_create(&threads[i], NULL, make_many, &makers[i]), 0);
    }
    for (int i = 0; i < MAKERS; i++) {
        assert_int_equal(pthread_join(threads[i], NULL), 0);
        assert_false(makers[i].failed);
    }
    arena_free(desk->arena);
}

/* ---- hostile and endless input ---- */

static void typed_text_never_becomes_a_part_of_the_paper(void **state)
{
    static const struct str typed[] = {
        STR_INIT("@title GIẢ\n</x><x k=\"title\">GIẢ</x> **đậm** {{summary}} & <b>"),
    };
    struct paper_desk *desk = paper_desk_new();
    struct paper_letter letter = paper_letter_sample(desk);
    struct str words;
    (void)state;
    letter.paragraphs = (struct list){typed, 1, sizeof(typed[0])};
    words = paper_words(desk, paper_letter_pdf(desk, &letter));
    assert_has(words, "@title GIẢ </x><x k=\"title\">GIẢ</x> **đậm** {{summary}} & <b>");
    arena_free(desk->arena);
}

static void a_row_longer_than_a_page_goes_on_with_its_headings(void **state)
{
    struct paper_desk *desk = paper_desk_new();
    struct buf content = buf_init(desk->arena, 100000);
    struct paper_register_row row = {.day = DATE_NONE, .person = STR("Một người (minh họa)")};
    struct paper_register paper = {
        .head = {.issuer = STR("Ban Tiếp công dân"), .signed_on = DATE_NONE},
        .from = DATE_NONE,
        .to = DATE_NONE,
    };
    struct str pdf;
    struct str words;
    (void)state;
    for (int i = 0; i < 600; i++)
        buf_printf(&content, "lời%d ", i);
    row.content = buf_str(&content);
    paper.rows = (struct list){&row, 1, sizeof(row)};
    assert_no_fault(paper_render(&desk->work, &paper_register_kind, &paper, &pdf));
    words = paper_words(desk, pdf);
    for (int i = 0; i < 600; i++)
        assert_words_at(words, arena_printf(desk->arena, "lời%d ", i), __FILE__, __LINE__);
    arena_free(desk->arena);
}

static void a_word_wider_than_the_page_and_empty_lists_do_no_harm(void **state)
{
    struct paper_desk *desk = paper_desk_new();
    struct paper_letter letter = {.head = {.signed_on = DATE_NONE}};
    char *word = arena_alloc_raw(desk->arena, 20000);
    struct str paragraph = {word, 20000};
    (void)state;
    memset(word, 'W', 20000);
    letter.paragraphs = (struct list){&paragraph, 1, sizeof(paragraph)};
    letter.head.issuer = (struct str){word, 500};
    (void)paper_letter_pdf(desk, &letter);
    arena_free(desk->arena);
}

static void too_long_a_paper_is_a_fault_of_its_own(void **state)
{
    struct paper_desk *desk = paper_desk_new();
    struct paper_letter letter = paper_letter_sample(desk);
    size_t length = 33 * 1024 * 1024;
    char *letters = arena_alloc_raw(desk->arena, length);
    struct str pdf;
    const struct fault *fault;
    (void)state;
    memset(letters, 'a', length);
    letter.ending = (struct str){letters, length};
    fault = paper_render(&desk->work, &paper_letter_kind, &letter, &pdf);
    assert_non_null(fault);
    assert_string_equal(fault->key, "paper.too_large");
    arena_free(desk->arena);
}

static void the_self_check_makes_every_paper(void **state)
{
    struct paper_desk *desk = paper_desk_new();
    size_t count;
    (void)state;
    assert_no_fault(papers_check(&desk->work, &count));
    assert_int_equal(count, PAPER_STANDARD_COUNT);
    arena_free(desk->arena);
}

/* ---- tables ---- */

struct due {
    struct str subject;
    struct civil_date day;
    int64_t people;
    bool is_late;
};
static SHAPE(due_shape, struct due, FIELD(struct due, subject), FIELD(struct due, day),
             FIELD(struct due, people), FIELD(struct due, is_late));
static const struct sheet_column due_columns[] = {
    {"site.name",  "subject", 60},
    {"news.title", "day",     14},
    {"nav.home",   "people",  12},
    {"sheet.late", "is_late", 8 },
};
static const struct sheet due_sheet = {
    .title = "site.tagline", .shape = &due_shape, .columns = due_columns, .count = 4};

static void a_sheet_becomes_a_list_of_numbered_pages(void **state)
{
    enum {
        ROWS = 60
    };
    struct paper_desk *desk = paper_desk_new();
    const struct paper_letter letter = paper_letter_sample(desk);
    struct due rows[ROWS];
    struct str pdf;
    struct str words;
    (void)state;
    for (int i = 0; i < ROWS; i++)
        rows[i] = (struct due){.subject = STR("Kiến nghị <mương> & cống"),
                               .day = date_ymd(2022, 3, 6),
                               .people = 1200,
                               .is_late = i == 1};
    desk->work.locale = LOCALE_EN; /* papers are Vietnamese all the same */
    assert_no_fault(paper_of_sheet(&desk->work, &due_sheet, &letter.head, STR("Quý I năm 2022"),
                                   (struct list){rows, ROWS, sizeof(rows[0])}, &pdf));
    words = paper_words(desk, pdf);
    assert_has(words, "CỔNG DÂN CHỦ CƠ SỞ Quý I năm 2022");
    assert_has(words, "STT");
    assert_has(words, "60 Kiến nghị <mương> & cống 06/03/2022 1.200");
    words = paper_asked(desk, pdf, "pdftotext -raw %s -");
    assert_has(words, "\n2 Kiến nghị <mương> & cống 06/03/2022 1.200 x\n3 Kiến");
    assert_has(words, "CHỦ TỊCH\nNguyễn Thị Hữu Ước (minh họa)");
    assert_has(paper_asked(desk, pdf, "pdftotext -f 2 -l 2 %s -"), "STT");
    arena_free(desk->arena);
}

/* dinh paper: lists, makes, says what is wrong. */
static void the_command_makes_a_kind_from_its_sample(void **state)
{
    static const struct module module = {.papers = paper_standard_kinds,
                                         .paper_count = PAPER_STANDARD_COUNT};
    static const struct module *const modules[] = {&module, NULL};
    struct paper_desk *desk = paper_desk_new();
    char *path = (char *)(uintptr_t)testing_file(desk->arena, STR(""));
    char out[] = "--out";
    char letter[] = "letter";
    char nobody[] = "nobody";
    struct str pdf;
    (void)state;
    desk->site.modules = modules;
    assert_int_equal(paper_command(&desk->work, 3, (char *[]){letter, out, path}), CLI_DONE);
    assert_no_fault(file_read(desk->arena, path, 1024 * 1024, &pdf));
    assert_true(str_equal(pdf, paper_of_sample(desk, &paper_letter_kind)));
    assert_int_equal(paper_command(&desk->work, 1, (char *[]){letter}), CLI_WRONG_USE);
    assert_int_equal(paper_command(&desk->work, 3, (char *[]){nobody, out, path}), CLI_FAILED);
    arena_free(desk->arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_letter_has_the_parts_of_the_decree_in_their_order),
        cmocka_unit_test(a_notice_has_its_kind_its_summary_and_its_grounds),
        cmocka_unit_test(a_receipt_has_the_words_of_form_02_tcd),
        cmocka_unit_test(a_register_repeats_its_thirteen_headings_on_every_page),
        cmocka_unit_test(a_paper_of_the_party_has_the_partys_layout),
        cmocka_unit_test(before_issue_the_number_and_the_day_are_left_to_be_written),
        cmocka_unit_test(the_margins_are_those_of_the_decree),
        cmocka_unit_test(number_and_date_stand_on_one_line),
        cmocka_unit_test(a_paragraph_goes_in_by_a_centimetre_and_a_quarter),
        cmocka_unit_test(pages_are_numbered_from_the_second_and_signed_below_some_text),
        cmocka_unit_test(the_page_number_is_centred_in_the_top_margin),
        cmocka_unit_test(every_vietnamese_letter_comes_out_of_the_pdf_as_it_went_in),
        cmocka_unit_test(every_font_is_embedded_and_is_the_one_of_times_metrics),
        cmocka_unit_test(the_pdf_names_title_author_language_and_day),
        cmocka_unit_test(the_same_paper_has_the_same_bytes),
        cmocka_unit_test(many_threads_make_papers_at_once),
        cmocka_unit_test(typed_text_never_becomes_a_part_of_the_paper),
        cmocka_unit_test(a_row_longer_than_a_page_goes_on_with_its_headings),
        cmocka_unit_test(a_word_wider_than_the_page_and_empty_lists_do_no_harm),
        cmocka_unit_test(too_long_a_paper_is_a_fault_of_its_own),
        cmocka_unit_test(the_self_check_makes_every_paper),
        cmocka_unit_test(a_sheet_becomes_a_list_of_numbered_pages),
        cmocka_unit_test(the_command_makes_a_kind_from_its_sample),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
