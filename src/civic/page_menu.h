/*
 * For civic/page.c: fills the menu of a layout.
 */
#ifndef DINH_CIVIC_PAGE_MENU_H
#define DINH_CIVIC_PAGE_MENU_H

#include "civic/menu.h"
#include "civic/page.h"

/* Fills layout->nav and layout->groups from the stored items and what modules bring. */
void page_menu(struct work *work, const struct request *request, const menu_items *stored,
               struct layout *layout);

#endif
