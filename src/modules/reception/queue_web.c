/*
 * What stands in the open: the numbers in the waiting room, without names, and how many
 * days were announced, held and missed.
 */
#include "modules/reception/desk_web.h"
#include "modules/reception/reception_rules.h"
#include "text/number.h"

struct queue_view {
    struct str title;
    struct str unit;
    struct str place;
    struct str starts;
    struct str serving;
    struct str next;
    int64_t waiting;
    bool is_first; /* some are called before others */
};
static SHAPE(queue_view_shape, struct queue_view, FIELD(struct queue_view, title),
             FIELD(struct queue_view, unit), FIELD(struct queue_view, place),
             FIELD(struct queue_view, starts), FIELD(struct queue_view, serving),
             FIELD(struct queue_view, next), FIELD(struct queue_view, waiting),
             FIELD(struct queue_view, is_first));

struct queue_page {
    struct layout layout;
    struct str today;
    struct str clock;
    struct url url;   /* of this page, to look again */
    struct list rows; /* struct queue_view */
};
static SHAPE(queue_shape, struct queue_page, RECORD(struct queue_page, layout, layout_shape),
             FIELD(struct queue_page, today), FIELD(struct queue_page, clock),
             FIELD(struct queue_page, url), LIST(struct queue_page, rows, queue_view_shape));
const struct page_kind queue_kind = {"reception/queue", &queue_shape};

const struct fault *queue_show(struct work *work, const struct request *request,
                               struct response *response)
{
    struct queue_page page = {0};
    VEC(struct queue_view) views = {0};
    struct civil_date today = clock_today(work->clock);
    struct str title = site_message(work, "reception.queue.title");
    struct str slug = request_query(request, STR("don-vi"));
    struct unit unit = {0};
    queue_list rows;
    const struct fault *fault = slug.len > 0 ? unit_by_slug(work, slug, &unit) : NULL;
    if (!fault)
        fault = queue_of(work, today, unit.id, &rows);
    if (!fault)
        fault = page_layout(work, request, title, &page.layout);
    if (fault)
        return fault;
    for (size_t i = 0; i < rows.count; i++)
        *VEC_PUSH(&views, work->arena) = (struct queue_view){
            rows.items[i].title,   rows.items[i].unit_name,
            rows.items[i].place,   reception_clock(work->arena, rows.items[i].starts),
            rows.items[i].serving, rows.items[i].next,
            rows.items[i].waiting, !rows.items[i].by_number};
    page.rows = VEC_LIST(&views);
    page.today = reception_day_words(work, today);
    page.clock = time_text(work->arena, clock_now(work->clock));
    page.url = URL("/lich-tiep-dan/so-thu-tu");
    if (unit.id)
        page.url = url_add(work->arena, page.url, STR("don-vi"), unit.slug);
    page.layout.is_private = true;
    page_crumb(work, &page.layout, URL("/lich-tiep-dan"), site_message(work, "reception.title"));
    page_crumb(work, &page.layout, URL(""), title);
    return page_respond(work, response, 200, &queue_kind, &page);
}

/* ---- figures ---- */

static SHAPE(figures_row_shape, struct reception_figures,
             FIELD(struct reception_figures, unit_name), FIELD(struct reception_figures, announced),
             FIELD(struct reception_figures, late), FIELD(struct reception_figures, held),
             FIELD(struct reception_figures, missed), FIELD(struct reception_figures, cancelled),
             FIELD(struct reception_figures, visits), FIELD(struct reception_figures, people),
             FIELD(struct reception_figures, promised), FIELD(struct reception_figures, kept));

struct figures_page {
    struct layout layout;
    struct str typed_from;
    struct str typed_to;
    struct list rows; /* struct reception_figures */
    struct reception_figures sum;
    struct url csv_url;
};
static SHAPE(figures_shape, struct figures_page, RECORD(struct figures_page, layout, layout_shape),
             FIELD(struct figures_page, typed_from), FIELD(struct figures_page, typed_to),
             LIST(struct figures_page, rows, figures_row_shape),
             RECORD(struct figures_page, sum, figures_row_shape),
             FIELD(struct figures_page, csv_url));
const struct page_kind figures_kind = {"reception/figures", &figures_shape};

const struct fault *figures_show(struct work *work, const struct request *request,
                                 struct response *response)
{
    struct figures_page page = {0};
    struct str title = site_message(work, "reception.figures.title");
    struct civil_date from;
    struct civil_date to;
    reception_figures_list rows;
    const struct fault *fault;
    span_read(work, request, &from, &to);
    fault = reception_figures_of(work, from, to, &rows);
    if (!fault)
        fault = page_layout(work, request, title, &page.layout);
    if (fault)
        return fault;
    for (size_t i = 0; i < rows.count; i++) {
        page.sum.announced += rows.items[i].announced;
        page.sum.late += rows.items[i].late;
        page.sum.held += rows.items[i].held;
        page.sum.missed += rows.items[i].missed;
        page.sum.cancelled += rows.items[i].cancelled;
        page.sum.visits += rows.items[i].visits;
        page.sum.people += rows.items[i].people;
        page.sum.promised += rows.items[i].promised;
        page.sum.kept += rows.items[i].kept;
    }
    page.rows = VEC_LIST(&rows);
    page.csv_url = url_add(work->arena, URL("/lich-tiep-dan/so-lieu.csv"), STR("from"),
                           date_to_iso(work->arena, from));
    page.csv_url = url_add(work->arena, page.csv_url, STR("until"), date_to_iso(work->arena, to));
    page.typed_from = date_text(work->arena, from);
    page.typed_to = date_text(work->arena, to);
    page.layout.description = site_message(work, "reception.figures.description");
    page_crumb(work, &page.layout, URL("/lich-tiep-dan"), site_message(work, "reception.title"));
    page_crumb(work, &page.layout, URL(""), title);
    return page_respond(work, response, 200, &figures_kind, &page);
}
