/*
 * /can-bo/van-ban: officials write documents, relate them, number them, publish and
 * withdraw them. A form that is refused comes back with what was typed.
 */
#include "civic/file_store.h"
#include "civic/unit.h"
#include "db/db.h"
#include "modules/library/library_edit.h"
#include "modules/library/library_revision.h"
#include "modules/library/library_rules.h"
#include "modules/library/library_service.h"
#include "modules/library/library_store.h"
#include "text/disguise.h"

struct sending;
/* What a button does besides saving, upon this version; inside db_write. */
typedef const struct fault *sending_act(struct work *work, const struct sending *sending,
                                        int64_t version);

static struct document typed_document(struct work *work, const struct form *form)
{
    return (struct document){
        .kind = form_str(form, "kind"),
        .number = document_number_typed(work->arena, form_str(form, "number")),
        .title = form_str(form, "title"),
        .issuer = form_str(form, "issuer"),
        .signer = form_str(form, "signer"),
        .position = form_str(form, "position"),
        .summary = form_str(form, "summary"),
        .item = form_str(form, "item"),
        .signed_on = form_date(form, "signed_on"),
        .in_force_from = form_date(form, "in_force_from"),
        .in_force_to = form_date(form, "in_force_to"),
    };
}

/* ---- handlers ---- */

const struct fault *library_new_page(struct work *work, const struct request *request,
                                     struct response *response)
{
    struct document document = {
        .signed_on = DATE_NONE, .in_force_from = DATE_NONE, .in_force_to = DATE_NONE};
    struct unit unit;
    const struct fault *fault = site_unit(work, &unit);
    if (fault)
        return fault;
    document.issuer = unit.name;
    return library_edit_show(work, request, &document, &(struct library_shown){.form = NULL}, 200,
                             response);
}

const struct fault *library_new_send(struct work *work, const struct request *request,
                                     struct response *response)
{
    struct form form;
    struct document document = {.id = 0};
    struct library_shown shown = {.form = &form};
    int64_t id;
    const struct fault *fault =
        form_read(work, request, library_text_form.fields, library_text_form.count, &form);
    if (!fault) {
        document = typed_document(work, &form);
        fault = document_create(work, &document, &id);
    }
    if (!fault) {
        library_edit_back(work, id, "luu", STR(""), response);
        return NULL;
    }
    if (fault->kind != FAULT_INVALID)
        return fault;
    shown.faults = fault;
    return library_edit_show(work, request, &document, &shown, 422, response);
}

const struct fault *library_edit_page(struct work *work, const struct request *request,
                                      struct response *response)
{
    /* columns: ?da=, message */
    static const struct {
        struct str word;
        const char *message;
    } done[] = {
        {STR_INIT("luu"),       "library.done.saved"    },
        {STR_INIT("dang"),      "library.done.published"},
        {STR_INIT("go"),        "library.done.withdrawn"},
        {STR_INIT("lien-quan"), "library.done.related"  },
        {STR_INIT("so"),        "library.done.numbered" },
        {STR_INIT("tep"),       "library.done.file"     },
        {STR_INIT("bo-tep"),    "library.done.file-gone"},
        {STR_INIT("lay-lai"),   "edit.done.restored"    },
    };
    struct document document;
    struct library_shown shown = {.form = NULL};
    const struct fault *fault = library_edit_load(work, request, &document);
    if (fault)
        return fault;
    for (size_t i = 0; i < sizeof(done) / sizeof(done[0]); i++)
        if (str_equal(request_query(request, STR("da")), done[i].word))
            shown.flash = done[i].message;
    shown.symbol = text_line(work->arena, request_query(request, STR("symbol")));
    return library_edit_show(work, request, &document, &shown, 200, response);
}

/* ---- what the buttons send ---- */

/* One press of a button: the text of the document, what was filled in beside it, and what
 * the button itself does. All of it is stored, or none. */
struct sending {
    struct document stored;
    struct document typed;
    struct form form;
    struct form doing;
    bool is_whole;   /* the text was sent too */
    bool is_changed; /* and is not what is stored */
    struct upload_received *received;
    size_t file_count;
    sending_act *act; /* or NULL */
};

/* Looks at every file before any is kept. */
static const struct fault *receive(struct work *work, struct sending *sending)
{
    const struct form_value *value = form_value(&sending->doing, "file");
    sending->file_count = value->file_count;
    sending->received =
        arena_alloc_array(work->arena, value->file_count, sizeof(*sending->received));
    return upload_receive_all(work, value->files, value->file_count, FILETYPE_PAPER,
                              sending->received);
}

static const struct fault *sending_read(struct work *work, const struct request *request,
                                        struct sending *sending)
{
    const struct fault *faults = NULL;
    const struct fault *fault = form_read(work, request, library_doing_form.fields,
                                          library_doing_form.count, &sending->doing);
    if (fault && fault->kind != FAULT_INVALID)
        return fault;
    sending->is_whole = form_bool(&sending->doing, "whole");
    if (sending->is_whole) {
        faults = form_read(work, request, library_text_form.fields, library_text_form.count,
                           &sending->form);
        sending->typed = typed_document(work, &sending->form);
        sending->typed.id = sending->stored.id;
        sending->typed.version = form_int(&sending->doing, "version");
        sending->is_changed = !document_is_same(&sending->typed, &sending->stored);
    }
    if (!faults)
        faults = fault;
    return faults ? faults : receive(work, sending);
}

static const struct fault *relate(struct work *work, const struct sending *sending)
{
    enum document_relation relation;
    if (!document_relation_from_name(form_str(&sending->doing, "relation"), &relation))
        return fault_field(work->arena, "relation", "form.choose");
    if (!form_given(&sending->doing, "other"))
        return fault_field(work->arena, "other", "form.required");
    return document_link(work, sending->stored.id, relation, form_str(&sending->doing, "other"),
                         false);
}

static const struct fault *store(struct work *work, void *context)
{
    const struct sending *sending = context;
    int64_t version = form_int(&sending->doing, "version") + (sending->is_changed ? 1 : 0);
    const struct fault *fault = document_keep(work, sending->stored.id, true);
    if (!fault && sending->is_changed)
        fault = document_save(work, &sending->typed);
    if (!fault && sending->file_count)
        fault = document_attach(work, sending->stored.id, sending->received, sending->file_count);
    if (!fault && form_given(&sending->doing, "other"))
        fault = relate(work, sending);
    if (!fault && sending->act)
        fault = sending->act(work, sending, version);
    return fault ? fault : document_keep(work, sending->stored.id, false);
}

/* The page again: with faults at fields, or beside what somebody else saved meanwhile. Any
 * other fault goes on. */
static const struct fault *refuse(struct work *work, const struct request *request,
                                  struct sending *sending, const struct fault *fault,
                                  struct response *response)
{
    struct library_shown shown = {.form = sending->is_whole ? &sending->form : NULL,
                                  .doing = &sending->doing};
    const struct fault *again;
    if (fault->kind == FAULT_INVALID) {
        shown.faults = fault;
        shown.version = form_int(&sending->doing, "version");
        return library_edit_show(work, request, &sending->stored, &shown, 422, response);
    }
    if (fault->kind != FAULT_CONFLICT)
        return fault;
    db_release(work);
    again = document_load(work, sending->stored.id, &sending->stored);
    if (again)
        return again;
    shown.is_conflict = sending->is_changed;
    if (!sending->is_changed) {
        shown.flash = fault->key;
        shown.is_bad = true;
    }
    return library_edit_show(work, request, &sending->stored, &shown, 409, response);
}

static const struct fault *send(struct work *work, const struct request *request, sending_act *act,
                                const char *done, struct response *response)
{
    struct sending sending = {.act = act};
    const struct fault *fault = library_edit_load(work, request, &sending.stored);
    if (fault)
        return fault;
    fault = sending_read(work, request, &sending);
    if (!fault)
        fault = db_write(work, store, &sending);
    if (fault)
        return refuse(work, request, &sending, fault, response);
    if (form_given(&sending.doing, "remove"))
        done = "bo-tep";
    library_edit_back(work, sending.stored.id, done, form_str(&sending.doing, "symbol"), response);
    return NULL;
}

const struct fault *library_edit_send(struct work *work, const struct request *request,
                                      struct response *response)
{
    return send(work, request, NULL, "luu", response);
}

static const struct fault *publish(struct work *work, const struct sending *sending,
                                   int64_t version)
{
    return document_publish(work, sending->stored.id, version);
}

const struct fault *library_publish_send(struct work *work, const struct request *request,
                                         struct response *response)
{
    return send(work, request, publish, "dang", response);
}

static const struct fault *withdraw(struct work *work, const struct sending *sending,
                                    int64_t version)
{
    return document_withdraw(work, sending->stored.id, version);
}

const struct fault *library_withdraw_send(struct work *work, const struct request *request,
                                          struct response *response)
{
    return send(work, request, withdraw, "go", response);
}

/* "amends:luat-10-2022-qh15" is taken out; without it something must have been put in. */
static const struct fault *link_or_unlink(struct work *work, const struct sending *sending,
                                          int64_t version)
{
    struct str other = form_str(&sending->doing, "unrelate");
    enum document_relation relation;
    (void)version;
    if (!form_given(&sending->doing, "unrelate"))
        return form_given(&sending->doing, "other") ? NULL : relate(work, sending);
    if (!document_relation_from_name(str_cut(&other, ':'), &relation))
        return fault_field(work->arena, "relation", "form.choose");
    return document_link(work, sending->stored.id, relation, other, true);
}

const struct fault *library_link_send(struct work *work, const struct request *request,
                                      struct response *response)
{
    return send(work, request, link_or_unlink, "lien-quan", response);
}

static const struct fault *number(struct work *work, const struct sending *sending, int64_t version)
{
    if (!form_given(&sending->doing, "symbol"))
        return fault_field(work->arena, "symbol", "form.required");
    return document_take_number(work, sending->stored.id, version,
                                form_str(&sending->doing, "symbol"));
}

const struct fault *library_number_send(struct work *work, const struct request *request,
                                        struct response *response)
{
    return send(work, request, number, "so", response);
}

/* Files that were sent are kept with everything else; a button takes one out. */
static const struct fault *file_act(struct work *work, const struct sending *sending,
                                    int64_t version)
{
    (void)version;
    if (form_given(&sending->doing, "remove"))
        return document_detach(work, sending->stored.id, form_int(&sending->doing, "remove"));
    return sending->file_count ? NULL : fault_field(work->arena, "file", "library.file-missing");
}

const struct fault *library_file_send(struct work *work, const struct request *request,
                                      struct response *response)
{
    return send(work, request, file_act, "tep", response);
}
