/*
 * Documents for programs: /api/v1/documents, and the list as /van-ban.csv.
 */
#include "modules/library/library_rules.h"
#include "modules/library/library_service.h"
#include "modules/library/library_store.h"
#include "modules/library/library_web.h"

enum {
    FIRST_YEAR = 1945,
    LAST_YEAR = 2200
};

struct document_item {
    struct code_number id;
    struct str slug;
    struct str url;
    struct str kind;
    struct str number;
    struct str issuer;
    struct str title;
    struct str title_en;
    struct str signer;
    struct civil_date signed_on;
    struct civil_date in_force_from;
    struct civil_date in_force_to;
    struct str force;
    struct str item;
    struct instant published_at;
    struct instant updated_at;
    bool is_demo;
};

static SHAPE(document_item_shape, struct document_item, FIELD(struct document_item, id),
             FIELD(struct document_item, slug), FIELD(struct document_item, url),
             FIELD(struct document_item, kind), FIELD(struct document_item, number),
             FIELD(struct document_item, issuer), FIELD(struct document_item, title),
             FIELD(struct document_item, title_en), FIELD(struct document_item, signer),
             FIELD(struct document_item, signed_on), FIELD(struct document_item, in_force_from),
             FIELD(struct document_item, in_force_to), FIELD(struct document_item, force),
             FIELD(struct document_item, item), FIELD(struct document_item, published_at),
             FIELD(struct document_item, updated_at), FIELD(struct document_item, is_demo));

struct document_relation_item {
    struct str relation;
    bool is_passive;
    struct str number;
    struct str title;
    struct str url;
};

static SHAPE(document_relation_shape, struct document_relation_item,
             FIELD(struct document_relation_item, relation),
             FIELD(struct document_relation_item, is_passive),
             FIELD(struct document_relation_item, number),
             FIELD(struct document_relation_item, title),
             FIELD(struct document_relation_item, url));

struct document_file_item {
    struct str name;
    struct str media_type;
    int64_t size;
    struct str url;
};

static SHAPE(document_file_shape, struct document_file_item, FIELD(struct document_file_item, name),
             FIELD(struct document_file_item, media_type), FIELD(struct document_file_item, size),
             FIELD(struct document_file_item, url));

struct document_record {
    struct document_item document;
    struct str summary;
    struct str position;
    struct list files;     /* struct document_file_item */
    struct list relations; /* struct document_relation_item */
};

static SHAPE(document_record_shape, struct document_record,
             RECORD(struct document_record, document, document_item_shape),
             FIELD(struct document_record, summary), FIELD(struct document_record, position),
             LIST(struct document_record, files, document_file_shape),
             LIST(struct document_record, relations, document_relation_shape));

static const char *const forces[] = {"pending", "holds", "ended", NULL};

static const struct form_field parameters[] = {
    {"kind",   INPUT_CHOICE, 0,          0,                  false, document_kind_names},
    {"issuer", INPUT_LINE,   1,          DOCUMENT_NAME_MOST, false, NULL               },
    {"year",   INPUT_INT,    FIRST_YEAR, LAST_YEAR,          false, NULL               },
    {"force",  INPUT_CHOICE, 0,          0,                  false, forces             },
    {"day",    INPUT_DATE,   0,          0,                  false, NULL               },
    {"words",  INPUT_LINE,   1,          200,                false, NULL               },
};

static struct document_item item_of(struct work *work, struct str base,
                                    const struct document *document, struct civil_date on)
{
    struct url url = document_url(work->arena, document->slug);
    return (struct document_item){
        .id = {document->id},
        .slug = document->slug,
        .url = url_under(work->arena, base, url).text,
        .kind = document->kind,
        .number = document->number,
        .issuer = document->issuer,
        .title = document->title,
        .title_en = document->title_en,
        .signer = document->signer,
        .signed_on = document->signed_on,
        .in_force_from = document->in_force_from,
        .in_force_to = document->in_force_to,
        .force = document_force_name(document_force_on(document, on)),
        .item = document->item,
        .published_at = document->published_at,
        .updated_at = document->updated_at,
        .is_demo = document->is_demo,
    };
}

static struct document_filter filter_of(const struct form *form)
{
    static const enum document_force values[] = {FORCE_PENDING, FORCE_HOLDS, FORCE_ENDED};
    struct document_filter filter = {.kind = form_str(form, "kind"),
                                     .issuer = form_str(form, "issuer"),
                                     .year = (int)form_int(form, "year"),
                                     .on = form_date(form, "day"),
                                     .words = form_str(form, "words")};
    for (size_t i = 0; forces[i]; i++)
        if (str_equal(form_str(form, "force"), str_from_c(forces[i])))
            filter.force = values[i];
    return filter;
}

static const struct fault *documents_all(struct work *work, const struct api_call *call,
                                         struct api_answer *ret_answer)
{
    struct document_filter filter = filter_of(call->form);
    struct civil_date on = date_is_none(filter.on) ? clock_today(work->clock) : filter.on;
    struct document_key from = {.id = 0};
    struct document_item *items;
    document_list list;
    const struct fault *fault;
    if (call->after.len > 0 && !document_key_read(call->after, &from))
        return api_bad_after(work);
    fault = document_list_after(work, &filter, from, call->limit + 1, &list);
    if (fault)
        return fault;
    if (list.count > (size_t)call->limit) {
        list.count--;
        ret_answer->next = document_key_text(work->arena, &list.items[list.count - 1]);
    }
    items = arena_alloc_array(work->arena, list.count, sizeof(*items));
    for (size_t i = 0; i < list.count; i++)
        items[i] = item_of(work, page_base(work, call->request), &list.items[i], on);
    ret_answer->items = (struct list){items, list.count, sizeof(*items)};
    return NULL;
}

static struct list relations_of(struct work *work, struct str base,
                                const document_related_list *related)
{
    struct document_relation_item *items =
        arena_alloc_array(work->arena, related->count, sizeof(*items));
    for (size_t i = 0; i < related->count; i++) {
        const struct document_related *one = &related->items[i];
        struct url url = document_url(work->arena, one->slug);
        items[i] =
            (struct document_relation_item){document_relation_name(one->relation), one->is_passive,
                                            document_name(work, one->kind, one->number), one->title,
                                            url_under(work->arena, base, url).text};
    }
    return (struct list){items, related->count, sizeof(*items)};
}

static struct list files_of(struct work *work, struct str base, const upload_list *uploads)
{
    struct document_file_item *items =
        arena_alloc_array(work->arena, uploads->count, sizeof(*items));
    for (size_t i = 0; i < uploads->count; i++) {
        const struct upload *upload = &uploads->items[i];
        const struct upload_part *part = &upload->parts.items[0];
        struct url url = upload_url(work->arena, upload, part);
        items[i] = (struct document_file_item){upload->name, upload->type, part->size,
                                               url_under(work->arena, base, url).text};
    }
    return (struct list){items, uploads->count, sizeof(*items)};
}

static const struct fault *document_one(struct work *work, const struct api_call *call,
                                        struct api_answer *ret_answer)
{
    struct str base = page_base(work, call->request);
    struct document_record *record = work_alloc(work, struct document_record);
    struct document document;
    document_related_list related;
    upload_list uploads;
    const struct fault *fault =
        document_by_slug(work, request_param(call->request, STR("slug")), &document);
    if (!fault && document.status == DOCUMENT_WITHDRAWN)
        return fault_new(work->arena, FAULT_GONE, "library.withdrawn-text", "withdrawn");
    if (!fault && document.status != DOCUMENT_PUBLISHED)
        return fault_new(work->arena, FAULT_NOT_FOUND, "library.unknown", "not published");
    if (!fault)
        fault = document_relations(work, document.id, &related);
    if (!fault)
        fault = upload_list_of(work, DOCUMENT_OWNER, document.id, &uploads);
    if (fault)
        return fault;
    *record = (struct document_record){
        .document = item_of(work, base, &document, clock_today(work->clock)),
        .summary = document.summary,
        .position = document.position,
        .files = files_of(work, base, &uploads),
        .relations = relations_of(work, base, &related),
    };
    ret_answer->item = record;
    return NULL;
}

const struct api_route library_api[LIBRARY_API_COUNT] = {
    {.path = "/api/v1/documents",
     .message = "api.documents",
     .shape = &document_item_shape,
     .handler = documents_all,
     .is_list = true,
     .parameters = parameters,
     .parameter_count = sizeof(parameters) / sizeof(parameters[0]),
     .csv = "/van-ban.csv"},
    {.path = "/api/v1/documents/{slug}",
     .message = "api.document",
     .shape = &document_record_shape,
     .handler = document_one },
};
