/*
 * From method and path to a handler. Modules declare rows; router_new compiles
 * them into a tree of segments and finds contradictions before the first
 * request comes. Afterwards the router is read only, by any number of threads.
 *
 * A pattern is "/" or segments led by '/'. A segment is literal, or {name}, or
 * {name} with a literal after it: "/don-thu/{code}.pdf". {name} matches one
 * segment that is not empty. A literal is preferred to {name}.suffix, that to
 * {name}; where the preferred one leads nowhere the next is tried.
 */
#ifndef DINH_HTTP_ROUTER_H
#define DINH_HTTP_ROUTER_H

#include "http/request.h"
#include "http/response.h"

enum route_flag {
    ROUTE_CACHE = 1 << 0,   /* the page of an anonymous visitor may be kept */
    ROUTE_UPLOAD = 1 << 1,  /* the body may have REQUEST_UPLOAD bytes */
    ROUTE_POOL = 1 << 2,    /* a slow GET: run by a handler thread */
    ROUTE_COUNTED = 1 << 3, /* the module is told of each reading */
    ROUTE_RECORDS = 1 << 4, /* a GET that leaves a record of itself: it may write */
    /* A form that programs elsewhere may send (RFC 8058): its origin is not asked for,
     * so the handler acts on what stands in the path alone, and as nobody in particular. */
    ROUTE_FROM_ANYWHERE = 1 << 5,
    /* Out of the program itself: the same for everybody, so that nobody is asked who they
     * are, and of no database, so that it is answered where that hangs. */
    ROUTE_BUILT_IN = 1 << 6
};

struct form_spec; /* form.h */

typedef const struct fault *route_handler(struct work *work, const struct request *request,
                                          struct response *response);

/*   method    pattern            handler      permission (NULL: everybody)  flags  form */
/*  {HTTP_GET, "/tin-tuc/{slug}", news_show,   NULL,                ROUTE_CACHE,    NULL} */
struct route {
    enum http_method method;
    const char *pattern;
    route_handler *handler;
    const char *permission;
    unsigned flags;
    const struct form_spec *form;
};

struct router;

struct router *router_new(struct arena *arena);
/*
 * Adds the rows of a module; they must outlive the router. Faults
 * (FAULT_INTERNAL, for the operator at start): a pattern outside the grammar,
 * a row that another row of the same method already matches.
 */
const struct fault *router_add(struct router *router, struct arena *arena,
                               const struct route *routes, size_t count) FAULT_CHECK;

enum route_answer {
    ROUTE_FOUND,
    ROUTE_NOT_FOUND,    /* 404 */
    ROUTE_WRONG_METHOD, /* 405; `allow` is the value of Allow */
    ROUTE_MOVED         /* 308 to `canonical`: the path without its last slash */
};

struct route_match {
    const struct route *route;                /* ROUTE_FOUND */
    struct pair params[REQUEST_ROUTE_PARAMS]; /* slices of pattern and path */
    size_t param_count;
    struct str allow;     /* "GET, HEAD, POST" */
    struct str canonical; /* a slice of the path */
};

/* HEAD finds the row of GET. */
enum route_answer router_find(const struct router *router, enum http_method method, struct str path,
                              struct route_match *ret_match);

/* Every row in order of addition, for `dinh check` and the generated API page. */
const struct route *const *router_routes(const struct router *router, size_t *ret_count);

#endif
