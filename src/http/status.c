/*
 * Kinds of fault and their statuses; phrases of RFC 9110, RFC 6585.
 */
#include "http/status.h"

#include <string.h>

int status_of_fault(enum fault_kind kind)
{
    static const int statuses[] = {
        [FAULT_MALFORMED] = 400, [FAULT_UNAUTHENTICATED] = 401, [FAULT_FORBIDDEN] = 403,
        [FAULT_NOT_FOUND] = 404, [FAULT_METHOD] = 405,          [FAULT_CONFLICT] = 409,
        [FAULT_GONE] = 410,      [FAULT_TOO_LARGE] = 413,       [FAULT_UNSUPPORTED] = 415,
        [FAULT_INVALID] = 422,   [FAULT_TOO_MANY] = 429,        [FAULT_UNAVAILABLE] = 503,
        [FAULT_INTERNAL] = 500,
    };
    return statuses[kind];
}

const char *status_reason(int status)
{
    static const struct {
        int status;
        const char *reason;
    } rows[] = {
        {200, "OK"                             },
        {204, "No Content"                     },
        {206, "Partial Content"                },
        {303, "See Other"                      },
        {304, "Not Modified"                   },
        {308, "Permanent Redirect"             },
        {400, "Bad Request"                    },
        {401, "Unauthorized"                   },
        {403, "Forbidden"                      },
        {404, "Not Found"                      },
        {405, "Method Not Allowed"             },
        {409, "Conflict"                       },
        {410, "Gone"                           },
        {411, "Length Required"                },
        {413, "Content Too Large"              },
        {414, "URI Too Long"                   },
        {415, "Unsupported Media Type"         },
        {416, "Range Not Satisfiable"          },
        {422, "Unprocessable Content"          },
        {429, "Too Many Requests"              },
        {431, "Request Header Fields Too Large"},
        {500, "Internal Server Error"          },
        {503, "Service Unavailable"            },
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        if (rows[i].status == status)
            return rows[i].reason;
    return "Unknown";
}

int status_of_refusal(const struct fault *fault)
{
    /* what has a status of its own (RFC 9110, 15.5.12 and 15.5.15; RFC 6585, 5) */
    static const struct {
        const char *key;
        int status;
    } rows[] = {
        {"request.no_length",        411},
        {"request.target_too_long",  414},
        {"request.headers_too_long", 431},
    };
    for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
        if (strcmp(fault->key, rows[i].key) == 0)
            return rows[i].status;
    return status_of_fault(fault->kind);
}
