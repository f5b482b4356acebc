/*
 * The interface for programs (api.h), described from the rows of all modules:
 * OpenAPI 3.1 for programs, Markdown for people. Both say the same, because both
 * are made of the rows, the shapes and the messages:
 *     api.title, api.about      the whole
 *     MESSAGE of a row          what stands at an address
 *     api.parameter.NAME        a word of the path or the query
 *     api.field.NAME            a member of a shape; api.field.SHAPE.NAME where one
 *                               name means something else there
 */
#ifndef DINH_CIVIC_OPENAPI_H
#define DINH_CIVIC_OPENAPI_H

#include "base/buf.h"
#include "base/work.h"

/* The description, of the interface at `base` ("https://…", no slash at the end). */
void openapi_write(struct work *work, struct str base, struct buf *out);
/* docs/api.md: `dinh --lang en api` writes it. */
void openapi_write_markdown(struct work *work, struct buf *out);

/* The keys of messages that the rows need and nobody wrote, in the work's arena;
 * returns how many. For `dinh check`. */
size_t openapi_missing_messages(struct work *work, const struct str **ret_keys);

#endif
