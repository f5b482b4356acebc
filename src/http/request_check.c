/*
 * The checks of headers: their grammar, the framing of the body, the host, and
 * who is really asking when a trusted proxy stands between.
 */
#include "http/cookie.h"
#include "http/request.h"

/* Headers that describe the message; what matters is counted as they go by. */
struct seen {
    size_t bytes;
    unsigned hosts;
    unsigned lengths;
    unsigned codings;
    struct str host;
    struct str length;
    struct str coding;
    struct str cookies;
    unsigned cookie_headers;
};

static const struct fault *header_fault(struct request *request, const char *key, const char *why)
{
    return fault_new(request->arena, FAULT_MALFORMED, key, "headers: %s", why);
}

/* field-value (RFC 9110, section 5.5): no controls but TAB. Bytes over 0x7f are
 * obs-text, allowed there and read by nobody here. */
static bool is_field_value(struct str s)
{
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        if ((c < 0x20 && c != '\t') || c == 0x7f)
            return false;
    }
    return true;
}

static const struct fault *see_header(struct request *request, const struct pair *header,
                                      struct seen *seen)
{
    /* name, how often it came, its value: the headers that must not be doubled */
    const struct {
        struct str name;
        unsigned *count;
        struct str *value;
    } rows[] = {
        {STR("Host"),              &seen->hosts,          &seen->host   },
        {STR("Content-Length"),    &seen->lengths,        &seen->length },
        {STR("Transfer-Encoding"), &seen->codings,        &seen->coding },
        {STR("Cookie"),            &seen->cookie_headers, &seen->cookies},
    };
    if (!is_token(header->name) || !is_field_value(header->value))
        return header_fault(request, "request.header", "a name or value outside the grammar");
    seen->bytes += header->name.len + header->value.len + 4;
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
        if (str_equal_ascii_nocase(header->name, rows[i].name)) {
            ++*rows[i].count;
            *rows[i].value = str_trim(header->value);
        }
    }
    return NULL;
}

/* RFC 9112, section 6: a message has one length, said once. */
static const struct fault *check_framing(struct request *request, const struct seen *seen,
                                         bool is_http11)
{
    if (seen->lengths + seen->codings > 1)
        return header_fault(request, "request.framing", "more than one length of the body");
    if (seen->codings > 0 && !is_http11)
        return header_fault(request, "request.framing", "a transfer coding in HTTP/1.0");
    if (seen->codings == 1 && !str_equal_ascii_nocase(seen->coding, STR("chunked")))
        return header_fault(request, "request.framing", "a transfer coding we do not know");
    if (seen->lengths == 1) {
        if (seen->length.len == 0 || seen->length.len > 18)
            return header_fault(request, "request.framing", "a length that is no number");
        for (size_t i = 0; i < seen->length.len; i++)
            if (seen->length.ptr[i] < '0' || seen->length.ptr[i] > '9')
                return header_fault(request, "request.framing", "a length that is no number");
    }
    if ((request->method == HTTP_GET || request->method == HTTP_HEAD) && request_has_body(request))
        return header_fault(request, "request.framing", "a body where none has a meaning");
    return NULL;
}

/* Host of RFC 3986: letters, digits, '-', '.', '_', a port; brackets for IPv6. */
static const struct fault *check_host(struct request *request, const struct seen *seen,
                                      bool is_http11)
{
    char *lower;
    if (seen->hosts > 1 || (is_http11 && seen->hosts == 0))
        return header_fault(request, "request.host", "not exactly one Host");
    if (seen->host.len > 255 || (seen->hosts == 1 && seen->host.len == 0))
        return header_fault(request, "request.host", "an empty or endless Host");
    lower = arena_alloc_raw(request->arena, seen->host.len);
    for (size_t i = 0; i < seen->host.len; i++) {
        char c = seen->host.ptr[i];
        if (c >= 'A' && c <= 'Z')
            c = (char)(c + 32);
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
              str_find_byte(STR("-._:[]"), c, 0) >= 0))
            return header_fault(request, "request.host", "a Host that is no host");
        lower[i] = c;
    }
    request->host = (struct str){lower, seen->host.len};
    return NULL;
}

static bool is_proxy(struct address address, const struct address_network *proxies, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (address_in_network(address, proxies[i]))
            return true;
    return false;
}

/* Every header of this name in one list, as RFC 9110 section 5.3 joins them. */
static struct str joined_header(const struct request *request, struct str name)
{
    struct buf buf = buf_init(request->arena, REQUEST_HEADERS);
    for (size_t i = 0; i < request->headers.count; i++) {
        if (!str_equal_ascii_nocase(request->headers.items[i].name, name))
            continue;
        if (buf.len)
            buf_add_byte(&buf, ',');
        buf_add(&buf, request->headers.items[i].value);
    }
    return buf_str(&buf);
}

/* Some proxies write the port of the visitor behind the address: "203.0.113.9:4711",
 * "[2001:db8::9]:4711". */
static struct str without_port(struct str node)
{
    ptrdiff_t end = str_find_byte(node, ']', 0);
    ptrdiff_t colon = str_find_byte(node, ':', 0);
    if (str_starts(node, STR("[")) && end > 0)
        return str_slice(node, 1, (size_t)end - 1);
    if (colon >= 0 && str_find_byte(node, ':', (size_t)colon + 1) < 0)
        return str_slice(node, 0, (size_t)colon);
    return node;
}

/* Walks X-Forwarded-For from its end, where the nearest proxy wrote, and stops
 * at the first address that is no proxy: what stands before it is hearsay. */
static void believe_proxy(struct request *request, const struct address_network *proxies,
                          size_t count)
{
    struct str list = joined_header(request, STR("X-Forwarded-For"));
    struct str proto = joined_header(request, STR("X-Forwarded-Proto"));
    size_t end = list.len;
    while (end > 0 && is_proxy(request->peer, proxies, count)) {
        size_t start = end;
        struct address address;
        while (start > 0 && list.ptr[start - 1] != ',')
            start--;
        if (!address_parse(without_port(str_trim(str_slice(list, start, end - start))), &address))
            break;
        request->peer = address;
        end = start > 0 ? start - 1 : 0;
    }
    request->is_secure = str_equal_ascii_nocase(str_trim(proto), STR("https"));
}

const struct fault *request_check_headers(struct request *request, bool is_http11,
                                          struct address peer,
                                          const struct address_network *proxies, size_t proxy_count)
{
    struct seen seen = {0};
    const struct fault *fault;
    request->peer = peer;
    for (size_t i = 0; i < request->headers.count; i++) {
        fault = see_header(request, &request->headers.items[i], &seen);
        if (fault)
            return fault;
    }
    if (seen.bytes > REQUEST_HEADERS)
        return fault_new(request->arena, FAULT_TOO_LARGE, "request.headers_too_long",
                         "%zu bytes of headers", seen.bytes);
    fault = check_framing(request, &seen, is_http11);
    if (!fault)
        fault = check_host(request, &seen, is_http11);
    if (fault)
        return fault;
    if (seen.cookie_headers > 1)
        return header_fault(request, "request.cookie", "several Cookie headers");
    if (seen.cookie_headers == 1)
        fault = cookie_parse(request->arena, seen.cookies, &request->cookies);
    if (!fault && is_proxy(peer, proxies, proxy_count))
        believe_proxy(request, proxies, proxy_count);
    return fault;
}
