/*
 * Accounts: the list with its search, and a new one, whose one-time link is shown
 * once.
 */
#include "modules/admin/admin_web.h"

#include "civic/site.h"
#include "modules/admin/admin_accounts.h"
#include "modules/admin/admin_store.h"
#include "text/fold.h"

/* ---- the list ---- */

enum {
    BATCH = 500 /* accounts looked at in one query while searching */
};

struct account_row {
    struct url url;
    struct str name;
    struct str login;
    struct str roles;
    bool is_closed;
    bool has_factor;
    bool lacks_factor; /* and will be asked for one */
    bool has_password;
};
static SHAPE(account_row_shape, struct account_row, FIELD(struct account_row, url),
             FIELD(struct account_row, name), FIELD(struct account_row, login),
             FIELD(struct account_row, roles), FIELD(struct account_row, is_closed),
             FIELD(struct account_row, has_factor), FIELD(struct account_row, lacks_factor),
             FIELD(struct account_row, has_password));

struct accounts_page {
    struct layout layout;
    struct str query;
    struct list rows; /* struct account_row */
    struct page_pager pager;
};
static SHAPE(accounts_shape, struct accounts_page,
             RECORD(struct accounts_page, layout, layout_shape), FIELD(struct accounts_page, query),
             LIST(struct accounts_page, rows, account_row_shape),
             RECORD(struct accounts_page, pager, page_pager_shape));
const struct page_kind admin_accounts_kind = {"admin/accounts", &accounts_shape};

/* Whether the actor administers the site's own unit, and so accounts without a role. */
static const struct fault *is_of_site(struct work *work, bool *ret_yes)
{
    struct unit unit;
    const struct fault *fault = site_unit(work, &unit);
    if (!fault)
        fault = actor_must(work, ADMIN_ROLES, unit.id);
    *ret_yes = fault == NULL;
    return fault && fault->kind == FAULT_FORBIDDEN ? NULL : fault;
}

/* Folded words are sought in the folded name and login. */
static bool is_found(struct work *work, const struct account *account, struct str query)
{
    struct str text =
        arena_printf(work->arena, PRISTR " " PRISTR, STRARG(account->name), STRARG(account->login));
    return query.len == 0 || str_find(text_fold(work->arena, text), query, 0) >= 0;
}

/* One more than a page, so that the page knows whether there is another. */
static const struct fault *search(struct work *work, struct str query, struct str after,
                                  account_list *ret_found)
{
    account_list found = {0};
    bool with_roleless = false;
    bool is_end = false;
    const struct fault *fault = is_of_site(work, &with_roleless);
    while (!fault && !is_end && found.count <= ADMIN_PAGE) {
        account_list batch;
        fault = admin_accounts(work, work->actor->account_id, with_roleless, after, BATCH, &batch);
        for (size_t i = 0; !fault && i < batch.count && found.count <= ADMIN_PAGE; i++) {
            after = batch.items[i].login;
            if (is_found(work, &batch.items[i], query))
                *VEC_PUSH(&found, work->arena) = batch.items[i];
        }
        is_end = fault || batch.count < BATCH;
    }
    if (!fault)
        *ret_found = found;
    return fault;
}

bool admin_lacks_factor(const struct work *work, const struct account *account,
                        const grant_list *grants)
{
    bool is_official = false;
    for (size_t i = 0; i < grants->count; i++)
        is_official = is_official || grants->items[i].role != ROLE_CITIZEN;
    return work->site->asks_second_factor && is_official && !account->is_demo &&
           !account->totp_is_confirmed;
}

static const struct fault *row_of(struct work *work, const struct account *account,
                                  struct account_row *ret_row)
{
    struct buf roles = buf_init(work->arena, 4096);
    grant_list grants;
    const struct fault *fault = account_grants(work, account->id, &grants);
    for (size_t i = 0; !fault && i < grants.count; i++) {
        struct str name = site_message(work, role_message(grants.items[i].role));
        bool is_new = true;
        for (size_t k = 0; k < i; k++)
            is_new = is_new && grants.items[k].role != grants.items[i].role;
        if (is_new)
            buf_printf(&roles, "%s" PRISTR, roles.len ? ", " : "", STRARG(name));
    }
    *ret_row = (struct account_row){
        .url = url_relative(work->arena, "/quan-tri/tai-khoan/" PRISTR, STRARG(account->login)),
        .name = account->name,
        .login = account->login,
        .roles = buf_str(&roles),
        .is_closed = account->is_closed,
        .has_factor = account->totp_is_confirmed,
        .lacks_factor = !fault && admin_lacks_factor(work, account, &grants),
        .has_password = account->password_hash.len > 0,
    };
    return fault;
}

const struct fault *admin_accounts_show(struct work *work, const struct request *request,
                                        struct response *response)
{
    struct admin_place place = {.title = site_message(work, "admin.accounts.title")};
    struct accounts_page page = {.query = str_trim(request_query(request, STR("tim")))};
    struct str after = request_query(request, STR("sau"));
    VEC(struct account_row) rows = {0};
    account_list found;
    const struct fault *fault = admin_layout(work, request, &place, NULL, &page.layout);
    if (!fault)
        fault = search(work, text_fold(work->arena, page.query), after, &found);
    for (size_t i = 0; !fault && i < found.count && i < ADMIN_PAGE; i++)
        fault = row_of(work, &found.items[i], VEC_PUSH(&rows, work->arena));
    if (fault)
        return fault;
    page.rows = VEC_LIST(&rows);
    if (found.count > ADMIN_PAGE)
        page.pager.older_url =
            url_relative(work->arena, "/quan-tri/tai-khoan?tim=" PRISTR "&sau=" PRISTR,
                         STRARG(page.query), STRARG(found.items[ADMIN_PAGE - 1].login));
    return page_respond(work, response, 200, &admin_accounts_kind, &page);
}

/* ---- a new one ---- */

/* columns: name, kind, min, max, required, choices */
static const struct form_field fields[] = {
    {"name",  INPUT_LINE,   2, 100, true,  NULL            },
    {"login", INPUT_LINE,   3, 40,  true,  NULL            },
    {"email", INPUT_EMAIL,  0, 200, false, NULL            },
    {"role",  INPUT_CHOICE, 0, 0,   true,  admin_role_names},
    {"unit",  INPUT_PICK,   1, 200, true,  NULL            },
};

enum {
    NAME,
    LOGIN,
    EMAIL,
    ROLE,
    UNIT,
    FIELD_COUNT
};
const struct form_spec admin_account_new_form = {fields, FIELD_COUNT};

struct account_new_page {
    struct layout layout;
    struct field_view name;
    struct field_view login;
    struct field_view email;
    struct field_view role;
    struct field_view unit;
};
static SHAPE(account_new_shape, struct account_new_page,
             RECORD(struct account_new_page, layout, layout_shape),
             RECORD(struct account_new_page, name, field_view_shape),
             RECORD(struct account_new_page, login, field_view_shape),
             RECORD(struct account_new_page, email, field_view_shape),
             RECORD(struct account_new_page, role, field_view_shape),
             RECORD(struct account_new_page, unit, field_view_shape));
const struct page_kind admin_account_new_kind = {"admin/account-new", &account_new_shape};

static const struct fault *show_new(struct work *work, const struct request *request,
                                    struct response *response, const struct form *form,
                                    const struct fault *faults)
{
    const char *key = "admin.field";
    struct admin_place place = {.title = site_message(work, "admin.account.new"),
                                .parent = "admin.accounts.title",
                                .parent_url = URL("/quan-tri/tai-khoan"),
                                .fields = key};
    struct account_new_page page = {
        .name = field_view(work, key, &fields[NAME], form, faults),
        .login = field_view(work, key, &fields[LOGIN], form, faults),
        .email = field_view(work, key, &fields[EMAIL], form, faults),
        .role = field_view(work, key, &fields[ROLE], form, faults),
        .unit = field_view(work, key, &fields[UNIT], form, faults),
    };
    const struct fault *fault = admin_layout(work, request, &place, faults, &page.layout);
    page.login.autocomplete = STR("off");
    page.email.type = STR("email");
    page.role.options = admin_role_options(work, page.role.name, page.role.value);
    if (!fault)
        fault = admin_unit_options(work, page.unit.id, page.unit.value, &page.unit.options);
    if (fault)
        return fault;
    return page_respond_form(work, response, faults, &admin_account_new_kind, &page);
}

const struct fault *admin_account_new_show(struct work *work, const struct request *request,
                                           struct response *response)
{
    return show_new(work, request, response, NULL, NULL);
}

/* What is made in one transaction: all of it or nothing. */
struct wanted {
    struct account_new account;
    enum role role;
    struct unit unit;
    int64_t id;
    struct str token;
};

static const struct fault *make(struct work *work, void *context)
{
    struct wanted *wanted = context;
    const struct fault *fault = actor_must(work, ADMIN_ROLES, wanted->unit.id);
    if (!fault)
        fault = account_create(work, &wanted->account, &wanted->id);
    if (!fault)
        fault = account_grant(work, wanted->id, wanted->role, wanted->unit.id);
    return fault ? fault : account_reset(work, wanted->id, &wanted->token);
}

const struct fault *admin_account_new_send(struct work *work, const struct request *request,
                                           struct response *response)
{
    struct wanted wanted = {.id = 0};
    struct account account;
    struct form form;
    const struct fault *fault = form_read(work, request, fields, FIELD_COUNT, &form);
    struct str login;
    if (fault && fault->kind != FAULT_INVALID)
        return fault;
    /* told together with what else is wrong */
    login = form_str(&form, "login");
    if (login.len > 0 && account_login_fault(work, login))
        fault = fault_join(fault, account_login_fault(work, login));
    if (!fault)
        fault = admin_unit_of(work, "unit", form_str(&form, "unit"), &wanted.unit);
    if (!fault) {
        wanted.account = (struct account_new){.login = form_str(&form, "login"),
                                              .name = form_str(&form, "name"),
                                              .email = form_str(&form, "email")};
        role_from_name(form_str(&form, "role"), &wanted.role);
        fault = db_write(work, make, &wanted);
        /* PostgreSQL may know only at the end that the login is taken */
        if (fault && fault->kind == FAULT_CONFLICT)
            fault = fault_field(work->arena, "login", "account.login.taken");
    }
    if (fault && fault->kind == FAULT_INVALID)
        return show_new(work, request, response, &form, fault);
    if (!fault)
        fault = account_load(work, wanted.id, &account);
    if (fault)
        return fault;
    return admin_show_link(work, request, response, &account, wanted.token);
}
