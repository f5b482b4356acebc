/*
 * /van-ban/{slug}: one document, what it does to others and they to it, whether it
 * is in force on a day, and the rules of the law that rest on it.
 */
#include "modules/law/law_site.h"
#include "modules/library/library_rules.h"
#include "modules/library/library_service.h"
#include "modules/library/library_store.h"
#include "modules/library/library_web.h"
#include "text/message.h"
#include "text/number.h"
#include "text/utf8.h"

#include <inttypes.h>

enum {
    DESCRIPTION = 160 /* characters, for search engines */
};

static const struct form_field fields[] = {
    {"ngay", INPUT_DATE, 0, 0, false, NULL},
};

struct related_view {
    struct url url;
    struct str name;
    struct str title;
    struct civil_date since; /* of what is done to this one; DATE_NONE: not known, or by this */
};
static SHAPE(related_view_shape, struct related_view, FIELD(struct related_view, url),
             FIELD(struct related_view, name), FIELD(struct related_view, title),
             FIELD(struct related_view, since));

/* Those that are related in the same way. */
struct related_group {
    struct str label;
    struct list items; /* struct related_view */
};
static SHAPE(related_group_shape, struct related_group, FIELD(struct related_group, label),
             LIST(struct related_group, items, related_view_shape));

struct rule_view {
    struct url url;
    struct str title;
    struct str article;
};
static SHAPE(rule_view_shape, struct rule_view, FIELD(struct rule_view, url),
             FIELD(struct rule_view, title), FIELD(struct rule_view, article));

struct document_page {
    struct layout layout;
    struct str name;
    struct str title;
    struct str written; /* the title's language where it is not the page's */
    struct str summary;
    struct str issuer;
    struct str signer;
    struct str position;
    struct civil_date signed_on;
    struct civil_date from;
    struct civil_date to;
    struct force_view force;
    bool is_amended; /* while it holds */
    struct field_view on;
    struct civil_date day;   /* asked for; DATE_NONE: today */
    struct civil_date shown; /* the day of `force` */
    struct list groups;      /* struct related_group */
    struct list rules;       /* struct rule_view */
    struct list files;       /* struct document_file_view */
    struct url edit_url;     /* for those who may */
    bool is_demo;
};
static SHAPE(document_page_shape, struct document_page,
             RECORD(struct document_page, layout, layout_shape), FIELD(struct document_page, name),
             FIELD(struct document_page, title), FIELD(struct document_page, written),
             FIELD(struct document_page, summary), FIELD(struct document_page, issuer),
             FIELD(struct document_page, signer), FIELD(struct document_page, position),
             FIELD(struct document_page, signed_on), FIELD(struct document_page, from),
             FIELD(struct document_page, to), RECORD(struct document_page, force, force_view_shape),
             FIELD(struct document_page, is_amended),
             RECORD(struct document_page, on, field_view_shape), FIELD(struct document_page, day),
             FIELD(struct document_page, shown),
             LIST(struct document_page, groups, related_group_shape),
             LIST(struct document_page, rules, rule_view_shape),
             LIST(struct document_page, files, document_file_view_shape),
             FIELD(struct document_page, edit_url), FIELD(struct document_page, is_demo));
const struct page_kind library_document_kind = {"library/document", &document_page_shape};

struct withdrawn_page {
    struct layout layout;
};
static SHAPE(withdrawn_page_shape, struct withdrawn_page,
             RECORD(struct withdrawn_page, layout, layout_shape));
const struct page_kind library_withdrawn_kind = {"library/withdrawn", &withdrawn_page_shape};

/* ---- relations ---- */

/* columns: message, relation, whether the other one does it */
static const struct {
    const char *message;
    enum document_relation relation;
    bool is_passive;
} groups[] = {
    {"library.relation.replaces",    DOCUMENT_REPLACES, false},
    {"library.relation.replaced-by", DOCUMENT_REPLACES, true },
    {"library.relation.amends",      DOCUMENT_AMENDS,   false},
    {"library.relation.amended-by",  DOCUMENT_AMENDS,   true },
    {"library.relation.guides",      DOCUMENT_GUIDES,   false},
    {"library.relation.guided-by",   DOCUMENT_GUIDES,   true },
};

static struct list groups_of(struct work *work, const document_related_list *related)
{
    VEC(struct related_group) found = {0};
    for (size_t g = 0; g < sizeof(groups) / sizeof(groups[0]); g++) {
        VEC(struct related_view) items = {0};
        for (size_t i = 0; i < related->count; i++) {
            const struct document_related *one = &related->items[i];
            if (one->relation != groups[g].relation || one->is_passive != groups[g].is_passive)
                continue;
            *VEC_PUSH(&items, work->arena) = (struct related_view){
                document_url(work->arena, one->slug), document_name(work, one->kind, one->number),
                document_title(work, one->title, one->title_en),
                one->is_passive ? one->in_force_from : DATE_NONE};
        }
        if (items.count > 0)
            *VEC_PUSH(&found, work->arena) =
                (struct related_group){site_message(work, groups[g].message), VEC_LIST(&items)};
    }
    return VEC_LIST(&found);
}

/* Whether it is no longer on that day as it was made. */
static bool is_amended_on(const document_related_list *related, struct civil_date day)
{
    for (size_t i = 0; i < related->count; i++) {
        const struct document_related *one = &related->items[i];
        if (one->relation == DOCUMENT_AMENDS && one->is_passive &&
            !date_is_none(one->in_force_from) && date_compare(one->in_force_from, day) <= 0)
            return true;
    }
    return false;
}

/* ---- rules of the law ---- */

/* The first version of a rule that rests on the document; NULL: none does. */
static const struct law_version *version_by(struct work *work, const struct law_rule *rule,
                                            const struct document *document)
{
    for (size_t v = 0; v < rule->versions.count; v++) {
        const struct law_version *version = &rule->versions.items[v];
        const struct law_instrument *const cited[] = {version->by, version->amended};
        for (size_t i = 0; i < 2; i++) {
            struct str kind;
            struct str number;
            if (cited[i] &&
                document_number_split(work->arena, cited[i]->full_number.vi, &kind, &number) &&
                str_equal(number, document->number) && str_equal(kind, document->kind))
                return version;
        }
    }
    return NULL;
}

static struct list rules_of(struct work *work, const struct document *document)
{
    struct explainer explainer = law_explainer(work);
    VEC(struct rule_view) views = {0};
    size_t count;
    const struct law_rule *const *rules = law_rules(explainer.law, &count);
    if (document->number.len == 0)
        return (struct list){0};
    for (size_t i = 0; i < count; i++) {
        const struct law_version *version = version_by(work, rules[i], document);
        if (!version)
            continue;
        *VEC_PUSH(&views, work->arena) = (struct rule_view){
            .url = url_relative(work->arena, "/tinh-han/quy-tac/" PRISTR "#" PRISTR,
                                STRARG(rules[i]->area->id), STRARG(rules[i]->id)),
            .title = explain_text(&explainer, rules[i]->title),
            .article = explain_own_article(&explainer, version->article),
        };
    }
    return VEC_LIST(&views);
}

/* ---- the page ---- */

static const struct fault *fill_layout(struct work *work, const struct request *request,
                                       const struct document *document,
                                       const document_related_list *related,
                                       struct document_page *page)
{
    struct layout *layout = &page->layout;
    struct str title =
        arena_printf(work->arena, PRISTR ": " PRISTR, STRARG(page->name), STRARG(page->title));
    const struct fault *fault = page_layout(work, request, title, layout);
    if (fault)
        return fault;
    layout->description = text_excerpt(
        work->arena, document->summary.len > 0 ? document->summary : title, DESCRIPTION);
    layout->json_ld = document_json_ld(work, layout, document, related);
    page_crumb(work, layout, URL("/van-ban"), site_message(work, "library.title"));
    page_crumb(work, layout, URL(""), page->name);
    return NULL;
}

static const struct fault *show(struct work *work, const struct request *request,
                                const struct document *document, struct response *response)
{
    struct document_page page = {
        .name = document_name(work, document->kind, document->number),
        .title = document_title(work, document->title, document->title_en),
        .written = document_title_written(work, document->title_en),
        .summary = document->summary,
        .issuer = document->issuer,
        .signer = document->signer,
        .position = document->position,
        .signed_on = document->signed_on,
        .from = document->in_force_from,
        .to = document->in_force_to,
        .day = DATE_NONE,
        .rules = rules_of(work, document),
        .is_demo = document->is_demo,
    };
    struct form form;
    document_related_list related;
    const struct fault *faults = form_read(work, request, fields, 1, &form);
    const struct fault *fault = faults && faults->kind != FAULT_INVALID ? faults : NULL;
    if (!fault)
        fault = document_relations(work, document->id, &related);
    if (!fault)
        fault = document_file_views(work, document, &page.files);
    if (!fault)
        fault = fill_layout(work, request, document, &related, &page);
    if (fault)
        return fault;
    page.day = form_date(&form, "ngay");
    page.shown = date_is_none(page.day) ? clock_today(work->clock) : page.day;
    page.force = force_view_of(work, document, page.shown);
    page.is_amended = page.force.holds && is_amended_on(&related, page.shown);
    page.on = field_view(work, "library.filter", &fields[0], &form, faults);
    page.groups = groups_of(work, &related);
    if (actor_may_somewhere(work->actor, LIBRARY_WRITERS))
        page.edit_url = url_relative(work->arena, "/can-bo/van-ban/%" PRId64, document->id);
    page_errors_of(work, &page.layout, "library.filter", faults);
    return page_respond_form(work, response, faults, &library_document_kind, &page);
}

/* Says that there was one, and nothing of it. */
static const struct fault *show_withdrawn(struct work *work, const struct request *request,
                                          struct response *response)
{
    struct withdrawn_page page = {0};
    const struct fault *fault =
        page_layout(work, request, site_message(work, "library.withdrawn"), &page.layout);
    if (fault)
        return fault;
    page.layout.is_private = true;
    page_crumb(work, &page.layout, URL("/van-ban"), site_message(work, "library.title"));
    page_crumb(work, &page.layout, URL(""), page.layout.title);
    return page_respond(work, response, 410, &library_withdrawn_kind, &page);
}

const struct fault *library_document_page(struct work *work, const struct request *request,
                                          struct response *response)
{
    struct document document;
    const struct fault *fault =
        document_by_slug(work, request_param(request, STR("slug")), &document);
    if (fault)
        return fault;
    switch (document.status) {
    case DOCUMENT_PUBLISHED:
        return show(work, request, &document, response);
    case DOCUMENT_WITHDRAWN:
        return show_withdrawn(work, request, response);
    case DOCUMENT_DRAFT:
    case DOCUMENT_STATUS_COUNT:
        break;
    }
    return fault_new(work->arena, FAULT_NOT_FOUND, "library.unknown", "not published");
}
