/*
 * The pages on the way in and out: password, code, setting up the first second
 * factor, signing out.
 */
#include "modules/accounts/accounts_web.h"

#include "http/address.h"

/* ---- login and password ---- */

static const struct form_field sign_in_fields[] = {
    {"login",    INPUT_LINE,     0, 100,       true,  NULL},
    {"password", INPUT_PASSWORD, 0, 0,         true,  NULL},
    {BACK_FIELD, INPUT_LINE,     0, BACK_MOST, false, NULL},
};
const struct form_spec sign_in_form = {sign_in_fields, 3};

struct sign_in_page {
    struct layout layout;
    struct field_view login;
    struct field_view password;
    struct str back;
    struct str demo_password; /* empty outside the demo */
};
static SHAPE(sign_in_shape, struct sign_in_page, RECORD(struct sign_in_page, layout, layout_shape),
             RECORD(struct sign_in_page, login, field_view_shape),
             RECORD(struct sign_in_page, password, field_view_shape),
             FIELD(struct sign_in_page, back), FIELD(struct sign_in_page, demo_password));
const struct page_kind sign_in_kind = {"accounts/sign-in", &sign_in_shape};

static const struct fault *show_sign_in(struct work *work, const struct request *request,
                                        struct response *response, const struct form *form,
                                        struct str back, const struct fault *faults)
{
    struct sign_in_page page = {
        .login = field_view(work, "account.field", &sign_in_fields[0], form, faults),
        .password = field_view(work, "account.field", &sign_in_fields[1], form, faults),
        .back = back_path(work, back, ""),
    };
    const struct fault *fault =
        private_layout(work, request, "account.sign_in.title", false, faults, &page.layout);
    if (fault)
        return fault;
    page.login.autocomplete = STR("username");
    if (!faults && str_equal(request_query(request, STR("da")), STR("mat-khau")))
        page_flash(work, &page.layout, "account.done.link", false);
    if (work->site->is_demo)
        page.demo_password = STR(ACCOUNT_DEMO_PASSWORD);
    return private_respond(work, response, faults, &sign_in_kind, &page);
}

const struct fault *sign_in_show(struct work *work, const struct request *request,
                                 struct response *response)
{
    struct str back = request_query(request, STR(BACK_FIELD));
    if (actor_is_signed_in(work->actor) && !work->actor->awaits_second_factor) {
        response_redirect(response, back_path(work, back, "/tai-khoan"));
        return NULL;
    }
    return show_sign_in(work, request, response, NULL, back, NULL);
}

/* Goes where the next step of signing in is. */
static void lead_on(struct work *work, const struct request *request, struct response *response,
                    const struct sign_in_result *result, struct str typed_back)
{
    struct str back = back_path(work, typed_back, "");
    set_session_cookie(request, response, result->token);
    switch (result->step) {
    case SIGN_IN_CODE:
        response_redirect(response, path_with_back(work, URL("/dang-nhap/ma"), back));
        break;
    case SIGN_IN_ENROL:
        response_redirect(response, path_with_back(work, URL("/dang-nhap/thiet-lap"), back));
        break;
    case SIGN_IN_DONE:
        set_device_cookie(request, response, result->device);
        response_redirect(response, back.len > 0 ? back : STR("/tai-khoan"));
        break;
    }
}

const struct fault *sign_in_send(struct work *work, const struct request *request,
                                 struct response *response)
{
    struct form form;
    struct sign_in_result result;
    struct sign_in attempt;
    const struct fault *fault = form_read(work, request, sign_in_fields, 3, &form);
    if (!fault) {
        attempt = (struct sign_in){
            .login = form_str(&form, "login"),
            .password = form_str(&form, "password"),
            .address = address_text(work->arena, address_group(request->peer)),
            .device = device_of(request),
            .agent = agent_name(work->arena, request_header(request, STR("User-Agent"))),
        };
        fault = account_sign_in(work, &attempt, &result);
    }
    if (is_shown_again(fault))
        return show_sign_in(work, request, response, &form, form_typed(&form, BACK_FIELD), fault);
    if (fault)
        return fault;
    lead_on(work, request, response, &result, form_str(&form, BACK_FIELD));
    return NULL;
}

/* ---- the code ---- */

static const struct form_field code_fields[] = {
    {"code",     INPUT_LINE, 0, 20,        true,  NULL},
    {BACK_FIELD, INPUT_LINE, 0, BACK_MOST, false, NULL},
    {"offer",    INPUT_LINE, 0, 400,       false, NULL},
};

struct code_page {
    struct layout layout;
    struct field_view code;
    struct str back;
    struct str secret; /* of an offer */
    struct str offer;
    struct url otpauth_url;
    struct str qr_path; /* of the same */
    int qr_side;
};
static SHAPE(code_shape, struct code_page, RECORD(struct code_page, layout, layout_shape),
             RECORD(struct code_page, code, field_view_shape), FIELD(struct code_page, back),
             FIELD(struct code_page, secret), FIELD(struct code_page, offer),
             FIELD(struct code_page, otpauth_url), FIELD(struct code_page, qr_path),
             FIELD(struct code_page, qr_side));
const struct page_kind code_kind = {"accounts/code", &code_shape};
const struct page_kind enrol_kind = {"accounts/enrol", &code_shape};

/* Whether the visitor is between password and code; others are led to where
 * they should be. */
static bool is_between(struct work *work, struct response *response, struct str typed_back)
{
    struct str back = back_path(work, typed_back, "");
    if (work->actor->awaits_second_factor)
        return true;
    if (actor_is_signed_in(work->actor))
        response_redirect(response, back.len > 0 ? back : STR("/tai-khoan"));
    else
        response_redirect(response, path_with_back(work, URL("/dang-nhap"), back));
    return false;
}

static struct field_view code_view(struct work *work, const struct form *form,
                                   const struct fault *faults)
{
    struct field_view view = field_view(work, "account.field", &code_fields[0], form, faults);
    view.autocomplete = STR("one-time-code");
    view.inputmode = STR("numeric");
    view.width = STR("w12");
    view.value = STR(""); /* a code that was refused is never right later */
    return view;
}

static const struct fault *show_code(struct work *work, const struct request *request,
                                     struct response *response, const struct form *form,
                                     const struct fault *faults)
{
    struct code_page page = {.code = code_view(work, form, faults),
                             .back = back_path(work, form_typed(form, BACK_FIELD), "")};
    const struct fault *fault =
        private_layout(work, request, "account.code.title", false, faults, &page.layout);
    if (fault)
        return fault;
    return private_respond(work, response, faults, &code_kind, &page);
}

/* The fields of a step between; a query or form that cannot be read is empty. */
static const struct fault *read_between(struct work *work, const struct request *request,
                                        struct form *ret_form)
{
    *ret_form = form_empty(work->arena, code_fields, 3);
    return form_read(work, request, code_fields, 3, ret_form);
}

/* One of the two steps between the password and the desk: the code of a second factor,
 * or setting one up. */
struct step {
    bool has_factor;  /* it is for accounts that have one */
    struct url other; /* where the other accounts go */
    const struct fault *(*show)(struct work *work, const struct request *request,
                                struct response *response, const struct form *form,
                                const struct fault *faults);
    const struct fault *(*give)(struct work *work, const struct form *form, struct str device,
                                struct sign_in_result *ret_result);
};

static const struct fault *step_show(struct work *work, const struct request *request,
                                     struct response *response, const struct step *step)
{
    struct form form;
    struct account account;
    const struct fault *unread = read_between(work, request, &form);
    const struct fault *fault;
    struct str back = form_typed(&form, BACK_FIELD);
    (void)unread; /* nothing is typed yet */
    if (!is_between(work, response, back))
        return NULL;
    fault = account_load(work, work->actor->account_id, &account);
    if (fault)
        return fault;
    if (account.totp_is_confirmed == step->has_factor)
        return step->show(work, request, response, &form, NULL);
    response_redirect(response, path_with_back(work, step->other, back_path(work, back, "")));
    return NULL;
}

static const struct fault *step_send(struct work *work, const struct request *request,
                                     struct response *response, const struct step *step)
{
    struct form form;
    struct sign_in_result result;
    const struct fault *fault = read_between(work, request, &form);
    if (!is_between(work, response, form_typed(&form, BACK_FIELD)))
        return NULL;
    if (!fault)
        fault = step->give(work, &form, device_of(request), &result);
    if (is_shown_again(fault))
        return step->show(work, request, response, &form, fault);
    if (!fault)
        lead_on(work, request, response, &result, form_str(&form, BACK_FIELD));
    return fault;
}

static const struct fault *give_code(struct work *work, const struct form *form, struct str device,
                                     struct sign_in_result *ret_result)
{
    return account_give_code(work, form_str(form, "code"), device, ret_result);
}

static const struct step code_step = {true, URL_INIT("/dang-nhap/thiet-lap"), show_code, give_code};

const struct fault *code_show(struct work *work, const struct request *request,
                              struct response *response)
{
    return step_show(work, request, response, &code_step);
}

const struct fault *code_send(struct work *work, const struct request *request,
                              struct response *response)
{
    return step_send(work, request, response, &code_step);
}

/* ---- the first second factor ---- */

static const struct fault *show_enrol(struct work *work, const struct request *request,
                                      struct response *response, const struct form *form,
                                      const struct fault *faults)
{
    struct code_page page = {.code = code_view(work, form, faults),
                             .back = back_path(work, form_typed(form, BACK_FIELD), "")};
    int64_t id = work->actor->account_id;
    struct account account;
    struct totp_offer offer;
    const struct fault *fault = account_load(work, id, &account);
    if (!fault)
        fault = private_layout(work, request, "account.enrol.title", false, faults, &page.layout);
    if (fault)
        return fault;
    if (!account_totp_offered(work, id, form_typed(form, "offer"), &offer))
        offer = account_totp_offer(work, id);
    page.secret = offer.secret;
    page.offer = offer.sealed;
    page.otpauth_url = otpauth_of(work, account.login, offer.secret);
    page.qr_path = otpauth_qr(work, page.otpauth_url, &page.qr_side);
    return private_respond(work, response, faults, &enrol_kind, &page);
}

static const struct fault *give_offer(struct work *work, const struct form *form, struct str device,
                                      struct sign_in_result *ret_result)
{
    return account_enrol(work, form_str(form, "offer"), form_str(form, "code"), device, ret_result);
}

static const struct step enrol_step = {false, URL_INIT("/dang-nhap/ma"), show_enrol, give_offer};

const struct fault *enrol_show(struct work *work, const struct request *request,
                               struct response *response)
{
    return step_show(work, request, response, &enrol_step);
}

const struct fault *enrol_send(struct work *work, const struct request *request,
                               struct response *response)
{
    return step_send(work, request, response, &enrol_step);
}

/* ---- out ---- */

const struct fault *sign_out_send(struct work *work, const struct request *request,
                                  struct response *response)
{
    const struct fault *fault = account_sign_out(work);
    /* A session that ended in another window meanwhile is as good. */
    if (fault && fault->kind != FAULT_CONFLICT)
        return fault;
    set_session_cookie(request, response, STR(""));
    response_redirect(response, STR("/"));
    return NULL;
}
