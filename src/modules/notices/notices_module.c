/*
 * The manifest of notices.
 */
#include "modules/notices/notices.h"

#include "civic/outbox.h"
#include "modules/notices/notice_web.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))
#define SECOND_US INT64_C(1000000)
#define MINUTE_US (60 * SECOND_US)
#define SEE "letters.see"
#define LOOK "letters.look"

enum {
    WISH_KEYS = 10000, /* addresses of the network that are remembered */
    WISHES_AT_ONCE = 6
};

/* clang-format off */
static const struct route routes[] = {
    {HTTP_GET,  "/nhan-tin",                   notice_subscribe_page, NULL, 0, NULL},
    {HTTP_POST, "/nhan-tin",                   notice_subscribe_send, NULL, 0, NULL},
    {HTTP_GET,  "/nhan-tin/da-gui",            notice_sent_page,      NULL, 0, NULL},
    {HTTP_GET,  "/nhan-tin/xac-nhan/{token}",  notice_confirm_page,   NULL, 0, NULL},
    {HTTP_POST, "/nhan-tin/xac-nhan/{token}",  notice_confirm_send,   NULL, 0, NULL},
    {HTTP_GET,  "/nhan-tin/quan-ly/{token}",   notice_manage_page,    NULL, 0, NULL},
    {HTTP_POST, "/nhan-tin/quan-ly/{token}",   notice_manage_send,    NULL, 0, NULL},
    {HTTP_GET,  "/nhan-tin/dung/{token}",      notice_end_page,       NULL, 0, NULL},
    {HTTP_POST, "/nhan-tin/dung/{token}",      notice_end_send,       NULL, ROUTE_FROM_ANYWHERE, NULL},
    {HTTP_GET,  "/can-bo/thu",                 letters_page,          SEE,  0, NULL},
    {HTTP_POST, "/can-bo/thu/gui-lai",         letters_retry,         SEE,  0, NULL},
    {HTTP_GET,  "/can-bo/thu/{id}",            letter_look_page,      LOOK, 0, NULL},
    {HTTP_POST, "/can-bo/thu/{id}",            letter_look_send,      LOOK, 0, NULL},
};
/* clang-format on */

static const struct page_kind *const pages[] = {
    &notice_subscribe_kind, &notice_said_kind, &notice_confirm_kind,   &notice_manage_kind,
    &letters_kind,          &letter_look_kind, &notice_confirm_letter, &notice_digest_letter,
};

static const struct permission permissions[] = {
    {SEE,  ROLE_BIT(ROLE_ADMINISTRATOR) | ROLE_BIT(ROLE_EDITOR) | ROLE_BIT(ROLE_APPROVER) |
              ROLE_BIT(ROLE_RECEPTION_CLERK)},
    {LOOK, ROLE_BIT(ROLE_ADMINISTRATOR)              },
};

static const char *const *const statements[] = {outbox_statements, notice_statements};

static const struct nav_entry nav[] = {
    {"nav.notices", "/nhan-tin", "nav.group.know", false, 80},
};

static const struct desk_entry desk[] = {
    {"outbox.title", "/can-bo/thu", SEE, 70},
};

/* Sending has a thread of its own; this only sees to it that it runs. */
static const struct fault *wake_sender(struct work *work)
{
    struct notices_state *state = site_state(work->site, "notices");
    outbox_sender_wake(state->sender);
    return NULL;
}

static const struct job jobs[] = {
    {"outbox",         SECOND_US,      wake_sender,    false},
    {"outbox-tidy",    60 * MINUTE_US, outbox_tidy,    false},
    {"notices-digest", MINUTE_US,      notices_digest, false},
    {"notices-tidy",   30 * MINUTE_US, notices_tidy,   false},
};

static void *start(struct site *site)
{
    struct notices_state *state = ARENA_NEW(site->arena, struct notices_state);
    state->sender = outbox_sender_new(site->arena, site);
    state->limit = ratelimit_new(site->arena, WISH_KEYS, WISHES_AT_ONCE, 2 * MINUTE_US);
    return state;
}

static void stop(void *context)
{
    struct notices_state *state = context;
    outbox_sender_stop(state->sender);
}

const struct module notices_module = {
    .name = "notices",
    .routes = routes,
    .route_count = COUNT(routes),
    .pages = pages,
    .page_count = COUNT(pages),
    .permissions = permissions,
    .permission_count = COUNT(permissions),
    .statements = statements,
    .statement_count = COUNT(statements),
    .nav = nav,
    .nav_count = COUNT(nav),
    .desk = desk,
    .desk_count = COUNT(desk),
    .jobs = jobs,
    .job_count = COUNT(jobs),
    .bounced = notices_bounced,
    .start = start,
    .stop = stop,
};
