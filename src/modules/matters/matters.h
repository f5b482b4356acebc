/*
 * Matters of every kind on the screen: the official's inbox (hộp việc), the file
 * (hồ sơ) with its actions, and the status page that a sender opens with code
 * and key. What a kind may do stands in its table (civic/lifecycle.h); nothing
 * here knows one kind from another.
 */
#ifndef DINH_MODULES_MATTERS_MATTERS_H
#define DINH_MODULES_MATTERS_MATTERS_H

#include "civic/matter.h"
#include "civic/module.h"
#include "civic/page.h"

/* The matter that {code} names, whose key this browser has shown. FAULT_NOT_FOUND
 * "matter.no_such_pair" where it has not. */
const struct fault *matter_of_sender(struct work *work, const struct request *request,
                                     struct matter *ret_matter) FAULT_CHECK;

/* The matter that {code} names, if the actor may open it. Faults: FAULT_NOT_FOUND
 * "matter.unknown" and those of matter_must_read. Whatever is refused afterwards leads back to
 * the file. */
const struct fault *matter_of_request(struct work *work, const struct request *request,
                                      struct matter *ret_matter) FAULT_CHECK;

/* Pages about a file keep the list from which it was opened (matter_of_request reads it):
 * the address of such a page with that list; the list; its crumbs, inbox › code. */
struct url matter_in_list(struct work *work, struct url url);
struct url matter_list_url(struct work *work);
void matter_crumbs(struct work *work, struct layout *layout, struct str code);
/* The inbox as a crumb, for whoever has one: a role that reads files of some kind. */
void matter_inbox_crumb(struct work *work, struct layout *layout);
bool matter_reads_files(const struct work *work);

/* The page of an action and taking it, named by the last part of the path: for modules
 * whose own page of that name serves some kinds alone. */
route_handler matter_action_page;
route_handler matter_action_take;

extern const struct module matters_module;

#endif
