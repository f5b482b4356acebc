/*
 * Bounds of a body, before and while it is read. Whose body is too large is heard out
 * where that is bearable: a browser shows an answer only after it has sent everything.
 */
#include "http/intake.h"

enum {
    DRAIN = 8 * 1024 * 1024,  /* read and dropped of a body that is too large */
    FILES = 512 * 1024 * 1024 /* announced by a form whose files are refused: else 413 at once */
};

void intake_ask_limits(struct exchange *exchange, const struct server_app *app)
{
    exchange->limits.body = REQUEST_BODY;
    if (app->limits)
        app->limits(app->context, &exchange->request, &exchange->limits);
}

/*
 * A body says first how long it is (RFC 9112, section 6.3, leaves that to the server): of
 * one in chunks the library reads the small print by itself, has no bound of ours for it,
 * and answers what is too much for its own memory with a 500. No browser sends a form so.
 */
static const struct fault *must_have_length(struct exchange *exchange)
{
    const struct request *request = &exchange->request;
    if (!request_has_body(request) || request_length(request) >= 0)
        return NULL;
    return fault_new(exchange->arena, FAULT_MALFORMED, "request.no_length", "a body in chunks");
}

/* Bytes that the body may have: what is no form with files is read into memory. */
static uint64_t limit_of(const struct exchange *exchange)
{
    uint64_t limit = exchange->limits.body;
    return !exchange->multipart && limit > REQUEST_BODY ? REQUEST_BODY : limit;
}

static const struct fault *too_large(struct exchange *exchange)
{
    return request_too_large(exchange->arena, limit_of(exchange));
}

/*
 * Whether a body that is announced as too large is read all the same: a browser
 * shows what is answered only after it has sent everything, and what was typed
 * beside files stands somewhere in it.
 */
static bool is_heard_out(const struct exchange *exchange)
{
    int64_t length = request_length(&exchange->request);
    int64_t most = exchange->multipart && exchange->limits.takes_files
                       ? FILES
                       : (int64_t)limit_of(exchange) + DRAIN;
    return length <= most && !request_header(&exchange->request, STR("Expect")).ptr;
}

/* The body is announced to be too large. */
static void exceed(struct exchange *exchange)
{
    if (exchange->multipart && exchange->limits.takes_files)
        multipart_refuse_files(exchange->multipart, too_large(exchange));
    else
        exchange->refused = too_large(exchange);
}

const struct fault *intake_begin(struct exchange *exchange, const struct server_app *app,
                                 const char *folder)
{
    struct request *request = &exchange->request;
    const struct fault *fault = must_have_length(exchange);
    struct str boundary;
    if (fault)
        return fault;
    if (exchange_is_reading(exchange))
        return NULL;
    intake_ask_limits(exchange, app);
    boundary = multipart_boundary(request_header(request, STR("Content-Type")));
    if (boundary.ptr)
        exchange->multipart = multipart_new(exchange->arena, boundary, folder);
    if (request_length(request) > (int64_t)limit_of(exchange)) {
        if (!is_heard_out(exchange))
            return too_large(exchange);
        exceed(exchange);
    }
    exchange->body = buf_init(exchange->arena, REQUEST_BODY);
    return NULL;
}

void intake_feed(struct exchange *exchange, struct str piece)
{
    if (exchange->refused)
        return;
    if (exchange->multipart)
        exchange->refused = multipart_feed(exchange->multipart, piece);
    else
        buf_add(&exchange->body, piece);
    if (buf_overflowed(&exchange->body))
        exchange->refused = too_large(exchange);
}

void intake_end(struct exchange *exchange)
{
    if (!exchange->refused && exchange->multipart)
        exchange->refused = multipart_end(exchange->multipart, &exchange->request.parts);
    if (!exchange->refused)
        exchange->request.body = buf_str(&exchange->body);
}
