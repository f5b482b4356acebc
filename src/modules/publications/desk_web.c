/*
 * What all pages of the desk share.
 */
#include "modules/publications/desk.h"

#include "text/message.h"

#include <inttypes.h>

/* ---- shared ---- */

bool desk_may(struct work *work, unsigned roles, int64_t unit_id)
{
    return actor_must(work, roles, unit_id) == NULL;
}

bool article_may_be_saved(struct work *work, const struct article *article)
{
    return article->status == ARTICLE_DRAFT || desk_may(work, news_publishers, article->unit_id);
}

const struct fault *desk_article(struct work *work, const struct request *request,
                                 struct article *ret_article)
{
    struct article article;
    const struct fault *fault;
    int64_t id;
    if (!str_to_int64(request_param(request, STR("id")), &id))
        return fault_new(work->arena, FAULT_NOT_FOUND, "news.unknown", "no number");
    fault = article_load(work, id, &article);
    if (!fault)
        fault = actor_must(work, news_writers, article.unit_id);
    if (!fault)
        *ret_article = article;
    return fault;
}

struct url desk_url(struct arena *arena, int64_t id, const char *behind)
{
    struct url url = url_relative(arena, "/can-bo/tin/%" PRId64, id);
    return url_path(arena, arena_printf(arena, PRISTR "%s", STRARG(url.text), behind));
}

const struct fault *desk_layout(struct work *work, const struct request *request, struct str title,
                                const struct article *article, struct layout *ret_layout)
{
    const struct fault *fault = page_layout(work, request, title, ret_layout);
    if (fault)
        return fault;
    ret_layout->is_private = true;
    page_crumb(work, ret_layout, URL("/can-bo/tin"), site_message(work, "edit.desk"));
    if (article)
        page_crumb(work, ret_layout, desk_url(work->arena, article->id, ""), article->title);
    return NULL;
}

struct str desk_message(struct work *work, const char *key, const char *name, struct str value)
{
    struct fault_arg args[] = {
        {name, value}
    };
    return message_format(work->arena, work->site->messages, work->locale, str_from_c(key), args,
                          1);
}

/* columns: value of ?da=, what is said */
static const struct {
    struct str value;
    const char *message;
} done[] = {
    {STR_INIT("luu"),     "edit.done.saved"      },
    {STR_INIT("tep"),     "edit.done.file"       },
    {STR_INIT("bo-tep"),  "edit.done.file-gone"  },
    {STR_INIT("dang"),    "edit.done.published"  },
    {STR_INIT("hen"),     "edit.done.scheduled"  },
    {STR_INIT("bo-hen"),  "edit.done.unscheduled"},
    {STR_INIT("go"),      "edit.done.withdrawn"  },
    {STR_INIT("dia-chi"), "edit.done.renamed"    },
    {STR_INIT("lay-lai"), "edit.done.restored"   },
};

void desk_flash(struct work *work, const struct request *request, struct layout *layout)
{
    struct str value = request_query(request, STR("da"));
    for (size_t i = 0; i < sizeof(done) / sizeof(done[0]); i++)
        if (str_equal(value, done[i].value))
            page_flash(work, layout, done[i].message, false);
}

static const char *const status_messages[ARTICLE_STATUS_COUNT] = {
    [ARTICLE_DRAFT] = "edit.status.draft",
    [ARTICLE_SCHEDULED] = "edit.status.scheduled",
    [ARTICLE_PUBLISHED] = "edit.status.published",
    [ARTICLE_WITHDRAWN] = "edit.status.withdrawn",
};

const char *desk_status_message(enum article_status status)
{
    return status_messages[status];
}
