/*
 * Reading and answering on the command line.
 */
#include "civic/cli.h"

#include "civic/site.h"
#include "text/message.h"
#include "text/number.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define PLAIN_EVERY_US INT64_C(10000000)
#define TERMINAL_EVERY_US INT64_C(100000)

static void take(struct cli *cli, int at, int count)
{
    for (int i = at; i + count < cli->argc; i++)
        cli->argv[i] = cli->argv[i + count];
    cli->argc -= count;
}

struct str cli_option(struct cli *cli, const char *name)
{
    size_t len = strlen(name);
    for (int i = 0; i < cli->argc; i++) {
        struct str value;
        bool is_joined = strncmp(cli->argv[i], name, len) == 0 && cli->argv[i][len] == '=';
        if (!is_joined && (i + 1 == cli->argc || strcmp(cli->argv[i], name) != 0))
            continue;
        value = str_from_c(is_joined ? cli->argv[i] + len + 1 : cli->argv[i + 1]);
        take(cli, i, is_joined ? 1 : 2);
        return value;
    }
    return (struct str){NULL, 0};
}

bool cli_flag(struct cli *cli, const char *name)
{
    for (int i = 0; i < cli->argc; i++) {
        if (strcmp(cli->argv[i], name) == 0) {
            take(cli, i, 1);
            return true;
        }
    }
    return false;
}

struct str cli_word(struct cli *cli)
{
    struct str word = {NULL, 0};
    if (cli->argc > 0 && strncmp(cli->argv[0], "--", 2) != 0) {
        word = str_from_c(cli->argv[0]);
        take(cli, 0, 1);
    }
    return word;
}

static struct str words_of(struct work *work, const char *key, const struct fault_arg *args,
                           size_t count)
{
    return message_format(work->arena, work->site->messages, work->locale, str_from_c(key), args,
                          count);
}

bool cli_is_empty(struct work *work, const struct cli *cli, const char *usage)
{
    struct fault_arg args[1];
    struct str text;
    if (cli->argc == 0)
        return true;
    args[0] = (struct fault_arg){"word", str_from_c(cli->argv[0])};
    text = words_of(work, "command.word", args, 1);
    fprintf(stderr, "dinh: " PRISTR "\n", STRARG(text));
    cli_usage(work, usage);
    return false;
}

void cli_say(struct work *work, const char *key, const struct fault_arg *args, size_t count)
{
    struct str text = words_of(work, key, args, count);
    printf(PRISTR "\n", STRARG(text));
}

struct str cli_fault_message(struct arena *arena, const struct messages *messages,
                             enum locale locale, const struct fault *fault)
{
    if (strcmp(fault->key, "db.not_saved") == 0)
        return message_format(arena, messages, locale, STR("command.not_saved"), NULL, 0);
    return message_fault(arena, messages, locale, fault);
}

int cli_fault(struct work *work, const struct fault *fault)
{
    for (; fault; fault = fault->next) {
        struct str text = cli_fault_message(work->arena, work->site->messages, work->locale, fault);
        fprintf(stderr, "dinh: " PRISTR "\n", STRARG(text));
        if (fault->kind == FAULT_INTERNAL || fault->kind == FAULT_UNAVAILABLE)
            fprintf(stderr, "      " PRISTR "\n", STRARG(fault->detail));
    }
    return CLI_FAILED;
}

int cli_usage(struct work *work, const char *usage)
{
    struct str text = words_of(work, usage, NULL, 0);
    fprintf(stderr, PRISTR "\n", STRARG(text));
    return CLI_WRONG_USE;
}

void cli_progress_show(struct cli_progress *progress, int64_t done)
{
    bool is_terminal = isatty(STDERR_FILENO);
    int64_t now = clock_monotonic();
    int64_t every = is_terminal ? TERMINAL_EVERY_US : PLAIN_EVERY_US;
    struct arena *arena = progress->work->arena;
    struct fault_arg args[2];
    struct str text;
    if (progress->shown_at == 0)
        progress->shown_at = is_terminal ? 0 : now;
    if (now - progress->shown_at < every)
        return;
    progress->shown_at = now;
    args[0] = (struct fault_arg){"done", number_text(arena, progress->work->locale, done)};
    args[1] =
        (struct fault_arg){"total", number_text(arena, progress->work->locale, progress->total)};
    text = words_of(progress->work, progress->what, args, 2);
    fprintf(stderr, is_terminal ? "\r\033[K" PRISTR : PRISTR "\n", STRARG(text));
}

void cli_progress_end(struct cli_progress *progress)
{
    if (isatty(STDERR_FILENO) && progress->shown_at)
        fputs("\r\033[K", stderr);
}
