/*
 * The name of a request in the log and on the error page: twelve hexadecimal
 * digits that say nothing about the visitor, the same for one request at every
 * call, in the request's arena.
 */
#ifndef DINH_APP_REQUEST_ID_H
#define DINH_APP_REQUEST_ID_H

#include "http/request.h"

struct str request_id_of(const struct request *request);

#endif
