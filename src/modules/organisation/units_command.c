/*
 * `dinh import units`.
 */
#include "modules/organisation/units_command.h"

#include "base/file.h"
#include "civic/cli.h"
#include "civic/site.h"
#include "modules/organisation/organisation.h"
#include "text/number.h"

#include <stdio.h>

#define USAGE "command.import-units.usage"

enum {
    FILE_LIMIT = 32 * 1024 * 1024
};

static void show_progress(void *context, int64_t done, int64_t total)
{
    struct cli_progress *progress = context;
    progress->total = total;
    cli_progress_show(progress, done);
}

static void say_count(struct work *work, const struct units_count *count)
{
    struct fault_arg args[] = {
        {"added",      number_text(work->arena, work->locale, count->added)               },
        {"ended",      number_text(work->arena, work->locale, count->ended + count->begun)},
        {"successors", number_text(work->arena, work->locale, count->successors)          },
        {"unchanged",  number_text(work->arena, work->locale, count->unchanged)           },
    };
    cli_say(work, "command.import-units.done", args, sizeof(args) / sizeof(args[0]));
}

/* What was read otherwise than it stands in the file, and what was left as it is. */
static void say_notes(struct work *work, const struct units_count *count)
{
    struct str line = arena_printf(work->arena, "%d", count->zeros_line);
    struct str codes = number_text(work->arena, work->locale, count->zeros);
    struct fault_arg zeros[] = {
        {"line",  line              },
        {"typed", count->zeros_typed},
        {"code",  count->zeros_code },
        {"count", codes             },
    };
    struct fault_arg unread = {"columns", count->unread};
    struct fault_arg more = {"count", number_text(work->arena, work->locale,
                                                  count->differing - (int64_t)count->notes.count)};
    if (count->unread.len > 0)
        cli_say(work, "units.note.unread", &unread, 1);
    if (count->zeros > 0)
        cli_say(work, "units.note.zeros", zeros, sizeof(zeros) / sizeof(zeros[0]));
    for (size_t i = 0; i < count->notes.count; i++) {
        const struct units_difference *note = &count->notes.items[i];
        struct fault_arg args[] = {
            {"line",        arena_printf(work->arena, "%d", note->line)},
            {"code",  note->code                         },
            {"stored",  note->stored},
            {"typed",note->typed                       },
        };
        cli_say(work, note->key, args, sizeof(args) / sizeof(args[0]));
    }
    if (count->differing > (int64_t)count->notes.count)
        cli_say(work, "units.note.more", &more, 1);
}

static bool has_line(const struct fault *fault)
{
    for (size_t i = 0; i < FAULT_ARGS && fault->args[i].name; i++)
        if (str_equal(str_from_c(fault->args[i].name), STR("line")))
            return true;
    return false;
}

/* The mistakes in a table, each with the file and its line, and how to save one that is
 * no UTF-8; any other fault as it is. */
static int say_mistakes(struct work *work, struct str path, const struct fault *fault)
{
    bool is_utf8 = true;
    if (!has_line(fault))
        return cli_fault(work, fault);
    for (; fault; fault = fault->next) {
        struct str text = cli_fault_message(work->arena, work->site->messages, work->locale, fault);
        fprintf(stderr, "dinh: " PRISTR ": " PRISTR "\n", STRARG(path), STRARG(text));
        is_utf8 = is_utf8 && !str_equal(str_from_c(fault->key), STR("text.not_utf8"));
    }
    if (!is_utf8)
        fprintf(stderr, "      " PRISTR "\n",
                STRARG(message_format(work->arena, work->site->messages, work->locale,
                                      STR("units.save_as_utf8"), NULL, 0)));
    return CLI_FAILED;
}

/* The words of the options; false (said on standard error) where one is wrong. */
static const struct fault *read_options(struct work *work, struct str below, struct str merged_on,
                                        struct units_options *options)
{
    struct unit unit;
    const struct fault *fault;
    int minute;
    options->merged_on = date_ymd(2025, 7, 1); /* Resolution 202/2025/QH15, article 2 */
    if (merged_on.ptr && !date_from_iso(merged_on, &options->merged_on) &&
        !date_from_vi(merged_on, &options->merged_on, &minute))
        return fault_with(fault_new(work->arena, FAULT_INVALID, "units.merged_on", "bad day"),
                          "value", merged_on);
    if (!below.ptr)
        return NULL;
    fault = unit_by_slug(work, below, &unit);
    if (fault && fault->kind == FAULT_NOT_FOUND)
        return fault_with(fault_new(work->arena, FAULT_INVALID, "units.below", "no such unit"),
                          "value", below);
    if (!fault)
        options->below = unit.id;
    return fault;
}

int units_command(struct work *work, int argc, char **argv)
{
    struct cli cli = {argc, argv};
    struct str below = cli_option(&cli, "--below");
    struct str merged_on = cli_option(&cli, "--merged-on");
    struct str path = cli_word(&cli);
    struct cli_progress progress = {.work = work, .what = "command.import-units.progress"};
    struct units_options options = {.progress = show_progress, .progress_context = &progress};
    struct units_count count;
    struct str csv;
    const struct fault *fault;
    if (!path.ptr)
        return cli_usage(work, USAGE);
    if (!cli_is_empty(work, &cli, USAGE))
        return CLI_WRONG_USE;
    fault = read_options(work, below, merged_on, &options);
    if (!fault)
        fault = file_read(work->arena, arena_c(work->arena, path), FILE_LIMIT, &csv);
    if (!fault)
        fault = units_import(work, csv, &options, &count);
    cli_progress_end(&progress);
    if (fault)
        return say_mistakes(work, path, fault);
    say_notes(work, &count);
    say_count(work, &count);
    return CLI_DONE;
}
