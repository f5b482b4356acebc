/*
 * Any bytes as a target (the first line) and headers (the others): what is
 * accepted is a plain path, one host, one length; and any path may be routed.
 */
#include <assert.h>

#include "http/request.h"
#include "http/router.h"
#include "text/utf8.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct fault *handler(struct work *work, const struct request *request,
                                   struct response *response)
{
    (void)work;
    (void)request;
    (void)response;
    return NULL;
}

static const struct route routes[] = {
    {HTTP_GET,  "/",              handler, NULL, 0, NULL},
    {HTTP_GET,  "/a/b",           handler, NULL, 0, NULL},
    {HTTP_GET,  "/a/{x}",         handler, NULL, 0, NULL},
    {HTTP_POST, "/a/{x}.pdf",     handler, NULL, 0, NULL},
    {HTTP_GET,  "/{x}/{y}/c",     handler, NULL, 0, NULL},
    {HTTP_GET,  "/{x}/{y}.a/{z}", handler, NULL, 0, NULL},
};

static void check_path(struct str path)
{
    assert(utf8_valid(path) && path.ptr[0] == '/');
    assert(str_find(path, STR("//"), 0) < 0 && str_find(path, STR("/../"), 0) < 0);
    assert(str_find(path, STR("/./"), 0) < 0 && str_find_byte(path, '\\', 0) < 0);
    assert(!str_ends(path, STR("/..")) && !str_ends(path, STR("/.")));
    for (size_t i = 0; i < path.len; i++)
        assert((unsigned char)path.ptr[i] >= 0x20 && path.ptr[i] != 0x7f);
}

static void route(struct arena *arena, const struct request *request)
{
    struct router *router = router_new(arena);
    struct route_match match;
    if (router_add(router, arena, routes, sizeof(routes) / sizeof(routes[0])))
        assert(!"the routes");
    if (router_find(router, request->method, request->path, &match) == ROUTE_FOUND)
        for (size_t i = 0; i < match.param_count; i++)
            assert(match.params[i].name.len > 0 && match.params[i].value.len > 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena *arena = arena_new();
    struct str rest = {(const char *)data, size};
    struct str target = str_cut(&rest, '\n');
    struct pair headers[REQUEST_HEADER_COUNT];
    struct request request = {.arena = arena, .method = size % 2 ? HTTP_POST : HTTP_GET};
    const struct address peer = {.family = ADDRESS_LOCAL};
    const struct address_network proxies[] = {
        {peer, 0}
    };
    if (!request_set_target(&request, target)) {
        check_path(request.path);
        route(arena, &request);
    }
    request.headers.items = headers;
    while (rest.ptr && request.headers.count < REQUEST_HEADER_COUNT) {
        struct pair *header = &headers[request.headers.count++];
        header->value = str_cut(&rest, '\n');
        header->name = str_cut(&header->value, ':');
    }
    if (!request_check_headers(&request, true, peer, proxies, 1)) {
        assert(request.host.len > 0);
        assert(request_length(&request) >= -1);
        request_type(&request);
        request_encoding(&request);
        request_has_etag(&request, STR("\"a\""));
    }
    arena_free(arena);
    return 0;
}
