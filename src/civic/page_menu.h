/*
 * For civic/page.c: fills the menu of a layout.
 */
#ifndef DINH_CIVIC_PAGE_MENU_H
#define DINH_CIVIC_PAGE_MENU_H

#include "civic/menu.h"
#include "civic/page.h"

/* Fills layout->nav and layout->groups; marks the places that the request is in. */
void page_menu(const struct work *work, const struct request *request,
               const menu_shown_items *items, struct layout *layout);

#endif
