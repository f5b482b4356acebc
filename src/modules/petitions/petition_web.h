/*
 * The pages of petitions, for the manifest alone.
 */
#ifndef DINH_MODULES_PETITIONS_PETITION_WEB_H
#define DINH_MODULES_PETITIONS_PETITION_WEB_H

#include "modules/petitions/petition.h"

extern const struct page_kind petition_start_kind;
extern const struct page_kind proposal_form_kind;
extern const struct page_kind proposal_done_kind;

extern const struct page_kind petition_step_kind;

route_handler petition_step_page; /* GET /can-bo/viec/{code}/check, mark, draft-decision */
route_handler petition_step_take; /* POST, the same */

route_handler petition_start; /* GET /don-thu */
route_handler proposal_form;  /* GET /don-thu/gui */
route_handler proposal_send;  /* POST /don-thu/gui */

int states_command(struct work *work, int argc, char **argv); /* dinh states KIND */

#endif
