/*
 * What petitions have in common, counted by hand.
 */
#include "base/testing.h"
#include "modules/reviews/hot.h"

static const struct hot_limits limits = {.days = 60, .letters = 3, .people = 10, .crowd = 5};

static struct arena *arena;
static hot_letter_list letters;

static void begin(void)
{
    arena = arena_new();
    letters = (hot_letter_list){0};
}

static struct hot_letter *add(const char *title, const char *text, const char *name)
{
    struct hot_letter *letter = VEC_PUSH(&letters, arena);
    struct str *names = ARENA_NEW(arena, struct str);
    *names = str_from_c(name);
    letter->matter.code = arena_printf(arena, "TB-%zu", letters.count);
    letter->matter.title = str_from_c(title);
    letter->matter.visibility = VISIBLE_AGENCY;
    letter->text = str_from_c(text);
    letter->names = (struct list){names, name[0] ? 1 : 0, sizeof(*names)};
    return letter;
}

static hot_group_list found(void)
{
    hot_group_list groups;
    hot_find(arena, &letters, &limits, &groups);
    return groups;
}

/* Three of four are about the taking of land in khu 4, in other words and without
 * diacritics; "thu hồi" alone is in all four, but says less. */
static void a_subject_in_a_place_is_found_in_other_words(void **state)
{
    hot_group_list groups;
    (void)state;
    begin();
    add("Phản đối thu hồi đất tại khu 4", "", "an");
    add("De nghi xem lai viec THU HOI DAT o Khu 4", "", "binh");
    add("Thu hồi đất không thông báo", "Nhà tôi ở khu 4, xã Đồng Xuân.", "cuc");
    add("Thu hồi giấy phép bán hàng", "Quán ở thôn Đông.", "dung");
    groups = found();
    assert_int_equal(groups.count, 1);
    assert_int_equal(groups.items[0].kind, HOT_SUBJECT);
    assert_str(groups.items[0].key, STR("thu hoi dat|khu 4"));
    assert_str(groups.items[0].subject, STR("thu hồi đất"));
    assert_str(groups.items[0].place, STR("khu 4"));
    assert_int_equal(groups.items[0].members.count, 3);
    assert_int_equal(groups.items[0].people, 3);
    arena_free(arena);
}

static void a_subject_in_many_places_has_no_place(void **state)
{
    hot_group_list groups;
    (void)state;
    begin();
    add("Rác ứ đọng ở chợ trung tâm", "Gần khu 1.", "an");
    add("Rác ứ đọng ngoài đồng", "Gần khu 2.", "binh");
    add("Rác ứ đọng ven sông", "Gần khu 3.", "binh");
    groups = found();
    assert_int_equal(groups.count, 1);
    assert_str(groups.items[0].key, STR("rac u dong"));
    assert_str(groups.items[0].place, STR(""));
    assert_int_equal(groups.items[0].people, 2); /* binh wrote twice */
    arena_free(arena);
}

/* Words that every petition has, and chance, make no subject. */
static void what_everybody_writes_is_no_subject(void **state)
{
    (void)state;
    begin();
    add("Đề nghị sửa đường", "", "an");
    add("Đề nghị cấp điện", "", "binh");
    add("Đề nghị mở chợ", "", "cuc");
    assert_int_equal(found().count, 0);
    arena_free(arena);
}

static void one_place_with_many_matters_is_a_hot_spot(void **state)
{
    hot_group_list groups;
    (void)state;
    begin();
    add("Mương tắc ở khu dân cư số 6", "", "an");
    add("Đèn hỏng ở Khu dân cư số 6", "", "binh");
    add("Chợ cóc", "Họp ngay khu dân cư số 6.", "cuc");
    add("Chợ đêm", "Họp ở khu dân cư số 7.", "dung");
    groups = found();
    assert_int_equal(groups.count, 1);
    assert_int_equal(groups.items[0].kind, HOT_PLACE);
    assert_str(groups.items[0].place, STR("khu dân cư số 6"));
    assert_int_equal(groups.items[0].members.count, 3);
    arena_free(arena);
}

/* Two petitions of seven and five people are twelve: over ten, though only two. */
static void people_count_too(void **state)
{
    hot_group_list groups;
    static const struct str seven[] = {STR_INIT("a"), STR_INIT("b"), STR_INIT("c"), STR_INIT("d"),
                                       STR_INIT("e"), STR_INIT("f"), STR_INIT("g")};
    (void)state;
    begin();
    add("Bãi rác gây ô nhiễm nguồn nước", "", "")->names =
        (struct list){seven, 7, sizeof(struct str)};
    add("Ô nhiễm nguồn nước ở bãi rác", "", "")->is_crowd = true;
    groups = found();
    assert_int_equal(groups.count, 3); /* the subject, and each a crowd */
    assert_str(groups.items[0].key, STR("o nhiem nguon nuoc"));
    assert_int_equal(groups.items[0].people, 12);
    assert_int_equal(groups.items[1].kind, HOT_CROWD);
    assert_int_equal(groups.items[1].people, 7);
    assert_int_equal(groups.items[2].people, 5);
    arena_free(arena);
    /* five and the law's five are as many as the limit says, four and five are not */
    for (size_t named = 4; named <= 5; named++) {
        begin();
        add("Bãi rác gây ô nhiễm nguồn nước", "", "")->names =
            (struct list){seven, named, sizeof(struct str)};
        add("Ô nhiễm nguồn nước ở bãi rác", "", "")->is_crowd = true;
        groups = found();
        assert_true(groups.count > 0);
        assert_int_equal(groups.items[0].kind == HOT_SUBJECT, named == 5);
        arena_free(arena);
    }
}

/* Sealed ones count by the person they are about alone, and say nothing. */
static void one_person_in_many_petitions_is_found_without_words(void **state)
{
    static const int64_t chair = 77;
    hot_group_list groups;
    (void)state;
    begin();
    for (int i = 0; i < 3; i++) {
        struct hot_letter *letter = add("Đơn tố cáo", "Nội dung niêm phong ở khu 4", "");
        letter->matter.visibility = VISIBLE_SEALED;
        letter->about = (struct list){&chair, 1, sizeof(chair)};
    }
    groups = found();
    assert_int_equal(groups.count, 1);
    assert_int_equal(groups.items[0].kind, HOT_PERSON);
    assert_int_equal(groups.items[0].person_id, 77);
    assert_str(groups.items[0].subject, STR(""));
    assert_str(groups.items[0].place, STR(""));
    arena_free(arena);
}

static void nothing_and_one_are_no_hot_spot(void **state)
{
    (void)state;
    begin();
    assert_int_equal(found().count, 0);
    add("Thu hồi đất tại khu 4", "", "an");
    assert_int_equal(found().count, 0);
    add("", "", "");
    assert_int_equal(found().count, 0);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_subject_in_a_place_is_found_in_other_words),
        cmocka_unit_test(a_subject_in_many_places_has_no_place),
        cmocka_unit_test(what_everybody_writes_is_no_subject),
        cmocka_unit_test(one_place_with_many_matters_is_a_hot_spot),
        cmocka_unit_test(people_count_too),
        cmocka_unit_test(one_person_in_many_petitions_is_found_without_words),
        cmocka_unit_test(nothing_and_one_are_no_hot_spot),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
