/*
 * One request from bytes to page: who asks, may they, which handler, what is
 * answered when something goes wrong. ARCHITECTURE.md follows it file by file.
 */
#ifndef DINH_APP_PIPELINE_H
#define DINH_APP_PIPELINE_H

#include "app/metrics.h"
#include "app/open.h"
#include "http/cache.h"
#include "http/ratelimit.h"
#include "http/router.h"
#include "http/server.h"

struct pipeline {
    struct site *site;
    struct router *router;
    struct map *permissions; /* name → struct permission */
    struct metrics *metrics;
    struct ratelimit *pages; /* made anew, by address or account; NULL: no bound */
    struct ratelimit *posts; /* forms by address and by account; NULL: no bound */
    struct clock clock;
};

/* Compiles the routes and permissions of all modules; faults where two
 * contradict each other or a route names a permission nobody declared. */
const struct fault *pipeline_new(struct arena *arena, struct site *site,
                                 struct pipeline **ret_pipeline) FAULT_CHECK;

/* Handles a request without a socket: what the server calls, and journeys too. */
void pipeline_handle(void *pipeline, struct request *request, struct response *response);

/* The callbacks for server_start. */
struct server_app pipeline_app(struct pipeline *pipeline);

#endif
