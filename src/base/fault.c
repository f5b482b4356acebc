/*
 * Making and chaining faults.
 */
#include "base/fault.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>

struct fault *fault_new(struct arena *arena, enum fault_kind kind, const char *key,
                        const char *detail, ...)
{
    struct fault *fault = ARENA_NEW(arena, struct fault);
    char text[1024];
    va_list arguments;
    int length;
    va_start(arguments, detail);
    length = vsnprintf(text, sizeof(text), detail, arguments);
    va_end(arguments);
    if (length < 0)
        length = 0;
    if ((size_t)length >= sizeof(text))
        length = (int)sizeof(text) - 1;
    fault->kind = kind;
    fault->key = key;
    fault->detail = arena_copy(arena, (struct str){text, (size_t)length});
    return fault;
}

struct fault *fault_field(struct arena *arena, const char *field, const char *key)
{
    struct fault *fault = fault_new(arena, FAULT_INVALID, key, "field %s: %s", field, key);
    fault->field = field;
    return fault;
}

struct fault *fault_with(struct fault *fault, const char *name, struct str value)
{
    for (size_t i = 0; i < FAULT_ARGS; i++) {
        if (!fault->args[i].name) {
            fault->args[i] = (struct fault_arg){name, value};
            return fault;
        }
    }
    assert(!"a fault has at most FAULT_ARGS values");
    return fault;
}

const struct fault *fault_join(const struct fault *first, struct fault *fault)
{
    const struct fault *last = first;
    if (!first)
        return fault;
    while (last->next)
        last = last->next;
    /* The chain is under construction by the one who made its links. */
    ((struct fault *)last)->next = fault;
    return first;
}

static const char *copy_word(struct arena *arena, const char *word)
{
    return word ? arena_copy(arena, str_from_c(word)).ptr : NULL;
}

const struct fault *fault_copy(struct arena *arena, const struct fault *fault)
{
    struct fault *copy;
    if (!fault)
        return NULL;
    copy = ARENA_NEW(arena, struct fault);
    *copy = *fault;
    /* a key and a field are literals mostly, and the name of an upload's field is not */
    copy->key = copy_word(arena, fault->key);
    copy->field = copy_word(arena, fault->field);
    copy->detail = arena_copy(arena, fault->detail);
    for (size_t i = 0; i < FAULT_ARGS && fault->args[i].name; i++) {
        copy->args[i].name = copy_word(arena, fault->args[i].name);
        copy->args[i].value = arena_copy(arena, fault->args[i].value);
    }
    copy->next = fault_copy(arena, fault->next);
    return copy;
}

const char *fault_kind_name(enum fault_kind kind)
{
    switch (kind) {
    case FAULT_MALFORMED:
        return "malformed";
    case FAULT_UNAUTHENTICATED:
        return "unauthenticated";
    case FAULT_FORBIDDEN:
        return "forbidden";
    case FAULT_NOT_FOUND:
        return "not_found";
    case FAULT_METHOD:
        return "method";
    case FAULT_CONFLICT:
        return "conflict";
    case FAULT_GONE:
        return "gone";
    case FAULT_TOO_LARGE:
        return "too_large";
    case FAULT_UNSUPPORTED:
        return "unsupported";
    case FAULT_INVALID:
        return "invalid";
    case FAULT_TOO_MANY:
        return "too_many";
    case FAULT_UNAVAILABLE:
        return "unavailable";
    case FAULT_INTERNAL:
        return "internal";
    }
    return "internal";
}
