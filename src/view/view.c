/*
 * The templates by name and the compiled pages by kind.
 */
#include "view/view.h"

#include <assert.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/map.h"
#include "view/template.h"

struct compiled {
    const struct view_source *source;
    const struct page_kind *kind;
    const struct program *_Atomic programs[LOCALE_COUNT]; /* NULL: by the first render */
};

/* What renders compile, one after the other. */
struct late {
    pthread_mutex_t mutex;
    struct arena *arena;
};

struct view {
    struct arena *arena;
    struct late *late; /* NULL: nothing is added late */
    struct template_library library;
    struct map *sources; /* name → struct view_source */
    struct map *pages;   /* address of the page_kind → struct compiled */
};

static const struct view_source *find_source(const void *context, struct str name)
{
    const struct view *view = context;
    return map_get(view->sources, name);
}

/* A page kind is known by its address. */
static struct str page_key(const struct page_kind *const *kind)
{
    return (struct str){(const char *)kind, sizeof(*kind)};
}

/* The name of the template in this asset; false where the asset is none. */
static bool template_name(struct arena *arena, struct str path, struct str *ret_name)
{
    static const struct str ending = STR_INIT(".html");
    static const struct str modules = STR_INIT("src/modules/");
    struct str rest;
    struct str module;
    if (!str_ends(path, ending))
        return false;
    path = str_slice(path, 0, path.len - ending.len);
    *ret_name = path;
    if (str_starts(path, STR("ui/")))
        return true;
    if (!str_starts(path, modules))
        return false;
    rest = str_from(path, modules.len);
    module = str_cut(&rest, '/');
    if (!str_starts(rest, STR("pages/")))
        return false;
    *ret_name = arena_printf(arena, PRISTR "/" PRISTR, STRARG(module),
                             STRARG(str_from(rest, sizeof("pages/") - 1)));
    return true;
}

void view_sources(struct arena *arena, const struct asset *assets, size_t count,
                  const struct view_source **ret_sources, size_t *ret_count)
{
    VEC(struct view_source) sources = {0};
    for (size_t i = 0; i < count; i++) {
        struct str name;
        if (template_name(arena, assets[i].name, &name))
            *VEC_PUSH(&sources, arena) = (struct view_source){name, assets[i].bytes};
    }
    *ret_sources = sources.items;
    *ret_count = sources.count;
}

const struct fault *view_open(struct arena *arena, const struct messages *messages,
                              const struct view_source *sources, size_t count,
                              struct view **ret_view)
{
    struct view *view = ARENA_NEW(arena, struct view);
    *view = (struct view){.arena = arena, .sources = map_new(arena), .pages = map_new(arena)};
    view->library = (struct template_library){find_source, view, messages};
    for (size_t i = 0; i < count; i++) {
        struct view_source *source = ARENA_NEW(arena, struct view_source);
        const struct fault *fault;
        *source = sources[i];
        if (map_set(view->sources, source->name, source))
            return fault_new(arena, FAULT_INTERNAL, "template.twice",
                             "two templates are called " PRISTR, STRARG(source->name));
        fault = template_check(arena, source);
        if (fault)
            return fault;
    }
    *ret_view = view;
    return NULL;
}

static const struct fault *add_page(struct view *view, const struct page_kind *kind,
                                    struct compiled **ret_compiled)
{
    struct compiled *compiled = ARENA_NEW(view->arena, struct compiled);
    *compiled = (struct compiled){map_get(view->sources, str_from_c(kind->name)), kind, {NULL}};
    if (!compiled->source)
        return fault_new(view->arena, FAULT_INTERNAL, "template.partial", "no template %s",
                         kind->name);
    map_set(view->pages, page_key(&kind), compiled);
    *ret_compiled = compiled;
    return NULL;
}

static const struct fault *compile(const struct view *view, struct arena *arena,
                                   struct compiled *compiled, enum locale locale)
{
    const struct program *program;
    const struct fault *fault = template_compile(arena, &view->library, compiled->source,
                                                 compiled->kind->shape, locale, &program);
    if (!fault)
        atomic_store(&compiled->programs[locale], program);
    return fault;
}

const struct fault *view_add_page(struct view *view, const struct page_kind *kind)
{
    struct compiled *compiled;
    const struct fault *fault = NULL;
    if (map_get(view->pages, page_key(&kind)))
        return NULL;
    fault = add_page(view, kind, &compiled);
    for (enum locale locale = LOCALE_VI; !fault && locale < LOCALE_COUNT; locale++)
        fault = compile(view, view->arena, compiled, locale);
    return fault;
}

static void free_late(void *resource)
{
    struct late *late = resource;
    pthread_mutex_destroy(&late->mutex);
    arena_free(late->arena);
}

const struct fault *view_add_page_late(struct view *view, const struct page_kind *kind)
{
    struct compiled *compiled;
    if (!view->late) {
        view->late = ARENA_NEW(view->arena, struct late);
        view->late->arena = arena_new();
        pthread_mutex_init(&view->late->mutex, NULL);
        arena_cleanup(view->arena, free_late, view->late);
    }
    if (map_get(view->pages, page_key(&kind)))
        return NULL;
    return add_page(view, kind, &compiled);
}

static _Noreturn void give_up(const struct fault *fault)
{
    fprintf(stderr, "dinh: " PRISTR "\n", STRARG(fault->detail));
    abort();
}

static const struct program *program_of(const struct view *view, struct compiled *compiled,
                                        enum locale locale)
{
    const struct program *program = atomic_load(&compiled->programs[locale]);
    const struct fault *fault = NULL;
    if (program)
        return program;
    assert(view->late);
    pthread_mutex_lock(&view->late->mutex);
    if (!atomic_load(&compiled->programs[locale]))
        fault = compile(view, view->late->arena, compiled, locale);
    pthread_mutex_unlock(&view->late->mutex);
    if (fault)
        give_up(fault);
    return atomic_load(&compiled->programs[locale]);
}

void view_render(const struct view *view, enum locale locale, const struct page_kind *kind,
                 const void *page, struct buf *out)
{
    struct compiled *compiled = map_get(view->pages, page_key(&kind));
    assert(compiled);
    template_run(program_of(view, compiled, locale), page, out);
}

bool view_render_html(const struct view *view, enum locale locale, const struct page_kind *kind,
                      const void *page, struct arena *arena, size_t limit, struct html *ret_html)
{
    struct buf out = buf_init(arena, limit);
    view_render(view, locale, kind, page, &out);
    if (buf_overflowed(&out))
        return false;
    ret_html->markup = buf_str(&out);
    return true;
}
