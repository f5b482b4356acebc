/*
 * GET /quan-tri/thanh-phan. The pieces stand in pages/; this file fills the
 * fields, once a theme, so that their ids differ.
 */
#include "modules/components/components.h"

#include "civic/page.h"
#include "civic/qr.h"

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

struct pager {
    struct str place; /* "1", "2", "3" of three pages */
    struct url newer_url;
    struct url older_url;
};
static SHAPE(pager_shape, struct pager, FIELD(struct pager, place), FIELD(struct pager, newer_url),
             FIELD(struct pager, older_url));

struct pane {
    struct str theme; /* "light", "dark" */
    struct str title;
    bool is_first;        /* of its section */
    struct list swatches; /* struct swatch */
    struct list icons;    /* struct icon */
    struct list lines;    /* struct field_view, each a state: as it comes, optional, wrong */
    struct list texts;
    struct list passwords;
    struct list selects;
    struct list choices;
    struct list checks;
    struct list files;
    struct list many_files;
    struct list pagers;   /* struct page_pager: the first page, one between, the last */
    struct url phone_url; /* of the fields that the error summary leads to */
    struct url way_url;
    struct str qr_path;
    int64_t qr_side;
};
static SHAPE(pane_shape, struct pane, FIELD(struct pane, theme), FIELD(struct pane, title),
             FIELD(struct pane, is_first), LIST(struct pane, swatches, swatch_shape),
             LIST(struct pane, icons, icon_shape), LIST(struct pane, lines, field_view_shape),
             LIST(struct pane, texts, field_view_shape),
             LIST(struct pane, passwords, field_view_shape),
             LIST(struct pane, selects, field_view_shape),
             LIST(struct pane, choices, field_view_shape),
             LIST(struct pane, checks, field_view_shape),
             LIST(struct pane, files, field_view_shape),
             LIST(struct pane, many_files, field_view_shape),
             LIST(struct pane, pagers, pager_shape), FIELD(struct pane, phone_url),
             FIELD(struct pane, way_url), FIELD(struct pane, qr_path), FIELD(struct pane, qr_side));

struct components_page {
    struct layout layout;
    struct str title;
    struct list panes; /* struct pane */
};
static SHAPE(components_page_shape, struct components_page,
             RECORD(struct components_page, layout, layout_shape),
             FIELD(struct components_page, title), LIST(struct components_page, panes, pane_shape));

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

/* ---- fields ---- */

enum piece {
    PIECE_LINE,
    PIECE_TEXT,
    PIECE_PASSWORD,
    PIECE_SELECT,
    PIECE_CHOICE,
    PIECE_CHECK,
    PIECE_FILE,
    PIECE_FILES
};

/* columns: name in components.field.NAME, piece, state, error message */
static const struct {
    const char *name;
    enum piece piece;
    const char *state;
    const char *error;
} fields[] = {
    {"name",     PIECE_LINE,     "plain",    NULL                             },
    {"note",     PIECE_LINE,     "optional", NULL                             },
    {"phone",    PIECE_LINE,     "wrong",    "components.field.phone-error"   },
    {"content",  PIECE_TEXT,     "plain",    NULL                             },
    {"content",  PIECE_TEXT,     "wrong",    "components.field.content-error" },
    {"password", PIECE_PASSWORD, "plain",    NULL                             },
    {"password", PIECE_PASSWORD, "wrong",    "components.field.password-error"},
    {"commune",  PIECE_SELECT,   "plain",    NULL                             },
    {"commune",  PIECE_SELECT,   "wrong",    "components.field.way-error"     },
    {"way",      PIECE_CHOICE,   "plain",    NULL                             },
    {"way",      PIECE_CHOICE,   "wrong",    "components.field.way-error"     },
    {"promise",  PIECE_CHECK,    "plain",    NULL                             },
    {"promise",  PIECE_CHECK,    "wrong",    "components.field.promise-error" },
    {"papers",   PIECE_FILE,     "optional", NULL                             },
    {"papers",   PIECE_FILE,     "wrong",    "components.field.papers-error"  },
    {"papers",   PIECE_FILES,    "many",     NULL                             },
};

enum {
    FIELD_COUNT = sizeof(fields) / sizeof(fields[0])
};

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

/* Row `at` of the table, as a field called "light-name-plain". */
static struct field_view field_of(struct work *work, struct str theme, size_t at)
{
    const struct form_field field = {.name = fields[at].name, .kind = INPUT_LINE};
    struct field_view view = field_view(work, "components.field", &field, NULL, NULL);
    bool is_wrong = fields[at].error != NULL;
    view.id = arena_printf(work->arena, PRISTR "-%s-%s", STRARG(theme), fields[at].name,
                           fields[at].state);
    view.name = view.id;
    view.width = is_wrong ? STR("w12") : STR("w20");
    view.rows = 3;
    view.is_required = str_equal(str_from_c(fields[at].state), STR("plain")) || is_wrong;
    view.is_chosen = !is_wrong;
    view.options = options_of(work, &view, is_wrong ? -1 : 0);
    if (is_wrong)
        view.error = site_message(work, fields[at].error);
    if (str_equal(str_from_c(fields[at].name), STR("phone")))
        view.value = STR("09120000");
    return view;
}

/* One piece in every state. */
static struct list states_of(struct work *work, struct str theme, enum piece piece)
{
    struct field_view *views = arena_alloc_array(work->arena, FIELD_COUNT, sizeof(*views));
    size_t count = 0;
    for (size_t i = 0; i < FIELD_COUNT; i++)
        if (fields[i].piece == piece)
            views[count++] = field_of(work, theme, i);
    return (struct list){views, count, sizeof(*views)};
}

/* ---- the page ---- */

static const struct fault *pane_make(struct work *work, struct str theme, const char *title,
                                     struct pane *ret_pane)
{
    static const struct pager pagers[] = {
        {STR_INIT("1"), {STR_INIT("")},       {STR_INIT("#lists")}},
        {STR_INIT("2"), {STR_INIT("#lists")}, {STR_INIT("#lists")}},
        {STR_INIT("3"), {STR_INIT("#lists")}, {STR_INIT("")}      },
    };
    struct pane pane = {
        .theme = theme,
        .title = site_message(work, title),
        .phone_url = url_relative(work->arena, "#" PRISTR "-phone-wrong", STRARG(theme)),
        .way_url = url_relative(work->arena, "#" PRISTR "-way-wrong", STRARG(theme)),
        .swatches = swatches_of(work),
        .icons = icons_of(work),
        .lines = states_of(work, theme, PIECE_LINE),
        .texts = states_of(work, theme, PIECE_TEXT),
        .passwords = states_of(work, theme, PIECE_PASSWORD),
        .selects = states_of(work, theme, PIECE_SELECT),
        .choices = states_of(work, theme, PIECE_CHOICE),
        .checks = states_of(work, theme, PIECE_CHECK),
        .files = states_of(work, theme, PIECE_FILE),
        .many_files = states_of(work, theme, PIECE_FILES),
        .pagers = {pagers, sizeof(pagers) / sizeof(pagers[0]), sizeof(pagers[0])}
    };
    struct qr qr;
    const struct fault *fault = qr_encode(work->arena, STR("https://example.vn/t/12"), &qr);
    if (fault)
        return fault;
    pane.qr_path = qr_path(work->arena, &qr);
    pane.qr_side = qr_side(&qr);
    *ret_pane = pane;
    return NULL;
}

static const struct fault *components(struct work *work, const struct request *request,
                                      struct response *response)
{
    struct pane panes[2];
    struct components_page page = {
        .title = site_message(work, "components.title"),
        .panes = {panes, sizeof(panes) / sizeof(panes[0]), sizeof(panes[0])}
    };
    const struct fault *fault = pane_make(work, STR("light"), "components.light", &panes[0]);
    if (fault)
        return fault;
    fault = pane_make(work, STR("dark"), "components.dark", &panes[1]);
    if (fault)
        return fault;
    panes[0].is_first = true;
    fault = page_layout(work, request, page.title, &page.layout);
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
