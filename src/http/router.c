/*
 * The tree of segments. A node has its literal children, its {name}.suffix
 * children and one {name} child; a row hangs on the node its pattern ends at.
 */
#include "http/router.h"

#include <string.h>

#include "base/vec.h"

enum {
    METHODS = HTTP_OTHER + 1,
    SEGMENTS = 16 /* in a pattern; a longer path matches nothing */
};

struct node {
    struct str literal; /* or the suffix after {name} */
    bool is_param;
    struct node **children; /* in the order in which they are tried */
    size_t child_count;
    size_t child_capacity;
    const struct route *routes[METHODS];
    bool has_route;
};

struct router {
    struct arena *arena;
    struct node *root;
    VEC(const struct route *) routes;
};

struct router *router_new(struct arena *arena)
{
    struct router *router = ARENA_NEW(arena, struct router);
    router->arena = arena;
    router->root = ARENA_NEW(arena, struct node);
    return router;
}

/* {name} with or without a suffix: its parts. False for a literal or nonsense. */
static bool split_param(struct str segment, struct str *ret_name, struct str *ret_suffix)
{
    ptrdiff_t end = str_find_byte(segment, '}', 0);
    if (segment.len == 0 || segment.ptr[0] != '{' || end < 2)
        return false;
    *ret_name = str_slice(segment, 1, (size_t)end - 1);
    *ret_suffix = str_from(segment, (size_t)end + 1);
    return str_find_byte(*ret_name, '{', 0) < 0 && str_find_byte(*ret_suffix, '{', 0) < 0 &&
           str_find_byte(*ret_suffix, '}', 0) < 0;
}

/* Literals first, then suffixes by length, longest first, then the bare {name}. */
static bool tried_before(const struct node *a, const struct node *b)
{
    if (a->is_param != b->is_param)
        return !a->is_param;
    return a->literal.len > b->literal.len;
}

static struct node *child_of(struct arena *arena, struct node *node, bool is_param,
                             struct str literal)
{
    struct node *child;
    size_t at;
    for (size_t i = 0; i < node->child_count; i++)
        if (node->children[i]->is_param == is_param &&
            str_equal(node->children[i]->literal, literal))
            return node->children[i];
    child = ARENA_NEW(arena, struct node);
    child->is_param = is_param;
    child->literal = literal;
    node->children = vec_grow(arena, node->children, node->child_count, &node->child_capacity,
                              sizeof(struct node *));
    at = node->child_count++;
    while (at > 0 && tried_before(child, node->children[at - 1])) {
        node->children[at] = node->children[at - 1];
        at--;
    }
    node->children[at] = child;
    return child;
}

static const struct fault *pattern_fault(struct arena *arena, const struct route *route,
                                         const char *why)
{
    return fault_new(arena, FAULT_INTERNAL, "router.pattern", "route " PRISTR " %s: %s",
                     STRARG(http_method_name(route->method)), route->pattern, why);
}

/* The node at which the pattern of `route` ends, made where it is missing. */
static const struct fault *node_for(struct router *router, struct arena *arena,
                                    const struct route *route, struct node **ret_node)
{
    struct str pattern = str_from_c(route->pattern);
    struct str rest = str_from(pattern, 1);
    struct node *node = router->root;
    size_t segments = 0;
    size_t params = 0;
    if (!str_starts(pattern, STR("/")))
        return pattern_fault(arena, route, "does not begin with '/'");
    while (pattern.len > 1 && rest.ptr) {
        struct str segment = str_cut(&rest, '/');
        struct str name;
        struct str suffix;
        bool is_param = split_param(segment, &name, &suffix);
        if (segment.len == 0 || ++segments > SEGMENTS)
            return pattern_fault(arena, route, "an empty segment, or too many");
        if (!is_param &&
            (str_find_byte(segment, '{', 0) >= 0 || str_find_byte(segment, '}', 0) >= 0))
            return pattern_fault(arena, route, "a {name} stands at the start of its segment");
        if (is_param && ++params > REQUEST_ROUTE_PARAMS)
            return pattern_fault(arena, route, "too many {names}");
        node = child_of(router->arena, node, is_param, is_param ? suffix : segment);
    }
    *ret_node = node;
    return NULL;
}

const struct fault *router_add(struct router *router, struct arena *arena,
                               const struct route *routes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct route *route = &routes[i];
        struct node *node;
        const struct fault *fault = node_for(router, arena, route, &node);
        if (fault)
            return fault;
        if (!route->handler || route->method == HTTP_HEAD || route->method == HTTP_OTHER)
            return pattern_fault(arena, route, "a handler, and a method other than HEAD");
        if (node->routes[route->method])
            return pattern_fault(arena, route, "another row matches the same addresses");
        node->routes[route->method] = route;
        node->has_route = true;
        *VEC_PUSH(&router->routes, router->arena) = route;
    }
    return NULL;
}

/* The segments of a path, and which of them were taken as {name}. */
struct walk {
    struct str segments[SEGMENTS];
    size_t count;
    struct str values[REQUEST_ROUTE_PARAMS];
    size_t value_count;
};

static bool segment_matches(const struct node *node, struct str segment)
{
    if (!node->is_param)
        return str_equal(node->literal, segment);
    return segment.len > node->literal.len && str_ends(segment, node->literal);
}

static const struct node *find_node(const struct node *node, struct walk *walk, size_t at)
{
    if (at == walk->count)
        return node->has_route ? node : NULL;
    for (size_t i = 0; i < node->child_count; i++) {
        const struct node *child = node->children[i];
        const struct node *found;
        struct str segment = walk->segments[at];
        size_t values = walk->value_count;
        if (!segment_matches(child, segment))
            continue;
        if (child->is_param)
            walk->values[walk->value_count++] =
                str_slice(segment, 0, segment.len - child->literal.len);
        found = find_node(child, walk, at + 1);
        if (found)
            return found;
        walk->value_count = values;
    }
    return NULL;
}

static struct str allowed_methods(const struct node *node)
{
    /* every combination that a site uses, made once: bits GET, POST, PUT, DELETE */
    static const struct str lists[16] = {
        STR_INIT(""),
        STR_INIT("GET, HEAD"),
        STR_INIT("POST"),
        STR_INIT("GET, HEAD, POST"),
        STR_INIT("PUT"),
        STR_INIT("GET, HEAD, PUT"),
        STR_INIT("POST, PUT"),
        STR_INIT("GET, HEAD, POST, PUT"),
        STR_INIT("DELETE"),
        STR_INIT("GET, HEAD, DELETE"),
        STR_INIT("POST, DELETE"),
        STR_INIT("GET, HEAD, POST, DELETE"),
        STR_INIT("PUT, DELETE"),
        STR_INIT("GET, HEAD, PUT, DELETE"),
        STR_INIT("POST, PUT, DELETE"),
        STR_INIT("GET, HEAD, POST, PUT, DELETE"),
    };
    unsigned bits = (node->routes[HTTP_GET] ? 1u : 0u) | (node->routes[HTTP_POST] ? 2u : 0u) |
                    (node->routes[HTTP_PUT] ? 4u : 0u) | (node->routes[HTTP_DELETE] ? 8u : 0u);
    return lists[bits];
}

/* Gives the values found on the way their names in this row's pattern. */
static void name_params(const struct walk *walk, struct route_match *match)
{
    struct str rest = str_from(str_from_c(match->route->pattern), 1);
    while (rest.ptr && match->param_count < walk->value_count) {
        struct str segment = str_cut(&rest, '/');
        struct str name;
        struct str suffix;
        if (split_param(segment, &name, &suffix)) {
            match->params[match->param_count] =
                (struct pair){name, walk->values[match->param_count]};
            match->param_count++;
        }
    }
}

enum route_answer router_find(const struct router *router, enum http_method method, struct str path,
                              struct route_match *ret_match)
{
    struct walk walk;
    struct str rest = str_from(path, 1);
    const struct node *node;
    bool slash = path.len > 1 && str_ends(path, STR("/"));
    memset(ret_match, 0, sizeof(*ret_match));
    walk.count = walk.value_count = 0;
    if (slash)
        rest.len--;
    while (path.len > 1 && rest.ptr) {
        if (walk.count == SEGMENTS)
            return ROUTE_NOT_FOUND;
        walk.segments[walk.count++] = str_cut(&rest, '/');
    }
    node = find_node(router->root, &walk, 0);
    if (!node)
        return ROUTE_NOT_FOUND;
    if (slash) {
        ret_match->canonical = str_slice(path, 0, path.len - 1);
        return ROUTE_MOVED;
    }
    ret_match->route = node->routes[method == HTTP_HEAD ? HTTP_GET : method];
    ret_match->allow = allowed_methods(node);
    if (!ret_match->route)
        return ROUTE_WRONG_METHOD;
    name_params(&walk, ret_match);
    return ROUTE_FOUND;
}

const struct route *const *router_routes(const struct router *router, size_t *ret_count)
{
    *ret_count = router->routes.count;
    return router->routes.items;
}
