/*
 * `dinh report`: proving the forms of a folder, making the facts again.
 */
#ifndef DINH_MODULES_REPORTS_REPORT_COMMAND_H
#define DINH_MODULES_REPORTS_REPORT_COMMAND_H

#include "base/work.h"

/*
 *     dinh report check [FOLDER]   proves the files of FOLDER/forms, laid out like law/, or the
 *                                  built-in forms, and lists them
 *     dinh report rebuild          makes all facts again from the events of matters
 *
 * Returns the exit code.
 */
int report_command(struct work *work, int argc, char **argv);

#endif
