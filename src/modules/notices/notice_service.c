/*
 * Subscribing, confirming, changing, ending.
 */
#include "modules/notices/notice_service.h"

#include "civic/outbox.h"
#include "civic/unit.h"
#include "db/db.h"
#include "text/message.h"

#include <string.h>

#define DAY_US INT64_C(86400000000)
#define CONFIRM_KIND "notice-confirm"
#define DIGEST_KIND "notice-digest"

const struct notice_source *notice_source_find(const struct site *site, struct str name)
{
    for (size_t m = 0; site->modules[m]; m++)
        for (size_t i = 0; i < site->modules[m]->notice_count; i++)
            if (str_equal(str_from_c(site->modules[m]->notices[i].name), name))
                return &site->modules[m]->notices[i];
    return NULL;
}

const struct fault *notice_part_load(struct work *work, const struct notice_source *source,
                                     int64_t id, struct notice_part *ret_part)
{
    notice_parts parts = {0};
    const struct fault *fault = source->parts ? source->parts(work, &parts) : NULL;
    if (fault)
        return fault;
    for (size_t i = 0; i < parts.count; i++) {
        if (parts.items[i].id == id) {
            *ret_part = parts.items[i];
            return NULL;
        }
    }
    return fault_new(work->arena, FAULT_NOT_FOUND, "notices.part-unknown", "no part %lld",
                     (long long)id);
}

/* "Tin tức – Nông thôn mới"; a part that is no more says so. */
static const struct fault *source_label(struct work *work, const struct notice_topic *topic,
                                        struct str *ret_label)
{
    const struct notice_source *source = notice_source_find(work->site, topic->source);
    struct notice_part part = {.name = site_message(work, "notices.part-gone")};
    const struct fault *fault = NULL;
    *ret_label = source ? site_message(work, source->title) : topic->source;
    if (!source || !topic->part_id)
        return NULL;
    fault = notice_part_load(work, source, topic->part_id, &part);
    if (fault && fault->kind != FAULT_NOT_FOUND)
        return fault;
    *ret_label =
        arena_printf(work->arena, PRISTR " – " PRISTR, STRARG(*ret_label), STRARG(part.name));
    return NULL;
}

const struct fault *notice_topic_label(struct work *work, const struct notice_topic *topic,
                                       struct str *ret_label)
{
    struct unit unit = {.id = 0};
    struct fault_arg args[3];
    const char *key = "notices.topic.all";
    const struct fault *fault = topic->unit_id ? unit_load(work, topic->unit_id, &unit) : NULL;
    if (fault && fault->kind != FAULT_NOT_FOUND)
        return fault;
    args[0] = (struct fault_arg){"source", STR("")};
    fault = source_label(work, topic, &args[0].value);
    if (fault)
        return fault;
    args[1] = (struct fault_arg){"unit", unit.name};
    args[2] = (struct fault_arg){"words", topic->words};
    if (unit.id && topic->words.len > 0)
        key = "notices.topic.both";
    else if (topic->words.len > 0)
        key = "notices.topic.words";
    else if (unit.id)
        key = "notices.topic.unit";
    *ret_label =
        message_format(work->arena, work->site->messages, work->locale, str_from_c(key), args, 3);
    return NULL;
}

/* ---- subscribing ---- */

struct confirm_letter {
    struct letter_frame frame;
    struct str topic;
    struct url url;
    int days;
};
static SHAPE(confirm_letter_shape, struct confirm_letter,
             RECORD(struct confirm_letter, frame, letter_frame_shape),
             FIELD(struct confirm_letter, topic), FIELD(struct confirm_letter, url),
             FIELD(struct confirm_letter, days));
const struct page_kind notice_confirm_letter = {"notices/letter-confirm", &confirm_letter_shape};

static const struct fault *write_confirmation(struct work *work,
                                              const struct subscriber *subscriber,
                                              const struct notice_topic *topic, struct str token)
{
    struct confirm_letter page = {.days = NOTICE_LINK_DAYS};
    struct letter letter = {.kind = CONFIRM_KIND,
                            .about = subscriber->id,
                            .to = subscriber->address,
                            .locale = work->locale,
                            .subject = site_message(work, "notices.letter.confirm.subject")};
    /* the words are a stranger's: whoever did not ask for this letter reads none of them */
    struct notice_topic shown = {
        .source = topic->source, .part_id = topic->part_id, .unit_id = topic->unit_id};
    const struct fault *fault = letter_frame(work, &page.frame);
    if (!fault)
        fault = notice_topic_label(work, &shown, &page.topic);
    if (fault)
        return fault;
    page.url = url_under(work->arena, work->site->public_address,
                         url_relative(work->arena, "/nhan-tin/xac-nhan/" PRISTR, STRARG(token)));
    fault = outbox_render(work, &notice_confirm_letter, &page, &letter);
    return fault ? fault : outbox_put(work, &letter);
}

struct wish {
    struct str address;
    const struct notice_topic *topic;
};

static const struct fault *subscribe(struct work *work, void *context)
{
    const struct wish *wish = context;
    struct instant now = clock_now(work->clock);
    struct str token = crypto_token(work->arena);
    struct subscriber subscriber;
    int64_t requests = 0;
    int64_t request_id;
    const struct fault *fault = subscriber_by_address(work, wish->address, &subscriber);
    if (!fault && subscriber.id == 0) {
        subscriber = (struct subscriber){.address = wish->address, .locale = work->locale};
        fault = subscriber_put(work, &subscriber);
    } else if (!fault) {
        fault = request_count(work, subscriber.id, (struct instant){now.us - DAY_US}, &requests);
    }
    if (fault || requests >= NOTICE_REQUESTS_A_DAY)
        return fault;
    fault = request_put(work, subscriber.id, token,
                        (struct instant){now.us + NOTICE_LINK_DAYS * DAY_US}, &request_id);
    if (!fault)
        fault = topic_put(work, subscriber.id, request_id, wish->topic);
    return fault ? fault : write_confirmation(work, &subscriber, wish->topic, token);
}

const struct fault *notice_subscribe(struct work *work, struct str address,
                                     const struct notice_topic *topic)
{
    struct wish wish = {address, topic};
    return db_write(work, subscribe, &wish);
}

/* ---- confirming ---- */

const struct fault *notice_request_load(struct work *work, struct str token,
                                        struct notice_request *ret_request)
{
    struct notice_request request;
    int64_t subscriber_id;
    const struct fault *fault = request_by_token(work, token, &request.id, &subscriber_id);
    if (!fault && request.id)
        fault = subscriber_load(work, subscriber_id, &request.subscriber);
    if (fault)
        return fault;
    if (!request.id || !request.subscriber.id)
        return fault_new(work->arena, FAULT_GONE, "notices.link-old", "no such request");
    fault = subscriber_topics(work, subscriber_id, request.id, &request.topics);
    if (!fault)
        *ret_request = request;
    return fault;
}

struct confirming {
    struct str token;
    struct str ret_token;
};

static const struct fault *confirm(struct work *work, void *context)
{
    struct confirming *confirming = context;
    struct notice_request request;
    notice_topics topics;
    const struct fault *fault = notice_request_load(work, confirming->token, &request);
    if (!fault)
        fault = subscriber_topics(work, request.subscriber.id, 0, &topics);
    if (fault)
        return fault;
    if (topics.count + request.topics.count > NOTICE_TOPICS_MOST)
        return fault_new(work->arena, FAULT_CONFLICT, "notices.too-many", "too many topics");
    confirming->ret_token = request.subscriber.token;
    return request_accept(work, request.id, request.subscriber.id,
                          request.subscriber.state != SUBSCRIBER_ACTIVE);
}

const struct fault *notice_confirm(struct work *work, struct str token, struct str *ret_token)
{
    struct confirming confirming = {.token = token};
    const struct fault *fault = db_write(work, confirm, &confirming);
    if (!fault)
        *ret_token = confirming.ret_token;
    return fault;
}

/* ---- changing and ending ---- */

struct dropping {
    struct str token;
    int64_t topic_id; /* 0: all */
};

static const struct fault *drop(struct work *work, void *context)
{
    const struct dropping *dropping = context;
    struct subscriber subscriber;
    const struct fault *fault = subscriber_by_token(work, dropping->token, &subscriber);
    if (fault || subscriber.id == 0)
        return fault;
    if (dropping->topic_id)
        return topic_remove(work, subscriber.id, dropping->topic_id);
    return subscriber_remove(work, subscriber.id);
}

const struct fault *notice_drop(struct work *work, struct str token, int64_t topic_id)
{
    struct dropping dropping = {token, topic_id};
    return db_write(work, drop, &dropping);
}

const struct fault *notice_end(struct work *work, struct str token)
{
    struct dropping dropping = {token, 0};
    return db_write(work, drop, &dropping);
}

/* ---- hooks ---- */

/* An address that its own server does not know gets no more letters; one that was
 * never confirmed is erased. */
const struct fault *notices_bounced(struct work *work, const struct letter_bounce *bounce)
{
    struct subscriber subscriber;
    const struct fault *fault;
    bool is_ours =
        str_equal(bounce->kind, STR(CONFIRM_KIND)) || str_equal(bounce->kind, STR(DIGEST_KIND));
    if (!is_ours || !bounce->is_unknown_address)
        return NULL;
    fault = subscriber_load(work, bounce->about, &subscriber);
    if (fault || subscriber.id == 0)
        return fault;
    if (subscriber.state == SUBSCRIBER_UNCONFIRMED)
        return subscriber_remove(work, subscriber.id);
    return subscriber_suspend(work, subscriber.id);
}

static const struct fault *tidy(struct work *work, void *context)
{
    (void)context;
    return requests_tidy(work);
}

const struct fault *notices_tidy(struct work *work)
{
    return db_write(work, tidy, NULL);
}
