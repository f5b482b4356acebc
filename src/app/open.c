/*
 * How a site comes up. Every step says in one sentence what is wrong.
 */
#include "app/open.h"

#include "app/keys.h"
#include "app/modules.h"
#include "app/order.h"
#include "base/asset.h"
#include "base/file.h"
#include "civic/outbox.h"
#include "civic/page.h"
#include "civic/paper.h"
#include "db/db.h"
#include "db/kept.h"
#include "db/migrate.h"
#include "text/message.h"
#include "view/view.h"

#include <string.h>
#include <sys/stat.h>

enum {
    SETTINGS_LIMIT = 256 * 1024,
    COMMAND_CACHE_MEGABYTES = 64, /* a command ends soon; the program that serves stays small */
    FOLDER_MODE = 0700,
    SETTINGS_MODE = 0640,
    KEY_MODE = 0600
};

#define SITE_KEY "keys/site.key"
#define SEAL_KEY "keys/seal.key"

static const char *path_in(struct arena *arena, const char *data, const char *name)
{
    return arena_printf(arena, "%s/%s", data, name).ptr;
}

/* ---- the data folder ---- */

static const struct fault *create_key(struct arena *arena, const char *path)
{
    uint8_t key[CRYPTO_KEY_SIZE];
    const struct fault *fault;
    if (file_exists(path))
        return NULL;
    crypto_random(key, sizeof(key));
    fault = file_write(arena, path, crypto_hex(arena, key, sizeof(key)), KEY_MODE);
    crypto_wipe(key, sizeof(key));
    return fault;
}

static const struct fault *create_data(struct arena *arena, const char *data)
{
    const char *settings = path_in(arena, data, "dinh.conf");
    const struct fault *fault = file_make_folder(arena, path_in(arena, data, "keys"), FOLDER_MODE);
    if (!fault && !file_exists(settings))
        fault = file_write(arena, settings, settings_document(arena), SETTINGS_MODE);
    if (!fault)
        fault = create_key(arena, path_in(arena, data, SITE_KEY));
    if (!fault)
        fault = create_key(arena, path_in(arena, data, SEAL_KEY));
    return fault;
}

static const struct fault *read_key(struct arena *arena, const char *data, const char *name,
                                    uint8_t ret_key[CRYPTO_KEY_SIZE])
{
    const char *path = path_in(arena, data, name);
    struct str hex;
    const struct fault *fault = file_read(arena, path, 1024, &hex);
    bool is_missing = fault && fault->kind == FAULT_NOT_FOUND;
    if (fault && !is_missing)
        return fault;
    if (!fault && crypto_from_hex(str_trim(hex), ret_key, CRYPTO_KEY_SIZE))
        return NULL;
    return fault_with(fault_new(arena, FAULT_UNAVAILABLE,
                                is_missing ? "site.key_missing" : "site.key_damaged", "key %s",
                                path),
                      "path", str_from_c(path));
}

static const struct fault *read_settings(struct arena *arena, const char *data,
                                         struct settings *ret_settings)
{
    struct str text;
    const struct fault *fault =
        file_read(arena, path_in(arena, data, "dinh.conf"), SETTINGS_LIMIT, &text);
    if (fault && fault->kind == FAULT_NOT_FOUND)
        return fault_with(fault_new(arena, FAULT_NOT_FOUND, "site.no_data", "no site in %s", data),
                          "path", str_from_c(data));
    if (fault)
        return fault;
    return settings_read(arena, text, ret_settings);
}

/* ---- parts ---- */

static void close_pool(void *pool)
{
    db_close(pool);
}

/* "sqlite:dinh.db" stands in the data folder; other addresses are as they are. */
static struct str database_address(struct arena *arena, const char *data, struct str setting)
{
    struct str file = setting;
    str_cut(&file, ':');
    if (!str_starts(setting, STR("sqlite:")) || file.len == 0 || file.ptr[0] == '/')
        return setting;
    return arena_printf(arena, "sqlite:%s/" PRISTR, data, STRARG(file));
}

static const struct fault *open_database(struct site *site, const struct open_options *options,
                                         const struct settings *settings)
{
    struct db_options database = {
        .url = database_address(site->arena, options->data, settings->database),
        .readers = (int)settings->readers,
        .must_exist = !options->is_created,
        .patience_us = options->has_pages ? DB_PATIENCE_US : DB_PATIENCE_COMMAND_US,
        .cache_megabytes = options->has_pages ? 0 : COMMAND_CACHE_MEGABYTES};
    const struct fault *fault = db_open(site->arena, database, &site->pool);
    if (fault)
        return fault;
    arena_cleanup(site->arena, close_pool, site->pool);
    return options->is_as_it_is ? NULL : migrate_assets(site->arena, site->pool);
}

struct started {
    void (*stop)(void *state);
    void *state;
};

static void stop_module(void *resource)
{
    struct started *started = resource;
    if (started->stop)
        started->stop(started->state);
}

static const struct fault *load_modules(struct site *site)
{
    for (size_t i = 0; site->modules[i]; i++) {
        const struct module *module = site->modules[i];
        void *state = NULL;
        const struct fault *fault = module->load ? module->load(site, &state) : NULL;
        if (fault)
            return fault;
        if (state)
            map_set(site->states, str_from_c(module->name), state);
    }
    return NULL;
}

/* What modules load is the same in every site of the program. */
static void take_loaded(struct site *site, const struct site *like)
{
    for (size_t i = 0; site->modules[i]; i++) {
        struct str name = str_from_c(site->modules[i]->name);
        void *state = site->modules[i]->load ? map_get(like->states, name) : NULL;
        if (state)
            map_set(site->states, name, state);
    }
    site->law_now = like->law_now;
}

static void start_modules(struct site *site)
{
    for (size_t i = 0; site->modules[i]; i++) {
        const struct module *module = site->modules[i];
        struct started *started;
        if (!module->start)
            continue;
        started = ARENA_NEW(site->arena, struct started);
        started->stop = module->stop;
        started->state = module->start(site);
        map_set(site->states, str_from_c(module->name), started->state);
        arena_cleanup(site->arena, stop_module, started);
    }
}

typedef const struct fault *add_page(struct view *view, const struct page_kind *kind);

static const struct fault *compile_pages(struct site *site, add_page *add)
{
    const struct asset *assets;
    const struct view_source *sources;
    size_t count;
    struct view *view;
    const struct fault *fault;
    assets = asset_list(&count);
    view_sources(site->arena, assets, count, &sources, &count);
    fault = view_open(site->arena, site->messages, sources, count, &view);
    for (size_t i = 0; !fault && site->modules[i]; i++)
        for (size_t p = 0; !fault && p < site->modules[i]->page_count; p++)
            fault = add(view, site->modules[i]->pages[p]);
    site->view = view;
    return fault;
}

static const struct fault *check_keys(struct site *site, const struct open_options *options)
{
    if (options->accepts_keys)
        return keys_accept(site);
    return options->is_as_it_is ? keys_compare(site) : keys_check(site);
}

static const struct fault *compile(struct site *site, add_page *add)
{
    const struct fault *fault = compile_pages(site, add);
    return fault ? fault : papers_open(site);
}

const struct fault *site_compile(struct arena *arena, const struct site **ret_site)
{
    struct site *site = ARENA_NEW(arena, struct site);
    const struct fault *fault = messages_load(arena, &site->messages);
    site->arena = arena;
    site->modules = dinh_modules;
    site->states = map_new(arena);
    if (!fault)
        fault = compile(site, view_add_page_late);
    if (!fault)
        fault = load_modules(site);
    *ret_site = site;
    return fault;
}

static const struct fault *load_messages(struct site *site, const struct open_options *options)
{
    const struct site *like = options->like;
    site->messages = like ? like->messages : options->messages;
    site->view = like ? like->view : NULL;
    site->papers = like ? like->papers : NULL;
    return site->messages ? NULL : messages_load(site->arena, &site->messages);
}

static void fill_site(struct site *site, const struct settings *settings, const char *data)
{
    site->modules = dinh_modules;
    site->states = map_new(site->arena);
    site->data = arena_copy(site->arena, str_from_c(data));
    site->unit = settings->unit;
    site->name = settings->site_name;
    site->tagline = settings->site_tagline;
    site->public_address = settings->public_address;
    while (str_ends(site->public_address, STR("/")))
        site->public_address.len--;
    site->contact = settings->contact;
    site->is_demo = settings->demo;
    site->is_behind_tls = settings->behind_tls;
    site->asks_second_factor = settings->second_factor;
    site->pages_per_minute = settings->pages_per_minute;
    site->posts_per_minute = settings->posts_per_minute;
    site->mail = (struct mail_settings){.server = settings->mail_server,
                                        .user = settings->mail_user,
                                        .per_minute = settings->mail_per_minute,
                                        .hour = settings->mail_hour};
    /* one that is no address counts as none: staff are told so (outbox_sender.h) */
    (void)mail_address_read(site->arena, settings->mail_from, &site->mail.from);
    site->session_us = settings->session_hours * 3600 * INT64_C(1000000);
}

static void fill_kept(struct site *site)
{
    site->kept = map_new(site->arena);
    for (size_t m = 0; site->modules[m]; m++)
        for (size_t i = 0; site->modules[m]->kept && site->modules[m]->kept[i]; i++)
            map_set(site->kept, str_from_c(site->modules[m]->kept[i]), kept_new(site->arena));
}

const struct fault *site_open(struct arena *arena, const struct open_options *options,
                              struct opened *ret_opened)
{
    struct site *site = ARENA_NEW(arena, struct site);
    struct settings settings;
    const struct fault *fault = NULL;
    site->arena = arena;
    if (options->is_created)
        fault = create_data(arena, options->data);
    if (!fault)
        fault = read_settings(arena, options->data, &settings);
    if (!fault)
        fault = read_key(arena, options->data, SITE_KEY, site->key);
    if (!fault)
        fault = read_key(arena, options->data, SEAL_KEY, site->seal_key);
    if (!fault)
        fault = load_messages(site, options);
    if (fault)
        return fault;
    if (options->port)
        settings.listen_port = options->port;
    fill_site(site, &settings, options->data);
    fill_kept(site);
    fault = open_database(site, options, &settings);
    if (!fault)
        fault = check_keys(site, options);
    if (!fault && !options->is_as_it_is)
        fault = order_check(site);
    if (!fault && options->has_pages && !options->like)
        fault = compile(site, view_add_page);
    if (!fault && options->has_pages)
        page_frames(site);
    if (!fault && options->like)
        take_loaded(site, options->like);
    else if (!fault && !options->is_as_it_is)
        fault = load_modules(site);
    if (fault)
        return fault;
    if (!options->is_as_it_is)
        start_modules(site);
    *ret_opened = (struct opened){settings, site};
    return NULL;
}

/* ---- work of the system ---- */

struct work *work_begin(struct site *site, enum locale locale)
{
    struct arena *arena = arena_new();
    struct work *work = ARENA_NEW(arena, struct work);
    const struct fault *fault;
    work->arena = arena;
    work->actor = &actor_system;
    work->clock = clock_system();
    work->locale = locale;
    work->site = site;
    work->request_id = STR("-");
    fault = db_attach(site->pool, work, DB_MAY_WRITE);
    (void)fault; /* attaching borrows nothing yet; a query says what is wrong */
    return work;
}

void work_end(struct work *work)
{
    arena_free(work->arena);
}
