/*
 * The pages of reports, for the manifest alone, and what they share.
 */
#ifndef DINH_MODULES_REPORTS_REPORTS_WEB_H
#define DINH_MODULES_REPORTS_REPORTS_WEB_H

#include "civic/page.h"
#include "modules/reports/report.h"

/* Who sees reports; of them, who corrects cells and notes details; who issues. */
#define REPORT_READERS                                                                             \
    (ROLE_BIT(ROLE_CASE_OFFICER) | ROLE_BIT(ROLE_LEADER) | ROLE_BIT(ROLE_COMMITTEE_SECRETARY) |    \
     ROLE_BIT(ROLE_INSPECTOR))
#define REPORT_KEEPERS (ROLE_BIT(ROLE_CASE_OFFICER) | ROLE_BIT(ROLE_LEADER))
#define REPORT_SIGNERS (ROLE_BIT(ROLE_LEADER))

extern const struct page_kind report_list_kind;
extern const struct page_kind report_table_kind;
extern const struct page_kind report_cell_kind;
extern const struct page_kind report_case_kind;

route_handler report_list_show;   /* GET /can-bo/bao-cao */
route_handler report_table_show;  /* GET /can-bo/bao-cao/{form} */
route_handler report_table_issue; /* POST /can-bo/bao-cao/{form}/chot */
route_handler report_cell_show;   /* GET /can-bo/bao-cao/{form}/o */
route_handler report_cell_send;   /* POST, the same: a correction */
route_handler report_xlsx;        /* GET /can-bo/bao-cao/{form}.xlsx */
route_handler report_csv;         /* GET /can-bo/bao-cao/{form}.csv */
route_handler report_pdf;         /* GET /can-bo/bao-cao/{form}.pdf */
route_handler report_case_show;   /* GET /can-bo/viec/{code}/so-lieu */
route_handler report_case_send;   /* POST, the same */

/* Reads what was typed in a field as a number from 0 to AMOUNT_MOST, so that sums over
 * every case and row stay in range. Faults: FAULT_INVALID at the field. */
struct fault *amount_read(struct work *work, const struct form *typed, const char *field,
                          int64_t *ret_amount) FAULT_CHECK;

/* The forms of the site, read when it started. */
const struct forms *forms_of(const struct work *work);

/* What a page of reports is asked for: a unit, a period, mostly a form. */
struct asking {
    struct unit unit;
    struct period period;
    const struct form_version *form; /* NULL on the list */
    struct form given;
    const struct fault *faults; /* of what was typed; the unit and period are the usual then */
};

/*
 * Reads it from the query of a request and the {form} of its path. Faults:
 * FAULT_NOT_FOUND "report.unknown" for a form that there is not or that is not for
 * the period, those of unit_load, and those of actor_must where the actor reads no
 * reports of the unit.
 */
const struct fault *asking_read(struct work *work, const struct request *request,
                                struct asking *ret_asking) FAULT_CHECK;
/* The same as hidden fields of a form, struct hidden_field. */
struct hidden_field {
    struct str name;
    struct str value;
};
extern const struct shape hidden_field_shape;
struct list asking_hidden(struct work *work, const struct asking *asking);
/* Counts what is asked for; where it was issued, with the numbers that were issued, and
 * what differs from them now. FAULT_INVALID for what was typed wrongly. */
struct asked_report {
    struct report report;
    struct report_issue issue; /* id 0: not issued */
    report_difference_list differences;
    report_difference_list carry; /* against the period before */
    bool has_before;
};
const struct fault *asking_count(struct work *work, const struct asking *asking,
                                 struct asked_report *ret_asked) FAULT_CHECK;
/* The address of a page that asks the same: "/can-bo/bao-cao", its query behind it. */
struct url asking_url(struct work *work, const struct asking *asking, struct url path);
/* "/can-bo/bao-cao/01-xld-2024", with `part` "" or ".xlsx" behind it or "o" as the next
 * segment, and the same query. */
struct url asking_form_url(struct work *work, const struct asking *asking,
                           const struct form_version *form, const char *part);
/* The fields of the filter, for the pages: unit, period, year, days. */
struct filter_view {
    struct field_view unit;
    struct field_view period;
    struct field_view year;
    struct field_view from;
    struct field_view to;
};
extern const struct shape filter_view_shape;
const struct fault *asking_filter(struct work *work, const struct asking *asking,
                                  struct filter_view *ret_filter) FAULT_CHECK;
/* What is said of a form that was not compared with its instrument; else empty. */
struct str asking_form_doubt(struct work *work, const struct form_version *form);
/* In the language of the work. */
struct str law_text_of(const struct work *work, const struct law_text *text);

#endif
