/*
 * GET /quan-tri/thanh-phan. The pieces stand in pages/; this file fills the
 * fields, once a theme, so that their ids differ.
 */
#include "modules/components/components.h"

#include "civic/page.h"

struct swatch {
    struct str token; /* of ui/style.css, without "--" */
    struct str label;
};
static SHAPE(swatch_shape, struct swatch, FIELD(struct swatch, token), FIELD(struct swatch, label));

struct icon {
    struct url url; /* "#i-find" */
    struct str name;
};
static SHAPE(icon_shape, struct icon, FIELD(struct icon, url), FIELD(struct icon, name));

struct pane {
    struct str theme; /* "light", "dark" */
    struct str title;
    struct list swatches; /* struct swatch */
    struct field_view line;
    struct field_view line_bad;
    struct field_view text;
    struct field_view password;
    struct field_view select;
    struct field_view choice;
    struct field_view choice_bad;
    struct field_view check;
    struct field_view file;
};
static SHAPE(pane_shape, struct pane, FIELD(struct pane, theme), FIELD(struct pane, title),
             LIST(struct pane, swatches, swatch_shape), RECORD(struct pane, line, field_view_shape),
             RECORD(struct pane, line_bad, field_view_shape),
             RECORD(struct pane, text, field_view_shape),
             RECORD(struct pane, password, field_view_shape),
             RECORD(struct pane, select, field_view_shape),
             RECORD(struct pane, choice, field_view_shape),
             RECORD(struct pane, choice_bad, field_view_shape),
             RECORD(struct pane, check, field_view_shape),
             RECORD(struct pane, file, field_view_shape));

struct components_page {
    struct layout layout;
    struct str title;
    struct list panes; /* struct pane */
    struct list icons; /* struct icon */
    struct page_pager pager;
};
static SHAPE(components_page_shape, struct components_page,
             RECORD(struct components_page, layout, layout_shape),
             FIELD(struct components_page, title), LIST(struct components_page, panes, pane_shape),
             LIST(struct components_page, icons, icon_shape),
             RECORD(struct components_page, pager, page_pager_shape));

static const struct page_kind components_kind = {"components/components", &components_page_shape};

/* columns: token, message */
static const struct {
    const char *token;
    const char *message;
} colours[] = {
    {"paper",   "components.colour.paper"  },
    {"sunk",    "components.colour.sunk"   },
    {"ink",     "components.colour.ink"    },
    {"soft",    "components.colour.soft"   },
    {"lacquer", "components.colour.lacquer"},
    {"roof",    "components.colour.roof"   },
    {"gold",    "components.colour.gold"   },
    {"link",    "components.colour.link"   },
    {"jade",    "components.colour.jade"   },
    {"ochre",   "components.colour.ochre"  },
    {"red",     "components.colour.red"    },
    {"focus",   "components.colour.focus"  },
};

static const char *const icon_names[] = {
    "alert", "board",  "cal",    "check",  "clock", "doc",    "edit", "eye",
    "feed",  "find",   "globe",  "home",   "left",  "letter", "lock", "menu",
    "news",  "office", "people", "person", "print", "right",  "talk",
};

enum {
    COLOUR_COUNT = sizeof(colours) / sizeof(colours[0]),
    ICON_COUNT = sizeof(icon_names) / sizeof(icon_names[0])
};

static struct list swatches_of(struct work *work)
{
    struct swatch *swatches = arena_alloc_array(work->arena, COLOUR_COUNT, sizeof(*swatches));
    for (size_t i = 0; i < COLOUR_COUNT; i++)
        swatches[i] =
            (struct swatch){str_from_c(colours[i].token), site_message(work, colours[i].message)};
    return (struct list){swatches, COLOUR_COUNT, sizeof(*swatches)};
}

static struct list icons_of(struct work *work)
{
    struct icon *icons = arena_alloc_array(work->arena, ICON_COUNT, sizeof(*icons));
    for (size_t i = 0; i < ICON_COUNT; i++)
        icons[i] = (struct icon){url_relative(work->arena, "#i-%s", icon_names[i]),
                                 str_from_c(icon_names[i])};
    return (struct list){icons, ICON_COUNT, sizeof(*icons)};
}

/* A field called "light-name"; label and hint are components.field.NAME. */
static struct field_view field(struct work *work, struct str theme, const char *name,
                               const char *error)
{
    const struct form_field field = {.name = name, .kind = INPUT_LINE, .required = true};
    struct field_view view = field_view(work, "components.field", &field, NULL, NULL);
    view.id = arena_printf(work->arena, PRISTR "-%s%s", STRARG(theme), name, error ? "-bad" : "");
    view.name = view.id;
    if (error)
        view.error = site_message(work, error);
    return view;
}

static struct list options_of(struct work *work, const struct field_view *view, int chosen)
{
    static const char *const labels[] = {"components.option.message", "components.option.letter"};
    enum {
        OPTIONS = 2
    };
    struct option_view *options = arena_alloc_array(work->arena, OPTIONS, sizeof(*options));
    for (int i = 0; i < OPTIONS; i++)
        options[i] =
            (struct option_view){.id = arena_printf(work->arena, PRISTR "-%d", STRARG(view->id), i),
                                 .name = view->name,
                                 .value = arena_printf(work->arena, "%d", i),
                                 .label = site_message(work, labels[i]),
                                 .is_chosen = i == chosen};
    options[0].hint = site_message(work, "components.option.message-hint");
    return (struct list){options, OPTIONS, sizeof(*options)};
}

static struct pane pane_of(struct work *work, struct str theme, const char *title)
{
    struct pane pane = {
        .theme = theme,
        .title = site_message(work, title),
        .swatches = swatches_of(work),
        .line = field(work, theme, "name", NULL),
        .line_bad = field(work, theme, "phone", "components.field.phone-error"),
        .text = field(work, theme, "content", NULL),
        .password = field(work, theme, "password", NULL),
        .select = field(work, theme, "commune", NULL),
        .choice = field(work, theme, "way", NULL),
        .choice_bad = field(work, theme, "way", "components.field.way-error"),
        .check = field(work, theme, "promise", NULL),
        .file = field(work, theme, "papers", NULL),
    };
    pane.line.width = STR("w20");
    pane.line_bad.width = STR("w12");
    pane.line_bad.value = STR("09120000");
    pane.line_bad.inputmode = STR("tel");
    pane.text.rows = 3;
    pane.text.is_required = false;
    pane.file.is_required = false;
    pane.password.width = STR("w20");
    pane.select.width = STR("w20");
    pane.select.options = options_of(work, &pane.select, 0);
    pane.choice.options = options_of(work, &pane.choice, 0);
    pane.choice_bad.options = options_of(work, &pane.choice_bad, -1);
    return pane;
}

static const struct fault *components(struct work *work, const struct request *request,
                                      struct response *response)
{
    struct pane panes[] = {pane_of(work, STR("light"), "components.light"),
                           pane_of(work, STR("dark"), "components.dark")};
    struct components_page page = {
        .title = site_message(work, "components.title"),
        .panes = {panes, sizeof(panes) / sizeof(panes[0]), sizeof(panes[0])},
        .icons = icons_of(work)
    };
    const struct fault *fault = page_layout(work, request, page.title, &page.layout);
    if (fault)
        return fault;
    page_crumb(work, &page.layout, URL(""), page.title);
    return page_respond(work, response, 200, &components_kind, &page);
}

static const struct route routes[] = {
    {HTTP_GET, "/quan-tri/thanh-phan", components, "components.see", 0, NULL},
};
static const struct page_kind *const pages[] = {&components_kind};
static const struct permission permissions[] = {
    {"components.see", ROLE_BIT(ROLE_ADMINISTRATOR)},
};

const struct module components_module = {
    .name = "components",
    .routes = routes,
    .route_count = sizeof(routes) / sizeof(routes[0]),
    .pages = pages,
    .page_count = sizeof(pages) / sizeof(pages[0]),
    .permissions = permissions,
    .permission_count = sizeof(permissions) / sizeof(permissions[0]),
};
