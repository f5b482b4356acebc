/*
 * The manifest of reports.
 */
#include "modules/reports/reports.h"

#include "modules/law/law_site.h"
#include "modules/reports/report_command.h"
#include "modules/reports/report_demo.h"
#include "modules/reports/reports_web.h"

#define SEE "reports.see"
#define KEEP "reports.keep"
#define SIGN "reports.sign"
#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* columns: method, pattern, handler, permission, flags, form */
static const struct route routes[] = {
    {HTTP_GET,  "/can-bo/bao-cao",             report_list_show,   SEE,  0,          NULL},
    {HTTP_GET,  "/can-bo/bao-cao/{form}",      report_table_show,  SEE,  ROUTE_POOL, NULL},
    {HTTP_GET,  "/can-bo/bao-cao/{form}.xlsx", report_xlsx,        SEE,  ROUTE_POOL, NULL},
    {HTTP_GET,  "/can-bo/bao-cao/{form}.csv",  report_csv,         SEE,  ROUTE_POOL, NULL},
    {HTTP_GET,  "/can-bo/bao-cao/{form}.pdf",  report_pdf,         SEE,  ROUTE_POOL, NULL},
    {HTTP_POST, "/can-bo/bao-cao/{form}/chot", report_table_issue, SIGN, 0,          NULL},
    {HTTP_GET,  "/can-bo/bao-cao/{form}/o",    report_cell_show,   SEE,  ROUTE_POOL, NULL},
    {HTTP_POST, "/can-bo/bao-cao/{form}/o",    report_cell_send,   KEEP, 0,          NULL},
    {HTTP_GET,  "/can-bo/viec/{code}/so-lieu", report_case_show,   KEEP, 0,          NULL},
    {HTTP_POST, "/can-bo/viec/{code}/so-lieu", report_case_send,   KEEP, 0,          NULL},
};

static const struct page_kind *const pages[] = {&report_list_kind, &report_table_kind,
                                                &report_cell_kind, &report_case_kind};

static const struct permission permissions[] = {
    {SEE,  REPORT_READERS},
    {KEEP, REPORT_KEEPERS},
    {SIGN, REPORT_SIGNERS},
};

static const struct desk_entry desk[] = {
    {"report.nav", "/can-bo/bao-cao", SEE, 30},
};

static const char *const *const statements[] = {fact_statements, detail_statements,
                                                report_statements};

static const struct command commands[] = {
    {"report", "report.command.usage", report_command},
};

static const struct job jobs[] = {
    {"reports.facts", (int64_t)60 * 60 * 1000 * 1000, fact_fill, false},
};

/* Broken forms stop the start. */
static const struct fault *load(struct site *site, void **ret_state)
{
    const struct forms *forms;
    size_t count;
    const struct asset *assets = asset_list(&count);
    const struct fault *fault = forms_read(site->arena, assets, count, &forms);
    if (!fault)
        fault = forms_prove(site->arena, forms, law_of_files(&(struct work){.site = site}));
    if (!fault)
        *ret_state = (void *)(uintptr_t)forms;
    return fault;
}

const struct fault *reports_prove_forms(struct arena *arena, const struct law *law,
                                        const struct asset *files, size_t count, size_t *ret_forms)
{
    const struct forms *forms;
    const struct fault *fault = forms_read(arena, files, count, &forms);
    if (!fault)
        fault = forms_prove(arena, forms, law);
    if (!fault)
        forms_all(forms, ret_forms);
    return fault;
}

const struct forms *forms_of(const struct work *work)
{
    return site_state(work->site, "reports");
}

const struct module reports_module = {
    .name = "reports",
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
    .jobs = jobs,
    .job_count = COUNT(jobs),
    .commands = commands,
    .command_count = COUNT(commands),
    .happened = fact_happened,
    .demo = reports_demo,
    .load = load,
};
