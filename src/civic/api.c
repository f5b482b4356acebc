/*
 * Answers of the interface for programs: reads what was asked, lets the row's
 * handler fill structs, writes them as JSON or as a table.
 */
#include "civic/api.h"

#include "civic/actor.h"
#include "civic/module.h"
#include "civic/page.h"
#include "http/etag.h"
#include "view/csv.h"
#include "view/json.h"

#include <string.h>

enum {
    LIST_PARAMETERS = 2
};

/* What every list takes besides its own. */
const struct form_field api_list_parameters[LIST_PARAMETERS] = {
    {"after", INPUT_LINE, 1, 200,           false, NULL},
    {"limit", INPUT_INT,  1, API_PAGE_MOST, false, NULL},
};

size_t api_list_parameter_count(const struct api_route *api)
{
    if (!api->is_list)
        return 0;
    return api->is_fixed ? 1 : LIST_PARAMETERS;
}

/* A row in the router: what the router needs, and behind it what we do. */
struct mounted {
    struct route route; /* first, so that request->route is this */
    const struct api_route *api;
};

const struct fault *api_bad_after(struct work *work)
{
    return fault_field(work->arena, "after", "api.after");
}

void api_respond(struct work *work, struct response *response, struct str json)
{
    response_json(response, 200, json);
    response_etag(response, etag_of(work->arena, json));
    response_keep(response, RESPONSE_REVALIDATE);
    response_set_header(response, STR("Access-Control-Allow-Origin"), STR("*"));
}

/* ---- what was asked ---- */

static const struct fault *read_call(struct work *work, const struct request *request,
                                     const struct api_route *api, struct form *form,
                                     struct api_call *ret_call)
{
    struct form_field *fields =
        arena_alloc_array(work->arena, api->parameter_count + LIST_PARAMETERS, sizeof(*fields));
    size_t count = api->parameter_count;
    const struct fault *fault;
    if (count > 0)
        memcpy(fields, api->parameters, count * sizeof(*fields));
    for (size_t i = 0; i < api_list_parameter_count(api); i++)
        fields[count++] = api_list_parameters[i];
    fault = form_read(work, request, fields, count, form);
    if (fault)
        return fault;
    *ret_call = (struct api_call){.request = request, .form = form, .limit = API_PAGE};
    if (api->is_list) {
        ret_call->after = form_str(form, "after");
        if (!api->is_fixed && form_given(form, "limit"))
            ret_call->limit = (int)form_int(form, "limit");
    }
    return NULL;
}

/* Whoever asks, the answer is what anybody may know. */
static const struct fault *run_handler(struct work *work, const struct api_route *api,
                                       const struct api_call *call, struct api_answer *ret_answer)
{
    const struct actor *asker = work->actor;
    const struct fault *fault;
    *ret_answer = (struct api_answer){0};
    work->actor = &actor_anonymous;
    fault = api->handler(work, call, ret_answer);
    work->actor = asker;
    return fault;
}

/* This address with `after` in place of what it had. */
static struct str next_url(struct work *work, const struct request *request, struct str after)
{
    struct url url = url_path(work->arena, request->path);
    for (size_t i = 0; i < request->query.count; i++) {
        const struct pair *pair = &request->query.items[i];
        if (!str_equal(pair->name, STR("after")))
            url = url_add(work->arena, url, pair->name, pair->value);
    }
    url = url_add(work->arena, url, STR("after"), after);
    return url_under(work->arena, page_base(work, request), url).text;
}

static void add_next_link(struct work *work, struct response *response, struct str next)
{
    if (next.len > 0)
        response_add_header(response, STR("Link"),
                            arena_printf(work->arena, "<" PRISTR ">; rel=\"next\"", STRARG(next)));
}

/* ---- JSON ---- */

static void write_list(struct json *json, const struct api_route *api,
                       const struct api_answer *answer, struct str next)
{
    json_begin_object(json);
    json_key(json, STR("items"));
    json_begin_array(json);
    for (size_t i = 0; i < answer->items.count; i++)
        json_put_shape(json, api->shape,
                       (const char *)answer->items.items + i * answer->items.size);
    json_end_array(json);
    json_key(json, STR("next"));
    if (next.len > 0)
        json_put_text(json, next);
    else
        json_put_null(json);
    json_end_object(json);
}

static const struct fault *respond_json(struct work *work, const struct request *request,
                                        struct response *response)
{
    const struct api_route *api = ((const struct mounted *)(const void *)request->route)->api;
    struct buf out = buf_init(work->arena, API_BYTES);
    struct json json = json_begin(&out);
    struct str next = STR("");
    struct form form;
    struct api_call call;
    struct api_answer answer;
    const struct fault *fault = read_call(work, request, api, &form, &call);
    if (!fault)
        fault = run_handler(work, api, &call, &answer);
    if (fault)
        return fault;
    if (answer.next.len > 0)
        next = next_url(work, request, answer.next);
    if (api->is_list)
        write_list(&json, api, &answer, next);
    else
        json_put_shape(&json, api->shape, answer.item);
    json_finish(&json);
    if (buf_overflowed(&out))
        return fault_new(work->arena, FAULT_INTERNAL, "error.internal", "%s is too long",
                         api->path);
    api_respond(work, response, buf_str(&out));
    add_next_link(work, response, next);
    return NULL;
}

/* ---- tables ---- */

/* Rows of all pages in one list, until there are API_CSV_ROWS. */
static const struct fault *collect(struct work *work, const struct api_route *api,
                                   struct api_call *call, struct api_answer *ret_answer)
{
    char *rows = arena_alloc_array(work->arena, API_CSV_ROWS, api->shape->size);
    struct list all = {rows, 0, api->shape->size};
    const struct fault *fault = NULL;
    call->limit = API_PAGE_MOST;
    do {
        if (API_CSV_ROWS - all.count < (size_t)call->limit)
            call->limit = (int)(API_CSV_ROWS - all.count);
        fault = run_handler(work, api, call, ret_answer);
        if (fault)
            return fault;
        for (size_t i = 0; i < ret_answer->items.count && all.count < API_CSV_ROWS; i++)
            memcpy(rows + all.count++ * all.size,
                   (const char *)ret_answer->items.items + i * ret_answer->items.size, all.size);
        call->after = ret_answer->next;
    } while (call->after.len > 0 && all.count < API_CSV_ROWS);
    ret_answer->items = all;
    return NULL;
}

/* "/tin-tuc.csv": "tin-tuc.csv". */
static struct str file_name(const struct api_route *api)
{
    struct str path = str_from_c(api->csv);
    for (ptrdiff_t at = 0; at >= 0; at = str_find_byte(path, '/', 0))
        path = str_from(path, (size_t)at + 1);
    return path;
}

static const struct fault *respond_csv(struct work *work, const struct request *request,
                                       struct response *response)
{
    const struct api_route *api = ((const struct mounted *)(const void *)request->route)->api;
    struct buf out = buf_init(work->arena, API_BYTES);
    struct form form;
    struct api_call call;
    struct api_answer answer;
    const struct fault *fault = read_call(work, request, api, &form, &call);
    if (!fault)
        fault = collect(work, api, &call, &answer);
    if (fault)
        return fault;
    csv_write_shape(&out, api->shape, answer.items, NULL);
    if (buf_overflowed(&out))
        return fault_new(work->arena, FAULT_INTERNAL, "error.internal", "%s is too long", api->csv);
    response_bytes(response, 200, STR("text/csv; charset=utf-8; header=present"), buf_str(&out));
    response_attachment(response, file_name(api));
    response_etag(response, etag_of(work->arena, buf_str(&out)));
    response_keep(response, RESPONSE_REVALIDATE);
    response_set_header(response, STR("Access-Control-Allow-Origin"), STR("*"));
    if (answer.next.len > 0)
        add_next_link(work, response, next_url(work, request, answer.next));
    return NULL;
}

/* ---- what writes by itself ---- */

static const struct fault *respond_written(struct work *work, const struct request *request,
                                           struct response *response)
{
    const struct api_route *api = ((const struct mounted *)(const void *)request->route)->api;
    const struct actor *asker = work->actor;
    const struct fault *fault;
    work->actor = &actor_anonymous;
    fault = api->writer(work, request, response);
    work->actor = asker;
    if (!fault && response->status == 200)
        api_respond(work, response, response->body);
    return fault;
}

/* ---- in the router ---- */

static const struct fault *mount(struct router *router, struct arena *arena,
                                 const struct api_route *api, const char *pattern,
                                 route_handler *handler, unsigned flags)
{
    struct mounted *mounted = ARENA_NEW(arena, struct mounted);
    mounted->route = (struct route){HTTP_GET, pattern, handler, NULL, flags, NULL};
    mounted->api = api;
    return router_add(router, arena, &mounted->route, 1);
}

const struct fault *api_mount(struct router *router, struct arena *arena,
                              const struct module *module)
{
    const struct fault *fault = NULL;
    for (size_t i = 0; !fault && i < module->api_count; i++) {
        const struct api_route *api = &module->api[i];
        unsigned kept = api->is_not_kept ? 0 : ROUTE_CACHE;
        fault = mount(router, arena, api, api->path, api->writer ? respond_written : respond_json,
                      kept | (api->is_slow ? ROUTE_POOL : 0));
        if (!fault && api->csv)
            fault = mount(router, arena, api, api->csv, respond_csv, kept | ROUTE_POOL);
    }
    return fault;
}
