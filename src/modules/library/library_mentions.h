/*
 * How texts name documents. A number says by itself which document is meant where it
 * holds its year ("59/2023/NĐ-CP") or is one of the Party's centre ("30-CT/TW"); any
 * other one is given again each year, and means a document only with the day of its
 * signing behind it ("96/QĐ-UBND ngày 10/01/2022"). Documents of the Party's centre are
 * also called by their kind and figure alone: "Chỉ thị 30". All of it is pure but
 * document_mentions_in (library.h), which asks the library.
 */
#ifndef DINH_MODULES_LIBRARY_LIBRARY_MENTIONS_H
#define DINH_MODULES_LIBRARY_LIBRARY_MENTIONS_H

#include "modules/library/library.h"

enum {
    MENTIONS_MOST = 200 /* of one run of words */
};

/* Words that may name a document. */
struct document_named {
    size_t begin; /* of the kind, or of the number where no kind stands before it */
    size_t end;
    struct str kind;             /* "chi-thi"; empty: not said */
    struct str number;           /* in full, or (is_short) its figure */
    bool is_short;               /* "Chỉ thị 30": a document of the Party's centre */
    struct civil_date signed_on; /* DATE_NONE: the number says it all */
};
typedef VEC(struct document_named) document_names;

/* In the order of the text, none inside another. */
document_names document_names_in(struct arena *arena, struct str text);

#endif
