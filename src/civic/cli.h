/*
 * The words of a command line, for the commands of modules: options with
 * values, flags, and the rest in order.
 */
#ifndef DINH_CIVIC_CLI_H
#define DINH_CIVIC_CLI_H

#include "base/work.h"
#include "text/message.h"

enum {
    CLI_DONE = 0,
    CLI_FAILED = 1,
    CLI_WRONG_USE = 2
};

struct cli {
    int argc;
    char **argv;
};

/* Takes "--name VALUE" or "--name=VALUE" out of the words; ptr NULL where it is not there. */
struct str cli_option(struct cli *cli, const char *name);
/* Takes "--name" out of the words. */
bool cli_flag(struct cli *cli, const char *name);
/* Takes the next word; ptr NULL at the end. */
struct str cli_word(struct cli *cli);
/* Whether nothing is left. What is left is said, with the usage, on standard error. */
bool cli_is_empty(struct work *work, const struct cli *cli, const char *usage);

/* Says a message of the site on standard output, with values for its {names}. */
void cli_say(struct work *work, const char *key, const struct fault_arg *args, size_t count);
/* What a fault says to who runs a command; a page speaks to somebody who sent a form. */
struct str cli_fault_message(struct arena *arena, const struct messages *messages,
                             enum locale locale, const struct fault *fault);
/* Says what went wrong on standard error; CLI_FAILED. */
int cli_fault(struct work *work, const struct fault *fault);
/* Says how a command is used, on standard error; CLI_WRONG_USE. */
int cli_usage(struct work *work, const char *usage);

/*
 * Shows how far long work is: one line rewritten on a terminal, a plain line
 * every ten seconds elsewhere. `what` is a message with {done} and {total}.
 */
struct cli_progress {
    struct work *work;
    const char *what;
    int64_t total;
    int64_t shown_at; /* clock_monotonic of the last line */
};
void cli_progress_show(struct cli_progress *progress, int64_t done);
void cli_progress_end(struct cli_progress *progress);

#endif
