/*
 * Faults as pages and as problem details.
 */
#include "app/error_page.h"

#include "base/log.h"
#include "civic/csrf.h"
#include "http/status.h"
#include "view/json.h"

#include <string.h>

enum {
    RETRY_SECONDS = 5 /* where the fault does not say */
};

/* A field of the form that could not be taken, for sending it again. */
struct kept_field {
    struct str name;
    struct str value;
    bool is_typed; /* by a person: worth reading again before it is sent */
};
static SHAPE(kept_field_shape, struct kept_field, FIELD(struct kept_field, name),
             FIELD(struct kept_field, value), FIELD(struct kept_field, is_typed));

/* Files that cannot be kept, to be chosen again. */
struct lost_files {
    struct str id;
    struct str name;  /* of the field */
    struct str value; /* "file:a.pdf, b.pdf": the field and what was chosen there */
    struct str files; /* "a.pdf, b.pdf" */
};
static SHAPE(lost_files_shape, struct lost_files, FIELD(struct lost_files, id),
             FIELD(struct lost_files, name), FIELD(struct lost_files, value),
             FIELD(struct lost_files, files));

struct error_page {
    struct layout layout;
    struct str title;
    struct str text;
    bool asks_sign_in;
    bool is_unsure; /* it may be saved: to be looked for before it is sent again */
    struct url sign_in_url;
    struct url back_url;
    struct url again_url; /* where the kept form goes; empty: none is kept */
    struct str again_csrf;
    struct list kept; /* struct kept_field */
    struct list lost; /* struct lost_files */
};

static SHAPE(error_page_shape, struct error_page, RECORD(struct error_page, layout, layout_shape),
             FIELD(struct error_page, title), FIELD(struct error_page, text),
             FIELD(struct error_page, asks_sign_in), FIELD(struct error_page, is_unsure),
             FIELD(struct error_page, sign_in_url), FIELD(struct error_page, back_url),
             FIELD(struct error_page, again_url), FIELD(struct error_page, again_csrf),
             LIST(struct error_page, kept, kept_field_shape),
             LIST(struct error_page, lost, lost_files_shape));

const struct page_kind error_page_kind = {"ui/error", &error_page_shape};

/* "error.heading.not_found": what the page is called. */
static struct str heading_of(struct work *work, enum fault_kind kind)
{
    return site_message(work,
                        arena_printf(work->arena, "error.heading.%s", fault_kind_name(kind)).ptr);
}

/* Nobody knows whether it was saved (db.h): no program is to try again by itself. */
static bool is_unsure(const struct fault *fault)
{
    return strcmp(fault->key, "db.not_known") == 0;
}

static void log_fault(const struct work *work, const struct fault *fault)
{
    bool is_ours = fault->kind == FAULT_INTERNAL || fault->kind == FAULT_UNAVAILABLE;
    log_event(is_ours ? LOG_ERROR : LOG_DEBUG, "fault", LOG_TEXT("id", work->request_id),
              LOG_TEXT("kind", str_from_c(fault_kind_name(fault->kind))),
              LOG_TEXT("key", str_from_c(fault->key)), LOG_TEXT("detail", fault->detail));
}

/* What is wrong with which parameter. */
static void put_errors(struct json *json, struct work *work, const struct fault *fault)
{
    json_key(json, STR("errors"));
    json_begin_array(json);
    for (; fault; fault = fault->next) {
        json_begin_object(json);
        json_pair_text(json, "parameter", str_from_c(fault->field));
        json_pair_text(json, "detail", site_fault_message(work, fault));
        json_end_object(json);
    }
    json_end_array(json);
}

/* RFC 9457: type, title, status, detail, instance; ours: code, errors. */
static void respond_problem(struct work *work, const struct fault *fault, int status,
                            struct response *response)
{
    struct buf buf = buf_init(work->arena, 64 * 1024);
    struct json json = json_begin(&buf);
    json_begin_object(&json);
    json_pair_text(&json, "type", STR("about:blank"));
    json_pair_text(&json, "title", heading_of(work, fault->kind));
    json_pair_int(&json, "status", status);
    json_pair_text(&json, "detail", site_fault_message(work, fault));
    json_pair_text(&json, "code", str_from_c(fault->key));
    json_pair_text(&json, "instance", work->request_id);
    if (fault->field)
        put_errors(&json, work, fault);
    json_end_object(&json);
    json_finish(&json);
    response_bytes(response, status, STR("application/problem+json"), buf_str(&buf));
    response_set_header(response, STR("Access-Control-Allow-Origin"), STR("*"));
}

/* ---- what was typed ---- */

/* Whether the form itself was good and only the moment was not: nobody signed in
 * any more, an old page, too many at once, a database that is gone. A form from
 * another site is never given back with a token of this one. */
static bool is_worth_keeping(const struct work *work, const struct request *request,
                             const struct fault *fault)
{
    return request->method == HTTP_POST && request->route && csrf_is_from_here(work, request) &&
           (fault->kind == FAULT_UNAUTHENTICATED || fault->kind == FAULT_TOO_MANY ||
            fault->kind == FAULT_UNAVAILABLE ||
            str_equal(str_from_c(fault->key), STR("error.csrf")));
}

/* Passwords and the token of the page are left out. */
static bool is_kept(const struct request *request, struct str name)
{
    const struct form_spec *form = request->route->form;
    for (size_t i = 0; form && i < form->count; i++)
        if (form->fields[i].kind == INPUT_PASSWORD &&
            str_equal(name, str_from_c(form->fields[i].name)))
            return false;
    return !str_equal(name, STR(CSRF_FIELD)) && str_find(name, STR("password"), 0) < 0;
}

/* Numbers of ours, ticks and buttons say nothing to who typed the rest. */
static bool is_typed(const struct request *request, struct str name, struct str value)
{
    const struct form_spec *form = request->route->form;
    for (size_t i = 0; form && i < form->count; i++)
        if (str_equal(name, str_from_c(form->fields[i].name)))
            return value.len > 0 && form->fields[i].kind != INPUT_ID &&
                   form->fields[i].kind != INPUT_BOOL && form->fields[i].kind != INPUT_CHOICE &&
                   form->fields[i].kind != INPUT_PICK && !str_equal(name, STR("do"));
    return value.len > 0 && !form;
}

static struct kept_field field_kept(const struct request *request, struct str name,
                                    struct str value)
{
    return (struct kept_field){name, value, is_typed(request, name, value)};
}

/*
 * Between the page that asks to sign in and the one that can send, a field of this
 * name says which files are to be chosen again: nothing is kept of those themselves,
 * for they came from somebody unknown.
 */
#define LOST_FIELD "_files"

typedef VEC(struct lost_files) lost_list;

/* `value` is "file:a.pdf"; files of one field stand together. */
static void lose(struct work *work, lost_list *lost, struct str value)
{
    struct str files = value;
    struct str name = str_cut(&files, ':');
    struct lost_files *own = NULL;
    if (name.len == 0 || !files.ptr)
        return;
    for (size_t i = 0; i < lost->count && !own; i++)
        if (str_equal(lost->items[i].name, name))
            own = &lost->items[i];
    if (!own) {
        own = VEC_PUSH(lost, work->arena);
        *own = (struct lost_files){.id = arena_printf(work->arena, "chon-lai-%zu", lost->count),
                                   .name = name};
    }
    own->files = own->files.len ? arena_printf(work->arena, PRISTR ", " PRISTR, STRARG(own->files),
                                               STRARG(files))
                                : files;
    own->value = arena_printf(work->arena, PRISTR ":" PRISTR, STRARG(name), STRARG(own->files));
}

static void keep_fields(struct work *work, const struct request *request, struct error_page *page)
{
    VEC(struct kept_field) kept = {0};
    lost_list lost = {0};
    struct pairs pairs = {0};
    if (str_equal(request_type(request), STR("application/x-www-form-urlencoded")) &&
        urlencoded_parse(work->arena, request->body, REQUEST_PARAMS, &pairs))
        return;
    for (size_t i = 0; i < pairs.count; i++)
        if (str_equal(pairs.items[i].name, STR(LOST_FIELD)))
            lose(work, &lost, pairs.items[i].value);
        else if (is_kept(request, pairs.items[i].name))
            *VEC_PUSH(&kept, work->arena) =
                field_kept(request, pairs.items[i].name, pairs.items[i].value);
    for (const struct part *part = request->parts; part; part = part->next) {
        if (part->is_file && part->size > 0)
            lose(work, &lost,
                 arena_printf(work->arena, PRISTR ":" PRISTR, STRARG(part->name),
                              STRARG(part->filename)));
        else if (!part->is_file && is_kept(request, part->name))
            *VEC_PUSH(&kept, work->arena) = field_kept(request, part->name, part->bytes);
    }
    page->kept = VEC_LIST(&kept);
    page->lost = VEC_LIST(&lost);
    page->again_url = url_path(work->arena, request->path);
}

/* To what the page is about, where the refusal stands however often it is tried again. */
static struct url back_of(struct work *work, const struct request *request,
                          const struct fault *fault)
{
    bool stands = fault->kind == FAULT_FORBIDDEN || fault->kind == FAULT_CONFLICT ||
                  fault->kind == FAULT_INVALID;
    if (stands && work->way_back.len > 0 && !str_equal(work->way_back, request->path))
        return url_path(work->arena, work->way_back);
    return request->method == HTTP_POST && request->path.ptr ? csrf_page_before(work, request)
                                                             : URL("");
}

static void respond_page(struct work *work, const struct request *request,
                         const struct fault *fault, int status, struct response *response)
{
    struct error_page page = {.title = heading_of(work, fault->kind),
                              .text = site_fault_message(work, fault),
                              .asks_sign_in = fault->kind == FAULT_UNAUTHENTICATED,
                              .is_unsure = is_unsure(fault),
                              .back_url = back_of(work, request, fault),
                              .sign_in_url = work->actor->awaits_second_factor
                                                 ? URL("/dang-nhap/ma")
                                                 : URL("/dang-nhap")};
    if (is_worth_keeping(work, request, fault))
        keep_fields(work, request, &page);
    if (status >= 500 || !work->db || page_layout(work, request, page.title, &page.layout))
        page_layout_plain(work, request, page.title, &page.layout);
    page.again_csrf = page.layout.csrf;
    /* with files the form comes back once more, to have them chosen again */
    if (page.asks_sign_in && page.again_url.text.len > 0 && page.lost.count == 0)
        page.again_csrf = csrf_token_again(work, request, response);
    if (page_respond(work, response, status, &error_page_kind, &page))
        response_text(response, status, page.text);
}

/* Where somebody goes who must show who they are first. */
static bool leads_to_sign_in(struct work *work, const struct request *request,
                             const struct fault *fault, struct response *response)
{
    struct url url = URL("/dang-nhap");
    struct url and_back;
    if (fault->kind != FAULT_UNAUTHENTICATED || request->method != HTTP_GET ||
        str_starts(request->path, STR("/api/")))
        return false;
    if (work->actor->awaits_second_factor)
        url = URL("/dang-nhap/ma");
    and_back = url_add(work->arena, url, STR("ve"), request->target);
    /* an address that is long already is not asked for inside another */
    response_redirect(response, and_back.text.len <= REQUEST_TARGET ? and_back.text : url.text);
    return true;
}

/* The API, and tables that a program asks for: it does not say that it reads pages. */
static bool is_for_programs(const struct request *request)
{
    return str_starts(request->path, STR("/api/")) ||
           (str_ends(request->path, STR(".csv")) &&
            str_find(request_header(request, STR("Accept")), STR("text/html"), 0) < 0);
}

/* The {seconds} that a fault says to wait. */
static int64_t retry_after(const struct fault *fault)
{
    int64_t seconds = RETRY_SECONDS;
    for (size_t i = 0; i < FAULT_ARGS; i++)
        if (fault->args[i].name && strcmp(fault->args[i].name, "seconds") == 0 &&
            !str_to_int64(fault->args[i].value, &seconds))
            seconds = RETRY_SECONDS;
    return seconds;
}

void error_respond(struct work *work, const struct request *request, struct response *response,
                   const struct fault *fault)
{
    int status = status_of_refusal(fault);
    struct str allow = response_header(response, STR("Allow"));
    log_fault(work, fault);
    response_reset(response);
    if (allow.ptr)
        response_add_header(response, STR("Allow"), allow);
    if (leads_to_sign_in(work, request, fault, response))
        return;
    if (is_for_programs(request))
        respond_problem(work, fault, status, response);
    else
        respond_page(work, request, fault, status, response);
    if ((fault->kind == FAULT_TOO_MANY || fault->kind == FAULT_UNAVAILABLE) && !is_unsure(fault))
        response_retry_after(response, retry_after(fault));
}

void error_respond_plainly(struct work *work, const struct fault *fault, struct response *response)
{
    struct str text = site_fault_message(work, fault);
    log_fault(work, fault);
    response_text(response, status_of_refusal(fault),
                  arena_printf(work->arena, PRISTR "\n", STRARG(text)));
}
