/*
 * What a document says of itself to search engines: Legislation of schema.org.
 */
#include "modules/library/library_rules.h"
#include "modules/library/library_service.h"
#include "modules/library/library_web.h"
#include "view/json.h"

enum {
    JSON_LIMIT = 64 * 1024
};

#define FORCE(name) STR("https://schema.org/" name)

static void put_date(struct json *json, struct arena *arena, const char *name,
                     struct civil_date date)
{
    if (!date_is_none(date))
        json_pair_text(json, name, date_to_iso(arena, date));
}

static struct str force_of(const struct document *document, struct civil_date today)
{
    switch (document_force_on(document, today)) {
    case FORCE_HOLDS:
        return FORCE("InForce");
    case FORCE_PENDING:
    case FORCE_ENDED:
        return FORCE("NotInForce");
    case FORCE_NONE:
    case FORCE_COUNT:
        break;
    }
    return STR("");
}

static void put_issuer(struct json *json, struct str issuer)
{
    if (issuer.len == 0)
        return;
    json_key(json, STR("legislationPassedBy"));
    json_begin_object(json);
    json_pair_text(json, "@type", STR("GovernmentOrganization"));
    json_pair_text(json, "name", issuer);
    json_end_object(json);
}

/* What it amends or replaces. */
static void put_changes(struct json *json, struct work *work, struct str base,
                        const document_related_list *related)
{
    json_key(json, STR("legislationChanges"));
    json_begin_array(json);
    for (size_t i = 0; i < related->count; i++) {
        const struct document_related *other = &related->items[i];
        struct url url = url_under(work->arena, base, document_url(work->arena, other->slug));
        if (other->is_passive || other->relation == DOCUMENT_GUIDES)
            continue;
        json_begin_object(json);
        json_pair_text(json, "@type", STR("Legislation"));
        json_pair_text(json, "legislationIdentifier", other->number);
        json_pair_text(json, "url", url.text);
        json_end_object(json);
    }
    json_end_array(json);
}

struct html document_json_ld(struct work *work, const struct layout *layout,
                             const struct document *document, const document_related_list *related)
{
    struct buf out = buf_init(work->arena, JSON_LIMIT);
    struct json json = json_begin(&out);
    struct url url = document_url(work->arena, document->slug);
    struct str force = force_of(document, clock_today(work->clock));
    json_begin_object(&json);
    json_pair_text(&json, "@context", STR("https://schema.org"));
    json_pair_text(&json, "@type", STR("Legislation"));
    json_pair_text(&json, "name", document->title);
    json_pair_text(&json, "url", url_under(work->arena, layout->base, url).text);
    json_pair_text(&json, "inLanguage", STR("vi"));
    json_pair_text(&json, "legislationJurisdiction", STR("VN"));
    json_pair_text(&json, "legislationType", document_name(work, document->kind, STR("")));
    if (document->number.len > 0)
        json_pair_text(&json, "legislationIdentifier", document->number);
    put_date(&json, work->arena, "legislationDate", document->signed_on);
    if (force.len > 0)
        json_pair_text(&json, "legislationLegalForce", force);
    put_issuer(&json, document->issuer);
    put_changes(&json, work, layout->base, related);
    json_end_object(&json);
    return buf_overflowed(&out) ? HTML("") : json_ld_html(work->arena, &json);
}
