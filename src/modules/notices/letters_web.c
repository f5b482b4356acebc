/*
 * What staff see of the outbox: what waits, why, and what came back. No address
 * stands here; an administrator who says why sees one masked.
 */
#include "modules/notices/notice_web.h"

#include "civic/outbox.h"
#include "text/message.h"

#include <inttypes.h>

enum {
    REASON_LEAST = 5,
    REASON_MOST = 300
};

static const struct form_field reason_field[] = {
    {"ly-do", INPUT_LINE, REASON_LEAST, REASON_MOST, true, NULL}
};
static const struct form_field id_field[] = {
    {"thu", INPUT_ID, 0, 0, true, NULL}
};

struct letter_view {
    struct code_number id;
    struct url url;
    struct str kind;
    struct str state;
    struct str answer; /* empty where nothing was said yet */
    struct code_number code;
    int64_t attempts;
    struct instant created_at;
    struct instant next_at;
    struct instant sent_at;
    bool is_sent;
    bool is_failed;
    bool may_look;
};
static SHAPE(letter_view_shape, struct letter_view, FIELD(struct letter_view, id),
             FIELD(struct letter_view, url), FIELD(struct letter_view, kind),
             FIELD(struct letter_view, state), FIELD(struct letter_view, answer),
             FIELD(struct letter_view, code), FIELD(struct letter_view, attempts),
             FIELD(struct letter_view, created_at), FIELD(struct letter_view, next_at),
             FIELD(struct letter_view, sent_at), FIELD(struct letter_view, is_sent),
             FIELD(struct letter_view, is_failed), FIELD(struct letter_view, may_look));

struct letters_page {
    struct layout layout;
    struct list states; /* struct page_link: with the number of letters in each */
    struct list rows;   /* struct letter_view */
    struct url older_url;
    bool is_filtered; /* by a state */
    bool is_off;
    struct str why;
    int64_t people;
    int64_t suspended;
};
static SHAPE(letters_page_shape, struct letters_page,
             RECORD(struct letters_page, layout, layout_shape),
             LIST(struct letters_page, states, page_link_shape),
             LIST(struct letters_page, rows, letter_view_shape),
             FIELD(struct letters_page, older_url), FIELD(struct letters_page, is_filtered),
             FIELD(struct letters_page, is_off), FIELD(struct letters_page, why),
             FIELD(struct letters_page, people), FIELD(struct letters_page, suspended));
const struct page_kind letters_kind = {"notices/letters", &letters_page_shape};

static struct str named(struct work *work, const char *prefix, struct str name)
{
    return site_message(work, arena_printf(work->arena, "%s." PRISTR, prefix, STRARG(name)).ptr);
}

static struct letter_view view_of(struct work *work, const struct outbox_row *row)
{
    return (struct letter_view){
        .id = {row->id},
        .url = url_relative(work->arena, "/can-bo/thu/%" PRId64, row->id),
        .kind = named(work, "outbox.kind", row->kind),
        .state = named(work, "outbox.state", outbox_state_name(row->state)),
        .answer = row->answer == ANSWER_NONE || row->answer == ANSWER_TAKEN
                      ? STR("")
                      : named(work, "outbox.answer", outbox_answer_name(row->answer)),
        .code = {row->code},
        .attempts = row->attempts,
        .created_at = row->created_at,
        .next_at = mail_readiness(work->site) == MAIL_READY ? row->next_at : (struct instant){0},
        .sent_at = row->sent_at,
        .is_sent = row->state == OUTBOX_SENT,
        .is_failed = row->state == OUTBOX_FAILED,
        .may_look = row->state != OUTBOX_SENT && actor_has_role(work->actor, ROLE_ADMINISTRATOR)};
}

/* ---- the list ---- */

static const struct fault *fill_states(struct work *work, enum outbox_state chosen,
                                       struct letters_page *page)
{
    VEC(struct page_link) links = {0};
    int64_t counts[OUTBOX_STATES];
    const struct fault *fault = outbox_counts(work, counts);
    if (fault)
        return fault;
    *VEC_PUSH(&links, work->arena) = (struct page_link){.url = URL("/can-bo/thu"),
                                                        .label = site_message(work, "outbox.all"),
                                                        .is_current = chosen == OUTBOX_STATES};
    for (unsigned i = 0; i < OUTBOX_STATES; i++) {
        struct str name = outbox_state_name((enum outbox_state)i);
        struct str label = named(work, "outbox.state", name);
        *VEC_PUSH(&links, work->arena) = (struct page_link){
            .url = url_add(work->arena, URL("/can-bo/thu"), STR("trang-thai"), name),
            .label =
                arena_printf(work->arena, PRISTR " (%lld)", STRARG(label), (long long)counts[i]),
            .is_current = chosen == (enum outbox_state)i};
    }
    page->states = VEC_LIST(&links);
    return NULL;
}

static const struct fault *fill_rows(struct work *work, const struct request *request,
                                     enum outbox_state state, struct letters_page *page)
{
    VEC(struct letter_view) views = {0};
    struct url url = URL("/can-bo/thu");
    outbox_rows rows;
    int64_t before = 0;
    const struct fault *fault;
    (void)str_to_int64(request_query(request, STR("truoc")), &before);
    fault = outbox_list(work, state, before, OUTBOX_PAGE + 1, &rows);
    if (fault)
        return fault;
    for (size_t i = 0; i < rows.count && i < OUTBOX_PAGE; i++)
        *VEC_PUSH(&views, work->arena) = view_of(work, &rows.items[i]);
    page->rows = VEC_LIST(&views);
    if (rows.count <= OUTBOX_PAGE)
        return NULL;
    if (state != OUTBOX_STATES)
        url = url_add(work->arena, url, STR("trang-thai"), outbox_state_name(state));
    page->older_url =
        url_add(work->arena, url, STR("truoc"),
                arena_printf(work->arena, "%lld", (long long)rows.items[OUTBOX_PAGE - 1].id));
    return NULL;
}

const struct fault *letters_page(struct work *work, const struct request *request,
                                 struct response *response)
{
    enum mail_readiness readiness = mail_readiness(work->site);
    enum outbox_state state = OUTBOX_STATES;
    int64_t people[SUBSCRIBER_STATES];
    struct letters_page page = {.is_off = readiness != MAIL_READY,
                                .why = site_message(work, mail_readiness_message(readiness))};
    const struct fault *fault =
        page_layout(work, request, site_message(work, "outbox.title"), &page.layout);
    if (!outbox_state_from_name(request_query(request, STR("trang-thai")), &state))
        state = OUTBOX_STATES;
    page.is_filtered = state != OUTBOX_STATES;
    if (!fault)
        fault = fill_states(work, state, &page);
    if (!fault)
        fault = fill_rows(work, request, state, &page);
    if (!fault)
        fault = subscriber_counts(work, people);
    if (fault)
        return fault;
    page.people = people[SUBSCRIBER_ACTIVE];
    page.suspended = people[SUBSCRIBER_SUSPENDED];
    if (request_query(request, STR("lai")).ptr)
        page_flash(work, &page.layout, "outbox.retried", false);
    page_crumb(work, &page.layout, URL(""), site_message(work, "outbox.title"));
    fault = page_respond(work, response, 200, &letters_kind, &page);
    response_keep(response, RESPONSE_NO_STORE);
    return fault;
}

const struct fault *letters_retry(struct work *work, const struct request *request,
                                  struct response *response)
{
    struct form form;
    const struct fault *fault = form_read(work, request, id_field, 1, &form);
    if (!fault)
        fault = outbox_retry(work, form_int(&form, "thu"));
    if (fault)
        return fault;
    response_redirect(response, STR("/can-bo/thu?lai=1"));
    return NULL;
}

/* ---- whom it is for ---- */

struct letter_look_page {
    struct layout layout;
    struct field_view reason;
    struct str masked; /* once the reason is given */
};
static SHAPE(letter_look_shape, struct letter_look_page,
             RECORD(struct letter_look_page, layout, layout_shape),
             RECORD(struct letter_look_page, reason, field_view_shape),
             FIELD(struct letter_look_page, masked));
const struct page_kind letter_look_kind = {"notices/look", &letter_look_shape};

static const struct fault *show_look(struct work *work, const struct request *request,
                                     struct response *response, const struct form *form,
                                     struct str masked, const struct fault *faults)
{
    struct letter_look_page page = {
        .masked = masked, .reason = field_view(work, "outbox.field", reason_field, form, faults)};
    const struct fault *fault =
        page_layout(work, request, site_message(work, "outbox.look.title"), &page.layout);
    if (fault)
        return fault;
    page_errors(work, &page.layout, faults);
    page_crumb(work, &page.layout, URL("/can-bo/thu"), site_message(work, "outbox.title"));
    page_crumb(work, &page.layout, URL(""), site_message(work, "outbox.look.title"));
    fault = page_respond_form(work, response, faults, &letter_look_kind, &page);
    response_keep(response, RESPONSE_NO_STORE);
    return fault;
}

const struct fault *letter_look_page(struct work *work, const struct request *request,
                                     struct response *response)
{
    struct form form = form_empty(work->arena, reason_field, 1);
    return show_look(work, request, response, &form, STR(""), NULL);
}

const struct fault *letter_look_send(struct work *work, const struct request *request,
                                     struct response *response)
{
    struct str masked = STR("");
    struct form form;
    int64_t id = 0;
    const struct fault *fault = form_read(work, request, reason_field, 1, &form);
    if (fault && fault->kind != FAULT_INVALID)
        return fault;
    if (fault)
        return show_look(work, request, response, &form, masked, fault);
    (void)str_to_int64(request_param(request, STR("id")), &id);
    fault = outbox_look(work, id, form_str(&form, "ly-do"), &masked);
    return fault ? fault : show_look(work, request, response, &form, masked, NULL);
}
