/*
 * Claim, send, settle; and the thread that does so.
 */
#include "civic/outbox_sender.h"

#include "base/file.h"
#include "base/log.h"
#include "base/wait.h"
#include "civic/actor.h"
#include "civic/outbox_parts.h"
#include "db/db.h"

#include <stdlib.h>

enum {
    PASSWORD_MOST = 1024,
    PAUSE_SECONDS = 5,   /* between looks where nothing wakes the thread */
    PAUSE_OF_SERVER = 60 /* after an answer that concerns all letters */
};

/* ---- whether ---- */

static const char *const readiness_messages[MAIL_READINESS_COUNT] = {
    [MAIL_READY] = "outbox.on",
    [MAIL_NO_SERVER] = "outbox.off.server",
    [MAIL_NO_FROM] = "outbox.off.from",
    [MAIL_NO_ADDRESS] = "outbox.off.address",
};

const char *mail_readiness_message(enum mail_readiness readiness)
{
    return readiness_messages[readiness];
}

enum mail_readiness mail_readiness(const struct site *site)
{
    if (site->mail.server.len == 0)
        return MAIL_NO_SERVER;
    if (site->mail.from.len == 0)
        return MAIL_NO_FROM;
    if (site->public_address.len == 0)
        return MAIL_NO_ADDRESS;
    return MAIL_READY;
}

/* ---- one letter ---- */

struct claiming {
    struct outbox_claim claim;
    struct outbox_outcome outcome;
    bool is_there;
};

static const struct fault *claim_one(struct work *work, void *context)
{
    struct claiming *claiming = context;
    return outbox_claim(work, work->site->mail.per_minute, &claiming->claim, &claiming->is_there);
}

static const struct fault *settle_one(struct work *work, void *context)
{
    struct claiming *claiming = context;
    return outbox_settle(work, &claiming->claim, &claiming->outcome);
}

/* Read anew each time: a changed password needs no restart. */
static const struct fault *read_server(struct work *work, struct smtp_server *ret_server)
{
    const struct mail_settings *mail = &work->site->mail;
    struct smtp_server server = {.url = mail->server, .user = mail->user, .from = mail->from};
    struct str path =
        arena_printf(work->arena, PRISTR "/keys/mail.password", STRARG(work->site->data));
    const struct fault *fault = NULL;
    if (server.user.len > 0)
        fault = file_read(work->arena, path.ptr, PASSWORD_MOST, &server.password);
    if (fault)
        return fault_new(work->arena, FAULT_UNAVAILABLE, "outbox.password",
                         "keys/mail.password cannot be read");
    server.password = str_trim(server.password);
    *ret_server = server;
    return NULL;
}

static struct smtp_answer hand_over(struct work *work, struct smtp *smtp,
                                    const struct smtp_server *server, struct outbox_claim *claim,
                                    struct str name)
{
    struct mail_sender sender = {.address = server->from, .name = name};
    struct str message;
    if (!claim->is_readable)
        return (struct smtp_answer){ANSWER_UNREADABLE, 0};
    letter_complete(work->arena, work->site->public_address, &claim->letter);
    message = mail_message(work->arena, &claim->letter, &sender, claim->id, claim->created_at);
    return smtp_send(smtp, work->arena, server, claim->letter.to, message);
}

const struct fault *outbox_send_one(struct work *work, struct smtp *smtp,
                                    enum outbox_answer *ret_answer)
{
    struct claiming claiming = {.is_there = false};
    struct letter_frame frame;
    struct smtp_server server;
    struct smtp_answer answer;
    const struct fault *fault;
    *ret_answer = ANSWER_NONE;
    if (mail_readiness(work->site) != MAIL_READY)
        return NULL;
    fault = read_server(work, &server);
    if (!fault)
        fault = letter_frame(work, &frame);
    if (!fault)
        fault = db_write(work, claim_one, &claiming);
    if (fault || !claiming.is_there)
        return fault;
    db_release(work);
    answer = hand_over(work, smtp, &server, &claiming.claim, frame.unit_name);
    claiming.outcome = outbox_decide(answer.answer, answer.code, claiming.claim.attempts,
                                     claiming.claim.created_at, clock_now(work->clock));
    *ret_answer = answer.answer;
    return db_write(work, settle_one, &claiming);
}

/* ---- the thread ---- */

struct outbox_sender {
    struct site *site;
    pthread_mutex_t lock;
    pthread_cond_t woken;
    pthread_t thread;
    bool is_running;
    bool is_ending;
    bool is_woken;
};

static bool is_ending(struct outbox_sender *sender)
{
    bool ending;
    pthread_mutex_lock(&sender->lock);
    ending = sender->is_ending;
    pthread_mutex_unlock(&sender->lock);
    return ending;
}

/* Waits until somebody wakes it (where `may_wake`), the seconds are over or it is to end. */
static void wait_for(struct outbox_sender *sender, int seconds, bool may_wake)
{
    const int64_t until = clock_monotonic() + seconds * INT64_C(1000000);
    bool is_in_time = true;
    pthread_mutex_lock(&sender->lock);
    while (!sender->is_ending && !(may_wake && sender->is_woken) && is_in_time)
        is_in_time = wait_until(&sender->woken, &sender->lock, until);
    sender->is_woken = false;
    pthread_mutex_unlock(&sender->lock);
}

static void say(enum outbox_answer answer, const struct fault *fault)
{
    if (fault)
        log_event(LOG_ERROR, "outbox", LOG_TEXT("fault", str_from_c(fault_kind_name(fault->kind))),
                  LOG_TEXT("detail", fault->detail));
    else
        log_event(outbox_answer_is_of_server(answer) ? LOG_WARN : LOG_INFO, "outbox",
                  LOG_TEXT("answer", outbox_answer_name(answer)));
}

/* One letter with work of its own; whether to go on at once, and else how long to wait. */
static bool send_one(struct outbox_sender *sender, struct smtp *smtp, int *ret_pause)
{
    struct arena *arena = arena_new();
    struct work work = {.arena = arena,
                        .actor = &actor_system,
                        .clock = clock_system(),
                        .locale = LOCALE_VI,
                        .site = sender->site,
                        .request_id = STR("-")};
    enum outbox_answer answer = ANSWER_NONE;
    const struct fault *fault = db_attach(sender->site->pool, &work, DB_MAY_WRITE);
    bool goes_on;
    if (!fault)
        fault = outbox_send_one(&work, smtp, &answer);
    if (fault || answer != ANSWER_NONE)
        say(answer, fault);
    *ret_pause = fault || outbox_answer_is_of_server(answer) ? PAUSE_OF_SERVER : PAUSE_SECONDS;
    goes_on = !fault && answer != ANSWER_NONE && !outbox_answer_is_of_server(answer);
    arena_free(arena);
    return goes_on;
}

static void *send_all(void *context)
{
    struct outbox_sender *sender = context;
    struct arena *arena = arena_new();
    struct smtp *smtp = smtp_new(arena);
    while (!is_ending(sender)) {
        int pause;
        if (!send_one(sender, smtp, &pause))
            wait_for(sender, pause, pause == PAUSE_SECONDS);
    }
    arena_free(arena);
    return NULL;
}

struct outbox_sender *outbox_sender_new(struct arena *arena, struct site *site)
{
    struct outbox_sender *sender = ARENA_NEW(arena, struct outbox_sender);
    sender->site = site;
    pthread_mutex_init(&sender->lock, NULL);
    wait_condition_init(&sender->woken);
    return sender;
}

void outbox_sender_wake(struct outbox_sender *sender)
{
    pthread_mutex_lock(&sender->lock);
    if (!sender->is_running && !sender->is_ending && mail_readiness(sender->site) == MAIL_READY) {
        if (pthread_create(&sender->thread, NULL, send_all, sender) != 0)
            abort();
        sender->is_running = true;
    }
    sender->is_woken = true;
    pthread_cond_signal(&sender->woken);
    pthread_mutex_unlock(&sender->lock);
}

void outbox_sender_stop(struct outbox_sender *sender)
{
    bool was_running;
    pthread_mutex_lock(&sender->lock);
    sender->is_ending = true;
    was_running = sender->is_running;
    sender->is_running = false;
    pthread_cond_signal(&sender->woken);
    pthread_mutex_unlock(&sender->lock);
    if (was_running)
        pthread_join(sender->thread, NULL);
}
