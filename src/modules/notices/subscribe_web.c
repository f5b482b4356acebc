/*
 * The form at /nhan-tin. What it answers does not hang on the address: known or
 * not, the same page with the same words.
 */
#include "modules/notices/notice_web.h"

#include "civic/outbox.h"
#include "civic/unit.h"

enum {
    FIELD_EMAIL,
    FIELD_SOURCE,
    FIELD_UNIT,
    FIELD_WORDS,
    FIELDS
};

enum {
    UNITS_OFFERED = 200,
    PARTS_OFFERED = 12 /* of one source; to others their own pages lead */
};

static const struct form_field fields[FIELDS] = {
    [FIELD_EMAIL] = {"email",   INPUT_LINE, 0, LETTER_ADDRESS_MOST, true,  NULL},
    [FIELD_SOURCE] = {"nguon",   INPUT_PICK, 0, 40,                  true,  NULL},
    [FIELD_UNIT] = {"don-vi",  INPUT_LINE, 0, 0,                   false, NULL},
    [FIELD_WORDS] = {"tu-khoa", INPUT_LINE, 0, NOTICE_WORDS_MOST,   false, NULL},
};

/* ---- a page that says one thing ---- */

struct said_page {
    struct layout layout;
    struct str title;
    struct str text;
    struct url next_url;
    struct str next;
};
static SHAPE(said_page_shape, struct said_page, RECORD(struct said_page, layout, layout_shape),
             FIELD(struct said_page, title), FIELD(struct said_page, text),
             FIELD(struct said_page, next_url), FIELD(struct said_page, next));
const struct page_kind notice_said_kind = {"notices/said", &said_page_shape};

static struct str part_of(struct work *work, const char *key, const char *part)
{
    return site_message(work, arena_printf(work->arena, "%s-%s", key, part).ptr);
}

const struct fault *notice_say(struct work *work, const struct request *request,
                               struct response *response, const char *key, struct url next)
{
    struct said_page page = {
        .title = part_of(work, key, "title"), .text = part_of(work, key, "text"), .next_url = next};
    const struct fault *fault = page_layout(work, request, page.title, &page.layout);
    if (fault)
        return fault;
    if (next.text.len > 0)
        page.next = part_of(work, key, "next");
    page.layout.is_private = true;
    page_crumb(work, &page.layout, URL("/nhan-tin"), site_message(work, "notices.title"));
    fault = page_respond(work, response, 200, &notice_said_kind, &page);
    response_keep(response, RESPONSE_NO_STORE);
    return fault;
}

const struct fault *notice_sent_page(struct work *work, const struct request *request,
                                     struct response *response)
{
    return notice_say(work, request, response, "notices.sent", URL("/"));
}

/* ---- the form ---- */

struct subscribe_page {
    struct layout layout;
    struct field_view email;
    struct field_view source;
    struct field_view unit;
    struct field_view words;
    bool is_off;
};
static SHAPE(subscribe_page_shape, struct subscribe_page,
             RECORD(struct subscribe_page, layout, layout_shape),
             RECORD(struct subscribe_page, email, field_view_shape),
             RECORD(struct subscribe_page, source, field_view_shape),
             RECORD(struct subscribe_page, unit, field_view_shape),
             RECORD(struct subscribe_page, words, field_view_shape),
             FIELD(struct subscribe_page, is_off));
const struct page_kind notice_subscribe_kind = {"notices/subscribe", &subscribe_page_shape};

typedef VEC(struct option_view) option_list;

/* A source is chosen by its name, a part of it by "news-81234". The first is chosen
 * where nothing was. */
static void add_source(struct work *work, option_list *options, struct str value, struct str label,
                       struct str chosen)
{
    bool is_first = options->count == 0;
    *VEC_PUSH(options, work->arena) =
        (struct option_view){.id = arena_printf(work->arena, "nguon-" PRISTR, STRARG(value)),
                             .name = STR("nguon"),
                             .value = value,
                             .label = label,
                             .is_chosen = chosen.len > 0 ? str_equal(chosen, value) : is_first};
}

/* The whole of a source, then its parts: the first of many, and the one that a page led to. */
static const struct fault *add_sources(struct work *work, const struct notice_source *source,
                                       struct str chosen, option_list *options)
{
    struct str title = site_message(work, source->title);
    notice_parts parts = {0};
    const struct fault *fault = source->parts ? source->parts(work, &parts) : NULL;
    if (fault)
        return fault;
    add_source(work, options, str_from_c(source->name), title, chosen);
    if (source->takes_words)
        options->items[options->count - 1].hint = site_message(work, "notices.needs-words");
    if (parts.count > PARTS_OFFERED)
        options->items[options->count - 1].hint = site_message(work, "notices.more-parts");
    for (size_t i = 0; i < parts.count; i++) {
        struct str value =
            arena_printf(work->arena, "%s-%lld", source->name, (long long)parts.items[i].id);
        if (i < PARTS_OFFERED || str_equal(value, chosen))
            add_source(work, options, value,
                       arena_printf(work->arena, PRISTR " – " PRISTR, STRARG(title),
                                    STRARG(parts.items[i].name)),
                       chosen);
    }
    return NULL;
}

static const struct fault *source_options(struct work *work, struct str chosen,
                                          struct list *ret_options)
{
    option_list options = {0};
    const struct fault *fault = NULL;
    for (size_t m = 0; !fault && work->site->modules[m]; m++)
        for (size_t i = 0; !fault && i < work->site->modules[m]->notice_count; i++)
            fault = add_sources(work, &work->site->modules[m]->notices[i], chosen, &options);
    *ret_options = VEC_LIST(&options);
    return fault;
}

/* The units below that of the site; one from elsewhere where it was asked for. */
static const struct fault *unit_options(struct work *work, struct str chosen,
                                        struct list *ret_options)
{
    option_list options = {0};
    unit_list units = {0};
    struct unit unit;
    bool is_there = chosen.len == 0;
    const struct fault *fault = site_unit(work, &unit);
    if (!fault)
        fault = unit_children(work, unit.id, &units);
    *VEC_PUSH(&options, work->arena) = (struct option_view){
        .value = STR(""), .label = site_message(work, "notices.every-unit"), .is_chosen = is_there};
    for (size_t i = 0; !fault && i < units.count && i < UNITS_OFFERED; i++) {
        bool is_chosen = str_equal(units.items[i].slug, chosen);
        *VEC_PUSH(&options, work->arena) = (struct option_view){
            .value = units.items[i].slug, .label = units.items[i].name, .is_chosen = is_chosen};
        is_there = is_there || is_chosen;
    }
    if (!fault && !is_there)
        fault = unit_by_slug(work, chosen, &unit);
    if (!fault && !is_there)
        *VEC_PUSH(&options, work->arena) =
            (struct option_view){.value = unit.slug, .label = unit.name, .is_chosen = true};
    if (fault && fault->kind != FAULT_NOT_FOUND)
        return fault;
    *ret_options = VEC_LIST(&options);
    return NULL;
}

static const struct fault *show(struct work *work, const struct request *request,
                                struct response *response, const struct form *form,
                                const struct fault *faults)
{
    static const char key[] = "notices.field";
    struct subscribe_page page = {
        .email = field_view(work, key, &fields[FIELD_EMAIL], form, faults),
        .source = field_view(work, key, &fields[FIELD_SOURCE], form, faults),
        .unit = field_view(work, key, &fields[FIELD_UNIT], form, faults),
        .words = field_view(work, key, &fields[FIELD_WORDS], form, faults),
        .is_off = mail_readiness(work->site) != MAIL_READY};
    const struct fault *fault =
        page_layout(work, request, site_message(work, "notices.title"), &page.layout);
    int status = 200;
    if (!fault)
        fault = unit_options(work, page.unit.value, &page.unit.options);
    if (!fault)
        fault = source_options(work, page.source.value, &page.source.options);
    if (fault)
        return fault;
    page.email.type = STR("email");
    page.email.inputmode = STR("email");
    page.email.autocomplete = STR("email");
    if (faults)
        status = faults->kind == FAULT_TOO_MANY ? 429 : 422;
    page_errors_of(work, &page.layout, key, faults);
    page_crumb(work, &page.layout, URL(""), site_message(work, "notices.title"));
    return page_respond(work, response, status, &notice_subscribe_kind, &page);
}

/* What the address of the page fills in: other pages lead here with a unit or words. */
const struct fault *notice_subscribe_page(struct work *work, const struct request *request,
                                          struct response *response)
{
    struct form form = form_empty(work->arena, fields, FIELDS);
    const struct fault *fault =
        request->query.count > 0 ? form_read(work, request, fields, FIELDS, &form) : NULL;
    if (fault && fault->kind != FAULT_INVALID)
        return fault;
    return show(work, request, response, &form, NULL);
}

/* ---- what was typed ---- */

static const struct fault *refuse(struct work *work, const struct fault *faults, int field,
                                  const char *key)
{
    return fault_join(faults, fault_field(work->arena, fields[field].name, key));
}

/* The source that "news" or "news-81234" names, and the id behind it; NULL: none. */
static const struct fault *read_source(struct work *work, struct str value,
                                       struct notice_topic *topic,
                                       const struct notice_source **ret_source)
{
    struct str part = value;
    const struct notice_source *source;
    struct notice_part found;
    const struct fault *fault;
    topic->source = str_cut(&part, '-');
    *ret_source = source = notice_source_find(work->site, topic->source);
    if (!source || !part.ptr)
        return NULL;
    *ret_source = NULL;
    if (!str_to_int64(part, &topic->part_id))
        return NULL;
    fault = notice_part_load(work, source, topic->part_id, &found);
    if (!fault)
        *ret_source = source;
    return fault && fault->kind == FAULT_NOT_FOUND ? NULL : fault;
}

/* The topic of the form; faults at fields are joined to `*faults`. */
static const struct fault *read_topic(struct work *work, const struct form *form,
                                      struct notice_topic *ret_topic, const struct fault **faults)
{
    struct notice_topic topic = {.id = 0};
    const struct notice_source *source;
    struct str value = form_str(form, fields[FIELD_SOURCE].name);
    struct str slug = form_str(form, fields[FIELD_UNIT].name);
    struct unit unit;
    const struct fault *fault = read_source(work, value, &topic, &source);
    if (fault)
        return fault;
    if (value.len > 0 && !source)
        *faults = refuse(work, *faults, FIELD_SOURCE, "form.choice");
    if (source && source->takes_words) {
        topic.words = form_str(form, fields[FIELD_WORDS].name);
        if (topic.words.len == 0 && !form_given(form, fields[FIELD_WORDS].name))
            *faults = refuse(work, *faults, FIELD_WORDS, "notices.words-missing");
    }
    if (slug.len > 0)
        fault = unit_by_slug(work, slug, &unit);
    if (fault && fault->kind == FAULT_NOT_FOUND) {
        *faults = refuse(work, *faults, FIELD_UNIT, "unit.unknown");
        fault = NULL;
    } else if (slug.len > 0 && !fault) {
        topic.unit_id = unit.id;
    }
    *ret_topic = topic;
    return fault;
}

/* One household does not subscribe a village. */
static const struct fault *must_not_hurry(struct work *work, const struct request *request)
{
    struct notices_state *state = site_state(work->site, "notices");
    struct str key = address_text(work->arena, address_group(request->peer));
    struct fault *fault;
    int64_t wait_us;
    if (ratelimit_take(state->limit, key, clock_monotonic(), &wait_us))
        return NULL;
    fault = fault_new(work->arena, FAULT_TOO_MANY, "notices.too-fast", "too many wishes");
    fault->field = fields[FIELD_EMAIL].name;
    return fault_with(fault, "minutes",
                      arena_printf(work->arena, "%lld", (long long)(wait_us / 60000000 + 1)));
}

const struct fault *notice_subscribe_send(struct work *work, const struct request *request,
                                          struct response *response)
{
    struct form form;
    struct notice_topic topic;
    struct str address = STR("");
    const struct fault *fault;
    const struct fault *faults = form_read(work, request, fields, FIELDS, &form);
    if (faults && faults->kind != FAULT_INVALID)
        return faults;
    if (form_str(&form, fields[FIELD_EMAIL].name).len > 0 &&
        !mail_address_read(work->arena, form_str(&form, fields[FIELD_EMAIL].name), &address))
        faults = refuse(work, faults, FIELD_EMAIL, "form.not_an_email");
    fault = read_topic(work, &form, &topic, &faults);
    if (fault)
        return fault;
    if (!faults)
        faults = must_not_hurry(work, request);
    if (faults)
        return show(work, request, response, &form, faults);
    fault = notice_subscribe(work, address, &topic);
    if (fault)
        return fault;
    response_redirect(response, STR("/nhan-tin/da-gui"));
    return NULL;
}
