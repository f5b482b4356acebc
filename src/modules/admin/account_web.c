/*
 * One account: who it is, its roles, its history, and what an administrator does to
 * it. The use-cases of accounts ask whether this administrator may.
 */
#include "modules/admin/admin_accounts.h"

#include "civic/site.h"
#include "modules/admin/admin_store.h"

const char *const admin_role_names[] = {"citizen",
                                        "editor",
                                        "approver",
                                        "reception-clerk",
                                        "case-officer",
                                        "leader",
                                        "committee-secretary",
                                        "front-officer",
                                        "inspector",
                                        "administrator",
                                        NULL};

struct list admin_role_options(struct work *work, struct str name, struct str chosen)
{
    struct option_view *options = arena_alloc_array(work->arena, ROLE_COUNT, sizeof(*options));
    for (unsigned i = 0; i < ROLE_COUNT; i++)
        options[i] = (struct option_view){
            .id = arena_printf(work->arena, PRISTR "-" PRISTR, STRARG(name),
                               STRARG(role_name((enum role)i))),
            .name = name,
            .value = role_name((enum role)i),
            .label = site_message(work, role_message((enum role)i)),
            .hint = site_message(
                work, arena_printf(work->arena, "%s-does", role_message((enum role)i)).ptr),
            .is_chosen = str_equal(role_name((enum role)i), chosen),
        };
    return (struct list){options, ROLE_COUNT, sizeof(*options)};
}

/* ---- the page ---- */

/* columns: name, kind, min, max, required, choices */
static const struct form_field fields[] = {
    {"role", INPUT_CHOICE, 0, 0,   true, admin_role_names},
    {"unit", INPUT_PICK,   1, 200, true, NULL            },
};

enum {
    ROLE,
    UNIT,
    FIELD_COUNT
};

struct role_row {
    struct str role;
    struct str role_name;
    struct str unit;
    struct str unit_slug;
    bool may_take;
};
static SHAPE(role_row_shape, struct role_row, FIELD(struct role_row, role),
             FIELD(struct role_row, role_name), FIELD(struct role_row, unit),
             FIELD(struct role_row, unit_slug), FIELD(struct role_row, may_take));

struct history_row {
    struct instant at;
    struct str event;
    struct str detail;
    struct str actor;
};
static SHAPE(history_row_shape, struct history_row, FIELD(struct history_row, at),
             FIELD(struct history_row, event), FIELD(struct history_row, detail),
             FIELD(struct history_row, actor));

struct account_page {
    struct layout layout;
    struct url url;
    struct str name;
    struct str login;
    struct str email;
    bool is_closed;
    bool is_open;
    bool is_self;
    bool may_act; /* all but what is done to roles */
    bool has_factor;
    bool lacks_factor; /* and will be asked for one */
    bool has_password;
    int session_count;
    struct list roles;   /* struct role_row */
    struct list history; /* struct history_row */
    struct field_view role;
    struct field_view unit;
};
static SHAPE(account_shape, struct account_page, RECORD(struct account_page, layout, layout_shape),
             FIELD(struct account_page, url), FIELD(struct account_page, name),
             FIELD(struct account_page, login), FIELD(struct account_page, email),
             FIELD(struct account_page, is_closed), FIELD(struct account_page, is_open),
             FIELD(struct account_page, is_self), FIELD(struct account_page, may_act),
             FIELD(struct account_page, has_factor), FIELD(struct account_page, lacks_factor),
             FIELD(struct account_page, has_password), FIELD(struct account_page, session_count),
             LIST(struct account_page, roles, role_row_shape),
             LIST(struct account_page, history, history_row_shape),
             RECORD(struct account_page, role, field_view_shape),
             RECORD(struct account_page, unit, field_view_shape));
const struct page_kind admin_account_kind = {"admin/account", &account_shape};

/* Whether the actor administers a unit; other faults end the request. */
static const struct fault *may(struct work *work, int64_t unit_id, bool *ret_may)
{
    const struct fault *fault = actor_must(work, ADMIN_ROLES, unit_id);
    *ret_may = fault == NULL;
    return fault && fault->kind == FAULT_FORBIDDEN ? NULL : fault;
}

/*
 * The roles. The account is seen by who administers one of its units (or the site's
 * own, where it has no role), and acted on by who administers them all.
 */
static const struct fault *fill_roles(struct work *work, const struct account *account,
                                      struct account_page *page)
{
    VEC(struct role_row) rows = {0};
    grant_list grants;
    size_t mine = 0;
    const struct fault *fault = account_grants(work, account->id, &grants);
    page->lacks_factor = !fault && admin_lacks_factor(work, account, &grants);
    for (size_t i = 0; !fault && i < grants.count; i++) {
        struct role_row *row = VEC_PUSH(&rows, work->arena);
        struct unit unit;
        fault = unit_load(work, grants.items[i].unit_id, &unit);
        if (!fault)
            fault = may(work, unit.id, &row->may_take);
        if (fault)
            return fault;
        mine += row->may_take;
        /* nobody takes the last key out of their own hands */
        if (account->id == work->actor->account_id && grants.items[i].role == ROLE_ADMINISTRATOR)
            row->may_take = false;
        row->role = site_message(work, role_message(grants.items[i].role));
        row->role_name = role_name(grants.items[i].role);
        row->unit = unit.name;
        row->unit_slug = unit.slug;
    }
    if (!fault && grants.count == 0) {
        struct unit unit;
        bool is_mine = false;
        fault = site_unit(work, &unit);
        if (!fault)
            fault = may(work, unit.id, &is_mine);
        mine = is_mine;
    }
    if (!fault && mine == 0)
        fault = fault_new(work->arena, FAULT_NOT_FOUND, "account.unknown", "not this one's to see");
    page->may_act = mine >= grants.count;
    page->roles = VEC_LIST(&rows);
    return fault;
}

struct str admin_account_detail(struct work *work, struct str event, struct str detail)
{
    struct str rest = detail;
    struct str word = str_cut(&rest, ' ');
    struct unit unit;
    enum role role;
    int64_t id;
    if (str_equal(event, STR("renamed")))
        return arena_printf(work->arena, PRISTR ": " PRISTR,
                            STRARG(site_message(work, "admin.account.was")), STRARG(detail));
    if (!role_from_name(word, &role) || !rest.ptr || !str_to_int64(rest, &id) ||
        unit_load(work, id, &unit))
        return STR("");
    return arena_printf(work->arena, PRISTR " · " PRISTR,
                        STRARG(site_message(work, role_message(role))), STRARG(unit.name));
}

static const struct fault *fill_history(struct work *work, const struct account *account,
                                        struct account_page *page)
{
    VEC(struct history_row) rows = {0};
    account_line_list lines;
    const struct fault *fault = admin_account_history(work, account->id, &lines);
    for (size_t i = 0; !fault && i < lines.count; i++)
        *VEC_PUSH(&rows, work->arena) = (struct history_row){
            .at = lines.items[i].at,
            .event = site_message(
                work,
                arena_printf(work->arena, "admin.event." PRISTR, STRARG(lines.items[i].event)).ptr),
            .detail = admin_account_detail(work, lines.items[i].event, lines.items[i].detail),
            /* nobody is signed in yet while they sign in */
            .actor = str_equal(lines.items[i].event, STR("signed-in")) ? account->name
                                                                       : lines.items[i].actor,
        };
    page->history = VEC_LIST(&rows);
    return fault;
}

static const struct fault *load(struct work *work, const struct request *request,
                                struct account *ret_account)
{
    return account_by_login(work, request_param(request, STR("login")), ret_account);
}

const struct fault *admin_account_to_change(struct work *work, const struct request *request,
                                            struct account *ret_account)
{
    struct account_page page = {.may_act = false};
    struct account account;
    const struct fault *fault = load(work, request, &account);
    if (!fault)
        fault = fill_roles(work, &account, &page);
    if (!fault && !page.may_act)
        fault = fault_new(work->arena, FAULT_FORBIDDEN, "error.forbidden", "roles elsewhere too");
    if (!fault && account.is_closed)
        fault = fault_new(work->arena, FAULT_CONFLICT, "account.is-closed", "closed");
    if (!fault)
        *ret_account = account;
    return fault;
}

/* columns: value of ?da=, what is said */
static const struct admin_done done[] = {
    {STR_INIT("vai-tro"), "admin.done.role"    },
    {STR_INIT("bo"),      "admin.done.taken"   },
    {STR_INIT("dong"),    "admin.done.closed"  },
    {STR_INIT("ma"),      "admin.done.factor"  },
    {STR_INIT("phien"),   "admin.done.sessions"},
    {STR_INIT("sua"),     "admin.done.account" },
};

static const struct fault *show(struct work *work, const struct request *request,
                                struct response *response, const struct form *form,
                                const struct fault *faults)
{
    struct account_page page = {
        .role = field_view(work, "admin.field", &fields[ROLE], form, faults),
        .unit = field_view(work, "admin.field", &fields[UNIT], form, faults),
    };
    struct admin_place place = {.parent = "admin.accounts.title",
                                .parent_url = URL("/quan-tri/tai-khoan"),
                                .fields = "admin.field"};
    struct account account;
    session_list sessions;
    const struct fault *fault = load(work, request, &account);
    if (!fault)
        fault = fill_roles(work, &account, &page);
    if (!fault)
        fault = fill_history(work, &account, &page);
    if (!fault)
        fault = session_list_of(work, account.id, &sessions);
    if (fault)
        return fault;
    place.title = account.name;
    page.url = url_relative(work->arena, "/quan-tri/tai-khoan/" PRISTR, STRARG(account.login));
    page.name = account.name;
    page.login = account.login;
    page.email = account.email;
    page.is_closed = account.is_closed;
    page.is_open = !account.is_closed;
    page.is_self = account.id == work->actor->account_id;
    page.has_factor = account.totp_is_confirmed;
    page.has_password = account.password_hash.len > 0;
    page.session_count = (int)sessions.count;
    page.role.options = admin_role_options(work, page.role.name, page.role.value);
    fault = admin_unit_options(work, page.unit.id, page.unit.value, &page.unit.options);
    if (!fault)
        fault = admin_layout(work, request, &place, faults, &page.layout);
    if (fault)
        return fault;
    admin_flash(work, request, &page.layout, done, sizeof(done) / sizeof(done[0]));
    return page_respond_form(work, response, faults, &admin_account_kind, &page);
}

const struct fault *admin_account_show(struct work *work, const struct request *request,
                                       struct response *response)
{
    return show(work, request, response, NULL, NULL);
}

/* ---- what is done ---- */

static void lead_back(struct work *work, struct response *response, const struct account *account,
                      const char *word)
{
    response_redirect(response, arena_printf(work->arena, "/quan-tri/tai-khoan/" PRISTR "?da=%s",
                                             STRARG(account->login), word));
}

typedef const struct fault *change_role(struct work *work, int64_t id, enum role role,
                                        int64_t unit_id);

static const struct fault *send_role(struct work *work, const struct request *request,
                                     struct response *response, change_role *change,
                                     const char *word)
{
    struct account account;
    struct unit unit;
    struct form form;
    enum role role = ROLE_CITIZEN;
    const struct fault *fault = load(work, request, &account);
    if (fault)
        return fault;
    fault = form_read(work, request, fields, FIELD_COUNT, &form);
    if (!fault)
        fault = admin_unit_of(work, "unit", form_str(&form, "unit"), &unit);
    if (!fault) {
        role_from_name(form_str(&form, "role"), &role);
        fault = change(work, account.id, role, unit.id);
    }
    if (fault && fault->kind == FAULT_INVALID)
        return show(work, request, response, &form, fault);
    if (!fault)
        lead_back(work, response, &account, word);
    return fault;
}

const struct fault *admin_account_role_send(struct work *work, const struct request *request,
                                            struct response *response)
{
    return send_role(work, request, response, account_grant, "vai-tro");
}

/* Nobody takes the last key out of their own hands. */
static const struct fault *take(struct work *work, int64_t id, enum role role, int64_t unit_id)
{
    const struct fault *fault;
    if (id == work->actor->account_id && role == ROLE_ADMINISTRATOR)
        return fault_new(work->arena, FAULT_CONFLICT, "admin.account.self", "own role");
    fault = account_revoke(work, id, role, unit_id);
    /* pressed twice, or by two: it is as they wanted, and the page says what is held */
    return fault && fault->kind == FAULT_NOT_FOUND ? NULL : fault;
}

const struct fault *admin_account_take_send(struct work *work, const struct request *request,
                                            struct response *response)
{
    return send_role(work, request, response, take, "bo");
}

const struct fault *admin_account_close_send(struct work *work, const struct request *request,
                                             struct response *response)
{
    struct account account;
    const struct fault *fault = load(work, request, &account);
    if (!fault && account.id == work->actor->account_id)
        fault = fault_new(work->arena, FAULT_CONFLICT, "admin.account.self", "own account");
    if (!fault)
        fault = account_close(work, account.id);
    if (!fault)
        lead_back(work, response, &account, "dong");
    return fault;
}

const struct fault *admin_account_factor_send(struct work *work, const struct request *request,
                                              struct response *response)
{
    struct account account;
    const struct fault *fault = load(work, request, &account);
    if (!fault)
        fault = account_totp_remove(work, account.id);
    if (!fault)
        lead_back(work, response, &account, "ma");
    return fault;
}

const struct fault *admin_account_sessions_send(struct work *work, const struct request *request,
                                                struct response *response)
{
    struct account account;
    const struct fault *fault = load(work, request, &account);
    if (!fault)
        fault = account_end_sessions(work, account.id);
    if (!fault)
        lead_back(work, response, &account, "phien");
    return fault;
}

/* ---- a one-time link ---- */

struct account_link_page {
    struct layout layout;
    struct str name;
    struct str login;
    struct str link;
    int hours;
};
static SHAPE(account_link_shape, struct account_link_page,
             RECORD(struct account_link_page, layout, layout_shape),
             FIELD(struct account_link_page, name), FIELD(struct account_link_page, login),
             FIELD(struct account_link_page, link), FIELD(struct account_link_page, hours));
const struct page_kind admin_account_link_kind = {"admin/account-link", &account_link_shape};

/* The site's public address, or what this administrator's browser calls it. */
static struct str address_of(struct work *work, const struct request *request)
{
    if (work->site->public_address.len > 0)
        return work->site->public_address;
    return arena_printf(work->arena, "%s://" PRISTR, request->is_secure ? "https" : "http",
                        STRARG(request->host));
}

const struct fault *admin_show_link(struct work *work, const struct request *request,
                                    struct response *response, const struct account *account,
                                    struct str token)
{
    struct admin_place place = {.title = site_message(work, "admin.link.title"),
                                .parent = "admin.accounts.title",
                                .parent_url = URL("/quan-tri/tai-khoan")};
    struct account_link_page page = {.name = account->name,
                                     .login = account->login,
                                     .link = arena_printf(work->arena, PRISTR "/dat-lai/" PRISTR,
                                                          STRARG(address_of(work, request)),
                                                          STRARG(token)),
                                     .hours = ACCOUNT_LINK_HOURS};
    const struct fault *fault = admin_layout(work, request, &place, NULL, &page.layout);
    if (fault)
        return fault;
    return page_respond(work, response, 200, &admin_account_link_kind, &page);
}

const struct fault *admin_account_link_send(struct work *work, const struct request *request,
                                            struct response *response)
{
    struct account account;
    struct str token;
    const struct fault *fault = load(work, request, &account);
    if (!fault && account.is_closed)
        fault = fault_new(work->arena, FAULT_CONFLICT, "admin.account.is-closed", "closed");
    if (!fault)
        fault = account_reset(work, account.id, &token);
    if (fault)
        return fault;
    return admin_show_link(work, request, response, &account, token);
}
