/*
 * The command line of accounts, for the manifest.
 */
#ifndef DINH_MODULES_ACCOUNTS_ACCOUNT_COMMAND_H
#define DINH_MODULES_ACCOUNTS_ACCOUNT_COMMAND_H

#include "base/work.h"

/* `dinh user VERB …`; the exit code. */
int user_command(struct work *work, int argc, char **argv);

#endif
