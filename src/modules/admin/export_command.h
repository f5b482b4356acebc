/*
 * dinh export FOLDER: everything public in open forms.
 *
 *     FOLDER/NAME.csv, NAME.jsonl   every public table: RFC 4180, and a JSON object a line
 *     FOLDER/pages/ADDRESS.md       every static page, and ADDRESS.en.md in English
 *     FOLDER/articles/ADDRESS.md    every published article: Markdown under a YAML head
 */
#ifndef DINH_MODULES_ADMIN_EXPORT_COMMAND_H
#define DINH_MODULES_ADMIN_EXPORT_COMMAND_H

#include "base/work.h"

/* Runs as nobody in particular, so that nothing goes out that is not public. */
int export_command(struct work *work, int argc, char **argv);

#endif
