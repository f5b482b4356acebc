/*
 * The manifest of petitions.
 */
#include "civic/seal.h"
#include "modules/petitions/case_paper.h"
#include "modules/petitions/draft.h"
#include "modules/petitions/duplicate.h"
#include "modules/petitions/figures.h"
#include "modules/petitions/figures_api.h"
#include "modules/petitions/figures_kept.h"
#include "modules/petitions/petition_web.h"

#define FILES "petitions.handle"
#define TAKES_OUT (ROUTE_RECORDS | ROUTE_POOL)
#define TAKE_IN "petitions.take-in"
/* Actions that matters of other modules may have as well: whoever handles matters. */
#define STEPS "matters.handle"
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* columns: method, pattern, handler, permission, flags, form */
static const struct route routes[] = {
    {HTTP_GET,  "/don-thu",                                                 petition_start,           NULL,    ROUTE_CACHE,  NULL},
    {HTTP_GET,  "/don-thu/gui",                                             proposal_form,            NULL,    0,            NULL},
    {HTTP_POST, "/don-thu/gui",                                             proposal_send,            NULL,    0,            NULL},
    {HTTP_GET,  "/don-thu/viet",                                            petition_begin,           NULL,    0,            NULL},
    {HTTP_GET,  "/don-thu/viet/{step}",                                     petition_question,        NULL,    0,            NULL},
    {HTTP_POST, "/don-thu/viet/{step}",                                     petition_answer,          NULL,    0,            NULL},
    {HTTP_GET,  "/don-thu/viet/giay-to",                                    petition_papers,          NULL,    0,            NULL},
    {HTTP_POST, "/don-thu/viet/giay-to",                                    petition_papers_take,     NULL,    ROUTE_UPLOAD, NULL},
    {HTTP_GET,  "/don-thu/viet/kiem-tra",                                   petition_review,          NULL,    0,            NULL},
    {HTTP_POST, "/don-thu/viet/kiem-tra",                                   petition_send,            NULL,    0,            NULL},
    {HTTP_GET,  "/don-thu/viet/xong",                                       petition_receipt,         NULL,    0,            NULL},
    {HTTP_GET,  "/don-thu/viet/bien-nhan.pdf",                              petition_receipt_pdf,     NULL,    ROUTE_POOL,   NULL},
    {HTTP_POST, "/don-thu/viet/xoa",                                        petition_forget,          NULL,    0,            NULL},
    {HTTP_GET,  "/can-bo/viec/{code}/khoa",                                 petition_new_key_page,    TAKE_IN, 0,            NULL},
    {HTTP_POST, "/can-bo/viec/{code}/khoa",                                 petition_new_key,         TAKE_IN, 0,            NULL},
    {HTTP_GET,  "/can-bo/viec/{code}/bien-nhan.pdf",                        petition_desk_receipt,    TAKE_IN, TAKES_OUT,
     NULL                                                                                                                        },
    {HTTP_GET,  "/can-bo/viec/{code}/niem-phong",                           petition_seal_page,       FILES,   0,            NULL},
    {HTTP_POST, "/can-bo/viec/{code}/niem-phong",                           petition_seal_ask,        FILES,   0,            NULL},
    {HTTP_POST, "/can-bo/viec/{code}/niem-phong/{opening}",                 petition_seal_agree,      FILES,   0,            NULL},
    {HTTP_GET,  "/can-bo/viec/{code}/niem-phong/{opening}/{file}",          petition_seal_file,       FILES,
     TAKES_OUT,                                                                                                              NULL},
    {HTTP_GET,  "/can-bo/viec/{code}/van-ban",                              petition_case_papers,     FILES,   0,            NULL},
    {HTTP_GET,  "/can-bo/viec/{code}/van-ban/{seq}/{paper}",                petition_case_paper,      FILES,   0,            NULL},
    {HTTP_POST, "/can-bo/viec/{code}/van-ban/{seq}/{paper}",                petition_case_paper_take, FILES,
     ROUTE_UPLOAD,                                                                                                           NULL},
    {HTTP_GET,  "/can-bo/viec/{code}/van-ban/{seq}/{paper}.pdf",            petition_case_paper_pdf,  FILES,
     ROUTE_POOL,                                                                                                             NULL},
    {HTTP_GET,  "/can-bo/viec/{code}/van-ban/{seq}/{paper}/thu-hoi",        petition_recall,          FILES,   0,
     NULL                                                                                                                        },
    {HTTP_POST, "/can-bo/viec/{code}/van-ban/{seq}/{paper}/thu-hoi",        petition_recall_take,     FILES,   0,
     NULL                                                                                                                        },
    {HTTP_GET,  "/can-bo/viec/{code}/van-ban/{seq}/{paper}/sao",            petition_copies,          FILES,   0,            NULL},
    {HTTP_POST, "/can-bo/viec/{code}/van-ban/{seq}/{paper}/sao",            petition_copy_take,       FILES,   0,
     NULL                                                                                                                        },
    {HTTP_GET,  "/can-bo/viec/{code}/van-ban/{seq}/{paper}/sao/{copy}.pdf", petition_copy_pdf,        FILES,
     ROUTE_POOL,                                                                                                             NULL},
    {HTTP_GET,  "/don-thu/{code}/van-ban",                                  petition_sender_papers,   NULL,    0,            NULL},
    {HTTP_GET,  "/don-thu/{code}/van-ban/{seq}/{paper}.pdf",                petition_sender_paper,    NULL,    TAKES_OUT,
     NULL                                                                                                                        },
    {HTTP_GET,  "/can-bo/viec/{code}/tach",                                 petition_split_page,      FILES,   0,            NULL},
    {HTTP_POST, "/can-bo/viec/{code}/tach",                                 petition_split,           TAKE_IN, 0,            NULL},
    {HTTP_GET,  "/can-bo/viec/{code}/check",                                petition_step_page,       FILES,   0,            NULL},
    {HTTP_POST, "/can-bo/viec/{code}/check",                                petition_step_take,       FILES,   0,            NULL},
    {HTTP_GET,  "/can-bo/viec/{code}/mark",                                 petition_step_page,       FILES,   0,            NULL},
    {HTTP_POST, "/can-bo/viec/{code}/mark",                                 petition_step_take,       FILES,   0,            NULL},
    {HTTP_GET,  "/can-bo/viec/{code}/draft-decision",                       petition_step_page,       FILES,   0,            NULL},
    {HTTP_POST, "/can-bo/viec/{code}/draft-decision",                       petition_step_take,       FILES,   0,            NULL},
    {HTTP_GET,  "/can-bo/viec/{code}/refuse",                               petition_step_page,       STEPS,   0,            NULL},
    {HTTP_POST, "/can-bo/viec/{code}/refuse",                               petition_step_take,       STEPS,   0,            NULL},
    {HTTP_GET,  "/can-bo/viec/{code}/terminate",                            petition_step_page,       STEPS,   0,            NULL},
    {HTTP_POST, "/can-bo/viec/{code}/terminate",                            petition_step_take,       STEPS,   0,            NULL},
    {HTTP_GET,  "/can-bo/viec/{code}/uphold",                               petition_step_page,       STEPS,   0,            NULL},
    {HTTP_POST, "/can-bo/viec/{code}/uphold",                               petition_step_take,       STEPS,   0,            NULL},
    {HTTP_GET,  "/can-bo/viec/{code}/draft",                                petition_step_page,       STEPS,   0,            NULL},
    {HTTP_POST, "/can-bo/viec/{code}/draft",                                petition_step_take,       STEPS,   0,            NULL},
    {HTTP_GET,  "/so-lieu",                                                 petition_figures,         NULL,    ROUTE_POOL,   NULL},
    {HTTP_GET,  "/so-lieu.csv",                                             petition_figures_file,    NULL,    ROUTE_POOL,   NULL},
    {HTTP_GET,  "/so-lieu.xlsx",                                            petition_figures_file,    NULL,    ROUTE_POOL,   NULL},
    {HTTP_GET,  "/can-bo/so-don",                                           petition_register,        FILES,   0,            NULL},
    {HTTP_GET,  "/can-bo/so-don.csv",                                       petition_register_file,   FILES,   ROUTE_POOL,   NULL},
    {HTTP_GET,  "/can-bo/so-don.xlsx",                                      petition_register_file,   FILES,   ROUTE_POOL,   NULL},
    {HTTP_GET,  "/can-bo/so-don.pdf",                                       petition_register_paper,  FILES,   ROUTE_POOL,   NULL},
    {HTTP_GET,  "/can-bo/don-thu/nhap",                                     petition_key_in_page,     TAKE_IN, 0,            NULL},
    {HTTP_POST, "/can-bo/don-thu/nhap",                                     petition_key_in,          TAKE_IN, ROUTE_UPLOAD, NULL},
    {HTTP_GET,  "/can-bo/viec/{code}/don-trung",                            petition_duplicates,      FILES,   0,            NULL},
    {HTTP_POST, "/can-bo/viec/{code}/don-trung/{other}",                    petition_join,            TAKE_IN, 0,            NULL},
};

static const struct page_kind *const pages[] = {
    &petition_start_kind,       &proposal_form_kind,       &proposal_done_kind,
    &petition_step_kind,        &petition_question_kind,   &petition_review_kind,
    &petition_receipt_kind,     &petition_new_key_kind,    &petition_seal_kind,
    &petition_figures_kind,     &petition_split_kind,      &petition_papers_kind,
    &petition_case_papers_kind, &petition_case_paper_kind, &petition_recall_kind,
    &petition_copies_kind,      &petition_register_kind,   &petition_key_in_kind,
    &petition_duplicates_kind};

static const struct permission permissions[] = {
    {FILES,   PETITION_TAKERS | ROLE_BIT(ROLE_INSPECTOR)},
    {TAKE_IN, PETITION_TAKERS                           },
};

static const struct nav_entry nav[] = {
    {"petitions.title", "/don-thu", "nav.group.meet", true,  40},
    {"figures.nav",     "/so-lieu", "nav.group.know", false, 60},
};

static const struct desk_entry desk[] = {
    {"key-in.nav",   "/can-bo/don-thu/nhap", TAKE_IN, 14},
    {"register.nav", "/can-bo/so-don",       FILES,   16},
};

static const struct task_entry tasks[] = {
    {"petitions.task.send", "petitions.task.send-summary", "/don-thu", "letter", 10},
};

static const struct matter_kind *const kinds[] = {&proposal_kind, &complaint_kind,
                                                  &second_complaint_kind, &denunciation_kind};

static const char *const *const statements[] = {draft_statements,     seal_statements,
                                                figures_statements,   register_statements,
                                                duplicate_statements, case_paper_statements};

static const struct job jobs[] = {
    {"petitions.drafts",    (int64_t)60 * 60 * 1000 * 1000, draft_expire,       false},
    {"petitions.seal-past", (int64_t)60 * 60 * 1000 * 1000, petition_seal_past, false},
    {"petitions.figures",   (int64_t)10 * 60 * 1000 * 1000, figures_refresh,    false},
};

const struct module petitions_module = {
    .name = "petitions",
    .routes = routes,
    .route_count = COUNT(routes),
    .api = figures_api,
    .api_count = FIGURES_API_COUNT,
    .pages = pages,
    .page_count = COUNT(pages),
    .papers = case_paper_kinds,
    .paper_count = CASE_PAPERS,
    .permissions = permissions,
    .permission_count = COUNT(permissions),
    .nav = nav,
    .nav_count = COUNT(nav),
    .desk = desk,
    .desk_count = COUNT(desk),
    .tasks = tasks,
    .task_count = COUNT(tasks),
    .statements = statements,
    .statement_count = COUNT(statements),
    .jobs = jobs,
    .job_count = COUNT(jobs),
    .kinds = kinds,
    .kind_count = COUNT(kinds),
    .counted = petition_counted,
    .file_links = petition_file_links,
    .home = petition_figures_home,
    .start = figures_start,
    .stop = figures_stop,
    .demo = petitions_demo,
};
