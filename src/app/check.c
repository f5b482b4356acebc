/*
 * The self-check. Opening the site compiles every page in every language and
 * every route already; what is left is walked here.
 */
#include "app/check.h"

#include "app/open.h"
#include "app/pipeline.h"
#include "base/file.h"
#include "civic/openapi.h"
#include "civic/paper.h"
#include "civic/unit.h"
#include "db/db.h"
#include "text/message.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct check {
    struct work *work;
    struct site *site;
    struct pipeline *pipeline;
    size_t missing; /* messages that nobody wrote */
};

static void say(const char *what, size_t count)
{
    printf("%-12s %zu\n", what, count);
}

/* The statements of some lists prepare; adds how many there are. */
static const struct fault *check_lists(struct check *check, const struct module *module,
                                       const char *const *const *lists, size_t count, size_t *total)
{
    for (size_t l = 0; l < count; l++) {
        for (size_t i = 0; lists[l][i]; i++) {
            const struct fault *fault = db_prepare(check->work, lists[l][i]);
            if (fault)
                return fault_new(check->work->arena, FAULT_INTERNAL, "error.internal",
                                 "module %s: " PRISTR ": %s", module->name, STRARG(fault->detail),
                                 lists[l][i]);
            (*total)++;
        }
    }
    return NULL;
}

/* Every statement prepares on the configured engine. */
static const struct fault *check_statements(struct check *check)
{
    enum db_engine engine = db_pool_engine(check->site->pool);
    size_t total = 0;
    for (size_t m = 0; check->site->modules[m]; m++) {
        const struct module *module = check->site->modules[m];
        const struct engine_statements *own = &module->engine_statements[engine];
        const struct fault *fault =
            check_lists(check, module, module->statements, module->statement_count, &total);
        if (!fault)
            fault = check_lists(check, module, own->lists, own->count, &total);
        if (fault)
            return fault;
    }
    say("statements", total);
    return NULL;
}

/* Says what is missing and goes on, so that one run tells all. */
static void need_message(struct check *check, const char *module, const char *key)
{
    struct str text;
    if (message_text(check->site->messages, LOCALE_VI, str_from_c(key), &text))
        return;
    fprintf(stderr, "module %s: no message %s in locale/vi\n", module, key);
    check->missing++;
}

static void need_word(struct check *check, const struct module *module,
                      const struct matter_kind *kind, const char *sort, const char *name)
{
    need_message(check, module->name,
                 arena_printf(check->work->arena, "%s.%s.%s", kind->name, sort, name).ptr);
}

/* English says all that Vietnamese does. */
static void check_languages(struct check *check)
{
    const struct message_problem *problems;
    size_t count = messages_check(check->work->arena, check->site->messages, &problems);
    for (size_t i = 0; i < count; i++)
        fprintf(stderr, "message " PRISTR " is %s in locale/" PRISTR "\n", STRARG(problems[i].key),
                problems[i].kind == MESSAGE_MISSING ? "missing" : "not the same",
                STRARG(locale_name(problems[i].locale)));
    check->missing += count;
}

static size_t check_messages_of(struct check *check, const struct module *module)
{
    for (size_t i = 0; i < module->nav_count; i++)
        need_message(check, module->name, module->nav[i].message);
    for (size_t i = 0; i < module->desk_count; i++)
        need_message(check, module->name, module->desk[i].message);
    for (size_t i = 0; i < module->task_count; i++)
        need_message(check, module->name, module->tasks[i].title);
    for (size_t i = 0; i < module->command_count; i++)
        need_message(check, module->name, module->commands[i].usage);
    for (size_t i = 0; i < module->feed_count; i++)
        need_message(check, module->name, module->feeds[i].title);
    for (size_t i = 0; i < module->job_count; i++) /* by which the overview tells one that fails */
        need_message(check, module->name,
                     arena_printf(check->work->arena, "admin.job.%s", module->jobs[i].name).ptr);
    return module->nav_count + module->desk_count + module->task_count + module->command_count +
           module->feed_count + module->job_count;
}

/* Every message that a table names exists. */
static const struct fault *check_messages(struct check *check)
{
    const struct str *keys;
    size_t named = 0;
    check_languages(check);
    for (size_t m = 0; check->site->modules[m]; m++)
        named += check_messages_of(check, check->site->modules[m]);
    for (unsigned role = 0; role < ROLE_COUNT; role++, named++)
        need_message(check, "civic", role_message((enum role)role));
    for (size_t i = 0, count = openapi_missing_messages(check->work, &keys); i < count; i++)
        need_message(check, "api", arena_c(check->work->arena, keys[i]));
    if (check->missing > 0)
        return fault_with(fault_new(check->work->arena, FAULT_INVALID, "check.messages",
                                    "%zu messages", check->missing),
                          "count", arena_printf(check->work->arena, "%zu", check->missing));
    say("messages", named);
    return NULL;
}

/* Every menu entry, task and feed leads to a page that everybody may open. */
static const struct fault *check_path(struct check *check, const char *module, const char *path)
{
    struct route_match match;
    if (router_find(check->pipeline->router, HTTP_GET, str_from_c(path), &match) == ROUTE_FOUND &&
        !match.route->permission)
        return NULL;
    return fault_new(check->work->arena, FAULT_INTERNAL, "error.internal",
                     "module %s: %s leads to no public page", module, path);
}

/* A place at the desk is a page with the permission that the entry names. */
static const struct fault *check_desk(struct check *check, const char *module,
                                      const struct desk_entry *entry)
{
    struct route_match match;
    if (router_find(check->pipeline->router, HTTP_GET, str_from_c(entry->path), &match) ==
            ROUTE_FOUND &&
        match.route->permission && strcmp(match.route->permission, entry->permission) == 0)
        return NULL;
    return fault_new(check->work->arena, FAULT_INTERNAL, "error.internal",
                     "module %s: %s is no page with the permission %s", module, entry->path,
                     entry->permission);
}

static const struct fault *check_paths(struct check *check)
{
    size_t count = 0;
    for (size_t m = 0; check->site->modules[m]; m++) {
        const struct module *module = check->site->modules[m];
        const struct fault *fault = NULL;
        for (size_t i = 0; !fault && i < module->nav_count; i++, count++)
            fault = check_path(check, module->name, module->nav[i].path);
        for (size_t i = 0; !fault && i < module->desk_count; i++, count++)
            fault = check_desk(check, module->name, &module->desk[i]);
        for (size_t i = 0; !fault && i < module->task_count; i++, count++)
            fault = check_path(check, module->name, module->tasks[i].path);
        for (size_t i = 0; !fault && i < module->feed_count; i++, count++)
            fault = check_path(check, module->name, module->feeds[i].path);
        if (fault)
            return fault;
    }
    say("paths", count);
    return NULL;
}

/* Every kind of matter can be walked through, and has words for all it shows. */
static const struct fault *check_kinds(struct check *check)
{
    size_t count = 0;
    for (size_t m = 0; check->site->modules[m]; m++) {
        const struct module *module = check->site->modules[m];
        for (size_t k = 0; k < module->kind_count; k++, count++) {
            const struct matter_kind *kind = module->kinds[k];
            const char *problem = kind_problem(check->work->arena, kind);
            if (problem)
                return fault_new(check->work->arena, FAULT_INTERNAL, "error.internal", "%s",
                                 problem);
            for (size_t i = 0; i < kind->state_count; i++)
                need_word(check, module, kind, "state", kind->states[i].name);
            for (size_t i = 0; i < kind->action_count; i++) {
                need_word(check, module, kind, "action", kind->actions[i].name);
                need_word(check, module, kind, "event", kind->actions[i].name);
            }
        }
    }
    say("kinds", count);
    return NULL;
}

static const struct fault *check_routes(struct check *check)
{
    size_t count;
    size_t pages = 0;
    const struct route *const *routes = router_routes(check->pipeline->router, &count);
    for (size_t i = 0; i < count; i++)
        if (!routes[i]->handler)
            return fault_new(check->work->arena, FAULT_INTERNAL, "error.internal",
                             "route %s has no handler", routes[i]->pattern);
    for (size_t m = 0; check->site->modules[m]; m++)
        pages += check->site->modules[m]->page_count;
    say("routes", count);
    say("pages", pages);
    return NULL;
}

static void say_warning(void *context, struct str words)
{
    fprintf(stderr, "module %s: " PRISTR "\n", (const char *)context, STRARG(words));
}

/* What is not in order in the data, although nothing is broken. */
static const struct fault *check_warnings(struct check *check)
{
    const struct fault *fault = NULL;
    for (size_t m = 0; !fault && check->site->modules[m]; m++) {
        const struct module *module = check->site->modules[m];
        if (module->warns)
            fault = module->warns(check->work, say_warning, (void *)(uintptr_t)module->name);
    }
    return fault;
}

/* Every paper is made from its sample, in the font it is meant for. */
static const struct fault *check_papers(struct check *check)
{
    size_t count;
    const struct fault *fault = papers_check(check->work, &count);
    if (!fault)
        say("papers", count);
    return fault;
}

static const struct fault *check_site(struct arena *arena, struct opened *opened,
                                      enum locale locale)
{
    struct check check = {.site = opened->site};
    const struct fault *fault = pipeline_new(arena, opened->site, &check.pipeline);
    if (fault)
        return fault;
    check.work = work_begin(opened->site, locale);
    fault = db_verify(check.work);
    if (!fault)
        fault = check_routes(&check);
    if (!fault)
        fault = check_paths(&check);
    if (!fault)
        fault = check_kinds(&check);
    if (!fault)
        fault = check_messages(&check);
    if (!fault)
        fault = check_statements(&check);
    if (!fault)
        fault = check_papers(&check);
    if (!fault)
        fault = check_warnings(&check);
    fault = fault_copy(arena, fault);
    work_end(check.work);
    return fault;
}

/* Whether `data` is a data folder, or one that may not be looked into. */
static bool has_data(struct arena *arena, const char *data)
{
    return access(arena_printf(arena, "%s/dinh.conf", data).ptr, F_OK) == 0 || errno == EACCES;
}

/* A slip in the name of the folder must not look like a site in good order. */
static const struct fault *say_no_data(struct arena *arena, const char *data, enum locale locale)
{
    const struct messages *messages;
    struct fault_arg args[] = {
        {"path", str_from_c(data)}
    };
    struct str text;
    const struct fault *fault = messages_load(arena, &messages);
    if (fault)
        return fault;
    text = message_format(arena, messages, locale, STR("check.no_data"), args, 1);
    printf(PRISTR "\n", STRARG(text));
    return NULL;
}

const struct fault *check_tables(struct arena *arena, const char *data, enum locale locale)
{
    const char *place = getenv("TMPDIR");
    char *folder = (char *)arena_printf(arena, "%s/dinh-check-XXXXXX", place ? place : "/tmp").ptr;
    bool is_there = has_data(arena, data);
    struct open_options options = {.data = data, .has_pages = true};
    struct opened opened;
    struct arena *own;
    const struct fault *fault = NULL;
    if (!is_there) {
        fault = say_no_data(arena, data, locale);
        if (!fault && !mkdtemp(folder))
            fault = fault_new(arena, FAULT_UNAVAILABLE, "error.busy", "no temporary folder");
        if (fault)
            return fault;
        options.data = folder;
        options.is_created = true;
    }
    own = arena_new(); /* closes the site before its folder goes */
    fault = site_open(own, &options, &opened);
    if (!fault)
        fault = check_site(own, &opened, locale);
    fault = fault_copy(arena, fault);
    arena_free(own);
    if (!is_there)
        file_remove_tree(folder);
    return fault;
}
