/*
 * What a C struct looks like to templates and to the JSON and CSV writers. A
 * shape lists the members that may be shown; the kind of each is deduced from
 * its C type, so that the type alone decides how it is escaped and written.
 *
 *     struct article {
 *         struct str title;
 *         struct civil_date published;
 *         struct list tags;            of struct str
 *     };
 *     static SHAPE(article_shape, struct article,
 *                  FIELD(struct article, title),
 *                  FIELD(struct article, published),
 *                  LIST(struct article, tags, text_shape));
 *
 * Leave out `static` and declare it `extern const struct shape` in a header to
 * share it.
 */
#ifndef DINH_VIEW_SHAPE_H
#define DINH_VIEW_SHAPE_H

#include "base/date.h"
#include "base/vec.h"
#include "view/html.h"
#include "view/url.h"

/* A number that names something (an id, a year, a form number): written as plain
 * digits, never grouped; in JSON as a string, because it is not counted with. */
struct code_number {
    int64_t value;
};

/*
 * kind          C type               {{x}} writes             {{#x}} is shown when
 */
enum field_kind {
    FIELD_TEXT,    /* struct str         escaped text             not empty */
    FIELD_HTML,    /* struct html        markup                   not empty */
    FIELD_URL,     /* struct url         an address               not empty */
    FIELD_INT,     /* int                grouped by locale        not 0 */
    FIELD_INT64,   /* int64_t            grouped by locale        not 0 */
    FIELD_CODE,    /* struct code_number plain digits             not 0 */
    FIELD_BOOL,    /* bool               nothing: refused         true */
    FIELD_DATE,    /* struct civil_date  06/03/2022               not DATE_NONE */
    FIELD_INSTANT, /* struct instant     07:30 06/03/2022         not 0 ("not set") */
    FIELD_LIST,    /* struct list        refused                  once for each item */
    FIELD_RECORD,  /* another struct     refused                  always, inside it */
    FIELD_POINTER  /* pointer to one     refused                  not NULL, inside it */
};

struct field {
    const char *name; /* the member's name; "." is the item itself of a list of scalars */
    enum field_kind kind;
    size_t offset;
    const struct shape *shape; /* of the items, the record or the pointee; else NULL */
};

struct shape {
    const char *name; /* the C type without "struct ": the name of the public schema */
    size_t size;      /* bytes of the struct */
    const struct field *fields;
    size_t count;
};

#define SHAPE_MEMBER(type, member) ((type *)NULL)->member

/* clang-format off */
#define FIELD_KIND(value)      \
    _Generic((value),          \
        struct str:         FIELD_TEXT,    \
        struct html:        FIELD_HTML,    \
        struct url:         FIELD_URL,     \
        int:                FIELD_INT,     \
        int64_t:            FIELD_INT64,   \
        struct code_number: FIELD_CODE,    \
        bool:               FIELD_BOOL,    \
        struct civil_date:  FIELD_DATE,    \
        struct instant:     FIELD_INSTANT)

/* A member of one of the scalar types above; any other type does not compile. */
#define FIELD(type, member) \
    {#member, FIELD_KIND(SHAPE_MEMBER(type, member)), offsetof(type, member), NULL}
/* A `struct list` whose items have `item_shape`. */
#define LIST(type, member, item_shape) \
    {#member, _Generic(SHAPE_MEMBER(type, member), struct list: FIELD_LIST), \
     offsetof(type, member), &(item_shape)}
/* A struct held by value. */
#define RECORD(type, member, record_shape) \
    {#member, FIELD_RECORD, offsetof(type, member), &(record_shape)}
/* A pointer to a struct, NULL where there is none. */
#define POINTER(type, member, target_shape) \
    {#member, (sizeof(*SHAPE_MEMBER(type, member)) ? FIELD_POINTER : FIELD_POINTER), \
     offsetof(type, member), &(target_shape)}
/* clang-format on */

/* `type` is written "struct article". */
#define SHAPE(shape_name, type, ...)                                                               \
    const struct shape shape_name = {                                                              \
        &#type[sizeof("struct")], sizeof(type), (const struct field[]){__VA_ARGS__},               \
        sizeof((const struct field[]){__VA_ARGS__}) / sizeof(struct field)}

/* Items that are a struct str by themselves, shown by {{.}}. */
extern const struct shape text_shape;

/* The member called `name`, or NULL. */
const struct field *shape_field(const struct shape *shape, struct str name);
/* Whether the shape is that of a scalar item (its one field is "."). */
bool shape_is_scalar(const struct shape *shape);

#endif
