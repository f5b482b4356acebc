/*
 * The public figures of a year, kept in memory for a minute where there are so many
 * petitions that whoever opens the page could keep the server counting. For this module
 * alone. Safe for threads.
 */
#ifndef DINH_MODULES_PETITIONS_FIGURES_KEPT_H
#define DINH_MODULES_PETITIONS_FIGURES_KEPT_H

#include "modules/petitions/figures.h"

enum {
    FIGURES_KEPT_FROM = 20000, /* petitions of a year; fewer are counted each time */
    FIGURES_KEPT_SECONDS = 60
};

struct figures {
    struct str year; /* the one asked for, else the newest in which there were any */
    year_list years;
    petition_figure_list of_year;
    petition_month_list by_month;
};

/* In the arena of the work. */
const struct fault *figures_said(struct work *work, struct str asked,
                                 struct figures *ret_figures) FAULT_CHECK;

/* Those of the newest year, for a page that is kept while petitions come and go: it
 * depends on what figures_refresh finds, not on every petition. */
const struct fault *figures_shown(struct work *work, struct figures *ret_figures) FAULT_CHECK;
/* A job: where what figures_shown told is no longer so, the pages that tell it are made
 * anew. */
const struct fault *figures_refresh(struct work *work) FAULT_CHECK;

/* For the manifest: made when the site is opened, released when it ends. */
void *figures_start(struct site *site);
void figures_stop(void *state);

#endif
