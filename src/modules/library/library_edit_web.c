/*
 * /can-bo/van-ban: officials write documents, relate them, number them, publish and
 * withdraw them. A form that is refused comes back with what was typed.
 */
#include "civic/unit.h"
#include "modules/library/library_edit.h"
#include "modules/library/library_rules.h"
#include "modules/library/library_service.h"
#include "modules/library/library_store.h"

static const struct form_field version_field[] = {
    {"version", INPUT_ID, 0, 0, true, NULL},
};

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
        .version = form_int(form, "version"),
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
    int64_t id;
    const struct fault *fault =
        form_read(work, request, library_form.fields, library_form.count, &form);
    if (!fault) {
        document = typed_document(work, &form);
        fault = document_create(work, &document, &id);
    }
    document.version = 0;
    if (fault)
        return library_edit_refuse(work, request, &document, (struct library_shown){.form = &form},
                                   fault, response);
    library_edit_back(work, id, "luu", response);
    return NULL;
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
    };
    struct document document;
    struct library_shown shown = {.form = NULL};
    const struct fault *fault = library_edit_load(work, request, &document);
    if (fault)
        return fault;
    for (size_t i = 0; i < sizeof(done) / sizeof(done[0]); i++)
        if (str_equal(request_query(request, STR("da")), done[i].word))
            shown.flash = done[i].message;
    return library_edit_show(work, request, &document, &shown, 200, response);
}

const struct fault *library_edit_send(struct work *work, const struct request *request,
                                      struct response *response)
{
    struct form form;
    struct document stored;
    struct document typed;
    const struct fault *fault = library_edit_load(work, request, &stored);
    if (fault)
        return fault;
    fault = form_read(work, request, library_form.fields, library_form.count, &form);
    if (!fault) {
        typed = typed_document(work, &form);
        typed.id = stored.id;
        fault = document_save(work, &typed);
    }
    if (fault)
        return library_edit_refuse(work, request, &stored, (struct library_shown){.form = &form},
                                   fault, response);
    library_edit_back(work, stored.id, "luu", response);
    return NULL;
}

typedef const struct fault *change_of(struct work *work, int64_t id, int64_t version);

static const struct fault *change(struct work *work, const struct request *request,
                                  change_of *change_it, const char *done, struct response *response)
{
    struct form form;
    struct document document;
    const struct fault *fault = library_edit_load(work, request, &document);
    if (!fault)
        fault = form_read(work, request, version_field, 1, &form);
    if (fault)
        return fault;
    fault = change_it(work, document.id, form_int(&form, "version"));
    if (fault)
        return library_edit_refuse(work, request, &document, (struct library_shown){.form = NULL},
                                   fault, response);
    library_edit_back(work, document.id, done, response);
    return NULL;
}

const struct fault *library_publish_send(struct work *work, const struct request *request,
                                         struct response *response)
{
    return change(work, request, document_publish, "dang", response);
}

const struct fault *library_withdraw_send(struct work *work, const struct request *request,
                                          struct response *response)
{
    return change(work, request, document_withdraw, "go", response);
}

const struct fault *library_link_send(struct work *work, const struct request *request,
                                      struct response *response)
{
    struct form form;
    struct document document;
    enum document_relation relation;
    const struct fault *fault = library_edit_load(work, request, &document);
    if (fault)
        return fault;
    fault = form_read(work, request, library_link_form.fields, library_link_form.count, &form);
    if (!fault && document_relation_from_name(form_str(&form, "relation"), &relation))
        fault = document_link(work, document.id, relation, form_str(&form, "other"),
                              form_bool(&form, "remove"));
    if (fault)
        return library_edit_refuse(work, request, &document,
                                   (struct library_shown){.link_form = &form}, fault, response);
    library_edit_back(work, document.id, "lien-quan", response);
    return NULL;
}

const struct fault *library_number_send(struct work *work, const struct request *request,
                                        struct response *response)
{
    struct form form;
    struct document document;
    const struct fault *fault = library_edit_load(work, request, &document);
    if (fault)
        return fault;
    fault = form_read(work, request, library_number_form.fields, library_number_form.count, &form);
    if (!fault)
        fault = document_take_number(work, document.id, form_int(&form, "version"),
                                     form_str(&form, "symbol"));
    if (fault)
        return library_edit_refuse(work, request, &document,
                                   (struct library_shown){.number_form = &form}, fault, response);
    library_edit_back(work, document.id, "so", response);
    return NULL;
}
