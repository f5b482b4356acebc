/*
 * The manifest of backlog reviews and hot spots.
 */
#include "modules/reviews/hot_web.h"
#include "modules/reviews/review_web.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

#define READ "reviews.read"
#define LEAD "reviews.lead"
#define CARE "reviews.care" /* of hot spots */

/* columns: method, pattern, handler, permission, flags, form */
static const struct route routes[] = {
    {HTTP_GET,  "/can-bo/ra-soat",                           review_desk_page,     READ, 0,          NULL},
    {HTTP_GET,  "/can-bo/ra-soat/moi",                       review_new_page,      LEAD, 0,          NULL},
    {HTTP_POST, "/can-bo/ra-soat/moi",                       review_new_send,      LEAD, 0,          NULL},
    {HTTP_GET,  "/can-bo/ra-soat/{round}",                   review_round_page,    READ, 0,          NULL},
    {HTTP_POST, "/can-bo/ra-soat/{round}/them",              review_add_send,      LEAD, 0,          NULL},
    {HTTP_POST, "/can-bo/ra-soat/{round}/bot",               review_remove_send,   LEAD, 0,          NULL},
    {HTTP_POST, "/can-bo/ra-soat/{round}/chot",              review_freeze_send,   LEAD, 0,          NULL},
    {HTTP_POST, "/can-bo/ra-soat/{round}/ket-thuc",          review_close_send,    LEAD, 0,          NULL},
    {HTTP_GET,  "/can-bo/ra-soat/{round}/vu/{case}",         review_case_page,     READ, 0,          NULL},
    {HTTP_POST, "/can-bo/ra-soat/{round}/vu/{case}/giao",    review_assign_send,   LEAD, 0,          NULL},
    {HTTP_POST, "/can-bo/ra-soat/{round}/vu/{case}/ra-soat", review_find_send,     READ, 0,          NULL},
    {HTTP_POST, "/can-bo/ra-soat/{round}/vu/{case}/ket-qua", review_conclude_send, READ, 0,          NULL},
    {HTTP_GET,  "/can-bo/ra-soat/{round}/bao-cao",           review_report_page,   READ, 0,          NULL},
    {HTTP_GET,  "/can-bo/ra-soat/{round}/danh-sach.csv",     review_cases_file,    READ, ROUTE_POOL, NULL},
    {HTTP_GET,  "/can-bo/ra-soat/{round}/danh-sach.xlsx",    review_cases_file,    READ, ROUTE_POOL, NULL},
    {HTTP_GET,  "/can-bo/ra-soat/{round}/danh-sach.pdf",     review_cases_file,    READ, ROUTE_POOL, NULL},
    {HTTP_GET,  "/can-bo/ra-soat/{round}/tong-hop.csv",      review_sums_file,     READ, ROUTE_POOL, NULL},
    {HTTP_GET,  "/can-bo/ra-soat/{round}/tong-hop.xlsx",     review_sums_file,     READ, ROUTE_POOL, NULL},
    {HTTP_GET,  "/can-bo/ra-soat/{round}/tong-hop.pdf",      review_sums_file,     READ, ROUTE_POOL, NULL},
    {HTTP_GET,  "/can-bo/diem-nong",                         hot_list_page,        CARE, 0,          NULL},
    {HTTP_POST, "/can-bo/diem-nong",                         hot_acknowledge_send, LEAD, 0,          NULL},
    {HTTP_GET,  "/can-bo/diem-nong/{spot}",                  hot_spot_page,        CARE, 0,          NULL},
    {HTTP_POST, "/can-bo/diem-nong/{spot}/giao",             hot_assign_send,      LEAD, 0,          NULL},
    {HTTP_POST, "/can-bo/diem-nong/{spot}/ghi-chu",          hot_note_send,        CARE, 0,          NULL},
    {HTTP_POST, "/can-bo/diem-nong/{spot}/ket-thuc",         hot_end_send,         LEAD, 0,          NULL},
};

static const struct page_kind *const pages[] = {
    &review_desk_kind,   &review_new_kind, &review_round_kind, &review_case_kind,
    &review_report_kind, &hot_list_kind,   &hot_spot_kind};

static const struct permission permissions[] = {
    {READ, REVIEW_COUNTERS},
    {LEAD, REVIEW_LEADERS },
    {CARE, REVIEW_READERS },
};

static const char *const *const statements[] = {review_statements, review_write_statements,
                                                hot_statements};

/* columns: message, path, permission, order */
static const struct desk_entry desk[] = {
    {"review.nav", "/can-bo/ra-soat",   READ, 30},
    {"hot.title",  "/can-bo/diem-nong", CARE, 32},
};

const struct module reviews_module = {
    .name = "reviews",
    .routes = routes,
    .route_count = COUNT(routes),
    .pages = pages,
    .page_count = COUNT(pages),
    .permissions = permissions,
    .permission_count = COUNT(permissions),
    .statements = statements,
    .statement_count = COUNT(statements),
    .desk = desk,
    .desk_count = COUNT(desk),
    .demo = reviews_demo,
};
