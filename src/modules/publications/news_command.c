/*
 * `dinh import news`: files in, counts out. A bad file is said and passed over;
 * the others are imported all the same.
 */
#include "modules/publications/news_command.h"

#include "base/map.h"
#include "civic/cli.h"
#include "civic/site.h"
#include "civic/unit.h"
#include "db/db.h"
#include "modules/publications/article_service.h"
#include "modules/publications/import_stream.h"
#include "text/number.h"

#include <stdio.h>
#include <sys/stat.h>

#define USAGE "news.import.usage"

enum {
    BATCH = 500,       /* articles in one write */
    MOST_REMARKS = 20, /* said of one file; the rest are counted */
    MOST_FILES = 10000
};

/* One file on its way in. */
struct loading {
    struct work *work; /* of the command */
    const char *path;
    int64_t unit_id;
    struct map *seen; /* what stood in the file so far */
    struct import_pictures *pictures;
    struct import_count done;
    int64_t skipped[IMPORT_SKIP_COUNT];
    int64_t comments;
    int64_t remarks;
    struct cli_progress progress;
};

static struct str said(struct work *work, int64_t number)
{
    return number_text(work->arena, work->locale, number);
}

/* Remarks go to standard error, each with the article they are about. */
static void say_remarks(struct loading *loading, struct work *work,
                        const struct import_article *article)
{
    for (size_t i = 0; i < article->warnings.count; i++) {
        const struct import_warning *warning = &article->warnings.items[i];
        struct fault_arg args[] = {
            {"detail", warning->detail}
        };
        struct str text;
        if (loading->remarks++ >= MOST_REMARKS)
            continue;
        text = message_format(work->arena, work->site->messages, work->locale,
                              str_from_c(warning->key), args, 1);
        fprintf(stderr, "  " PRISTR ": " PRISTR "\n", STRARG(article->title), STRARG(text));
    }
}

/* Any text has a first line and others; a page of a portal says when it was
 * published or how often it was read. */
static const struct fault *must_be_a_page(struct work *work, const struct import *import)
{
    const struct import_article *article = &import->articles.items[0];
    if (import->articles.count == 0 || article->has_date || article->views >= 0)
        return NULL;
    return fault_new(work->arena, FAULT_UNSUPPORTED, "import.fault.no_page", "no date, no views");
}

static void add_count(struct import_count *sum, const struct import_count *count)
{
    sum->added += count->added;
    sum->changed += count->changed;
    sum->unchanged += count->unchanged;
    sum->kept += count->kept;
    sum->drafts += count->drafts;
    sum->scheduled += count->scheduled;
    sum->pinned += count->pinned;
    sum->pictures += count->pictures;
}

/* One piece of the file, in work of its own, given back afterwards. */
static const struct fault *load_piece(struct loading *loading, struct work *work, struct str piece)
{
    const struct import_options options = {
        .format = IMPORT_SNIFF, .seen = loading->seen, .pictures = loading->pictures};
    struct import import;
    const struct fault *fault = import_read(work->arena, piece, &options, &import);
    if (!fault && import.format == IMPORT_PORTAL)
        fault = must_be_a_page(work, &import);
    for (size_t from = 0; !fault && from < import.articles.count; from += BATCH) {
        size_t left = import.articles.count - from;
        struct import_count count = {0};
        fault = article_import(work, loading->unit_id, &import.articles.items[from],
                               left < BATCH ? left : BATCH, &count);
        add_count(&loading->done, &count);
        cli_progress_show(&loading->progress, loading->done.added + loading->done.changed +
                                                  loading->done.unchanged + loading->done.kept);
    }
    if (fault)
        return fault;
    for (size_t i = 0; i < import.articles.count; i++)
        say_remarks(loading, work, &import.articles.items[i]);
    for (size_t i = 0; i < IMPORT_SKIP_COUNT; i++)
        loading->skipped[i] += (int64_t)import.skipped[i];
    loading->comments += (int64_t)import.comments;
    return NULL;
}

/* The next piece; a fault comes back in the command's own work. */
static const struct fault *load_next(struct loading *loading, struct import_stream *stream,
                                     bool *ret_more)
{
    struct work work = *loading->work;
    struct str piece = {NULL, 0};
    const struct fault *fault;
    work.arena = arena_new();
    fault = db_attach(work.site->pool, &work, DB_MAY_WRITE);
    if (!fault)
        fault = import_stream_next(stream, work.arena, &piece, ret_more);
    if (!fault && *ret_more)
        fault = import_stream_fault(stream, work.arena, load_piece(loading, &work, piece));
    fault = fault_copy(loading->work->arena, fault);
    arena_free(work.arena);
    return fault;
}

/* Before the articles: where the pictures of a file that comes in pieces are. One that
 * can be read only once (a pipe) knows those of each piece. */
static const struct fault *find_pictures(struct loading *loading, struct arena *arena)
{
    struct import_stream *stream;
    struct stat about;
    bool is_more = true;
    const struct fault *fault;
    if (stat(loading->path, &about) != 0 || !S_ISREG(about.st_mode) ||
        about.st_size <= IMPORT_PIECE)
        return NULL;
    fault = import_stream_open(arena, loading->path, IMPORT_PIECE, &stream);
    loading->pictures = import_pictures_new(arena);
    while (!fault && is_more) {
        const struct import_options options = {.format = IMPORT_SNIFF,
                                               .pictures = loading->pictures};
        struct arena *own = arena_new();
        struct str piece = {NULL, 0};
        struct import import;
        fault = import_stream_next(stream, own, &piece, &is_more);
        if (!fault && is_more)
            fault = import_stream_fault(stream, own, import_read(own, piece, &options, &import));
        fault = fault_copy(loading->work->arena, fault);
        arena_free(own);
    }
    loading->pictures->is_complete = true;
    return fault;
}

static void say_number(struct work *work, const char *key, int64_t number)
{
    struct fault_arg count = {"count", said(work, number)};
    if (number > 0)
        cli_say(work, key, &count, 1);
}

static void say_result(struct loading *loading)
{
    struct work *work = loading->work;
    struct fault_arg args[] = {
        {"file",     str_from_c(loading->path)},
        { "added", said(work,      loading->done.added)},
        { "changed", said(work,    loading->done.changed)},
        { "unchanged", said(work,  loading->done.unchanged)}
    };
    cli_say(work, "news.import.done", args, 4);
    say_number(work, "news.import.kept", loading->done.kept);
    say_number(work, "news.import.drafts", loading->done.drafts);
    say_number(work, "news.import.scheduled", loading->done.scheduled);
    say_number(work, "news.import.pinned", loading->done.pinned);
    say_number(work, "news.import.pictures", loading->done.pictures);
    for (unsigned i = 0; i < IMPORT_SKIP_COUNT; i++)
        say_number(work, import_skip_key((enum import_skip)i), loading->skipped[i]);
    say_number(work, "import.skip.comments", loading->comments);
    say_number(work, "news.import.remarks", loading->remarks - MOST_REMARKS);
}

/* The fault with the name of the file, which its words may need. */
static const struct fault *with_file(struct work *work, const struct fault *fault, const char *path)
{
    struct fault *named;
    if (!fault)
        return NULL;
    named = work_alloc(work, struct fault);
    *named = *fault;
    return fault_with(named, "file", str_from_c(path));
}

static int load_file(struct work *work, int64_t unit_id, const char *path)
{
    struct loading loading = {
        .work = work,
        .path = path,
        .unit_id = unit_id,
        .progress = {.work = work, .what = "news.import.progress"}
    };
    struct arena *arena = arena_new();
    struct import_stream *stream;
    bool is_more = true;
    int code = CLI_DONE;
    const struct fault *fault = find_pictures(&loading, arena);
    loading.seen = map_new(arena);
    if (!fault)
        fault = import_stream_open(arena, path, IMPORT_PIECE, &stream);
    while (!fault && is_more)
        fault = load_next(&loading, stream, &is_more);
    cli_progress_end(&loading.progress);
    fault = with_file(work, fault, path);
    if (fault)
        code = cli_fault(work, fault);
    else
        say_result(&loading);
    arena_free(arena);
    return code;
}

/* The unit to which the news goes: the one that is named, or the site's own. */
static const struct fault *find_unit(struct work *work, struct str slug, struct unit *ret_unit)
{
    const struct fault *fault =
        slug.ptr ? unit_by_slug(work, slug, ret_unit) : site_unit(work, ret_unit);
    if (!fault || fault->kind != FAULT_NOT_FOUND)
        return fault;
    return fault_with(fault_new(work->arena, FAULT_INVALID,
                                slug.ptr ? "units.below" : "news.import.no_unit", "no such unit"),
                      "value", slug);
}

int news_import_command(struct work *work, int argc, char **argv)
{
    struct cli cli = {argc, argv};
    struct str slug = cli_option(&cli, "--unit");
    VEC(const char *) paths = {0};
    struct unit unit;
    const struct fault *fault;
    int code = CLI_DONE;
    for (struct str word = cli_word(&cli); word.ptr && paths.count < MOST_FILES;
         word = cli_word(&cli))
        *VEC_PUSH(&paths, work->arena) = arena_c(work->arena, word);
    if (!cli_is_empty(work, &cli, USAGE))
        return CLI_WRONG_USE;
    if (paths.count == 0)
        return cli_usage(work, USAGE);
    fault = find_unit(work, slug, &unit);
    if (fault)
        return cli_fault(work, fault);
    for (size_t i = 0; i < paths.count; i++)
        if (load_file(work, unit.id, paths.items[i]) != CLI_DONE)
            code = CLI_FAILED;
    return code;
}
