/*
 * Names of a template bound to members of structs. Used inside the view floor
 * by the compiler.
 */
#ifndef DINH_VIEW_TEMPLATE_BIND_H
#define DINH_VIEW_TEMPLATE_BIND_H

#include "view/template_context.h"
#include "view/template_program.h"

enum {
    BIND_POINTERS = 4 /* pointers in one dotted name */
};

/* What names mean at some point: the innermost scope and those around it. */
struct scope {
    const struct shape *shape;
    size_t slot;
    size_t offset;
    bool is_item; /* @first, @last and @index are about this slot */
    const struct scope *outer;
};

/* What is asked of a member besides its plain value. */
enum bind_form {
    FORM_VALUE,
    FORM_ISO,
    FORM_LONG,
    FORM_PLAIN,
    FORM_FIRST,
    FORM_LAST,
    FORM_INDEX
};

/* A pointer that must be followed first: from a place to the next free slot. */
struct bind_pointer {
    size_t slot;
    size_t offset;
    size_t to;
};

struct binding {
    enum bind_form form;
    enum field_kind kind;      /* of the member; FIELD_RECORD of @first and the like */
    const struct shape *shape; /* of the items, the record or the pointee */
    size_t slot;
    size_t offset;
    struct bind_pointer pointers[BIND_POINTERS];
    size_t pointer_count;
    size_t free_slot; /* the first slot that is free behind the pointers */
};

/* Binds `name` in `scope`; slots from `free_slot` on are free. NULL, or why it
 * cannot be bound. */
const char *bind_name(const struct scope *scope, struct str name, size_t free_slot,
                      struct binding *ret_binding);

/* The step that writes a bound member and the sort of value that it is; false
 * where it has no text. */
bool bind_step(const struct binding *binding, struct step *ret_step, enum html_value *ret_value);

#endif
