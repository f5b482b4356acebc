/*
 * The daily letter: for each person what the modules say is new, grouped by topic,
 * the newest first, each thing once. It is noted by compare-and-set in the write
 * that puts it into the outbox, so neither a restart nor a second node makes two.
 */
#include "modules/notices/notice_service.h"

#include "civic/outbox.h"
#include "civic/outbox_sender.h"
#include "db/db.h"
#include "text/message.h"
#include "text/number.h"

enum {
    PEOPLE_AT_ONCE = 100 /* the job's thread has other jobs: the rest comes a minute later */
};

/* What is published is seen a moment after its time; nothing may fall between two days. */
#define SETTLED_US INT64_C(120000000)

struct digest_item {
    struct html title;
    struct url url;
    struct civil_date day;
    bool is_demo;
};
static SHAPE(digest_item_shape, struct digest_item, FIELD(struct digest_item, title),
             FIELD(struct digest_item, url), FIELD(struct digest_item, day),
             FIELD(struct digest_item, is_demo));

struct digest_group {
    struct str label;
    struct list items; /* struct digest_item */
    bool has_more;
};
static SHAPE(digest_group_shape, struct digest_group, FIELD(struct digest_group, label),
             LIST(struct digest_group, items, digest_item_shape),
             FIELD(struct digest_group, has_more));

struct digest_letter {
    struct letter_frame frame;
    struct civil_date day;
    struct list groups; /* struct digest_group */
};
static SHAPE(digest_letter_shape, struct digest_letter,
             RECORD(struct digest_letter, frame, letter_frame_shape),
             FIELD(struct digest_letter, day),
             LIST(struct digest_letter, groups, digest_group_shape));
const struct page_kind notice_digest_letter = {"notices/letter-digest", &digest_letter_shape};

struct digest {
    struct subscriber subscriber;
    struct civil_date today;
    struct instant until;
    struct map *seen; /* addresses that stand in the letter already */
    VEC(struct digest_group) groups;
};

static const struct fault *add_topic(struct work *work, struct digest *digest,
                                     const struct notice_topic *topic)
{
    const struct notice_source *source = notice_source_find(work->site, topic->source);
    struct notice_asked asked = {.unit_id = topic->unit_id,
                                 .part_id = topic->part_id,
                                 .words = topic->words,
                                 .since = digest->subscriber.news_until,
                                 .until = digest->until};
    VEC(struct digest_item) items = {0};
    struct digest_group group;
    notice_items found = {0};
    const struct fault *fault = source ? source->since(work, &asked, &found) : NULL;
    if (fault)
        return fault;
    for (size_t i = 0; i < found.count && i < NOTICE_ITEMS_MOST; i++) {
        const struct notice_item *item = &found.items[i];
        if (map_set(digest->seen, item->url.text, digest))
            continue;
        *VEC_PUSH(&items, work->arena) = (struct digest_item){
            .title = item->title,
            .url = url_under(work->arena, work->site->public_address, item->url),
            .day = instant_date(item->published_at),
            .is_demo = item->is_demo};
    }
    if (items.count == 0)
        return NULL;
    group.items = VEC_LIST(&items);
    group.has_more = found.count > NOTICE_ITEMS_MOST;
    fault = notice_topic_label(work, topic, &group.label);
    if (!fault)
        *VEC_PUSH(&digest->groups, work->arena) = group;
    return fault;
}

static struct url link_of(struct work *work, const char *path, struct str token)
{
    struct url url = url_relative(work->arena, "/nhan-tin/%s/" PRISTR, path, STRARG(token));
    return url_under(work->arena, work->site->public_address, url);
}

static const struct fault *write_letter(struct work *work, const struct digest *digest)
{
    struct digest_letter page = {.day = digest->today, .groups = VEC_LIST(&digest->groups)};
    struct str day = date_text(work->arena, digest->today);
    struct fault_arg args[2] = {
        {"day", day}
    };
    struct letter letter = {.kind = "notice-digest",
                            .about = digest->subscriber.id,
                            .to = digest->subscriber.address,
                            .locale = work->locale,
                            .unsubscribe = link_of(work, "dung", digest->subscriber.token)};
    const struct fault *fault = letter_frame(work, &page.frame);
    if (fault)
        return fault;
    args[1] = (struct fault_arg){"unit", page.frame.unit_name};
    letter.subject = message_format(work->arena, work->site->messages, work->locale,
                                    STR("notices.letter.digest.subject"), args, 2);
    page.frame.manage_url = link_of(work, "quan-ly", digest->subscriber.token);
    fault = outbox_render(work, &notice_digest_letter, &page, &letter);
    return fault ? fault : outbox_put(work, &letter);
}

static const struct fault *tell(struct work *work, void *context)
{
    const struct digest *digest = context;
    bool is_first;
    const struct fault *fault =
        subscriber_told(work, digest->subscriber.id, digest->today, digest->until, &is_first);
    if (fault || !is_first || digest->groups.count == 0)
        return fault;
    return write_letter(work, digest);
}

/* The letter of one person, with work of its own: its arena is emptied with it. */
static const struct fault *tell_one(struct work *work, int64_t id, struct digest *digest)
{
    notice_topics topics;
    const struct fault *fault = subscriber_load(work, id, &digest->subscriber);
    if (fault || digest->subscriber.id == 0)
        return fault;
    work->locale = digest->subscriber.locale;
    digest->seen = map_new(work->arena);
    fault = subscriber_topics(work, id, 0, &topics);
    for (size_t i = 0; !fault && i < topics.count; i++)
        fault = add_topic(work, digest, &topics.items[i]);
    db_release(work);
    return fault ? fault : db_write(work, tell, digest);
}

static const struct fault *tell_alone(struct work *outer, int64_t id, const struct digest *day)
{
    struct work work = *outer;
    struct digest digest = *day;
    const struct fault *fault;
    work.arena = arena_new();
    fault = db_attach(work.site->pool, &work, DB_MAY_WRITE);
    if (!fault)
        fault = tell_one(&work, id, &digest);
    fault = fault_copy(outer->arena, fault);
    arena_free(work.arena);
    return fault;
}

const struct fault *notices_digest(struct work *work)
{
    struct instant now = clock_now(work->clock);
    struct digest day = {.today = instant_date(now), .until = {now.us - SETTLED_US}};
    subscriber_ids ids;
    const struct fault *fault;
    int hour;
    int minute;
    instant_clock_time(now, &hour, &minute);
    /* while letters cannot leave none are made: the first one after that tells all */
    if (hour < work->site->mail.hour || mail_readiness(work->site) != MAIL_READY)
        return NULL;
    fault = subscriber_due(work, day.today, PEOPLE_AT_ONCE, &ids);
    db_release(work);
    if (fault)
        return fault;
    /* one whose row is damaged keeps nobody else from a letter */
    for (size_t i = 0; i < ids.count; i++) {
        const struct fault *own = tell_alone(work, ids.items[i], &day);
        fault = fault ? fault : own;
    }
    return fault;
}
