/*
 * The sender's pages: looking a matter up by code and key, following it, adding
 * to it. Code and key lie in a cookie of the browser's session, never in an
 * address.
 */
#include "modules/matters/matter_view.h"
#include "modules/matters/matters_web.h"

#include "base/crypto.h"
#include "civic/unit.h"
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
    fault = lookup_enter(work, request, code);
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
    struct field_view note;
};
static SHAPE(sender_action_shape, struct sender_action, FIELD(struct sender_action, url),
             FIELD(struct sender_action, label), FIELD(struct sender_action, name),
             RECORD(struct sender_action, note, field_view_shape));

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
    struct list followers; /* struct follower */
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
             LIST(struct status_page, followers, follower_shape),
             FIELD(struct status_page, version));
const struct page_kind matter_status_kind = {"matters/status", &status_page_shape};

static const struct form_field note_fields[] = {
    {"version", INPUT_INT,  1, 0,                true, NULL},
    {"note",    INPUT_TEXT, 0, MATTER_NOTE_MOST, true, NULL},
};

/* The matter whose code and key the cookie holds, if the address names it. */
static const struct fault *find_shown(struct work *work, const struct request *request,
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
        if (matter_refusal(work, matter, action, true))
            continue;
        row = VEC_PUSH(&actions, work->arena);
        row->url =
            url_relative(work->arena, "/don-thu/" PRISTR "/%s", STRARG(matter->code), action->name);
        row->label = matter_word(work, matter->kind, "action", name);
        row->name = name;
        row->note = field_view(work, "matters.sender", &note_fields[1], is_taken ? form : NULL,
                               is_taken ? faults : NULL);
        row->note.id = arena_printf(work->arena, "note-%s", action->name);
        row->note.label = matter_word(work, matter->kind, "ask", name);
        row->note.rows = 4;
    }
    return VEC_LIST(&actions);
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
    if (fault)
        return fault;
    page.unit = unit.name;
    page.layout.is_private = true;
    page.actions = sender_actions(work, matter, taken, form, faults);
    page_crumb(work, &page.layout, URL("/don-thu"), site_message(work, "matters.petitions"));
    page_crumb(work, &page.layout, URL(""), matter->code);
    for (const struct fault *f = faults; f; f = f->next) {
        struct fault copy = *f;
        copy.next = NULL;
        copy.field =
            copy.field ? arena_printf(work->arena, "note-" PRISTR, STRARG(taken)).ptr : NULL;
        page_errors(work, &page.layout, &copy);
    }
    if (request_query(request, STR("xong")).ptr)
        page_flash(work, &page.layout, "matters.sent", false);
    fault = page_respond(work, response, faults ? 422 : 200, &matter_status_kind, &page);
    response_keep(response, RESPONSE_NO_STORE);
    return fault;
}

const struct fault *matter_status_page(struct work *work, const struct request *request,
                                       struct response *response)
{
    struct matter matter;
    const struct fault *fault = find_shown(work, request, &matter);
    if (fault && fault->kind == FAULT_NOT_FOUND) {
        lead_to_find(work, request, response);
        return NULL;
    }
    if (fault)
        return fault;
    return show_status(work, request, response, &matter, STR(""), NULL, NULL);
}

const struct fault *matter_status_take(struct work *work, const struct request *request,
                                       struct response *response)
{
    struct str action = request_param(request, STR("action"));
    struct matter matter;
    struct form form;
    struct matter_step step;
    const struct fault *fault = find_shown(work, request, &matter);
    if (fault && fault->kind == FAULT_NOT_FOUND) {
        lead_to_find(work, request, response);
        return NULL;
    }
    if (!fault)
        fault = form_read(work, request, note_fields, 2, &form);
    if (fault && fault->kind != FAULT_INVALID)
        return fault;
    if (!fault) {
        step = (struct matter_step){.id = matter.id,
                                    .version = form_int(&form, "version"),
                                    .action = action,
                                    .note = form_str(&form, "note"),
                                    .happened_on = DATE_NONE,
                                    .is_by_sender = true};
        fault = matter_apply(work, &step);
    }
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
