/*
 * What the commands say. They make way for whoever serves: lower priority, and a
 * site opened as it is.
 */
#include "app/backup_command.h"

#include "app/open.h"
#include "app/restore.h"
#include "civic/cli.h"
#include "modules/admin/admin.h"

#include <string.h>
#include <sys/resource.h>

enum {
    BACKGROUND = 10, /* niceness */
    MEGABYTE = 1000 * 1000
};

/* Work that has words but no site yet. */
static struct work *words_only(const struct backup_call *call)
{
    struct site *site = ARENA_NEW(call->arena, struct site);
    struct work *work = ARENA_NEW(call->arena, struct work);
    site->arena = call->arena;
    site->messages = call->messages;
    work->arena = call->arena;
    work->clock = clock_system();
    work->locale = call->locale;
    work->site = site;
    return work;
}

static void show(void *context, int64_t bytes)
{
    cli_progress_show(context, bytes / MEGABYTE);
}

static struct str number(struct arena *arena, int64_t value)
{
    return arena_printf(arena, "%lld", (long long)value);
}

static void say_sum(struct work *work, const char *key, const char *path,
                    const struct backup_sum *sum)
{
    struct fault_arg args[] = {
        {"path",              str_from_c(path)                       },
        { "rows", number(work->arena,                              sum->rows)},
        { "files", number(work->arena,                             sum->files)},
        { "size", number(work->arena, (sum->bytes + MEGABYTE - 1) / MEGABYTE)},
    };
    cli_say(work, key, args, sizeof(args) / sizeof(args[0]));
}

/* ---- dinh backup ---- */

static int verify(const struct backup_call *call, const char *path)
{
    struct work *work = words_only(call);
    struct cli_progress progress = {.work = work, .what = "backup.verify.progress"};
    struct backup_head head;
    struct backup_sum sum;
    const struct fault *fault = backup_verify(call->arena, path, show, &progress, &head, &sum);
    struct fault_arg args[2];
    cli_progress_end(&progress);
    if (fault)
        return cli_fault(work, fault);
    say_sum(work, "backup.verify.done", path, &sum);
    args[0] = (struct fault_arg){"made", instant_to_iso(call->arena, head.made_at)};
    args[1] = (struct fault_arg){"key", head.key};
    cli_say(work, "backup.verify.head", args, 2);
    return CLI_DONE;
}

static const struct fault *make(struct work *work, const char *path, struct backup_sum *ret_sum)
{
    struct cli_progress progress = {.work = work, .what = "backup.progress"};
    int64_t began = clock_monotonic();
    const struct fault *fault = backup_make(work, path, show, &progress, ret_sum);
    cli_progress_end(&progress);
    if (fault)
        return fault;
    return admin_backup_made(work, &(struct admin_backup){.name = str_from_c(path),
                                                          .bytes = ret_sum->bytes,
                                                          .row_count = ret_sum->rows,
                                                          .file_count = ret_sum->files,
                                                          .took_us = clock_monotonic() - began});
}

static int make_and_say(const struct backup_call *call, const char *path, struct str keys)
{
    struct open_options options = {.data = call->data, .is_as_it_is = true};
    struct opened opened;
    struct work *work = words_only(call);
    struct fault_arg args[1];
    struct backup_sum sum;
    const struct fault *fault = site_open(call->arena, &options, &opened);
    if (fault)
        return cli_fault(work, fault);
    work = work_begin(opened.site, call->locale);
    fault = fault_copy(call->arena, make(work, path, &sum));
    work_end(work);
    work = words_only(call);
    if (fault)
        return cli_fault(work, fault);
    say_sum(work, "backup.done", path, &sum);
    if (keys.ptr) {
        fault = backup_make_keys(call->arena, call->data, arena_c(call->arena, keys),
                                 clock_now(work->clock));
        if (fault)
            return cli_fault(work, fault);
    }
    args[0] = (struct fault_arg){"path", keys};
    cli_say(work, keys.ptr ? "backup.keys.made" : "backup.keys.none", args, 1);
    return CLI_DONE;
}

int backup_command(const struct backup_call *call)
{
    struct work *work = words_only(call);
    struct cli cli = {call->argc, call->argv};
    bool is_verified = cli_flag(&cli, "--verify");
    struct str keys = cli_option(&cli, "--with-keys");
    struct str file = cli_word(&cli);
    if (!cli_is_empty(work, &cli, "backup.usage"))
        return CLI_WRONG_USE;
    if (file.len == 0)
        return cli_usage(work, "backup.usage");
    setpriority(PRIO_PROCESS, 0, BACKGROUND);
    if (is_verified)
        return verify(call, arena_c(call->arena, file));
    return make_and_say(call, arena_c(call->arena, file), keys);
}

/* ---- dinh restore ---- */

static void say_restored(struct work *work, const struct restore *restore,
                         const struct restored *restored)
{
    struct fault_arg args[2];
    say_sum(work, "restore.done", restore->data, &restored->sum);
    args[0] = (struct fault_arg){"count", number(work->arena, restored->indexed)};
    cli_say(work, "restore.indexed", args, 1);
    if (restored->set_aside) {
        args[0] = (struct fault_arg){"path", str_from_c(restored->set_aside)};
        cli_say(work, "restore.set_aside", args, 1);
    }
}

int restore_command(const struct backup_call *call)
{
    struct work *work = words_only(call);
    struct cli cli = {call->argc, call->argv};
    struct cli_progress progress = {.work = work, .what = "restore.progress"};
    struct restore restore = {
        .data = call->data, .locale = call->locale, .progress = show, .context = &progress};
    struct restored restored;
    const struct fault *fault;
    struct str keys = cli_option(&cli, "--keys");
    struct str file;
    restore.database = cli_option(&cli, "--database");
    restore.is_replaced = cli_flag(&cli, "--replace");
    file = cli_word(&cli);
    if (!cli_is_empty(work, &cli, "restore.usage"))
        return CLI_WRONG_USE;
    if (file.len == 0)
        return cli_usage(work, "restore.usage");
    restore.file = arena_c(call->arena, file);
    restore.keys = keys.ptr ? arena_c(call->arena, keys) : NULL;
    fault = restore_run(call->arena, &restore, &restored);
    cli_progress_end(&progress);
    if (fault)
        return cli_fault(work, fault);
    say_restored(work, &restore, &restored);
    return CLI_DONE;
}
