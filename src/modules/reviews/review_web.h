/*
 * What the pages of backlog reviews share: rows and sums as they are shown. For this
 * module alone.
 */
#ifndef DINH_MODULES_REVIEWS_REVIEW_WEB_H
#define DINH_MODULES_REVIEWS_REVIEW_WEB_H

#include "civic/page.h"
#include "modules/reviews/review.h"

/* A case in a list, a sheet or a paper. */
struct review_row {
    int64_t number;
    struct str code;
    struct url url; /* of its page in the round; empty for a candidate */
    struct str title;
    struct str kind;
    struct str unit;
    struct civil_date received_on;
    struct str owner;
    struct civil_date due_on;
    bool is_late;
    struct str findings;
    struct str cause;
    struct str measures;
    struct str plan;
    struct str outcome; /* its name in words, or what is missing */
    bool is_done;
    struct civil_date outcome_on;
    struct str paper;
    struct str note;
    struct str reason;
    bool is_added;
    bool is_removed;
    bool is_sealed;
};
extern const struct shape review_row_shape;

/* Figures of one unit, kind or finding, and the sum below them. */
struct review_sum {
    struct str name;
    int64_t total;
    int64_t resolved;
    int64_t ended;
    int64_t transferred;
    int64_t continuing;
    int64_t open;
    int64_t overdue;
    bool is_sum;
};
extern const struct shape review_sum_shape;
typedef VEC(struct review_sum) review_sum_list;

enum review_grouping {
    REVIEW_BY_UNIT,
    REVIEW_BY_KIND,
    REVIEW_BY_FINDING /* a case with two findings stands in two rows: without a sum */
};

/* The words of a list of names: "tồn đọng, kéo dài". `group`: "review.finding". */
struct str review_words(struct work *work, const char *group, struct str names);
/* The case as a row. What is sealed shows its code alone. */
struct review_row review_row(struct work *work, const struct review_case *one, int64_t number);
/* Rows by what they are grouped by, in the order of their first case, and their sum. */
void review_sums(struct work *work, const review_case_list *cases, enum review_grouping grouping,
                 review_sum_list *ret_sums);
struct review_figures review_total(struct work *work, const review_case_list *cases);

struct url review_url(struct arena *arena, int64_t round_id);
/* The round named in the address, for those who may see it. */
const struct fault *review_of_request(struct work *work, const struct request *request,
                                      struct review_round *ret_round) FAULT_CHECK;
/* The layout with crumbs down to the list of rounds (and to `round` where it is not
 * NULL), not for search engines. */
const struct fault *review_layout(struct work *work, const struct request *request,
                                  struct str title, const struct review_round *round,
                                  struct layout *ret_layout) FAULT_CHECK;

/* What happened, as the reader may know it. */
struct review_step {
    struct instant at;
    struct str who;
    struct str what;
    struct str code;
    struct str note;
};
extern const struct shape review_step_shape;
const struct fault *review_history(struct work *work, const struct review_round *round,
                                   int64_t case_id, const review_case_list *cases,
                                   struct list *ret_steps) FAULT_CHECK;

/* A flash for ?xong=ACTION, the message "review.done.ACTION". */
void review_flash(struct work *work, const struct request *request, struct layout *layout);
/* Whether a fault is to be shown with the form again. */
bool review_is_shown(const struct fault *fault);

route_handler review_desk_page, review_new_page, review_new_send, review_round_page,
    review_add_send, review_remove_send, review_freeze_send, review_close_send, review_case_page,
    review_assign_send, review_find_send, review_conclude_send, review_report_page,
    review_cases_file, review_sums_file;

extern const struct page_kind review_desk_kind;
extern const struct page_kind review_new_kind;
extern const struct page_kind review_round_kind;
extern const struct page_kind review_case_kind;
extern const struct page_kind review_report_kind;

#endif
