/*
 * What goes on beside the requests: the log is written, the service manager hears
 * that we live, and every job of the modules (civic/module.h) runs at its times.
 *
 * Two threads run jobs, so that one that takes minutes, such as counting every term
 * again after a change of the law, does not hold up the others; the log and the
 * service manager have a thread of their own that waits for neither.
 */
#ifndef DINH_APP_KEEPER_H
#define DINH_APP_KEEPER_H

#include "civic/site.h"

struct keeper;

/* Lives in the arena of the site until keeper_stop. */
struct keeper *keeper_start(struct site *site);
/* Asks the jobs that run to end (site_is_stopping) and waits for them; what others
 * gathered in memory is written (struct job, at_stop). */
void keeper_stop(struct keeper *keeper);

#endif
