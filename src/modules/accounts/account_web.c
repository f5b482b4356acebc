/*
 * "My account": who I am here, where I am signed in, my password, my second factor.
 */
#include "modules/accounts/accounts_web.h"

#include "civic/unit.h"
#include "db/db.h"

/* ---- the account ---- */

struct role_row {
    struct str role;
    struct str unit;
};
static SHAPE(role_row_shape, struct role_row, FIELD(struct role_row, role),
             FIELD(struct role_row, unit));

struct session_view {
    struct code_number id;
    struct str agent;
    struct instant created_at;
    struct instant seen_at;
    bool is_this;
};
static SHAPE(session_view_shape, struct session_view, FIELD(struct session_view, id),
             FIELD(struct session_view, agent), FIELD(struct session_view, created_at),
             FIELD(struct session_view, seen_at), FIELD(struct session_view, is_this));

struct account_page {
    struct layout layout;
    struct str name;
    struct str login;
    struct str email;
    bool has_factor;
    bool has_others; /* other sessions than this one */
    bool is_administrator;
    struct list roles;    /* struct role_row */
    struct list sessions; /* struct session_view */
};
static SHAPE(account_shape, struct account_page, RECORD(struct account_page, layout, layout_shape),
             FIELD(struct account_page, name), FIELD(struct account_page, login),
             FIELD(struct account_page, email), FIELD(struct account_page, has_factor),
             FIELD(struct account_page, has_others), FIELD(struct account_page, is_administrator),
             LIST(struct account_page, roles, role_row_shape),
             LIST(struct account_page, sessions, session_view_shape));
const struct page_kind account_kind = {"accounts/account", &account_shape};

static const struct fault *fill_roles(struct work *work, struct account_page *page)
{
    VEC(struct role_row) rows = {0};
    for (size_t i = 0; i < work->actor->grant_count; i++) {
        const struct grant *grant = &work->actor->grants[i];
        struct unit unit;
        const struct fault *fault = unit_load(work, grant->unit_id, &unit);
        if (fault)
            return fault;
        *VEC_PUSH(&rows, work->arena) =
            (struct role_row){site_message(work, role_message(grant->role)), unit.name};
    }
    page->roles = VEC_LIST(&rows);
    return NULL;
}

static const struct fault *fill_sessions(struct work *work, struct account_page *page)
{
    VEC(struct session_view) rows = {0};
    session_list sessions;
    const struct fault *fault = session_list_of(work, work->actor->account_id, &sessions);
    if (fault)
        return fault;
    for (size_t i = 0; i < sessions.count; i++) {
        const struct session *session = &sessions.items[i];
        *VEC_PUSH(&rows, work->arena) = (struct session_view){
            .id = {session->id},
            .agent = session->agent.len > 0 ? session->agent
                                            : site_message(work, "account.session.no-name"),
            .created_at = session->created_at,
            .seen_at = session->seen_at,
            .is_this = session->id == work->actor->session_id,
        };
    }
    page->sessions = VEC_LIST(&rows);
    page->has_others = rows.count > 1;
    return NULL;
}

/* columns: value of ?da=, what is said */
static const struct {
    struct str value;
    const char *message;
} done[] = {
    {STR_INIT("mat-khau"), "account.done.password" },
    {STR_INIT("phien"),    "account.done.session"  },
    {STR_INIT("ma"),       "account.done.factor"   },
    {STR_INIT("bo-ma"),    "account.done.no-factor"},
};

const struct fault *account_show(struct work *work, const struct request *request,
                                 struct response *response)
{
    struct account_page page = {.name = work->actor->name};
    struct account account;
    const struct fault *fault = must_be_signed_in(work);
    if (!fault)
        fault = account_load(work, work->actor->account_id, &account);
    if (!fault)
        fault = private_layout(work, request, "account.title", false, NULL, &page.layout);
    if (!fault)
        fault = fill_roles(work, &page);
    if (!fault)
        fault = fill_sessions(work, &page);
    if (fault)
        return fault;
    page.login = account.login;
    page.email = account.email;
    page.has_factor = account.totp_is_confirmed;
    page.is_administrator = actor_has_role(work->actor, ROLE_ADMINISTRATOR);
    for (size_t i = 0; i < sizeof(done) / sizeof(done[0]); i++)
        if (str_equal(request_query(request, STR("da")), done[i].value))
            page_flash(work, &page.layout, done[i].message, false);
    return private_respond(work, response, NULL, &account_kind, &page);
}

/* One session of my own, or (without a number) all but this one. */
static const struct form_field session_fields[] = {
    {"session", INPUT_ID, 0, 0, false, NULL}
};

const struct fault *session_send(struct work *work, const struct request *request,
                                 struct response *response)
{
    struct form form;
    int64_t id;
    const struct fault *fault = must_be_signed_in(work);
    if (!fault)
        fault = form_read(work, request, session_fields, 1, &form);
    if (fault)
        return fault;
    id = form_int(&form, "session");
    fault = session_revoke(work, id);
    /* It ended meanwhile: what was asked for is so. */
    if (fault && fault->kind != FAULT_CONFLICT)
        return fault;
    if (id == work->actor->session_id)
        set_session_cookie(request, response, STR(""));
    response_redirect(response,
                      id == work->actor->session_id ? STR("/") : STR("/tai-khoan?da=phien"));
    return NULL;
}

/* ---- the password ---- */

static const struct form_field password_fields[] = {
    {"old_password", INPUT_PASSWORD, 0, 0, true, NULL},
    {"new_password", INPUT_PASSWORD, 0, 0, true, NULL},
};
const struct form_spec password_form = {password_fields, 2};

struct password_page {
    struct layout layout;
    struct str login; /* for password managers */
    struct field_view old_password;
    struct field_view new_password;
};
static SHAPE(password_shape, struct password_page,
             RECORD(struct password_page, layout, layout_shape), FIELD(struct password_page, login),
             RECORD(struct password_page, old_password, field_view_shape),
             RECORD(struct password_page, new_password, field_view_shape));
const struct page_kind password_kind = {"accounts/password", &password_shape};

static const struct fault *show_password(struct work *work, const struct request *request,
                                         struct response *response, const struct fault *faults)
{
    struct password_page page = {
        .old_password = field_view(work, "account.field", &password_fields[0], NULL, faults),
        .new_password = field_view(work, "account.field", &password_fields[1], NULL, faults),
    };
    struct account account;
    const struct fault *fault = account_load(work, work->actor->account_id, &account);
    if (!fault)
        fault = private_layout(work, request, "account.password.title", true, faults, &page.layout);
    if (fault)
        return fault;
    page.login = account.login;
    page.new_password.autocomplete = STR("new-password");
    return private_respond(work, response, faults, &password_kind, &page);
}

const struct fault *password_show(struct work *work, const struct request *request,
                                  struct response *response)
{
    const struct fault *fault = must_be_signed_in(work);
    return fault ? fault : show_password(work, request, response, NULL);
}

const struct fault *password_send(struct work *work, const struct request *request,
                                  struct response *response)
{
    struct form form;
    const struct fault *fault = must_be_signed_in(work);
    if (fault)
        return fault;
    fault = form_read(work, request, password_fields, 2, &form);
    if (!fault)
        fault = account_change_password(work, form_str(&form, "old_password"),
                                        form_str(&form, "new_password"));
    if (is_shown_again(fault))
        return show_password(work, request, response, fault);
    if (!fault)
        response_redirect(response, STR("/tai-khoan?da=mat-khau"));
    return fault;
}

/* ---- the second factor ---- */

static const struct form_field factor_fields[] = {
    {"code",     INPUT_LINE,     0, 20,  true,  NULL},
    {"password", INPUT_PASSWORD, 0, 0,   true,  NULL},
    {"offer",    INPUT_LINE,     0, 400, false, NULL},
};
const struct form_spec factor_form = {factor_fields, 3};
static const struct form_field drop_fields[] = {
    {"drop_password", INPUT_PASSWORD, 0, 0, true, NULL}
};
const struct form_spec factor_drop_form = {drop_fields, 1};

struct factor_page {
    struct layout layout;
    struct field_view code;
    struct field_view password;
    struct field_view drop_password;
    struct str secret;
    struct str offer;
    struct url otpauth_url;
    struct str qr_path; /* of the same */
    int qr_side;
    bool has_factor;
    bool may_drop;
};
static SHAPE(factor_shape, struct factor_page, RECORD(struct factor_page, layout, layout_shape),
             RECORD(struct factor_page, code, field_view_shape),
             RECORD(struct factor_page, password, field_view_shape),
             RECORD(struct factor_page, drop_password, field_view_shape),
             FIELD(struct factor_page, secret), FIELD(struct factor_page, offer),
             FIELD(struct factor_page, otpauth_url), FIELD(struct factor_page, qr_path),
             FIELD(struct factor_page, qr_side), FIELD(struct factor_page, has_factor),
             FIELD(struct factor_page, may_drop));
const struct page_kind factor_kind = {"accounts/factor", &factor_shape};

static const struct fault *show_factor(struct work *work, const struct request *request,
                                       struct response *response, struct str typed_offer,
                                       const struct fault *faults)
{
    struct factor_page page = {
        .code = field_view(work, "account.field", &factor_fields[0], NULL, faults),
        .password = field_view(work, "account.field", &factor_fields[1], NULL, faults),
        .drop_password = field_view(work, "account.field", &drop_fields[0], NULL, faults),
    };
    int64_t id = work->actor->account_id;
    struct account account;
    struct totp_offer offer;
    const struct fault *fault = account_load(work, id, &account);
    if (!fault)
        fault = private_layout(work, request, "account.factor.title", true, faults, &page.layout);
    if (fault)
        return fault;
    if (!account_totp_offered(work, id, typed_offer, &offer))
        offer = account_totp_offer(work, id);
    page.secret = offer.secret;
    page.offer = offer.sealed;
    page.otpauth_url = otpauth_of(work, account.login, offer.secret);
    page.qr_path = otpauth_qr(work, page.otpauth_url, &page.qr_side);
    page.code.autocomplete = STR("one-time-code");
    page.code.inputmode = STR("numeric");
    page.code.width = STR("w12");
    page.has_factor = account.totp_is_confirmed;
    page.may_drop =
        account.totp_is_confirmed &&
        (account.is_demo || !work->site->asks_second_factor || !actor_is_official(work->actor));
    return private_respond(work, response, faults, &factor_kind, &page);
}

const struct fault *factor_show(struct work *work, const struct request *request,
                                struct response *response)
{
    const struct fault *fault = must_be_signed_in(work);
    return fault ? fault : show_factor(work, request, response, STR(""), NULL);
}

const struct fault *factor_send(struct work *work, const struct request *request,
                                struct response *response)
{
    struct form form = form_empty(work->arena, factor_fields, 3);
    const struct fault *fault = must_be_signed_in(work);
    if (fault)
        return fault;
    fault = form_read(work, request, factor_fields, 3, &form);
    if (!fault)
        fault = account_totp_replace(work, form_str(&form, "password"), form_str(&form, "offer"),
                                     form_str(&form, "code"));
    if (is_shown_again(fault))
        return show_factor(work, request, response, form_typed(&form, "offer"), fault);
    if (!fault)
        response_redirect(response, STR("/tai-khoan?da=ma"));
    return fault;
}

const struct fault *factor_drop_send(struct work *work, const struct request *request,
                                     struct response *response)
{
    struct form form;
    const struct fault *fault = must_be_signed_in(work);
    if (fault)
        return fault;
    fault = form_read(work, request, drop_fields, 1, &form);
    if (!fault)
        fault = account_totp_drop(work, form_str(&form, "drop_password"));
    if (is_shown_again(fault))
        return show_factor(work, request, response, STR(""), fault);
    if (!fault)
        response_redirect(response, STR("/tai-khoan?da=bo-ma"));
    return fault;
}
