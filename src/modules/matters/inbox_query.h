/*
 * Which matters an inbox shows: whose, due when, the filter, the place. For this
 * module alone.
 *
 *     /can-bo?xem=VIEW&han=DUE&loc=KIND[.STATE]&giu=HOLDER
 *     /can-bo?…&sau=PLACE                             behind a place
 *     /can-bo?…&truoc=PLACE                           before it
 *     /can-bo?tim=WORDS&sau=PLACE                     what has all the words
 *     /can-bo/viec/CODE?…&cho=PLACE                   a file, and its place in that list
 *
 * The official's own and the unit's are what the agency is at work on, and besides
 * whatever waits or is closed while a term of it runs: nothing that is due is hidden
 * by the step it stands at.
 */
#ifndef DINH_MODULES_MATTERS_INBOX_QUERY_H
#define DINH_MODULES_MATTERS_INBOX_QUERY_H

#include "http/request.h"
#include "modules/matters/matters.h"

enum inbox_scope {
    SCOPE_MINE,
    SCOPE_UNITS, /* where the official has a role */
    SCOPE_BELOW, /* passed up to these units */
    SCOPE_LEFT   /* of officials who left, where the official is a leader */
};

struct inbox_view {
    struct str name; /* of ?xem= */
    enum inbox_scope scope;
    enum phase phase;
    enum due_window window;
    bool is_newest_first;
    bool is_alarming;
    bool is_to_sign; /* what waits for a leader's eyes alone */
};

enum {
    INBOX_VIEWS = 8,
    INBOX_DUES = 4
};
extern const struct inbox_view inbox_views[INBOX_VIEWS];
/* Due when: ?han=, the first of them where there is none. */
struct inbox_due {
    struct str name;
    enum due_window window;
    bool is_alarming;
};
extern const struct inbox_due inbox_dues[INBOX_DUES];
/* Whether a view can be narrowed to what is due when. */
bool inbox_has_dues(const struct inbox_view *view);
/* The first view of that scope. */
const struct inbox_view *inbox_view_of(enum inbox_scope scope);

#define INBOX_NOBODY "chua-giao" /* of ?giu= */

struct inbox_query {
    const struct inbox_view *view;
    const struct inbox_due *due;
    int64_t holder_id;  /* ?giu=ID: of the unit's those of one official; 0: whoever */
    bool is_unassigned; /* ?giu=chua-giao: of the unit's those that nobody has */
    struct str loc;     /* "kien-nghi.received"; empty: all */
    struct str kind;
    struct str state;
    struct str words;
    struct matter_key_place place;
    bool is_backward;
    struct matter_key_place row; /* ?cho=: where the file stood that was opened; id 0: none was */
};

/* What the address asks; what it does not know is left out. */
void inbox_query_read(struct work *work, const struct request *request,
                      struct inbox_query *ret_query);
/* "2022-04-12.8123": due date and id of a row; the date is empty where none runs. False,
 * and nothing written, where it is none. */
bool inbox_place_read(struct str text, struct matter_key_place *ret_place);
/* The query without its place, for links. */
struct url inbox_query_url(struct work *work, const struct inbox_query *query);
/* `url` with the query and its place behind it: "/can-bo" so is the page as it was seen. */
struct url inbox_page_url(struct work *work, struct url url, const struct inbox_query *query);
/* The address of a file, or of a page about it, opened from that page, where it stood at
 * `row`. */
struct url inbox_file_url(struct work *work, struct url url, const struct inbox_query *query,
                          struct matter_key_place row);
/* Where a matter stands in a list. */
struct matter_key_place inbox_place_of(const struct matter *matter);

struct inbox_found {
    matter_list matters; /* at most MATTER_PAGE that the actor may open, in the order of the view */
    struct matter_key_place newer; /* where to go on, on the side of newer ones; id 0: nowhere */
    struct matter_key_place older;
};
/* `kept` by matter_kept_away. What the actor may not open is passed over, for no more than
 * some hundred matters: then there are fewer on the page, and it goes on behind them. */
const struct fault *inbox_find(struct work *work, const struct inbox_query *query,
                               const struct matter_kept *kept,
                               struct inbox_found *ret_found) FAULT_CHECK;
/* What comes behind `row` of the query and is not `here`, the matter that is open: its code, empty
 * where nothing does, and the query of the page on which it stands, with its row. The file at `row`
 * may have left the list. */
const struct fault *inbox_next(struct work *work, const struct inbox_query *query, int64_t here,
                               const struct matter_kept *kept, struct str *ret_code,
                               struct inbox_query *ret_query) FAULT_CHECK;
/* How many a view has that the actor may open, of those due then, counted no further than
 * MATTER_COUNT_MOST; `kept` by matter_kept_away. */
const struct fault *inbox_count(struct work *work, const struct inbox_view *view,
                                const struct inbox_due *due, const struct matter_kept *kept,
                                int64_t *ret_count) FAULT_CHECK;
/* The units in which the actor has a role that reads files; at most `most`. */
size_t inbox_units(const struct work *work, int64_t *ret_ids, size_t most);

#endif
