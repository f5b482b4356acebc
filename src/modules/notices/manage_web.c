/*
 * The pages behind the links in letters: confirm, change, end. Each needs its link
 * alone, no account; none says whether a link was ever good.
 */
#include "modules/notices/notice_web.h"

struct topic_row {
    struct code_number id;
    struct str label;
};
static SHAPE(topic_row_shape, struct topic_row, FIELD(struct topic_row, id),
             FIELD(struct topic_row, label));

static const struct fault *fill_topics(struct work *work, const notice_topics *topics,
                                       struct list *ret_rows)
{
    struct topic_row *rows = arena_alloc_array(work->arena, topics->count, sizeof(*rows));
    for (size_t i = 0; i < topics->count; i++) {
        const struct fault *fault = notice_topic_label(work, &topics->items[i], &rows[i].label);
        if (fault)
            return fault;
        rows[i].id.value = topics->items[i].id;
    }
    *ret_rows = (struct list){rows, topics->count, sizeof(*rows)};
    return NULL;
}

static struct url link_to(struct work *work, const char *page, struct str token)
{
    return url_relative(work->arena, "/nhan-tin/%s/" PRISTR, page, STRARG(token));
}

/* A page that nobody keeps and no search engine lists. */
static const struct fault *layout_of(struct work *work, const struct request *request,
                                     const char *title, struct layout *ret_layout)
{
    const struct fault *fault = page_layout(work, request, site_message(work, title), ret_layout);
    if (fault)
        return fault;
    ret_layout->is_private = true;
    ret_layout->canonical_url = URL("");
    page_crumb(work, ret_layout, URL("/nhan-tin"), site_message(work, "notices.title"));
    page_crumb(work, ret_layout, URL(""), site_message(work, title));
    return NULL;
}

static const struct fault *respond(struct work *work, struct response *response, int status,
                                   const struct page_kind *kind, const void *page)
{
    const struct fault *fault = page_respond(work, response, status, kind, page);
    response_keep(response, RESPONSE_NO_STORE);
    return fault;
}

/* ---- confirming ---- */

struct confirm_page {
    struct layout layout;
    struct list topics; /* struct topic_row */
};
static SHAPE(confirm_page_shape, struct confirm_page,
             RECORD(struct confirm_page, layout, layout_shape),
             LIST(struct confirm_page, topics, topic_row_shape));
const struct page_kind notice_confirm_kind = {"notices/confirm", &confirm_page_shape};

const struct fault *notice_confirm_page(struct work *work, const struct request *request,
                                        struct response *response)
{
    struct confirm_page page;
    struct notice_request asked;
    const struct fault *fault =
        notice_request_load(work, request_param(request, STR("token")), &asked);
    if (!fault)
        fault = layout_of(work, request, "notices.confirm.title", &page.layout);
    if (!fault)
        fault = fill_topics(work, &asked.topics, &page.topics);
    return fault ? fault : respond(work, response, 200, &notice_confirm_kind, &page);
}

const struct fault *notice_confirm_send(struct work *work, const struct request *request,
                                        struct response *response)
{
    struct str token;
    const struct fault *fault = notice_confirm(work, request_param(request, STR("token")), &token);
    if (fault)
        return fault;
    response_redirect(
        response, url_add(work->arena, link_to(work, "quan-ly", token), STR("moi"), STR("1")).text);
    return NULL;
}

/* ---- changing ---- */

struct manage_page {
    struct layout layout;
    struct list topics; /* struct topic_row */
    struct url end_url;
};
static SHAPE(manage_page_shape, struct manage_page,
             RECORD(struct manage_page, layout, layout_shape),
             LIST(struct manage_page, topics, topic_row_shape), FIELD(struct manage_page, end_url));
const struct page_kind notice_manage_kind = {"notices/manage", &manage_page_shape};

static const struct form_field topic_field[] = {
    {"muc", INPUT_ID, 0, 0, true, NULL}
};

const struct fault *notice_manage_page(struct work *work, const struct request *request,
                                       struct response *response)
{
    struct str token = request_param(request, STR("token"));
    struct manage_page page;
    struct subscriber subscriber;
    notice_topics topics;
    const struct fault *fault = subscriber_by_token(work, token, &subscriber);
    if (!fault && subscriber.id == 0)
        return notice_say(work, request, response, "notices.ended", URL("/nhan-tin"));
    if (!fault)
        fault = subscriber_topics(work, subscriber.id, 0, &topics);
    if (!fault)
        fault = layout_of(work, request, "notices.manage.title", &page.layout);
    if (!fault)
        fault = fill_topics(work, &topics, &page.topics);
    if (fault)
        return fault;
    page.end_url = link_to(work, "dung", token);
    if (request_query(request, STR("moi")).ptr)
        page_flash(work, &page.layout, "notices.confirmed", false);
    if (request_query(request, STR("bo")).ptr)
        page_flash(work, &page.layout, "notices.dropped", false);
    if (subscriber.state == SUBSCRIBER_SUSPENDED)
        page_flash(work, &page.layout, "notices.suspended", true);
    return respond(work, response, 200, &notice_manage_kind, &page);
}

const struct fault *notice_manage_send(struct work *work, const struct request *request,
                                       struct response *response)
{
    struct str token = request_param(request, STR("token"));
    struct form form;
    const struct fault *fault = form_read(work, request, topic_field, 1, &form);
    if (!fault)
        fault = notice_drop(work, token, form_int(&form, "muc"));
    if (fault)
        return fault;
    response_redirect(
        response, url_add(work->arena, link_to(work, "quan-ly", token), STR("bo"), STR("1")).text);
    return NULL;
}

/* ---- ending ---- */

/* The link in a letter: a button, because scanners follow links. */
const struct fault *notice_end_page(struct work *work, const struct request *request,
                                    struct response *response)
{
    struct str token = request_param(request, STR("token"));
    struct manage_page page = {.end_url = link_to(work, "dung", token)};
    const struct fault *fault = layout_of(work, request, "notices.end.title", &page.layout);
    return fault ? fault : respond(work, response, 200, &notice_manage_kind, &page);
}

const struct fault *notice_end_send(struct work *work, const struct request *request,
                                    struct response *response)
{
    const struct fault *fault = notice_end(work, request_param(request, STR("token")));
    return fault ? fault : notice_say(work, request, response, "notices.ended", URL("/nhan-tin"));
}
