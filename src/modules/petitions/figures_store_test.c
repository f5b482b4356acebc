/*
 * The figures of the demo's years, counted once more from each file by itself.
 */
#include "modules/petitions/figures.h"

#include "app/testing.h"
#include "civic/lifecycle.h"
#include "modules/petitions/petition.h"

enum {
    AT_ONCE = 100
};

/* Whether a term of the matter was missed, but for those that only pass. */
static bool has_missed(struct work *work, const struct matter *matter)
{
    const struct matter_kind *kind = kind_find(work, matter->kind);
    struct civil_date today = clock_today(work->clock);
    matter_clock_list clocks;
    bool is_missed = false;
    assert_no_fault(matter_clocks(work, matter->id, &clocks));
    for (size_t i = 0; i < clocks.count; i++) {
        const struct matter_clock *clock = &clocks.items[i];
        bool runs = clock->closed_seq == 0 && date_is_none(clock->suspended_on);
        if (kind_passes(kind, clock->rule))
            continue;
        if (runs && date_compare(clock->due_on, today) < 0)
            is_missed = true;
        if (clock->closed_seq && date_compare(clock->closed_on, clock->due_on) > 0)
            is_missed = true;
    }
    return is_missed;
}

static bool has_objected(struct work *work, int64_t id)
{
    matter_event_list events;
    assert_no_fault(matter_events(work, id, &events));
    for (size_t i = 0; i < events.count; i++)
        if (str_equal(events.items[i].action, STR("object")) ||
            str_equal(events.items[i].action, STR("unclear")))
            return true;
    return false;
}

/* A figure of one file each. */
struct counted_file {
    int year;
    struct petition_figure is;
};
typedef VEC(struct counted_file) petition_list;

static void add_file(struct work *work, int64_t id, petition_list *files)
{
    struct counted_file *file = VEC_PUSH(files, work->arena);
    struct matter matter;
    bool is_late;
    assert_no_fault(matter_load(work, id, &matter));
    is_late = has_missed(work, &matter);
    *file = (struct counted_file){
        date_parts(matter.received_on).year,
        {.kind = matter.kind,
                                   .unit_id = matter.unit_id,
                                   .received = 1,
                                   .in_time = matter.phase == PHASE_CLOSED && !is_late,
                                   .late = matter.phase == PHASE_CLOSED && is_late,
                                   .open_overdue = matter.phase != PHASE_CLOSED && is_late,
                                   .objected = has_objected(work, id)}
    };
}

static petition_list all_files(struct work *work)
{
    petition_list files = {0};
    int64_t after = 0;
    size_t count = AT_ONCE;
    while (count == AT_ONCE) {
        int64_t ids[AT_ONCE];
        assert_no_fault(matter_ids_after(work, after, AT_ONCE, ids, &count));
        for (size_t i = 0; i < count; i++)
            add_file(work, ids[i], &files);
        after = count ? ids[count - 1] : 0;
    }
    return files;
}

static void add(struct petition_figure *sum, const struct petition_figure *one)
{
    sum->received += one->received;
    sum->in_time += one->in_time;
    sum->late += one->late;
    sum->open_overdue += one->open_overdue;
    sum->objected += one->objected;
}

static struct petition_figure recount(const petition_list *files, int year,
                                      const struct petition_figure *figure)
{
    struct petition_figure counted = {.received = 0};
    for (size_t i = 0; i < files->count; i++)
        if (files->items[i].year == year && files->items[i].is.unit_id == figure->unit_id &&
            str_equal(files->items[i].is.kind, figure->kind))
            add(&counted, &files->items[i].is);
    return counted;
}

static void the_figures_of_a_year_are_those_of_its_files(void **state)
{
    (void)state;
    ON_EACH_SITE(site, SITE_DEMO)
    {
        struct work *work = site.work;
        struct petition_figure seen = {.received = 0};
        petition_list files;
        site.site->is_demo_small = false;
        db_release(work);
        assert_no_fault(petitions_demo(work));
        files = all_files(work);
        for (int year = 2020; year <= 2022; year++) {
            petition_figure_list figures;
            struct str name = arena_printf(site.arena, "%d", year);
            assert_no_fault(figures_of_year(work, name, &figures));
            for (size_t i = 0; i < figures.count; i++) {
                const struct petition_figure *figure = &figures.items[i];
                struct petition_figure counted = recount(&files, year, figure);
                assert_int_equal(figure->received, counted.received);
                assert_int_equal(figure->in_time, counted.in_time);
                assert_int_equal(figure->late, counted.late);
                assert_int_equal(figure->open_overdue, counted.open_overdue);
                assert_int_equal(figure->objected, counted.objected);
                add(&seen, &counted);
            }
        }
        assert_true(seen.in_time && seen.late && seen.open_overdue && seen.objected);
        db_release(work);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_figures_of_a_year_are_those_of_its_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
