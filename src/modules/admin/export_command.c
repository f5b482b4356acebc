/*
 * dinh export FOLDER: all that is public in forms that any program reads. The tables
 * are those of the interface for programs (civic/api.h), so that a module that shows
 * a list there is exported without knowing of it. Files lie where their addresses
 * say, so that links of articles lead to them.
 */
#include "modules/admin/export_command.h"

#include "base/file.h"
#include "civic/api.h"
#include "civic/cli.h"
#include "civic/file_store.h"
#include "civic/module.h"
#include "civic/site.h"
#include "modules/publications/article.h"
#include "view/csv.h"
#include "view/json.h"

#include <string.h>

enum {
    TABLE_LIMIT = 512 * 1024 * 1024,
    ARTICLE_LIMIT = 4 * 1024 * 1024,
    FOLDER_MODE = 0755,
    FILE_MODE = 0644,
    STEP = 200 /* articles of one query */
};

struct exporting {
    struct work *work;
    const char *folder;
    int64_t tables;
    int64_t rows;
    int64_t articles;
    int64_t files;
    struct cli_progress progress;
};

/* ---- tables ---- */

struct table_rows {
    char *items; /* of the row's shape, one behind the other */
    size_t count;
    size_t capacity;
};

static void append(struct arena *arena, struct table_rows *rows, const struct list *more,
                   size_t size)
{
    if (rows->count + more->count > rows->capacity) {
        size_t capacity = (rows->count + more->count) * 2;
        char *grown = arena_alloc_array(arena, capacity, size);
        if (rows->count > 0)
            memcpy(grown, rows->items, rows->count * size);
        rows->items = grown;
        rows->capacity = capacity;
    }
    for (size_t i = 0; i < more->count; i++)
        memcpy(rows->items + (rows->count + i) * size, (const char *)more->items + i * more->size,
               size);
    rows->count += more->count;
}

/* Asks page after page, as a program from outside would. */
static const struct fault *read_table(struct exporting *export, const struct api_route *api,
                                      struct list *ret_list)
{
    struct work *work = export->work;
    struct form form = form_empty(work->arena, api->parameters, api->parameter_count);
    struct table_rows rows = {0};
    struct request *request;
    struct str after = STR("");
    const struct fault *fault =
        request_new(work->arena, HTTP_GET, str_from_c(api->path), STR(""), &request);
    while (!fault && after.ptr) {
        struct api_call call = {request, &form, after, API_PAGE_MOST};
        struct api_answer answer = {.item = NULL};
        fault = api->handler(work, &call, &answer);
        if (fault)
            break;
        append(work->arena, &rows, &answer.items, api->shape->size);
        after = answer.next.len > 0 ? answer.next : (struct str){NULL, 0};
        cli_progress_show(&export->progress, export->rows + (int64_t)rows.count);
    }
    *ret_list = (struct list){rows.items, rows.count, api->shape->size};
    return fault;
}

/* A file at "NAME" or "FOLDER/NAME", whose folder is made where it is missing. */
static const struct fault *write_bytes(struct exporting *export, struct str name, struct str bytes)
{
    struct arena *arena = export->work->arena;
    ptrdiff_t slash = str_find_byte(name, '/', 0);
    const struct fault *fault = NULL;
    if (slash > 0)
        fault = file_make_folder(
            arena, arena_printf(arena, "%s/%.*s", export->folder, (int)slash, name.ptr).ptr,
            FOLDER_MODE);
    if (fault)
        return fault;
    return file_write(arena, arena_printf(arena, "%s/" PRISTR, export->folder, STRARG(name)).ptr,
                      bytes, FILE_MODE);
}

static const struct fault *write_file(struct exporting *export, struct str name, const char *ending,
                                      const struct buf *out)
{
    struct arena *arena = export->work->arena;
    if (buf_overflowed(out))
        return fault_new(arena, FAULT_TOO_LARGE, "export.too-large", PRISTR, STRARG(name));
    return write_bytes(export, arena_printf(arena, PRISTR "%s", STRARG(name), ending),
                       buf_str(out));
}

/* "/tin-tuc.csv" gives tin-tuc.csv and tin-tuc.jsonl. */
static const struct fault *write_table(struct exporting *export, const struct api_route *api)
{
    struct arena *arena = export->work->arena;
    struct buf csv = buf_init(arena, TABLE_LIMIT);
    struct buf lines = buf_init(arena, TABLE_LIMIT);
    struct str name = str_from(str_from_c(api->csv), 1);
    struct list list;
    const struct fault *fault = read_table(export, api, &list);
    if (fault)
        return fault;
    name = str_slice(name, 0, name.len - (sizeof(".csv") - 1));
    csv_write_shape(&csv, api->shape, list, NULL);
    for (size_t i = 0; i < list.count; i++) {
        json_write_shape(&lines, api->shape, (const char *)list.items + i * list.size);
        buf_add_byte(&lines, '\n');
    }
    export->tables++;
    export->rows += (int64_t)list.count;
    fault = write_file(export, name, ".csv", &csv);
    return fault ? fault : write_file(export, name, ".jsonl", &lines);
}

static const struct fault *write_tables(struct exporting *export)
{
    const struct module *const *modules = export->work->site->modules;
    const struct fault *fault = NULL;
    for (size_t m = 0; !fault && modules[m]; m++)
        for (size_t i = 0; !fault && i < modules[m]->api_count; i++) {
            const struct api_route *api = &modules[m]->api[i];
            if (api->is_list && api->csv && api->handler)
                fault = write_table(export, api);
        }
    return fault;
}

/* ---- articles ---- */

/* A line of the head in YAML; a JSON text is one there too. */
static void add_head(struct buf *out, const char *name, struct str value)
{
    struct json json;
    if (value.len == 0)
        return;
    buf_printf(out, "%s: ", name);
    json = json_begin(out);
    json_put_text(&json, value);
    json_finish(&json);
    buf_add_byte(out, '\n');
}

static const struct fault *write_article(struct exporting *export, struct str slug)
{
    struct work *work = export->work;
    struct buf out = buf_init(work->arena, ARTICLE_LIMIT);
    struct article article;
    const struct fault *fault = article_by_slug(work, slug, &article);
    if (fault)
        return fault;
    buf_add_literal(&out, "---\n");
    add_head(&out, "title", article.title);
    add_head(&out, "lead", article.lead);
    add_head(&out, "byline", article.byline);
    add_head(&out, "published", instant_to_iso(work->arena, article.published_at));
    add_head(&out, "updated", instant_to_iso(work->arena, article.updated_at));
    add_head(&out, "picture", article.picture);
    add_head(&out, "picture_alt", article.picture_alt);
    add_head(&out, "caption", article.caption);
    if (article.is_demo)
        add_head(&out, "example", STR("yes"));
    buf_add_literal(&out, "---\n\n");
    buf_add(&out, article.body);
    buf_add_byte(&out, '\n');
    export->articles++;
    return write_file(export, arena_printf(work->arena, "articles/" PRISTR, STRARG(article.slug)),
                      ".md", &out);
}

/* Each article in an arena of its own: there may be many. */
static const struct fault *write_articles(struct exporting *export)
{
    struct work *whole = export->work;
    struct article_key from = {0};
    const struct fault *fault = file_make_folder(
        whole->arena, arena_printf(whole->arena, "%s/articles", export->folder).ptr, FOLDER_MODE);
    article_rows rows = {.count = STEP};
    while (!fault && rows.count == STEP) {
        fault = article_list_addresses(whole, from, STEP, &rows);
        for (size_t i = 0; !fault && i < rows.count; i++) {
            struct work one = *whole;
            one.arena = arena_new();
            export->work = &one;
            from = (struct article_key){rows.items[i].published_at, rows.items[i].id};
            fault = fault_copy(whole->arena, write_article(export, rows.items[i].slug));
            arena_free(one.arena);
            export->work = whole;
            cli_progress_show(&export->progress, export->rows + export->articles);
        }
    }
    return fault;
}

/* ---- files ---- */

/* "/tep/{digest}/{name}" gives tep/{digest}/{name}: the same bytes once. */
static const struct fault *write_part(struct exporting *export, const struct upload *upload,
                                      const struct upload_part *part)
{
    struct arena *arena = export->work->arena;
    struct url url = upload_url(arena, upload, part);
    const char *path = arena_printf(arena, "%s" PRISTR, export->folder, STRARG(url.text)).ptr;
    const char *folder =
        arena_printf(arena, "%s/tep/" PRISTR, export->folder, STRARG(part->digest)).ptr;
    struct str bytes;
    const struct fault *fault = upload_read(export->work, part, &bytes);
    if (!fault)
        fault = file_make_folder(arena, folder, FOLDER_MODE);
    return fault ? fault : file_write(arena, path, bytes, FILE_MODE);
}

static const struct fault *write_upload(struct exporting *export, const struct upload *upload)
{
    struct work *whole = export->work;
    struct work one = *whole;
    const struct fault *fault = NULL;
    one.arena = arena_new(); /* its bytes may be many */
    export->work = &one;
    for (size_t i = 0; !fault && i < upload->parts.count; i++)
        fault = fault_copy(whole->arena, write_part(export, upload, &upload->parts.items[i]));
    arena_free(one.arena);
    export->work = whole;
    export->files++;
    cli_progress_show(&export->progress, export->rows + export->articles + export->files);
    return fault;
}

static const struct fault *write_files(struct exporting *export)
{
    upload_list uploads = {.count = UPLOAD_LIST_MOST};
    const struct fault *fault = NULL;
    int64_t after = 0;
    while (!fault && uploads.count == UPLOAD_LIST_MOST) {
        fault = upload_list_public(export->work, after, UPLOAD_LIST_MOST, &uploads);
        for (size_t i = 0; !fault && i < uploads.count; i++) {
            after = uploads.items[i].id;
            fault = write_upload(export, &uploads.items[i]);
        }
    }
    return fault;
}

/* ---- texts of modules ---- */

static const struct fault *write_text(void *context, struct str name, struct str bytes)
{
    return write_bytes(context, name, bytes);
}

static const struct fault *write_texts(struct exporting *export)
{
    const struct module *const *modules = export->work->site->modules;
    const struct fault *fault = NULL;
    for (size_t m = 0; !fault && modules[m]; m++)
        if (modules[m]->export)
            fault = modules[m]->export(export->work, write_text, export);
    return fault;
}

/* ---- the command ---- */

static const struct fault *make_folder(struct exporting *export)
{
    struct arena *arena = export->work->arena;
    struct str *names;
    size_t count = 0;
    const struct fault *fault = file_make_folder(arena, export->folder, FOLDER_MODE);
    if (!fault)
        fault = file_list(arena, export->folder, &names, &count);
    if (!fault && count > 0)
        fault = fault_with(fault_new(arena, FAULT_CONFLICT, "export.there", "%s", export->folder),
                           "path", str_from_c(export->folder));
    return fault;
}

static struct str number(struct work *work, int64_t value)
{
    return arena_printf(work->arena, "%lld", (long long)value);
}

int export_command(struct work *work, int argc, char **argv)
{
    struct cli cli = {argc, argv};
    struct work visitor = *work;
    struct exporting export = {
        .work = &visitor, .progress = {.work = work, .what = "export.progress"}
    };
    struct str folder = cli_word(&cli);
    struct fault_arg args[5];
    const struct fault *fault;
    if (!cli_is_empty(work, &cli, "export.usage"))
        return CLI_WRONG_USE;
    if (folder.len == 0)
        return cli_usage(work, "export.usage");
    visitor.actor = &actor_anonymous; /* what nobody in particular may see */
    export.folder = arena_c(work->arena, folder);
    fault = make_folder(&export);
    if (!fault)
        fault = write_tables(&export);
    if (!fault)
        fault = write_articles(&export);
    if (!fault)
        fault = write_texts(&export);
    if (!fault)
        fault = write_files(&export);
    cli_progress_end(&export.progress);
    if (fault)
        return cli_fault(work, fault);
    args[0] = (struct fault_arg){"path", folder};
    args[1] = (struct fault_arg){"tables", number(work, export.tables)};
    args[2] = (struct fault_arg){"rows", number(work, export.rows)};
    args[3] = (struct fault_arg){"articles", number(work, export.articles)};
    args[4] = (struct fault_arg){"files", number(work, export.files)};
    cli_say(work, "export.done", args, 5);
    return CLI_DONE;
}
