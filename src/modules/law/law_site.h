/*
 * The law of this site, and the command that asks it. What other modules and app/
 * may include.
 */
#ifndef DINH_MODULES_LAW_LAW_SITE_H
#define DINH_MODULES_LAW_LAW_SITE_H

#include "civic/module.h"
#include "law/explain.h"
#include "law/local.h"
#include "text/message.h"

#include <stdio.h>

extern const struct module law_module;

/* The law as its files say, without what this site decided; lives as long as the site. */
const struct law *law_of_files(const struct work *work);
/* The law of this site now: the files, the days that its administrator changed, the
 * values it gave local rules (law/local.h); lives as long as the work. The page under
 * construction depends on them. Faults: the database's. */
const struct fault *law_now(struct work *work, const struct law **ret_law) FAULT_CHECK;
/* Another edition under the same decisions of the site. */
const struct fault *law_now_by(struct work *work, const struct law *files,
                               const struct law **ret_law) FAULT_CHECK;
/* The law of this site as it would be with one more value given to a local rule. */
const struct fault *law_now_with(struct work *work, const struct law_setting *setting,
                                 const struct law **ret_law) FAULT_CHECK;
/* The same for showing it; as the files say where the database cannot be asked. */
const struct law *law_of_site(struct work *work);
/* The law of this site, in the language of the work, for explanations. */
struct explainer law_explainer(struct work *work);
/* A text that changes whenever law_now may give another day: with the files of the law,
 * and with each decision of the site. */
const struct fault *law_edition(struct work *work, struct str *ret_edition) FAULT_CHECK;

#define LAW_KEPT "law" /* site_kept: what the site decided */

/* The law in a folder with words.txt, rules/, holidays/, …; or the built-in law with one
 * file in place of the one of that name. Faults: law_load, file_read. */
const struct fault *law_data_folder(struct arena *arena, struct str path,
                                    const struct law **ret_law) FAULT_CHECK;

/* Proves the files law/forms/… beside the law among the same `files`, and says how many
 * there are: the statistical forms are read by the module that fills them. */
typedef const struct fault *law_forms_prover(struct arena *arena, const struct law *law,
                                             const struct asset *files, size_t count,
                                             size_t *ret_forms);

struct law_streams {
    FILE *in;
    FILE *out;
    FILE *err;
    law_forms_prover *prove_forms; /* for check; NULL: it does not look at forms */
};

/* dinh law diff OLD NEW with an open database. */
int law_diff_command(struct work *work, int argc, char **argv);

/* Compares what all modules keep (civic/module.h, dated) by two editions. */
struct law_moved {
    int64_t done;
    int64_t moved;
};
/* One date that would move; a rule that one of the two does not have sets no day in it. */
struct law_moved_day {
    const char *module;
    struct str rule;
    struct str name; /* as people find it: a code, an address */
    struct civil_date before;
    struct civil_date after;
};
/* Hears of each; what it is told lives until it returns. */
struct law_listener {
    void (*hear)(void *context, const struct law_moved_day *day);
    void *context;
};
/* By two editions with the decisions of the site; of one rule where `rule` names it. */
const struct fault *law_find_moved(struct work *work, const struct law *before,
                                   const struct law *after, struct str rule,
                                   struct law_listener listener,
                                   struct law_moved *ret_moved) FAULT_CHECK;
/* Of two editions as their files say: a line each. */
const struct fault *law_say_moved(struct work *work, const struct law *before,
                                  const struct law *after, FILE *out,
                                  struct law_moved *ret_moved) FAULT_CHECK;

/*
 * The law on the command line, for scripts and for checking; it needs no data folder.
 *
 *     dinh law add 2026-08-20 7W [--explain]      2026-08-28
 *     dinh law before 2022-02-10 5W [--explain]   2022-01-27
 *     dinh law lunar 2030-02-02                   1 1 2030, then "leap" in a leap month
 *     dinh law solar 1 1 2030 [leap]              2030-02-02
 *     dinh law due RULE --on DATE [--given CONDITION]… [--suspended FROM..TO]…
 *                 [--extended TIMES] [--explain]
 *     dinh law part RULE BASE [PART] --on DATE [--given CONDITION]… [--explain]
 *                                                 the least part of a base that meets the rule
 *                                                 (the most, of an upper limit); with PART
 *                                                 "yes" or "no"; numbers to a billion
 *     dinh law check [FOLDER]                     proves the data, its statistical forms too
 *     dinh law diff OLD NEW [--data DIR]          what a new folder, or file, changes;
 *                                                 with a data folder, whose dates it moves
 *     dinh law bench                              due dates a second
 *
 * Terms: nD calendar days, nW working days, nM months, nY years. Dates: 2026-08-20
 * or 20/08/2026.
 *
 * The first six read lines of the same words from standard input where none are
 * given, and write one line for each; with --explain the reasons follow on lines of
 * their own, indented. A blank line is answered with one. A bad line leaves an empty line, is named
 * on standard error, and the others are done.
 *
 * A line of diff is a change: "+" a version that is new, "-" one that is gone, "~" one
 * that is different, "*" a day off or worked; with a data folder "!" a date that would
 * move: module, rule, day -> day, of what. It returns 0 whether or not there are any.
 *
 * Runs with argv[0] the word after "law". Returns 0; 1 where something could not be
 * done; 2 where the words are none of these.
 */
int law_command(struct arena *arena, const struct messages *messages, enum locale locale, int argc,
                char **argv, struct law_streams streams);

#endif
