/*
 * What all pages of the desk share.
 */
#include "modules/publications/desk.h"

#include "text/message.h"
#include "text/number.h"

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
    {STR_INIT("gui"),     "edit.done.submitted"  },
    {STR_INIT("lay-ve"),  "edit.done.recalled"   },
    {STR_INIT("tra"),     "edit.done.returned"   },
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
    [ARTICLE_DRAFT] = "edit.status.draft",         [ARTICLE_PENDING] = "edit.status.pending",
    [ARTICLE_SCHEDULED] = "edit.status.scheduled", [ARTICLE_PUBLISHED] = "edit.status.published",
    [ARTICLE_WITHDRAWN] = "edit.status.withdrawn",
};

SHAPE(desk_said_shape, struct desk_said, FIELD(struct desk_said, heading),
      FIELD(struct desk_said, words));

/* columns: the state, what is told of what was said last */
static const char *const said_messages[ARTICLE_STATUS_COUNT] = {
    [ARTICLE_DRAFT] = "edit.returned-by",
    [ARTICLE_PENDING] = "edit.submitted-by",
};

const struct fault *desk_said(struct work *work, const struct article *article,
                              struct desk_said *ret_said)
{
    const char *message = said_messages[article->status];
    struct desk_said said = {.words = article->reason};
    struct revision last;
    const struct fault *fault = NULL;
    if (message && article->reason.len > 0)
        fault = revision_last_said(work, article->id, &last);
    else
        said.words = STR("");
    if (!fault && said.words.len > 0) {
        struct fault_arg args[] = {
            {"who",                    last.saved_name},
            { "when", moment_text(work->arena,  last.saved_at)}
        };
        said.heading = message_format(work->arena, work->site->messages, work->locale,
                                      str_from_c(message), args, 2);
    }
    if (!fault)
        *ret_said = said;
    return fault;
}

const char *desk_status_message(enum article_status status)
{
    return status_messages[status];
}
