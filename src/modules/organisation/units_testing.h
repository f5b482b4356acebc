/*
 * What tests of the import share: importing a table, and where its units stand.
 */
#ifndef DINH_MODULES_ORGANISATION_UNITS_TESTING_H
#define DINH_MODULES_ORGANISATION_UNITS_TESTING_H

#include "modules/organisation/organisation.h"

#include "base/file.h"
#include "db/testing.h"

static inline struct str fixture(struct work *work, const char *name)
{
    struct str text;
    assert_no_fault(file_read(work->arena,
                              arena_printf(work->arena, "tests/fixtures/units/%s", name).ptr,
                              100000, &text));
    return text;
}

static inline const struct fault *import_text(struct work *work, struct str csv, const char *below,
                                              struct units_count *ret_count)
{
    struct units_options options = {.merged_on = date_ymd(2025, 7, 1)};
    struct unit unit;
    const struct fault *fault;
    if (below) {
        assert_no_fault(unit_by_slug(work, str_from_c(below), &unit));
        options.below = unit.id;
    }
    db_release(work);
    fault = units_import(work, csv, &options, ret_count);
    db_release(work);
    return fault;
}

static inline void import(struct work *work, const char *name, const char *below, int64_t added,
                          int64_t changed, int64_t successors)
{
    struct units_count count;
    assert_no_fault(import_text(work, fixture(work, name), below, &count));
    assert_int_equal(count.added, added);
    assert_int_equal(count.begun + count.ended, changed);
    assert_int_equal(count.successors, successors);
    /* The same again changes nothing. */
    assert_no_fault(import_text(work, fixture(work, name), below, &count));
    assert_int_equal(count.added + count.begun + count.ended + count.successors, 0);
    assert_int_equal(count.differing, 0);
}

/* "Tỉnh Phú Thọ > Huyện Thanh Ba > Xã Đại An" of the unit with this code on a day. */
static inline struct str where(struct work *work, enum unit_kind kind, const char *code, int year)
{
    struct unit unit;
    unit_list path;
    struct str text = STR("");
    assert_no_fault(unit_by_code(work, kind, str_from_c(code), date_ymd(year, 6, 30), &unit));
    assert_no_fault(unit_path(work, unit.id, &path));
    for (size_t i = 0; i < path.count; i++)
        text = arena_printf(work->arena, PRISTR "%s" PRISTR, STRARG(text), i ? " > " : "",
                            STRARG(path.items[i].name));
    return text;
}

static inline struct str successors_of(struct work *work, enum unit_kind kind, const char *code)
{
    struct unit unit;
    unit_list units;
    struct str text = STR("");
    assert_no_fault(unit_by_code(work, kind, str_from_c(code), date_ymd(2025, 6, 30), &unit));
    assert_no_fault(unit_successors(work, unit.id, &units));
    for (size_t i = 0; i < units.count; i++)
        text = arena_printf(work->arena, PRISTR "%s" PRISTR, STRARG(text), i ? ", " : "",
                            STRARG(units.items[i].name));
    return text;
}

#endif
