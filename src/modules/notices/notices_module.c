/*
 * The manifest of notices.
 */
#include "modules/notices/notices.h"

#include "civic/outbox_sender.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define SECOND_US INT64_C(1000000)

static const char *const *const statements[] = {outbox_statements};

/* Sending has a thread of its own; this only sees to it that it runs. */
static const struct fault *wake_sender(struct work *work)
{
    outbox_sender_wake(site_state(work->site, "notices"));
    return NULL;
}

static const struct job jobs[] = {
    {"outbox",      SECOND_US,        wake_sender},
    {"outbox-tidy", 3600 * SECOND_US, outbox_tidy},
};

static void *start(struct site *site)
{
    return outbox_sender_new(site->arena, site);
}

static void stop(void *state)
{
    outbox_sender_stop(state);
}

const struct module notices_module = {
    .name = "notices",
    .statements = statements,
    .statement_count = COUNT(statements),
    .jobs = jobs,
    .job_count = COUNT(jobs),
    .start = start,
    .stop = stop,
};
