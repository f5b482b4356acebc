/*
 * GET /quan-tri: what wants looking after, and the ways to the other pages.
 */
#include "modules/admin/admin_web.h"

#include "civic/appearance.h"
#include "civic/site.h"
#include "modules/admin/admin_store.h"
#include "modules/admin/health.h"
#include "modules/law/law_site.h"

#include <sys/statvfs.h>

enum {
    MEGABYTE = 1000 * 1000
};

struct health_row {
    struct str text;
    struct str advice; /* what to do; empty where it is good */
    bool is_good;
    bool is_bad;
};
static SHAPE(health_row_shape, struct health_row, FIELD(struct health_row, text),
             FIELD(struct health_row, advice), FIELD(struct health_row, is_good),
             FIELD(struct health_row, is_bad));

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

static const struct fault *ask(struct work *work, struct health_facts *facts,
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
    ask_disk(work, facts);
    ask_calendar(work, facts);
    page->database_mb = (bytes + MEGABYTE - 1) / MEGABYTE;
    page->free_mb = facts->disk_free / MEGABYTE;
    page->backup_at = backup.made_at;
    page->backup_name = backup.name;
    return NULL;
}

static void judge(struct work *work, const struct health_facts *facts, struct overview_page *page)
{
    struct health_line lines[HEALTH_LINES];
    struct health_row *rows = arena_alloc_array(work->arena, HEALTH_LINES, sizeof(*rows));
    size_t count = health_judge(facts, lines);
    size_t filled = 0;
    for (int level = HEALTH_BAD; level >= HEALTH_GOOD; level--)
        for (size_t i = 0; i < count; i++)
            if (lines[i].level == (enum health_level)level)
                rows[filled++] = (struct health_row){
                    .text = site_message(work, lines[i].key),
                    .advice =
                        level == HEALTH_GOOD ? STR("") : with_suffix(work, lines[i].key, "-do"),
                    .is_good = level == HEALTH_GOOD,
                    .is_bad = level == HEALTH_BAD,
                };
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
    struct str title = site_message(work, "admin.title");
    const struct fault *fault = ask(work, &facts, &page);
    if (!fault)
        fault = page_layout(work, request, title, &page.layout);
    if (fault)
        return fault;
    page.layout.is_private = true;
    page_crumb(work, &page.layout, URL(""), title);
    page.engine = db_engine_of(work) == DB_SQLITE ? STR("SQLite") : STR("PostgreSQL");
    judge(work, &facts, &page);
    return page_respond(work, response, 200, &admin_overview_kind, &page);
}
