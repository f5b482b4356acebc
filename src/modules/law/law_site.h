/*
 * The law of this site, and the command that asks it. What other modules and app/
 * may include.
 */
#ifndef DINH_MODULES_LAW_LAW_SITE_H
#define DINH_MODULES_LAW_LAW_SITE_H

#include "civic/module.h"
#include "law/explain.h"
#include "text/message.h"

#include <stdio.h>

extern const struct module law_module;

/* The law as its files say; lives as long as the site. For what does not depend on
 * single days: rules, thresholds, articles. */
const struct law *law_of_site(const struct work *work);
/* The law with the days that this site's administrator changed, by which dates are
 * computed; lives as long as the work. Faults: the database's. */
const struct fault *law_now(struct work *work, const struct law **ret_law) FAULT_CHECK;
/* The law of the files, and the language of the work, for explanations. */
struct explainer law_explainer(struct work *work);

/* The law in a folder with words.txt, rules/, holidays/, …. Faults: law_load, file_read. */
const struct fault *law_data_folder(struct arena *arena, struct str folder,
                                    const struct law **ret_law) FAULT_CHECK;

struct law_streams {
    FILE *in;
    FILE *out;
    FILE *err;
};

/*
 * The law on the command line, for scripts and for checking; it needs no data folder.
 *
 *     dinh law add 2026-08-20 7W [--explain]      2026-08-28
 *     dinh law before 2022-02-10 5W [--explain]   2022-01-27
 *     dinh law lunar 2030-02-02                   1 1 2030, then "leap" in a leap month
 *     dinh law solar 1 1 2030 [leap]              2030-02-02
 *     dinh law due RULE --on DATE [--given CONDITION]… [--suspended FROM..TO]…
 *                 [--extended TIMES] [--explain]
 *     dinh law check [FOLDER]                     proves the data
 *     dinh law diff OLD NEW                       what a new folder changes
 *     dinh law bench                              due dates a second
 *
 * Terms: nD calendar days, nW working days, nM months, nY years. Dates: 2026-08-20
 * or 20/08/2026.
 *
 * The first five read lines of the same words from standard input where none are
 * given, and write one line for each; with --explain the reasons follow on lines of
 * their own, indented. A bad line leaves an empty line, is named on standard error,
 * and the others are done.
 *
 * Runs with argv[0] the word after "law". Returns 0; 1 where something could not be
 * done; 2 where the words are none of these.
 */
int law_command(struct arena *arena, const struct messages *messages, enum locale locale, int argc,
                char **argv, struct law_streams streams);

#endif
