/*
 * Visits: the counter that the manifest starts, and its pages.
 */
#ifndef DINH_MODULES_ADMIN_VISITS_WEB_H
#define DINH_MODULES_ADMIN_VISITS_WEB_H

#include "modules/admin/admin_web.h"

/* visits_count.c */
void *page_visits_start(struct site *site);
void page_visits_stop(void *state);
/* struct module.seen */
void page_visits_seen(struct site *site, const struct request *request);
/* A job: writes the sums; those of the last seconds before midnight may fall on the
 * next day. */
const struct fault *page_visits_flush(struct work *work) FAULT_CHECK;

/* visits_web.c */
route_handler admin_visits_show;
route_handler admin_visits_csv;
extern const struct page_kind admin_visits_kind;

#endif
