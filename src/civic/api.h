/*
 * What programs read (dữ liệu mở): JSON at /api/v1/…, and lists also as tables
 * (.csv). A module says in one row which public shape (view/shape.h) stands at
 * which address, and the handler fills structs of that shape, so that nothing
 * is given away that no shape names. From the same rows the program describes
 * itself (openapi.h).
 *
 *     {.path = "/api/v1/news", .message = "api.news", .shape = &news_item_shape,
 *      .handler = news_list, .is_list = true, .csv = "/tin-tuc.csv"}
 *
 * A list is {"items": […], "next": "…" or null}; `next` is the address of the
 * next page. Every answer has an ETag and may be read by pages of other sites
 * (Access-Control-Allow-Origin: *). A handler runs as nobody in particular,
 * whoever asks. Faults become problem details (RFC 9457).
 */
#ifndef DINH_CIVIC_API_H
#define DINH_CIVIC_API_H

#include "http/form.h"
#include "http/router.h"
#include "view/shape.h"

enum {
    API_PAGE = 50,               /* items of a page of a list where nobody says how many */
    API_PAGE_MOST = 200,         /* and at most */
    API_CSV_ROWS = 10000,        /* rows of one table; the rest stands behind Link: rel="next" */
    API_BYTES = 16 * 1024 * 1024 /* bytes of an answer */
};

/* Where every address of the interface begins. */
#define API_ROOT "/api/v1/"

/* What was asked. */
struct api_call {
    const struct request *request;
    const struct form *form; /* the row's parameters, read and checked */
    struct str after;        /* where the page begins: what the page before gave as
                              * `next`; empty at the beginning. A stranger's text */
    int limit;               /* most items of this page */
};

/* What the handler gives: an item, or items; members of others stay zero. */
struct api_answer {
    const void *item;  /* of the row's shape */
    struct list items; /* the same, of a list */
    struct str next;   /* `after` of the next page; empty where there is none */
};

typedef const struct fault *api_handler(struct work *work, const struct api_call *call,
                                        struct api_answer *ret_answer);

struct api_route {
    const char *path;          /* "/api/v1/news/{slug}" */
    const char *message;       /* "api.news": what stands there, one sentence */
    const struct shape *shape; /* of one item */
    api_handler *handler;
    bool is_list;
    bool is_fixed;    /* of a list: the handler knows how many, "limit" is not offered */
    bool is_not_kept; /* too many different questions to keep their answers */
    bool is_slow;     /* answered by the pool (ROUTE_POOL), like every table */
    const struct form_field *parameters; /* of the query; "after" and "limit" of lists
                                          * are added. Messages "api.parameter.NAME" */
    size_t parameter_count;
    const char *csv; /* "/tin-tuc.csv": the list as a table; NULL: there is none */
    /* Instead of shape and handler, for what no struct holds: writes the whole
     * JSON answer by itself (response_json). */
    route_handler *writer;
};

/* What lists take besides their own parameters: "after", and "limit" where the
 * row lets the asker say. */
extern const struct form_field api_list_parameters[];
size_t api_list_parameter_count(const struct api_route *api);

struct module;

/* Adds a module's rows to the router, each with its table. They live in `arena`.
 * Faults: router_add. */
const struct fault *api_mount(struct router *router, struct arena *arena,
                              const struct module *module) FAULT_CHECK;

/* The fault for an `after` that no page gave: FAULT_INVALID "api.after". */
const struct fault *api_bad_after(struct work *work) FAULT_CHECK;

/* A JSON answer as all of the interface gives it: ETag, kept by others as long as
 * it is unchanged, readable from other sites. */
void api_respond(struct work *work, struct response *response, struct str json);

#endif
