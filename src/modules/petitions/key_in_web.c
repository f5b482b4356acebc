/*
 * A petition keyed in by an official: from paper, post, telephone, the reception, the press
 * or the Front, with the day it came, representatives and how many sign.
 */
#include "base/buf.h"
#include "base/crypto.h"
#include "civic/actor.h"
#include "civic/page.h"
#include "civic/site.h"
#include "db/db.h"
#include "modules/matters/matters.h"
#include "modules/petitions/draft.h"
#include "modules/petitions/duplicate.h"
#include "modules/petitions/petition_web.h"
#include "text/number.h"

#define KEY "key-in"

enum {
    DAYS_BACK = 366,
    STRAY_DAYS = 1,
    KEPT_MOST = 20000 /* characters of tickets under the site's key */
};

static const char *const kinds[] = {"kien-nghi", "khieu-nai", "to-cao", NULL};
static const char *const sources[] = {"paper",     "post",  "box",   "phone",
                                      "reception", "press", "front", NULL};

static const char *const decisions[] = {"administrative", "discipline", "dismissal", NULL};
static const char *const agents[] = {"self", "legal", "authorised", "lawyer", NULL};

static const struct form_field fields[] = {
    {"kind",            INPUT_CHOICE, 0,  0,                           true,  kinds                },
    {"source",          INPUT_CHOICE, 0,  0,                           true,  sources              },
    {"received_on",     INPUT_DATE,   0,  0,                           true,  NULL                 },
    {"title",           INPUT_LINE,   5,  PROPOSAL_TITLE_MOST,         false, NULL                 },
    {"about",           INPUT_LINE,   0,  LETTER_ABOUT_MOST,           false, NULL                 },
    {"content",         INPUT_TEXT,   20, PROPOSAL_CONTENT_MOST,       true,  NULL                 },
    {"request",         INPUT_TEXT,   0,  LETTER_REQUEST_MOST,         false, NULL                 },
    {"name",            INPUT_LINE,   0,  PROPOSAL_NAME_MOST,          false, NULL                 },
    {"address",         INPUT_LINE,   0,  PROPOSAL_ADDRESS_MOST,       false, NULL                 },
    {"phone",           INPUT_PHONE,  0,  0,                           false, NULL                 },
    {"decision",        INPUT_CHOICE, 0,  0,                           false, decisions            },
    {"agent",           INPUT_CHOICE, 0,  0,                           false, agents               },
    {"agent_name",      INPUT_LINE,   0,  PROPOSAL_NAME_MOST,          false, NULL                 },
    {"agent_address",   INPUT_LINE,   0,  PROPOSAL_ADDRESS_MOST,       false, NULL                 },
    {"agent_scope",     INPUT_LINE,   0,  LETTER_ABOUT_MOST,           false, NULL                 },
    {"agent_paper",     INPUT_CHOICE, 0,  0,                           false, letter_authorisations},
    {"people",          INPUT_INT,    1,  LETTER_PEOPLE_MOST,          false, NULL                 },
    {"representatives", INPUT_TEXT,   0,  LETTER_REPRESENTATIVES_MOST, false, NULL                 },
    {"as_it_came",      INPUT_BOOL,   0,  0,                           false, NULL                 },
    {"protect",         INPUT_BOOL,   0,  0,                           false, NULL                 },
    {"file",            INPUT_FILE,   0,  CASE_FILES_AT_ONCE,          false, NULL                 },
    {"apart",           INPUT_BOOL,   0,  0,                           false, NULL                 },
    {"once",            INPUT_LINE,   0,  CRYPTO_TOKEN_LENGTH,         false, NULL                 },
    {"kept",            INPUT_LINE,   0,  KEPT_MOST,                   false, NULL                 },
};

enum {
    FIELDS = sizeof(fields) / sizeof(fields[0]),
    SHOWN = FIELDS - 3 /* the last three have places of their own */
};

/* What is sent with the form: letters that may be the same, files that were taken. */
struct keyed {
    duplicate_list same;
    case_ticket_list tickets;
    bool has_files; /* they were taken, but for those that are named */
};

struct key_in_field {
    const struct field_view *choice;
    const struct field_view *line;
    const struct field_view *text;
    const struct field_view *check;
    const struct field_view *file;
};
static SHAPE(key_in_field_shape, struct key_in_field,
             POINTER(struct key_in_field, choice, field_view_shape),
             POINTER(struct key_in_field, line, field_view_shape),
             POINTER(struct key_in_field, text, field_view_shape),
             POINTER(struct key_in_field, check, field_view_shape),
             POINTER(struct key_in_field, file, field_view_shape));

struct same_row {
    struct str code;
    struct url url;
    struct str title;
    struct civil_date received_on;
    struct str state;
};
static SHAPE(same_row_shape, struct same_row, FIELD(struct same_row, code),
             FIELD(struct same_row, url), FIELD(struct same_row, title),
             FIELD(struct same_row, received_on), FIELD(struct same_row, state));

struct key_in_page {
    struct layout layout;
    struct list fields; /* struct key_in_field */
    struct list same;   /* struct same_row */
    struct field_view apart;
    struct str once; /* by which this page is known from others */
    struct str kept;
    struct list kept_names; /* struct str */
};
static SHAPE(key_in_page_shape, struct key_in_page,
             RECORD(struct key_in_page, layout, layout_shape),
             LIST(struct key_in_page, fields, key_in_field_shape),
             LIST(struct key_in_page, same, same_row_shape),
             RECORD(struct key_in_page, apart, field_view_shape), FIELD(struct key_in_page, once),
             FIELD(struct key_in_page, kept), LIST(struct key_in_page, kept_names, text_shape));
const struct page_kind petition_key_in_kind = {"petitions/key-in", &key_in_page_shape};

static struct list options(struct work *work, const struct field_view *view,
                           const struct form_field *field)
{
    VEC(struct option_view) list = {0};
    const char *before = field->choices == kinds     ? ""
                         : field->choices == sources ? "matter.source."
                                                     : "intake.choose.";
    for (size_t i = 0; field->choices[i]; i++)
        *VEC_PUSH(&list, work->arena) = (struct option_view){
            .id = arena_printf(work->arena, "%s-%s", field->name, field->choices[i]),
            .name = view->name,
            .value = str_from_c(field->choices[i]),
            .label =
                site_message(work, arena_printf(work->arena, "%s%s%s", before, field->choices[i],
                                                field->choices == kinds ? ".name" : "")
                                       .ptr),
            .is_chosen = str_equal(view->value, str_from_c(field->choices[i]))};
    return VEC_LIST(&list);
}

/* The tickets of files as a hidden field that nobody but this site reads. */
static void fill_kept(struct work *work, const struct keyed *keyed, struct key_in_page *page)
{
    struct buf lines = buf_init(work->arena, KEPT_MOST);
    VEC(struct str) names = {0};
    struct str box;
    for (size_t i = 0; i < keyed->tickets.count; i++) {
        buf_printf(&lines, "%s" PRISTR, i ? "\n" : "",
                   STRARG(case_ticket_line(work->arena, &keyed->tickets.items[i])));
        *VEC_PUSH(&names, work->arena) = keyed->tickets.items[i].name;
    }
    if (names.count == 0)
        return;
    box = crypto_seal(work->arena, work->site->key, buf_str(&lines));
    page->kept = crypto_hex(work->arena, box.ptr, box.len);
    page->kept_names = VEC_LIST(&names);
}

/* The files that came with an earlier try. */
static void read_kept(struct work *work, const struct form *form, case_ticket_list *ret_tickets)
{
    struct str hex = form_str(form, "kept");
    char *bytes = arena_alloc(work->arena, hex.len / 2 + 1);
    struct case_ticket ticket;
    struct str lines;
    if (hex.len == 0 || !crypto_from_hex(hex, bytes, hex.len / 2) ||
        !crypto_unseal(work->arena, work->site->key, (struct str){bytes, hex.len / 2}, &lines))
        return;
    while (lines.len > 0)
        if (case_ticket_read(str_cut(&lines, '\n'), &ticket))
            *VEC_PUSH(ret_tickets, work->arena) = ticket;
}

static struct list same_rows(struct work *work, const duplicate_list *same)
{
    VEC(struct same_row) rows = {0};
    for (size_t i = 0; i < same->count; i++) {
        const struct matter *other = &same->items[i].other;
        struct str state = arena_printf(work->arena, PRISTR ".state." PRISTR, STRARG(other->kind),
                                        STRARG(other->state));
        *VEC_PUSH(&rows, work->arena) = (struct same_row){
            .code = other->code,
            .url = url_relative(work->arena, "/can-bo/viec/" PRISTR, STRARG(other->code)),
            .title = other->title,
            .received_on = other->received_on,
            .state = site_message(work, state.ptr)};
    }
    return VEC_LIST(&rows);
}

/* Only a denunciation comes without; the hint says so. */
static bool is_mostly_asked(const struct form_field *field)
{
    return str_equal(str_from_c(field->name), STR("title")) ||
           str_equal(str_from_c(field->name), STR("name"));
}

static const struct fault *show(struct work *work, const struct request *request,
                                struct response *response, const struct form *form,
                                const struct keyed *keyed, const struct fault *faults)
{
    struct key_in_page page = {0};
    VEC(struct key_in_field) list = {0};
    const struct fault *fault =
        page_layout(work, request, site_message(work, "key-in.page"), &page.layout);
    if (fault)
        return fault;
    for (size_t i = 0; i < SHOWN; i++) {
        struct field_view *view = work_alloc(work, struct field_view);
        struct key_in_field *row = VEC_PUSH(&list, work->arena);
        *view = field_view(work, KEY, &fields[i], form, faults);
        view->is_required = view->is_required || is_mostly_asked(&fields[i]);
        if (fields[i].kind == INPUT_CHOICE) {
            view->options = options(work, view, &fields[i]);
            row->choice = view;
        } else if (fields[i].kind == INPUT_TEXT) {
            row->text = view;
        } else if (fields[i].kind == INPUT_BOOL) {
            row->check = view;
        } else if (fields[i].kind == INPUT_FILE) {
            row->file = view;
        } else {
            row->line = view;
        }
        if (fields[i].kind == INPUT_DATE && view->value.len == 0)
            view->value = date_text(work->arena, clock_today(work->clock));
    }
    page.fields = VEC_LIST(&list);
    page.same = same_rows(work, &keyed->same);
    page.apart = field_view(work, KEY, &fields[SHOWN], form, faults);
    page.once = form_str(form, "once");
    if (page.once.len != CRYPTO_TOKEN_LENGTH)
        page.once = crypto_token(work->arena);
    fill_kept(work, keyed, &page);
    matter_inbox_crumb(work, &page.layout);
    page_crumb(work, &page.layout, URL("/can-bo/so-don"), site_message(work, "register.title"));
    page_crumb(work, &page.layout, URL(""), page.layout.title);
    page_errors_of(work, &page.layout, KEY, faults);
    if (keyed->has_files)
        page.layout.lost = NULL;
    fault = page_respond_form(work, response, faults, &petition_key_in_kind, &page);
    response_keep(response, RESPONSE_NO_STORE); /* it may hold what goes under seal */
    return fault;
}

/* Somebody acts for a complainant. */
static bool has_agent(const struct form *form)
{
    struct str acting = form_str(form, "agent");
    return str_equal(form_str(form, "kind"), STR("khieu-nai")) && acting.len > 0 &&
           !str_equal(acting, STR("self"));
}

/* What depends on the kind, and the day, besides what is wrong in itself (`faults`): all is
 * told at once. */
static const struct fault *check(struct work *work, const struct form *form,
                                 const struct fault *faults)
{
    struct str kind = form_str(form, "kind");
    bool is_denunciation = kind.len == 0 || str_equal(kind, STR("to-cao"));
    struct civil_date received_on = form_date(form, "received_on");
    int behind = clock_today(work->clock).days - received_on.days;
    if (!date_is_none(received_on) && (behind < 0 || behind > DAYS_BACK))
        faults = fault_join(faults, fault_field(work->arena, "received_on", "key-in.day"));
    if (!is_denunciation && !form_given(form, "title"))
        faults = fault_join(faults, fault_field(work->arena, "title", "form.required"));
    if (!is_denunciation && !form_given(form, "name"))
        faults = fault_join(faults, fault_field(work->arena, "name", "form.required"));
    if (has_agent(form) && !form_given(form, "agent_name"))
        faults = fault_join(faults, fault_field(work->arena, "agent_name", "form.required"));
    if (has_agent(form) && !form_given(form, "agent_scope"))
        faults = fault_join(faults, fault_field(work->arena, "agent_scope", "form.required"));
    /* what came without is received as it is, and judged with the conditions */
    if (has_agent(form) && !str_equal(form_str(form, "agent"), STR("legal")) &&
        !form_given(form, "agent_paper"))
        faults = fault_join(faults, fault_field(work->arena, "agent_paper", "form.choose"));
    /* whoever was not named is asked for with the conditions (Luật Khiếu nại, Điều 8.4) */
    if (form_bool(form, "as_it_came") || date_is_none(received_on))
        return faults;
    return letter_check_group(work, received_on, form_int(form, "people"),
                              form_str(form, "representatives"), faults);
}

static struct letter letter_of(const struct form *form, int64_t unit_id)
{
    const struct matter_kind *const made[] = {&proposal_kind, &complaint_kind, &denunciation_kind};
    struct letter letter = {.unit_id = unit_id,
                            .source = form_str(form, "source"),
                            .received_on = form_date(form, "received_on"),
                            .about = form_str(form, "about"),
                            .title = form_str(form, "title"),
                            .content = form_str(form, "content"),
                            .request = form_str(form, "request"),
                            .decision = form_str(form, "decision"),
                            .representatives = form_str(form, "representatives"),
                            .people = form_int(form, "people")};
    for (size_t i = 0; kinds[i]; i++)
        if (str_equal(form_str(form, "kind"), str_from_c(kinds[i])))
            letter.kind = made[i];
    letter.sender = (struct matter_party){.name = form_str(form, "name"),
                                          .address = form_str(form, "address"),
                                          .phone = form_str(form, "phone")};
    if (has_agent(form))
        letter.agent =
            (struct letter_agent){.part = form_str(form, "agent"),
                                  .name = form_str(form, "agent_name"),
                                  .address = form_str(form, "agent_address"),
                                  .scope = form_str(form, "agent_scope"),
                                  .paper = str_equal(form_str(form, "agent"), STR("legal"))
                                               ? STR("")
                                               : form_str(form, "agent_paper")};
    letter.asks_protection = form_bool(form, "protect");
    letter.is_anonymous = letter.kind == &denunciation_kind && letter.sender.name.len == 0;
    return letter;
}

const struct fault *petition_key_in_page(struct work *work, const struct request *request,
                                         struct response *response)
{
    struct form form = form_empty(work->arena, fields, FIELDS);
    return show(work, request, response, &form, &(struct keyed){0}, NULL);
}

/* The unit where the official may take petitions in. */
static int64_t unit_of(const struct actor *actor)
{
    for (size_t i = 0; i < actor->grant_count; i++)
        if (PETITION_TAKERS & ROLE_BIT(actor->grants[i].role))
            return actor->grants[i].unit_id;
    return 0;
}

/* To the file, or first to the petitions that may be the same. */
static const struct fault *lead_on(struct work *work, struct response *response,
                                   const struct matter_receipt *receipt)
{
    struct matter matter;
    duplicate_list duplicates;
    struct url url;
    const struct fault *fault = matter_load(work, receipt->id, &matter);
    if (!fault)
        fault = duplicate_find(work, &matter, &duplicates);
    if (fault)
        return fault;
    url =
        duplicates.count
            ? url_relative(work->arena, "/can-bo/viec/" PRISTR "/don-trung", STRARG(receipt->code))
            : url_relative(work->arena, "/can-bo/viec/" PRISTR, STRARG(receipt->code));
    response_redirect(response, url_add(work->arena, url, STR("xong"), STR("receive")).text);
    return NULL;
}

/* Before it is received: letters that may be the same, unless the clerk has said that this
 * is another. */
static const struct fault *look_for_same(struct work *work, const struct form *form,
                                         const struct letter *letter, struct keyed *keyed)
{
    bool is_sealed = letter->kind == &denunciation_kind;
    struct matter matter = {.kind = str_from_c(letter->kind->name),
                            .unit_id = letter->unit_id,
                            .source = letter->source,
                            .received_on = letter->received_on,
                            .title = letter->title,
                            .content = letter->content,
                            .visibility = is_sealed ? VISIBLE_SEALED : VISIBLE_AGENCY};
    const struct fault *fault;
    if (form_bool(form, "apart"))
        return NULL;
    fault = duplicate_find_before(work, &matter, &letter->sender, &keyed->same);
    if (fault || keyed->same.count == 0)
        return fault;
    return fault_field(work->arena, "apart", "key-in.same");
}

/* The files that came now or with an earlier try, whatever else was refused, so that none is
 * chosen twice. */
static const struct fault *take_files(struct work *work, const struct form *form,
                                      struct keyed *keyed)
{
    case_ticket_list more = {0};
    const struct fault *fault;
    read_kept(work, form, &keyed->tickets);
    fault = case_files_receive(work, form_value(form, "file"),
                               CASE_FILES_AT_ONCE - keyed->tickets.count, STRAY_DAYS, &more);
    for (size_t i = 0; i < more.count; i++)
        *VEC_PUSH(&keyed->tickets, work->arena) = more.items[i];
    keyed->has_files = !fault || fault->kind == FAULT_INVALID;
    return fault;
}

/* What was sent, checked; `faults` is what reading refused. */
static const struct fault *read_letter(struct work *work, const struct form *form,
                                       const struct fault *faults, struct letter *ret_letter,
                                       struct keyed *keyed)
{
    const struct fault *fault;
    int64_t unit_id = unit_of(work->actor);
    if (unit_id == 0)
        return fault_new(work->arena, FAULT_FORBIDDEN, "error.forbidden", "no unit");
    fault = take_files(work, form, keyed);
    if (fault && fault->kind != FAULT_INVALID)
        return fault;
    faults = check(work, form, faults);
    for (; fault; fault = fault->next) {
        struct fault *one = work_alloc(work, struct fault);
        *one = *fault;
        one->next = NULL;
        faults = fault_join(faults, one);
    }
    if (faults)
        return faults;
    *ret_letter = letter_of(form, unit_id);
    ret_letter->tickets = keyed->tickets.items;
    ret_letter->ticket_count = keyed->tickets.count;
    return look_for_same(work, form, ret_letter, keyed);
}

struct receiving {
    struct letter letter;
    struct str token;
    struct matter_receipt receipt;
};

/* Receives it, or finds what was received when the button was pressed first. */
static const struct fault *receive_once(struct work *work, void *context)
{
    struct receiving *receiving = context;
    struct matter matter;
    struct draft draft;
    const struct fault *fault = draft_claim(work, receiving->token, &draft);
    if (fault)
        return fault;
    if (draft_get(&draft, "code").len > 0) {
        receiving->receipt.code = draft_get(&draft, "code");
        fault = matter_by_code(work, receiving->receipt.code, &matter);
        receiving->receipt.id = fault ? 0 : matter.id;
        return fault;
    }
    fault = letter_receive(work, &receiving->letter, &receiving->receipt);
    if (fault)
        return fault;
    draft = (struct draft){.token = receiving->token};
    draft_set(work, &draft, "code", receiving->receipt.code);
    return draft_store(work, &draft, DRAFT_RECEIPT_DAYS);
}

const struct fault *petition_key_in(struct work *work, const struct request *request,
                                    struct response *response)
{
    struct form form;
    struct receiving receiving;
    struct keyed keyed = {0};
    const struct fault *fault = form_read(work, request, fields, FIELDS, &form);
    if (!fault || fault->kind == FAULT_INVALID)
        fault = read_letter(work, &form, fault, &receiving.letter, &keyed);
    if (fault && fault->kind == FAULT_INVALID)
        return show(work, request, response, &form, &keyed, fault);
    if (fault)
        return fault;
    receiving.token = draft_token_of(work, form_str(&form, "once"), &form);
    fault = db_write(work, receive_once, &receiving);
    return fault ? fault : lead_on(work, response, &receiving.receipt);
}
