/*
 * The sender's pages: looking a matter up by code and key, following it, adding
 * to it. Code and key lie in a cookie of the browser's session, never in an
 * address.
 */
#include "modules/matters/case_file_view.h"
#include "modules/matters/matter_view.h"
#include "modules/matters/matters_web.h"

#include "base/crypto.h"
#include "civic/unit.h"
#include "modules/matters/matters.h"
#include "modules/matters/matters_state.h"

#define LOOKUP_COOKIE "tra_cuu"
#define FIND_URL "/don-thu/tra-cuu"

/* ---- the pair that was shown ---- */

/* Says that this site itself found code and key to fit, so that a cookie made by
 * hand is no further place to guess at. */
static struct str seal_of(struct work *work, struct str pair)
{
    struct str site_key = {(const char *)work->site->key, CRYPTO_KEY_SIZE};
    uint8_t digest[CRYPTO_DIGEST_SIZE];
    crypto_digest_keyed(site_key, arena_printf(work->arena, "looked up " PRISTR, STRARG(pair)),
                        digest);
    return crypto_base64url(work->arena, digest, sizeof(digest));
}

/* ---- looking up ---- */

static const struct form_field find_fields[] = {
    {"ma",   INPUT_LINE, 0, 40, true, NULL},
    {"khoa", INPUT_LINE, 0, 40, true, NULL},
};

struct find_page {
    struct layout layout;
    struct field_view code;
    struct field_view key;
};
static SHAPE(find_page_shape, struct find_page, RECORD(struct find_page, layout, layout_shape),
             RECORD(struct find_page, code, field_view_shape),
             RECORD(struct find_page, key, field_view_shape));
const struct page_kind matter_find_kind = {"matters/find", &find_page_shape};

static const struct fault *show_find(struct work *work, const struct request *request,
                                     struct response *response, const struct form *form,
                                     const struct fault *faults)
{
    struct find_page page = {0};
    const struct fault *fault =
        page_layout(work, request, site_message(work, "matters.find"), &page.layout);
    if (fault)
        return fault;
    page.code = field_view(work, "matters.find-form", &find_fields[0], form, faults);
    page.key = field_view(work, "matters.find-form", &find_fields[1], form, faults);
    if (page.code.value.len == 0)
        page.code.value = request_query(request, STR("ma"));
    page.code.width = STR("w20");
    page.key.width = STR("w20");
    page_crumb(work, &page.layout, URL("/don-thu"), site_message(work, "matters.petitions"));
    page_crumb(work, &page.layout, URL(""), page.layout.title);
    page_errors_of(work, &page.layout, "matters.find-form", faults);
    fault = page_respond(work, response,
                         !faults                          ? 200
                         : faults->kind == FAULT_TOO_MANY ? 429
                                                          : 422,
                         &matter_find_kind, &page);
    response_keep(response, RESPONSE_NO_STORE);
    return fault;
}

const struct fault *matter_find_page(struct work *work, const struct request *request,
                                     struct response *response)
{
    struct form form = form_empty(work->arena, find_fields, 2);
    return show_find(work, request, response, &form, NULL);
}

static void set_lookup(const struct request *request, struct response *response, struct str value,
                       int64_t max_age)
{
    struct cookie cookie = {.name = STR(LOOKUP_COOKIE),
                            .value = value,
                            .path = STR("/don-thu"),
                            .max_age = max_age,
                            .secure = request->is_secure};
    response_cookie(response, &cookie);
}

/* The same words at the field, whatever did not fit. */
static const struct fault *at_key(struct work *work, const struct fault *fault)
{
    struct fault *copy = fault_field(work->arena, "khoa", fault->key);
    copy->kind = fault->kind;
    for (size_t i = 0; i < FAULT_ARGS && fault->args[i].name; i++)
        fault_with(copy, fault->args[i].name, fault->args[i].value);
    return copy;
}

const struct fault *matter_find(struct work *work, const struct request *request,
                                struct response *response)
{
    struct form form;
    struct matter matter;
    struct str code;
    struct str key;
    struct str pair;
    const struct fault *fault = form_read(work, request, find_fields, 2, &form);
    if (fault && fault->kind == FAULT_INVALID)
        return show_find(work, request, response, &form, fault);
    if (fault)
        return fault;
    code = matter_code_read(work->arena, form_str(&form, "ma"));
    key = matter_key_read(work->arena, form_str(&form, "khoa"));
    if (!code.ptr)
        return show_find(work, request, response, &form,
                         fault_field(work->arena, "ma", "matter.code.wrong"));
    fault = lookup_enter(work, request);
    if (!fault)
        fault = matter_by_key(work, code, key.ptr ? key : STR(""), &matter);
    if (fault && (fault->kind == FAULT_NOT_FOUND || fault->kind == FAULT_TOO_MANY))
        return show_find(work, request, response, &form, at_key(work, fault));
    if (fault)
        return fault;
    pair = arena_printf(work->arena, PRISTR "." PRISTR, STRARG(code), STRARG(key));
    set_lookup(
        request, response,
        arena_printf(work->arena, PRISTR "." PRISTR, STRARG(pair), STRARG(seal_of(work, pair))),
        -1);
    response_redirect(response, url_relative(work->arena, "/don-thu/" PRISTR, STRARG(code)).text);
    return NULL;
}

const struct fault *matter_status_forget(struct work *work, const struct request *request,
                                         struct response *response)
{
    (void)work;
    set_lookup(request, response, STR("-"), 0);
    response_redirect(response, STR(FIND_URL));
    return NULL;
}

/* ---- following ---- */

struct sender_action {
    struct url url;
    struct str label;
    struct str name;
    bool is_open; /* it was refused */
    struct field_view note;
    const struct field_view *file; /* where papers may be added */
};
static SHAPE(sender_action_shape, struct sender_action, FIELD(struct sender_action, url),
             FIELD(struct sender_action, label), FIELD(struct sender_action, name),
             FIELD(struct sender_action, is_open),
             RECORD(struct sender_action, note, field_view_shape),
             POINTER(struct sender_action, file, field_view_shape));

/* Until when something could be done, and what remains. */
struct lapse {
    struct str words;
};
static SHAPE(lapse_shape, struct lapse, FIELD(struct lapse, words));

/* Where it goes on: a complaint of the second instance opens with the same key. */
struct follower {
    struct str words;
    struct str code;
    struct url url;
};
static SHAPE(follower_shape, struct follower, FIELD(struct follower, words),
             FIELD(struct follower, code), FIELD(struct follower, url));

struct status_page {
    struct layout layout;
    struct str code;
    struct str kind;
    struct str title;
    struct str content;
    struct str state;
    struct str unit;
    struct due_view due;
    struct list clocks;    /* struct clock_view */
    struct list events;    /* struct event_view */
    struct list actions;   /* struct sender_action */
    struct list lapses;    /* struct lapse */
    struct list followers; /* struct follower */
    struct list files;     /* struct case_file_view: what the sender sent */
    struct url papers_url; /* what was issued to the sender; empty: no such papers */
    struct code_number version;
};
static SHAPE(status_page_shape, struct status_page,
             RECORD(struct status_page, layout, layout_shape), FIELD(struct status_page, code),
             FIELD(struct status_page, kind), FIELD(struct status_page, title),
             FIELD(struct status_page, content), FIELD(struct status_page, state),
             FIELD(struct status_page, unit), RECORD(struct status_page, due, due_view_shape),
             LIST(struct status_page, clocks, clock_view_shape),
             LIST(struct status_page, events, event_view_shape),
             LIST(struct status_page, actions, sender_action_shape),
             LIST(struct status_page, lapses, lapse_shape),
             LIST(struct status_page, followers, follower_shape),
             LIST(struct status_page, files, case_file_view_shape),
             FIELD(struct status_page, papers_url), FIELD(struct status_page, version));
const struct page_kind matter_status_kind = {"matters/status", &status_page_shape};

static const struct form_field note_fields[] = {
    {"version", INPUT_INT,  1, 0,                  true,  NULL},
    {"note",    INPUT_TEXT, 0, MATTER_NOTE_MOST,   true,  NULL},
    {"file",    INPUT_FILE, 0, CASE_FILES_AT_ONCE, false, NULL},
};

enum {
    NOTE_FIELDS = sizeof(note_fields) / sizeof(note_fields[0]),
    AT_NOTE = 1,
    AT_FILE = 2,
    STRAY_DAYS = 1
};

/* The matter whose code and key the cookie holds, if the address names it. */
const struct fault *matter_of_sender(struct work *work, const struct request *request,
                                     struct matter *ret_matter)
{
    struct str seal = request_cookie(request, STR(LOOKUP_COOKIE));
    struct str code = str_cut(&seal, '.');
    struct str key = seal.ptr ? str_cut(&seal, '.') : seal;
    struct str named = matter_code_read(work->arena, request_param(request, STR("code")));
    struct str pair = arena_printf(work->arena, PRISTR "." PRISTR, STRARG(code), STRARG(key));
    if (!named.ptr || !seal.ptr || !str_equal(code, named) ||
        !str_equal_secret(seal, seal_of(work, pair)))
        return fault_new(work->arena, FAULT_NOT_FOUND, "matter.no_such_pair", "no key shown");
    return matter_by_key(work, code, key, ret_matter);
}

static void lead_to_find(struct work *work, const struct request *request,
                         struct response *response)
{
    struct str named = matter_code_read(work->arena, request_param(request, STR("code")));
    struct url url = URL(FIND_URL);
    if (named.ptr)
        url = url_add(work->arena, url, STR("ma"), named);
    response_redirect(response, url.text);
}

static const struct field_view *file_field(struct work *work, const struct lifecycle_action *action,
                                           const struct form *form, const struct fault *faults)
{
    struct field_view *view = work_alloc(work, struct field_view);
    *view = field_view(work, "case-file", &note_fields[AT_FILE], form, faults);
    view->id = arena_printf(work->arena, "file-%s", action->name);
    return view;
}

static struct list sender_actions(struct work *work, const struct matter *matter, struct str taken,
                                  const struct form *form, const struct fault *faults)
{
    const struct matter_kind *kind = kind_find(work, matter->kind);
    VEC(struct sender_action) actions = {0};
    for (size_t i = 0; kind && i < kind->action_count; i++) {
        const struct lifecycle_action *action = &kind->actions[i];
        struct str name = str_from_c(action->name);
        bool is_taken = str_equal(name, taken);
        struct sender_action *row;
        /* what was typed stays, though it came too late */
        if (matter_unoffered(work, matter, action, true) &&
            !(is_taken && faults && (action->flags & ACTION_BY_SENDER)))
            continue;
        row = VEC_PUSH(&actions, work->arena);
        row->url =
            url_relative(work->arena, "/don-thu/" PRISTR "/%s", STRARG(matter->code), action->name);
        row->label = matter_word(work, matter->kind, "action", name);
        row->name = name;
        row->is_open = is_taken && faults;
        row->note = field_view(work, "matters.sender", &note_fields[AT_NOTE],
                               is_taken ? form : NULL, is_taken ? faults : NULL);
        row->note.id = arena_printf(work->arena, "note-%s", action->name);
        row->note.label = matter_word(work, matter->kind, "ask", name);
        row->note.rows = 4;
        if (action->flags & ACTION_TAKES_FILES)
            row->file = file_field(work, action, is_taken ? form : NULL, is_taken ? faults : NULL);
    }
    return VEC_LIST(&actions);
}

static bool names_last_day(const struct fault *fault)
{
    for (size_t i = 0; fault && i < FAULT_ARGS && fault->args[i].name; i++)
        if (str_equal(str_from_c(fault->args[i].name), STR("last")))
            return true;
    return false;
}

/* What the sender could do until a day that is over; `taken`, which was just refused so, says it
 * at its form. */
static struct list lapses_of(struct work *work, const struct matter *matter, struct str taken)
{
    const struct matter_kind *kind = kind_find(work, matter->kind);
    VEC(struct lapse) lapses = {0};
    for (size_t i = 0; kind && i < kind->action_count; i++) {
        const struct lifecycle_action *action = &kind->actions[i];
        const struct fault *refusal = matter_unoffered(work, matter, action, true);
        if (names_last_day(refusal) && !str_equal(str_from_c(action->name), taken))
            *VEC_PUSH(&lapses, work->arena) = (struct lapse){site_fault_message(work, refusal)};
    }
    return VEC_LIST(&lapses);
}

static const struct fault *fill_followers(struct work *work, int64_t id, struct list *ret_followers)
{
    matter_link_list links;
    VEC(struct follower) rows = {0};
    const struct fault *fault = matter_links(work, id, &links);
    if (fault)
        return fault;
    for (size_t i = 0; i < links.count; i++) {
        struct str code = links.items[i].other.code;
        if (links.items[i].kind == LINK_APPEAL_OF && !links.items[i].is_from_here)
            *VEC_PUSH(&rows, work->arena) =
                (struct follower){site_message(work, "matter.link.appeal-of.from"), code,
                                  url_add(work->arena, URL(FIND_URL), STR("ma"), code)};
    }
    *ret_followers = VEC_LIST(&rows);
    return NULL;
}

static struct url papers_url(struct work *work, const struct matter *matter)
{
    const struct matter_kind *kind = kind_find(work, matter->kind);
    return kind && kind->has_papers
               ? url_relative(work->arena, "/don-thu/" PRISTR "/van-ban", STRARG(matter->code))
               : URL("");
}

static const struct fault *show_status(struct work *work, const struct request *request,
                                       struct response *response, const struct matter *matter,
                                       struct str taken, const struct form *form,
                                       const struct fault *faults)
{
    struct status_page page = {
        .code = matter->code,
        .kind = matter_kind_name(work, matter->kind),
        .title = matter->title,
        .content = matter->content,
        .due = due_view(matter->due_on, clock_today(work->clock), matter_soon(work)),
        .version = {matter->version}};
    struct unit unit;
    case_file_list files;
    const struct fault *fault;
    page.state = matter_word(work, matter->kind, "state", matter->state);
    fault = page_layout(work, request, page.state, &page.layout);
    if (!fault)
        fault = unit_load(work, matter->unit_id, &unit);
    if (!fault)
        fault = matter_clock_views(work, matter, &page.clocks);
    if (!fault)
        fault = matter_timeline(work, matter, true, &page.events);
    if (!fault)
        fault = fill_followers(work, matter->id, &page.followers);
    if (!fault)
        fault = case_files_of(work, matter->id, &files);
    if (fault)
        return fault;
    page.files = case_file_views(
        work, &files,
        arena_printf(work->arena, "/don-thu/" PRISTR "/tai-lieu", STRARG(matter->code)),
        STR("sender"));
    page.unit = unit.name;
    page.papers_url = papers_url(work, matter);
    page.layout.is_private = true;
    page.actions = sender_actions(work, matter, taken, form, faults);
    page.lapses = lapses_of(work, matter, taken);
    page_crumb(work, &page.layout, URL("/don-thu"), site_message(work, "matters.petitions"));
    page_crumb(work, &page.layout, URL(""), matter->code);
    for (const struct fault *f = faults; f; f = f->next) {
        struct fault copy = *f;
        copy.next = NULL;
        if (copy.field)
            copy.field = arena_printf(work->arena, "%s-" PRISTR, copy.field, STRARG(taken)).ptr;
        page_errors(work, &page.layout, &copy);
    }
    if (request_query(request, STR("xong")).ptr)
        page_flash(work, &page.layout, "matters.sent", false);
    fault = page_respond_form(work, response, faults, &matter_status_kind, &page);
    response_keep(response, RESPONSE_NO_STORE);
    return fault;
}

const struct fault *matter_status_page(struct work *work, const struct request *request,
                                       struct response *response)
{
    struct matter matter;
    const struct fault *fault = matter_of_sender(work, request, &matter);
    if (fault && fault->kind == FAULT_NOT_FOUND) {
        lead_to_find(work, request, response);
        return NULL;
    }
    if (fault)
        return fault;
    return show_status(work, request, response, &matter, STR(""), NULL, NULL);
}

/* What the sender does and the papers that come with it: both or neither. */
struct taking {
    struct matter_step step;
    const struct matter *matter;
    case_ticket_list tickets;
};

static const struct fault *take(struct work *work, void *context)
{
    const struct taking *taking = context;
    struct case_file_new wanted = {.matter_id = taking->matter->id,
                                   .part = STR("sender"),
                                   .is_sealed = taking->matter->visibility == VISIBLE_SEALED,
                                   .tickets = taking->tickets.items,
                                   .count = taking->tickets.count};
    const struct fault *fault = matter_apply(work, &taking->step);
    return fault ? fault : case_files_keep(work, &wanted);
}

/* Papers come only with actions that take them, and are looked at first. */
static const struct fault *receive_files(struct work *work, const struct form *form,
                                         struct taking *taking)
{
    const struct matter_kind *kind = kind_find(work, taking->matter->kind);
    const struct lifecycle_action *action = kind ? kind_action(kind, taking->step.action) : NULL;
    const struct form_value *value = form_value(form, "file");
    if (value->file_count == 0)
        return NULL;
    if (!action || !(action->flags & ACTION_TAKES_FILES))
        return fault_new(work->arena, FAULT_NOT_FOUND, "error.not_found", "takes no papers");
    if (matter_refusal(work, taking->matter, action, true))
        return NULL; /* matter_apply says why */
    return case_files_receive(work, value, CASE_FILES_AT_ONCE, STRAY_DAYS, &taking->tickets);
}

const struct fault *matter_status_take(struct work *work, const struct request *request,
                                       struct response *response)
{
    struct str action = request_param(request, STR("action"));
    struct matter matter;
    struct form form;
    struct taking taking = {.matter = &matter};
    const struct fault *fault = matter_of_sender(work, request, &matter);
    if (fault && fault->kind == FAULT_NOT_FOUND) {
        lead_to_find(work, request, response);
        return NULL;
    }
    if (!fault)
        fault = form_read(work, request, note_fields, NOTE_FIELDS, &form);
    if (fault && fault->kind != FAULT_INVALID)
        return fault;
    if (!fault) {
        taking.step = (struct matter_step){.id = matter.id,
                                           .version = form_int(&form, "version"),
                                           .action = action,
                                           .note = form_str(&form, "note"),
                                           .happened_on = DATE_NONE,
                                           .is_by_sender = true};
        fault = receive_files(work, &form, &taking);
    }
    if (!fault)
        fault = db_write(work, take, &taking);
    if (fault && (fault->kind == FAULT_INVALID || fault->kind == FAULT_CONFLICT))
        return show_status(work, request, response, &matter, action, &form, fault);
    if (fault)
        return fault;
    response_redirect(response,
                      url_add(work->arena,
                              url_relative(work->arena, "/don-thu/" PRISTR, STRARG(matter.code)),
                              STR("xong"), action)
                          .text);
    return NULL;
}

const struct fault *matter_status_file(struct work *work, const struct request *request,
                                       struct response *response)
{
    struct matter matter;
    case_file_list files;
    case_file_list own = {0};
    int64_t id;
    const struct fault *fault = matter_of_sender(work, request, &matter);
    if (!fault)
        fault = case_files_of(work, matter.id, &files);
    if (fault)
        return fault;
    for (size_t i = 0; i < files.count; i++)
        if (str_equal(files.items[i].part, STR("sender")))
            *VEC_PUSH(&own, work->arena) = files.items[i];
    if (!str_to_int64(request_param(request, STR("file")), &id))
        return fault_new(work->arena, FAULT_NOT_FOUND, "file.unknown", "no number");
    return case_file_respond(work, response, &own, id);
}
