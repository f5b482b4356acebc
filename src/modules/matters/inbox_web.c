/*
 * GET /can-bo: what an official has to do, the most urgent first; views with their
 * counts, filters with names, search, and boxes to tick for giving matters out.
 */
#include "modules/matters/inbox_query.h"
#include "modules/matters/matter_view.h"
#include "modules/matters/matters_web.h"
#include "modules/matters/office_store.h"

#include "civic/actor.h"
#include "civic/deadline.h"
#include "civic/matter_watch.h"
#include "civic/official.h"
#include "text/number.h"

enum {
    KNOWN_MOST = 32, /* units and officials that are asked about once a page */
    UNITS_MOST = 20
};

#define GIVERS (ROLE_BIT(ROLE_LEADER) | ROLE_BIT(ROLE_RECEPTION_CLERK))
#define HOLDERS                                                                                    \
    (ROLE_BIT(ROLE_CASE_OFFICER) | ROLE_BIT(ROLE_RECEPTION_CLERK) | ROLE_BIT(ROLE_LEADER))

struct inbox_chip {
    struct url url;
    struct str label;
    struct str count; /* "12", "99+" */
    bool is_current;
    bool is_bad;
    bool is_none; /* not shown; it may leave the chip out */
};
static SHAPE(inbox_chip_shape, struct inbox_chip, FIELD(struct inbox_chip, url),
             FIELD(struct inbox_chip, label), FIELD(struct inbox_chip, count),
             FIELD(struct inbox_chip, is_current), FIELD(struct inbox_chip, is_bad));

struct saved_row {
    struct url url;
    struct str name;
    struct code_number id;
    bool is_current;
};
static SHAPE(saved_row_shape, struct saved_row, FIELD(struct saved_row, url),
             FIELD(struct saved_row, name), FIELD(struct saved_row, id),
             FIELD(struct saved_row, is_current));

struct inbox_row {
    struct url url;
    struct str code;
    struct str box; /* "CODE.VERSION": what the ticked box sends */
    struct str title;
    struct str kind;
    struct str state;
    struct str holder;
    struct str unit;   /* where it lies, if that is not the official's own */
    struct str term;   /* what ends on that day */
    struct str sender; /* of what was searched for; never of what is sealed */
    struct due_view due;
    bool starts_group;
    bool is_sealed;
    bool is_pickable;
};
static SHAPE(inbox_row_shape, struct inbox_row, FIELD(struct inbox_row, url),
             FIELD(struct inbox_row, code), FIELD(struct inbox_row, box),
             FIELD(struct inbox_row, title), FIELD(struct inbox_row, kind),
             FIELD(struct inbox_row, state), FIELD(struct inbox_row, holder),
             FIELD(struct inbox_row, unit), FIELD(struct inbox_row, term),
             FIELD(struct inbox_row, sender), RECORD(struct inbox_row, due, due_view_shape),
             FIELD(struct inbox_row, starts_group), FIELD(struct inbox_row, is_sealed),
             FIELD(struct inbox_row, is_pickable));

/* Something a sender did and nobody responsible has looked at. */
struct news_row {
    struct url url;
    struct str code;
    struct str title;
    struct str event;
    struct instant at;
};
static SHAPE(news_row_shape, struct news_row, FIELD(struct news_row, url),
             FIELD(struct news_row, code), FIELD(struct news_row, title),
             FIELD(struct news_row, event), FIELD(struct news_row, at));

struct inbox_page {
    struct layout layout;
    struct str today;
    struct str view;
    struct str words;
    struct str query;      /* of the address, to be saved by name */
    struct list chips;     /* struct inbox_chip: whose */
    struct list dues;      /* struct inbox_chip: due when */
    struct str due;        /* ?han=, where there is one */
    struct list saved;     /* struct saved_row */
    struct list locs;      /* struct option_view */
    struct list news;      /* struct news_row */
    struct list rows;      /* struct inbox_row */
    struct list officials; /* struct option_view; empty: gives nothing out */
    struct list holders;   /* struct option_view; empty: does not choose among them */
    struct page_pager pager;
    struct url give_url;
    bool is_today_free; /* nothing is due today */
    bool is_hand_over;
    bool has_divided;
};
static SHAPE(inbox_page_shape, struct inbox_page, RECORD(struct inbox_page, layout, layout_shape),
             FIELD(struct inbox_page, today), FIELD(struct inbox_page, view),
             FIELD(struct inbox_page, words), FIELD(struct inbox_page, query),
             LIST(struct inbox_page, chips, inbox_chip_shape),
             LIST(struct inbox_page, dues, inbox_chip_shape), FIELD(struct inbox_page, due),
             LIST(struct inbox_page, saved, saved_row_shape),
             LIST(struct inbox_page, locs, option_view_shape),
             LIST(struct inbox_page, news, news_row_shape),
             LIST(struct inbox_page, rows, inbox_row_shape),
             LIST(struct inbox_page, officials, option_view_shape),
             LIST(struct inbox_page, holders, option_view_shape),
             RECORD(struct inbox_page, pager, page_pager_shape), FIELD(struct inbox_page, give_url),
             FIELD(struct inbox_page, is_today_free), FIELD(struct inbox_page, is_hand_over),
             FIELD(struct inbox_page, has_divided));
const struct page_kind matter_inbox_kind = {"matters/inbox", &inbox_page_shape};

/* ---- around the list ---- */

static const struct fault *chip_of(struct work *work, const struct inbox_query *query,
                                   const struct matter_kept *kept, struct inbox_chip *chip)
{
    int64_t count;
    const struct fault *fault = inbox_count(work, query->view, query->due, kept, &count);
    if (fault)
        return fault;
    chip->url = inbox_query_url(work, query);
    chip->count = count >= MATTER_COUNT_MOST
                      ? arena_printf(work->arena, "%d+", MATTER_COUNT_MOST - 1)
                      : arena_printf(work->arena, "%lld", (long long)count);
    chip->is_none = count == 0;
    chip->is_bad = (query->view->is_alarming || query->due->is_alarming) && count > 0;
    return NULL;
}

/* Its steps stand in an index of their own, and are counted no further than a page. */
static const struct fault *chip_to_sign(struct work *work, const struct inbox_query *query,
                                        const struct matter_kept *kept, struct inbox_chip *chip)
{
    struct inbox_found found;
    const struct fault *fault = inbox_find(work, query, kept, &found);
    if (fault)
        return fault;
    chip->url = inbox_query_url(work, query);
    chip->count =
        arena_printf(work->arena, "%d%s", (int)found.matters.count, found.older.id ? "+" : "");
    return NULL;
}

/* Whose, and of the official's own and the unit's: due when. */
static const struct fault *fill_chips(struct work *work, const struct inbox_query *query,
                                      const struct matter_kept *kept, struct inbox_page *page)
{
    VEC(struct inbox_chip) chips = {0};
    VEC(struct inbox_chip) dues = {0};
    for (size_t i = 0; i < INBOX_VIEWS; i++) {
        const struct inbox_view *view = &inbox_views[i];
        struct str key = arena_printf(work->arena, "matters.view." PRISTR, STRARG(view->name));
        const struct inbox_query to = {.view = view, .due = &inbox_dues[0]};
        struct inbox_chip chip = {.label = site_message(work, key.ptr),
                                  .is_current = query->words.len == 0 && view == query->view};
        const struct fault *fault;
        if (view->is_to_sign && !actor_has_role(work->actor, ROLE_LEADER))
            continue;
        fault = view->is_to_sign ? chip_to_sign(work, &to, kept, &chip)
                                 : chip_of(work, &to, kept, &chip);
        if (fault)
            return fault;
        if ((view->scope >= SCOPE_BELOW || view->window == DUE_RUNS) && chip.is_none &&
            !chip.is_current)
            continue; /* nobody below, nothing late there, nobody left, nothing to send */
        *VEC_PUSH(&chips, work->arena) = chip;
    }
    for (size_t i = 0; i < INBOX_DUES && query->words.len == 0 && inbox_has_dues(query->view);
         i++) {
        const struct inbox_due *due = &inbox_dues[i];
        struct str key = arena_printf(work->arena, "matters.due.%s" PRISTR,
                                      due->name.len > 0 ? "" : "all", STRARG(due->name));
        const struct inbox_query to = {.view = query->view, .due = due};
        struct inbox_chip chip = {.label = site_message(work, key.ptr),
                                  .is_current = due == query->due};
        const struct fault *fault = chip_of(work, &to, kept, &chip);
        if (fault)
            return fault;
        *VEC_PUSH(&dues, work->arena) = chip;
    }
    page->chips = VEC_LIST(&chips);
    page->dues = VEC_LIST(&dues);
    return NULL;
}

/* For leaders: files of units below that ended, which nobody passed on yet. */
static const struct fault *fill_divided(struct work *work, struct inbox_page *page)
{
    matter_list matters;
    const struct fault *fault;
    if (!actor_has_role(work->actor, ROLE_LEADER))
        return NULL;
    fault = matter_divided(work, (struct matter_key_place){DATE_NONE, 0}, &matters);
    page->has_divided = !fault && matters.count > 0;
    return fault;
}

/* Kinds that the official may read somewhere, each with its states. */
static void fill_locs(struct work *work, const struct inbox_query *query, struct inbox_page *page)
{
    VEC(struct option_view) options = {0};
    *VEC_PUSH(&options, work->arena) =
        (struct option_view){.label = site_message(work, "matters.loc.all")};
    for (size_t m = 0; work->site->modules[m]; m++)
        for (size_t k = 0; k < work->site->modules[m]->kind_count; k++) {
            const struct matter_kind *kind = work->site->modules[m]->kinds[k];
            struct str name = str_from_c(kind->name);
            if (!actor_may_somewhere(work->actor, kind->readers))
                continue;
            *VEC_PUSH(&options, work->arena) =
                (struct option_view){.value = name,
                                     .label = matter_kind_name(work, name),
                                     .is_chosen = str_equal(query->loc, name)};
            for (size_t s = 0; s < kind->state_count; s++) {
                if (!inbox_has_dues(query->view) && kind->states[s].phase != query->view->phase)
                    continue; /* there can be none */
                struct str state = str_from_c(kind->states[s].name);
                struct str value =
                    arena_printf(work->arena, "%s.%s", kind->name, kind->states[s].name);
                struct str word = matter_word(work, name, "state", state);
                *VEC_PUSH(&options, work->arena) = (struct option_view){
                    .value = value,
                    .label = arena_printf(work->arena, "– " PRISTR, STRARG(word)),
                    .is_chosen = str_equal(query->loc, value)};
            }
        }
    page->locs = VEC_LIST(&options);
}

static const struct fault *fill_saved(struct work *work, const struct inbox_query *query,
                                      struct inbox_page *page)
{
    struct str here = inbox_query_url(work, query).text;
    saved_filter_list filters;
    VEC(struct saved_row) rows = {0};
    const struct fault *fault = filters_load(work, &filters);
    for (size_t i = 0; !fault && i < filters.count; i++) {
        struct pairs pairs;
        struct saved_row *row = VEC_PUSH(&rows, work->arena);
        *row =
            (struct saved_row){URL("/can-bo"), filters.items[i].name, {filters.items[i].id}, false};
        fault = urlencoded_parse(work->arena, filters.items[i].query, REQUEST_PARAMS, &pairs);
        for (size_t k = 0; !fault && k < pairs.count; k++)
            row->url = url_add(work->arena, row->url, pairs.items[k].name, pairs.items[k].value);
        row->is_current = str_equal(row->url.text, here);
    }
    page->saved = VEC_LIST(&rows);
    return fault;
}

/* To whom matters can be given: the officials of the actor's units. */
static const struct fault *fill_officials(struct work *work, struct inbox_page *page)
{
    int64_t units[UNITS_MOST];
    size_t count = inbox_units(work, units, UNITS_MOST);
    VEC(struct option_view) options = {0};
    if (!actor_may_somewhere(work->actor, GIVERS))
        return NULL;
    *VEC_PUSH(&options, work->arena) =
        (struct option_view){.label = site_message(work, "matters.choose")};
    for (size_t u = 0; u < count; u++) {
        official_list officials;
        const struct fault *fault = official_list_of(work, units[u], HOLDERS, &officials);
        if (fault)
            return fault;
        for (size_t i = 0; i < officials.count; i++) {
            struct str id =
                arena_printf(work->arena, "%lld", (long long)officials.items[i].account_id);
            bool is_known = false;
            for (size_t k = 0; k < options.count; k++)
                is_known = is_known || str_equal(options.items[k].value, id);
            if (!is_known)
                *VEC_PUSH(&options, work->arena) =
                    (struct option_view){.value = id, .label = officials.items[i].name};
        }
    }
    page->officials = VEC_LIST(&options);
    return NULL;
}

/* Of the unit's, for whoever gives out: whose. */
static void fill_holders(struct work *work, const struct inbox_query *query,
                         struct inbox_page *page)
{
    VEC(struct option_view) options = {0};
    const struct option_view *officials = page->officials.items;
    if (page->officials.count == 0 || query->view->scope != SCOPE_UNITS ||
        !inbox_has_dues(query->view) || query->words.len > 0)
        return;
    *VEC_PUSH(&options, work->arena) =
        (struct option_view){.label = site_message(work, "matters.by-holder.all")};
    *VEC_PUSH(&options, work->arena) =
        (struct option_view){.value = STR(INBOX_NOBODY),
                             .label = site_message(work, "matters.by-holder.nobody"),
                             .is_chosen = query->is_unassigned};
    for (size_t i = 1; i < page->officials.count; i++) { /* the first is no official */
        struct option_view option = officials[i];
        int64_t id;
        option.is_chosen = str_to_int64(option.value, &id) && id == query->holder_id;
        *VEC_PUSH(&options, work->arena) = option;
    }
    page->holders = VEC_LIST(&options);
}

/* What senders did: the actor's own matters, and those of the actor's units that nobody
 * is responsible for. */
static const struct fault *fill_news(struct work *work, struct inbox_page *page)
{
    int64_t units[UNITS_MOST];
    size_t count = inbox_units(work, units, UNITS_MOST);
    VEC(struct news_row) rows = {0};
    for (size_t u = 0; u < count; u++) {
        unseen_list found;
        const struct fault *fault = unseen_of(work, units[u], &found);
        if (fault)
            return fault;
        for (size_t i = 0; i < found.count; i++) {
            const struct unseen_row *unseen = &found.items[i];
            bool is_known = false;
            for (size_t k = 0; k < rows.count; k++)
                is_known = is_known || str_equal(rows.items[k].code, unseen->code);
            if (!is_known)
                *VEC_PUSH(&rows, work->arena) = (struct news_row){
                    matter_file_url(work->arena, unseen->code), unseen->code, unseen->title,
                    matter_word(work, unseen->kind, "event", unseen->action), unseen->at};
        }
    }
    page->news = VEC_LIST(&rows);
    return NULL;
}

/* ---- rows ---- */

static bool is_same_group(const struct due_view *a, const struct due_view *b)
{
    return a->is_late == b->is_late && a->is_today == b->is_today && a->is_soon == b->is_soon &&
           a->is_later == b->is_later;
}

/* What was asked once for this page. */
struct known {
    int64_t ids[KNOWN_MOST];
    struct str names[KNOWN_MOST];
    size_t count;
};

static const struct fault *name_of(struct work *work, struct known *known, int64_t id, bool is_unit,
                                   struct str *ret_name)
{
    struct unit unit;
    const struct fault *fault;
    *ret_name = STR("");
    if (id == 0)
        return NULL;
    for (size_t i = 0; i < known->count; i++)
        if (known->ids[i] == id) {
            *ret_name = known->names[i];
            return NULL;
        }
    fault = is_unit ? unit_load(work, id, &unit) : official_name(work, id, ret_name);
    if (!fault && is_unit)
        *ret_name = unit.name;
    if (!fault && known->count < KNOWN_MOST) {
        known->ids[known->count] = id;
        known->names[known->count++] = *ret_name;
    }
    return fault;
}

static bool is_own_unit(const struct work *work, int64_t unit_id)
{
    for (size_t i = 0; i < work->actor->grant_count; i++)
        if (work->actor->grants[i].unit_id == unit_id)
            return true;
    return false;
}

static const struct fault *find_terms(struct work *work, const matter_list *matters,
                                      next_term_list *terms)
{
    const struct fault *fault = NULL;
    for (size_t i = 0; !fault && i < matters->count; i += TERMS_AT_ONCE)
        fault = terms_next(work, matters->items + i, matters->count - i, terms);
    return fault;
}

/* What the nearest of its terms limits. */
static struct str term_of(struct work *work, const next_term_list *terms, int64_t matter_id)
{
    for (size_t i = 0; i < terms->count; i++)
        if (terms->items[i].matter_id == matter_id)
            return deadline_title(work, terms->items[i].rule, terms->items[i].started_on);
    return STR("");
}

/* Whoever sent it, of several the first: the actor may open it, where the name stands. */
static const struct fault *sender_of(struct work *work, const struct matter *matter,
                                     struct str *ret_name)
{
    matter_party_list parties;
    const struct fault *fault;
    if (matter->visibility == VISIBLE_SEALED)
        return NULL;
    fault = matter_parties(work, matter->id, &parties);
    for (size_t i = 0; !fault && i < parties.count; i++)
        if (str_equal(parties.items[i].part, STR("sender"))) {
            *ret_name = parties.items[i].name;
            break;
        }
    return fault;
}

static const struct fault *fill_rows(struct work *work, const struct inbox_query *query,
                                     const matter_list *matters, struct inbox_page *page)
{
    struct civil_date today = clock_today(work->clock);
    struct civil_date soon = matter_soon(work);
    struct known officials = {0};
    struct known units = {0};
    next_term_list terms = {0};
    VEC(struct inbox_row) rows = {0};
    const struct fault *fault = find_terms(work, matters, &terms);
    for (size_t i = 0; !fault && i < matters->count; i++) {
        const struct matter *matter = &matters->items[i];
        struct inbox_row row = {
            .url = inbox_file_url(work, matter_file_url(work->arena, matter->code), query,
                                  inbox_place_of(matter)),
            .code = matter->code,
            .box = arena_printf(work->arena, PRISTR ".%lld", STRARG(matter->code),
                                (long long)matter->version),
            .title = matter->title,
            .kind = matter_kind_name(work, matter->kind),
            .state = matter_word(work, matter->kind, "state", matter->state),
            .term = term_of(work, &terms, matter->id),
            .due = due_view(matter->due_on, today, soon),
            .is_sealed = matter->visibility == VISIBLE_SEALED,
            .is_pickable = page->officials.count > 0 && matter->phase != PHASE_CLOSED};
        fault = name_of(work, &officials, matter->official_id, false, &row.holder);
        if (!fault && !is_own_unit(work, matter->unit_id))
            fault = name_of(work, &units, matter->unit_id, true, &row.unit);
        if (!fault && query->words.len > 0)
            fault = sender_of(work, matter, &row.sender);
        if (fault)
            return fault;
        row.starts_group =
            query->words.len == 0 &&
            (rows.count == 0 || !is_same_group(&rows.items[rows.count - 1].due, &row.due));
        *VEC_PUSH(&rows, work->arena) = row;
    }
    page->rows = VEC_LIST(&rows);
    return fault;
}

static void fill_pager(struct work *work, const struct inbox_query *query,
                       const struct inbox_found *found, struct inbox_page *page)
{
    struct inbox_query to = *query;
    to.place = found->newer;
    to.is_backward = true;
    if (found->newer.id)
        page->pager.newer_url = inbox_page_url(work, URL("/can-bo"), &to);
    to.place = found->older;
    to.is_backward = false;
    if (found->older.id)
        page->pager.older_url = inbox_page_url(work, URL("/can-bo"), &to);
}

/* Without a choice everybody sees their own; who has none, as most leaders, the unit's. */
static const struct fault *choose_view(struct work *work, const struct request *request,
                                       const struct matter_kept *kept, struct inbox_query *query)
{
    const struct fault *fault;
    int64_t count;
    if (request_query(request, STR("xem")).ptr || query->words.len > 0)
        return NULL;
    fault = inbox_count(work, query->view, &inbox_dues[0], kept, &count);
    if (!fault && count == 0)
        query->view = inbox_view_of(SCOPE_UNITS);
    return fault;
}

const struct fault *matter_inbox_page(struct work *work, const struct request *request,
                                      struct response *response)
{
    struct inbox_page page = {0};
    struct inbox_query query;
    struct inbox_found found = {0};
    struct matter_kept kept;
    const struct fault *fault =
        page_layout(work, request, site_message(work, "matters.inbox"), &page.layout);
    inbox_query_read(work, request, &query);
    if (!fault)
        fault = matter_kept_away(work, &kept);
    if (!fault)
        fault = choose_view(work, request, &kept, &query);
    if (!fault)
        fault = inbox_find(work, &query, &kept, &found);
    if (!fault)
        fault = fill_chips(work, &query, &kept, &page);
    if (!fault)
        fault = fill_divided(work, &page);
    if (!fault)
        fault = fill_saved(work, &query, &page);
    if (!fault)
        fault = fill_officials(work, &page);
    if (!fault)
        fault = fill_news(work, &page);
    if (!fault)
        fault = fill_rows(work, &query, &found.matters, &page);
    if (fault)
        return fault;
    fill_locs(work, &query, &page);
    fill_pager(work, &query, &found, &page);
    fill_holders(work, &query, &page);
    page.view = query.view->name;
    page.give_url = inbox_page_url(work, URL("/can-bo/giao"), &query);
    page.due = query.due->name;
    page.is_today_free = query.words.len == 0 && query.loc.len == 0 &&
                         query.due->window == DUE_TODAY && page.rows.count == 0;
    page.words = query.words;
    page.query = str_from(inbox_query_url(work, &query).text, sizeof("/can-bo?") - 1);
    page.is_hand_over = query.words.len == 0 && query.view->scope == SCOPE_LEFT;
    page.today =
        date_words(work->arena, work->site->messages, work->locale, clock_today(work->clock));
    if (request_query(request, STR("xong")).ptr)
        page_flash(work, &page.layout, "matters.done", false);
    return page_respond(work, response, 200, &matter_inbox_kind, &page);
}
