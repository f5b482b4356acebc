/*
 * The command line: dinh COMMAND … with --data DIR for every command that works
 * on a site.
 */
#ifndef DINH_APP_COMMAND_H
#define DINH_APP_COMMAND_H

/* Runs the command that `argv` names; returns the exit code: 0 done, 1 it could
 * not be done (a sentence on standard error says why), 2 a wrong use. */
int command_run(int argc, char **argv);

#endif
