/*
 * The file of a matter (hồ sơ) for officials: what it is, what happened, what
 * may be done next. Opening it is written down.
 */
#include "modules/matters/case_file_view.h"
#include "modules/matters/file_part.h"
#include "modules/matters/matter_view.h"
#include "modules/matters/matters_web.h"
#include "modules/matters/office_store.h"

#include "civic/actor.h"
#include "civic/official.h"

struct party_row {
    struct str part;
    struct str name;
    struct str address;
    struct str phone;
    struct str email;
};
static SHAPE(party_row_shape, struct party_row, FIELD(struct party_row, part),
             FIELD(struct party_row, name), FIELD(struct party_row, address),
             FIELD(struct party_row, phone), FIELD(struct party_row, email));

/* Something the official may do now, or (refusal) why not. */
struct action_row {
    struct url url;
    struct str label;
    struct str refusal;
    bool is_main;
};
static SHAPE(action_row_shape, struct action_row, FIELD(struct action_row, url),
             FIELD(struct action_row, label), FIELD(struct action_row, refusal),
             FIELD(struct action_row, is_main));

struct linked_row {
    struct url url; /* empty: not for this official */
    struct str code;
    struct str words;
};
static SHAPE(linked_row_shape, struct linked_row, FIELD(struct linked_row, url),
             FIELD(struct linked_row, code), FIELD(struct linked_row, words));

typedef VEC(struct linked_row) linked_rows;

struct file_page {
    struct layout layout;
    struct str code;
    struct str title;
    struct str content;
    struct str kind;
    struct str state;
    struct str source;
    struct str unit;
    struct str holder;
    struct civil_date received_on;
    bool is_public;
    bool is_agency;
    bool is_sealed;
    struct due_view due;
    struct list clocks;  /* struct clock_view */
    struct list events;  /* struct event_view */
    struct list parties; /* struct party_row */
    struct list actions; /* struct action_row: possible now */
    struct list refused; /* struct action_row: not from this state, with the reason */
    struct list links;   /* struct linked_row */
    struct url readers_url;
    struct url seal_url; /* where what is sealed may be opened */
    struct url relations_url;
    struct list files; /* struct case_file_view */
    struct url files_url;
    struct url papers_url; /* empty: it has none */
    bool is_of_list;       /* opened from a list */
    struct url next_url;   /* empty: it was the last of it */
    struct str next_code;
};
static SHAPE(file_page_shape, struct file_page, RECORD(struct file_page, layout, layout_shape),
             FIELD(struct file_page, code), FIELD(struct file_page, title),
             FIELD(struct file_page, content), FIELD(struct file_page, kind),
             FIELD(struct file_page, state), FIELD(struct file_page, source),
             FIELD(struct file_page, unit), FIELD(struct file_page, holder),
             FIELD(struct file_page, received_on), FIELD(struct file_page, is_public),
             FIELD(struct file_page, is_agency), FIELD(struct file_page, is_sealed),
             RECORD(struct file_page, due, due_view_shape),
             LIST(struct file_page, clocks, clock_view_shape),
             LIST(struct file_page, events, event_view_shape),
             LIST(struct file_page, parties, party_row_shape),
             LIST(struct file_page, actions, action_row_shape),
             LIST(struct file_page, refused, action_row_shape),
             LIST(struct file_page, links, linked_row_shape), FIELD(struct file_page, readers_url),
             FIELD(struct file_page, seal_url), FIELD(struct file_page, relations_url),
             LIST(struct file_page, files, case_file_view_shape),
             FIELD(struct file_page, files_url), FIELD(struct file_page, papers_url),
             FIELD(struct file_page, is_of_list), FIELD(struct file_page, next_url),
             FIELD(struct file_page, next_code));
const struct page_kind matter_file_kind = {"matters/file", &file_page_shape};

/* ---- parts ---- */

static struct url page_about(struct work *work, const struct matter *matter, const char *name)
{
    return matter_in_list(
        work, url_relative(work->arena, "/can-bo/viec/" PRISTR "/%s", STRARG(matter->code), name));
}

static const struct fault *fill_parties(struct work *work, int64_t id, struct list *ret_parties)
{
    matter_party_list parties;
    VEC(struct party_row) rows = {0};
    const struct fault *fault = matter_parties(work, id, &parties);
    if (fault)
        return fault;
    for (size_t i = 0; i < parties.count; i++) {
        const struct matter_party *party = &parties.items[i];
        struct str part = arena_printf(work->arena, "matter.part." PRISTR, STRARG(party->part));
        *VEC_PUSH(&rows, work->arena) = (struct party_row){
            site_message(work, part.ptr), party->name, party->address, party->phone, party->email};
    }
    *ret_parties = VEC_LIST(&rows);
    return NULL;
}

static bool is_about(struct work *work, const struct matter *matter, struct url url)
{
    struct str file = matter_file_url(work->arena, matter->code).text;
    return str_starts(url.text, file) && url.text.len > file.len && url.text.ptr[file.len] == '/';
}

/* Pages of other modules about it. */
static const struct fault *add_pages(struct work *work, const struct matter *matter,
                                     linked_rows *rows)
{
    const struct fault *fault = NULL;
    for (size_t m = 0; !fault && work->site->modules[m]; m++) {
        file_link_list pages = {0};
        if (work->site->modules[m]->file_links)
            fault = work->site->modules[m]->file_links(work, matter, &pages);
        for (size_t i = 0; !fault && i < pages.count; i++)
            *VEC_PUSH(rows, work->arena) =
                (struct linked_row){is_about(work, matter, pages.items[i].url)
                                        ? matter_in_list(work, pages.items[i].url)
                                        : pages.items[i].url,
                                    pages.items[i].name, pages.items[i].words};
    }
    return fault;
}

static const struct fault *fill_links(struct work *work, const struct matter *matter,
                                      struct list *ret_links)
{
    matter_link_list links;
    linked_rows rows = {0};
    const struct fault *fault = matter_links(work, matter->id, &links);
    if (fault)
        return fault;
    for (size_t i = 0; i < links.count; i++) {
        const struct matter_linked *linked = &links.items[i];
        struct str key = arena_printf(work->arena, "matter.link." PRISTR ".%s",
                                      STRARG(matter_link_name(linked->kind)),
                                      linked->is_from_here ? "to" : "from");
        struct linked_row row = {.words = site_message(work, key.ptr)};
        bool may;
        fault = matter_code_shown(work, &linked->other, &may, &row.code);
        if (fault)
            return fault;
        if (may)
            row.url = matter_file_url(work->arena, row.code);
        *VEC_PUSH(&rows, work->arena) = row;
    }
    fault = add_pages(work, matter, &rows);
    *ret_links = VEC_LIST(&rows);
    return fault;
}

/* How much an action leads on: most, to the next state in the order of the kind; less, one
 * that stays, one that ends the matter; 0, a side way, which begins in several states, goes
 * back or is the sender's. */
static size_t leads_on(const struct matter_kind *kind, const struct matter *matter,
                       const struct lifecycle_action *action)
{
    const struct lifecycle_state *here = kind_state(kind, matter->state);
    const struct lifecycle_state *to = kind_state(kind, str_from_c(action->to));
    if (!here || (action->flags & ACTION_BY_SENDER) || strpbrk(action->from, " *"))
        return 0;
    if (!to)
        return 2;
    if (to->phase == PHASE_CLOSED)
        return 1;
    return to > here ? 2 + kind->state_count - (size_t)(to - here) : 0;
}

/* What stands on buttons: first what leads on. Actions of a role that the
 * official does not hold are not shown at all. */
static const struct fault *fill_actions(struct work *work, const struct matter *matter,
                                        struct file_page *page)
{
    const struct matter_kind *kind = kind_find(work, matter->kind);
    VEC(struct action_row) actions = {0};
    VEC(struct action_row) refused = {0};
    size_t furthest = 0;
    for (size_t i = 0; kind && i < kind->action_count; i++) {
        const struct lifecycle_action *action = &kind->actions[i];
        struct action_row row = {
            .url = page_about(work, matter, action->name),
            .label = matter_word(work, matter->kind, "action", str_from_c(action->name))};
        const struct fault *fault;
        if (action->roles == 0)
            continue;
        fault = matter_unoffered(work, matter, action, false);
        if (fault && fault->kind == FAULT_UNAVAILABLE)
            return fault;
        if (!fault) {
            *VEC_PUSH(&actions, work->arena) = row;
            if (leads_on(kind, matter, action) > furthest) {
                furthest = leads_on(kind, matter, action);
                actions.items[actions.count - 1] = actions.items[0];
                actions.items[0] = row;
            }
        } else if (fault->kind != FAULT_FORBIDDEN && fault->kind != FAULT_UNAUTHENTICATED) {
            row.refusal = site_fault_message(work, fault);
            *VEC_PUSH(&refused, work->arena) = row;
        }
    }
    if (furthest > 0)
        actions.items[0].is_main = true;
    page->actions = VEC_LIST(&actions);
    page->refused = VEC_LIST(&refused);
    return NULL;
}

static const struct fault *fill_files(struct work *work, const struct matter *matter,
                                      struct file_page *page)
{
    struct str base =
        arena_printf(work->arena, "/can-bo/viec/" PRISTR "/tai-lieu", STRARG(matter->code));
    const struct matter_kind *kind = kind_find(work, matter->kind);
    case_file_list files;
    const struct fault *fault = case_files_of(work, matter->id, &files);
    if (fault)
        return fault;
    page->files_url = page_about(work, matter, "tai-lieu");
    if (kind && kind->has_papers)
        page->papers_url = page_about(work, matter, "van-ban");
    page->files = case_file_views(work, &files, base, (struct str){NULL, 0});
    return NULL;
}

static const struct fault *fill_page(struct work *work, const struct matter *matter,
                                     struct file_page *page)
{
    struct unit unit;
    const struct fault *fault = unit_load(work, matter->unit_id, &unit);
    if (!fault)
        fault = official_name(work, matter->official_id, &page->holder);
    if (!fault)
        fault = matter_clock_views(work, matter, &page->clocks);
    if (!fault)
        fault = matter_timeline(work, matter, false, &page->events);
    if (!fault)
        fault = fill_parties(work, matter->id, &page->parties);
    if (!fault)
        fault = fill_links(work, matter, &page->links);
    if (!fault)
        fault = fill_actions(work, matter, page);
    if (!fault)
        fault = fill_files(work, matter, page);
    if (fault)
        return fault;
    page->code = matter->code;
    page->title = matter->title;
    page->content = matter->content;
    page->kind = matter_kind_name(work, matter->kind);
    page->state = matter_word(work, matter->kind, "state", matter->state);
    page->source = site_message(
        work, arena_printf(work->arena, "matter.source." PRISTR, STRARG(matter->source)).ptr);
    page->unit = unit.name;
    page->received_on = matter->received_on;
    page->is_public = matter->visibility == VISIBLE_PUBLIC;
    page->is_agency = matter->visibility == VISIBLE_AGENCY;
    page->is_sealed = matter->visibility == VISIBLE_SEALED;
    page->seal_url = page_about(work, matter, "niem-phong");
    page->due = due_view(matter->due_on, clock_today(work->clock), matter_soon(work));
    page->relations_url = page_about(work, matter, "lien-quan");
    page->readers_url = page_about(work, matter, "nguoi-xem");
    page->is_of_list = work->list != NULL;
    return matter_next_file(work, matter->id, &page->next_url, &page->next_code);
}

/* ---- pages ---- */

const struct fault *matter_of_request(struct work *work, const struct request *request,
                                      struct matter *ret_matter)
{
    struct str code = matter_code_read(work->arena, request_param(request, STR("code")));
    const struct fault *fault;
    if (!code.ptr)
        return fault_new(work->arena, FAULT_NOT_FOUND, "matter.unknown", "no code");
    matter_list_read(work, request);
    fault = matter_by_code(work, code, ret_matter);
    if (!fault)
        fault = matter_must_read(work, ret_matter);
    if (!fault)
        work->way_back = matter_file_url(work->arena, ret_matter->code).text;
    return fault;
}

const struct fault *matter_file_page(struct work *work, const struct request *request,
                                     struct response *response)
{
    struct file_page page = {0};
    struct matter matter;
    const struct fault *fault = matter_of_request(work, request, &matter);
    if (!fault)
        fault = matter_note_reading(work, matter.id);
    if (!fault)
        fault = unseen_clear(work, matter.id);
    if (!fault)
        fault = page_layout(work, request, matter.title, &page.layout);
    if (!fault)
        fault = fill_page(work, &matter, &page);
    if (fault)
        return fault;
    matter_inbox_crumb(work, &page.layout);
    page_crumb(work, &page.layout, URL(""), matter.code);
    if (request_query(request, STR("xong")).ptr)
        page_flash(work, &page.layout, "matters.done", false);
    return page_respond(work, response, 200, &matter_file_kind, &page);
}

/* ---- who read it ---- */

struct reading_row {
    struct instant at;
    struct str name;
};
static SHAPE(reading_row_shape, struct reading_row, FIELD(struct reading_row, at),
             FIELD(struct reading_row, name));

struct readers_page {
    struct layout layout;
    struct str code;
    struct list rows; /* struct reading_row */
};
static SHAPE(readers_page_shape, struct readers_page,
             RECORD(struct readers_page, layout, layout_shape), FIELD(struct readers_page, code),
             LIST(struct readers_page, rows, reading_row_shape));
const struct page_kind matter_readers_kind = {"matters/readers", &readers_page_shape};

enum {
    READINGS_SHOWN = 200
};

const struct fault *matter_readers_page(struct work *work, const struct request *request,
                                        struct response *response)
{
    struct readers_page page = {0};
    struct matter matter;
    matter_reading_list readings;
    VEC(struct reading_row) rows = {0};
    const struct fault *fault = matter_of_request(work, request, &matter);
    if (!fault)
        fault = matter_readings(work, matter.id, READINGS_SHOWN, &readings);
    if (!fault)
        fault = page_layout(work, request, site_message(work, "matters.readers"), &page.layout);
    if (fault)
        return fault;
    for (size_t i = 0; i < readings.count; i++)
        *VEC_PUSH(&rows, work->arena) =
            (struct reading_row){readings.items[i].at, readings.items[i].name};
    page.code = matter.code;
    page.rows = VEC_LIST(&rows);
    matter_crumbs(work, &page.layout, matter.code);
    page_crumb(work, &page.layout, URL(""), page.layout.title);
    return page_respond(work, response, 200, &matter_readers_kind, &page);
}
