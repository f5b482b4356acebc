/*
 * The law that the module keeps in memory, and over it what this site decided: days
 * that it works or rests, values of local rules.
 */
#include "modules/law/law_site.h"

#include "civic/site.h"
#include "db/kept.h"
#include "modules/law/law_data.h"
#include "modules/law/law_day_store.h"
#include "modules/law/law_value_store.h"

/* What this site decided; kept in memory between changes. */
struct decisions {
    VEC(struct calendar_change) days;
    VEC(struct law_setting) settings;
    int64_t last_day; /* id of the last decision of each kind */
    int64_t last_value;
};

static void take_days(struct work *work, const law_day_list *days, struct decisions *decisions)
{
    for (size_t i = 0; i < days->count; i++) {
        const struct law_day *day = &days->items[i];
        decisions->last_day = day->id;
        if (law_day_is_superseded(days, i) || str_equal(day->choice, STR("bo")))
            continue;
        *VEC_PUSH(&decisions->days, work->arena) = (struct calendar_change){
            .date = day->day,
            .is_off = str_equal(day->choice, STR("nghi")),
            .is_notice = str_equal(day->choice, STR("nam")),
            .name = {day->name, day->name}
        };
    }
}

static const struct fault *load_decisions(struct work *work, void **ret_value)
{
    struct decisions *decisions = work_alloc(work, struct decisions);
    law_day_list days;
    law_value_list values;
    const struct fault *fault = law_day_load(work, &days);
    if (!fault)
        fault = law_value_load(work, &values);
    if (fault)
        return fault;
    take_days(work, &days, decisions);
    for (size_t i = 0; i < values.count; i++) {
        *VEC_PUSH(&decisions->settings, work->arena) = values.items[i].setting;
        decisions->last_value = values.items[i].id;
    }
    *ret_value = decisions;
    return NULL;
}

static void *copy_decisions(struct arena *arena, const void *value)
{
    const struct decisions *from = value;
    struct decisions *to = ARENA_NEW(arena, struct decisions);
    to->last_day = from->last_day;
    to->last_value = from->last_value;
    for (size_t i = 0; i < from->days.count; i++) {
        struct calendar_change *day = VEC_PUSH(&to->days, arena);
        *day = from->days.items[i];
        day->name.vi = arena_copy(arena, day->name.vi);
        day->name.en = day->name.vi;
    }
    for (size_t i = 0; i < from->settings.count; i++) {
        struct law_setting *setting = VEC_PUSH(&to->settings, arena);
        *setting = from->settings.items[i];
        setting->rule = arena_copy(arena, setting->rule);
        setting->given = arena_copy(arena, setting->given);
        setting->reason = arena_copy(arena, setting->reason);
    }
    return to;
}

static const struct fault *decisions_of(struct work *work, const struct decisions **ret_decisions)
{
    void *value;
    const struct fault *fault =
        kept_get(site_kept(work->site, LAW_KEPT), work, load_decisions, copy_decisions, &value);
    if (!fault)
        *ret_decisions = value;
    return fault;
}

const struct law *law_of_files(const struct work *work)
{
    return site_state(work->site, "law");
}

const struct fault *law_now(struct work *work, const struct law **ret_law)
{
    return law_now_by(work, law_of_files(work), ret_law);
}

/* The files, the days of the site, and `count` settings. */
static const struct law *decided(struct work *work, const struct law *law,
                                 const struct decisions *decisions,
                                 const struct law_setting *settings, size_t count)
{
    if (decisions->days.count > 0)
        law = law_with_calendar(work->arena, law,
                                calendar_changed(work->arena, law_calendar(law),
                                                 decisions->days.items, decisions->days.count));
    return law_with_settings(work->arena, law, settings, count);
}

const struct fault *law_now_by(struct work *work, const struct law *files,
                               const struct law **ret_law)
{
    const struct decisions *decisions;
    const struct fault *fault = decisions_of(work, &decisions);
    if (!fault)
        *ret_law =
            decided(work, files, decisions, decisions->settings.items, decisions->settings.count);
    return fault;
}

const struct fault *law_now_with(struct work *work, const struct law_setting *setting,
                                 const struct law **ret_law)
{
    VEC(struct law_setting) settings = {0};
    const struct decisions *decisions;
    const struct fault *fault = decisions_of(work, &decisions);
    if (fault)
        return fault;
    for (size_t i = 0; i < decisions->settings.count; i++)
        *VEC_PUSH(&settings, work->arena) = decisions->settings.items[i];
    *VEC_PUSH(&settings, work->arena) = *setting;
    *ret_law = decided(work, law_of_files(work), decisions, settings.items, settings.count);
    return NULL;
}

const struct law *law_of_site(struct work *work)
{
    const struct law *law;
    return law_now(work, &law) ? law_of_files(work) : law;
}

struct explainer law_explainer(struct work *work)
{
    return (struct explainer){work->arena, work->site->messages, work->locale, law_of_site(work)};
}

const struct fault *law_edition(struct work *work, struct str *ret_edition)
{
    const struct decisions *decisions;
    const struct fault *fault = decisions_of(work, &decisions);
    if (!fault)
        *ret_edition =
            arena_printf(work->arena, PRISTR "-%lld-%lld", STRARG(law_data_digest(work->arena)),
                         (long long)decisions->last_day, (long long)decisions->last_value);
    return fault;
}
