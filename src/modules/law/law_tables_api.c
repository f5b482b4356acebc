/*
 * The rules of the law and the days off as tables: a row a version of a rule, a row a
 * day that is not what its weekday says.
 */
#include "law/calendar.h"
#include "law/law.h"
#include "modules/law/law_web.h"

enum {
    YEARS_MOST = 10 /* of one question */
};

/* ---- rules ---- */

struct law_rule_item {
    struct str rule; /* "complaint.accept" */
    struct str title;
    struct str condition;
    struct str value;
    struct str citation;
    struct str says;
    struct civil_date in_force_from;
    struct civil_date in_force_to;
    bool is_local;
};
SHAPE(law_rule_item_shape, struct law_rule_item, FIELD(struct law_rule_item, rule),
      FIELD(struct law_rule_item, title), FIELD(struct law_rule_item, condition),
      FIELD(struct law_rule_item, value), FIELD(struct law_rule_item, citation),
      FIELD(struct law_rule_item, says), FIELD(struct law_rule_item, in_force_from),
      FIELD(struct law_rule_item, in_force_to), FIELD(struct law_rule_item, is_local));

static struct law_rule_item rule_item_of(const struct explainer *explainer,
                                         const struct law_version *version)
{
    struct law_rule_item item = {
        .rule = version->rule->id,
        .title = explain_text(explainer, version->title),
        .condition = STR(""),
        .value = explain_value(explainer, version),
        .citation = explain_citation(explainer, version),
        .says = version->says,
        .in_force_from = version->from,
        .in_force_to = version->to,
        .is_local = !law_is_law(version),
    };
    if (version->given)
        item.condition = explain_text(explainer, version->given->text);
    return item;
}

/* All of them: they are some hundreds, and belong together. */
const struct fault *law_api_rules(struct work *work, const struct api_call *call,
                                  struct api_answer *ret_answer)
{
    VEC(struct law_rule_item) items = {0};
    struct explainer explainer = law_explainer(work);
    size_t count;
    const struct law_rule *const *rules = law_rules(explainer.law, &count);
    (void)call;
    for (size_t r = 0; r < count; r++)
        for (size_t v = 0; v < rules[r]->versions.count; v++)
            *VEC_PUSH(&items, work->arena) = rule_item_of(&explainer, &rules[r]->versions.items[v]);
    ret_answer->items = VEC_LIST(&items);
    return NULL;
}

/* ---- days ---- */

struct law_day_item {
    struct civil_date day;
    struct str kind; /* holiday, lieu, swapped, worked, changed */
    struct str name;
    bool is_off;
    bool is_provisional;
};
SHAPE(law_day_item_shape, struct law_day_item, FIELD(struct law_day_item, day),
      FIELD(struct law_day_item, kind), FIELD(struct law_day_item, name),
      FIELD(struct law_day_item, is_off), FIELD(struct law_day_item, is_provisional));

/* columns: kind of day, its name in the table; empty: an ordinary day, which has no row */
static const struct str kind_names[] = {
    [DAY_WORKING] = STR_INIT(""),        [DAY_WEEKEND] = STR_INIT(""),
    [DAY_HOLIDAY] = STR_INIT("holiday"), [DAY_LIEU] = STR_INIT("lieu"),
    [DAY_SWAPPED] = STR_INIT("swapped"), [DAY_WORKED] = STR_INIT("worked"),
};

/* From the first day of this year to the last of the next, where nobody says; what lies
 * before the calendar has no days. */
static void read_span(struct work *work, const struct form *form, struct civil_date *ret_from,
                      struct civil_date *ret_until)
{
    int year = date_parts(clock_today(work->clock)).year;
    struct civil_date first = date_ymd(CALENDAR_FIRST_YEAR, 1, 1);
    struct civil_date most;
    *ret_from = form_date(form, "from");
    *ret_until = form_date(form, "until");
    if (date_is_none(*ret_from))
        *ret_from = date_ymd(year, 1, 1);
    if (date_compare(*ret_from, first) < 0)
        *ret_from = first;
    if (date_is_none(*ret_until))
        *ret_until = date_ymd(year + 1, 12, 31);
    most = date_add_months(*ret_from, 12 * YEARS_MOST);
    if (date_compare(*ret_until, most) > 0)
        *ret_until = most;
}

const struct fault *law_api_days(struct work *work, const struct api_call *call,
                                 struct api_answer *ret_answer)
{
    VEC(struct law_day_item) items = {0};
    struct explainer explainer = law_explainer(work);
    const struct calendar *calendar = law_calendar(explainer.law);
    struct civil_date day;
    struct civil_date until;
    read_span(work, call->form, &day, &until);
    for (; calendar_holds(day) && date_compare(day, until) <= 0; day = date_add_days(day, 1)) {
        struct calendar_day found = calendar_day(calendar, day);
        if (kind_names[found.kind].len == 0 && !found.name)
            continue;
        *VEC_PUSH(&items, work->arena) = (struct law_day_item){
            .day = day,
            .kind = kind_names[found.kind],
            .name = found.name ? explain_text(&explainer, *found.name) : STR(""),
            .is_off = found.is_off,
            .is_provisional = found.is_provisional,
        };
    }
    ret_answer->items = VEC_LIST(&items);
    return NULL;
}
