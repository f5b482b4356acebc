/*
 * What the pages of administration share. Every route needs admin.see; what may be
 * done is asked of each unit (actor_must), so that an administrator of a commune
 * acts in the commune and below it alone.
 */
#ifndef DINH_MODULES_ADMIN_ADMIN_WEB_H
#define DINH_MODULES_ADMIN_ADMIN_WEB_H

#include "civic/admin_page.h"
#include "civic/unit.h"
#include "modules/admin/admin.h"

#define ADMIN_ROLES ROLE_BIT(ROLE_ADMINISTRATOR)

/* overview_web.c */
route_handler admin_overview_show;
extern const struct page_kind admin_overview_kind;

/* accounts_web.c: the list and a new one */
route_handler admin_accounts_show;
route_handler admin_account_new_show;
route_handler admin_account_new_send;
extern const struct page_kind admin_accounts_kind;
extern const struct page_kind admin_account_new_kind;
extern const struct form_spec admin_account_new_form;

/* account_web.c: one account and what is done to it */
route_handler admin_account_show;
route_handler admin_account_role_send;
route_handler admin_account_take_send;
route_handler admin_account_link_send;
route_handler admin_account_close_send;
route_handler admin_account_factor_send;
route_handler admin_account_sessions_send;
extern const struct page_kind admin_account_kind;
extern const struct page_kind admin_account_link_kind;

/* account_edit_web.c: its name and mail */
route_handler admin_account_edit_show;
route_handler admin_account_edit_send;
extern const struct page_kind admin_account_edit_kind;
extern const struct form_spec admin_account_edit_form;

/* What was done, told on the page that is led to: ?da=WORD. */
struct admin_done {
    struct str word;
    const char *message;
};
void admin_flash(struct work *work, const struct request *request, struct layout *layout,
                 const struct admin_done *done, size_t count);

/* The units in which the actor administers, each once. */
const struct fault *admin_own_units(struct work *work, unit_list *ret_units) FAULT_CHECK;
/* The units of a choice: those in which the actor administers and all below them, as
 * they lie, those of a long list cut off; `chosen` is marked. */
const struct fault *admin_unit_options(struct work *work, struct str id, struct str chosen,
                                       struct list *ret_options) FAULT_CHECK;
/* The unit of a field that holds its address; a fault at the field. */
const struct fault *admin_unit_of(struct work *work, const char *field, struct str slug,
                                  struct unit *ret_unit) FAULT_CHECK;

#endif
