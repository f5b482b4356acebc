/*
 * The manifest of the law.
 */
#include "civic/deadline.h"
#include "modules/law/law_data.h"
#include "modules/law/law_day_store.h"
#include "modules/law/law_value_store.h"
#include "modules/law/law_web.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static const struct route routes[] = {
    {HTTP_GET,  "/tinh-han",                       calculator_page, NULL,         0,           NULL       },
    {HTTP_GET,  "/tinh-han/quy-tac",               rules_page,      NULL,         ROUTE_CACHE, NULL       },
    {HTTP_GET,  "/tinh-han/quy-tac/{area}",        area_page,       NULL,         ROUTE_CACHE, NULL       },
    {HTTP_GET,  "/quan-tri/ngay-nghi",             days_page,       "law.days",   0,           NULL       },
    {HTTP_POST, "/quan-tri/ngay-nghi",             days_send,       "law.days",   0,           &days_form },
    {HTTP_GET,  "/quan-tri/quy-dinh-rieng",        values_page,     "law.values", 0,           NULL       },
    {HTTP_GET,  "/quan-tri/quy-dinh-rieng/{rule}", value_page,      "law.values", 0,           NULL       },
    {HTTP_POST, "/quan-tri/quy-dinh-rieng/{rule}", value_send,      "law.values", 0,           &value_form},
};

static const struct form_field due_parameters[] = {
    {"rule",      INPUT_LINE, 1, 100,            true,  NULL},
    {"on",        INPUT_DATE, 0, 0,              true,  NULL},
    {"given",     INPUT_LINE, 1, 100,            false, NULL},
    {"suspended", INPUT_LINE, 1, 30,             false, NULL},
    {"extended",  INPUT_INT,  0, DUE_EXTENSIONS, false, NULL},
};
static const char *const counts_choices[] = {"after", "before", NULL};
static const struct form_field add_parameters[] = {
    {"on",     INPUT_DATE,   0, 0,  true,  NULL          },
    {"term",   INPUT_LINE,   2, 10, true,  NULL          },
    {"counts", INPUT_CHOICE, 0, 0,  false, counts_choices},
};
static const struct form_field lunar_parameters[] = {
    {"on", INPUT_DATE, 0, 0, true, NULL},
};

static const struct form_field days_parameters[] = {
    {"from",  INPUT_DATE, 0, 0, false, NULL},
    {"until", INPUT_DATE, 0, 0, false, NULL},
};

static const struct api_route api[] = {
  /* clang-format off */
    {.path = "/api/v1/law", .message = "api.law", .writer = law_api_all},
    {.path = "/api/v1/law/rules/{id}", .message = "api.law-rule", .writer = law_api_rule},
    {.path = "/api/v1/law/due",
     .message = "api.law-due",
     .writer = law_api_due,
     .is_not_kept = true,
     .parameters = due_parameters,
     .parameter_count = COUNT(due_parameters)},
    {.path = "/api/v1/law/add",
     .message = "api.law-add",
     .writer = law_api_add,
     .is_not_kept = true,
     .parameters = add_parameters,
     .parameter_count = COUNT(add_parameters)},
    {.path = "/api/v1/law/lunar",
     .message = "api.law-lunar",
     .writer = law_api_lunar,
     .is_not_kept = true,
     .parameters = lunar_parameters,
     .parameter_count = COUNT(lunar_parameters)},
    {.path = "/api/v1/law/rules",
     .message = "api.law-rules",
     .shape = &law_rule_item_shape,
     .handler = law_api_rules,
     .is_list = true,
     .is_fixed = true,
     .csv = "/quy-tac.csv"},
    {.path = "/api/v1/law/days-off",
     .message = "api.law-days",
     .shape = &law_day_item_shape,
     .handler = law_api_days,
     .is_list = true,
     .is_fixed = true,
     .parameters = days_parameters,
     .parameter_count = COUNT(days_parameters),
     .csv = "/ngay-nghi.csv"},
  /* clang-format on */
};

static const struct page_kind *const pages[] = {&calculator_kind, &rules_kind,  &area_kind,
                                                &days_kind,       &values_kind, &value_kind};

static const struct permission permissions[] = {
    {"law.days",   ROLE_BIT(ROLE_ADMINISTRATOR)},
    {"law.values", ROLE_BIT(ROLE_ADMINISTRATOR)},
};

static const char *const *const statements[] = {law_day_statements, law_value_statements};

static const char *const kept[] = {LAW_KEPT, NULL};

static const struct nav_entry nav[] = {
    {"nav.law", "/tinh-han", "nav.group.meet", false, 60},
};

static const struct task_entry tasks[] = {
    {"law.task", "law.task.summary", "/tinh-han", "cal", 60},
};

/* Broken law stops the start. */
static const struct fault *load(struct site *site, void **ret_state)
{
    const struct law *law;
    const struct fault *fault = law_data_embedded(site->arena, &law);
    if (!fault)
        fault = deadline_check_conditions(site->arena, site->modules, law);
    if (fault)
        return fault;
    site->law_now = law_now; /* by which civic/deadline.h computes */
    *ret_state = (void *)(uintptr_t)law;
    return NULL;
}

static const struct fault *sitemap(struct work *work, sitemap_add *add, void *context)
{
    size_t count;
    const struct law_area *const *areas = law_areas(law_of_files(work), &count);
    add(context, URL("/tinh-han"), DATE_NONE);
    add(context, URL("/tinh-han/quy-tac"), DATE_NONE);
    for (size_t i = 0; i < count; i++)
        add(context, url_relative(work->arena, "/tinh-han/quy-tac/" PRISTR, STRARG(areas[i]->id)),
            DATE_NONE);
    return NULL;
}

static const struct desk_entry desk[] = {
    {"law.days.title",   "/quan-tri/ngay-nghi",      "law.days",   90},
    {"law.values.title", "/quan-tri/quy-dinh-rieng", "law.values", 91},
};

static const struct command commands[] = {
    {"law diff", "law.diff.usage", law_diff_command},
};

const struct module law_module = {
    .desk = desk,
    .desk_count = COUNT(desk),
    .name = "law",
    .routes = routes,
    .route_count = COUNT(routes),
    .api = api,
    .api_count = COUNT(api),
    .pages = pages,
    .page_count = COUNT(pages),
    .permissions = permissions,
    .permission_count = COUNT(permissions),
    .statements = statements,
    .statement_count = COUNT(statements),
    .nav = nav,
    .nav_count = COUNT(nav),
    .tasks = tasks,
    .task_count = COUNT(tasks),
    .sitemap = sitemap,
    .kept = kept,
    .commands = commands,
    .command_count = COUNT(commands),
    .load = load,
};
