/*
 * Reading the unit and the day from the address, and what both pages say of them.
 */
#include "modules/organisation/unit_day.h"

#include "http/form.h"

static const struct form_field fields[] = {
    {"ngay", INPUT_DATE, 0, 0, false, NULL},
};

SHAPE(holder_shape, struct holder, FIELD(struct holder, name), FIELD(struct holder, title),
      FIELD(struct holder, from), FIELD(struct holder, to), FIELD(struct holder, is_demo),
      FIELD(struct holder, unit), FIELD(struct holder, unit_url));

SHAPE(unit_day_shape, struct unit_day_view, FIELD(struct unit_day_view, unit),
      FIELD(struct unit_day_view, unit_url), FIELD(struct unit_day_view, unit_slug),
      FIELD(struct unit_day_view, on), FIELD(struct unit_day_view, ended),
      FIELD(struct unit_day_view, is_there), FIELD(struct unit_day_view, is_last),
      LIST(struct unit_day_view, successors, unit_link_shape),
      RECORD(struct unit_day_view, field, field_view_shape));

/* Today, or the nearest day on which the unit exists. */
static struct civil_date usual_day(const struct unit *unit, struct civil_date today)
{
    if (!date_is_none(unit->valid_to) && date_compare(unit->valid_to, today) < 0)
        return unit->valid_to;
    if (!date_is_none(unit->valid_from) && date_compare(today, unit->valid_from) < 0)
        return unit->valid_from;
    return today;
}

const struct fault *unit_day_read(struct work *work, const struct request *request,
                                  struct unit_day *ret_day)
{
    struct str slug = request_query(request, STR("don-vi"));
    struct unit_day day = {
        .is_own = slug.len == 0, .unit = {.valid_from = DATE_NONE, .valid_to = DATE_NONE}
    };
    struct form form;
    const struct fault *fault =
        day.is_own ? site_unit(work, &day.unit) : unit_by_slug(work, slug, &day.unit);
    if (fault && day.is_own && fault->kind == FAULT_NOT_FOUND)
        fault = NULL; /* an empty site: nothing to show, on any day */
    if (fault)
        return fault;
    day.faults = form_read(work, request, fields, sizeof(fields) / sizeof(fields[0]), &form);
    if (day.faults && day.faults->kind != FAULT_INVALID)
        return day.faults;
    day.field = field_view(work, "unit.field", &fields[0], &form, day.faults);
    day.on = form_date(&form, fields[0].name);
    if (date_is_none(day.on)) {
        day.on = usual_day(&day.unit, clock_today(work->clock));
        day.is_last = date_compare(day.on, clock_today(work->clock)) < 0;
    }
    day.is_there = unit_exists_on(&day.unit, day.on);
    *ret_day = day;
    return NULL;
}

const struct fault *unit_day_layout(struct work *work, const struct request *request,
                                    const struct unit_day *day, const char *key,
                                    struct layout *ret_layout)
{
    struct str title = site_message(work, arena_printf(work->arena, "%s.title", key).ptr);
    struct str about = site_message(work, arena_printf(work->arena, "%s.description", key).ptr);
    const struct fault *fault = page_layout(work, request, title, ret_layout);
    if (fault)
        return fault;
    ret_layout->description = about;
    page_crumb(work, ret_layout, URL(""), title);
    page_errors_of(work, ret_layout, "unit.field", day->faults);
    return NULL;
}

const struct fault *unit_day_view_of(struct work *work, const struct unit_day *day,
                                     struct unit_day_view *ret_view)
{
    VEC(struct unit_link) links = {0};
    struct unit_link own = unit_link_of(work, &day->unit);
    unit_list successors = {0};
    const struct fault *fault = NULL;
    if (!date_is_none(own.ended))
        fault = unit_successors(work, day->unit.id, &successors);
    if (fault)
        return fault;
    for (size_t i = 0; i < successors.count; i++)
        *VEC_PUSH(&links, work->arena) = unit_link_of(work, &successors.items[i]);
    *ret_view = (struct unit_day_view){
        .unit = own.name,
        .unit_url = own.url,
        .unit_slug = day->is_own ? STR("") : day->unit.slug,
        .on = day->on,
        .ended = own.ended,
        .is_there = day->is_there,
        .is_last = day->is_last,
        .successors = VEC_LIST(&links),
        .field = day->field,
    };
    return NULL;
}

struct holder holder_of(const struct post *post)
{
    return (struct holder){.name = post->person_name,
                           .title = post->title,
                           .from = post->valid_from,
                           .to = post->valid_to,
                           .is_demo = post->is_demo};
}

struct list holders_of(struct work *work, const post_list *posts, int64_t unit_id)
{
    VEC(struct holder) holders = {0};
    for (size_t i = 0; i < posts->count; i++)
        if (posts->items[i].unit_id == unit_id)
            *VEC_PUSH(&holders, work->arena) = holder_of(&posts->items[i]);
    return VEC_LIST(&holders);
}
