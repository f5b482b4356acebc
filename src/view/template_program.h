/*
 * A compiled template: steps that copy literals and members into the page. Used
 * inside the view floor: template_compile.c makes it, template_run.c runs it.
 */
#ifndef DINH_VIEW_TEMPLATE_PROGRAM_H
#define DINH_VIEW_TEMPLATE_PROGRAM_H

#include "view/template.h"

/*
 * A slot holds the struct that a scope looks at: slot 0 the page, each further
 * one the item of a list or the target of a pointer. A "place" below is
 * `offset` bytes into the struct of `slot`. Every step first writes its `text`.
 */
enum step_kind {
    STEP_LITERAL,      /* nothing else */
    STEP_TEXT,         /* write the struct str or struct url at the place, escaped */
    STEP_HTML,         /* write the struct html at the place */
    STEP_INT,          /* write the int, grouped */
    STEP_INT64,        /* write the int64_t, grouped */
    STEP_INT_PLAIN,    /* write the int */
    STEP_INT64_PLAIN,  /* write the int64_t or struct code_number */
    STEP_DATE,         /* write the struct civil_date: 06/03/2022 */
    STEP_DATE_ISO,     /* 2022-03-06 */
    STEP_DATE_LONG,    /* as the message says */
    STEP_INSTANT,      /* write the struct instant: 07:30 06/03/2022 */
    STEP_INSTANT_ISO,  /* 2022-03-06T00:30:00Z */
    STEP_INSTANT_LONG, /* the long date of its day */
    STEP_INDEX,        /* write the number of the slot's item, from 1 */
    STEP_TEST,         /* go to `jump` unless the member of kind `field` is shown == wanted */
    STEP_TEST_FIRST,   /* … unless (the slot's item is the first) == wanted */
    STEP_TEST_LAST,    /* … unless (the slot's item is the last) == wanted */
    STEP_TEST_ONE,     /* … unless the number of kind `field` at the place is 1 */
    STEP_ENTER,        /* slot `to` becomes the target of the pointer; `jump` where NULL */
    STEP_EACH,         /* slot `to` becomes the first item of the list; `jump` where empty */
    STEP_NEXT,         /* slot `to` becomes its next item and go to `jump`; on at the end */
    STEP_JUMP          /* go to `jump` */
};

struct step {
    enum step_kind kind;
    enum field_kind field;
    size_t slot;
    size_t offset;
    size_t to;
    size_t jump;
    bool wanted;
    struct str text;
};

struct program {
    const struct step *steps;
    size_t count;
    enum locale locale;
    const struct messages *messages; /* for the long dates */
};

#endif
