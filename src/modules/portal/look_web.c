/*
 * /quan-tri/giao-dien: name, tagline, logo, colour, footer and contact data of the site.
 * What is saved shows on every page at once.
 */
#include "modules/portal/portal_web.h"

#include "civic/appearance.h"
#include "civic/file_store.h"
#include "civic/site.h"
#include "modules/admin/admin.h"

#include <stddef.h>

static const char *const accent_choices[] = {"lacquer", "indigo", "jade", "wood", "myrtle", NULL};

/* columns: name, kind, least, most, required, choices */
static const struct form_field fields[] = {
    {"name",         INPUT_LINE,   0, APPEARANCE_LINE_MOST,   false, NULL          },
    {"name_en",      INPUT_LINE,   0, APPEARANCE_LINE_MOST,   false, NULL          },
    {"tagline",      INPUT_LINE,   0, APPEARANCE_LINE_MOST,   false, NULL          },
    {"tagline_en",   INPUT_LINE,   0, APPEARANCE_LINE_MOST,   false, NULL          },
    {"address",      INPUT_LINE,   0, APPEARANCE_LINE_MOST,   false, NULL          },
    {"address_en",   INPUT_LINE,   0, APPEARANCE_LINE_MOST,   false, NULL          },
    {"phone",        INPUT_LINE,   0, 60,                     false, NULL          },
    {"email",        INPUT_EMAIL,  0, 120,                    false, NULL          },
    {"reception",    INPUT_LINE,   0, APPEARANCE_LINE_MOST,   false, NULL          },
    {"reception_en", INPUT_LINE,   0, APPEARANCE_LINE_MOST,   false, NULL          },
    {"hours",        INPUT_LINE,   0, APPEARANCE_LINE_MOST,   false, NULL          },
    {"hours_en",     INPUT_LINE,   0, APPEARANCE_LINE_MOST,   false, NULL          },
    {"footer",       INPUT_TEXT,   0, APPEARANCE_FOOTER_MOST, false, NULL          },
    {"footer_en",    INPUT_TEXT,   0, APPEARANCE_FOOTER_MOST, false, NULL          },
    {"accent",       INPUT_CHOICE, 0, 0,                      true,  accent_choices},
    {"logo",         INPUT_FILE,   0, 1,                      false, NULL          },
    {"no_logo",      INPUT_BOOL,   0, 0,                      false, NULL          },
    {"version",      INPUT_INT,    0, INT64_MAX,              false, NULL          },
};
#define FIELD_COUNT (sizeof(fields) / sizeof(fields[0]))
const struct form_spec look_form = {fields, FIELD_COUNT};

/* Where the text of a field is kept, in the order of the fields. */
static const size_t texts[] = {
    offsetof(struct appearance, vi.name),      offsetof(struct appearance, en.name),
    offsetof(struct appearance, vi.tagline),   offsetof(struct appearance, en.tagline),
    offsetof(struct appearance, vi.address),   offsetof(struct appearance, en.address),
    offsetof(struct appearance, phone),        offsetof(struct appearance, email),
    offsetof(struct appearance, vi.reception), offsetof(struct appearance, en.reception),
    offsetof(struct appearance, vi.hours),     offsetof(struct appearance, en.hours),
    offsetof(struct appearance, vi.footer),    offsetof(struct appearance, en.footer),
};
enum {
    TEXTS = sizeof(texts) / sizeof(texts[0]),
    FOOTER = 12,
    FOOTER_EN = 13,
    ACCENT = 14,
    LOGO = 15,
    NO_LOGO = 16
};

static struct str *text_at(struct appearance *appearance, size_t i)
{
    return (struct str *)((char *)appearance + texts[i]);
}

/* ---- the page ---- */

struct look_page {
    struct layout layout;
    struct list names;    /* struct field_view */
    struct list contacts; /* struct field_view */
    struct list footers;  /* struct field_view */
    struct field_view accent;
    struct field_view logo;
    struct field_view no_logo;
    struct url logo_url;
    struct str version;
};
static SHAPE(look_shape, struct look_page, RECORD(struct look_page, layout, layout_shape),
             LIST(struct look_page, names, field_view_shape),
             LIST(struct look_page, contacts, field_view_shape),
             LIST(struct look_page, footers, field_view_shape),
             RECORD(struct look_page, accent, field_view_shape),
             RECORD(struct look_page, logo, field_view_shape),
             RECORD(struct look_page, no_logo, field_view_shape), FIELD(struct look_page, logo_url),
             FIELD(struct look_page, version));
const struct page_kind look_kind = {"portal/look", &look_shape};

static struct list accent_options(struct work *work, const struct field_view *view,
                                  enum accent chosen)
{
    struct option_view *options = arena_alloc_array(work->arena, ACCENT_COUNT, sizeof(*options));
    for (unsigned i = 0; i < ACCENT_COUNT; i++) {
        struct str name = accent_name((enum accent)i);
        options[i] = (struct option_view){
            .id = view->id,
            .name = view->name,
            .value = name,
            .label = site_message(
                work, arena_printf(work->arena, "appearance.accent." PRISTR, STRARG(name)).ptr),
            .is_chosen = i == chosen};
    }
    return (struct list){options, ACCENT_COUNT, sizeof(*options)};
}

/* Fields from `first` up to `end`, with what the appearance has. */
static struct list text_fields(struct work *work, struct appearance *appearance, size_t first,
                               size_t end, const struct fault *faults)
{
    struct field_view *views = arena_alloc_array(work->arena, end - first, sizeof(*views));
    for (size_t i = first; i < end; i++) {
        views[i - first] = field_view(work, "portal.look.field", &fields[i], NULL, faults);
        views[i - first].value = *text_at(appearance, i);
    }
    return (struct list){views, end - first, sizeof(*views)};
}

static const struct fault *respond(struct work *work, const struct request *request,
                                   struct response *response, struct appearance *appearance,
                                   const struct fault *faults)
{
    enum {
        CONTACT = 4 /* the first field of it */
    };
    struct admin_place place = {.title = site_message(work, "portal.look.title"),
                                .fields = "portal.look.field"};
    struct look_page page = {.logo_url = appearance->logo_url};
    const struct fault *fault = admin_layout(work, request, &place, faults, &page.layout);
    if (fault)
        return fault;
    if (str_equal(request_query(request, STR("da")), STR("luu")))
        page_flash(work, &page.layout, "portal.look.saved", false);
    page.names = text_fields(work, appearance, 0, CONTACT, faults);
    page.contacts = text_fields(work, appearance, CONTACT, FOOTER, faults);
    page.footers = text_fields(work, appearance, FOOTER, TEXTS, faults);
    page.accent = field_view(work, "portal.look.field", &fields[ACCENT], NULL, faults);
    page.accent.options = accent_options(work, &page.accent, appearance->accent);
    page.logo = field_view(work, "portal.look.field", &fields[LOGO], NULL, faults);
    page.no_logo = field_view(work, "portal.look.field", &fields[NO_LOGO], NULL, faults);
    page.version = arena_printf(work->arena, "%lld", (long long)appearance->version);
    return page_respond_form(work, response, faults, &look_kind, &page);
}

const struct fault *look_show(struct work *work, const struct request *request,
                              struct response *response)
{
    struct appearance appearance;
    struct unit unit;
    const struct fault *fault = portal_unit(work, &unit);
    if (!fault)
        fault = appearance_get(work, &appearance);
    return fault ? fault : respond(work, request, response, &appearance, NULL);
}

/* ---- saving ---- */

struct looking {
    struct appearance appearance;
    int64_t unit_id;
    struct str logo_alt;
    const struct upload_received *logo; /* NULL: none was sent */
};

static const struct fault *save(struct work *work, void *context)
{
    struct looking looking = *(const struct looking *)context; /* may run twice */
    struct upload_owner owner = {APPEARANCE_OWNER, APPEARANCE_ID, UPLOAD_PUBLIC, looking.logo_alt,
                                 STR("")};
    struct appearance stored;
    const struct fault *fault = actor_must(work, PORTAL_ROLES, looking.unit_id);
    if (!fault)
        fault = appearance_get(work, &stored);
    if (!fault && looking.logo)
        fault = upload_keep(work, looking.logo, &owner, &looking.appearance.logo_id);
    if (!fault && stored.logo_id && stored.logo_id != looking.appearance.logo_id)
        fault = upload_remove(work, stored.logo_id);
    if (!fault)
        fault = appearance_set(work, &looking.appearance);
    return fault ? fault : admin_event_add(work, looking.unit_id, "look-changed", STR(""));
}

static void read_typed(const struct form *form, struct appearance *appearance)
{
    for (size_t i = 0; i < TEXTS; i++) {
        const struct form_value *value = &form->values[i];
        *text_at(appearance, i) = value->good ? value->text : value->typed;
    }
    accent_from_name(form_str(form, "accent"), &appearance->accent);
    appearance->version = form_int(form, "version");
    if (form_bool(form, "no_logo"))
        appearance->logo_id = 0;
}

static const struct fault *receive_logo(struct work *work, const struct form *form,
                                        struct upload_received *received, struct looking *looking)
{
    const struct part *part = form_file(form, "logo");
    const struct fault *fault;
    if (!part)
        return NULL;
    fault = upload_receive(work, part, FILETYPE_PICTURE, received);
    if (!fault)
        looking->logo = received;
    looking->logo_alt = site_message(work, "portal.look.logo-alt");
    return fault;
}

/* What was typed stays, on top of what somebody else saved. */
static const struct fault *show_changed(struct work *work, const struct request *request,
                                        struct response *response, struct appearance *typed)
{
    struct appearance stored;
    const struct fault *fault;
    db_release(work);
    fault = appearance_get(work, &stored);
    if (fault)
        return fault;
    typed->version = stored.version;
    return respond(work, request, response, typed,
                   fault_new(work->arena, FAULT_CONFLICT, "appearance.changed", "changed"));
}

const struct fault *look_send(struct work *work, const struct request *request,
                              struct response *response)
{
    struct looking looking = {.logo = NULL};
    struct upload_received received;
    struct unit unit;
    struct form form;
    const struct fault *fault = portal_unit(work, &unit);
    if (!fault)
        fault = appearance_get(work, &looking.appearance);
    if (fault)
        return fault;
    fault = form_read(work, request, fields, FIELD_COUNT, &form);
    if (fault && fault->kind != FAULT_INVALID)
        return fault;
    read_typed(&form, &looking.appearance);
    looking.unit_id = unit.id;
    if (!fault)
        fault = receive_logo(work, &form, &received, &looking);
    if (!fault)
        fault = db_write(work, save, &looking);
    if (fault && fault->kind == FAULT_CONFLICT)
        return show_changed(work, request, response, &looking.appearance);
    if (fault && fault->field)
        return respond(work, request, response, &looking.appearance, fault);
    if (!fault)
        response_redirect(response, STR("/quan-tri/giao-dien?da=luu"));
    return fault;
}
