/*
 * From a target and headers to a request: what RFC 9110 and RFC 9112 leave
 * open to two readings is refused here.
 */
#include "http/request.h"

#include <string.h>

#include "http/cookie.h"
#include "http/etag.h"

static const struct {
    struct str name;
    enum http_method method;
} methods[] = {
    {STR_INIT("GET"),     HTTP_GET    },
    {STR_INIT("HEAD"),    HTTP_HEAD   },
    {STR_INIT("POST"),    HTTP_POST   },
    {STR_INIT("PUT"),     HTTP_PUT    },
    {STR_INIT("DELETE"),  HTTP_DELETE },
    {STR_INIT("OPTIONS"), HTTP_OPTIONS},
};

const struct fault *request_too_large(struct arena *arena, uint64_t limit)
{
    const unsigned megabytes = (unsigned)((limit + 1024 * 1024 - 1) / (1024 * 1024));
    return fault_with(fault_new(arena, FAULT_TOO_LARGE, "request.too_large",
                                "a body of more than %llu bytes", (unsigned long long)limit),
                      "megabytes", arena_printf(arena, "%u", megabytes));
}

struct str http_method_name(enum http_method method)
{
    for (size_t i = 0; i < sizeof(methods) / sizeof(methods[0]); i++)
        if (methods[i].method == method)
            return methods[i].name;
    return STR("OTHER");
}

enum http_method http_method_of(struct str name)
{
    for (size_t i = 0; i < sizeof(methods) / sizeof(methods[0]); i++)
        if (str_equal(methods[i].name, name))
            return methods[i].method;
    return HTTP_OTHER;
}

/* Whether a decoded path has only segments that mean themselves. */
static bool path_is_plain(struct str path)
{
    struct str rest = str_from(path, 1);
    bool first = true;
    for (size_t i = 0; i < path.len; i++)
        if ((unsigned char)path.ptr[i] < 0x20 || path.ptr[i] == 0x7f || path.ptr[i] == '\\')
            return false;
    while (rest.ptr) {
        struct str segment = str_cut(&rest, '/');
        if (str_equal(segment, STR(".")) || str_equal(segment, STR("..")))
            return false;
        /* one empty segment at the end is a trailing slash, or the path "/" */
        if (segment.len == 0 && (rest.ptr || (first && path.len != 1)))
            return false;
        first = false;
    }
    return true;
}

static const struct fault *target_fault(struct request *request, const char *why)
{
    return fault_new(request->arena, FAULT_MALFORMED, "request.target", "target: %s", why);
}

const struct fault *request_set_target(struct request *request, struct str target)
{
    struct str query = target;
    struct str raw_path;
    struct str bytes;
    const struct fault *fault;
    request->target = target;
    if (target.len > REQUEST_TARGET)
        return fault_new(request->arena, FAULT_TOO_LARGE, "request.target_too_long",
                         "a target of %zu bytes", target.len);
    if (target.len == 0 || target.ptr[0] != '/')
        return target_fault(request, "not an absolute path");
    for (size_t i = 0; i < target.len; i++)
        if ((unsigned char)target.ptr[i] <= 0x20 || target.ptr[i] == 0x7f || target.ptr[i] == '#')
            return target_fault(request, "control character, space or fragment");
    raw_path = str_cut(&query, '?');
    if (!percent_decode(request->arena, raw_path, false, &bytes))
        return target_fault(request, "a broken percent escape");
    /* a decoded slash would be a boundary that the sender did not write */
    for (size_t i = 0; i + 2 < raw_path.len; i++)
        if (str_equal_ascii_nocase(str_slice(raw_path, i, 3), STR("%2f")))
            return target_fault(request, "an encoded slash");
    fault = edge_text(request->arena, bytes, &request->path);
    if (fault)
        return target_fault(request, "not UTF-8 text");
    if (!path_is_plain(request->path))
        return target_fault(request, "an empty, dot or control segment");
    request->raw_query = query.ptr ? query : STR("");
    return urlencoded_parse(request->arena, query, REQUEST_PARAMS, &request->query);
}

const struct fault *request_new(struct arena *arena, enum http_method method, struct str target,
                                struct str body, struct request **ret_request)
{
    static const struct pair headers[] = {
        {STR_INIT("Host"),         STR_INIT("localhost")                        },
        {STR_INIT("Content-Type"), STR_INIT("application/x-www-form-urlencoded")},
    };
    struct request *request = ARENA_NEW(arena, struct request);
    const struct fault *fault;
    request->arena = arena;
    request->method = method;
    request->host = STR("localhost");
    request->body = body;
    request->headers = (struct pairs){headers, body.len ? 2 : 1};
    fault = request_set_target(request, target);
    if (fault)
        return fault;
    *ret_request = request;
    return NULL;
}

struct str request_header(const struct request *request, struct str name)
{
    for (size_t i = 0; i < request->headers.count; i++)
        if (str_equal_ascii_nocase(request->headers.items[i].name, name))
            return request->headers.items[i].value;
    return (struct str){NULL, 0};
}

struct str request_query(const struct request *request, struct str name)
{
    return pairs_get(request->query, name);
}

struct str request_cookie(const struct request *request, struct str name)
{
    return pairs_get(request->cookies, name);
}

struct str request_param(const struct request *request, struct str name)
{
    return pairs_get(request->params, name);
}

static struct str lower_ascii(struct arena *arena, struct str s)
{
    char *lower = arena_alloc_raw(arena, s.len);
    for (size_t i = 0; i < s.len; i++)
        lower[i] = (char)(s.ptr[i] >= 'A' && s.ptr[i] <= 'Z' ? s.ptr[i] + 32 : s.ptr[i]);
    return (struct str){lower, s.len};
}

struct str request_type(const struct request *request)
{
    struct str rest = request_header(request, STR("Content-Type"));
    return lower_ascii(request->arena, str_trim(str_cut(&rest, ';')));
}

int64_t request_length(const struct request *request)
{
    int64_t length;
    return str_to_int64(request_header(request, STR("Content-Length")), &length) ? length : -1;
}

bool request_has_body(const struct request *request)
{
    return request_length(request) > 0 ||
           request_header(request, STR("Transfer-Encoding")).ptr != NULL;
}

enum encoding request_encoding(const struct request *request)
{
    return negotiate_encoding(request_header(request, STR("Accept-Encoding")));
}

bool request_has_etag(const struct request *request, struct str etag)
{
    return etag_matches(request_header(request, STR("If-None-Match")), etag);
}
