/*
 * Who is under a seal from before the program kept it: found in the sealed words, named by
 * nobody from then on, shown to nobody on the way.
 */
#include "modules/petitions/petition.h"

#include "app/testing.h"
#include "civic/seal.h"

#include <string.h>

#define DENOUNCER "Khổng Tước Vũ Thị Kín"
#define DENOUNCED "Hoàng Văn Khu"

/* Luật Tố cáo 25/2018, Điều 8.1: who denounces is kept secret by whoever handles it. */
static int64_t seal_letter(struct site_testing *site, bool is_anonymous)
{
    const struct letter letter = {
        .kind = &denunciation_kind,
        .source = STR("paper"),
        .received_on = clock_today(site->work->clock),
        .content = STR("Họ và tên: " DENOUNCED "\n\nÔng ấy thu tiền mà không ghi phiếu."),
        .is_anonymous = is_anonymous,
        .representatives = is_anonymous ? STR("") : STR("Lò Thị Mận\nQuàng Văn Đơ"),
        .sender = is_anonymous ? (struct matter_party){.phone = STR("0977 000 321")}
                               : (struct matter_party){ .name = STR(DENOUNCER),
                                                       .address = STR("số 12, khu 5"),
                                                       .phone = STR("0987 654 321")}
    };
    struct matter_receipt receipt;
    assert_no_fault(letter_receive(site->work, &letter, &receipt));
    return receipt.id;
}

/* Whether words are let stand outside the seal. */
static bool is_let(struct work *work, int64_t id, const char *words)
{
    const struct seal_words typed = {"note", str_from_c(words)};
    struct matter matter;
    const struct fault *fault;
    assert_no_fault(matter_load(work, id, &matter));
    fault = seal_names_at(work, &matter, &typed, 1);
    db_release(work);
    assert_true(!fault || fault->kind == FAULT_INVALID);
    return !fault;
}

static int64_t count_of(struct work *work, const char *sql)
{
    struct db_rows *rows;
    int64_t count;
    assert_no_fault(db_query(work, arena_printf(work->arena, "%s LIMIT $1", sql).ptr, P(1), &rows));
    assert_true(db_next(rows));
    count = db_int(rows, 0);
    assert_no_fault(db_done(rows));
    db_release(work);
    return count;
}

static void who_was_sealed_before_is_known_from_then_on(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct work *work = site.work;
        struct str script = STR("DELETE FROM sealed_people");
        int64_t ids[4];
        int64_t openings = count_of(work, "SELECT COUNT(*) FROM sealed_opening");
        for (size_t i = 0; i < 4; i++)
            ids[i] = seal_letter(&site, i >= 2);
        /* who read the pages in English had labels in English */
        assert_no_fault(
            seal_add(work, ids[3], STR("Name: " DENOUNCER "\n\nTelephone: 0966 111 222"), false));
        /* that it was somebody came out at the reception desk */
        assert_no_fault(
            seal_add(work, ids[2], STR("Họ và tên: Đèo Thị Nhạn\nCCCD/Hộ chiếu: 1"), false));
        assert_no_fault(db_write(work, db_testing_script, &script));
        assert_true(is_let(work, ids[0], "Bà " DENOUNCER " kể"));
        site_testing_job(&site, "petitions.seal-past");
        assert_false(is_let(work, ids[3], "Bà " DENOUNCER " kể"));
        assert_false(is_let(work, ids[3], "gọi 0966111222"));
        for (size_t i = 0; i < 2; i++) {
            assert_false(is_let(work, ids[i], "Bà " DENOUNCER " kể"));
            assert_false(is_let(work, ids[i], "gặp khong tuoc vu thi kin hôm qua"));
            assert_false(is_let(work, ids[i], "gọi 0987.654.321"));
            assert_false(is_let(work, ids[i], "theo Quàng Văn Đơ"));
            assert_false(is_let(work, ids[i], "theo Lò Thị Mận"));
            /* whom it is about stands in the files of the case */
            assert_true(is_let(work, ids[i], "Ông " DENOUNCED " giải trình"));
        }
        assert_false(is_let(work, ids[2], "gọi 0977000321"));
        assert_true(is_let(work, ids[2], "Ông " DENOUNCED " giải trình"));
        assert_int_equal(count_of(work, "SELECT COUNT(*) FROM sealed_case c WHERE NOT EXISTS"
                                        " (SELECT 1 FROM sealed_people p"
                                        "  WHERE p.matter_id = c.matter_id)"),
                         0);
        /* nobody opened anything */
        assert_int_equal(count_of(work, "SELECT COUNT(*) FROM sealed_opening"), openings);
    }
}

/* Sealed with a key that was lost for good (`dinh keys accept`): left, and no trouble. */
static void what_another_key_sealed_is_left(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct str script = STR("DELETE FROM sealed_people");
        int64_t id = seal_letter(&site, false);
        assert_no_fault(db_write(site.work, db_testing_script, &script));
        site.site->seal_key[0] ^= 1;
        site_testing_job(&site, "petitions.seal-past");
        assert_int_equal(count_of(site.work, "SELECT COUNT(*) FROM sealed_people"), 0);
        site.site->seal_key[0] ^= 1;
        site_testing_job(&site, "petitions.seal-past");
        assert_false(is_let(site.work, id, "Bà " DENOUNCER " kể"));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(who_was_sealed_before_is_known_from_then_on),
        cmocka_unit_test(what_another_key_sealed_is_left),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
