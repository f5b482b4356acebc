/*
 * The running program: the server's threads, what runs beside them (keeper.h), and
 * the signals that end them.
 */
#include "app/serve.h"

#include "app/demo.h"
#include "app/keeper.h"
#include "app/notify.h"
#include "app/pipeline.h"
#include "base/log.h"
#include "civic/unit.h"
#include "db/db.h"
#include "db/migrate.h"
#include "db/topic.h"
#include "text/message.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

enum {
    CLOCK_SLACK_HOURS = 24, /* servers' clocks may differ */
    OPEN_FILES = 8192,      /* the connections of http/server.h, the database, what is sent */
    STOP_WAIT_US = 10 * 1000000
};

/* ---- what is to be looked at ---- */

static void log_warning(void *context, struct str words)
{
    log_event(LOG_WARN, "look_at", LOG_TEXT("module", str_from_c(context)),
              LOG_TEXT("what", words));
}

/* What is not in order since an update, say. */
static void log_warnings(struct site *site)
{
    struct work *work = work_begin(site, LOCALE_VI);
    for (size_t m = 0; site->modules[m]; m++)
        if (site->modules[m]->warns &&
            site->modules[m]->warns(work, log_warning, (void *)(uintptr_t)site->modules[m]->name))
            log_event(LOG_WARN, "not_looked_at",
                      LOG_TEXT("module", str_from_c(site->modules[m]->name)));
    work_end(work);
}

/* The setting names a unit that is there; a portal of nobody would look empty, not wrong. */
static const struct fault *find_unit(struct site *site)
{
    struct work *work = work_begin(site, LOCALE_VI);
    struct unit unit;
    const struct fault *fault = site->unit.len > 0 ? site_unit(work, &unit) : NULL;
    bool is_missing = fault && fault->kind == FAULT_NOT_FOUND;
    work_end(work);
    return is_missing ? fault_with(fault_new(site->arena, FAULT_INVALID, "settings.no_unit",
                                             "no unit " PRISTR, STRARG(site->unit)),
                                   "unit", site->unit)
                      : NULL;
}

/* A machine whose battery is empty begins in another year until it has asked for the time:
 * what is received then would have a wrong day, and its terms too. */
static const struct fault *look_at_clock(struct site *site)
{
    struct work *work = work_begin(site, LOCALE_VI);
    struct instant now = clock_now(work->clock);
    struct instant last;
    const struct fault *fault = migrate_last(work, &last);
    bool is_behind = !fault && now.us < last.us - CLOCK_SLACK_HOURS * INT64_C(3600000000);
    work_end(work);
    if (!is_behind)
        return NULL;
    return fault_with(fault_with(fault_new(site->arena, FAULT_UNAVAILABLE, "site.clock",
                                           "the clock is behind the database"),
                                 "now", instant_to_iso(site->arena, now)),
                      "then", instant_to_iso(site->arena, last));
}

/* ---- the cache ---- */

static bool is_fresh(void *context, const void *depend)
{
    return depend_fresh(context, depend);
}

static struct cache *make_cache(struct site *site, const struct settings *settings)
{
    struct cache_freshness freshness = {is_fresh, free, site->pool};
    return cache_new((size_t)settings->cache_megabytes * 1024 * 1024, freshness,
                     server_cache_maker());
}

/* ---- the server ---- */

static const struct fault *start_server(struct arena *arena, const struct settings *settings,
                                        struct pipeline *pipeline, struct server **ret_server)
{
    struct address_network *networks;
    struct server_app app = pipeline_app(pipeline);
    struct server_options options = {
        .address = arena_c(arena, settings->listen_address),
        .port = (uint16_t)settings->listen_port,
        .folder = arena_c(arena, pipeline->site->data),
        .workers = (unsigned)settings->workers,
        .handlers = (unsigned)settings->handlers,
    };
    const struct fault *fault =
        address_networks_parse(arena, settings->trusted_proxies, &networks, &options.proxy_count);
    if (fault)
        return fault;
    options.proxies = networks;
    return server_start(arena, &options, &app, ret_server);
}

struct str serve_address(struct arena *arena, struct str address, int64_t port)
{
    bool is_six = str_find_byte(address, ':', 0) >= 0;
    return arena_printf(arena, "http://%s" PRISTR "%s:%lld", is_six ? "[" : "", STRARG(address),
                        is_six ? "]" : "", (long long)port);
}

static void say_where(struct site *site, const struct settings *settings, enum locale locale)
{
    struct work *work = work_begin(site, locale);
    struct str address =
        serve_address(work->arena, settings->listen_address, settings->listen_port);
    struct fault_arg args[] = {
        {"address", address}
    };
    struct str text = message_format(work->arena, site->messages, locale,
                                     STR("command.serve.listening"), args, 1);
    printf(PRISTR "\n", STRARG(text));
    demo_say_accounts(work);
    text = site_message(work, "command.serve.stop");
    printf(PRISTR "\n", STRARG(text));
    fflush(stdout);
    work_end(work);
}

static enum log_level level_of(struct str name)
{
    static const struct {
        const char *name;
        enum log_level level;
    } levels[] = {
        {"debug", LOG_DEBUG},
        {"info",  LOG_INFO },
        {"warn",  LOG_WARN },
        {"error", LOG_ERROR},
    };
    for (size_t i = 0; i < sizeof(levels) / sizeof(levels[0]); i++)
        if (str_equal(name, str_from_c(levels[i].name)))
            return levels[i].level;
    return LOG_INFO;
}

static sigset_t ending_signals(void)
{
    sigset_t signals;
    struct sigaction hangup;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    /* a terminal that is closed; not for who asked to live on (nohup) */
    if (sigaction(SIGHUP, NULL, &hangup) == 0 && hangup.sa_handler != SIG_IGN)
        sigaddset(&signals, SIGHUP);
    return signals;
}

/* Who dumps the memory all the same, as root by gcore(1), gets none of it either: the mask
 * of core(5) says what a dump has. */
static bool dump_nothing(void)
{
    int mask = open("/proc/self/coredump_filter", O_WRONLY | O_CLOEXEC);
    bool good = mask >= 0 && write(mask, "0", 1) == 1;
    if (mask >= 0)
        close(mask);
    return good;
}

/* A connection is an open file too. A service begins with 1024, which visitors alone could
 * take: a database that is opened for the first time then would not be. */
static bool have_files(void)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit))
        return false;
    if (limit.rlim_cur >= OPEN_FILES)
        return true;
    limit.rlim_cur = limit.rlim_max < OPEN_FILES ? limit.rlim_max : OPEN_FILES;
    return setrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur == OPEN_FILES;
}

void serve_prepare(void)
{
    const struct rlimit none = {0, 0};
    sigset_t signals = ending_signals();
    /* no core file: memory holds for a moment what is under seal (civic/seal.h) */
    if (setrlimit(RLIMIT_CORE, &none))
        log_event(LOG_WARN, "core_files_stay", LOG_NUMBER("errno", errno));
    if (!dump_nothing())
        log_event(LOG_WARN, "dumps_have_memory", LOG_NUMBER("errno", errno));
    /* nor one through a pipe (core(5)), which that limit does not stop; and nobody
     * but root may look into the memory */
    if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0))
        log_event(LOG_WARN, "memory_is_open", LOG_NUMBER("errno", errno));
    if (!have_files())
        log_event(LOG_WARN, "few_open_files", LOG_NUMBER("wanted", OPEN_FILES));
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN); /* a limit on the size of files is a full disk, and no end */
    pthread_sigmask(SIG_BLOCK, &signals, NULL);
}

static void wait_for_signal(const sigset_t *signals)
{
    int number;
    while (sigwait(signals, &number) == EINTR)
        continue;
    log_event(LOG_INFO, "stopping", LOG_NUMBER("signal", number));
}

const struct fault *serve(struct arena *arena, struct opened *opened, enum locale locale)
{
    struct site *site = opened->site;
    struct keeper *keeper;
    struct pipeline *pipeline;
    struct server *server;
    sigset_t signals;
    const struct fault *fault = look_at_clock(site);
    if (!fault)
        fault = find_unit(site);
    if (!fault)
        fault = pipeline_new(arena, site, &pipeline);
    if (fault)
        return fault;
    signals = ending_signals();
    log_set_level(level_of(opened->settings.log_level));
    site->cache = make_cache(site, &opened->settings);
    fault = start_server(arena, &opened->settings, pipeline, &server);
    if (fault) {
        cache_free(site->cache);
        return fault;
    }
    log_set_gathering(true);
    log_warnings(site);
    keeper = keeper_start(site);
    say_where(site, &opened->settings, locale);
    notify("READY=1");
    wait_for_signal(&signals);
    notify("STOPPING=1");
    server_stop(server, STOP_WAIT_US);
    keeper_stop(keeper);
    log_set_gathering(false);
    cache_free(site->cache);
    site->cache = NULL;
    return NULL;
}
