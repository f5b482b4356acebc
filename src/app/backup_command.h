/*
 * Backups on the command line:
 *
 *     dinh backup FILE [--with-keys FILE]
 *     dinh backup --verify FILE
 *     dinh restore FILE [--keys FILE] [--database ADDRESS] [--replace]
 */
#ifndef DINH_APP_BACKUP_COMMAND_H
#define DINH_APP_BACKUP_COMMAND_H

#include "text/message.h"

/* What a command is run with: its words without its name. */
struct backup_call {
    struct arena *arena;
    const struct messages *messages;
    enum locale locale;
    const char *data;
    int argc;
    char **argv;
};

/* The exit code: CLI_DONE, CLI_FAILED or CLI_WRONG_USE (civic/cli.h). */
int backup_command(const struct backup_call *call);
int restore_command(const struct backup_call *call);

#endif
