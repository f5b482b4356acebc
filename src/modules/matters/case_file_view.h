/*
 * How files of a matter are shown. For this module alone.
 */
#ifndef DINH_MODULES_MATTERS_CASE_FILE_VIEW_H
#define DINH_MODULES_MATTERS_CASE_FILE_VIEW_H

#include "civic/case_file.h"
#include "civic/page.h"

struct case_file_view {
    struct url url; /* empty: sealed */
    struct str name;
    struct str size;
    struct str by;
    struct instant at;
};
extern const struct shape case_file_view_shape;

/* The files of a list below `base` ("/can-bo/viec/CODE/tai-lieu"), those of one part
 * alone where `part` is given (ptr not NULL). */
struct list case_file_views(struct work *work, const case_file_list *files, struct str base,
                            struct str part);

#endif
