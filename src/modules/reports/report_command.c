/*
 * What a lawyer runs after changing a file in law/forms/, and an operator after data
 * came in beside the program.
 */
#include "modules/reports/report_command.h"

#include "base/file.h"
#include "civic/cli.h"
#include "modules/reports/reports_web.h"

#include <stdio.h>

enum {
    FILE_LIMIT = 1024 * 1024
};

static const char usage[] = "report.command.usage";

/* The files of folder/forms as the built-in ones are named. */
static const struct fault *read_folder(struct arena *arena, struct str folder,
                                       const struct forms **ret_forms)
{
    VEC(struct asset) files = {0};
    struct str place = arena_printf(arena, PRISTR "/forms", STRARG(folder));
    struct str *names;
    size_t count;
    const struct fault *fault = file_list(arena, place.ptr, &names, &count);
    for (size_t i = 0; !fault && i < count; i++) {
        struct str path = arena_printf(arena, PRISTR "/" PRISTR, STRARG(place), STRARG(names[i]));
        struct asset *file;
        if (!str_ends(names[i], STR(".txt")))
            continue;
        file = VEC_PUSH(&files, arena);
        file->name = arena_printf(arena, "law/forms/" PRISTR, STRARG(names[i]));
        fault = file_read(arena, path.ptr, FILE_LIMIT, &file->bytes);
    }
    return fault ? fault : forms_read(arena, files.items, files.count, ret_forms);
}

/* A line a form: name, number, days, columns, identities. */
static int check(struct work *work, struct str folder)
{
    const struct forms *forms = forms_of(work);
    const struct form_version *const *all;
    size_t count;
    const struct fault *fault = folder.ptr ? read_folder(work->arena, folder, &forms) : NULL;
    if (fault)
        return cli_fault(work, fault);
    all = forms_all(forms, &count);
    for (size_t i = 0; i < count; i++)
        printf(PRISTR "\t" PRISTR "\t" PRISTR "..%s\t%zu\t%zu\n", STRARG(all[i]->name),
               STRARG(all[i]->number), STRARG(date_to_iso(work->arena, all[i]->from)),
               date_is_none(all[i]->to) ? "" : date_to_iso(work->arena, all[i]->to).ptr,
               all[i]->columns.count, all[i]->musts.count);
    return CLI_DONE;
}

static int rebuild(struct work *work)
{
    int64_t count = 0;
    struct fault_arg done = {"count", STR("")};
    const struct fault *fault = fact_rebuild(work, &count);
    if (fault)
        return cli_fault(work, fault);
    done.value = arena_printf(work->arena, "%lld", (long long)count);
    cli_say(work, "report.command.rebuilt", &done, 1);
    return CLI_DONE;
}

int report_command(struct work *work, int argc, char **argv)
{
    struct cli cli = {argc, argv};
    struct str word = cli_word(&cli);
    struct str folder = cli_word(&cli);
    bool is_check = word.ptr && str_equal(word, STR("check"));
    if (!cli_is_empty(work, &cli, usage))
        return CLI_WRONG_USE;
    if (is_check)
        return check(work, folder);
    if (word.ptr && str_equal(word, STR("rebuild")) && !folder.ptr)
        return rebuild(work);
    return cli_usage(work, usage);
}
