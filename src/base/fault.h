/*
 * What went wrong, said twice: once for the person (a message key, translated
 * where the page is made) and once for the operator (the detail, for the log).
 *
 * Every function that can fail returns `const struct fault *`: NULL means done.
 * Results come last, are named `ret_…`, and are written only on success.
 * A fault is logged once, where the request or command ends.
 */
#ifndef DINH_BASE_FAULT_H
#define DINH_BASE_FAULT_H

#include "base/arena.h"

/* The kinds. http/status.c maps each to one HTTP status; cli maps them to exit codes. */
enum fault_kind {
    FAULT_MALFORMED,       /* 400: cannot be understood at all */
    FAULT_UNAUTHENTICATED, /* 401: sign in first */
    FAULT_FORBIDDEN,       /* 403: this actor may not */
    FAULT_NOT_FOUND,       /* 404 */
    FAULT_METHOD,          /* 405: the address exists, not with this method */
    FAULT_CONFLICT,        /* 409: somebody changed it meanwhile */
    FAULT_GONE,            /* 410: withdrawn or expired */
    FAULT_TOO_LARGE,       /* 413 */
    FAULT_UNSUPPORTED,     /* 415: a type that is not accepted */
    FAULT_INVALID,         /* 422: understood and refused; `field` says where */
    FAULT_TOO_MANY,        /* 429: slower, please */
    FAULT_UNAVAILABLE,     /* 503: disk full, database locked or gone; not saved */
    FAULT_INTERNAL         /* 500: a mistake of the program */
};

enum {
    FAULT_ARGS = 4
};

/* A value for a {name} in the person's message. */
struct fault_arg {
    const char *name;
    struct str value;
};

struct fault {
    enum fault_kind kind;
    const char *key;   /* message key in locale/, e.g. "news.title.missing" */
    const char *field; /* the form field it belongs to, or NULL */
    struct str detail; /* for the log; never shown to a person; no sealed data */
    struct fault_arg args[FAULT_ARGS];
    const struct fault *next; /* further faults of the same form, or NULL */
};

#define FAULT_CHECK __attribute__((warn_unused_result))

/* Makes a fault in `arena`. `key` and `field` must be literals or live as long;
 * fault_copy copies them too. */
__attribute__((format(printf, 4, 5))) struct fault *
fault_new(struct arena *arena, enum fault_kind kind, const char *key, const char *detail, ...);
/* FAULT_INVALID at one field of a form. */
struct fault *fault_field(struct arena *arena, const char *field, const char *key);
/* Adds a value for {name} in the message; returns the same fault. */
struct fault *fault_with(struct fault *fault, const char *name, struct str value);
/* Puts `fault` behind the others of the same form; returns the head of the chain. */
const struct fault *fault_join(const struct fault *first, struct fault *fault);
/* A copy, with all it points to, in another arena. */
const struct fault *fault_copy(struct arena *arena, const struct fault *fault);

/* "conflict", "not_found", …: for logs, metrics and JSON errors. */
const char *fault_kind_name(enum fault_kind kind);

#endif
