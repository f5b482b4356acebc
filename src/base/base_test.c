/*
 * The ground floor: slices, arenas, buffers, maps, dates, faults, secrets.
 */
#include "base/buf.h"
#include "base/crypto.h"
#include "base/date.h"
#include "base/fault.h"
#include "base/file.h"
#include "base/map.h"
#include "base/testing.h"
#include "base/vec.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/asan_interface.h>
#endif

static void numbers_are_read_whole_or_not_at_all(void **state)
{
    static const struct {
        const char *text;
        bool good;
        int64_t number;
    } rows[] = {
        {"0",                    true,  0        },
        {"-7",                   true,  -7       },
        {"9223372036854775807",  true,  INT64_MAX},
        {"-9223372036854775808", true,  INT64_MIN},
        {"9223372036854775808",  false, 0        },
        {"-9223372036854775809", false, 0        },
        {"",                     false, 0        },
        {"-",                    false, 0        },
        {"+1",                   false, 0        },
        {" 1",                   false, 0        },
        {"1x",                   false, 0        },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        int64_t number = 0;
        assert_int_equal(str_to_int64(str_from_c(rows[i].text), &number), rows[i].good);
        assert_true(number == rows[i].number);
    }
}

static void cutting_gives_every_piece_once(void **state)
{
    struct str rest = STR("a,,b,");
    (void)state;
    assert_str(str_cut(&rest, ','), STR("a"));
    assert_str(str_cut(&rest, ','), STR(""));
    assert_str(str_cut(&rest, ','), STR("b"));
    assert_non_null(rest.ptr);
    assert_str(str_cut(&rest, ','), STR(""));
    assert_null(rest.ptr);
}

static int order[2];
static int order_count;

static void note(void *resource)
{
    order[order_count++] = *(int *)resource;
}

static void an_arena_runs_its_cleanups_latest_first(void **state)
{
    struct arena *arena = arena_new();
    int first = 1;
    int second = 2;
    (void)state;
    order_count = 0;
    arena_cleanup(arena, note, &first);
    arena_cleanup(arena, note, &second);
    for (int i = 0; i < 100; i++)
        memset(arena_alloc(arena, 100000), 1, 100000);
    arena_free(arena);
    assert_int_equal(order_count, 2);
    assert_int_equal(order[0], 2);
    assert_int_equal(order[1], 1);
}

#if defined(__SANITIZE_ADDRESS__)
static bool is_open(const char *bytes, size_t size)
{
    return !__asan_region_is_poisoned((void *)(uintptr_t)bytes, size);
}

static void the_sanitizer_sees_past_each_piece_of_an_arena_and_past_its_reset(void **state)
{
    struct arena *arena = arena_new();
    const char *reset;
    (void)state;
    for (size_t size = 1; size < 40000; size += 1 + size / 3) {
        const char *piece = arena_alloc_raw(arena, size);
        const char *copy = arena_copy(arena, (struct str){piece, 0}).ptr;
        struct str printed = arena_printf(arena, "%*d", (int)size, 7);
        assert_true(is_open(piece, size) && !is_open(piece + size, 1));
        assert_true(is_open(copy, 1) && !is_open(copy + 1, 1));
        assert_true(is_open(printed.ptr, size + 1) && !is_open(printed.ptr + size + 1, 1));
    }
    arena_reset(arena);
    reset = arena_alloc_raw(arena, 100);
    assert_true(is_open(reset, 100));
    arena_reset(arena);
    for (int i = 0; i < 100; i++)
        assert_false(is_open(reset + i, 1));
    arena_free(arena);
}
#endif

static void a_buffer_keeps_to_its_limit_and_says_so(void **state)
{
    struct arena *arena = arena_new();
    struct buf buf = buf_init(arena, 10);
    (void)state;
    buf_add(&buf, STR("12345678"));
    assert_false(buf_overflowed(&buf));
    buf_add(&buf, STR("abc"));
    assert_true(buf_overflowed(&buf));
    assert_str(buf_str(&buf), STR("12345678ab"));
    buf_add_byte(&buf, 'x');
    assert_int_equal(buf.len, 10);
    arena_free(arena);
}

static void numbers_are_written_as_printf_would(void **state)
{
    static const int64_t rows[] = {0, 7, -7, 1234567890123, INT64_MAX, INT64_MIN};
    struct arena *arena = arena_new();
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct buf buf = buf_init(arena, 64);
        buf_add_int(&buf, rows[i]);
        assert_str(buf_str(&buf), arena_printf(arena, "%lld", (long long)rows[i]));
    }
    arena_free(arena);
}

static void a_map_finds_a_thousand_keys_in_order(void **state)
{
    struct arena *arena = arena_new();
    struct map *map = map_new(arena);
    int values[1000];
    int seen = 0;
    (void)state;
    for (int i = 0; i < 1000; i++)
        assert_null(map_set(map, arena_printf(arena, "key-%d", i), &values[i]));
    for (int i = 0; i < 1000; i++)
        assert_ptr_equal(map_get(map, arena_printf(arena, "key-%d", i)), &values[i]);
    assert_null(map_get(map, STR("key-1000")));
    assert_ptr_equal(map_set(map, STR("key-5"), &values[6]), &values[5]);
    for (const struct map_entry *e = map_first(map); e; e = e->next)
        assert_str(e->key, arena_printf(arena, "key-%d", seen++));
    assert_int_equal(seen, 1000);
    arena_free(arena);
}

static void every_day_of_four_centuries_comes_back(void **state)
{
    struct civil_date date = date_ymd(1800, 1, 1);
    struct civil_date end = date_ymd(2200, 1, 1);
    struct date_parts before = {1799, 12, 31};
    (void)state;
    for (; date.days < end.days; date.days++) {
        struct date_parts p = date_parts(date);
        struct civil_date again;
        assert_true(date_from_parts(p, &again));
        assert_int_equal(again.days, date.days);
        assert_true(p.day == before.day + 1 || p.day == 1);
        before = p;
    }
}

static void known_days_have_their_numbers(void **state)
{
    (void)state;
    assert_int_equal(date_ymd(1970, 1, 1).days, 0);
    assert_int_equal(date_ymd(2000, 3, 1).days, 11017);
    /* The seed's Sunday. */
    assert_int_equal(date_weekday(date_ymd(2022, 3, 6)), SUNDAY);
    assert_int_equal(date_weekday(date_ymd(1, 1, 1)), MONDAY);
    assert_int_equal(date_weekday(date_ymd(9999, 12, 31)), FRIDAY);
}

static void a_month_later_is_the_same_day_or_the_last(void **state)
{
    static const struct {
        int from[3];
        int months;
        int to[3];
    } rows[] = {
        {{2026, 1, 31}, 1,   {2026, 2, 28} },
        {{2024, 1, 31}, 1,   {2024, 2, 29} },
        {{2026, 3, 15}, 3,   {2026, 6, 15} },
        {{2026, 12, 1}, 1,   {2027, 1, 1}  },
        {{2026, 1, 31}, -2,  {2025, 11, 30}},
        {{2026, 5, 31}, -15, {2025, 2, 28} },
    };
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++) {
        struct civil_date from = date_ymd(rows[i].from[0], rows[i].from[1], rows[i].from[2]);
        struct civil_date to = date_ymd(rows[i].to[0], rows[i].to[1], rows[i].to[2]);
        assert_int_equal(date_add_months(from, rows[i].months).days, to.days);
    }
}

static void a_day_in_viet_nam_begins_at_17_utc_the_day_before(void **state)
{
    struct arena *arena = arena_new();
    struct instant at;
    (void)state;
    assert_true(instant_from_iso(STR("2022-03-05T16:59:59Z"), &at));
    assert_str(date_to_iso(arena, instant_date(at)), STR("2022-03-05"));
    assert_true(instant_from_iso(STR("2022-03-05T17:00:00Z"), &at));
    assert_str(date_to_iso(arena, instant_date(at)), STR("2022-03-06"));
    assert_true(date_start(date_ymd(2022, 3, 6)).us == at.us);
    assert_true(instant_from_iso(STR("2022-03-06T07:30:00.250+07:00"), &at));
    assert_true(at.us % 1000000 == 250000);
    assert_str(instant_to_iso(arena, at), STR("2022-03-06T00:30:00Z"));
    arena_free(arena);
}

static void dates_that_are_none_are_refused(void **state)
{
    static const char *const rows[] = {"2022-02-29", "2022-13-01", "2022-00-10", "0000-01-01",
                                       "2022-1-01",  "22-01-01",   "2022-01-32", "2022-01-01 ",
                                       "",           "2022/01/01"};
    struct civil_date date;
    (void)state;
    for (size_t i = 0; i < COUNT(rows); i++)
        assert_false(date_from_iso(str_from_c(rows[i]), &date));
}

static void faults_of_one_form_stay_in_order(void **state)
{
    struct arena *arena = arena_new();
    struct arena *other = arena_new();
    const struct fault *all = NULL;
    (void)state;
    all = fault_join(all, fault_field(arena, "title", "news.title.missing"));
    all =
        fault_join(all, fault_with(fault_field(arena, "lead", "form.too_long"), "max", STR("300")));
    /* the name of a field that came with the form lives no longer than the form */
    all = fault_join(
        all, fault_field(arena, arena_printf(arena, "field-%d", 3).ptr, "form.file.missing"));
    all = fault_copy(other, all);
    arena_free(arena);
    assert_string_equal(all->field, "title");
    assert_string_equal(all->next->field, "lead");
    assert_str(all->next->args[0].value, STR("300"));
    assert_string_equal(all->next->next->field, "field-3");
    assert_null(all->next->next->next);
    arena_free(other);
}

static void a_password_matches_itself_alone(void **state)
{
    struct arena *arena = arena_new();
    struct str hash;
    (void)state;
    assert_null(crypto_password_hash(arena, STR("mật khẩu dài"), &hash));
    assert_true(crypto_password_matches(hash, STR("mật khẩu dài")));
    assert_false(crypto_password_matches(hash, STR("mật khẩu dai")));
    assert_false(crypto_password_matches(STR("not a hash"), STR("")));
    assert_false(crypto_password_outdated(hash));
    /* what the program takes is asked of the program itself, in tests/commands.sh */
    assert_true(str_starts(hash, STR("$argon2id$v=19$m=16,t=2,p=1$")));
    assert_true(crypto_password_outdated(STR("$argon2id$v=19$m=16,t=1,p=1$E/"
                                             "tHb9p49bETzwyRKQJaIQ$bUNmn3qXRhPIE8ZwLWupgyiC1t9T81w"
                                             "4Y+z62kV7fo0")));
    arena_free(arena);
}

static void a_box_opens_with_its_key_and_unchanged(void **state)
{
    struct arena *arena = arena_new();
    uint8_t key[CRYPTO_KEY_SIZE];
    struct str box;
    struct str plain;
    (void)state;
    crypto_random(key, sizeof(key));
    box = crypto_seal(arena, key, STR("Nguyễn Văn A"));
    assert_true(crypto_unseal(arena, key, box, &plain));
    assert_str(plain, STR("Nguyễn Văn A"));
    assert_true(str_find(box, STR("Nguy"), 0) < 0);
    ((char *)box.ptr)[box.len - 1] ^= 1;
    assert_false(crypto_unseal(arena, key, box, &plain));
    arena_free(arena);
}

static void a_piece_opens_at_its_number_alone(void **state)
{
    uint8_t key[CRYPTO_KEY_SIZE];
    uint8_t boxes[2][3 + CRYPTO_PIECE_TAG];
    char plain[3];
    struct str box = {(const char *)boxes[0], sizeof(boxes[0])};
    (void)state;
    crypto_random(key, sizeof(key));
    crypto_seal_piece(key, 0, STR("abc"), boxes[0]);
    crypto_seal_piece(key, 1, STR("abc"), boxes[1]);
    assert_memory_not_equal(boxes[0], boxes[1], sizeof(boxes[0]));
    assert_true(crypto_unseal_piece(key, 0, box, plain));
    assert_memory_equal(plain, "abc", 3);
    assert_false(crypto_unseal_piece(key, 1, box, plain));
    boxes[0][0] ^= 1;
    assert_false(crypto_unseal_piece(key, 0, box, plain));
}

static void digests_agree_with_their_standards(void **state)
{
    struct arena *arena = arena_new();
    uint8_t digest[CRYPTO_DIGEST_SIZE];
    (void)state;
    /* FIPS 180-4, "abc". */
    crypto_sha256(STR("abc"), digest);
    assert_str(crypto_hex(arena, digest, sizeof(digest)),
               STR("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    arena_free(arena);
}

static void a_file_is_written_whole_and_read_back(void **state)
{
    struct arena *arena = arena_new();
    const char *folder = testing_folder(arena);
    struct str bytes;
    const char *path;
    const struct fault *fault;
    (void)state;
    path = arena_printf(arena, "%s/a/b", folder).ptr;
    assert_null(file_make_folder(arena, path, 0700));
    path = arena_printf(arena, "%s/a/b/tệp", folder).ptr;
    assert_null(file_write(arena, path, STR("một hai"), 0600));
    assert_null(file_read(arena, path, 100, &bytes));
    assert_str(bytes, STR("một hai"));
    fault = file_read(arena, path, 3, &bytes);
    assert_int_equal(fault->kind, FAULT_TOO_LARGE);
    unlink(path);
    fault = file_read(arena, path, 3, &bytes);
    assert_int_equal(fault->kind, FAULT_NOT_FOUND);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_are_read_whole_or_not_at_all),
        cmocka_unit_test(cutting_gives_every_piece_once),
        cmocka_unit_test(an_arena_runs_its_cleanups_latest_first),
#if defined(__SANITIZE_ADDRESS__)
        cmocka_unit_test(the_sanitizer_sees_past_each_piece_of_an_arena_and_past_its_reset),
#endif
        cmocka_unit_test(a_buffer_keeps_to_its_limit_and_says_so),
        cmocka_unit_test(numbers_are_written_as_printf_would),
        cmocka_unit_test(a_map_finds_a_thousand_keys_in_order),
        cmocka_unit_test(every_day_of_four_centuries_comes_back),
        cmocka_unit_test(known_days_have_their_numbers),
        cmocka_unit_test(a_month_later_is_the_same_day_or_the_last),
        cmocka_unit_test(a_day_in_viet_nam_begins_at_17_utc_the_day_before),
        cmocka_unit_test(dates_that_are_none_are_refused),
        cmocka_unit_test(faults_of_one_form_stay_in_order),
        cmocka_unit_test(a_password_matches_itself_alone),
        cmocka_unit_test(a_box_opens_with_its_key_and_unchanged),
        cmocka_unit_test(a_piece_opens_at_its_number_alone),
        cmocka_unit_test(digests_agree_with_their_standards),
        cmocka_unit_test(a_file_is_written_whole_and_read_back),
    };
    return crypto_start() ? cmocka_run_group_tests(tests, NULL, NULL) : 1;
}
