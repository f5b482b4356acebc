/*
 * GET /quan-tri: what wants looking after, and the ways to the other pages.
 */
#include "modules/admin/admin_web.h"

#include "civic/appearance.h"
#include "civic/outbox_sender.h"
#include "civic/site.h"
#include "modules/admin/admin_store.h"
#include "modules/admin/health.h"
#include "modules/law/law_site.h"
#include "text/message.h"

#include <inttypes.h>
#include <sys/statvfs.h>

enum {
    MEGABYTE = 1000 * 1000
};
#define HOUR_US (INT64_C(3600) * 1000000)
#define STUCK_US HOUR_US             /* greylisting puts a letter off for minutes */
#define FAILED_US (7 * 24 * HOUR_US) /* what failed before is told no longer */

struct health_row {
    struct str text;
    struct str advice; /* what to do; empty where it is good */
    struct url url;    /* where it is done; may be empty */
    bool is_good;
    bool is_bad;
};
static SHAPE(health_row_shape, struct health_row, FIELD(struct health_row, text),
             FIELD(struct health_row, advice), FIELD(struct health_row, url),
             FIELD(struct health_row, is_good), FIELD(struct health_row, is_bad));

struct way {
    struct url url;
    struct str title;
    struct str summary;
};
static SHAPE(way_shape, struct way, FIELD(struct way, url), FIELD(struct way, title),
             FIELD(struct way, summary));

struct overview_page {
    struct layout layout;
    int wanting;       /* lines that are not good */
    struct list lines; /* struct health_row; those that are not good first */
    struct list ways;  /* struct way */
    struct str version;
    struct str engine;
    int64_t database_mb;
    int64_t free_mb;
    struct instant backup_at;
    struct str backup_name;
};
static SHAPE(overview_shape, struct overview_page,
             RECORD(struct overview_page, layout, layout_shape),
             FIELD(struct overview_page, wanting),
             LIST(struct overview_page, lines, health_row_shape),
             LIST(struct overview_page, ways, way_shape), FIELD(struct overview_page, version),
             FIELD(struct overview_page, engine), FIELD(struct overview_page, database_mb),
             FIELD(struct overview_page, free_mb), FIELD(struct overview_page, backup_at),
             FIELD(struct overview_page, backup_name));
const struct page_kind admin_overview_kind = {"admin/overview", &overview_shape};

/* columns: address, message of the title (KEY-hint: the summary) */
static const struct {
    const char *path;
    const char *message;
} ways[] = {
    {"/quan-tri/tai-khoan",      "admin.accounts.title"},
    {"/quan-tri/don-vi",         "admin.units.title"   },
    {"/quan-tri/trang",          "portal.pages.title"  },
    {"/quan-tri/giao-dien",      "portal.look.title"   },
    {"/quan-tri/menu",           "portal.menu.title"   },
    {"/quan-tri/ngay-nghi",      "admin.days.title"    },
    {"/quan-tri/quy-dinh-rieng", "admin.values.title"  },
    {"/quan-tri/chia-don-vi",    "admin.divided.title" },
    {"/quan-tri/so-van-ban",     "admin.numbers.title" },
    {"/can-bo/thu",              "outbox.title"        },
    {"/quan-tri/luot-xem",       "admin.visits.title"  },
    {"/quan-tri/nhat-ky",        "admin.events.title"  },
    {"/quan-tri/thiet-lap",      "admin.settings.title"},
    {"/quan-tri/thanh-phan",     "components.title"    },
};

enum {
    WAY_COUNT = sizeof(ways) / sizeof(ways[0])
};

static struct str with_suffix(struct work *work, const char *key, const char *suffix)
{
    return site_message(work, arena_printf(work->arena, "%s%s", key, suffix).ptr);
}

static struct list ways_of(struct work *work)
{
    struct way *list = arena_alloc_array(work->arena, WAY_COUNT, sizeof(*list));
    for (size_t i = 0; i < WAY_COUNT; i++)
        list[i] = (struct way){url_path(work->arena, str_from_c(ways[i].path)),
                               site_message(work, ways[i].message),
                               with_suffix(work, ways[i].message, "-hint")};
    return (struct list){list, WAY_COUNT, sizeof(*list)};
}

static void ask_disk(struct work *work, struct health_facts *facts)
{
    struct statvfs disk;
    facts->disk_free = -1;
    if (statvfs(arena_c(work->arena, work->site->data), &disk) != 0)
        return;
    facts->disk_free = (int64_t)disk.f_bavail * (int64_t)disk.f_frsize;
    facts->disk_total = (int64_t)disk.f_blocks * (int64_t)disk.f_frsize;
}

static void ask_calendar(struct work *work, struct health_facts *facts)
{
    const struct calendar *calendar = law_calendar(law_of_site(work));
    int year = date_parts(instant_date(facts->now)).year;
    facts->is_year_known = calendar_notice(calendar, year) != NULL;
    facts->is_next_year_known = calendar_notice(calendar, year + 1) != NULL;
}

/* What is told of mail and of jobs, for {why} and {jobs}. */
struct told {
    struct str why;
    struct str jobs;
};

static const struct fault *ask_mail(struct work *work, struct health_facts *facts,
                                    struct told *told)
{
    const struct instant stuck = {facts->now.us - STUCK_US};
    const struct instant failed = {facts->now.us - FAILED_US};
    enum mail_readiness readiness = mail_readiness(work->site);
    const struct fault *fault = outbox_health(work, stuck, failed, &facts->mail);
    if (fault)
        return fault;
    facts->is_mail_ready = readiness == MAIL_READY;
    if (!facts->is_mail_ready)
        told->why = site_message(work, mail_readiness_message(readiness));
    else if (facts->mail.answer != ANSWER_NONE)
        told->why = site_message(work, arena_printf(work->arena, "outbox.answer." PRISTR,
                                                    STRARG(outbox_answer_name(facts->mail.answer)))
                                           .ptr);
    return NULL;
}

/* The jobs whose last run failed, by what they do. */
static void ask_jobs(struct work *work, struct health_facts *facts, struct told *told)
{
    struct buf names = buf_init(work->arena, SIZE_MAX);
    for (size_t i = 0; i < SITE_JOBS; i++) {
        struct job_state *state = &work->site->jobs[i];
        const char *name = atomic_load(&state->name);
        if (!name || atomic_load(&state->failing_since) == 0)
            continue;
        if (facts->failing_jobs++ > 0)
            buf_add(&names, STR(", "));
        buf_add(&names, site_message(work, arena_printf(work->arena, "admin.job.%s", name).ptr));
    }
    told->jobs = buf_str(&names);
}

static const struct fault *ask(struct work *work, struct health_facts *facts, struct told *told,
                               struct overview_page *page)
{
    const struct site *site = work->site;
    struct admin_backup backup = {.bytes = 0};
    struct appearance appearance;
    int64_t bytes;
    const struct fault *fault = admin_backup_last(work, &backup);
    if (fault && fault->kind == FAULT_NOT_FOUND)
        fault = NULL;
    if (!fault)
        fault = appearance_get(work, &appearance);
    if (fault)
        return fault;
    *facts = (struct health_facts){
        .now = clock_now(work->clock),
        .backup_at = backup.made_at,
        .has_public_address = site->public_address.len > 0,
        .has_contact = site->contact.len + appearance.email.len > 0,
        .is_behind_tls = site->is_behind_tls,
        .is_demo = site->is_demo,
        .asks_second_factor = site->asks_second_factor,
    };
    fault = admin_count_without_factor(work, &facts->without_factor);
    if (!fault)
        fault = admin_database_bytes(work, &bytes);
    if (fault)
        return fault;
    fault = ask_mail(work, facts, told);
    if (fault)
        return fault;
    ask_jobs(work, facts, told);
    ask_disk(work, facts);
    ask_calendar(work, facts);
    page->database_mb = (bytes + MEGABYTE - 1) / MEGABYTE;
    page->free_mb = facts->disk_free / MEGABYTE;
    page->backup_at = backup.made_at;
    page->backup_name = backup.name;
    return NULL;
}

/* columns: what the message of a line begins with, where it is looked after */
static const struct {
    const char *key;
    const char *path;
} places[] = {
    {"admin.health.mail",      "/can-bo/thu"        },
    {"admin.health.officials", "/quan-tri/tai-khoan"},
    {"admin.health.holidays",  "/quan-tri/ngay-nghi"},
    {"admin.health.contact",   "/quan-tri/giao-dien"},
};

static struct url place_of(struct work *work, const char *key)
{
    for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++)
        if (str_starts(str_from_c(key), str_from_c(places[i].key)))
            return url_path(work->arena, str_from_c(places[i].path));
    return URL("");
}

static struct health_row row_of(struct work *work, const struct health_facts *facts,
                                const struct told *told, const struct health_line *line)
{
    const struct fault_arg args[] = {
        {"waiting",                 arena_printf(work->arena, "%" PRId64, facts->mail.waiting)},
        {"stuck",     arena_printf(work->arena,                             "%" PRId64, facts->mail.stuck)},
        {"failed",arena_printf(work->arena,"%" PRId64, facts->mail.failed)},
        {"why",                         told->why                                         },
        {"jobs",               told->jobs                                     },
    };
    const size_t count = sizeof(args) / sizeof(args[0]);
    struct str advice = arena_printf(work->arena, "%s-do", line->key);
    struct health_row row = {
        .text = message_format(work->arena, work->site->messages, work->locale,
                               str_from_c(line->key), args, count),
        .is_good = line->level == HEALTH_GOOD,
        .is_bad = line->level == HEALTH_BAD,
        .url = URL(""),
    };
    if (row.is_good)
        return row;
    row.advice =
        message_format(work->arena, work->site->messages, work->locale, advice, args, count);
    row.url = place_of(work, line->key);
    return row;
}

static void judge(struct work *work, const struct health_facts *facts, const struct told *told,
                  struct overview_page *page)
{
    struct health_line lines[HEALTH_LINES];
    struct health_row *rows = arena_alloc_array(work->arena, HEALTH_LINES, sizeof(*rows));
    size_t count = health_judge(facts, lines);
    size_t filled = 0;
    for (int level = HEALTH_BAD; level >= HEALTH_GOOD; level--)
        for (size_t i = 0; i < count; i++)
            if (lines[i].level == (enum health_level)level)
                rows[filled++] = row_of(work, facts, told, &lines[i]);
    for (size_t i = 0; i < count; i++)
        page->wanting += !rows[i].is_good;
    page->lines = (struct list){rows, count, sizeof(*rows)};
}

const struct fault *admin_overview_show(struct work *work, const struct request *request,
                                        struct response *response)
{
    struct overview_page page = {.version = site_message(work, "command.version"),
                                 .ways = ways_of(work)};
    struct health_facts facts;
    struct told told = {STR(""), STR("")};
    struct str title = site_message(work, "admin.title");
    const struct fault *fault = ask(work, &facts, &told, &page);
    if (!fault)
        fault = page_layout(work, request, title, &page.layout);
    if (fault)
        return fault;
    page.layout.is_private = true;
    page_crumb(work, &page.layout, URL(""), title);
    page.engine = db_engine_of(work) == DB_SQLITE ? STR("SQLite") : STR("PostgreSQL");
    judge(work, &facts, &told, &page);
    return page_respond(work, response, 200, &admin_overview_kind, &page);
}
