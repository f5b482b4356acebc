/*
 * /quan-tri/menu: an administrator arranges the menu, by buttons alone; and the form in
 * which an item is added or named anew.
 */
#include "modules/portal/portal_web.h"

#include "civic/menu.h"
#include "civic/site.h"
#include "modules/admin/admin.h"
#include "text/message.h"

/* ---- the list ---- */

struct menu_button {
    struct str value;
    struct str label;
    struct str item; /* to which it is done, for those who hear one button */
};
static SHAPE(menu_button_shape, struct menu_button, FIELD(struct menu_button, value),
             FIELD(struct menu_button, label), FIELD(struct menu_button, item));

struct menu_row {
    struct str target;
    struct str label;
    struct url url; /* empty of a heading */
    struct url edit_url;
    bool is_below;
    bool is_hidden;
    bool is_on_roof;
    bool is_last_done;   /* what was just done was done to this one */
    struct list buttons; /* struct menu_button */
};
static SHAPE(menu_row_shape, struct menu_row, FIELD(struct menu_row, target),
             FIELD(struct menu_row, label), FIELD(struct menu_row, url),
             FIELD(struct menu_row, edit_url), FIELD(struct menu_row, is_below),
             FIELD(struct menu_row, is_hidden), FIELD(struct menu_row, is_on_roof),
             FIELD(struct menu_row, is_last_done),
             LIST(struct menu_row, buttons, menu_button_shape));

struct menu_page {
    struct layout layout;
    struct list rows;   /* struct menu_row */
    struct list offers; /* struct page_link: what may be added */
};
static SHAPE(menu_shape, struct menu_page, RECORD(struct menu_page, layout, layout_shape),
             LIST(struct menu_page, rows, menu_row_shape),
             LIST(struct menu_page, offers, page_link_shape));
const struct page_kind menu_kind = {"portal/menu", &menu_shape};

/* The items as they are shown now. */
static const struct fault *arranged(struct work *work, menu_items *ret_items)
{
    menu_items stored;
    const struct fault *fault = menu_get(work, &stored);
    if (!fault)
        *ret_items = menu_arrange(work->arena, work->site, &stored);
    return fault;
}

static struct list buttons_of(struct work *work, const menu_items *items, size_t at)
{
    VEC(struct menu_button) buttons = {0};
    for (unsigned i = 0; i < MENU_ACT_COUNT; i++) {
        struct str name = menu_act_name((enum menu_act)i);
        if (menu_can(items, at, (enum menu_act)i))
            *VEC_PUSH(&buttons, work->arena) = (struct menu_button){
                .value = name,
                .label = site_message(
                    work, arena_printf(work->arena, "portal.menu.act." PRISTR, STRARG(name)).ptr),
                .item = menu_label(work, &items->items[at])};
    }
    return VEC_LIST(&buttons);
}

static struct list rows_of(struct work *work, const struct request *request,
                           const menu_items *items)
{
    struct menu_row *rows = arena_alloc_array(work->arena, items->count, sizeof(*rows));
    struct str last = request_query(request, STR("muc"));
    for (size_t i = 0; i < items->count; i++) {
        const struct menu_item *item = &items->items[i];
        rows[i] = (struct menu_row){
            .target = item->target,
            .label = menu_label(work, item),
            .url = menu_url(work->arena, item),
            .edit_url = url_add(work->arena, URL("/quan-tri/menu/sua"), STR("muc"), item->target),
            .is_below = item->is_below,
            .is_hidden = item->is_hidden,
            .is_on_roof = item->is_on_roof,
            .is_last_done = str_equal(last, item->target),
            .buttons = buttons_of(work, items, i),
        };
    }
    return (struct list){rows, items->count, sizeof(*rows)};
}

/* ---- what may be added ---- */

struct offering {
    struct work *work;
    const menu_items *items;
    VEC(struct page_link) links;
};

static void offer(void *context, struct url url, struct str label, struct str label_en)
{
    struct offering *offering = context;
    struct arena *arena = offering->work->arena;
    struct url add = URL("/quan-tri/menu/them");
    if (menu_find(offering->items, url.text) < offering->items->count)
        return;
    add = url_add(arena, add, STR("address"), url.text);
    add = url_add(arena, add, STR("label"), label);
    if (label_en.len > 0)
        add = url_add(arena, add, STR("label_en"), label_en);
    *VEC_PUSH(&offering->links, arena) = (struct page_link){.url = add, .label = label};
}

/* The words of an address of this module. */
const struct fault *static_page_offers(struct work *work, menu_offer *add, void *context)
{
    static_pages pages;
    const struct fault *fault = static_page_list(work, false, &pages);
    for (size_t i = 0; !fault && i < pages.count; i++)
        add(context, static_page_url(work->arena, pages.items[i].slug), pages.items[i].text.title,
            pages.items[i].text.title_en);
    return fault;
}

static const struct fault *offers_of(struct work *work, const menu_items *items,
                                     struct list *ret_links)
{
    struct offering offering = {.work = work, .items = items};
    const struct fault *fault = NULL;
    for (size_t m = 0; !fault && work->site->modules[m]; m++)
        if (work->site->modules[m]->offers)
            fault = work->site->modules[m]->offers(work, offer, &offering);
    *ret_links = VEC_LIST(&offering.links);
    return fault;
}

const struct fault *menu_show(struct work *work, const struct request *request,
                              struct response *response)
{
    struct admin_place place = {.title = site_message(work, "portal.menu.title")};
    struct menu_page page = {
        .rows = {NULL, 0, 0}
    };
    struct unit unit;
    menu_items items;
    const struct fault *fault = portal_unit(work, &unit);
    if (!fault)
        fault = arranged(work, &items);
    if (!fault)
        fault = offers_of(work, &items, &page.offers);
    if (!fault)
        fault = admin_layout(work, request, &place, NULL, &page.layout);
    if (fault)
        return fault;
    if (request_query(request, STR("muc")).len > 0)
        page_flash(work, &page.layout, "portal.menu.done", false);
    page.rows = rows_of(work, request, &items);
    return page_respond(work, response, 200, &menu_kind, &page);
}

/* ---- what is done ---- */

struct arranging {
    int64_t unit_id;
    struct str target; /* of the item that is changed; of a new one, its own */
    enum menu_act act;
    const struct menu_item *item; /* new or renamed; NULL: `act` is done */
    struct str below;             /* target of the one of the first level; empty: at the end */
    bool is_new;
};

static const struct fault *change(struct work *work, menu_items *items,
                                  const struct arranging *arranging)
{
    size_t at = menu_find(items, arranging->target);
    if (arranging->is_new) {
        if (items->count >= MENU_MOST)
            return fault_field(work->arena, "address", "portal.menu.many");
        menu_add(work->arena, items, arranging->item, menu_find(items, arranging->below));
        return NULL;
    }
    if (at == items->count)
        return fault_new(work->arena, FAULT_NOT_FOUND, "portal.menu.unknown", "no such item");
    if (arranging->item) {
        items->items[at].target = arranging->item->target;
        items->items[at].label = arranging->item->label;
        items->items[at].label_en = arranging->item->label_en;
    } else if (menu_can(items, at, arranging->act)) {
        menu_do(work->arena, items, at, arranging->act);
    } else {
        return fault_new(work->arena, FAULT_CONFLICT, "portal.menu.moved", "not as it was shown");
    }
    return NULL;
}

static const struct fault *arrange(struct work *work, void *context)
{
    const struct arranging *arranging = context;
    menu_items items;
    const struct fault *fault = actor_must(work, PORTAL_ROLES, arranging->unit_id);
    if (!fault)
        fault = arranged(work, &items);
    if (!fault && arranging->item && menu_find(&items, arranging->item->target) < items.count &&
        (arranging->is_new || !str_equal(arranging->item->target, arranging->target)))
        fault = fault_field(work->arena, "address", "portal.menu.taken");
    if (!fault)
        fault = change(work, &items, arranging);
    if (!fault)
        fault = menu_put(work, &items);
    return fault ? fault : admin_event_add(work, arranging->unit_id, "menu-changed", STR(""));
}

static void lead_back(struct work *work, struct response *response, struct str target)
{
    struct url url = url_add(work->arena, URL("/quan-tri/menu"), STR("muc"), target);
    response_redirect(response, arena_printf(work->arena, PRISTR "#muc", STRARG(url.text)));
}

static const struct form_field act_fields[] = {
    {"target", INPUT_LINE, 1, MENU_TARGET_MOST, true, NULL},
    {"do",     INPUT_LINE, 1, 20,               true, NULL},
};

const struct fault *menu_send(struct work *work, const struct request *request,
                              struct response *response)
{
    struct arranging arranging = {.item = NULL};
    struct unit unit;
    struct form form;
    const struct fault *fault = portal_unit(work, &unit);
    if (!fault)
        fault = form_read(work, request, act_fields, 2, &form);
    if (fault)
        return fault;
    if (!menu_act_from_name(form_str(&form, "do"), &arranging.act))
        return fault_new(work->arena, FAULT_INVALID, "form.choice", "unknown act");
    arranging.unit_id = unit.id;
    arranging.target = form_str(&form, "target");
    fault = db_write(work, arrange, &arranging);
    if (!fault)
        lead_back(work, response, arranging.target);
    return fault;
}

/* ---- the form of an item ---- */

enum {
    LABEL,
    LABEL_EN,
    ADDRESS,
    BELOW,
    ITEM_FIELDS
};
/* columns: name, kind, least, most, required, choices */
static const struct form_field item_fields[ITEM_FIELDS] = {
    [LABEL] = {"label",    INPUT_LINE, 0, MENU_LABEL_MOST,  false, NULL},
    [LABEL_EN] = {"label_en", INPUT_LINE, 0, MENU_LABEL_MOST,  false, NULL},
    [ADDRESS] = {"address",  INPUT_LINE, 0, MENU_TARGET_MOST, false, NULL},
    [BELOW] = {"below",    INPUT_LINE, 0, MENU_TARGET_MOST, false, NULL},
};
const struct form_spec menu_item_form = {item_fields, ITEM_FIELDS};

struct menu_item_page {
    struct layout layout;
    struct str title;
    struct str module_label; /* what the module says, of an item without words of its own */
    struct url action;
    struct field_view label;
    struct field_view label_en;
    struct field_view address;
    struct field_view below;
    bool has_address;
    bool is_new;
};
static SHAPE(menu_item_shape, struct menu_item_page,
             RECORD(struct menu_item_page, layout, layout_shape),
             FIELD(struct menu_item_page, title), FIELD(struct menu_item_page, module_label),
             FIELD(struct menu_item_page, action),
             RECORD(struct menu_item_page, label, field_view_shape),
             RECORD(struct menu_item_page, label_en, field_view_shape),
             RECORD(struct menu_item_page, address, field_view_shape),
             RECORD(struct menu_item_page, below, field_view_shape),
             FIELD(struct menu_item_page, has_address), FIELD(struct menu_item_page, is_new));
const struct page_kind menu_item_kind = {"portal/menu-item", &menu_item_shape};

/* What the form holds: of a new item, or of the one of the address (?muc=). */
struct item_form {
    struct unit unit;             /* whose menu it is */
    menu_items items;             /* as they stand */
    const struct menu_item *item; /* one of them; NULL: a new one */
    struct str values[ITEM_FIELDS];
    const struct fault *faults;
};

/* Those of the first level, and "at the end". */
static struct list below_options(struct work *work, const struct item_form *shown,
                                 const struct field_view *view)
{
    VEC(struct option_view) options = {0};
    *VEC_PUSH(&options, work->arena) = (struct option_view){
        .id = view->id, .value = STR(""), .label = site_message(work, "portal.menu.top")};
    for (size_t i = 0; i < shown->items.count; i++) {
        const struct menu_item *item = &shown->items.items[i];
        if (!item->is_below)
            *VEC_PUSH(&options, work->arena) =
                (struct option_view){.id = view->id,
                                     .value = item->target,
                                     .label = menu_label(work, item),
                                     .is_chosen = str_equal(item->target, view->value)};
    }
    return VEC_LIST(&options);
}

static const struct fault *show_item(struct work *work, const struct request *request,
                                     struct response *response, const struct item_form *shown)
{
    struct admin_place place = {
        .title = site_message(work, shown->item ? "portal.menu.edit" : "portal.menu.add"),
        .parent = "portal.menu.title",
        .parent_url = URL("/quan-tri/menu"),
        .fields = "portal.menu.field"};
    struct menu_item_page page = {.title = place.title, .is_new = !shown->item};
    struct field_view views[ITEM_FIELDS];
    const struct fault *fault = admin_layout(work, request, &place, shown->faults, &page.layout);
    if (fault)
        return fault;
    for (size_t i = 0; i < ITEM_FIELDS; i++) {
        views[i] = field_view(work, "portal.menu.field", &item_fields[i], NULL, shown->faults);
        views[i].value = shown->values[i];
    }
    views[BELOW].options = below_options(work, shown, &views[BELOW]);
    /* a page of the program has a name of its own */
    page.has_address = !shown->item || shown->item->kind == MENU_LINK;
    views[LABEL].is_required = page.has_address;
    views[ADDRESS].is_required = shown->item != NULL; /* a new one without is a heading */
    page.label = views[LABEL];
    page.label_en = views[LABEL_EN];
    page.address = views[ADDRESS];
    page.below = views[BELOW];
    page.action = URL("/quan-tri/menu/them");
    if (shown->item) {
        page.action =
            url_add(work->arena, URL("/quan-tri/menu/sua"), STR("muc"), shown->item->target);
        if (shown->item->label.len == 0)
            page.module_label = menu_label(work, shown->item);
    }
    return page_respond_form(work, response, shown->faults, &menu_item_kind, &page);
}

/* The menu that an item is added to, or is changed in. */
static const struct fault *open_form(struct work *work, struct item_form *shown)
{
    const struct fault *fault = portal_unit(work, &shown->unit);
    return fault ? fault : arranged(work, &shown->items);
}

/* The same with the item of the address. */
static const struct fault *open_item(struct work *work, const struct request *request,
                                     struct item_form *shown)
{
    const struct fault *fault = open_form(work, shown);
    size_t at;
    if (fault)
        return fault;
    at = menu_find(&shown->items, request_query(request, STR("muc")));
    if (at == shown->items.count)
        return fault_new(work->arena, FAULT_NOT_FOUND, "portal.menu.unknown", "no such item");
    shown->item = &shown->items.items[at];
    return NULL;
}

const struct fault *menu_add_show(struct work *work, const struct request *request,
                                  struct response *response)
{
    struct item_form shown = {.item = NULL};
    const struct fault *fault = open_form(work, &shown);
    if (fault)
        return fault;
    for (size_t i = 0; i < ITEM_FIELDS; i++)
        shown.values[i] = request_query(request, str_from_c(item_fields[i].name));
    return show_item(work, request, response, &shown);
}

const struct fault *menu_edit_show(struct work *work, const struct request *request,
                                   struct response *response)
{
    struct item_form shown = {.item = NULL};
    const struct fault *fault = open_item(work, request, &shown);
    if (fault)
        return fault;
    shown.values[LABEL] = shown.item->label;
    shown.values[LABEL_EN] = shown.item->label_en;
    shown.values[ADDRESS] = shown.item->target;
    return show_item(work, request, response, &shown);
}

/* ---- saving an item ---- */

/* An address of this site or elsewhere, whole. */
static const struct fault *check_address(struct work *work, struct str address,
                                         struct str *ret_address)
{
    static const struct str beginnings[] = {STR_INIT("/"), STR_INIT("https://"),
                                            STR_INIT("mailto:"), STR_INIT("tel:")};
    struct url url;
    bool is_whole = false;
    for (size_t i = 0; i < sizeof(beginnings) / sizeof(beginnings[0]); i++)
        is_whole = is_whole || str_starts(address, beginnings[i]);
    if (!is_whole || url_check(work->arena, address, URL_ALLOW_HTTPS, &url))
        return fault_field(work->arena, "address", "portal.menu.address");
    *ret_address = url.text;
    return NULL;
}

/* The item that was typed: a link, or a heading where there is no address. */
static const struct fault *item_of_form(struct work *work, const struct item_form *shown,
                                        struct menu_item *item)
{
    struct str address = shown->values[ADDRESS];
    bool has_address = !shown->item || shown->item->kind == MENU_LINK;
    if (shown->item)
        *item = *shown->item;
    item->label = shown->values[LABEL];
    item->label_en = shown->values[LABEL_EN];
    if (item->label.len == 0 && (!shown->item || shown->item->kind == MENU_LINK))
        return fault_field(work->arena, "label", "form.required");
    if (!has_address)
        return NULL;
    if (address.len == 0 && shown->item)
        return fault_field(work->arena, "address", "form.required");
    if (address.len > 0) {
        item->kind = MENU_LINK;
        return check_address(work, address, &item->target);
    }
    item->kind = MENU_GROUP;
    item->target = arena_printf(work->arena, "nhom-%lld", (long long)db_new_id(work->clock));
    return NULL;
}

static const struct fault *send_item(struct work *work, const struct request *request,
                                     struct response *response, struct item_form *shown)
{
    struct menu_item item = {.kind = MENU_LINK};
    struct arranging arranging = {.unit_id = shown->unit.id, .item = &item, .is_new = !shown->item};
    struct form form;
    const struct fault *fault = form_read(work, request, item_fields, ITEM_FIELDS, &form);
    if (fault && fault->kind != FAULT_INVALID)
        return fault;
    for (size_t i = 0; i < ITEM_FIELDS; i++)
        shown->values[i] = form.values[i].good ? form.values[i].text : form.values[i].typed;
    if (!fault)
        fault = item_of_form(work, shown, &item);
    arranging.target = shown->item ? shown->item->target : item.target;
    /* headings stand on the first level alone */
    arranging.below = item.kind == MENU_GROUP ? STR("") : shown->values[BELOW];
    if (!fault)
        fault = db_write(work, arrange, &arranging);
    if (fault && fault->field) {
        shown->faults = fault;
        return show_item(work, request, response, shown);
    }
    if (!fault)
        lead_back(work, response, item.target);
    return fault;
}

const struct fault *menu_add_send(struct work *work, const struct request *request,
                                  struct response *response)
{
    struct item_form shown = {.item = NULL};
    const struct fault *fault = open_form(work, &shown);
    return fault ? fault : send_item(work, request, response, &shown);
}

const struct fault *menu_edit_send(struct work *work, const struct request *request,
                                   struct response *response)
{
    struct item_form shown = {.item = NULL};
    const struct fault *fault = open_item(work, request, &shown);
    return fault ? fault : send_item(work, request, response, &shown);
}
