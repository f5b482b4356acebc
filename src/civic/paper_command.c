/*
 * What a lawyer runs after changing a file in papers/.
 */
#include "civic/paper_command.h"

#include "base/file.h"
#include "civic/cli.h"
#include "civic/paper.h"
#include "civic/site.h"

#include <stdio.h>

enum {
    FILE_MODE = 0644
};

static const char usage[] = "paper.usage";

static int list_kinds(const struct papers *papers)
{
    size_t count;
    const struct paper_kind *const *kinds = paper_kinds(papers, &count);
    for (size_t i = 0; i < count; i++)
        printf("%s\n", kinds[i]->name);
    return CLI_DONE;
}

static const struct fault *make(struct work *work, struct str name, bool is_preview,
                                struct str *ret_pdf)
{
    const struct papers *papers = work->site->papers;
    const struct paper_kind *kind = paper_find(papers, name);
    const void *data;
    const struct fault *fault;
    if (!kind)
        return fault_with(fault_new(work->arena, FAULT_NOT_FOUND, "paper.unknown",
                                    "no paper " PRISTR, STRARG(name)),
                          "name", name);
    fault = paper_sample(work->arena, papers, kind, &data);
    if (fault)
        return fault;
    return is_preview ? paper_preview(work, kind, data, ret_pdf)
                      : paper_render(work, kind, data, ret_pdf);
}

int paper_command(struct work *work, int argc, char **argv)
{
    struct cli cli = {argc, argv};
    bool is_preview = cli_flag(&cli, "--preview");
    struct str out = cli_option(&cli, "--out");
    struct str name = cli_word(&cli);
    struct str pdf;
    const struct fault *fault = papers_open(work->site);
    if (fault)
        return cli_fault(work, fault);
    if (!cli_is_empty(work, &cli, usage))
        return CLI_WRONG_USE;
    if (!name.ptr)
        return list_kinds(work->site->papers);
    if (!out.ptr)
        return cli_usage(work, usage);
    fault = make(work, name, is_preview, &pdf);
    if (!fault)
        fault = file_write(work->arena, arena_c(work->arena, out), pdf, FILE_MODE);
    return fault ? cli_fault(work, fault) : CLI_DONE;
}
