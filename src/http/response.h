/*
 * A response under construction. Handlers say what they mean (a page, a
 * redirect, a file); the headers that guard every answer are added in one
 * place, response_finish. Nothing is sent before the handler has returned, so
 * a handler that ends in a fault may be answered anew with response_reset.
 */
#ifndef DINH_HTTP_RESPONSE_H
#define DINH_HTTP_RESPONSE_H

#include "http/cookie.h"
#include "http/request.h"

enum {
    RESPONSE_HEADERS = 40
};

/* How long others may keep the answer. */
enum response_keep {
    RESPONSE_NO_STORE,   /* personal: nobody keeps it; the default */
    RESPONSE_REVALIDATE, /* public; asked again with its ETag, half a minute old is shown meanwhile
                            (RFC 5861) */
    RESPONSE_IMMUTABLE   /* a year: the address changes with the content; refusals never */
};

enum response_source {
    RESPONSE_BYTES,
    RESPONSE_FILE
};

struct cache_entry; /* cache.h */

struct response {
    struct arena *arena;
    int status;
    struct pair headers[RESPONSE_HEADERS];
    size_t header_count;
    enum response_source source;
    struct str body; /* RESPONSE_BYTES */
    int descriptor;  /* RESPONSE_FILE; the server closes it after sending */
    uint64_t offset; /* RESPONSE_FILE */
    uint64_t length; /* RESPONSE_FILE */
    enum response_keep keep;
    struct str etag; /* with quotes, or empty */
    bool is_sandboxed;
    /* What cache_put or cache_find gave for this page, sent in place of body and
     * headers in the encoding that suits; the server releases it. Or NULL. */
    struct cache_entry *entry;
};

/* 200 and empty. */
void response_init(struct response *response, struct arena *arena);
/* Empty again; an open file is closed. */
void response_reset(struct response *response);

/* Whole answers. The bytes must live as long as the request's arena. */
void response_html(struct response *response, int status, struct str page);
void response_json(struct response *response, int status, struct str json);
void response_text(struct response *response, int status, struct str text);
void response_bytes(struct response *response, int status, struct str type, struct str bytes);
/* 303 See Other to an address of this site: after a form that was accepted.
 * `location` is a path with its query, not yet encoded where it is not ASCII. */
void response_redirect(struct response *response, struct str location);
/* 308 Permanent Redirect, for a page that has its proper address elsewhere. */
void response_moved(struct response *response, struct str location);

/*
 * A file, or the part of it that the request's Range (and If-Range) asks for:
 * 200, 206 or 416. If-Range needs the ETag: response_etag comes before. Takes over `descriptor`.
 */
void response_file(struct response *response, const struct request *request, int descriptor,
                   uint64_t size, struct str type);
/* "Content-Disposition: attachment" with the name in both forms (RFC 6266,
 * RFC 8187): ASCII for old programs, UTF-8 for the others. */
void response_attachment(struct response *response, struct str filename);
/* The same, shown in the browser instead of saved. */
void response_inline(struct response *response, struct str filename);

/* For bytes that others sent: whatever a browser makes of them, they run no script,
 * load nothing and have no part in this site (Content-Security-Policy: sandbox). */
void response_sandbox(struct response *response);

/* Adds a header, also one of the same name. Control characters in `value`
 * become spaces, so that no value can begin a line of its own. */
void response_add_header(struct response *response, struct str name, struct str value);
/* The same in place of those of this name. */
void response_set_header(struct response *response, struct str name, struct str value);
/* The first header of this name; ptr NULL when there is none. */
struct str response_header(const struct response *response, struct str name);
void response_cookie(struct response *response, const struct cookie *cookie);
void response_keep(struct response *response, enum response_keep keep);
/* `etag` with its quotes (etag_of). */
void response_etag(struct response *response, struct str etag);
void response_retry_after(struct response *response, int64_t seconds);

/*
 * To be called once, last: sets Cache-Control, ETag and the security headers,
 * and turns a 200 whose ETag the visitor has into 304. `is_secure` adds
 * Strict-Transport-Security (RFC 6797).
 */
void response_finish(struct response *response, const struct request *request);

#endif
