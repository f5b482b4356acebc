/*
 * Every version by the law's own sentence: its limit, the event that starts it, the time
 * it is in force, its form, its article, and a day worked out by hand.
 * src/law/testdata/sentences.txt holds a line a version; instruments.txt beside it one an
 * instrument.
 */
#include "law/due.h"

#include "base/file.h"
#include "law/law_fixture.h"

#include <string.h>

/* "5", or "2/3" where the value is no percentage. */
static struct str number_text(struct arena *arena, const struct law_version *version,
                              int64_t number, int64_t divisor)
{
    if (divisor > 1 && version->unit != UNIT_PERCENT)
        return arena_printf(arena, "%d/%d", (int)number, (int)divisor);
    return arena_printf(arena, "%d", (int)number);
}

/* " in 1..30": within what a site may set a local rule. */
static struct str bounds_text(struct arena *arena, const struct law_version *version)
{
    const struct law_value *least = &version->least;
    const struct law_value *most = &version->most;
    if (most->divisor == 0)
        return STR("");
    return arena_printf(arena, " in " PRISTR ".." PRISTR,
                        STRARG(number_text(arena, version, least->number, least->divisor)),
                        STRARG(number_text(arena, version, most->number, most->divisor)));
}

/* "max 5 W", "min 2 D before", "gt 1/2 fraction of households": as the source writes a limit. */
static struct str limit_text(struct arena *arena, const struct law_version *version)
{
    struct str base =
        version->base ? arena_printf(arena, " of " PRISTR, STRARG(version->base->id)) : STR("");
    return arena_printf(arena, PRISTR " " PRISTR " " PRISTR "%s" PRISTR PRISTR,
                        STRARG(law_limit_name(version->limit)),
                        STRARG(number_text(arena, version, version->number, version->divisor)),
                        STRARG(law_unit_name(version->unit)), version->is_backward ? " before" : "",
                        STRARG(base), STRARG(bounds_text(arena, version)));
}

/* "2007-07-01..2023-06-30", "2023-07-01..". */
static struct str force_text(struct arena *arena, struct civil_date from, struct civil_date to)
{
    return arena_printf(arena, PRISTR ".." PRISTR, STRARG(date_to_iso(arena, from)),
                        STRARG(date_is_none(to) ? STR("") : date_to_iso(arena, to)));
}

/* Fills `columns` from "a | b | c"; returns how many. */
static size_t split(struct str line, struct str *columns, size_t most)
{
    size_t count = 0;
    while (line.ptr && count < most)
        columns[count++] = str_trim(str_cut(&line, '|'));
    return count;
}

enum {
    RULE,
    GIVEN,
    ON,
    DUE,
    LIMIT,
    STARTS,
    FORCE,
    FORM,
    ARTICLE,
    SENTENCE,
    COLUMNS
};

static struct str or_dash(struct str s)
{
    return s.len > 0 ? s : STR("-");
}

static void check_sentence(struct arena *arena, const struct str *columns)
{
    const struct law_rule *rule = law_rule(law, columns[RULE]);
    struct law_facts facts = {.on = iso(columns[ON])};
    const struct law_version *version;
    struct law_due due;
    assert_non_null(rule);
    if (!str_equal(columns[GIVEN], STR("-"))) {
        facts.given[0] = law_condition(law, columns[GIVEN]);
        facts.given_count = 1;
        assert_non_null(facts.given[0]);
    }
    assert_no_fault(
        law_version_on(arena, rule, facts.on, facts.given, facts.given_count, &version));
    assert_str(limit_text(arena, version), columns[LIMIT]);
    assert_str(version->starts->id, columns[STARTS]);
    assert_str(force_text(arena, version->from, version->to), columns[FORCE]);
    assert_str(or_dash(version->form), columns[FORM]);
    assert_str(or_dash(version->article), columns[ARTICLE]);
    assert_str(or_dash(version->says), columns[SENTENCE]);
    assert_int_equal(law_is_law(version), !str_equal(columns[SENTENCE], STR("-")));
    if (law_is_term(version)) {
        assert_no_fault(law_due(arena, law, rule, &facts, &due));
        assert_str(date_to_iso(arena, due.due), columns[DUE]);
        assert_int_equal(due.is_local, !law_is_law(version));
    } else {
        assert_str(STR("-"), columns[DUE]);
    }
}

static void every_version_is_what_the_sentence_of_the_law_says(void **state)
{
    struct arena *arena = *state;
    struct str text;
    size_t count = 0;
    assert_no_fault(file_read(arena, "src/law/testdata/sentences.txt", 4 << 20, &text));
    while (text.ptr) {
        struct str columns[COLUMNS];
        struct str line = str_cut_line(&text);
        if (line.len == 0 || line.ptr[0] == '#')
            continue;
        assert_int_equal(split(line, columns, COLUMNS), COLUMNS);
        check_sentence(arena, columns);
        count++;
    }
    assert_int_equal(count, law_version_count(law));
}

static void every_instrument_is_in_force_as_it_says(void **state)
{
    enum {
        NUMBER,
        TIME,
        REPLACED,
        PARTS
    };
    struct arena *arena = *state;
    struct str text;
    size_t count = 0;
    size_t there;
    law_instruments(law, &there);
    assert_no_fault(file_read(arena, "src/law/testdata/instruments.txt", 1 << 20, &text));
    while (text.ptr) {
        struct str columns[PARTS];
        struct str line = str_cut_line(&text);
        const struct law_instrument *instrument;
        if (line.len == 0 || line.ptr[0] == '#')
            continue;
        assert_int_equal(split(line, columns, PARTS), PARTS);
        instrument = law_instrument(law, columns[NUMBER]);
        assert_non_null(instrument);
        assert_str(force_text(arena, instrument->from, instrument->to), columns[TIME]);
        assert_str(or_dash(instrument->replaced_number), columns[REPLACED]);
        count++;
    }
    assert_int_equal(count, there);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_version_is_what_the_sentence_of_the_law_says),
        cmocka_unit_test(every_instrument_is_in_force_as_it_says),
    };
    return cmocka_run_group_tests(tests, law_begin, law_end);
}
