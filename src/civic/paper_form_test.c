/*
 * What Decree 30/2020/NĐ-CP adds to some papers only: the stamp of urgency, annexes,
 * the form of a copy, two who sign. Read back with poppler.
 */
#include "civic/paper_testing.h"

/* The text as it stands on the pages. */
static struct str laid_out(struct paper_desk *desk, const struct paper_letter *letter)
{
    return paper_asked(desk, paper_letter_pdf(desk, letter), "pdftotext -layout -enc UTF-8 %s -");
}

static struct list texts(struct paper_desk *desk, const char *one, const char *two)
{
    struct str *items = arena_alloc_array(desk->arena, 2, sizeof(*items));
    items[0] = str_from_c(one);
    items[1] = str_from_c(two);
    return (struct list){items, 2, sizeof(*items)};
}

static ptrdiff_t place_of(struct str text, const char *words)
{
    ptrdiff_t at = str_find(text, str_from_c(words), 0);
    if (at < 0)
        fail_msg("no %s in\n" PRISTR, words, STRARG(text));
    return at;
}

/* Annex I, III.2.b: box 10b, below number and summary, above the text. */
static void a_stamp_of_urgency_stands_below_the_number(void **state)
{
    static const struct {
        struct str name;
        const char *words;
    } rows[] = {
        {STR_INIT("urgent"),   "KHẨN"          },
        {STR_INIT("pressing"), "THƯỢNG KHẨN"},
        {STR_INIT("express"),  "HỎA TỐC"     },
    };
    struct paper_desk *desk = paper_desk_new();
    struct paper_letter letter = paper_letter_sample(desk);
    (void)state;
    assert_lacks(laid_out(desk, &letter), "KHẨN");
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct str text;
        letter.head.urgency = rows[i].name;
        text = laid_out(desk, &letter);
        assert_true(place_of(text, "đường liên thôn năm 2022") < place_of(text, rows[i].words));
        assert_true(place_of(text, rows[i].words) < place_of(text, "Kính gửi:"));
    }
    arena_free(desk->arena);
}

/* Annex I, III.1: each on a page of its own, Roman numerals where there are two, the
 * paper that it belongs to, page numbers of its own. */
static void annexes_are_numbered_and_name_their_paper(void **state)
{
    struct paper_desk *desk = paper_desk_new();
    struct paper_letter letter = paper_letter_sample(desk);
    struct paper_annex annexes[] = {
        {STR("Danh sách hộ có đất"), STR("05/UBND-VP"), letter.head.signed_on, letter.head.issuer,
         texts(desk, "1. Hộ thứ nhất.",    "2. Hộ thứ hai.")     },
        {STR(""),                           STR("05/UBND-VP"), letter.head.signed_on, letter.head.issuer,
         texts(desk, "Bản vẽ mặt bằng.", "Bản vẽ mặt cắt.")},
    };
    struct str text;
    struct str page;
    (void)state;
    letter.head.annexes = (struct list){annexes, 2, sizeof(annexes[0])};
    text = laid_out(desk, &letter);
    str_cut(&text, '\f');
    page = str_trim(str_cut(&text, '\f'));
    assert_true(str_starts(page, STR("Phụ lục I\n")));
    assert_has(page, "DANH SÁCH HỘ CÓ ĐẤT\n");
    assert_has(page, "(Kèm theo Văn bản số 05/UBND-VP ngày 06 tháng");
    assert_has(page, "2. Hộ thứ hai.");
    page = str_trim(str_cut(&text, '\f'));
    assert_true(str_starts(page, STR("Phụ lục II\n")));
    assert_has(page, "Bản vẽ mặt cắt.");
    letter.head.annexes.count = 1;
    text = laid_out(desk, &letter);
    str_cut(&text, '\f');
    assert_true(str_starts(str_trim(text), STR("Phụ lục\n")));
    arena_free(desk->arena);
}

/* Annex I, part II, II: below the last part of the paper, whose signature is "(Đã ký)". */
static void a_copy_has_its_own_form_below_the_paper(void **state)
{
    struct paper_desk *desk = paper_desk_new();
    struct paper_letter letter = paper_letter_sample(desk);
    struct paper_copy copy = {.form = STR("SAO Y"),
                              .issuer = STR("Ủy ban nhân dân xã Đồng Xuân"),
                              .number = STR("Số: 03/SY-UBND"),
                              .place = STR("Đồng Xuân"),
                              .made_on = date_ymd(2022, 4, 5),
                              .authority = STR("TL. Chủ tịch"),
                              .position = STR("Chánh Văn phòng"),
                              .signer = STR("Bùi Văn Mẫu (minh họa)"),
                              .receivers = texts(desk, "Trưởng thôn 5", "Cán bộ địa chính"),
                              .filed = STR("VT")};
    static const char *const order[] = {"Nguyễn Thị Hữu Ước (minh họa)", "SAO Y", "Số: 03/SY-UBND",
                                        "CHÁNH VĂN PHÒNG", "Bùi Văn Mẫu (minh họa)"};
    struct str text;
    (void)state;
    assert_lacks(laid_out(desk, &letter), "(Đã ký)");
    letter.head.copies = (struct list){&copy, 1, sizeof(copy)};
    text = laid_out(desk, &letter);
    assert_has(text, "Đồng Xuân, ngày 05 tháng 4 năm 2022");
    assert_has(text, "- Cán bộ địa chính;");
    for (size_t i = 1; i < COUNT(order); i++)
        assert_true(place_of(text, order[i - 1]) < place_of(text, order[i]));
    /* the one who signed the original signed; who signs the copy signs by hand */
    assert_true(place_of(text, "(Đã ký)") < place_of(text, order[0]));
    assert_true(str_find(str_from(text, (size_t)place_of(text, "SAO Y")), STR("(Đã ký)"), 0) < 0);
    arena_free(desk->arena);
}

/* "DX-2026-000123-K" at the end of a line goes to the next one whole. */
static void a_code_is_not_broken_between_lines(void **state)
{
    struct paper_desk *desk = paper_desk_new();
    struct paper_letter letter = paper_letter_sample(desk);
    struct buf words = buf_init(desk->arena, 4000);
    (void)state;
    for (int i = 0; i < 60; i++) {
        buf_add(&words, str_slice(STR("abcdefghijklm"), 0, (size_t)i % 12 + 1));
        buf_add_literal(&words, " DX-2026-000123-K ");
    }
    letter.ending = buf_str(&words);
    assert_lacks(laid_out(desk, &letter), "-\n");
    arena_free(desk->arena);
}

/* Annex I, II.6.a: each ground ends with ";", the last with ".". */
static void grounds_end_as_the_decree_says(void **state)
{
    struct paper_desk *desk = paper_desk_new();
    const void *data;
    struct paper_notice notice;
    struct str pdf;
    struct str words;
    (void)state;
    assert_no_fault(paper_sample(desk->arena, desk->site.papers, &paper_notice_kind, &data));
    notice = *(const struct paper_notice *)data;
    notice.grounds = texts(desk, "Căn cứ Luật Tiếp công dân", "Xét đề nghị của Văn phòng;");
    assert_no_fault(paper_render(&desk->work, &paper_notice_kind, &notice, &pdf));
    words = paper_words(desk, pdf);
    assert_has(words, "Căn cứ Luật Tiếp công dân; Xét đề nghị của Văn phòng. ");
    arena_free(desk->arena);
}

static SHAPE(place_shape, struct paper_head, FIELD(struct paper_head, place));

/* The desk has one kind, written as `text`. */
static void open_with(struct paper_desk *desk, const struct paper_kind *kind, struct str text)
{
    size_t count;
    const struct asset *assets = asset_list(&count);
    struct asset *own = arena_alloc_array(desk->arena, count + 1, sizeof(*own));
    struct papers *papers;
    memcpy(own, assets, count * sizeof(*own));
    own[count] = assets[0];
    own[count].name = STR("papers/minutes.txt");
    own[count].bytes = text;
    assert_no_fault(
        papers_open_from(desk->arena, desk->site.messages, own, count + 1, &kind, 1, &papers));
    desk->site.papers = papers;
}

/* A receipt has two who sign; a paper of that form that goes to others names them below. */
static void receivers_do_not_stand_on_a_signature(void **state)
{
    struct paper_desk *desk = paper_desk_new();
    static const char text[] = "@layout government\n@title BIÊN BẢN\nHai bên cùng ký./.\n"
                               "@sign left\n@position NGƯỜI KHIẾU NẠI\n@name Bên trái\n"
                               "@receiver Như trên\n@receiver Lưu: VT\n"
                               "@sign right\n@position CHỦ TRÌ\n@name Bên phải\n";
    static const struct paper_kind kind = {"minutes", &place_shape};
    struct paper_head head = {.place = STR("")};
    struct str pdf;
    struct str words;
    (void)state;
    open_with(desk, &kind, str_from_c(text));
    assert_no_fault(paper_render(&desk->work, &kind, &head, &pdf));
    words = paper_asked(desk, pdf, "pdftotext -layout -enc UTF-8 %s -");
    assert_true(place_of(words, "Bên trái") < place_of(words, "Nơi nhận:"));
    assert_true(place_of(words, "Bên phải") < place_of(words, "Nơi nhận:"));
    assert_true(str_find(words, STR("\f"), 0) == (ptrdiff_t)words.len - 1); /* one page */
    arena_free(desk->arena);
}

/* More whom it goes to than a page has lines: they begin below the number and go on with
 * the next page, each of them on one. */
static void a_paper_to_very_many_names_each_of_them(void **state)
{
    enum {
        MANY = 90
    };
    struct paper_desk *desk = paper_desk_new();
    struct paper_letter letter = paper_letter_sample(desk);
    struct str names[MANY];
    struct str text;
    size_t found = 0;
    size_t pages = 0;
    (void)state;
    for (int i = 0; i < MANY; i++)
        names[i] = arena_printf(desk->arena, "Ủy ban nhân dân xã thứ %d", i + 1);
    letter.to = (struct list){names, MANY, sizeof(names[0])};
    /* what was drawn over the foot of a page is not in the text cut to the margins of A4 */
    text = paper_asked(desk, paper_letter_pdf(desk, &letter),
                       "pdftotext -layout -x 0 -y 0 -W 595 -H 786 -enc UTF-8 %s -");
    while (text.len > 0 && found < MANY) {
        struct str page = str_cut(&text, '\f');
        size_t before = found;
        while (found < MANY && str_find(page,
                                        arena_printf(desk->arena, "thứ %zu%c", found + 1,
                                                     found + 1 < MANY ? ';' : '.'),
                                        0) >= 0)
            found++;
        assert_true(found > before); /* no page is left empty */
        pages++;
    }
    assert_int_equal(found, MANY);
    assert_int_equal(pages, 3); /* of about forty lines */
    arena_free(desk->arena);
}

/* "18/PC-BTCD" is kept whole where it fits; in a cell that it is wider than it is broken,
 * and does not run into the next one. */
static void a_number_wider_than_its_cell_is_broken_in_it(void **state)
{
    struct paper_desk *desk = paper_desk_new();
    static const char text[] = "@layout government\n@columns 34 l | 16 l | 20 l\n"
                               "@row 18/PC-BTCD | 19/PC-BTCD | ô sau\n";
    static const struct paper_kind kind = {"minutes", &place_shape};
    struct paper_head head = {.place = STR("")};
    struct str pdf;
    struct str words;
    (void)state;
    open_with(desk, &kind, str_from_c(text));
    assert_no_fault(paper_render(&desk->work, &kind, &head, &pdf));
    words = paper_cells(desk, pdf);
    assert_has(words, "18/PC-BTCD");
    assert_has(words, "19/PC- BTCD");
    arena_free(desk->arena);
}

/* "QUYẾT ĐỊNH:" goes with the article that it announces, wherever the page ends. */
static void a_centred_line_is_not_the_last_of_a_page(void **state)
{
    struct paper_desk *desk = paper_desk_new();
    static const struct paper_kind kind = {"minutes", &place_shape};
    struct paper_head head = {.place = STR("")};
    (void)state;
    for (int lines = 20; lines < 60; lines++) {
        struct buf text = buf_init(desk->arena, 20000);
        struct str pdf;
        struct str rest;
        buf_add_literal(&text, "@layout government\n@title BIÊN BẢN\n");
        for (int i = 0; i < lines; i++)
            buf_add_literal(&text, "@line Một dòng.\n");
        buf_add_literal(&text, "@centre ĐIỀU KHOẢN\nNội dung của điều khoản./.\n");
        open_with(desk, &kind, buf_str(&text));
        assert_no_fault(paper_render(&desk->work, &kind, &head, &pdf));
        rest = paper_asked(desk, pdf, "pdftotext -layout -enc UTF-8 %s -");
        while (rest.len > 0)
            assert_false(str_ends(str_trim(str_cut(&rest, '\f')), STR("ĐIỀU KHOẢN")));
    }
    arena_free(desk->arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_stamp_of_urgency_stands_below_the_number),
        cmocka_unit_test(annexes_are_numbered_and_name_their_paper),
        cmocka_unit_test(a_copy_has_its_own_form_below_the_paper),
        cmocka_unit_test(a_code_is_not_broken_between_lines),
        cmocka_unit_test(receivers_do_not_stand_on_a_signature),
        cmocka_unit_test(a_paper_to_very_many_names_each_of_them),
        cmocka_unit_test(a_number_wider_than_its_cell_is_broken_in_it),
        cmocka_unit_test(a_centred_line_is_not_the_last_of_a_page),
        cmocka_unit_test(grounds_end_as_the_decree_says),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
