/*
 * GET /: gathers what people come to do, what is coming and what is told of it from the
 * manifests of all modules, and the latest news.
 */
#include "modules/home/home.h"

#include "civic/page.h"
#include "modules/publications/article.h"
#include "view/json.h"

#include <stdlib.h>
#include <string.h>

enum {
    HOME_NEWS = 6,  /* the latest */
    HOME_FIRST = 2, /* of them with their leads; the others by title */
    JSON_LD_MOST = 16 * 1024
};

#define NEWS_PATH "/tin-tuc"

struct home_task {
    struct url url;
    struct url icon; /* "#i-letter" */
    struct str title;
    struct str summary;
};
static SHAPE(home_task_shape, struct home_task, FIELD(struct home_task, url),
             FIELD(struct home_task, icon), FIELD(struct home_task, title),
             FIELD(struct home_task, summary));

struct home_news {
    struct url url;
    struct str title;
    struct str lead;
    struct civil_date day; /* of publication */
    bool is_demo;
};
static SHAPE(home_news_shape, struct home_news, FIELD(struct home_news, url),
             FIELD(struct home_news, title), FIELD(struct home_news, lead),
             FIELD(struct home_news, day), FIELD(struct home_news, is_demo));

static SHAPE(home_line_shape, struct home_line, FIELD(struct home_line, day),
             FIELD(struct home_line, weekday), FIELD(struct home_line, number),
             FIELD(struct home_line, month), FIELD(struct home_line, title),
             FIELD(struct home_line, person), FIELD(struct home_line, mark),
             FIELD(struct home_line, note), FIELD(struct home_line, offer),
             FIELD(struct home_line, go), FIELD(struct home_line, go_url));
static SHAPE(home_figure_shape, struct home_figure, FIELD(struct home_figure, label),
             FIELD(struct home_figure, value), FIELD(struct home_figure, note),
             FIELD(struct home_figure, is_bad));
static SHAPE(home_section_shape, struct home_section, FIELD(struct home_section, title),
             FIELD(struct home_section, all), FIELD(struct home_section, url),
             LIST(struct home_section, lines, home_line_shape),
             LIST(struct home_section, figures, home_figure_shape));

struct home_asked {
    struct url url;
    struct str name;
    struct str title;
    struct str label;
    struct str hint;
    struct str go;
};
static SHAPE(home_asked_shape, struct home_asked, FIELD(struct home_asked, url),
             FIELD(struct home_asked, name), FIELD(struct home_asked, title),
             FIELD(struct home_asked, label), FIELD(struct home_asked, hint),
             FIELD(struct home_asked, go));

struct home_page {
    struct layout layout;
    struct list tasks;     /* struct home_task */
    struct list questions; /* struct home_asked */
    struct list days;      /* struct home_section with lines */
    struct list figures;   /* struct home_section with figures */
    bool has_news;
    struct article_picture picture; /* of the first */
    struct str picture_alt;
    struct list first; /* struct home_news: the latest, with their leads */
    struct list rest;  /* struct home_news */
    struct url news_url;
};
static SHAPE(home_page_shape, struct home_page, RECORD(struct home_page, layout, layout_shape),
             LIST(struct home_page, tasks, home_task_shape),
             LIST(struct home_page, questions, home_asked_shape),
             LIST(struct home_page, days, home_section_shape),
             LIST(struct home_page, figures, home_section_shape), FIELD(struct home_page, has_news),
             RECORD(struct home_page, picture, article_picture_shape),
             FIELD(struct home_page, picture_alt), LIST(struct home_page, first, home_news_shape),
             LIST(struct home_page, rest, home_news_shape), FIELD(struct home_page, news_url));

static const struct page_kind home_kind = {"home/home", &home_page_shape};

/* `path` as an address, or none where no module answers there. */
static struct url url_of_page(struct work *work, const char *path)
{
    for (size_t m = 0; work->site->modules[m]; m++) {
        const struct module *module = work->site->modules[m];
        for (size_t i = 0; i < module->route_count; i++)
            if (module->routes[i].method == HTTP_GET &&
                strcmp(module->routes[i].pattern, path) == 0)
                return url_path(work->arena, str_from_c(path));
    }
    return URL("");
}

static int compare_tasks(const void *a, const void *b)
{
    const struct task_entry *left = *(const struct task_entry *const *)a;
    const struct task_entry *right = *(const struct task_entry *const *)b;
    return (left->order > right->order) - (left->order < right->order);
}

static struct list tasks_of(struct work *work)
{
    VEC(const struct task_entry *) entries = {0};
    VEC(struct home_task) tasks = {0};
    for (size_t m = 0; work->site->modules[m]; m++)
        for (size_t i = 0; i < work->site->modules[m]->task_count; i++)
            *VEC_PUSH(&entries, work->arena) = &work->site->modules[m]->tasks[i];
    if (entries.count > 1)
        qsort(entries.items, entries.count, sizeof(*entries.items), compare_tasks);
    for (size_t i = 0; i < entries.count; i++)
        *VEC_PUSH(&tasks, work->arena) = (struct home_task){
            .url = url_path(work->arena, str_from_c(entries.items[i]->path)),
            .icon = url_relative(work->arena, "#i-%s", entries.items[i]->icon),
            .title = site_message(work, entries.items[i]->title),
            .summary = site_message(work, entries.items[i]->summary),
        };
    return VEC_LIST(&tasks);
}

static struct list questions_of(struct work *work)
{
    VEC(struct home_asked) asked = {0};
    for (size_t m = 0; work->site->modules[m]; m++) {
        const struct home_question *question = work->site->modules[m]->question;
        if (question)
            *VEC_PUSH(&asked, work->arena) =
                (struct home_asked){.url = url_path(work->arena, str_from_c(question->path)),
                                    .name = str_from_c(question->name),
                                    .title = site_message(work, question->title),
                                    .label = site_message(work, question->label),
                                    .hint = site_message(work, question->hint),
                                    .go = site_message(work, question->go)};
    }
    return VEC_LIST(&asked);
}

/* What an editor pinned stands before what is new. */
static const struct fault *latest(struct work *work, article_rows *ret_rows)
{
    const struct article_filter all = {.kind = ARTICLE_OF_ALL};
    article_rows rows;
    article_rows newest;
    const struct fault *fault = article_list_pinned(work, HOME_FIRST, &rows);
    if (!fault)
        fault = article_list_of(work, &all, false, (struct article_key){0}, HOME_NEWS, &newest);
    if (fault)
        return fault;
    for (size_t i = 0; i < newest.count && rows.count < HOME_NEWS; i++) {
        bool is_there = false;
        for (size_t k = 0; k < rows.count; k++)
            is_there = is_there || rows.items[k].id == newest.items[i].id;
        if (!is_there)
            *VEC_PUSH(&rows, work->arena) = newest.items[i];
    }
    *ret_rows = rows;
    return NULL;
}

static const struct fault *fill_picture(struct work *work, int64_t id, struct home_page *page)
{
    struct article article;
    const struct fault *fault = article_load(work, id, &article);
    if (fault)
        return fault;
    page->picture = article_picture_of(work, &article);
    page->picture_alt = article.picture_alt;
    return NULL;
}

static const struct fault *fill_news(struct work *work, struct home_page *page)
{
    article_rows rows;
    VEC(struct home_news) news = {0};
    const struct fault *fault = latest(work, &rows);
    if (!fault && rows.count > 0)
        fault = fill_picture(work, rows.items[0].id, page);
    if (fault)
        return fault;
    for (size_t i = 0; i < rows.count; i++)
        *VEC_PUSH(&news, work->arena) = (struct home_news){
            .url = url_relative(work->arena, NEWS_PATH "/" PRISTR, STRARG(rows.items[i].slug)),
            .title = rows.items[i].title,
            .lead = rows.items[i].lead,
            .day = instant_date(rows.items[i].published_at),
            .is_demo = rows.items[i].is_demo,
        };
    page->has_news = news.count > 0;
    page->first = VEC_LIST(&news);
    if (news.count > HOME_FIRST) {
        page->first.count = HOME_FIRST;
        page->rest =
            (struct list){news.items + HOME_FIRST, news.count - HOME_FIRST, sizeof(*news.items)};
    }
    return NULL;
}

static void put_search(struct json *json, struct work *work, const struct home_page *page)
{
    struct url url = url_under(work->arena, page->layout.base, page->layout.search_url);
    if (page->layout.search_url.text.len == 0)
        return;
    json_key(json, STR("potentialAction"));
    json_begin_object(json);
    json_pair_text(json, "@type", STR("SearchAction"));
    json_pair_text(json, "target", arena_printf(work->arena, PRISTR "?q={q}", STRARG(url.text)));
    json_pair_text(json, "query-input", STR("required name=q"));
    json_end_object(json);
}

static void put_organisation(struct json *json, struct work *work, const struct home_page *page,
                             struct str front)
{
    struct str contact = work->site->contact;
    json_begin_object(json);
    json_pair_text(json, "@type", STR("GovernmentOrganization"));
    json_pair_text(json, "@id", arena_printf(work->arena, PRISTR "#unit", STRARG(front)));
    json_pair_text(json, "name", page->layout.unit_name);
    json_pair_text(json, "url", front);
    if (page->layout.address.len > 0)
        json_pair_text(json, "address", page->layout.address);
    if (page->layout.phone.len > 0)
        json_pair_text(json, "telephone", page->layout.phone);
    if (page->layout.email.len > 0)
        json_pair_text(json, "email", page->layout.email);
    if (page->layout.phone.len > 0 || page->layout.email.len > 0)
        contact = STR("");
    if (str_starts(contact, STR("mailto:")))
        json_pair_text(json, "email", str_from(contact, sizeof("mailto:") - 1));
    else if (str_starts(contact, STR("tel:")))
        json_pair_text(json, "telephone", str_from(contact, sizeof("tel:") - 1));
    json_end_object(json);
}

static const struct fault *fill_sections(struct work *work, struct home_page *page)
{
    VEC(struct home_section) days = {0};
    VEC(struct home_section) figures = {0};
    for (size_t m = 0; work->site->modules[m]; m++) {
        struct home_section section = {0};
        const struct fault *fault =
            work->site->modules[m]->home ? work->site->modules[m]->home(work, &section) : NULL;
        if (fault)
            return fault;
        if (section.lines.count > 0)
            *VEC_PUSH(&days, work->arena) = section;
        if (section.figures.count > 0)
            *VEC_PUSH(&figures, work->arena) = section;
    }
    page->days = VEC_LIST(&days);
    page->figures = VEC_LIST(&figures);
    return NULL;
}

/* schema.org: who speaks here, and how to search. */
static struct html json_ld(struct work *work, const struct home_page *page)
{
    struct buf buf = buf_init(work->arena, JSON_LD_MOST);
    struct json json = json_begin(&buf);
    struct str front = url_under(work->arena, page->layout.base, URL("/")).text;
    json_begin_object(&json);
    json_pair_text(&json, "@context", STR("https://schema.org"));
    json_key(&json, STR("@graph"));
    json_begin_array(&json);
    put_organisation(&json, work, page, front);
    json_begin_object(&json);
    json_pair_text(&json, "@type", STR("WebSite"));
    json_pair_text(&json, "name", page->layout.unit_name);
    json_pair_text(&json, "inLanguage", page->layout.lang);
    json_pair_text(&json, "url", front);
    json_key(&json, STR("publisher"));
    json_begin_object(&json);
    json_pair_text(&json, "@id", arena_printf(work->arena, PRISTR "#unit", STRARG(front)));
    json_end_object(&json);
    put_search(&json, work, page);
    json_end_object(&json);
    json_end_array(&json);
    json_end_object(&json);
    return json_ld_html(work->arena, &json);
}

static const struct fault *home(struct work *work, const struct request *request,
                                struct response *response)
{
    struct home_page page = {.tasks = tasks_of(work),
                             .questions = questions_of(work),
                             .news_url = url_of_page(work, NEWS_PATH)};
    const struct fault *fault = page_layout(work, request, STR(""), &page.layout);
    if (!fault && page.news_url.text.len > 0)
        fault = fill_news(work, &page);
    if (!fault)
        fault = fill_sections(work, &page);
    if (fault)
        return fault;
    page.layout.json_ld = json_ld(work, &page);
    page.layout.description = site_message(work, "home.description");
    return page_respond(work, response, 200, &home_kind, &page);
}

static const struct route routes[] = {
    {HTTP_GET, "/", home, NULL, ROUTE_CACHE, NULL},
};
static const struct page_kind *const pages[] = {&home_kind};

static const struct fault *sitemap(struct work *work, sitemap_add *add, void *context)
{
    (void)work;
    add(context, URL("/"), DATE_NONE);
    return NULL;
}

const struct module home_module = {
    .name = "home",
    .routes = routes,
    .route_count = sizeof(routes) / sizeof(routes[0]),
    .pages = pages,
    .page_count = sizeof(pages) / sizeof(pages[0]),
    .sitemap = sitemap,
};
