/*
 * A new look-up key (khóa tra cứu) for whoever lost theirs, or handed in a petition on
 * paper: an official has seen who it is, says how, and hands the key out. It is shown
 * once; the old one opens nothing any more, and the file says so.
 */
#include "civic/actor.h"
#include "civic/page.h"
#include "civic/qr.h"
#include "civic/seal.h"
#include "db/db.h"
#include "modules/matters/matters.h"
#include "modules/petitions/petition_web.h"

#define KEY "new-key.form"

static const struct form_field fields[] = {
    {"reason",  INPUT_TEXT, 10, MATTER_NOTE_MOST, true, NULL},
    {"version", INPUT_INT,  1,  0,                true, NULL},
};

enum {
    FIELDS = sizeof(fields) / sizeof(fields[0])
};

struct new_key_page {
    struct layout layout;
    struct str code;
    bool is_sealed;
    struct code_number version;
    struct url action_url;
    struct url back_url;
    struct field_view reason;
    struct str key; /* once it was made */
    struct str qr_path;
    int qr_side;
    struct url receipt_url; /* form 02/TCD; empty: it has none */
};
static SHAPE(new_key_page_shape, struct new_key_page,
             RECORD(struct new_key_page, layout, layout_shape), FIELD(struct new_key_page, code),
             FIELD(struct new_key_page, is_sealed), FIELD(struct new_key_page, version),
             FIELD(struct new_key_page, action_url), FIELD(struct new_key_page, back_url),
             RECORD(struct new_key_page, reason, field_view_shape), FIELD(struct new_key_page, key),
             FIELD(struct new_key_page, qr_path), FIELD(struct new_key_page, qr_side),
             FIELD(struct new_key_page, receipt_url));
const struct page_kind petition_new_key_kind = {"petitions/new-key", &new_key_page_shape};

/* Whoever may hand out a key for the file. Of what is sealed only who may open the seal
 * can tell who it is; of what was sent without a name nobody can. */
static const struct fault *may_hand_out(struct work *work, const struct matter *matter)
{
    const struct fault *fault = matter_must_read(work, matter);
    if (!fault)
        fault = actor_must(work, PETITION_TAKERS, matter->unit_id);
    if (!fault && matter->visibility == VISIBLE_SEALED)
        fault = seal_must_open(work, matter);
    if (!fault && matter_has_fact(matter, "anonymous"))
        fault = fault_new(work->arena, FAULT_FORBIDDEN, "new-key.anonymous", "no name");
    return fault;
}

static const struct fault *find(struct work *work, const struct request *request,
                                struct matter *ret_matter)
{
    const struct fault *fault = matter_of_request(work, request, ret_matter);
    return fault ? fault : may_hand_out(work, ret_matter);
}

static struct url key_url(struct work *work, struct str code)
{
    return matter_in_list(work,
                          url_relative(work->arena, "/can-bo/viec/" PRISTR "/khoa", STRARG(code)));
}

static const struct fault *show(struct work *work, const struct request *request,
                                struct response *response, const struct matter *matter,
                                struct str key, const struct form *form, const struct fault *faults)
{
    struct new_key_page page = {
        .code = matter->code,
        .is_sealed = matter->visibility == VISIBLE_SEALED,
        .version = {matter->version},
        .key = key,
        .action_url = key_url(work, matter->code),
        .back_url = matter_in_list(
            work, url_relative(work->arena, "/can-bo/viec/" PRISTR, STRARG(matter->code)))};
    struct str address;
    struct qr qr;
    const struct fault *fault =
        page_layout(work, request, site_message(work, "new-key.title"), &page.layout);
    if (fault)
        return fault;
    if (petition_has_desk_receipt(matter))
        page.receipt_url = petition_desk_receipt_url(work, matter);
    if (key.len > 0) {
        struct url status = url_add(work->arena, URL("/don-thu/tra-cuu"), STR("ma"), matter->code);
        address = arena_printf(work->arena, PRISTR PRISTR, STRARG(page_base(work, request)),
                               STRARG(status.text));
        fault = qr_encode(work->arena, address, &qr);
        if (fault)
            return fault;
        page.qr_path = qr_path(work->arena, &qr);
        page.qr_side = qr_side(&qr);
    }
    page.reason = field_view(work, KEY, &fields[0], form, faults);
    page.reason.rows = 3;
    matter_crumbs(work, &page.layout, matter->code);
    page_crumb(work, &page.layout, URL(""), page.layout.title);
    page_errors_of(work, &page.layout, KEY, faults);
    fault = page_respond_form(work, response, faults, &petition_new_key_kind, &page);
    response_keep(response, RESPONSE_NO_STORE);
    return fault;
}

const struct fault *petition_new_key_page(struct work *work, const struct request *request,
                                          struct response *response)
{
    struct matter matter;
    struct form form = form_empty(work->arena, fields, FIELDS);
    const struct fault *fault = find(work, request, &matter);
    return fault ? fault : show(work, request, response, &matter, STR(""), &form, NULL);
}

struct handing {
    struct matter_mark mark;
    struct str key;
};

/* The key and the event that says who handed it out and how they knew whom. */
static const struct fault *hand_out(struct work *work, void *context)
{
    struct handing *handing = context;
    const struct fault *fault = matter_new_key(work, handing->mark.id, &handing->key);
    return fault ? fault : matter_mark(work, &handing->mark);
}

const struct fault *petition_new_key(struct work *work, const struct request *request,
                                     struct response *response)
{
    struct matter matter;
    struct form form;
    struct handing handing = {.key = STR("")};
    const struct fault *fault = find(work, request, &matter);
    if (fault)
        return fault;
    fault = form_read(work, request, fields, FIELDS, &form);
    if (!fault) {
        struct seal_words words = {"reason", form_str(&form, "reason")};
        handing.mark = (struct matter_mark){.id = matter.id,
                                            .version = form_int(&form, "version"),
                                            .action = STR("new-key"),
                                            .note = words.words};
        fault = seal_must_not_name(work, &matter, &words, 1);
    }
    if (!fault)
        fault = db_write(work, hand_out, &handing);
    if (fault && (fault->kind == FAULT_INVALID || fault->kind == FAULT_CONFLICT))
        return show(work, request, response, &matter, STR(""), &form, fault);
    if (fault)
        return fault;
    return show(work, request, response, &matter, handing.key, &form, NULL);
}

static const struct fault *add_key_link(struct work *work, const struct matter *matter,
                                        file_link_list *links)
{
    const struct fault *fault = may_hand_out(work, matter);
    if (fault)
        return fault->kind == FAULT_FORBIDDEN || fault->kind == FAULT_UNAUTHENTICATED ? NULL
                                                                                      : fault;
    *VEC_PUSH(links, work->arena) =
        (struct file_link){site_message(work, "new-key.link-words"),
                           site_message(work, "new-key.title"), key_url(work, matter->code)};
    return NULL;
}

const struct fault *petition_file_links(struct work *work, const struct matter *matter,
                                        file_link_list *ret_links)
{
    if (!petition_is_one(matter))
        return NULL;
    if (petition_has_desk_receipt(matter) && actor_may_somewhere(work->actor, PETITION_TAKERS))
        *VEC_PUSH(ret_links, work->arena) =
            (struct file_link){site_message(work, "letter.desk-receipt"),
                               site_message(work, "letter.desk-receipt-link"),
                               petition_desk_receipt_url(work, matter)};
    if (matter->visibility != VISIBLE_SEALED && matter->phase != PHASE_CLOSED)
        *VEC_PUSH(ret_links, work->arena) = (struct file_link){
            site_message(work, "duplicates.title"), site_message(work, "duplicates.link"),
            url_relative(work->arena, "/can-bo/viec/" PRISTR "/don-trung", STRARG(matter->code))};
    return add_key_link(work, matter, ret_links);
}
