/*
 * iCalendar as RFC 5545 asks for it.
 */
#include "base/testing.h"
#include "modules/matters/calendar_feed.h"

static struct str written(struct arena *arena, struct instant *now, struct feed_event event)
{
    struct work work = {.arena = arena, .clock = clock_fixed(now)};
    return feed_write(&work, STR("Lịch hạn"), (struct list){&event, 1, sizeof(event)});
}

/* 3.3.11: backslash, semicolon, comma and line break in text. */
static void text_is_escaped(void **state)
{
    struct arena *arena = arena_new();
    struct instant now = date_start(date_ymd(2022, 3, 7));
    struct str file = written(arena, &now,
                              (struct feed_event){.uid = STR("1"),
                                                  .on = date_ymd(2022, 3, 31),
                                                  .summary = STR("a,b;c\\d\ne"),
                                                  .url = STR("https://x.example/")});
    (void)state;
    assert_true(str_find(file, STR("\r\nSUMMARY:a\\,b\\;c\\\\d\\ne\r\n"), 0) > 0);
    assert_true(str_find(file, STR("\r\nDTSTART;VALUE=DATE:20220331\r\n"), 0) > 0);
    assert_true(str_find(file, STR("\r\nDTEND;VALUE=DATE:20220401\r\n"), 0) > 0);
    assert_true(str_find(file, STR("\r\nDTSTAMP:20220306T170000Z\r\n"), 0) > 0);
    arena_free(arena);
}

/* 3.1: no line has more than 75 octets, and none ends inside a character. */
static void long_lines_are_folded_between_characters(void **state)
{
    struct arena *arena = arena_new();
    struct instant now = date_start(date_ymd(2022, 3, 7));
    struct str title =
        STR("Mương thoát nước ở khu năm tắc từ tháng trước, nước tràn ra đường mỗi khi "
            "mưa to, trẻ em đi học phải lội, đề nghị nạo vét");
    struct str rest = written(
        arena, &now,
        (struct feed_event){.uid = STR("1"), .on = date_ymd(2022, 3, 31), .summary = title});
    size_t folded = 0;
    (void)state;
    while (rest.len > 0) {
        ptrdiff_t end = str_find(rest, STR("\r\n"), 0);
        assert_true(end >= 0 && end <= 75);
        if (rest.ptr[0] == ' ') {
            folded++;
            assert_int_not_equal((unsigned char)rest.ptr[1] & 0xC0, 0x80);
        }
        rest = str_from(rest, (size_t)end + 2);
    }
    assert_true(folded >= 2);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_is_escaped),
        cmocka_unit_test(long_lines_are_folded_between_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
