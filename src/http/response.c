/*
 * Building responses, and the one place of the headers that guard them.
 */
#include "http/response.h"

#include <inttypes.h>
#include <string.h>
#include <unistd.h>

#include "base/lanes.h"
#include "http/range.h"
#include "text/fold.h"

void response_init(struct response *response, struct arena *arena)
{
    memset(response, 0, sizeof(*response));
    response->arena = arena;
    response->status = 200;
    response->descriptor = -1;
}

void response_reset(struct response *response)
{
    if (response->descriptor >= 0)
        close(response->descriptor);
    response_init(response, response->arena);
}

void response_bytes(struct response *response, int status, struct str type, struct str bytes)
{
    response->status = status;
    response->source = RESPONSE_BYTES;
    response->body = bytes;
    response_set_header(response, STR("Content-Type"), type);
}

void response_html(struct response *response, int status, struct str page)
{
    response_bytes(response, status, STR("text/html; charset=utf-8"), page);
}

void response_json(struct response *response, int status, struct str json)
{
    response_bytes(response, status,
                   status < 400 ? STR("application/json") : STR("application/problem+json"), json);
}

void response_text(struct response *response, int status, struct str text)
{
    response_bytes(response, status, STR("text/plain; charset=utf-8"), text);
}

/* All that may stand in a URI reference unencoded (RFC 3986), with '%' for what is. */
static void set_location(struct response *response, int status, struct str location)
{
    struct buf buf = buf_init(response->arena, 3 * (size_t)REQUEST_TARGET);
    percent_encode(&buf, location, STR("/?#:@!$&'()*+,;=%[]"));
    response->status = status;
    response->source = RESPONSE_BYTES;
    response->body = STR("");
    response_set_header(response, STR("Location"), buf_str(&buf));
}

void response_redirect(struct response *response, struct str location)
{
    set_location(response, 303, location);
}

void response_moved(struct response *response, struct str location)
{
    set_location(response, 308, location);
}

/* Whether the range may be answered: If-Range absent, or our ETag exactly. */
static bool range_applies(const struct response *response, const struct request *request)
{
    struct str condition = request_header(request, STR("If-Range"));
    return !condition.ptr || (response->etag.len > 0 && str_equal(condition, response->etag));
}

void response_file(struct response *response, const struct request *request, int descriptor,
                   uint64_t size, struct str type)
{
    struct range range = {0, size};
    enum range_answer answer = RANGE_WHOLE;
    response->source = RESPONSE_FILE;
    response->descriptor = descriptor;
    response_set_header(response, STR("Content-Type"), type);
    response_set_header(response, STR("Accept-Ranges"), STR("bytes"));
    if (range_applies(response, request))
        answer = range_parse(request_header(request, STR("Range")), size, &range);
    response->status = 200;
    response->offset = range.offset;
    response->length = range.length;
    if (answer == RANGE_PART) {
        response->status = 206;
        response_set_header(response, STR("Content-Range"),
                            arena_printf(response->arena, "bytes %" PRIu64 "-%" PRIu64 "/%" PRIu64,
                                         range.offset, range.offset + range.length - 1, size));
    }
    if (answer == RANGE_UNSATISFIABLE) {
        struct str content_range = arena_printf(response->arena, "bytes */%" PRIu64, size);
        close(descriptor);
        response->descriptor = -1;
        response_text(response, 416, STR(""));
        response_set_header(response, STR("Content-Range"), content_range);
    }
}

/* The name in ASCII for programs that know no other: "bao-cao-quy-1.pdf". */
static struct str ascii_name(struct arena *arena, struct str filename)
{
    size_t dot = filename.len;
    struct str stem;
    struct str extension;
    while (dot > 0 && filename.ptr[dot - 1] != '.')
        dot--;
    stem = text_slug(arena, dot > 1 ? str_slice(filename, 0, dot - 1) : filename, 100);
    extension = dot > 1 ? text_slug(arena, str_from(filename, dot), 10) : STR("");
    if (stem.len == 0)
        stem = STR("file");
    return arena_printf(arena, PRISTR "%s" PRISTR, STRARG(stem), extension.len ? "." : "",
                        STRARG(extension));
}

static void set_disposition(struct response *response, struct str kind, struct str filename)
{
    struct buf buf = buf_init(response->arena, 4096);
    buf_add(&buf, kind);
    buf_add_literal(&buf, "; filename=\"");
    buf_add(&buf, ascii_name(response->arena, filename));
    buf_add_literal(&buf, "\"; filename*=UTF-8''");
    percent_encode(&buf, filename, STR(""));
    response_set_header(response, STR("Content-Disposition"), buf_str(&buf));
}

void response_attachment(struct response *response, struct str filename)
{
    set_disposition(response, STR("attachment"), filename);
}

void response_inline(struct response *response, struct str filename)
{
    set_disposition(response, STR("inline"), filename);
}

void response_sandbox(struct response *response)
{
    response->is_sandboxed = true;
}

static bool is_control(char c)
{
    return (unsigned char)c < 0x20 || c == 0x7F;
}

static inline lanes are_controls(lanes c)
{
    return (lanes)((c < 0x20) | (c == 0x7F));
}

/* Nothing that would end the line. */
static struct str on_one_line(struct arena *arena, struct str value)
{
    struct buf buf;
    if (lanes_before(value, are_controls, is_control) == value.len)
        return value;
    buf = buf_init(arena, value.len);
    for (size_t i = 0; i < value.len; i++)
        buf_add_byte(&buf, is_control(value.ptr[i]) ? ' ' : value.ptr[i]);
    return buf_str(&buf);
}

void response_add_header(struct response *response, struct str name, struct str value)
{
    if (response->header_count < RESPONSE_HEADERS)
        response->headers[response->header_count++] =
            (struct pair){name, on_one_line(response->arena, value)};
}

void response_set_header(struct response *response, struct str name, struct str value)
{
    size_t kept = 0;
    for (size_t i = 0; i < response->header_count; i++)
        if (!str_equal_ascii_nocase(response->headers[i].name, name))
            response->headers[kept++] = response->headers[i];
    response->header_count = kept;
    response_add_header(response, name, value);
}

struct str response_header(const struct response *response, struct str name)
{
    const struct pairs headers = {response->headers, response->header_count};
    return pairs_get(headers, name);
}

void response_cookie(struct response *response, const struct cookie *cookie)
{
    response_add_header(response, STR("Set-Cookie"), cookie_line(response->arena, cookie));
}

void response_keep(struct response *response, enum response_keep keep)
{
    response->keep = keep;
}

void response_etag(struct response *response, struct str etag)
{
    response->etag = etag;
}

void response_retry_after(struct response *response, int64_t seconds)
{
    response_set_header(response, STR("Retry-After"),
                        arena_printf(response->arena, "%" PRId64, seconds));
}

/* The guards of every answer. Everything a page uses comes from this site;
 * nothing inline, no frame around it, no form to elsewhere. */
static const struct pair guards[] = {
    {STR_INIT("Content-Security-Policy"),
     STR_INIT("default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; "
              "script-src 'self'; connect-src 'self'; media-src 'self'; manifest-src 'self'; "
              "form-action 'self'; base-uri 'none'; frame-ancestors 'none'") },
    {STR_INIT("X-Content-Type-Options"),       STR_INIT("nosniff")           },
    {STR_INIT("Referrer-Policy"),              STR_INIT("same-origin")       },
    {STR_INIT("Permissions-Policy"),
     STR_INIT("camera=(), geolocation=(), microphone=(), payment=(), usb=()")},
    {STR_INIT("Cross-Origin-Opener-Policy"),   STR_INIT("same-origin")       },
    {STR_INIT("Cross-Origin-Resource-Policy"), STR_INIT("same-origin")       },
};

static struct str keep_value(enum response_keep keep)
{
    static const struct str values[] = {
        [RESPONSE_NO_STORE] = STR_INIT("no-store"),
        [RESPONSE_REVALIDATE] = STR_INIT("public, max-age=0, stale-while-revalidate=30"),
        [RESPONSE_IMMUTABLE] = STR_INIT("public, max-age=31536000, immutable"),
    };
    return values[keep];
}

void response_finish(struct response *response, const struct request *request)
{
    bool reading = request->method == HTTP_GET || request->method == HTTP_HEAD;
    for (size_t i = 0; i < sizeof(guards) / sizeof(guards[0]); i++)
        response_set_header(response, guards[i].name, guards[i].value);
    if (response->is_sandboxed)
        response_set_header(response, STR("Content-Security-Policy"),
                            STR("sandbox; default-src 'none'; frame-ancestors 'none'"));
    if (request->is_secure)
        response_set_header(response, STR("Strict-Transport-Security"),
                            STR("max-age=31536000; includeSubDomains"));
    if (response->keep == RESPONSE_IMMUTABLE && response->status >= 400)
        response->keep = RESPONSE_NO_STORE; /* a part that is not there is no content */
    response_set_header(response, STR("Cache-Control"), keep_value(response->keep));
    if (response->keep != RESPONSE_IMMUTABLE)
        response_set_header(response, STR("Vary"), STR("Accept-Encoding, Cookie"));
    if (response->etag.len > 0)
        response_set_header(response, STR("ETag"), response->etag);
    if (reading && response->status == 200 && request_has_etag(request, response->etag)) {
        if (response->descriptor >= 0)
            close(response->descriptor);
        response->descriptor = -1;
        response->source = RESPONSE_BYTES;
        response->body = STR("");
        response->status = 304;
    }
}
