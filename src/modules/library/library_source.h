/*
 * Documents that come in by themselves: read from the law engine's data and from
 * text files. The lines of a file:
 *
 *     document Chỉ thị 30-CT/TW      begins one; its number in full
 *     issuer Bộ Chính trị
 *     signed 1998-02-18
 *     force 1998-02-18..             or 2007-07-01..2023-06-30
 *     title Vietnamese | English
 *     signer Name
 *     position Post
 *     item c4                        made public under this clause: library_rules.h
 *     summary One or more sentences  (more lines are put behind it)
 *     amends, replaces, guides NUMBER IN FULL
 */
#ifndef DINH_MODULES_LIBRARY_LIBRARY_SOURCE_H
#define DINH_MODULES_LIBRARY_LIBRARY_SOURCE_H

#include "law/law.h"
#include "modules/library/library.h"

struct document_link {
    enum document_relation relation;
    struct str other; /* its number in full */
};
typedef VEC(struct document_link) document_link_list;

struct source_document {
    struct document document; /* without ids; slug from the number */
    struct str full_number;   /* "Nghị định 59/2023/NĐ-CP": also its identity */
    document_link_list links;
};
typedef VEC(struct source_document) source_document_list;

/* Every instrument of the law, with what one does to another: by its data
 * (replaced, amended) and by its title (library_rules.h). */
const struct fault *library_source_law(struct arena *arena, const struct law *law,
                                       source_document_list *list) FAULT_CHECK;
/* The documents of a file, added to `list`; of one that is there already what the
 * file says is put in. Faults: FAULT_INTERNAL law.broken.… with {place} {value}. */
const struct fault *library_source_file(struct arena *arena, const struct asset *file,
                                        source_document_list *list) FAULT_CHECK;

#endif
