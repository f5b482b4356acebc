/*
 * How much of a request is read: the application is asked when the head is there, and
 * what it said is held to while the body arrives. Knows nothing of the HTTP library;
 * for server.c alone, which calls in this order from the thread that reads: begin, feed
 * as often as a piece arrives, end.
 */
#ifndef DINH_HTTP_INTAKE_H
#define DINH_HTTP_INTAKE_H

#include "http/exchange.h"

/* Sets exchange->limits: what `app` says of this method and path, and REQUEST_BODY
 * bytes where it says nothing. */
void intake_ask_limits(struct exchange *exchange, const struct server_app *app);

/*
 * The head was understood. Of all but GET and HEAD the limits are asked for, and a
 * body is prepared: in memory, or as a form with files, of which large ones go to
 * `folder`. Faults: FAULT_MALFORMED request.no_length of a body in chunks;
 * FAULT_TOO_LARGE request.too_large {megabytes} of one so much too large, or sent by
 * a program that waits for leave (Expect), that it is not even read and dropped.
 */
const struct fault *intake_begin(struct exchange *exchange, const struct server_app *app,
                                 const char *folder) FAULT_CHECK;
/* A piece of the body. What was announced as too large is read to its end and dropped,
 * because the library can answer only there. What is wrong is left in
 * exchange->refused. */
void intake_feed(struct exchange *exchange, struct str piece);
/* The body is complete: sets request.body or request.parts, or exchange->refused. */
void intake_end(struct exchange *exchange);

#endif
